/** Which functions also run where nobody looked: what was seen in them need not hold on every path. */
import type { Unit } from "../c/ir";
import type { Entries } from "./entries";

/**
 * Functions that were called and not followed (`unfollowed`), those that were not lowered, those that others may call
 * though nothing judged is in them; and what these mention. An entry point was seen as anybody may find it.
 */
export function unseenFunctions(
  { outline, functions }: Unit,
  { run, leftOut }: Entries,
  unfollowed: ReadonlySet<string>,
): ReadonlySet<string> {
  const mentions = new Map(outline.map((one) => [one.name, one.mentions]));
  const entries = new Set(run.map(({ fn }) => fn.name));
  const notLowered = [...mentions.keys()].filter((name) => !functions.has(name));
  const unseen = new Set([...unfollowed, ...leftOut, ...notLowered]);
  for (const name of unseen) {
    for (const mention of mentions.get(name) ?? []) {
      if (mentions.has(mention) && !entries.has(mention)) unseen.add(mention);
    }
  }
  return unseen;
}
