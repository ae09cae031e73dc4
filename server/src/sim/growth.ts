/** What grows by itself under MCL_FUTURE: the heap, stacks, threads; and files that get another size. */
import { pageCeiling } from "./concrete";
import { countOf } from "./locks";
import { futureCheck, memoryCheck } from "./mapping";
import { all } from "./mappings";
import { type Check, decide, failure, judge, passes, type Scene, type SimProfile, success } from "./outcomes";
import { exceedsLimit, lockedWith } from "./privilege";
import { bit, populate } from "./residency";
import type { Call, Extent, Mapping, Range, RegionId, Step, World } from "./types";
import { changeExtent, isLocked, memory, ordinary, replaceIn } from "./world";

type Named<Name> = Extract<Call<never>, { name: Name }>;

/** sbrk(): the heap ends somewhere else. */
export function brk(scene: Scene<never>, { increment }: Named<"brk">): Step {
  const { profile, world } = scene;
  const { heap } = world;
  const page = profile.pageSize.usual;
  const known = heap !== undefined && increment !== undefined;
  const old = known ? pageCeiling(heap.end, page) : 0;
  const grown = known ? pageCeiling(heap.end + increment, page) : 0;
  const size = known
    ? Math.max(0, grown - old)
    : increment === undefined
      ? undefined
      : { low: 0, high: increment };
  const checks = [
    ...(size === 0 ? [] : [futureCheck(profile, world, size, "brk.limit"), memoryCheck(world)]),
    underflowCheck(scene, heap, increment),
  ];
  return decide(world, checks, "any", () => ({
    world: known ? withHeap(scene, { start: heap.start, end: heap.end + increment }, old, grown) : world,
    because: ["brk.limit"],
  }));
}

/** Nobody gets below the start of the heap. */
function underflowCheck(
  { profile }: Scene<never>,
  heap: Range | undefined,
  increment: number | undefined,
): Check {
  const isBelow = heap !== undefined && increment !== undefined && heap.end + increment < heap.start;
  return isBelow ? { ...judge(profile, "brk.limit", true), violation: undefined } : passes("brk.limit");
}

function withHeap({ profile, world }: Scene<never>, heap: Range, old: number, grown: number): World {
  const region = memory;
  const moved = { ...world, heap };
  if (grown <= old) return replaceIn(moved, { region, start: grown, end: old }, []);
  const extent = { region, start: old, end: grown };
  const lock = lockOfGrowth(world);
  const fresh: Mapping = {
    ...ordinary,
    ...extentOf(extent),
    protection: bit(profile, "PROT_READ") | bit(profile, "PROT_WRITE"),
    backing: "heap",
    shared: false,
    lock,
    lockCount: countOf(lock),
    residency: "absent",
  };
  const after = replaceIn(moved, extent, [fresh]);
  return lock === "locked" ? populate(profile, after, extent) : after;
}

const extentOf = ({ start, end }: Range): Range => ({ start, end });

function lockOfGrowth({ future }: World): Mapping["lock"] {
  return future === "on" ? "locked" : future === "off" ? "unlocked" : future;
}

/** A stack grows as it is touched; a locked one meets the limit then, and nobody can be told but by a signal. */
export function growStack({ profile, world }: Scene<never>, { increment }: Named<"growStack">): Step {
  const found = stackOf(world);
  const page = profile.pageSize.usual;
  if (found === undefined || increment === undefined) {
    const denied = failure(world, profile.facts["mlockall.stack"].outcome, ["mlockall.stack"]);
    return { outcomes: [success(world, []), denied], violations: [] };
  }
  const { region, stack } = found;
  const size = pageCeiling(increment, page);
  const lock = lockOfStack(profile, world, stack);
  const over =
    (lock === "locked" || lock === "onfault") &&
    exceedsLimit(profile, world, "mlockall.limit", lockedWith(world, size));
  const name = "mlockall.stack";
  const check = over === false ? passes(name) : { ...judge(profile, name, over), violation: undefined };
  return decide(world, [check], "any", () => {
    const grown = {
      ...stack,
      lock,
      lockCount: countOf(lock),
      start: stack.start - size,
      end: stack.start,
      residency: "resident" as const,
    };
    return {
      world: replaceIn(world, { region, start: grown.start, end: grown.end }, [grown]),
      because: [name],
    };
  });
}

function lockOfStack({ facts }: SimProfile, { future }: World, stack: Mapping): Mapping["lock"] {
  const { value } = facts["mlockall.stack-growth"];
  if (isLocked(stack) || future === "off" || value === "own-lock") return stack.lock;
  return value === "covered" && future !== "unknown" ? (future === "on" ? "locked" : "onfault") : "unknown";
}

function stackOf(world: World): { readonly region: RegionId; readonly stack: Mapping } | undefined {
  for (const [region, { mappings }] of world.regions) {
    for (const stack of all(mappings)) if (stack.backing === "stack") return { region, stack };
  }
  return undefined;
}

/** A thread needs a stack, which is a mapping like any other. */
export function pthreadCreate(
  { profile, world }: Scene<never>,
  { stack, address }: Named<"pthread_create">,
): Step {
  const size = stack === undefined ? undefined : pageCeiling(stack, profile.pageSize.usual);
  const checks = [futureCheck(profile, world, size, "pthread_create.limit"), memoryCheck(world)];
  return decide(world, checks, "any", () => {
    const because = ["pthread_create.limit"] as const;
    if (address === undefined || size === undefined) return { world, because };
    const extent: Extent = { region: memory, start: address, end: address + size };
    const lock = lockOfGrowth(world);
    const lazy = profile.facts["pthread_create.stack"].value === "lazy";
    const mapping: Mapping = {
      ...ordinary,
      ...extentOf(extent),
      lazy,
      protection: bit(profile, "PROT_READ") | bit(profile, "PROT_WRITE"),
      backing: "anonymous",
      shared: false,
      lock,
      lockCount: countOf(lock),
      residency: "absent",
    };
    const after = replaceIn(world, extent, [mapping]);
    return { world: lock === "locked" ? populate(profile, after, extent) : after, because };
  });
}

/** Pages beyond the new end are gone; whether their lock goes too, platforms see differently. */
export function ftruncate({ profile, world }: Scene<never>, { id, size }: Named<"ftruncate">): Step {
  if (size !== undefined && size < 0) {
    return { outcomes: [failure(world, { kind: "fails", errno: ["EINVAL"] }, [])], violations: [] };
  }
  const objects = new Map(world.objects);
  if (size === undefined) objects.delete(id);
  else objects.set(id, size);
  let after: World = { ...world, objects };
  const { value } = profile.facts["lock.truncate"];
  for (const [region, { mappings }] of world.regions) {
    for (const part of all(mappings)) {
      if (part.object?.id !== id || size === undefined) continue;
      const end = part.object.origin + pageCeiling(size, profile.pageSize.usual);
      const gone = { region, start: Math.max(part.start, end), end: part.end };
      if (gone.start >= gone.end) continue;
      after = changeExtent(after, gone, (mapping) => ({
        ...mapping,
        residency: "absent",
        ...(value === "dropped" ? { lock: "unlocked", lockCount: 0 } : {}),
        ...(value === "silent" && isLocked(mapping) ? { lock: "unknown" } : {}),
      }));
    }
  }
  return { outcomes: [success(after, ["lock.truncate"])], violations: [] };
}
