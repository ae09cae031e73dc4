/** The options of `npm run test:sound`. */

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
export function parseOptions(given: readonly string[]): Options | string {
  const options = { programs: 1000, seed: 1, fuel: 25_000, seededBugs: false, only: "", stop: false };
  const words = [...given];
  for (let option = words.shift(); option !== undefined; option = words.shift()) {
    if (option === "--stop" || option === "--seeded-bugs") {
      options[option === "--stop" ? "stop" : "seededBugs"] = true;
      continue;
    }
    const value = words.shift() ?? "";
    if (option === "--only") {
      options.only = value;
      continue;
    }
    const name = (["programs", "seed", "fuel"] as const).find((one) => option === `--${one}`);
    if (name === undefined) return `no option ${option}\n${usage}`;
    if (!/^\d{1,9}$/.test(value))
      return `${option} wants a whole number, not ${value || "nothing"}\n${usage}`;
    options[name] = Number(value);
  }
  return options;
}
