/** The options of `npm run test:sound`. */
import { readOptions } from "../support/options";

export interface Options {
  readonly programs: number;
  readonly seed: number;
  /** Instructions that the interpreter may take for a program. Usually what a check gives to an entry point. */
  readonly fuel: number;
  /** Run the interpreter with mistakes in it, instead of as it is. */
  readonly seededBugs: boolean;
  /** Of the mistakes, those with this in their name; empty: all. */
  readonly only: string;
  /** Stop at the first violation, and do not make it small. */
  readonly stop: boolean;
}

const usage =
  "usage: npm run test:sound -- [--programs N] [--seed S] [--fuel F] [--stop] [--seeded-bugs [--only TEXT]]";

/** How a run with --stop ends that found a violation: a crash ends with 1. */
export const stoppedAtViolation = 4;

/** What to do, or what is wrong with the options. */
export function parseOptions(argv: readonly string[]): Options | string {
  const numbers = { programs: 1000, seed: 1, fuel: 25_000 };
  const flags = ["stop", "seeded-bugs"] as const;
  const given = readOptions(argv, { usage, numbers, flags, texts: ["only"] });
  if (typeof given === "string") return given;
  return {
    ...given.numbers,
    seededBugs: given.flags.has("seeded-bugs"),
    only: given.texts.get("only")?.at(-1) ?? "",
    stop: given.flags.has("stop"),
  };
}
