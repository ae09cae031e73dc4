/** The options of `npm run test:preprocess`. */
import { readOptions } from "../support/options";

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
export function parseOptions(argv: readonly string[]): Options | string {
  const numbers = { programs: 0, seed: 1, show: 20 };
  const given = readOptions(argv, { usage, numbers, texts: ["define"], folders: "any" });
  if (typeof given === "string") return given;
  const defines: Record<string, string> = {};
  for (const value of given.texts.get("define") ?? []) {
    const [, macro, text = "1"] = /^([A-Za-z_]\w*)(?:=(.*))?$/.exec(value) ?? [];
    if (macro === undefined) return `--define wants NAME=VALUE, not ${value}\n${usage}`;
    defines[macro] = text;
  }
  const { folders } = given;
  if (folders.length === 0 && given.numbers.programs === 0)
    return `neither folders nor programs are asked for\n${usage}`;
  return { folders, defines, ...given.numbers };
}
