/** What programs do with memory beside locking and mapping it: moving, advising, growing it, and the older lock calls. */
import { wholePages } from "../../sim/concrete";
import { all, noMappings, some } from "../../sim/mappings";
import { mergeWorlds } from "../../sim/merge";
import type { RegionAddress } from "../../sim/regions";
import type { Call, World } from "../../sim/types";
import { withoutRegion, withRegion } from "../../sim/world";
import { addressOf } from "../memory/addresses";
import { copy, fill, forgetContents, withZeros } from "../memory/memory";
import type { State } from "../state";
import * as ranges from "../values/range";
import { again } from "../values/region";
import { anything, exact, likelyTarget, pointer, type Value } from "../values/value";
import {
  address,
  argument,
  type BesideCall,
  integer,
  isConstant,
  type KernelArguments,
  type Unasked,
} from "./arguments";

type Built = Call<RegionAddress> | undefined;

const zeroOrMinusOne = { result: "zero-or-minus-one", split: false } as const;
const errorNumber = { result: "error-number", split: false } as const;

/** Their models say what they do to memory and errno. */
export const memoryCalls: Readonly<Record<string, BesideCall>> = {
  mremap: {
    result: "address-or-map-failed",
    split: false,
    world: roomElsewhere,
    build: remapping,
    gives: destination,
    after: remapped,
    otherwise: lostMapping,
  },
  madvise: {
    ...zeroOrMinusOne,
    build: (given) => advising(given, integer(given, 2)),
    after: advised,
    failing: partlyAdvised,
  },
  posix_madvise: { ...errorNumber, build: portableAdvice, after: partlyAdvised, failing: partlyAdvised },
  msync: {
    ...zeroOrMinusOne,
    build: (given) => ({ name: "msync", ...range(given), flags: integer(given, 2) }),
  },
  // Where the heap ends nobody knows, so an address tells nothing.
  brk: { ...zeroOrMinusOne, build: () => ({ name: "brk", increment: undefined }) },
  sbrk: {
    result: "address-or-map-failed",
    split: false,
    build: (given) => ({ name: "brk", increment: integer(given, 0) }),
    gives: () => anything,
  },
  ftruncate: { ...zeroOrMinusOne, build: truncating, mayFail: truncatingFails, after: truncated },
  ftruncate64: { ...zeroOrMinusOne, build: truncating, mayFail: truncatingFails, after: truncated },
  plock: { ...zeroOrMinusOne, build: plocking },
  shmctl: { ...zeroOrMinusOne, build: segmentLocking, mayFail: () => ["EINVAL", "EACCES"] },
  memcntl: {
    ...zeroOrMinusOne,
    build: (given) => ({
      name: "memcntl",
      ...range(given),
      command: integer(given, 2),
      argument: integer(given, 3),
      attributes: integer(given, 4),
    }),
  },
};

const range = (given: KernelArguments) => ({ address: address(given, 0), length: integer(given, 1) });

/** May the mapping go elsewhere (MREMAP_MAYMOVE)? What does not grow has no reason to. */
function mayMove(given: KernelArguments): boolean {
  const [from, to] = [integer(given, 1), integer(given, 2)];
  const grows = from === undefined || to === undefined || to > from || from === 0;
  return hasFlag(given, "MREMAP_MAYMOVE") && (grows || moves(given));
}

/** Does it go elsewhere in any case? */
const moves = (given: KernelArguments): boolean =>
  hasFlag(given, "MREMAP_FIXED") || hasFlag(given, "MREMAP_DONTUNMAP");

function hasFlag(given: KernelArguments, name: string): boolean {
  const flags = integer(given, 3);
  return flags === undefined || (flags & (given.platform.constants[name] ?? 0)) !== 0;
}

/** Where the caller wants it (MREMAP_FIXED); undefined where it leaves that to the kernel. */
const wantedPlace = (given: KernelArguments) =>
  integer(given, 3) !== undefined && hasFlag(given, "MREMAP_FIXED") ? argument(given, 4) : undefined;

/** The address that it gives back. */
function destination(given: KernelArguments): Value {
  return wantedPlace(given) ?? (mayMove(given) ? moved(given) : argument(given, 0));
}

/** A mapping that may move becomes a region of its own. Another one from the same place is not followed. */
function remapping(given: KernelArguments): Built {
  const from = likelyTarget(argument(given, 0));
  if (!from || !given.world.regions.has(from.region) || isRepeated(given)) return undefined;
  const wanted = wantedPlace(given);
  const to = wanted && likelyTarget(wanted);
  if (wanted && !(to && given.world.regions.has(to.region))) return undefined;
  const place = wanted || mayMove(given) ? { newAddress: addressOf(destination(given), given.world) } : {};
  const newLength = integer(given, 2);
  return { name: "mremap", ...range(given), newLength, flags: integer(given, 3), ...place };
}

const isRepeated = ({ world, region }: KernelArguments): boolean => world.regions.has(region);

/** Where a mapping that moves will be. */
function roomElsewhere(given: KernelArguments): World {
  const { usual } = given.platform.pageSize;
  const base = { modulus: usual, remainder: 0 };
  const size = wholePages(integer(given, 2), usual)?.high;
  return withRegion(given.world, given.region, { base, mappings: noMappings, size, ownsPages: true });
}

const moved = (given: KernelArguments) =>
  pointer({
    region: isRepeated(given) ? again(given.region) : given.region,
    offset: ranges.exactly(0),
    alignment: { modulus: given.platform.pageSize.usual, remainder: 0 },
  });

/** It may have stayed where it was; what it holds, it holds at the new place. */
function remapped(given: KernelArguments, state: State): State {
  const from = likelyTarget(argument(given, 0));
  const to = likelyTarget(destination(given));
  if (!from || !to || !mayMove(given)) return state;
  const old = given.world.regions.get(from.region);
  if (wantedPlace(given)) {
    const memory = copy(state.memory, to, from, integer(given, 1));
    return { ...state, memory };
  }
  const stayed = new Map(state.world.regions);
  if (old) stayed.set(from.region, old);
  const isOthers =
    !old || some(old.mappings, ({ shared, backing }) => shared !== false || backing !== "anonymous");
  // What it grows by is zero, as all new memory is.
  const blank = isOthers ? state.memory : withZeros(state.memory, to.region);
  const memory = copy(blank, to, from, integer(given, 1));
  if (moves(given)) return { ...state, memory };
  return { ...state, memory, world: mergeWorlds(state.world, { ...state.world, regions: stayed }) };
}

/** Nothing is known any more of a mapping that went elsewhere unseen. */
function lostMapping(given: KernelArguments, state: State): Unasked {
  const { targets } = argument(given, 0);
  const world = targets.reduce((before, { region }) => withoutRegion(before, region), state.world);
  const memory = targets.reduce((before, { region }) => forgetContents(before, region), state.memory);
  return { state: { ...state, world, memory } };
}

const advising = (given: KernelArguments, advice: number | undefined): Built => ({
  name: "madvise",
  ...range(given),
  advice,
});

/** Advice may drop what pages hold; anonymous memory of one's own is zero then. */
function advised(given: KernelArguments, state: State): State {
  const { constants, pageSize } = given.platform;
  const advice = integer(given, 2);
  const isDropped = advice === undefined || dropping.some((name) => constants[name] === advice);
  const target = likelyTarget(argument(given, 0));
  if (!isDropped || !target) return state;
  const isZeroed = advice !== undefined && zeroing.some((name) => constants[name] === advice);
  const region = state.world.regions.get(target.region);
  const isOthers =
    !region || some(region.mappings, ({ shared, backing }) => shared !== false || backing !== "anonymous");
  const length = wholePages(integer(given, 1), pageSize.usual)?.high;
  const memory =
    isZeroed && !isOthers && length !== undefined
      ? fill(state.memory, target, length, 0)
      : forgetContents(state.memory, target.region);
  return { ...state, memory };
}

const zeroing = ["MADV_DONTNEED", "MADV_DONTNEED_LOCKED"];
const dropping = [...zeroing, "MADV_FREE", "MADV_REMOVE", "MADV_PURGE"];

/** Where the call failed, part of the range may have been advised all the same. */
function partlyAdvised(given: KernelArguments, state: State): State {
  const name = argument(given, 2).constant?.replace(/^POSIX_/, "");
  const { constants } = given.platform;
  const advice = (name === undefined ? undefined : constants[name]) ?? integer(given, 2);
  if (advice !== undefined && !dropping.some((one) => constants[one] === advice)) return state;
  // One mapping is advised as a whole or not at all.
  if (liesInOneMapping(given)) return state;
  const { targets } = argument(given, 0);
  const memory = targets.reduce((before, { region }) => forgetContents(before, region), state.memory);
  return { ...state, memory };
}

function liesInOneMapping(given: KernelArguments): boolean {
  const target = likelyTarget(argument(given, 0));
  const mappings = target && given.world.regions.get(target.region)?.mappings;
  return mappings !== undefined && [...all(mappings)].length === 1;
}

/** What lay behind the new end is gone, and comes back as zeros. */
function truncated(given: KernelArguments, state: State): State {
  const { handle } = argument(given, 0);
  let { memory } = state;
  for (const [id, { mappings }] of state.world.regions) {
    for (const { object } of all(mappings))
      if (object !== undefined && object.id === handle) memory = forgetContents(memory, id);
  }
  return { ...state, memory };
}

/** glibc takes POSIX_MADV_DONTNEED for no reason to do anything; elsewhere the names are those of madvise(). */
function portableAdvice(given: KernelArguments): Built {
  const name = argument(given, 2).constant;
  if (name === undefined || !name.startsWith("POSIX_MADV_")) return advising(given, undefined);
  if (name === "POSIX_MADV_DONTNEED" && given.platform.family === "linux") return undefined;
  return advising(given, given.platform.constants[name.replace("POSIX_", "")]);
}

/** Only of descriptors whose making was seen something is known. */
function truncating(given: KernelArguments): Built {
  const { handle } = argument(given, 0);
  if (handle === undefined || !given.objects.has(handle)) return undefined;
  return { name: "ftruncate", id: handle, size: integer(given, 1) };
}

function truncatingFails(given: KernelArguments) {
  const { handle } = argument(given, 0);
  const size = integer(given, 1);
  const isOwn = handle !== undefined && given.objects.get(handle) === "memory-file";
  return isOwn && size !== undefined && given.world.memory === "ample" ? undefined : (["EINVAL"] as const);
}

function plocking(given: KernelArguments): Built {
  const operations = { PROCLOCK: "process", TXTLOCK: "text", DATLOCK: "data", UNLOCK: "unlock" } as const;
  const operation = (["PROCLOCK", "TXTLOCK", "DATLOCK", "UNLOCK"] as const).find((name) =>
    isConstant(given, 0, name),
  );
  return { name: "plock", operation: operation && operations[operation] };
}

/** Only SHM_LOCK and SHM_UNLOCK lock; the size of the segment is known to whoever made it. */
function segmentLocking(given: KernelArguments): Built {
  const command = argument(given, 1);
  const locks = isConstant(given, 1, "SHM_LOCK");
  const unlocks = isConstant(given, 1, "SHM_UNLOCK");
  if (locks === false && unlocks === false) return undefined;
  if (command.constant === undefined && exact(command) !== undefined && !locks && !unlocks) return undefined;
  return { name: "shmctl", operation: locks ? "lock" : unlocks ? "unlock" : undefined, length: undefined };
}
