/**
 * Privilege sets of illumos. Programs see no more of them than these calls tell, so one byte stands for a set: is the right
 * to lock memory in it?
 */
import { type KnownCall, textAt, type Written } from "../calls/text";
import { load } from "../memory/memory";
import { anything, exact, likelyTarget } from "../values/value";
import type { Model } from "./model";

const all = (isIn: boolean) => (): Written => ({ argument: 0, bytes: [isIn ? 1 : 0] });

/** PRIV_ALL and PRIV_ZONE are sets that have the right among others. */
const right = /^(?:proc_lock_memory|all|zone)$/;

/** The privilege that an argument names: PRIV_PROC_FORK is "proc_fork". */
function privilegeAt({ args, memory }: KnownCall, index: number): string | undefined {
  const value = args[index] ?? anything;
  const bytes = value.constant === undefined ? textAt(memory, value) : undefined;
  const name = value.constant ?? (bytes && String.fromCharCode(...bytes));
  return name?.replace(/^priv_/i, "").toLowerCase();
}

/** 1 or 0; undefined where that is not known. */
export function holdsRight(
  { args, memory }: Pick<KnownCall, "args" | "memory">,
  index: number,
): number | undefined {
  const target = likelyTarget(args[index] ?? anything);
  const type = { kind: "integer", bytes: 1, signed: false, name: "unsigned char" } as const;
  return target && exact(load(memory, target, 1, type));
}

const changed =
  (isIn: boolean) =>
  (known: KnownCall): Written | undefined => {
    const name = privilegeAt(known, 1);
    const after = name !== undefined && right.test(name) ? Number(isIn) : holdsRight(known, 0);
    return name === undefined || after === undefined ? undefined : { argument: 0, bytes: [after] };
  };

function copied(known: KnownCall): Written | undefined {
  const from = holdsRight(known, 0);
  return from === undefined ? undefined : { argument: 1, bytes: [from] };
}

function inverted(known: KnownCall): Written | undefined {
  const before = holdsRight(known, 0);
  return before === undefined ? undefined : { argument: 0, bytes: [1 - before] };
}

const keeps = { errno: "keeps" } as const;

export const privilegeSetModels: readonly Model[] = [
  { name: "priv_emptyset", ...keeps, writes: all(false) },
  { name: "priv_fillset", ...keeps, writes: all(true) },
  // What every process has from the start.
  { name: "priv_basicset", ...keeps, writes: all(false) },
  { name: "priv_addset", errno: "may-change", writes: changed(true) },
  { name: "priv_delset", errno: "may-change", writes: changed(false) },
  { name: "priv_copyset", ...keeps, writes: copied },
  { name: "priv_inverse", ...keeps, writes: inverted },
];
