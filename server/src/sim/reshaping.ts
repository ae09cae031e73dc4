/** mprotect() and mremap(): memory that changes its protection, its size or its place. */
import { intervalOf, wholePages, wraps } from "./concrete";
import { memoryCheck } from "./fresh";
import { isFixed } from "./locks";
import { sameMapping } from "./mappings";
import { mergeWorlds, overReach } from "./merge";
import {
  type Check,
  certaintyOf,
  decide,
  failsWith,
  judge,
  passes,
  type SimProfile,
  type Stage,
  unavailable,
  withoutComplaint,
} from "./outcomes";
import { exceedsLimit, lockedWith } from "./privilege";
import { bit, populate } from "./residency";
import type { Call, Extent, Interval, Mapping, Reach, Step, World } from "./types";
import { changeAll, changeExtent, holesIn, joined, mappingsIn, replaceIn, withoutRegion } from "./world";

type Mprotect<Address> = Extract<Call<Address>, { name: "mprotect" }>;

/** mprotect(): EINVAL for the address, ENOMEM for holes; what it changed until then stays where the platform says so. */
export function mprotect<Address>(stage: Stage<Address>, call: Mprotect<Address>): Step {
  const { profile, world, domain } = stage;
  const { address, length, protection } = call;
  const aligned = domain.isMultiple(address, profile.pageSize.usual);
  const reach = domain.reach(address, length, profile.pageSize.usual);
  const change = (mapping: Mapping) =>
    mapping.protection === protection ? mapping : doubted(profile, { ...mapping, protection });
  const checks = [
    judge(profile, "mprotect.alignment", aligned === undefined ? undefined : !aligned, {
      certainty: certaintyOf(profile, "mprotect.alignment"),
    }),
    mappedCheck(stage, call, reach, change),
    ...(world.memory === "ample" ? [] : [failsWith("may-fail", ["ENOMEM", "EINVAL"], [])]),
  ];
  return decide(world, checks.map(withoutComplaint), "documented", () => ({
    world:
      reach === undefined
        ? changeAll(world, domain.regionOf(address), (mapping) =>
            doubted(profile, { ...mapping, protection: undefined }),
          )
        : protectedAnew(profile, world, reach, protection, change),
    because: ["mprotect.lock"],
  }));
}

/** Where no page says what another protection means for a lock, it may end it, or bring pages in. */
function doubted({ facts }: SimProfile, mapping: Mapping): Mapping {
  const isTold = facts["mprotect.lock"].value !== "silent";
  if (isTold || mapping.lock === "unlocked" || isFixed(mapping)) return mapping;
  const residency = mapping.residency === "resident" ? "resident" : "unknown";
  return { ...mapping, lock: "unknown", residency };
}

function mappedCheck<Address>(
  { profile, world, domain }: Stage<Address>,
  { address, length }: Mprotect<Address>,
  reach: Reach | undefined,
  change: (mapping: Mapping) => Mapping,
): Check {
  const name = "mprotect.mapped";
  const isWild = wraps(intervalOf(length), reach);
  if (isWild !== false) return judge(profile, name, isWild);
  if (reach === undefined || !world.regions.has(reach.region)) {
    const id = domain.regionOf(address);
    const partial = changeAll(world, id, (mapping) => ({
      ...joined(mapping, change(mapping)),
      residency: "unknown",
    }));
    return judge(profile, name, undefined, { leaves: partial });
  }
  const extent = { region: reach.region, ...reach.least };
  const [hole] = holesIn(world, extent);
  if (hole === undefined) {
    const perhaps = { region: reach.region, ...reach.most };
    const doubtful = mappingsIn(world, perhaps).some(({ presence }) => presence === "unknown");
    if (!doubtful && holesIn(world, perhaps).length === 0) return passes(name);
    const partial = mergeWorlds(
      world,
      populatedAnew(profile, world, changeExtent(world, perhaps, change), perhaps),
    );
    return judge(profile, name, undefined, { leaves: partial });
  }
  const { value } = profile.facts[name];
  const changed = (before: Extent) =>
    populatedAnew(profile, world, changeExtent(world, before, change), before);
  const partial = changed({ ...extent, end: hole.start });
  const leaves =
    value === "partial"
      ? partial
      : value === "silent"
        ? mergeWorlds(mergeWorlds(world, partial), changed(extent))
        : world;
  return judge(profile, name, true, { leaves });
}

function protectedAnew(
  profile: SimProfile,
  world: World,
  reach: Reach,
  protection: number | undefined,
  change: (mapping: Mapping) => Mapping,
): World {
  return overReach(reach, (extent) => {
    const after = changeExtent(world, extent, change);
    return protection === undefined ? after : populatedAnew(profile, world, after, extent);
  });
}

/** Private locked memory that becomes writable gets its pages, where the platform sees to that. */
function populatedAnew(profile: SimProfile, before: World, after: World, extent: Extent): World {
  if (profile.facts["mprotect.lock"].value !== "kept-populates") return after;
  const write = bit(profile, "PROT_WRITE");
  const isOpened = (mapping: Mapping) =>
    mapping.lock === "locked" && mapping.shared === false && ((mapping.protection ?? write) & write) === 0;
  let filled = after;
  for (const { start, end } of mappingsIn(before, extent).filter(isOpened)) {
    const part = { region: extent.region, start, end };
    const isWritable = mappingsIn(after, part).every(({ protection }) => ((protection ?? 0) & write) !== 0);
    if (isWritable) filled = populate(profile, filled, part);
  }
  return filled;
}

type Mremap<Address> = Extract<Call<Address>, { name: "mremap" }>;

/** A resize or a move, once its lengths are whole pages. */
interface Resize {
  /** An old length of zero asks for another mapping of the same shared memory. */
  readonly duplicates: boolean;
  readonly from: Extent;
  readonly to: Extent;
  readonly moves: boolean;
  /** MREMAP_DONTUNMAP. */
  readonly stays: boolean;
  readonly grows: number;
}

/** mremap(): the mapping moves or changes its size, and its lock with it; EINVAL, EFAULT, EAGAIN, ENOMEM. */
export function mremap<Address>(stage: Stage<Address>, call: Mremap<Address>): Step {
  return unavailable(stage, "mremap.effect") ?? mremapHere(stage, call);
}

const refusals = ["mremap.arguments", "mremap.mapped", "mremap.limit", "mremap.room"] as const;

function mremapHere<Address>(stage: Stage<Address>, call: Mremap<Address>): Step {
  const { profile, world } = stage;
  const resize = resizeOf(stage, call);
  if (resize === undefined || !world.regions.has(resize.from.region)) {
    const anything = withoutRegion(world, undefined);
    const checks = refusals.map((name) => ({ ...judge(profile, name, undefined), leaves: anything }));
    return decide(world, checks, "any", () => ({
      world: anything,
      because: ["mremap.effect"],
    }));
  }
  const isTold = profile.facts["mremap.effect"].value !== "silent";
  const checks = [
    argumentsCheck(stage, call, resize),
    sourceCheck(profile, world, resize),
    growthCheck(profile, world, resize),
    selfCheck(profile, world, resize),
    roomCheck(profile, world, call, resize),
    memoryCheck(world),
    ...(isTold ? [] : [judge(profile, "mremap.effect", undefined)]),
  ];
  return decide(world, checks.map(withoutComplaint), isTold ? "documented" : "any", () => {
    const after = resized(profile, world, resize);
    return { world: isTold ? after : untold(after, resize), because: ["mremap.effect"] };
  });
}

/** Where no page says what becomes of locks and pages, nobody knows. */
function untold(world: World, { from, to }: Resize): World {
  return [from, to].reduce(
    (before, extent) =>
      changeExtent(before, extent, (mapping) => ({
        ...mapping,
        residency: mapping.wired ? mapping.residency : "unknown",
        ...(mapping.lock === "unlocked" || isFixed(mapping)
          ? {}
          : { lock: "unknown" as const, lockCount: 0 }),
      })),
    world,
  );
}

function resizeOf<Address>(
  { profile, domain }: Stage<Address>,
  { address, length, newLength, newAddress, flags }: Mremap<Address>,
): Resize | undefined {
  const page = profile.pageSize.usual;
  const [old, wanted] = [exactly(wholePages(length, page)), exactly(wholePages(newLength, page))];
  const from = domain.reach(address, old, page);
  const to = domain.reach(newAddress ?? address, wanted, page);
  if (from === undefined || to === undefined || old === undefined || wanted === undefined) return undefined;
  return {
    from: { region: from.region, ...from.least },
    to: { region: to.region, ...to.least },
    duplicates: old === 0,
    stays: flags !== undefined && (flags & bit(profile, "MREMAP_DONTUNMAP")) !== 0,
    moves: newAddress !== undefined,
    grows: wanted - old,
  };
}

const exactly = (size: Interval | undefined) => (size && size.low === size.high ? size.low : undefined);

function argumentsCheck<Address>(
  { profile, domain }: Stage<Address>,
  { address, flags, newAddress }: Mremap<Address>,
  { from, to, moves, grows }: Resize,
): Check {
  const name = "mremap.arguments";
  const page = profile.pageSize.usual;
  const known = ["MREMAP_MAYMOVE", "MREMAP_FIXED", "MREMAP_DONTUNMAP"].map((flag) => bit(profile, flag));
  const isUnknown = flags !== undefined && (flags & ~known.reduce((a, b) => a | b, 0)) !== 0;
  const stays = flags !== undefined && (flags & bit(profile, "MREMAP_DONTUNMAP")) !== 0;
  const isFixed = flags !== undefined && (flags & bit(profile, "MREMAP_FIXED")) !== 0;
  const mayMove = flags !== undefined && (flags & bit(profile, "MREMAP_MAYMOVE")) !== 0;
  const isEmpty = to.end <= to.start;
  const overlaps = moves && from.region === to.region && from.start < to.end && to.start < from.end;
  const isAligned = (at: Address) => domain.isMultiple(at, page) !== false;
  const isCrooked = !isAligned(address) || (isFixed && newAddress !== undefined && !isAligned(newAddress));
  const broken =
    isUnknown || isEmpty || isCrooked || (isFixed && (!mayMove || overlaps)) || (stays && grows !== 0);
  return judge(profile, name, broken);
}

/** What grows must be one mapping, and so must what is left of what shrinks and moves. */
function sourceCheck(profile: SimProfile, world: World, resize: Resize): Check {
  const name = "mremap.mapped";
  const { from, to, moves, grows, duplicates } = resize;
  const [first] = mappingsIn(world, firstByte(from));
  if (first === undefined) return judge(profile, name, true);
  if (duplicates && first.shared !== true) return judge(profile, "mremap.arguments", true);
  if (duplicates) return passes(name);
  if (grows === 0 || (grows < 0 && !moves)) return passes(name);
  const part = { ...from, end: from.start + Math.min(from.end - from.start, to.end - to.start) };
  const rest = mappingsIn(world, part);
  const isWhole = rest.every((other) => sameMapping(first, other)) && holesIn(world, part).length === 0;
  if (!isWhole || first.backing === "special") return judge(profile, name, true);
  return judge(profile, name, rest.some(({ seams }) => seams === "perhaps") ? undefined : false);
}

const firstByte = ({ region, start }: Extent): Extent => ({ region, start, end: start + 1 });

function growthCheck(profile: SimProfile, world: World, { from, grows }: Resize): Check {
  const name = "mremap.limit";
  const [first] = mappingsIn(world, firstByte(from));
  if (grows <= 0 || first === undefined || first.lock === "unlocked") return passes(name);
  const over = exceedsLimit(profile, world, "mlock.limit", lockedWith(world, grows));
  return judge(profile, name, first.lock === "unknown" && over === true ? undefined : over);
}

/** The new place is cleared first, and the old with it where they are the same. */
function selfCheck(profile: SimProfile, world: World, { from, to, moves, duplicates }: Resize): Check {
  const name = "mremap.mapped";
  const isOverItself = from.region === to.region && to.start <= from.start && from.start < to.end;
  if (!moves || !duplicates || !isOverItself) return passes(name);
  return { ...judge(profile, name, true), leaves: replaceIn(world, to, []) };
}

function roomCheck<Address>(
  profile: SimProfile,
  world: World,
  { flags }: Mremap<Address>,
  { from, to, moves, grows, duplicates }: Resize,
): Check {
  const name = "mremap.room";
  if (moves || grows <= 0) return passes(name);
  if (duplicates) return judge(profile, name, true);
  const taken = mappingsIn(world, { region: from.region, start: from.end, end: to.end }).length > 0;
  const mayMove = flags !== undefined && (flags & bit(profile, "MREMAP_MAYMOVE")) !== 0;
  // What lies behind a region nobody knows.
  const isFree = to.end <= (world.regions.get(from.region)?.size ?? Number.POSITIVE_INFINITY);
  return judge(profile, name, mayMove ? false : taken ? true : isFree ? false : undefined);
}

/** The lock goes along, and what is added is locked and brought in. */
function resized(profile: SimProfile, world: World, resize: Resize): World {
  const { from, to, moves, grows, duplicates } = resize;
  if (duplicates) return duplicated(profile, world, resize);
  const parts = mappingsIn(world, from);
  const shift = to.start - from.start;
  const kept = parts
    .map((part) => (moves ? moved(part, shift) : part))
    .map((part) => ({ ...part, end: Math.min(part.end, to.end) }))
    .filter((part) => part.start < part.end);
  const last = kept.at(-1);
  const added =
    grows > 0 && last !== undefined
      ? [{ ...last, start: last.end, end: to.end, residency: "absent" as const }]
      : [];
  const emptied = replaceIn(world, from, resize.stays ? parts.map(leftBehind) : []);
  // Each mapping moves by itself, and what lies under a hole between them stays.
  const after = [...kept, ...added].reduce(
    (before, part) => replaceIn(before, { region: to.region, start: part.start, end: part.end }, [part]),
    emptied,
  );
  const [growth] = added;
  if (growth === undefined) return after;
  const settled = growth.object ? withDoubtfulPages(after, growth.object.id) : after;
  const gained = { region: to.region, start: growth.start, end: growth.end };
  return growth.lock === "locked" ? populate(profile, settled, gained) : settled;
}

/** Pages of an object that two mappings show come for both as one of them is touched: which are there is not followed. */
function withDoubtfulPages(world: World, id: string): World {
  return changeAll(world, undefined, (mapping) =>
    mapping.object?.id === id && mapping.residency === "absent"
      ? { ...mapping, residency: "unknown" }
      : mapping,
  );
}

/** What MREMAP_DONTUNMAP leaves: the same place without its pages; what becomes of its lock and the account is not modelled. */
function leftBehind(part: Mapping): Mapping {
  const residency = part.shared === false && part.backing !== "file" ? "absent" : part.residency;
  return { ...part, residency, lock: part.lock === "unlocked" ? "unlocked" : "unknown" };
}

function duplicated(profile: SimProfile, world: World, { from, to }: Resize): World {
  const [first] = mappingsIn(world, firstByte(from));
  if (first === undefined) return world;
  const copy = moved(first, to.start - from.start);
  const placed = replaceIn(world, to, [{ ...copy, end: to.end, residency: "unknown" }]);
  const after = first.object ? withDoubtfulPages(placed, first.object.id) : placed;
  return copy.lock === "locked" ? populate(profile, after, to) : after;
}

/** Memory without an object remembers where it was, and may not join its new neighbours. */
function moved(part: Mapping, shift: number): Mapping {
  const { object } = part;
  return {
    ...part,
    seams: object ? part.seams : "perhaps",
    start: part.start + shift,
    end: part.end + shift,
    ...(object ? { object: { ...object, origin: object.origin + shift } } : {}),
  };
}
