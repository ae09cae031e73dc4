/** `#pragma pack`: the alignment that no member of a structure may exceed, from one place of the text to the next. */
import type { Attribute } from "../syntax/dialect";

interface Change {
  readonly start: number;
  /** Bytes; undefined: no bound. "unknown": a bound that cannot be read. */
  readonly bound: number | undefined | "unknown";
}

/** What a pragma leaves in the preprocessor's output for `packingAt`; nothing where it is about something else. */
export function packPragma(written: string): string | undefined {
  const argument = /^\s*pack\s*(\([^()\r\n]*\))/.exec(written)?.[1];
  return argument && `#pragma pack${argument}`;
}

const changesOf = new WeakMap<readonly Attribute[], readonly Change[]>();

/** The bound that holds at a place. */
export function packingAt(attributes: readonly Attribute[], at: number): Change["bound"] {
  const changes = changesOf.get(attributes) ?? readChanges(attributes);
  changesOf.set(attributes, changes);
  let bound: Change["bound"];
  for (const change of changes) {
    if (change.start > at) break;
    bound = change.bound;
  }
  return bound;
}

interface Pushed {
  readonly label: string | undefined;
  readonly bound: Change["bound"];
}

/** All pragmas in order: what each `pop` goes back to depends on those before. */
function readChanges(attributes: readonly Attribute[]): readonly Change[] {
  const changes: Change[] = [];
  const pushed: Pushed[] = [];
  let bound: Change["bound"];
  for (const { name, argument, start } of attributes) {
    if (name !== "pack") continue;
    const [action = "", ...rest] = argument.split(",").map((word) => word.trim());
    const isStacked = action === "push" || action === "pop";
    const label = isStacked ? rest.find((word) => /^[A-Za-z_]/.test(word)) : undefined;
    if (action === "push") pushed.push({ label, bound });
    if (action === "pop") bound = popped(pushed, label, bound);
    const given = isStacked ? rest.find((word) => word !== label) : action;
    if (given !== undefined) bound = boundOf(given, bound);
    changes.push({ start, bound });
  }
  return changes;
}

/** Compilers ignore a `pop` of what was not pushed. */
function popped(pushed: Pushed[], label: string | undefined, before: Change["bound"]): Change["bound"] {
  const index = label === undefined ? pushed.length - 1 : pushed.findLastIndex((one) => one.label === label);
  return index < 0 ? before : pushed.splice(index)[0]?.bound;
}

/** `pack()` and `pack(0)` take the bound away; what is no power of two is ignored. */
function boundOf(given: string, before: Change["bound"]): Change["bound"] {
  if (given === "" || given === "0") return undefined;
  if (/^(?:1|2|4|8|16)$/.test(given)) return Number(given);
  return /^\d+$/.test(given) ? before : "unknown";
}
