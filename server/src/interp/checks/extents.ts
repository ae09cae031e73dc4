/** Which bytes a lock and an unlock are about, and what pages make of it: who meets whom on one page. */
import { some } from "../../sim/mappings";
import type { RegionId, World } from "../../sim/types";
import type { Locked } from "../deeds";
import * as ranges from "../values/range";
import { anything, exact, likelyTarget, type Value } from "../values/value";

/** Where a deed about bytes was done. */
export type Extent = Pick<Locked, "region" | "start" | "length">;

/** Bytes of a region, half-open; `page` is how they are widened. */
export interface Bytes {
  readonly region: RegionId;
  readonly start: number;
  readonly end: number;
}

/**
 * Of one range to another, page by page: `same` pages; `covers` the other's and more; `within` them; `crosses`: some are
 * shared, and each has others; `apart`: none is shared; `near`: where the region's pages begin is not known, and it is one
 * or the other.
 */
export type Relation = "same" | "covers" | "within" | "crosses" | "apart" | "near";

/** The bytes that a call's address and length say; undefined where they are not known. */
export function bytesAt(address: Value | undefined, length: Value | undefined): Bytes | undefined {
  const target = likelyTarget(address ?? anything);
  const start = target && ranges.exact(target.offset);
  const size = exact(length ?? anything);
  if (!target || start === undefined || size === undefined || size <= 0) return undefined;
  return { region: target.region, start, end: start + size };
}

export const bytesOf = ({ region, start, length }: Extent): Bytes | undefined =>
  start === undefined || length === undefined ? undefined : { region, start, end: start + length };

/** Is some byte of the access among those that the deed is about? */
export function isIn(deed: Extent, offset: ranges.Range): boolean {
  const own = bytesOf(deed);
  const at = ranges.exact(offset);
  if (!own) return false;
  return at === undefined
    ? offset.low >= own.start && offset.high < own.end
    : own.start <= at && at < own.end;
}

export const isSameRange = (a: Bytes, b: Bytes): boolean => a.start === b.start && a.end === b.end;

export const holds = (a: Bytes, b: Bytes): boolean => a.start <= b.start && b.end <= a.end;

/** Whole pages where it is known where the region's begin; else undefined. */
export function inPages(world: World, bytes: Bytes, page: number): Bytes | undefined {
  const base = world.regions.get(bytes.region)?.base;
  if (!base || base.modulus % page !== 0 || base.remainder % page !== 0) return undefined;
  const [start, end] = [Math.floor(bytes.start / page) * page, Math.ceil(bytes.end / page) * page];
  return { region: bytes.region, start, end };
}

/** Two ranges of one region. */
export function relationOf(world: World, a: Bytes, b: Bytes, page: number): Relation {
  if (isSameRange(a, b)) return "same";
  const [mine, theirs] = [inPages(world, a, page), inPages(world, b, page)];
  if (mine && theirs) {
    if (isSameRange(mine, theirs)) return "same";
    if (mine.end <= theirs.start || theirs.end <= mine.start) return "apart";
    if (holds(mine, theirs)) return "covers";
    return holds(theirs, mine) ? "within" : "crosses";
  }
  const isFar = a.start - b.end >= page || b.start - a.end >= page;
  return isFar ? "apart" : "near";
}

/** May others, a parent or a child among them, map and lock the same pages? */
export function isShared(world: World, region: RegionId): boolean {
  const mappings = world.regions.get(region)?.mappings;
  return mappings !== undefined && some(mappings, ({ shared }) => shared === true);
}

/** Do neighbours share the first or the last page of the range? `perhaps`: nobody knows where pages begin. */
export function sharesPages(world: World, bytes: Bytes, page: number): boolean {
  const region = world.regions.get(bytes.region);
  if (!region || region.ownsPages) return false;
  const whole = inPages(world, bytes, page);
  if (!whole) return true;
  return whole.start < 0 || (region.size !== undefined && whole.end > region.size);
}
