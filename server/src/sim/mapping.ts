/** mmap() and munmap(): memory that comes and goes. */
import type { FactName } from "../platforms/profile";
import { intervalOf, wholePages } from "./concrete";
import { futureLock, futureReasons, lockedAnew } from "./fresh";
import { countOf } from "./locks";
import { addressSpace, askedLock, isDevice, isWired, type Mmap, mmapChecks } from "./mapping-checks";
import { mappingsOf } from "./mappings";
import { overReach } from "./merge";
import { certaintyOf, decide, judge, type SimProfile, type Stage, withoutComplaint } from "./outcomes";
import { bit, populate } from "./residency";
import type { Backing, Call, Extent, Interval, LockState, Mapping, Reach, Step, World } from "./types";
import { changeAll, ordinary, replaceIn, withoutRegion, withRegion } from "./world";

/** mmap(): a new mapping at `address`, or as a region of its own. */
export function mmap<Address>(stage: Stage<Address>, call: Mmap<Address>): Step {
  const { profile, world, domain } = stage;
  const page = profile.pageSize.usual;
  const size = wholePages(call.length, page);
  const reach = call.address === undefined ? undefined : domain.reach(call.address, call.length, page);
  const { checks, ordering } = mmapChecks({ ...stage, call, size, reach });
  return decide(world, checks, ordering, () => {
    const mapping = newMapping(profile, world, call);
    return {
      world: placed(stage, call, mapping, size, reach),
      because: reasons(profile, world, call, mapping),
    };
  });
}

/** The lock of a new mapping, as far as it can be locked; MCL_FUTURE goes before the flags. */
function wantedLock(profile: SimProfile, world: World, flags: number | undefined): LockState {
  if (world.future === "on" || world.future === "onfault") return futureLock(world);
  const asked = askedLock(profile, flags);
  return asked === "unlocked" ? futureLock(world) : asked;
}

type Attributes = Omit<Mapping, "start" | "end">;

function newMapping(profile: SimProfile, world: World, call: Mmap<unknown>): Attributes {
  const { flags, protection, object, file } = call;
  const has = (name: string) => (flags === undefined ? undefined : (flags & bit(profile, name)) !== 0);
  const { value: laziness } = profile.facts["lazy.reference"];
  const canBeLazy = laziness === "on-first-reference";
  const asksForLaziness = has("MAP_LAZY") === true || object === "shm-lazy";
  const isLazy = canBeLazy && asksForLaziness;
  const isVague = flags === undefined || object === "unknown";
  const mayBeLazy = (laziness === "silent" && asksForLaziness) || (canBeLazy && !isLazy && isVague);
  const wired = isWired(profile, flags, object);
  const backing =
    has("MAP_HUGETLB") === true ? "huge" : backings[object ?? (has("MAP_ANON") ? "anonymous" : "unknown")];
  const lock = lockByItself(profile, world, call);
  const fresh: Attributes = {
    ...ordinary,
    protection,
    backing,
    shared: has("MAP_SHARED"),
    lazy: isLazy || mayBeLazy,
    noreserve: has("MAP_NORESERVE") ?? false,
    lock,
    lockCount: countOf(lock),
    residency: mayBeLazy ? "unknown" : wired ? "resident" : "absent",
    wired,
  };
  const somePages = profile.facts["mmap.residency"].value !== "on-touch" && !isLazy && !wired;
  const known = (world.memory === "ample" && flags !== undefined) || fresh.lazy || wired;
  return {
    ...fresh,
    ...(file ? { object: { id: file.id, origin: 0 } } : {}),
    ...(somePages || !known ? { residency: "unknown" as const } : {}),
  };
}

const backings: Readonly<Record<NonNullable<Mmap<never>["object"]>, Backing>> = {
  anonymous: "anonymous",
  file: "file",
  typed: "typed",
  "shm-populated": "unknown",
  "shm-lazy": "unknown",
  device: "device",
  secret: "secret",
  unknown: "unknown",
};

/** The lock that memory has whatever the flags and MCL_FUTURE say. */
function lockByItself(profile: SimProfile, world: World, { flags, object }: Mmap<unknown>): LockState {
  if (object === "secret") return world.future === "onfault" ? "onfault" : "locked";
  const { value } = profile.facts["lock.implicit"];
  if (!isWired(profile, flags, object)) {
    const isOpen = object === "typed" || object === "shm-populated";
    return value === "silent" && isOpen ? "unknown" : "unlocked";
  }
  if (isDevice(profile, flags, object) && profile.facts["special.lock"].value === "skipped")
    return "unlocked";
  return value === "typed-and-shm-ctl" ? "locked" : "unknown";
}

/** The world with the mapping where it belongs, over whatever was there. */
function placed<Address>(
  { profile, world, domain }: Stage<Address>,
  call: Mmap<Address>,
  attributes: Attributes,
  size: Interval | undefined,
  reach: Reach | undefined,
): World {
  const wanted = wantedLock(profile, world, call.flags);
  const brings = attributes.lock === "locked" || asksForPages(profile, call.flags);
  const filled = (before: World, extent: Extent) => {
    const after = lockedAnew(profile, before, extent, wanted);
    return brings ? populate(profile, after, extent) : after;
  };
  if (call.region !== undefined) {
    const end = size === undefined ? Number.POSITIVE_INFINITY : size.high;
    const known = size !== undefined && size.low === size.high ? size.low : undefined;
    const mappings = mappingsOf([{ ...at(attributes, call, 0), start: 0, end }]);
    const base = { modulus: profile.pageSize.usual, remainder: 0 };
    const after = withRegion(world, call.region, { base, mappings, size: known, ownsPages: true });
    return filled(after, { region: call.region, start: 0, end });
  }
  if (call.address === undefined) return world;
  if (reach === undefined || !world.regions.has(reach.region)) {
    return withoutRegion(world, domain.regionOf(call.address));
  }
  return overReach(reach, (extent) => {
    const { start, end } = extent;
    const mapping = { ...at(attributes, call, start), start, end };
    if (!hasOwnObject(attributes)) return filled(replaceIn(world, extent, [mapping]), extent);
    const id = `object ${world.objectsMade}`;
    const objects = new Map(world.objects).set(id, sizeOfOwn(attributes, end - start));
    const before = { ...world, objects, objectsMade: world.objectsMade + 1 };
    return filled(replaceIn(before, extent, [{ ...mapping, object: { id, origin: start } }]), extent);
  });
}

/** Memory that is shared without a file is an object all the same, and does not grow with its mapping. */
function hasOwnObject({ shared, backing }: Attributes): boolean {
  return (shared === true && backing === "anonymous") || backing === "secret";
}

/** Bytes; how much secret memory its descriptor has is not followed. */
const sizeOfOwn = ({ backing }: Attributes, mapped: number) =>
  backing === "secret" ? Number.POSITIVE_INFINITY : mapped;

function at(attributes: Attributes, { file }: Mmap<unknown>, start: number): Attributes {
  return file ? { ...attributes, object: { id: file.id, origin: start - file.offset } } : attributes;
}

function asksForPages(profile: SimProfile, flags: number | undefined): boolean {
  const populates = profile.facts["mmap.populate"].value === "resident";
  return populates && flags !== undefined && (flags & bit(profile, "MAP_POPULATE")) !== 0;
}

/** What explains the new mapping: its pages, and its lock. */
function reasons(
  profile: SimProfile,
  { future }: World,
  { flags, object }: Mmap<unknown>,
  mapping: Attributes,
): readonly FactName[] {
  if (mapping.wired) return [isDevice(profile, flags, object) ? "special.lock" : "lock.implicit"];
  const isAsked = askedLock(profile, flags) !== "unlocked" && flags !== undefined;
  const first: FactName = mapping.lazy
    ? "lazy.reference"
    : mapping.backing === "secret"
      ? "memfd_secret.lock"
      : isAsked
        ? "mmap.locked"
        : asksForPages(profile, flags)
          ? "mmap.populate"
          : "mmap.residency";
  return [first, ...futureReasons(future)];
}

/** munmap(): what lies in the whole pages of the range is gone, with its locks. */
export function munmap<Address>(
  { profile, world, domain }: Stage<Address>,
  { address, length }: Extract<Call<Address>, { name: "munmap" }>,
): Step {
  const page = profile.pageSize.usual;
  const size = intervalOf(length);
  const aligned = domain.isMultiple(address, page);
  const isEmpty = size === undefined ? undefined : size.high === 0 ? true : size.low > 0 ? false : undefined;
  const reach = domain.reach(address, length, page);
  const isWild = (size !== undefined && (size.high < 0 || size.low > addressSpace)) || isOutside(reach);
  const quietly = (name: "munmap.arguments" | "munmap.alignment", broken: boolean | undefined) =>
    withoutComplaint(judge(profile, name, broken, { certainty: certaintyOf(profile, name) }));
  const checks = [
    quietly("munmap.arguments", isEmpty === true || isWild ? true : isEmpty),
    quietly("munmap.alignment", aligned === undefined ? undefined : !aligned),
  ];
  return decide(world, checks, "documented", () => {
    if (reach === undefined || !world.regions.has(reach.region)) {
      return { world: changeAll(world, domain.regionOf(address), perhapsGone), because: ["lock.unmap"] };
    }
    return { world: overReach(reach, (extent) => replaceIn(world, extent, [])), because: ["lock.unmap"] };
  });
}

function perhapsGone(mapping: Mapping): Mapping {
  return { ...mapping, presence: "unknown", protection: undefined, lock: "unknown", residency: "unknown" };
}

/** Does it leave what a process may address? Only where addresses are absolute can that be seen. */
function isOutside(reach: Reach | undefined): boolean {
  if (!reach?.isAbsolute) return false;
  return reach.least.start < 0 || reach.least.end > addressSpace || reach.least.end < reach.least.start;
}
