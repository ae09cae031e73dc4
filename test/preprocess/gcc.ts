/** The other preprocessor: `gcc -E` with nothing of this machine's own in it, and empty stubs for headers that are absent. */
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

/** Why gcc cannot be asked here, or its version. */
export function gccVersion(): { readonly version: string } | { readonly missing: string } {
  try {
    return { version: execFileSync("gcc", ["-dumpfullversion"], { encoding: "utf8", stdio: "pipe" }).trim() };
  } catch {
    return { missing: "gcc is not installed" };
  }
}

export interface Gcc {
  /** The last folder to search: an empty file for each header that was nowhere. */
  readonly stubs: string;
  /** The expanded text and what gcc complained of, or why it gave up. */
  expand(file: string, includeDirs: readonly string[]): Promise<GccAnswer>;
  dispose(): void;
}

export type GccAnswer =
  | { readonly text: string; readonly complaints: readonly string[] }
  | { readonly failure: string };

/** A run of gcc ends after so many milliseconds. */
const LONGEST_RUN = 60_000;
const MOST_OUTPUT = 1 << 28;
/** So many `..` may stand in the name of an absent header. */
const STUB_DEPTH = 8;
/** A header that is there at last may be what includes the next absent one. */
const MOST_RUNS = 6;

/** One gcc answers one question at a time: the stubs that a question needs stay for the next. */
export function startGcc(predefines: Readonly<Record<string, string>>): Gcc {
  const folder = mkdtempSync(join(tmpdir(), "preprocess-"));
  const stubs = join(folder, ...Array.from({ length: STUB_DEPTH }, () => "stubs"));
  const empty = join(folder, "empty");
  mkdirSync(stubs, { recursive: true });
  mkdirSync(empty);
  const macros = join(folder, "predefines.h");
  const lines = Object.entries(predefines).map(
    ([name, text]) => `#undef ${/^\w+/.exec(name)?.[0]}\n#define ${name} ${text}\n`,
  );
  writeFileSync(macros, lines.join(""));
  const common = ["-undef", "-nostdinc", "-w", "-std=gnu17", "-fmax-errors=0", "-imacros", macros, "-x", "c"];

  const run = (options: readonly string[]) =>
    new Promise<{ output: string; errors: string }>((resolve) => {
      const settings = {
        cwd: empty,
        maxBuffer: MOST_OUTPUT,
        timeout: LONGEST_RUN,
        encoding: "buffer",
      } as const;
      execFile("gcc", [...common, ...options], settings, (error, output, errors) => {
        const broken =
          error !== null && typeof error.code !== "number" ? `fatal error: ${error.message}` : "";
        resolve({ output: decode(output), errors: decode(errors) + broken });
      });
    });

  /** Makes the stubs that a file needs. */
  const makeStubs = async (options: readonly string[]) => {
    const { output } = await run(["-M", "-MG", "-MT", "target", ...options]);
    for (const name of namesOf(output)) {
      if (isAbsolute(name)) continue;
      const path = join(stubs, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, "", { flag: "a" });
    }
  };

  return {
    stubs,
    async expand(file, includeDirs) {
      const options = [...includeDirs.map((dir) => `-I${dir}`), "-idirafter", stubs, file];
      let result = await run(["-E", "-P", ...options]);
      for (let runs = 1; runs < MOST_RUNS && result.errors.includes("No such file"); runs++) {
        await makeStubs(options);
        result = await run(["-E", "-P", ...options]);
      }
      const complaints = result.errors.split("\n").filter((line) => line.includes("error: "));
      const failure = complaints.find((line) => line.includes("fatal error: "));
      return failure === undefined ? { text: result.output, complaints } : { failure };
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The names behind the colon of a rule for make. */
const namesOf = (rule: string) =>
  rule
    .slice(rule.indexOf(":") + 1)
    .replace(/\\\r?\n/g, " ")
    .split(/(?<!\\)\s+/)
    .filter((name) => name !== "")
    .map((name) => name.replace(/\\([ #])/g, "$1").replaceAll("$$", "$"));

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  }
}
