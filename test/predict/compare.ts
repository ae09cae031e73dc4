/** What is predicted of a program, beside what it did. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Engine } from "../../server/src/ide/types";
import type { Machine, Mode } from "./machine";

export interface Compared {
  readonly file: string;
  readonly mode: string;
  /** "exits with 0", "killed by SIGSEGV" or "end not known: …". */
  readonly predicted: string;
  /** Undefined where the program did not end by itself. */
  readonly happened: string | undefined;
}

export const isPredicted = ({ predicted }: Compared): boolean => !predicted.startsWith("end not known");
export const isWrong = (one: Compared): boolean => isPredicted(one) && one.predicted !== one.happened;

/** The .c files of a folder, and of its folders. */
export function programsBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return programsBelow(path);
      return name.endsWith(".c") ? [path] : [];
    });
}

export function compare(engine: Engine, machine: Machine, path: string, mode: Mode): Compared {
  const file = resolve(path);
  return { file, mode: mode.name, predicted: predict(engine, file, mode), happened: machine.run(file, mode) };
}

function predict(engine: Engine, file: string, { start }: Mode): string {
  const traced = engine.trace({
    file,
    text: readFileSync(file, "utf8"),
    read: () => "absent",
    includeDirs: [],
    defines: {},
    platform: "linux",
    startOn: () => start,
  });
  return traced.kind === "traced" ? (traced.text.trim().split("\n").at(-1) ?? "") : traced.reason;
}
