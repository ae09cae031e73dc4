/** What the simulator makes of a call, and whether the call is one of which it can know what comes out. */
import { concrete } from "../../server/src/sim/concrete";
import { holes, within } from "../../server/src/sim/mappings";
import { type SimProfile, step } from "../../server/src/sim/step";
import type { Call, Mapping, Outcome, World } from "../../server/src/sim/types";
import { memory } from "../../server/src/sim/world";
import { arena, heapPages, page } from "./protocol";

/** The places that calls are about. */
export interface Places {
  /** The first page above the first break. */
  readonly heap: number;
  /** Does this kernel have memfd_secret()? */
  readonly hasSecret: boolean;
}

export const arenaEnd = arena.start + arena.pages * page;

/** What may come; of a fork, in the child, which is the process that goes on. */
export function predict(profile: SimProfile, world: World, call: Call<number>): readonly Outcome[] {
  return step(profile, world, call, concrete).outcomes.filter(({ process }) => process !== "parent");
}

export function mappingAt(world: World, address: number): Mapping | undefined {
  const region = world.regions.get(memory);
  const start = Math.floor(address / page) * page;
  return region && within(region.mappings, { start, end: start + page })[0];
}

export function isFree(world: World, start: number, end: number): boolean {
  const region = world.regions.get(memory);
  const [hole] = region ? holes(region.mappings, { start, end }) : [];
  return hole !== undefined && hole.start === start && hole.end === end;
}

/**
 * Is the outcome a matter of rules, and does the driver survive it? Where the kernel is free to choose an address, nobody
 * can say which; and memory that is the driver's own is left alone.
 */
export function isDecided(profile: SimProfile, world: World, call: Call<number>, places: Places): boolean {
  switch (call.name) {
    case "mmap":
      return mmapIsDecided(profile, world, call);
    case "mremap":
      return mremapIsDecided(profile, world, call, places);
    case "munmap":
      // More bytes than an address space has are refused, wherever they start.
      return Number(call.length) < 0 || staysHome(call.address, call.length, arenaOnly);
    case "mprotect":
      return staysHome(call.address, call.length, places) && !reachesSecret(world, call.address, call.length);
    case "madvise":
      return staysHome(call.address, call.length, places);
    case "msync":
      return !reachesSecret(world, call.address, call.length);
    case "brk":
      return breakIsDecided(world, call.increment ?? 0, places);
    case "touch": {
      // Whether memory that is only executable can be read depends on the processor.
      const protection = mappingAt(world, call.address)?.protection ?? 0;
      return call.write || protection === 0 || (protection & (read | write)) !== 0;
    }
    default:
      return true;
  }
}

const [read, write] = [1, 2];

function mmapIsDecided(
  { constants }: SimProfile,
  world: World,
  call: Extract<Call<number>, { name: "mmap" }>,
): boolean {
  const { address = 0, length, flags = 0 } = call;
  if (typeof length !== "number") return false;
  const bit = (name: string) => (flags & (constants[name] ?? 0)) !== 0;
  const end = address + Math.ceil(length / page) * page;
  if (bit("MAP_FIXED")) return length <= 0 || (address >= arena.start && end <= arenaEnd);
  if (bit("MAP_FIXED_NOREPLACE")) return address >= arena.start && end <= arenaEnd;
  return (
    length <= 0 ||
    (address >= arena.start && end <= arenaEnd && address % page === 0 && isFree(world, address, end))
  );
}

function mremapIsDecided(
  profile: SimProfile,
  world: World,
  call: Extract<Call<number>, { name: "mremap" }>,
  places: Places,
): boolean {
  const { length, newLength, flags = 0, newAddress = 0 } = call;
  const { MREMAP_MAYMOVE: mayMove = 0, MREMAP_FIXED: fixed = 0 } = profile.constants;
  if (typeof length !== "number" || typeof newLength !== "number") return false;
  if (!staysHome(call.address, length, arenaOnly)) return false;
  if ((flags & fixed) !== 0) {
    return newLength <= 0 || (newAddress >= arena.start && newAddress + newLength <= arenaEnd);
  }
  if (newLength > 0 && (call.address < arena.start || call.address + newLength > arenaEnd)) return false;
  if ((flags & mayMove) === 0) return true;
  if (flags !== mayMove) return predict(profile, world, call).every(({ result }) => result === "failure");
  // It stays where it is if it could have been told to.
  const inPlace = predict(profile, world, { ...call, flags: 0 });
  return (
    isDecided(profile, world, { ...call, flags: 0 }, places) &&
    inPlace.every(({ result }) => result === "success")
  );
}

const arenaOnly = { heap: Number.NaN };

/** Within the arena or the heap's pages, or with a length that no address space has. */
function staysHome(address: number, length: unknown, { heap }: Pick<Places, "heap">): boolean {
  if (typeof length !== "number") return false;
  const end = address + length;
  // A length in the upper half: the end comes round before the start, and no call takes that for a range.
  if (length <= 0) return address < 0 || end >= 0;
  const inArena = address >= arena.start - 2 * page && end <= arenaEnd + 2 * page;
  const inHeap = address >= heap && end <= heap + (heapPages + 2) * page;
  return inArena || inHeap || address < 0 || end <= page;
}

/** What it refuses as a file (to be executed, to be written out) is no matter of locks. */
function reachesSecret(world: World, address: number, length: unknown): boolean {
  const region = world.regions.get(memory);
  const end = Number(length) < 0 ? Number.POSITIVE_INFINITY : address + Number(length);
  return (
    region !== undefined &&
    within(region.mappings, { start: address, end }).some(({ backing }) => backing === "secret")
  );
}

function breakIsDecided({ heap }: World, increment: number, places: Places): boolean {
  if (heap === undefined) return false;
  const next = heap.end + increment;
  return next < heap.start || (next >= places.heap && next <= places.heap + heapPages * page);
}
