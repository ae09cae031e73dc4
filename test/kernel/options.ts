/** The options of `npm run test:kernel`. */
import { readOptions } from "../support/options";
import { modeNames } from "./modes";
import type { Plan } from "./twin";

const usage = "usage: npm run test:kernel -- [--sequences N] [--seed S] [--calls N] [--mode NAME]";

/** What to do, or what is wrong with the options. */
export function parseOptions(argv: readonly string[]): Plan | string {
  const counts = { sequences: 2000, calls: 60 };
  const given = readOptions(argv, { usage, numbers: { seed: 1 }, counts, texts: ["mode"] });
  if (typeof given === "string") return given;
  const plan = { ...given.numbers, kinds: 20 };
  const name = given.texts.get("mode")?.at(-1);
  if (name === undefined) return plan;
  const mode = modeNames.find((known) => known === name);
  return mode === undefined ? `no mode ${name}: ${modeNames.join(", ")}\n${usage}` : { ...plan, mode };
}
