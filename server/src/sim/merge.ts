/** Worlds that meet: what both know stays known. */
import { coalesced, within } from "./mappings";
import { greatestCommonDivisor } from "./regions";
import type { Alignment, Mapping, Region, Tristate, World } from "./types";

/** The pointwise join: whatever the two disagree on becomes unknown. */
export function mergeWorlds(a: World, b: World): World {
  if (a === b) return a;
  const regions = new Map(a.regions);
  for (const [id, region] of b.regions) {
    const other = a.regions.get(id);
    // A region that only one path knows can only be reached through that path's pointers.
    regions.set(id, other === undefined || other === region ? region : mergeRegions(other, region));
  }
  return {
    regions,
    future: a.future === b.future ? a.future : "unknown",
    superlocked: agreed(a.superlocked, b.superlocked),
    privileged: agreed(a.privileged, b.privileged),
    limit: a.limit === b.limit ? a.limit : undefined,
    lockedBytes: a.lockedBytes === b.lockedBytes ? a.lockedBytes : undefined,
    // Code runs in a handler or it does not: the two never meet in one function's run.
    context: a.context,
    interrupts: a.interrupts === b.interrupts ? a.interrupts : "unknown",
  };
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

function keyOf({ regions, future, superlocked, privileged, context, interrupts }: World): string {
  const runs: string[] = [];
  for (const [id, region] of regions) {
    const key = regionKey(region);
    // Ordinary memory of which nothing was asked yet is no difference.
    if (key !== ordinary) runs.push(`${id}=${key}`);
  }
  return [future, superlocked, privileged, context, interrupts, ...runs.sort()].join(";");
}

const ordinary = "unlocked,referenced,undefined,false,false";

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
  for (const { start, end, lock, reference, protection, lazy, wired } of mappings) {
    if (start > position) runs.push("hole");
    runs.push(`${lock},${reference},${protection},${lazy},${wired}`);
    position = end;
  }
  if (size !== undefined && size !== Number.POSITIVE_INFINITY && position < size) runs.push("hole");
  return runs.join("|");
}

function agreed(a: Tristate, b: Tristate): Tristate {
  return a === b ? a : "unknown";
}

function mergeRegions(a: Region, b: Region): Region {
  return {
    base: mergeAlignments(a.base, b.base),
    mappings: mergeMappings(a.mappings, b.mappings),
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

function mergeMappings(a: readonly Mapping[], b: readonly Mapping[]): readonly Mapping[] {
  const cuts = [...new Set([...a, ...b].flatMap(({ start, end }) => [start, end]))].sort((x, y) => x - y);
  const merged: Mapping[] = [];
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    const [left] = within(a, { start, end });
    const [right] = within(b, { start, end });
    if (left !== undefined && right !== undefined) merged.push(mergeRuns(left, right));
    else if (left !== undefined) merged.push(doubtful(left));
    else if (right !== undefined) merged.push(doubtful(right));
  }
  return coalesced(merged);
}

function mergeRuns(a: Mapping, b: Mapping): Mapping {
  return {
    start: a.start,
    end: a.end,
    protection: a.protection === b.protection ? a.protection : undefined,
    lazy: a.lazy || b.lazy,
    lock: a.lock === b.lock ? a.lock : "unknown",
    reference: a.reference === b.reference ? a.reference : "unknown",
    wired: a.wired && b.wired,
  };
}

/** Unmapped on one path: not a hole for certain, and nothing else is known of it. */
function doubtful({ start, end, lazy }: Mapping): Mapping {
  return { start, end, lazy, protection: undefined, lock: "unknown", reference: "unknown", wired: false };
}
