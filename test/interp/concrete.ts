/** What an abstract number or address stands for: numbers of 64 bits, signed, with every region at a place of its own. */
import { type Range, top } from "../../server/src/interp/values/range";
import type { Target, Value } from "../../server/src/interp/values/value";

/** Is the number in the set? Bounds and congruence are held exactly, beyond what a double can tell apart. */
export function inRange({ low, high, modulus, remainder, nonzero }: Range, n: bigint): boolean {
  if (Number.isFinite(low) && n < BigInt(low)) return false;
  if (Number.isFinite(high) && n > BigInt(high)) return false;
  if (low === Infinity || high === -Infinity || (nonzero && n === 0n)) return false;
  return modulus <= 1 || (n - BigInt(remainder)) % BigInt(modulus) === 0n;
}

/** A number or address, or a function's name. */
export type Concrete = bigint | string;

/** Where regions lie: one on a page, one as malloc() gives it, one anywhere. */
export const bases: Readonly<Record<string, bigint>> = {
  page: 0x7f1234567000n,
  block: 0x555500010n,
  "*p+0#0": 0x601007n,
};

export function standsFor({ range, targets, functions }: Value, concrete: Concrete): boolean {
  const isUnknown = range !== null && range.low === top.low && range.high === top.high;
  if (typeof concrete === "string") return isUnknown || (functions?.includes(concrete) ?? false);
  if (range && inRange(range, concrete)) return true;
  return targets.some((target) => isAt(target, concrete));
}

function isAt({ region, offset, alignment }: Target, address: bigint): boolean {
  const base = bases[region];
  if (base === undefined || !inRange(offset, address - base)) return false;
  const rest = address - BigInt(alignment.remainder);
  return alignment.modulus === 0 ? rest === 0n : rest % BigInt(alignment.modulus) === 0n;
}
