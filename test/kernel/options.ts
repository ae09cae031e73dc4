/** The options of `npm run test:kernel`. */
import { type ModeName, modeNames } from "./modes";
import type { Plan } from "./twin";

const usage = "usage: npm run test:kernel -- [--sequences N] [--seed S] [--calls N] [--mode NAME]";

/** What to do, or what is wrong with the options. */
export function parseOptions(given: readonly string[]): Plan | string {
  const numbers = { sequences: 2000, seed: 1, calls: 60 };
  let mode: ModeName | undefined;
  for (let index = 0; index < given.length; index += 2) {
    const [option = "", value] = given.slice(index, index + 2);
    const name = Object.keys(numbers).find((key) => option === `--${key}`) as
      | keyof typeof numbers
      | undefined;
    if (option !== "--mode" && name === undefined) return `no option ${option}\n${usage}`;
    if (value === undefined) return `${option} wants a value\n${usage}`;
    if (name === undefined) {
      mode = modeNames.find((known) => known === value);
      if (mode === undefined) return `no mode ${value}: ${modeNames.join(", ")}\n${usage}`;
    } else if (!/^\d{1,9}$/.test(value) || (Number(value) === 0 && name !== "seed")) {
      return `${option} wants a whole number, not ${value}\n${usage}`;
    } else numbers[name] = Number(value);
  }
  return { ...numbers, kinds: 20, ...(mode === undefined ? {} : { mode }) };
}
