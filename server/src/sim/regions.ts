/** Addresses as region, offset and what is known of their alignment, for the interpreter. */
import { concrete, intervalOf, nowhere, pageCeiling, pageFloor } from "./concrete";
import type { AddressDomain, Alignment, Length, Reach, RegionId } from "./types";

/** An address as the interpreter knows it. */
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

/** Where a region lies nobody knows: what follows from offsets and alignments alone. */
export const regions: AddressDomain<RegionAddress> = {
  isMultiple({ alignment, isPromised, offset }, size) {
    const known = isMultiple(alignment, size);
    return known ?? (isPromised && offset !== undefined ? false : undefined);
  },
  regionOf: ({ region }) => region,
  isInvalid: ({ invalid }) => invalid,
  reach({ region, offset, alignment }, length, page) {
    if (region === undefined && alignment.modulus === 0) return absolute(alignment.remainder, length, page);
    const size = intervalOf(length);
    if (region === undefined || offset === undefined || size === undefined) return undefined;
    const base = { ...alignment, remainder: alignment.remainder - offset };
    const hasWholePages = isMultiple(base, page) === true;
    // How far it is to the end of the address space nobody knows, but that little below a region there is no object.
    if (size.low < 0 && (!hasWholePages || size.low < -lowestAddress || size.low !== size.high))
      return undefined;
    const to = (bytes: number) => {
      const [start, end] = hasWholePages
        ? [pageFloor(offset, page), pageCeiling(offset + bytes, page)]
        : [offset, offset + bytes];
      return { start, end: end < start ? Number.NEGATIVE_INFINITY : end };
    };
    const least = to(size.low);
    return { region, isAbsolute: false, least, most: size.low === size.high ? least : to(size.high) };
  },
};

/** An address that is a plain number lies in no region that is known. */
function absolute(address: number, length: Length, page: number): Reach | undefined {
  const reach = concrete.reach(address, length, page);
  return reach && { ...reach, region: nowhere };
}

/** Bytes at the bottom of the address space that no platform maps. */
const lowestAddress = 0x10000;

/** modulus 0: the address is exactly the remainder. */
function isMultiple({ modulus, remainder }: Alignment, size: number): boolean | undefined {
  if (modulus % size === 0) return remainder % size === 0;
  return remainder % greatestCommonDivisor(modulus, size) === 0 ? undefined : false;
}

/** Of two whole numbers; of 0 and another, the other. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
}
