/** Worlds to start from, and the few ways in which handlers look at them and change them. */
import { changed, holes, type Range, within } from "./mappings";
import type { Alignment, Extent, Mapping, Region, RegionId, World } from "./types";

/** The one region of a concrete world. */
export const memory: RegionId = "memory";

export interface Options {
  readonly privileged?: World["privileged"];
  readonly limit?: number | undefined;
}

/** A process whose whole address space is known, and empty. */
export function concreteWorld(options: Options = {}): World {
  return {
    ...emptyWorld({ privileged: false, limit: Number.POSITIVE_INFINITY, ...options }),
    regions: new Map([
      [
        memory,
        {
          base: { modulus: 0, remainder: 0 },
          mappings: [],
          size: Number.POSITIVE_INFINITY,
          ownsPages: true,
        },
      ],
    ]),
    lockedBytes: 0,
  };
}

/** A process that has just started: nothing is locked, and its regions are declared as they are met. */
export function emptyWorld(options: Options = {}): World {
  return {
    regions: new Map(),
    future: "off",
    superlocked: false,
    privileged: options.privileged ?? "unknown",
    limit: options.limit,
    lockedBytes: undefined,
    context: "thread",
    interrupts: "enabled",
  };
}

/** A process in the middle of its life, as a function without known callers meets it. */
export function unknownWorld(options: Options = {}): World {
  return { ...emptyWorld(options), future: "unknown", superlocked: "unknown" };
}

/** What declareRegion() needs to know; the rest has the values of ordinary memory. */
export interface Declaration {
  readonly base: Alignment;
  readonly size: number | undefined;
  readonly ownsPages: boolean;
  readonly protection?: number | undefined;
  readonly lazy?: boolean;
  readonly reference?: Mapping["reference"];
  readonly lock?: Mapping["lock"];
  readonly wired?: boolean;
}

/** Adds a region that is one mapping from end to end. Memory that is there when MCL_FUTURE is on is locked by it. */
export function declareRegion(world: World, id: RegionId, declaration: Declaration): World {
  const { base, size, ownsPages, lazy = false, wired = false } = declaration;
  const mapping: Mapping = {
    start: 0,
    end: size ?? Number.POSITIVE_INFINITY,
    protection: declaration.protection,
    lazy,
    lock: declaration.lock ?? (wired ? "locked" : "unlocked"),
    reference: declaration.reference ?? (lazy ? "unreferenced" : "referenced"),
    wired,
  };
  const mappings = mapping.end > 0 ? [mapping] : [];
  return withRegion(world, id, { base, mappings, size, ownsPages });
}

/** The mappings of an extent, cut to it. */
export function mappingsIn(world: World, extent: Extent): readonly Mapping[] {
  return within(world.regions.get(extent.region)?.mappings ?? [], extent);
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

export function withRegion(world: World, id: RegionId, region: Region): World {
  return counted({ ...world, regions: new Map(world.regions).set(id, region) });
}

export function changeExtent(world: World, extent: Extent, change: (mapping: Mapping) => Mapping): World {
  const region = world.regions.get(extent.region);
  if (region === undefined) return world;
  return withRegion(world, extent.region, { ...region, mappings: changed(region.mappings, extent, change) });
}

const everywhere: Range = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** Changes every mapping of one region, or of all. */
export function changeAll(
  world: World,
  id: RegionId | undefined,
  change: (mapping: Mapping) => Mapping,
): World {
  const regions = new Map(world.regions);
  for (const [name, region] of world.regions) {
    if (id !== undefined && id !== name) continue;
    regions.set(name, { ...region, mappings: changed(region.mappings, everywhere, change) });
  }
  return counted({ ...world, regions });
}

/** Drops what is known about one region, or about all: an unknown call may have done anything to it. */
export function forget(world: World, id: RegionId | undefined): World {
  return changeAll(world, id, (mapping) => ({
    ...mapping,
    protection: undefined,
    lock: mapping.wired ? mapping.lock : "unknown",
    reference: mapping.lazy && mapping.reference !== "referenced" ? "unknown" : mapping.reference,
  }));
}

/** A world that counts its locked bytes knows all of its memory. */
export function isConcrete(world: World): boolean {
  return world.lockedBytes !== undefined;
}

export function isLocked(mapping: Mapping): boolean {
  return mapping.lock === "locked" || mapping.lock === "onfault";
}

export function bytes(mappings: readonly Mapping[]): number {
  return mappings.reduce((sum, mapping) => sum + mapping.end - mapping.start, 0);
}

export function mappedBytes(world: World): number {
  return [...world.regions.values()].reduce((sum, region) => sum + bytes(region.mappings), 0);
}

function counted(world: World): World {
  if (world.lockedBytes === undefined) return world;
  let lockedBytes = 0;
  for (const region of world.regions.values()) {
    lockedBytes += bytes(region.mappings.filter((mapping) => isLocked(mapping) && !mapping.wired));
  }
  return { ...world, lockedBytes };
}
