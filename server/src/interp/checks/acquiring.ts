/** Whether a call that deals with privileges may be about the right to lock memory, as its arguments are written. */
import type { Operand } from "../../c/ir";
import type { Calling } from "../calls/calling";
import { flowOf } from "../flow";

/** The call may give the right to lock memory, or ask for it; false where every name that it is given is another's. */
export function concernsLocking(calling: Calling): boolean {
  if (!calling.run.platform.privilege?.acquiredBy.includes(calling.name)) return false;
  const row = Object.hasOwn(listing, calling.name) ? listing[calling.name] : undefined;
  return row === undefined || namesRight(calling, row);
}

interface Listing {
  /** The first argument that names privileges; all that follow do, too. */
  readonly from: number;
  /** Names that stand for the right to lock memory, among others. */
  readonly right: RegExp;
  /** Names that stand for something else, one of which each argument must have. */
  readonly other: RegExp;
}

const privileges = {
  right: /^PRIV_(?:PROC_LOCK_MEMORY|ALL|ZONE)$/,
  other: /^(?:PRIV_(?!ALL$|ZONE$|PROC_LOCK_MEMORY$)\w+|NULL)$/,
};

const listing: Readonly<Record<string, Listing>> = {
  procmgr_ability: { from: 1, right: /^PROCMGR_AID_MEM_LOCK$/, other: /^PROCMGR_AID_(?!MEM_LOCK$)\w+$/ },
  priv_set: { from: 2, ...privileges },
  priv_ineffect: { from: 0, ...privileges },
  priv_ismember: { from: 1, ...privileges },
};

/** What is not written as names may be anything. */
function namesRight({ frame, instruction }: Calling, { from, right, other }: Listing): boolean {
  return instruction.args.slice(from).some((operand) => {
    const names = namesIn(frame.fn, operand);
    return names.some((name) => right.test(name)) || !names.some((name) => other.test(name));
  });
}

/** The names that an operand is put together of: `A | B | C`. */
function namesIn(fn: Calling["frame"]["fn"], operand: Operand): readonly string[] {
  if (operand.kind === "name") return [operand.name];
  // Privileges are strings: PRIV_PROC_FORK is "proc_fork".
  if (operand.kind === "string") return [`PRIV_${operand.value.replace(/^priv_/i, "").toUpperCase()}`];
  const made = operand.kind === "temp" ? flowOf(fn).definitions.get(operand.id) : undefined;
  if (made?.op === "convert") return namesIn(fn, made.value);
  if (made?.op !== "binary" || (made.operator !== "|" && made.operator !== "+")) return [];
  return [...namesIn(fn, made.left), ...namesIn(fn, made.right)];
}
