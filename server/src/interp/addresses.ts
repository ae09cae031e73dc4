/** How the simulator asks about the interpreter's addresses: region, offset and alignment as far as they are known. */
import type { AddressDomain, Extent, World } from "../sim/types";
import * as ranges from "./range";
import { exact, type Target, type Value } from "./value";

export interface Address {
  /** The one place it points to, null and MAP_FAILED left aside. */
  readonly target: Target | undefined;
  readonly invalid: boolean | undefined;
  readonly isNull: boolean;
  /**
   * The alignment is all that the allocator or the compiler promises: nobody may rely on more. Otherwise the address
   * may well be aligned better than we know.
   */
  readonly promised: boolean;
}

export function addressOf(value: Value, world: World): Address {
  const n = exact(value);
  if (n !== undefined) {
    const invalid = n >= -4095 && n <= 4095 ? true : undefined;
    return { target: undefined, invalid, isNull: n === 0, promised: false };
  }
  const target = value.targets.length === 1 ? value.targets[0] : undefined;
  const unknown = value.range !== null && !(value.range.low >= -1 && value.range.high <= 0);
  const promised = target !== undefined && world.regions.has(target.region);
  // A value that may also be null counts as the pointer it may be: whoever did not test it is told elsewhere.
  return { target, invalid: target && !unknown ? false : undefined, isNull: false, promised };
}

export const addressDomain: AddressDomain<Address> = {
  isMultiple({ target, promised, isNull }, size) {
    if (!target) return isNull ? true : undefined;
    const { modulus, remainder } = target.alignment;
    if (modulus === 0 || modulus % size === 0) return ranges.mod(remainder, size) === 0;
    if (ranges.mod(remainder, ranges.gcd(modulus, size)) !== 0) return false;
    return promised && ranges.exact(target.offset) !== undefined ? false : undefined;
  },
  regionOf: ({ target }) => target?.region,
  isInvalid: ({ invalid }) => invalid,
  extent({ target }, length, page): Extent | undefined {
    const start = target && ranges.exact(target.offset);
    if (!target || start === undefined || length === undefined || length < 0) return undefined;
    const end = start + length;
    const { modulus, remainder } = target.alignment;
    const base = ranges.mod(remainder - start, page);
    const pageAligned = base === 0 && (modulus === 0 || modulus % page === 0);
    if (!pageAligned || length === 0) return { region: target.region, start, end };
    return {
      region: target.region,
      start: Math.floor(start / page) * page,
      end: Math.ceil(end / page) * page,
    };
  },
};
