/** The options of `npm run test:lowering`. */

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
export function parseOptions(given: readonly string[]): Options | string {
  const folders: string[] = [];
  let mode: Options["mode"] = "share";
  let list = 20;
  const rest = [...given];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--backends") mode = "backends";
    else if (word === "--edits") mode = "edits";
    else if (word === "--list") {
      const value = rest.shift();
      if (value === undefined || !/^\d{1,9}$/.test(value)) return `--list wants a whole number\n${usage}`;
      list = Number(value);
    } else if (word.startsWith("-")) return `no option ${word}\n${usage}`;
    else folders.push(word);
  }
  return folders.length === 0 ? usage : { folders, list, mode };
}
