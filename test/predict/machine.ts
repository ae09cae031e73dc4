/** Compiles the programs with `cc`, runs each with a limit and a privilege, and says how it ended. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { thisProcess } from "../../server/src/host/this-machine";
import type { ProcessStart } from "../../server/src/ide/types";

/** How a program is started. */
export interface Mode {
  readonly name: string;
  /** Bytes; undefined: as this process is, with its privileges. */
  readonly limit: number | undefined;
  readonly start: ProcessStart;
}

/** Root becomes nobody. */
const userOfPrograms = process.getuid?.() || 65534;

const limited = (limit: number): Mode => ({
  name: `limit ${limit}`,
  limit,
  start: { privileged: false, mayRaiseLimit: false, limit, hardLimit: limit, user: userOfPrograms },
});

export const modes: readonly Mode[] = [
  { name: "as here", limit: undefined, start: thisProcess() ?? {} },
  limited(65536),
  limited(0),
];

export interface Machine {
  /** "exits with 1" or "killed by SIGSEGV"; undefined for a program that does not end. Throws where one does not compile. */
  run(file: string, mode: Mode): string | undefined;
  dispose(): void;
}

/** The machine, or why there is none. */
export function openMachine(): Machine | string {
  if (process.platform !== "linux") return `this is ${process.platform}, not Linux`;
  if (spawnSync("cc", ["--version"]).error) return "there is no cc";
  const folder = mkdtempSync(join(tmpdir(), "predict-"));
  // Programs run as somebody else, too.
  chmodSync(folder, 0o755);
  const binaries = new Map<string, string>();
  const starter = compiled(folder, "starter", starterSource);
  return {
    run(file, { limit }) {
      const binary = binaries.get(file) ?? compiled(folder, `${basename(file, ".c")}-${binaries.size}`, file);
      binaries.set(file, binary);
      const ran = spawnSync(starter, [String(limit ?? -1), binary], {
        encoding: "utf8",
        timeout: 10_000,
        cwd: folder,
      });
      if (ran.error) return undefined;
      return ran.stderr.trim().split("\n").at(-1);
    },
    dispose: () => rmSync(folder, { recursive: true }),
  };
}

function compiled(folder: string, name: string, source: string): string {
  const binary = join(folder, name);
  const isFile = source.endsWith(".c");
  const file = isFile ? source : join(folder, `${name}-source.c`);
  if (!isFile) writeFileSync(file, source);
  const result = spawnSync("cc", ["-w", "-o", binary, file, "-lpthread"], { encoding: "utf8" });
  if (result.status !== 0) throw new Error(`${file} does not compile:\n${result.stderr}`);
  return binary;
}

/** Sets the limit, gives up root, and says on its last line how the program ended. */
const starterSource = `#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char **argv)
{
  long limit = atol(argv[1]);
  int status;
  pid_t child = fork();
  if (child == 0) {
    if (limit >= 0) {
      struct rlimit both = { limit, limit };
      if (setrlimit(RLIMIT_MEMLOCK, &both) != 0 || (getuid() == 0 && setuid(65534) != 0)) _exit(99);
    }
    alarm(8);
    execl(argv[2], argv[2], (char *)NULL);
    _exit(98);
  }
  if (waitpid(child, &status, 0) != child) return 1;
  if (WIFEXITED(status)) fprintf(stderr, "\\nexits with %d\\n", WEXITSTATUS(status));
  else fprintf(stderr, "\\nkilled by SIG%s\\n", sigabbrev_np(WTERMSIG(status)));
  return 0;
}
`;
