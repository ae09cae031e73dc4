/** Worlds to start from, and the few ways in which handlers look at them and change them. */
import { changedMapping, changedWorld } from "./changed";
import { all, holes, mappingsOf, neighbours, noMappings, replaced, sameMapping, within } from "./mappings";
import type { SimProfile } from "./outcomes";
import type { Alignment, Backing, Extent, Mapping, Range, Region, RegionId, World } from "./types";

/** The one region of a concrete world. */
export const memory: RegionId = "memory";

/** What a new process is given; limits are bytes, Infinity is none, and what is left out is not known. */
export interface StartOptions {
  readonly privileged?: World["privileged"];
  readonly limit?: number | undefined;
  readonly hardLimit?: number | undefined;
  readonly mayRaiseLimit?: World["mayRaiseLimit"];
  readonly memory?: World["memory"];
}

/** A process whose whole address space is known, and empty. */
export function concreteWorld(options: StartOptions = {}): World {
  const { limit = Number.POSITIVE_INFINITY } = options;
  return {
    ...emptyWorld({ privileged: false, hardLimit: limit, mayRaiseLimit: false, ...options, limit }),
    regions: new Map([[memory, boundless]]),
    lockedBytes: 0,
    mappedBytes: 0,
    shmLockedBytes: 0,
    plock: "nothing",
    memory: "ample",
  };
}

/** What holds of every process of a platform from its start, whatever else is known: some superlock all memory. */
export function startingState({ facts }: Pick<SimProfile, "facts">): Partial<World> {
  return facts["lock.superlock"].value === "always" ? { superlocked: true, future: "on" } : {};
}

const boundless: Region = {
  base: { modulus: 0, remainder: 0 },
  mappings: noMappings,
  size: Number.POSITIVE_INFINITY,
  ownsPages: true,
};

/** A process that has just started: nothing is locked, and its regions are declared as they are met. */
export function emptyWorld(options: StartOptions = {}): World {
  return {
    regions: new Map(),
    future: "off",
    superlocked: false,
    privileged: options.privileged ?? "unknown",
    limit: options.limit,
    hardLimit: options.hardLimit,
    mayRaiseLimit: options.mayRaiseLimit ?? "unknown",
    lockedBytes: undefined,
    mappedBytes: undefined,
    shmLockedBytes: undefined,
    plock: "nothing",
    objects: new Map(),
    objectsMade: 0,
    heap: undefined,
    memory: options.memory ?? "unknown",
    context: "thread",
    interrupts: "enabled",
  };
}

/** A process in the middle of its life, as a function without known callers meets it. */
export function unknownWorld(options: StartOptions = {}): World {
  return { ...emptyWorld(options), future: "unknown", superlocked: "unknown", plock: "unknown" };
}

/** Ordinary private memory of which nothing special is known. */
export const ordinary: Omit<Mapping, "start" | "end"> = {
  presence: "mapped",
  seams: "none",
  protection: undefined,
  backing: "unknown",
  shared: undefined,
  lazy: false,
  noreserve: false,
  lock: "unlocked",
  lockCount: 0,
  residency: "unknown",
  wired: false,
};

/** What declareRegion() needs to know; the rest has the values of ordinary memory. */
export interface Declaration {
  readonly base: Alignment;
  readonly size: number | undefined;
  readonly ownsPages: boolean;
  readonly protection?: number | undefined;
  readonly backing?: Backing;
  readonly lazy?: boolean;
  readonly residency?: Mapping["residency"];
  readonly lock?: Mapping["lock"];
  readonly wired?: boolean;
}

/** Adds a region that is one mapping from end to end. */
export function declareRegion(world: World, id: RegionId, declaration: Declaration): World {
  const { base, size, ownsPages, ...attributes } = declaration;
  const { lazy = false, wired = false } = attributes;
  const mapping: Mapping = {
    ...ordinary,
    residency: lazy ? "absent" : "unknown",
    lock: wired ? "locked" : "unlocked",
    ...attributes,
    start: 0,
    end: size ?? Number.POSITIVE_INFINITY,
  };
  return withRegion(world, id, { base, mappings: mappingsOf([mapping]), size, ownsPages });
}

/** Adds a region, or puts another in its place, with what it adds to the accounts. */
export function withRegion(world: World, id: RegionId, region: Region): World {
  const before = world.regions.get(id);
  return account(
    changedWorld(world, { regions: new Map(world.regions).set(id, region) }),
    before ? all(before.mappings) : [],
    all(region.mappings),
  );
}

/** The mappings of an extent, cut to it. */
export function mappingsIn(world: World, extent: Extent): readonly Mapping[] {
  return within(world.regions.get(extent.region)?.mappings ?? noMappings, extent);
}

/** Bytes of an extent that are known to be unmapped. */
export function holesIn(world: World, extent: Extent): readonly Range[] {
  const region = world.regions.get(extent.region);
  if (region === undefined) return [];
  if (region.size === Number.POSITIVE_INFINITY) return holes(region.mappings, extent);
  const start = Math.max(extent.start, 0);
  const end = Math.min(extent.end, region.size ?? Number.POSITIVE_INFINITY);
  return start < end ? holes(region.mappings, { start, end }) : [];
}

/** Puts `parts` in place of what the extent holds. */
export function replaceIn(world: World, extent: Extent, parts: readonly Mapping[]): World {
  const region = world.regions.get(extent.region);
  if (region === undefined || extent.start >= extent.end) return world;
  const before = within(region.mappings, extent);
  const mappings = replaced(region.mappings, extent, parts);
  const regions = new Map(world.regions).set(extent.region, {
    base: region.base,
    mappings,
    size: region.size,
    ownsPages: region.ownsPages,
  });
  return account(changedWorld(world, { regions }), before, parts);
}

/** What becomes of one mapping; the same object where nothing does. */
export type Change = (mapping: Mapping) => Mapping;

/** Changes the mappings of an extent, cut to it, and the accounts with them; an unknown region stays unknown. */
export function changeExtent(world: World, extent: Extent, change: Change): World {
  const region = world.regions.get(extent.region);
  if (region === undefined) return world;
  const before = within(region.mappings, extent);
  const parts = before.map(change);
  if (parts.every((part, index) => part === before[index])) return world;
  return replaceIn(world, extent, marked(region, extent, before, parts));
}

/** Who cuts a mapping in two leaves a seam, which may stay when the parts become alike again. */
function marked(
  region: Region,
  extent: Extent,
  before: readonly Mapping[],
  parts: readonly Mapping[],
): readonly Mapping[] {
  const isCut = (outside: Mapping | undefined, at: number) => {
    const inside = before[at];
    const part = parts[at];
    const touches = outside && inside && sameMapping(outside, inside);
    return touches === true && part !== undefined && !sameMapping(outside, part);
  };
  const { left, right } = neighbours(region.mappings, extent);
  if (!isCut(left, 0) && !isCut(right, before.length - 1)) return parts;
  return parts.map((part) => changedMapping(part, { seams: "perhaps" }));
}

/** Changes every mapping of one region, or of all. */
export function changeAll(world: World, id: RegionId | undefined, change: Change): World {
  let after = world;
  for (const name of id === undefined ? world.regions.keys() : [id]) {
    after = changeExtent(after, { region: name, ...everywhere }, change);
  }
  return after;
}

const everywhere: Range = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** One of two: what they disagree on is not known. Both cover the same bytes. */
export function joined(a: Mapping, b: Mapping): Mapping {
  const isSame = a.residency === b.residency && a.seams === b.seams && sameMapping(a, b);
  if (a === b || isSame) return a;
  const { object: _, ...rest } = a;
  const sameObject = a.object?.id === b.object?.id && a.object?.origin === b.object?.origin;
  return {
    ...rest,
    ...(sameObject && a.object ? { object: a.object } : {}),
    // Who may not get at it fares as if it were not there.
    presence: a.presence === b.presence && isClosed(a) === isClosed(b) ? a.presence : "unknown",
    seams: a.seams === b.seams ? a.seams : "perhaps",
    protection: a.protection === b.protection ? a.protection : undefined,
    backing: a.backing === b.backing ? a.backing : "unknown",
    shared: a.shared === b.shared ? a.shared : undefined,
    lazy: a.lazy || b.lazy,
    noreserve: a.noreserve || b.noreserve,
    lock: a.lock === b.lock && a.lockCount === b.lockCount ? a.lock : "unknown",
    lockCount: isUncounted(a) || isUncounted(b) ? 0 : Math.max(a.lockCount, b.lockCount),
    residency: a.residency === b.residency ? a.residency : "unknown",
    wired: a.wired && b.wired,
  };
}

const isClosed = ({ protection }: Mapping) => protection === 0;

const isUncounted = ({ lock, lockCount }: Mapping) => lock === "unknown" && lockCount === 0;

/** Nothing is known any more of one region, or of any: not even where there is memory and where there is none. */
export function withoutRegion(world: World, id: RegionId | undefined): World {
  const regions = new Map(id === undefined ? [] : world.regions);
  if (id !== undefined) regions.delete(id);
  return changedWorld(world, { regions, lockedBytes: undefined, mappedBytes: undefined });
}

/** Drops what is known about one region, or about all: an unknown call may have done anything to it. */
export function forget(world: World, id: RegionId | undefined): World {
  return changeAll(world, id, forgotten);
}

/** The same object where nothing was known of it. */
function forgotten(mapping: Mapping): Mapping {
  const residency = mapping.lazy && mapping.residency === "resident" ? "resident" : "unknown";
  const lock = mapping.wired ? mapping.lock : "unknown";
  const lockCount = mapping.wired ? mapping.lockCount : 0;
  const isSame = mapping.lock === lock && mapping.lockCount === lockCount && mapping.residency === residency;
  return isSame && mapping.protection === undefined
    ? mapping
    : changedMapping(mapping, { protection: undefined, lock, lockCount, residency });
}

/** Does it count as locked? False too where nobody knows. */
export function isLocked({ lock }: Mapping): boolean {
  return lock === "locked" || lock === "onfault";
}

/** How many bytes the ranges have together. */
export function bytes(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Keeps the accounts: what was there no longer counts, what is there now does. */
function account(world: World, before: Iterable<Mapping>, after: Iterable<Mapping>): World {
  const { lockedBytes, mappedBytes } = world;
  if (lockedBytes === undefined && mappedBytes === undefined) return world;
  const old = totals(before);
  const now = totals(after);
  const locksUnknown = old.doubtful !== now.doubtful || old.absent !== now.absent;
  return changedWorld(world, {
    lockedBytes:
      locksUnknown || lockedBytes === undefined ? undefined : lockedBytes + now.locked - old.locked,
    mappedBytes:
      old.absent !== now.absent || mappedBytes === undefined
        ? undefined
        : mappedBytes + now.mapped - old.mapped,
  });
}

/** Bytes locked and mapped; of `doubtful` bytes it is not known whether they are locked, of `absent` ones whether they are there. */
function totals(mappings: Iterable<Mapping>) {
  const sum = { locked: 0, mapped: 0, doubtful: 0, absent: 0 };
  for (const mapping of mappings) {
    const size = mapping.end - mapping.start;
    sum.mapped += size;
    if (mapping.presence === "unknown") sum.absent += size;
    if (mapping.wired) continue;
    if (mapping.lock === "unknown") sum.doubtful += size;
    else if (isLocked(mapping)) sum.locked += size;
  }
  return sum;
}
