/** The options of `npm run test:layout`. */
import type { Plan } from "./compare";

const usage = "usage: npm run test:layout -- [--structs N] [--seed S] [--batch N] [--shown N]";

/** What to do, or what is wrong with the options. */
export function parseOptions(given: readonly string[]): Plan | string {
  const plan = { structs: 2000, seed: 1, batch: 500, shown: 5 };
  for (let index = 0; index < given.length; index += 2) {
    const [option = "", value = ""] = given.slice(index, index + 2);
    const name = (Object.keys(plan) as (keyof typeof plan)[]).find((key) => option === `--${key}`);
    if (name === undefined) return `no option ${option}\n${usage}`;
    const isCount = name === "structs" || name === "batch";
    if (!/^\d{1,9}$/.test(value) || (isCount && Number(value) === 0)) {
      return `${option} wants a whole number, not ${value}\n${usage}`;
    }
    plan[name] = Number(value);
  }
  return plan;
}
