/** Addresses as region, offset and what is known of their alignment, for the interpreter. */
import { pageCeiling, pageFloor } from "./concrete";
import type { AddressDomain, Alignment, RegionId } from "./types";

export interface RegionAddress {
  readonly region: RegionId | undefined;
  /** Bytes from the region's base. */
  readonly offset: number | undefined;
  /** Of the absolute address. */
  readonly alignment: Alignment;
  /**
   * The alignment is all that an allocator or the compiler promises: nobody may rely on more. Otherwise the address may
   * well be aligned better than is known.
   */
  readonly isPromised?: boolean;
  /** Is it null or another value that is no object's address? */
  readonly invalid: boolean | undefined;
}

export const regions: AddressDomain<RegionAddress> = {
  isMultiple({ alignment, isPromised, offset }, size) {
    const known = isMultiple(alignment, size);
    return known ?? (isPromised && offset !== undefined ? false : undefined);
  },
  regionOf: ({ region }) => region,
  isInvalid: ({ invalid }) => invalid,
  extent({ region, offset, alignment }, length, page) {
    if (region === undefined || offset === undefined || length === undefined || length < 0) return undefined;
    const base = { ...alignment, remainder: alignment.remainder - offset };
    const end = offset + length;
    return length > 0 && isMultiple(base, page) === true
      ? { region, start: pageFloor(offset, page), end: pageCeiling(end, page) }
      : { region, start: offset, end };
  },
};

/** modulus 0: the address is exactly the remainder. */
function isMultiple({ modulus, remainder }: Alignment, size: number): boolean | undefined {
  if (modulus % size === 0) return remainder % size === 0;
  return remainder % greatestCommonDivisor(modulus, size) === 0 ? undefined : false;
}

export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
}
