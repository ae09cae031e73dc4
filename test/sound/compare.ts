/** Holds what a program showed against what the interpreter allowed. */
import { includes } from "../../server/src/interp/values/range";
import { exact, type Value } from "../../server/src/interp/values/value";
import type { Allowed } from "./interpreter";
import type { Shown } from "./machine";

export interface Violation {
  readonly place: number;
  readonly shown: bigint;
  readonly allowed: readonly Value[];
}

export interface Comparison {
  readonly violation: Violation | undefined;
  /** Values that were shown, and those of places for which the interpreter knew each value and no other. */
  readonly checkpoints: number;
  readonly exactly: number;
}

export function compare(shown: readonly Shown[], { visits }: Allowed): Comparison {
  const seen = new Map<number, Set<bigint>>();
  for (const { place, value } of shown) seen.set(place, (seen.get(place) ?? new Set()).add(value));
  let exactly = 0;
  for (const { place, value } of shown) {
    const allowed = visits.get(place) ?? [];
    if (!allowed.some((one) => covers(one, value))) {
      return { violation: { place, shown: value, allowed }, checkpoints: shown.length, exactly: 0 };
    }
    const known = new Set(allowed.map(exact));
    if (!known.has(undefined) && known.size === seen.get(place)?.size) exactly++;
  }
  return { violation: undefined, checkpoints: shown.length, exactly };
}

/** May the abstract value be this number? Of 64 bits, signed; numbers that a double cannot hold lie in no finite set. */
function covers({ range, targets, functions }: Value, value: bigint): boolean {
  if (targets.length > 0 || functions) return true;
  if (range === null) return false;
  const number = Number(value);
  if (BigInt(number) === value && Number.isSafeInteger(number)) return includes(range, number);
  return range.low <= number && number <= range.high && range.low !== range.high;
}
