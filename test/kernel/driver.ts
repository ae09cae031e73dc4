/** Compiles the driver with `cc` and runs scripts in it; says why where that cannot be. */
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { arena, heapPages, type Run, readRuns } from "./protocol";

export interface Driver {
  /** Runs a script of sequences, each in a process of its own. */
  run(script: string): Promise<readonly Run[]>;
  /** Deletes what was compiled. */
  dispose(): void;
}

/** The driver, or why there is none. `root` is the project's folder. */
export function compileDriver(root: string): Driver | string {
  if (process.platform !== "linux") return `this is ${process.platform}, not Linux`;
  const folder = mkdtempSync(join(tmpdir(), "kernel-twin-"));
  // Another user will execute it.
  chmodSync(folder, 0o755);
  const program = join(folder, "driver");
  const failure = compile(resolve(root, "test/kernel"), program, ["-static"]);
  const again = failure && compile(resolve(root, "test/kernel"), program, []);
  if (again) {
    rmSync(folder, { recursive: true });
    return again;
  }
  let scripts = 0;
  return {
    run: (script) => {
      scripts += 1;
      return runScript(program, join(folder, `script-${scripts}`), script);
    },
    dispose: () => rmSync(folder, { recursive: true }),
  };
}

function compile(folder: string, program: string, options: readonly string[]): string | undefined {
  const places = [`-DARENA=${arena.start}ul`, `-DARENA_PAGES=${arena.pages}`, `-DHEAP_PAGES=${heapPages}`];
  const sources = ["driver.c", "observe.c"].map((name) => join(folder, name));
  const { error, status, stderr } = spawnSync(
    "cc",
    ["-O2", ...options, ...places, "-o", program, ...sources],
    {
      encoding: "utf8",
    },
  );
  if (error) return `there is no cc (${error.message})`;
  return status === 0 ? undefined : `cc cannot compile the driver: ${stderr.trim()}`;
}

/** The driver reads its script at offsets, so that it is a file. */
async function runScript(program: string, path: string, script: string): Promise<readonly Run[]> {
  writeFileSync(path, script);
  const input = openSync(path, "r");
  const child = spawn(program, [], { stdio: [input, "pipe", "inherit"] });
  closeSync(input);
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise<number | null>((done, fail) => {
    child.on("close", done);
    child.on("error", fail);
  });
  rmSync(path);
  if (status !== 0) throw new Error(`the driver ended with status ${String(status)}`);
  return readRuns(Buffer.concat(chunks).toString("latin1"));
}
