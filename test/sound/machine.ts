/** Compiles generated programs with `cc`, many at once, runs each in a process of its own, and says what they showed. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StartOptions } from "../../server/src/sim/world";
import { type Program, textOf } from "./program";

/** A value that a running program had at a place; of 64 bits, as a whole number. */
export interface Shown {
  readonly place: number;
  readonly value: bigint;
}

/** How processes run: with which limit (bytes; -1: as it was started, and with its privileges), and what is told of it. */
export interface Mode {
  readonly limit: number;
  readonly begin: StartOptions;
}

export const modes: readonly Mode[] = [-1, 0, 1, 4096, 65536].flatMap((limit) => [
  { limit, begin: {} },
  { limit, begin: knownStart(limit) },
]);

function knownStart(limit: number): StartOptions {
  if (limit >= 0)
    return { privileged: false, mayRaiseLimit: false, limit, hardLimit: limit, memory: "ample" };
  // Of a process that was started by somebody else only the superuser's rights are sure.
  return process.getuid?.() === 0 ? { privileged: true, memory: "ample" } : { memory: "ample" };
}

export interface Machine {
  /** What each program showed; undefined for one that did not end well. */
  run(programs: readonly Program[], limit: number): readonly (readonly Shown[] | undefined)[];
  dispose(): void;
}

/** The machine, or why there is none. */
export function openMachine(): Machine | string {
  if (process.platform !== "linux") return `this is ${process.platform}, not Linux`;
  if (spawnSync("cc", ["--version"]).error) return "there is no cc";
  const folder = mkdtempSync(join(tmpdir(), "sound-"));
  return {
    run: (programs, limit) => runAll(folder, programs, limit),
    dispose: () => rmSync(folder, { recursive: true }),
  };
}

function runAll(folder: string, programs: readonly Program[], limit: number) {
  const source = join(folder, "programs.c");
  const binary = join(folder, "programs");
  writeFileSync(source, sourceOf(programs));
  const options = ["-w", "-O0", "-fwrapv", "-fno-strict-aliasing", "-o", binary, source];
  const compiled = spawnSync("cc", options, { encoding: "utf8" });
  if (compiled.status !== 0) throw new Error(`a generated program does not compile:\n${compiled.stderr}`);
  const ran = spawnSync(binary, [String(limit)], { encoding: "utf8", maxBuffer: 2 ** 30 });
  return read(ran.stdout, programs.length);
}

/** Each program in its own scope of names: they share one file, so that one run of cc serves many. */
function sourceOf(programs: readonly Program[]): string {
  const bodies = programs.map((program, index) => renamed(textOf(program, `program${index}`), index));
  const table = programs.map((_, index) => `program${index}`).join(", ");
  return `${prelude}${bodies.join("\n")}\nstatic int (*const programs[])(void) = { ${table} };\n${runner}`;
}

/** File-scope names get the program's number. */
function renamed(text: string, index: number): string {
  return text
    .replace(/\b((?:global|table|constants|helper|recursive|file_[a-z]+)\d+(?:_plain)?)\b/g, `$1_${index}`)
    .replace(/\b(?:struct|union|enum) (?:point|word|flags|color)\b/g, `$&_${index}`)
    .replace(/\b(RED|GREEN|BLUE)\b/g, `$1_${index}`);
}

function read(output: string, count: number): (Shown[] | undefined)[] {
  const shown: Shown[][] = Array.from({ length: count }, () => []);
  const ended = new Set<number>();
  for (const line of output.split("\n")) {
    const [program = "", place = "", value] = line.split(" ");
    if (place === "end") ended.add(Number(program));
    else if (value !== undefined)
      shown[Number(program)]?.push({ place: Number(place), value: BigInt(value) });
  }
  return shown.map((values, index) => (ended.has(index) ? values : undefined));
}

const prelude = `#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
static int current;
void checkpoint(int place, long value)
{
  int saved = errno;
  printf("%d %d %ld\\n", current, place, value);
  errno = saved;
}
static unsigned state = 7;
int input(void)
{
  state = state * 1103515245u + 12345u;
  return (int)(state >> 8) - 4000000;
}
`;

const runner = `
static void drop_privilege(long limit)
{
  struct rlimit both = { limit, limit };
  if (limit < 0) return;
  if (setrlimit(RLIMIT_MEMLOCK, &both) != 0 || (getuid() == 0 && setuid(65534) != 0)) _exit(3);
}
int main(int argc, char **argv)
{
  long limit = argc > 1 ? atol(argv[1]) : -1;
  setvbuf(stdout, NULL, _IOLBF, 1 << 12);
  for (current = 0; current < (int)(sizeof programs / sizeof *programs); current++) {
    pid_t child;
    int status;
    fflush(stdout);
    child = fork();
    if (child == 0) {
      alarm(10);
      drop_privilege(limit);
      programs[current]();
      exit(0);
    }
    if (waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0)
      printf("%d end\\n", current);
  }
  return 0;
}
`;
