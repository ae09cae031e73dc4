/** The options of the test programs: whole numbers with defaults, flags, words and folders, read by Node's own parser. */
import { type ParseArgsConfig, parseArgs } from "node:util";

/** What a program understands; `numbers` and `counts` with their defaults, of which a count is at least 1. */
export interface Understood<
  Name extends string,
  Count extends string,
  Flag extends string,
  Text extends string,
> {
  readonly usage: string;
  readonly numbers?: Readonly<Record<Name, number>>;
  readonly counts?: Readonly<Record<Count, number>>;
  readonly flags?: readonly Flag[];
  /** Options with any value, which may repeat. */
  readonly texts?: readonly Text[];
  readonly folders?: "any" | "none";
}

export interface Given<Number extends string, Flag extends string, Text extends string> {
  readonly numbers: Readonly<Record<Number, number>>;
  readonly flags: ReadonlySet<Flag>;
  readonly texts: ReadonlyMap<Text, readonly string[]>;
  readonly folders: readonly string[];
}

/** What was asked for; or what is wrong with it, and the usage. */
export function readOptions<
  Name extends string = never,
  Count extends string = never,
  Flag extends string = never,
  Text extends string = never,
>(
  argv: readonly string[],
  { usage, numbers, counts, flags = [], texts = [], folders = "none" }: Understood<Name, Count, Flag, Text>,
): Given<Name | Count, Flag, Text> | string {
  const defaults = { ...numbers, ...counts } as Record<Name | Count, number>;
  const names = Object.keys(defaults) as (Name | Count)[];
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const name of names) options[name] = { type: "string" };
  for (const flag of flags) options[flag] = { type: "boolean" };
  for (const text of texts) options[text] = { type: "string", multiple: true };
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options,
      allowPositionals: folders === "any",
    });
    const read = { ...defaults };
    for (const name of names) {
      const value = values[name];
      if (value === undefined) continue;
      const least = counts && name in counts ? 1 : 0;
      if (!/^\d{1,9}$/.test(String(value)) || Number(value) < least)
        return `--${name} wants a whole number${least > 0 ? ", at least 1" : ""}, not ${value}\n${usage}`;
      read[name] = Number(value);
    }
    return {
      numbers: read,
      flags: new Set(flags.filter((flag) => values[flag] === true)),
      texts: new Map(texts.map((text) => [text, (values[text] as string[] | undefined) ?? []])),
      folders: positionals,
    };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${usage}`;
  }
}
