/** The options of `npm run test:layout`. */
import { readOptions } from "../support/options";
import type { Plan } from "./compare";

const usage = "usage: npm run test:layout -- [--structs N] [--seed S] [--batch N] [--shown N]";

/** What to do, or what is wrong with the options. */
export function parseOptions(argv: readonly string[]): Plan | string {
  const counts = { structs: 2000, batch: 500 };
  const given = readOptions(argv, { usage, numbers: { seed: 1, shown: 5 }, counts });
  return typeof given === "string" ? given : given.numbers;
}
