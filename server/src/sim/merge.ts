/** Worlds that meet: what both know stays known. */
import { all, type Mappings, mappingsOf, noMappings, replaced, sameMapping, within } from "./mappings";
import { greatestCommonDivisor } from "./regions";
import type { Alignment, Extent, Mapping, Reach, Region, RegionId, Tristate, World } from "./types";
import { joined, ordinary } from "./world";

/** The pointwise join: whatever the two disagree on becomes unknown. */
export function mergeWorlds(a: World, b: World): World {
  if (a === b) return a;
  return {
    regions: mergeAllRegions(a.regions, b.regions),
    future: a.future === b.future ? a.future : "unknown",
    superlocked: agreed(a.superlocked, b.superlocked),
    privileged: agreed(a.privileged, b.privileged),
    limit: sameOrUnknown(a.limit, b.limit),
    hardLimit: sameOrUnknown(a.hardLimit, b.hardLimit),
    mayRaiseLimit: agreed(a.mayRaiseLimit, b.mayRaiseLimit),
    lockedBytes: sameOrUnknown(a.lockedBytes, b.lockedBytes),
    mappedBytes: sameOrUnknown(a.mappedBytes, b.mappedBytes),
    shmLockedBytes: sameOrUnknown(a.shmLockedBytes, b.shmLockedBytes),
    plock: a.plock === b.plock ? a.plock : "unknown",
    objects: mergeSizes(a.objects, b.objects),
    objectsMade: Math.max(a.objectsMade, b.objectsMade),
    heap: a.heap?.start === b.heap?.start && a.heap?.end === b.heap?.end ? a.heap : undefined,
    memory: a.memory === b.memory ? a.memory : "unknown",
    // Code runs in a handler or it does not: the two never meet in one function's run.
    context: a.context,
    interrupts: a.interrupts === b.interrupts ? a.interrupts : "unknown",
  };
}

/** The same map where the other path knows nothing else. */
function mergeAllRegions(a: World["regions"], b: World["regions"]): World["regions"] {
  if (a === b) return a;
  let merged: Map<RegionId, Region> | undefined;
  for (const [id, region] of b) {
    const other = a.get(id);
    // A region that only one path knows can only be reached through that path's pointers.
    const both = other === undefined || other === region ? region : mergeRegions(other, region);
    if (both === other) continue;
    merged ??= new Map(a);
    merged.set(id, both);
  }
  return merged ?? a;
}

/** How each part is compared. A part that is not listed is a type error: it would be forgotten in silence. */
type Comparison<Whole> = {
  readonly [Part in keyof Whole]-?: (a: Whole[Part], b: Whole[Part]) => boolean;
};

const isSame = <Part>(a: Part, b: Part): boolean => a === b;
const anyhow = (): boolean => true;

const worldParts: Comparison<World> = {
  future: isSame,
  superlocked: isSame,
  privileged: isSame,
  limit: isSame,
  hardLimit: isSame,
  mayRaiseLimit: isSame,
  lockedBytes: isSame,
  mappedBytes: isSame,
  shmLockedBytes: isSame,
  plock: isSame,
  memory: isSame,
  context: isSame,
  interrupts: isSame,
  heap: (a, b) => a?.start === b?.start && a?.end === b?.end,
  // Only names the next object: a loop that makes one each round meets itself again.
  objectsMade: anyhow,
  objects: (a, b) => sameEntries(a, b, isSame),
  regions: (a, b) => sameEntries(a, b, sameRegions),
};

/** What frames a region, apart from what is mapped in it. */
const regionParts: Comparison<Omit<Region, "mappings">> = {
  base: (a, b) => a.modulus === b.modulus && a.remainder === b.remainder,
  size: isSame,
  ownsPages: isSame,
};

function areSame<Whole>(parts: Comparison<Whole>, a: Whole, b: Whole): boolean {
  for (const part in parts) if (!parts[part](a[part], b[part])) return false;
  return true;
}

/** Is the same known of both? */
export const sameWorlds = (a: World, b: World): boolean => a === b || areSame(worldParts, a, b);

function sameEntries<V>(
  a: ReadonlyMap<string, V>,
  b: ReadonlyMap<string, V>,
  same: (x: V, y: V) => boolean,
): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || !same(value, other)) return false;
  }
  return true;
}

function sameRegions(a: Region, b: Region): boolean {
  if (a === b) return true;
  return (
    haveOneFrame(a, b) && (a.mappings === b.mappings || sameRows([...all(a.mappings)], [...all(b.mappings)]))
  );
}

const haveOneFrame = (a: Region, b: Region): boolean => areSame<Omit<Region, "mappings">>(regionParts, a, b);

const sameRows = (a: readonly Mapping[], b: readonly Mapping[]): boolean =>
  a.length === b.length &&
  a.every((one, index) => {
    const other = b[index];
    return (
      other?.start === one.start &&
      other.end === one.end &&
      other.residency === one.residency &&
      sameMapping(one, other)
    );
  });

/** What a change of surely `least` and perhaps `most` leads to. */
export function overReach({ region, least, most }: Reach, change: (extent: Extent) => World): World {
  const surely = change({ region, ...least });
  return least === most ? surely : mergeWorlds(surely, change({ region, ...most }));
}

/** Two worlds with the same key differ in nothing that the properties track, and may be merged. */
export function worldKey(world: World): string {
  let key = worldKeys.get(world);
  if (key === undefined) {
    key = keyOf(world);
    worldKeys.set(world, key);
  }
  return key;
}

/** Worlds never change, and are asked for their key at every join. */
const worldKeys = new WeakMap<World, string>();
const regionKeys = new WeakMap<Region, string>();

function keyOf({ regions, future, superlocked, privileged, plock, context, interrupts }: World): string {
  const runs: string[] = [];
  // Ordinary memory of which nothing was asked yet is no difference: two paths, one of which has allocated more, are alike.
  const unasked = ordinaryRun(future === "unknown" ? "unknown" : "unlocked");
  for (const [id, region] of regions) {
    const key = regionKey(region);
    if (key !== unasked) runs.push(`${id}=${key}`);
  }
  return [future, superlocked, privileged, plock, context, interrupts, ...runs.sort()].join(";");
}

const ordinaryRun = (lock: Mapping["lock"]): string => `${lock},unknown,undefined,false,false,mapped`;

function regionKey(region: Region): string {
  let key = regionKeys.get(region);
  if (key === undefined) {
    key = patternOf(region);
    regionKeys.set(region, key);
  }
  return key;
}

/** The pattern of runs and holes, without their sizes: a loop that moves a boundary meets itself again. */
function patternOf({ mappings, size }: Region): string {
  const runs: string[] = [];
  let position = 0;
  for (const { start, end, lock, residency, protection, lazy, wired, presence } of all(mappings)) {
    if (start > position) runs.push("hole");
    runs.push(`${lock},${residency},${protection},${lazy},${wired},${presence}`);
    position = end;
  }
  if (size !== undefined && size !== Number.POSITIVE_INFINITY && position < size) runs.push("hole");
  return runs.join("|");
}

function agreed(a: Tristate, b: Tristate): Tristate {
  return a === b ? a : "unknown";
}

function sameOrUnknown(a: number | undefined, b: number | undefined): number | undefined {
  return a === b ? a : undefined;
}

function mergeSizes(a: World["objects"], b: World["objects"]): World["objects"] {
  if (a === b) return a;
  return new Map([...a].filter(([id, size]) => b.get(id) === size));
}

function mergeRegions(a: Region, b: Region): Region {
  const mappings = mergeMappings(a.mappings, b.mappings);
  if (mappings === a.mappings && haveOneFrame(a, b)) return a;
  return {
    base: mergeAlignments(a.base, b.base),
    mappings,
    size: a.size === b.size ? a.size : undefined,
    ownsPages: a.ownsPages && b.ownsPages,
  };
}

function mergeAlignments(a: Alignment, b: Alignment): Alignment {
  const difference = Math.abs(a.remainder - b.remainder);
  const modulus = greatestCommonDivisor(greatestCommonDivisor(a.modulus, b.modulus), difference);
  if (modulus === 0) return a;
  return { modulus, remainder: ((a.remainder % modulus) + modulus) % modulus };
}

function mergeMappings(a: Mappings, b: Mappings): Mappings {
  if (a === b) return a;
  // Most regions are one run.
  const [only] = a.size === 1 ? all(a) : [];
  const [other] = b.size === 1 ? all(b) : [];
  if (only && only.start === other?.start && only.end === other.end) {
    const both = joined(only, other);
    return both === only ? a : mappingsOf([both]);
  }
  const cuts = new Set<number>();
  for (const mappings of [a, b]) {
    for (const { start, end } of all(mappings)) cuts.add(start).add(end);
  }
  const edges = [...cuts].sort((x, y) => x - y);
  const everywhere = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
  const parts = edges.flatMap((start, index) => {
    const end = edges[index + 1];
    if (end === undefined) return [];
    const [left] = within(a, { start, end });
    const [right] = within(b, { start, end });
    if (left && right) return [joined(left, right)];
    const only = left ?? right;
    return only ? [doubtful(only)] : [];
  });
  return replaced(noMappings, everywhere, parts);
}

/** Unmapped on one path: not a hole for certain, and little else is known of it. */
function doubtful({ start, end, lazy }: Mapping): Mapping {
  return { ...ordinary, start, end, lazy, presence: "unknown", lock: "unknown" };
}
