/** The options of `npm run test:lowering`. */
import { readOptions } from "../support/options";

const usage =
  "usage: npm run test:lowering -- [--list N] [--backends | --edits] DIR...\n" +
  "  --list N       print N causes (20)\n" +
  "  --backends     compare the trees of both parsers instead\n" +
  "  --edits        measure what a keystroke costs instead";

export interface Options {
  readonly folders: readonly string[];
  readonly list: number;
  readonly mode: "share" | "backends" | "edits";
}

/** What to do, or what is wrong with the options. */
export function parseOptions(argv: readonly string[]): Options | string {
  const flags = ["backends", "edits"] as const;
  const given = readOptions(argv, { usage, numbers: { list: 20 }, flags, folders: "any" });
  if (typeof given === "string") return given;
  const { folders, numbers } = given;
  const mode = flags.find((flag) => given.flags.has(flag)) ?? "share";
  return folders.length === 0 ? usage : { folders, list: numbers.list, mode };
}
