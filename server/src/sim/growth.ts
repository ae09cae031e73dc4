/** What grows by itself under MCL_FUTURE: the heap, stacks, threads; and files that get another size. */
import { pageCeiling } from "./concrete";
import { type FutureFact, futureCheck, futureLock, futureReasons, lockedAnew, memoryCheck } from "./fresh";
import { countOf } from "./locks";
import { all } from "./mappings";
import {
  type Check,
  decide,
  failsWith,
  failure,
  passes,
  type SimProfile,
  type Stage,
  success,
} from "./outcomes";
import { bit } from "./residency";
import type { Backing, Call, Extent, LockState, Mapping, Range, RegionId, Step, World } from "./types";
import { changeExtent, isLocked, mappingsIn, memory, ordinary, replaceIn } from "./world";

type Named<Name> = Extract<Call<never>, { name: Name }>;

/** brk() and sbrk(): the heap ends `increment` bytes further on; ENOMEM where it cannot. */
export function brk(stage: Stage<never>, { increment }: Named<"brk">): Step {
  const { profile, world } = stage;
  const { heap } = world;
  if (heap === undefined || increment === undefined) return somewhere(stage, increment);
  const page = profile.pageSize.usual;
  const old = pageCeiling(heap.end, page);
  const grown = pageCeiling(heap.end + increment, page);
  const gained = { region: memory, start: old, end: grown };
  const checks = [
    roomCheck(world, heap, heap.end + increment, gained),
    ...(grown > old ? gainChecks(stage, grown - old, "brk.limit") : []),
  ];
  return decide(world, checks, "any", () => {
    const moved = { ...world, heap: { start: heap.start, end: heap.end + increment } };
    const after =
      grown > old
        ? gainedIn(stage, moved, gained, "heap")
        : replaceIn(moved, { region: memory, start: grown, end: old }, []);
    return { world: after, because: ["brk.limit", ...(grown > old ? futureReasons(world.future) : [])] };
  });
}

/** Of where the heap is nothing is known: it may grow into anything, and its accounts are lost. */
function somewhere(stage: Stage<never>, increment: number | undefined): Step {
  const { world } = stage;
  const mayGrow = increment === undefined || increment > 0;
  const size = increment === undefined ? undefined : { low: 0, high: Math.max(0, increment) };
  const checks = [
    failsWith("may-fail", ["ENOMEM"], []),
    ...(mayGrow ? gainChecks(stage, size, "brk.limit") : []),
  ];
  const after =
    increment === 0 ? world : { ...world, heap: undefined, lockedBytes: undefined, mappedBytes: undefined };
  return decide(world, increment === 0 ? [] : checks, "any", () => ({
    world: after,
    because: ["brk.limit"],
  }));
}

/** The heap ends neither below its start nor in other memory. */
function roomCheck(world: World, heap: Range, end: number, gained: Extent): Check {
  const taken = mappingsIn(world, gained);
  if (end < heap.start || taken.some(({ presence }) => presence === "mapped"))
    return failsWith("fails", ["ENOMEM"], []);
  return taken.length > 0 ? failsWith("may-fail", ["ENOMEM"], []) : passes("brk.limit");
}

/** Memory, and with MCL_FUTURE lockable memory. */
function gainChecks({ profile, world }: Stage<never>, size: Gain, name: FutureFact): readonly Check[] {
  return [futureCheck(profile, world, size, { name, lock: futureLock(world) }), memoryCheck(world)];
}

type Gain = Parameters<typeof futureCheck>[2];

/** Ordinary private memory that the process did not have, with the lock that MCL_FUTURE gives it. */
function gainedIn(
  { profile }: Stage<never>,
  world: World,
  extent: Extent,
  backing: Backing,
  more: Partial<Mapping> = {},
): World {
  const fresh: Mapping = {
    ...ordinary,
    start: extent.start,
    end: extent.end,
    protection: bit(profile, "PROT_READ") | bit(profile, "PROT_WRITE"),
    backing,
    shared: false,
    residency: profile.facts["mmap.residency"].value === "on-touch" ? "absent" : "unknown",
    ...more,
  };
  return lockedAnew(profile, replaceIn(world, extent, [fresh]), extent, futureLock(world));
}

/** A stack grows as it is touched; a locked one meets the limit then, and nobody can be told but by a signal. */
export function growStack(stage: Stage<never>, { increment }: Named<"growStack">): Step {
  const { profile, world } = stage;
  const name = "mlockall.stack";
  const found = stackOf(world);
  if (found === undefined || increment === undefined) {
    const denied = failure(world, profile.facts[name].outcome, [name]);
    const after = { ...world, lockedBytes: undefined, mappedBytes: undefined };
    return { outcomes: [success(after, []), denied], violations: [] };
  }
  const { region, stack } = found;
  const size = pageCeiling(increment, profile.pageSize.usual);
  const lock = lockOfStack(profile, world, stack);
  const gained = { region, start: stack.start - size, end: stack.start };
  const isTaken = mappingsIn(world, gained).length > 0;
  const checks = [isTaken ? collision : passes(name), futureCheck(profile, world, size, { name, lock })];
  return decide(world, checks, "documented", () => {
    const grown: Mapping = {
      ...stack,
      lock,
      lockCount: countOf(lock),
      ...rangeOf(gained),
      residency: "resident",
    };
    return { world: replaceIn(world, gained, [grown]), because: [name] };
  });
}

/** A stack that runs into other memory. */
const collision: Check = {
  because: ["touch.mapped"],
  verdict: "fails",
  consequence: { kind: "signals", signal: "SIGSEGV" },
};

const rangeOf = ({ start, end }: Range): Range => ({ start, end });

function lockOfStack({ facts }: SimProfile, { future }: World, stack: Mapping): LockState {
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

/** pthread_create(): a thread needs a stack of `stack` bytes, which is a mapping like any other. */
export function pthreadCreate(stage: Stage<never>, { stack, address }: Named<"pthread_create">): Step {
  const { profile, world } = stage;
  const name = "pthread_create.limit";
  const size = stack === undefined ? undefined : pageCeiling(stack, profile.pageSize.usual);
  return decide(world, gainChecks(stage, size, name), "any", () => {
    const because = [name, ...futureReasons(world.future)] as const;
    if (address === undefined || size === undefined) return { world, because };
    const extent: Extent = { region: memory, start: address, end: address + size };
    const { value } = profile.facts["pthread_create.stack"];
    const mayBeLazy = profile.facts["lazy.reference"].value !== "unknown-flag";
    const lazy: Partial<Mapping> =
      value === "lazy"
        ? { lazy: true, residency: "absent" }
        : value === "silent"
          ? { lazy: mayBeLazy, residency: "unknown" }
          : {};
    return { world: gainedIn(stage, world, extent, "anonymous", lazy), because };
  });
}

/** ftruncate(): pages beyond the new end are gone; whether their lock goes too, platforms see differently. */
export function ftruncate({ profile, world }: Stage<never>, { id, size }: Named<"ftruncate">): Step {
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
