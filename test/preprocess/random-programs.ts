/** Both preprocessors on random programs, many in one file: what gcc makes of each, and what we make of it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomOf } from "../support/random";
import { type Comparison, compare } from "./compare";
import type { Gcc } from "./gcc";
import { generateProgram } from "./generate";
import { expandPlainly, PREDEFINES } from "./ours";

/** A file of so many programs is one run of gcc. */
const BATCH = 200;
/** No program has this token; it keeps their expansions apart. */
const mark = (index: number) => `@ program_${index} @`;

export interface Mismatch {
  readonly program: string;
  readonly difference: NonNullable<Comparison["difference"]>;
}

export interface Outcome {
  /** What gcc took without complaint; the rest has no meaning to agree on. */
  readonly compared: number;
  readonly mismatches: readonly Mismatch[];
}

export async function compareRandomPrograms(gcc: Gcc, count: number, seed: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "programs-"));
  const random = randomOf(seed);
  const outcomes: Outcome[] = [];
  try {
    for (let done = 0; done < count; done += BATCH) {
      const size = Math.min(BATCH, count - done);
      const programs = Array.from({ length: size }, (_, index) =>
        generateProgram(random, `m${done + index}`),
      );
      outcomes.push(await compareBatch(gcc, join(folder, "programs.c"), programs));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    compared: outcomes.reduce((sum, { compared }) => sum + compared, 0),
    mismatches: outcomes.flatMap(({ mismatches }) => mismatches),
  };
}

async function compareBatch(gcc: Gcc, file: string, programs: readonly string[]): Promise<Outcome> {
  const sources = programs.map((program, index) => `${mark(index)}\n${program}`);
  const text = sources.join("");
  writeFileSync(file, text);
  const theirs = await gcc.expand(file, []);
  if ("failure" in theirs) throw new Error(`gcc gave up: ${theirs.failure}`);
  const ours = expandPlainly(file, text, () => "absent", [], PREDEFINES).text;
  const [left, right] = [parts(ours), parts(theirs.text)];
  const refused = refusedLines(theirs.complaints);
  let compared = 0;
  let line = 1;
  const mismatches: Mismatch[] = [];
  for (const [index, source] of sources.entries()) {
    const next = line + source.split("\n").length - 1;
    const isRefused = refused.some((complained) => complained >= line && complained < next);
    line = next;
    if (isRefused) continue;
    compared++;
    const { difference } = compare(left[index] ?? "", right[index] ?? "", []);
    if (difference !== undefined) mismatches.push({ program: programs[index] ?? "", difference });
  }
  return { compared, mismatches };
}

const refusedLines = (complaints: readonly string[]) =>
  complaints.flatMap((line) => {
    const number = /\.c:(\d+):/.exec(line)?.[1];
    return number === undefined ? [] : [Number(number)];
  });

const parts = (text: string) => text.split(/@\s*program_\d+\s*@/).slice(1);
