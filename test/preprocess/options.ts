/** The options of `npm run test:preprocess`. */

export interface Options {
  readonly folders: readonly string[];
  readonly defines: Readonly<Record<string, string>>;
  /** So many random programs are compared besides the files. */
  readonly programs: number;
  readonly seed: number;
  /** How many of the files that differ are shown. */
  readonly show: number;
}

const usage =
  "usage: npm run test:preprocess -- [DIR...] [--define NAME=VALUE]... [--show N] [--programs N [--seed S]]";

/** What to do, or what is wrong with the arguments. */
export function parseOptions(given: readonly string[]): Options | string {
  const folders: string[] = [];
  const defines: Record<string, string> = {};
  const numbers = { programs: 0, seed: 1, show: 20 };
  for (let index = 0; index < given.length; index++) {
    const argument = given[index] ?? "";
    if (!argument.startsWith("-")) {
      folders.push(argument);
      continue;
    }
    const value = given[++index];
    const name = (Object.keys(numbers) as (keyof typeof numbers)[]).find((key) => argument === `--${key}`);
    if (argument !== "--define" && name === undefined) return `no option ${argument}\n${usage}`;
    if (value === undefined) return `${argument} wants a value\n${usage}`;
    if (name === undefined) {
      const [, macro, text = "1"] = /^([A-Za-z_]\w*)(?:=(.*))?$/.exec(value) ?? [];
      if (macro === undefined) return `--define wants NAME=VALUE, not ${value}\n${usage}`;
      defines[macro] = text;
    } else if (!/^\d{1,9}$/.test(value)) return `${argument} wants a whole number, not ${value}\n${usage}`;
    else numbers[name] = Number(value);
  }
  if (folders.length === 0 && numbers.programs === 0)
    return `neither folders nor programs are asked for\n${usage}`;
  return { folders, defines, ...numbers };
}
