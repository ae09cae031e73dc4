/** Addresses as plain numbers, for transcripts and for a run beside a real kernel. */
import type { AddressDomain, Interval, Length, Reach } from "./types";
import { memory } from "./world";

/** A region that is none: no program has memory there. */
export const nowhere = "no region";

/** Addresses are themselves: there is one region, and every alignment is known. */
export const concrete: AddressDomain<number> = {
  isMultiple: (address, size) => address % size === 0,
  regionOf: () => memory,
  isInvalid: (address) => address === 0 || address === -1,
  reach(address, length, page) {
    const size = intervalOf(length);
    if (size === undefined) return undefined;
    const start = pageFloor(address, page);
    const to = (bytes: number) => {
      const end = pageCeiling(address + bytes, page);
      // The upper half of the address space is negative: it lies behind all else, and whoever leaves it has wrapped.
      const isWrapped = start < 0 === end < 0 ? end < start : start < 0;
      if (isWrapped) return { start, end: Number.NEGATIVE_INFINITY };
      return { start, end: start >= 0 && end < 0 ? Number.POSITIVE_INFINITY : end };
    };
    const least = to(size.low);
    return { region: memory, isAbsolute: true, least, most: size.low === size.high ? least : to(size.high) };
  },
};

/** The last multiple of `page` (bytes) that does not lie behind the address. */
export function pageFloor(address: number, page: number): number {
  return Math.floor(address / page) * page;
}

/** The first multiple of `page` (bytes) that does not lie before the address. */
export function pageCeiling(address: number, page: number): number {
  // Not -0, which is another key.
  return Math.ceil(address / page) * page + 0;
}

/** The bounds of a length; undefined where it is not known. */
export function intervalOf(length: Length): Interval | undefined {
  return typeof length === "number" ? { low: length, high: length } : length;
}

/** The same number of whole pages, in bytes. */
export function wholePages(length: Length, page: number): Interval | undefined {
  const size = intervalOf(length);
  return size && { low: pageCeiling(size.low, page), high: pageCeiling(size.high, page) };
}

/**
 * Does the range leave the address space, as one does whose length is negative as a signed number? undefined: perhaps.
 * Of an unknown length that is not expected.
 */
export function wraps(length: Interval | undefined, reach: Reach | undefined): boolean | undefined {
  if (length === undefined) return false;
  if (length.high < 0) return true;
  if (reach !== undefined && length.low >= 0 && reach.least.end < reach.least.start) return true;
  return length.low < 0 || (reach !== undefined && reach.most.end < reach.most.start) ? undefined : false;
}
