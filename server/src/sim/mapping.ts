/** mmap(), munmap() and shm_ctl(): memory that comes and goes. */
import type { Errno, FactName } from "../platforms/profile";
import { intervalOf, wholePages } from "./concrete";
import { countOf } from "./locks";
import { mappingsOf } from "./mappings";
import { overReach } from "./merge";
import { type Check, decide, failsWith, judge, passes, type Scene, type SimProfile } from "./outcomes";
import { exceedsLimit, lockedWith } from "./privilege";
import { bit, populate } from "./residency";
import type { Backing, Call, Extent, Interval, Length, Mapping, Reach, Step, World } from "./types";
import { changeAll, mappingsIn, ordinary, replaceIn, withoutRegion, withRegion } from "./world";

type Mmap<Address> = Extract<Call<Address>, { name: "mmap" }>;

export function mmap<Address>(scene: Scene<Address>, call: Mmap<Address>): Step {
  const { profile, world, domain } = scene;
  const page = profile.pageSize.usual;
  const size = wholePages(call.length, page);
  const reach = call.address === undefined ? undefined : domain.reach(call.address, call.length, page);
  const checks = [
    lengthCheck(call.length),
    ...placeChecks(scene, call, reach),
    ...lockChecks(profile, world, call, size),
    flagsCheck(profile, call.flags),
    lazyCheck(profile, call),
    ...secretChecks(profile, world, call, size, reach),
    memoryCheck(world),
  ];
  return decide(world, checks, "documented", () => {
    const mapping = newMapping(profile, world, call);
    return { world: placed(scene, call, mapping, size, reach), because: reasons(profile, call, mapping) };
  });
}

function lengthCheck(length: Length): Check {
  const size = intervalOf(length);
  if (size === undefined) return failsWith("may-fail", ["EINVAL"], ["mmap.length"]);
  if (size.low < 0 || size.low > addressSpace) return failsWith("fails", ["ENOMEM"], []);
  if (size.low > 0) return passes("mmap.length");
  return failsWith(size.high === 0 ? "fails" : "may-fail", ["EINVAL"], ["mmap.length"]);
}

/** Nothing larger can be mapped anywhere, bytes. */
const addressSpace = 2 ** 47;

/** Where the caller says where: the address must be a page's, and with MAP_FIXED_NOREPLACE free. */
function placeChecks<Address>(
  { profile, world, domain }: Scene<Address>,
  { address, flags }: Mmap<Address>,
  reach: Reach | undefined,
): readonly Check[] {
  if (address === undefined || flags === undefined) return [];
  const keeps = (flags & bit(profile, "MAP_FIXED_NOREPLACE")) !== 0;
  if (!keeps && (flags & bit(profile, "MAP_FIXED")) === 0) return [];
  const checks: Check[] = [];
  const aligned = domain.isMultiple(address, profile.pageSize.usual);
  if (aligned !== true)
    checks.push(failsWith(aligned === false ? "fails" : "may-fail", ["EINVAL"], ["mmap.length"]));
  if (!keeps) return checks;
  if (reach === undefined) return [...checks, judge(profile, "mmap.exists", undefined)];
  const taken = (extent: Extent) => mappingsIn(world, extent).some(({ presence }) => presence === "mapped");
  const surely = taken({ region: reach.region, ...reach.least });
  const perhaps = surely || mappingsIn(world, { region: reach.region, ...reach.most }).length > 0;
  checks.push(judge(profile, "mmap.exists", surely ? true : perhaps ? undefined : false));
  return checks;
}

function flagsCheck(profile: SimProfile, flags: number | undefined): Check {
  const name = "mmap.flags";
  const { value } = profile.facts[name];
  if (value === "silent") return passes(name);
  if (flags === undefined) return judge(profile, name, undefined);
  const given = value.needOneOf.filter((flag) => (flags & bit(profile, flag)) !== 0);
  return judge(profile, name, given.length !== 1);
}

/** Typed memory is allocated as it is mapped, or not at all. */
function lazyCheck(profile: SimProfile, { flags, object }: Mmap<unknown>): Check {
  const name = "mmap.lazy-typed";
  const isLazy = flags !== undefined && (flags & bit(profile, "MAP_LAZY")) !== 0;
  const applies = profile.facts[name].value === "refused" && object === "typed" && isLazy;
  return applies ? judge(profile, name, true) : passes(name);
}

export function memoryCheck(world: World): Check {
  return world.memory === "ample" ? nothing : failsWith("may-fail", ["ENOMEM", "EAGAIN"], []);
}

const nothing: Check = { because: [], verdict: "passes", consequence: { kind: "silent" } };

/** MAP_LOCKED, MCL_FUTURE and memory that is always locked meet the limit. */
function lockChecks(
  profile: SimProfile,
  world: World,
  call: Mmap<unknown>,
  size: Interval | undefined,
): readonly Check[] {
  const { flags, object } = call;
  if (isWired(profile, flags, object)) return [];
  const checks: Check[] = [];
  const over = exceedsLimit(profile, world, "mlock.limit", lockedWith(world, size));
  if (asksForLock(profile, flags)) {
    if (profile.facts["mmap.privilege"].value === "limit" && world.privileged !== true && world.limit === 0) {
      checks.push(judge(profile, "mmap.privilege", world.privileged === false ? true : undefined));
    }
    checks.push(refusal(over, errnoOf(profile, "mmap.locked", ["EAGAIN"]), "mmap.locked"));
  }
  return [...checks, futureCheck(profile, world, size, "mlockall.future-failure")];
}

/** Secret memory is always shared, and counts as locked from the start. Who is refused has lost what was there before. */
function secretChecks(
  profile: SimProfile,
  world: World,
  { flags, object }: Mmap<unknown>,
  size: Interval | undefined,
  reach: Reach | undefined,
): readonly Check[] {
  if (object !== "secret") return [];
  const name = "memfd_secret.lock";
  const isPrivate = flags === undefined ? undefined : (flags & bit(profile, "MAP_SHARED")) === 0;
  const over = exceedsLimit(profile, world, "mlock.limit", lockedWith(world, size));
  const leaves = reach ? overReach(reach, (extent) => replaceIn(world, extent, [])) : world;
  return [
    { ...refusal(isPrivate, ["EINVAL"], name), leaves },
    { ...refusal(over, errnoOf(profile, name, ["EAGAIN"]), name), leaves },
  ];
}

/** With MCL_FUTURE, what is mapped must be lockable. */
export function futureCheck(
  profile: SimProfile,
  world: World,
  size: Length,
  name: "mlockall.future-failure" | "brk.limit" | "pthread_create.limit",
): Check {
  const { outcome, value } = profile.facts[name];
  if (world.future === "off") return passes(name);
  const wanted = lockedWith(world, size);
  if (value === "silent") return undocumentedFailure(world, wanted, name);
  if (outcome.kind !== "fails") return passes(name);
  const over = exceedsLimit(profile, world, "mlockall.limit", wanted);
  return refusal(world.future === "unknown" && over === true ? undefined : over, outcome.errno, name);
}

/** Where no page says what becomes of what cannot be locked, either may happen. */
function undocumentedFailure({ limit }: World, wanted: Interval | undefined, name: FactName): Check {
  const isOver = limit !== undefined && wanted !== undefined && wanted.high > limit;
  return isOver ? failsWith("may-fail", ["EAGAIN", "ENOMEM"], [name]) : passes(name);
}

function refusal(over: boolean | undefined, errno: readonly Errno[], name: FactName): Check {
  return over === false ? passes(name) : failsWith(over === true ? "fails" : "may-fail", errno, [name]);
}

function errnoOf({ facts }: SimProfile, name: FactName, otherwise: readonly Errno[]): readonly Errno[] {
  const { outcome } = facts[name];
  return outcome.kind === "fails" ? outcome.errno : otherwise;
}

function asksForLock(profile: SimProfile, flags: number | undefined): boolean {
  const lockFlags = bit(profile, "MAP_LOCKED") | bit(profile, "MAP_WIRED");
  return profile.facts["mmap.locked"].value === "locks" && flags !== undefined && (flags & lockFlags) !== 0;
}

type Attributes = Omit<Mapping, "start" | "end">;

function newMapping(profile: SimProfile, world: World, call: Mmap<unknown>): Attributes {
  const { flags, protection, object, file } = call;
  const has = (name: string) => (flags === undefined ? undefined : (flags & bit(profile, name)) !== 0);
  const canBeLazy = profile.facts["lazy.reference"].value === "on-first-reference";
  const isLazy = canBeLazy && (has("MAP_LAZY") === true || object === "shm-lazy");
  const mayBeLazy = canBeLazy && !isLazy && (flags === undefined || object === "unknown");
  const wired = isWired(profile, flags, object);
  const backing =
    has("MAP_HUGETLB") === true ? "huge" : backings[object ?? (has("MAP_ANON") ? "anonymous" : "unknown")];
  const lock = wired ? "locked" : lockOfNew(profile, world, call, backing);
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

function lockOfNew(
  profile: SimProfile,
  world: World,
  { flags, protection }: Mmap<unknown>,
  backing: Backing,
): Mapping["lock"] {
  const isPassedOver = protection === 0 && profile.facts["mlockall.inaccessible"].value === "skips";
  if (backing === "huge" || isPassedOver) return "unlocked";
  if (world.future === "on") {
    return profile.facts["mlockall.future-failure"].value === "maps-unlocked" && world.memory === "unknown"
      ? "unknown"
      : "locked";
  }
  if (world.future === "onfault") return "onfault";
  if (backing === "secret") return "locked";
  if (profile.facts["mmap.locked"].value === "locks") {
    if (flags === undefined) return "unknown";
    if (asksForLock(profile, flags)) return "locked";
  }
  return world.future === "unknown" ? "unknown" : "unlocked";
}

function isWired(profile: SimProfile, flags: number | undefined, object: Mmap<never>["object"]): boolean {
  const implicit = profile.facts["lock.implicit"].value === "typed-and-shm-ctl";
  if (implicit && (object === "typed" || object === "shm-populated")) return true;
  return object === "device" || (flags !== undefined && (flags & bit(profile, "MAP_PHYS")) !== 0);
}

/** The world with the mapping where it belongs, over whatever was there. */
function placed<Address>(
  { profile, world, domain }: Scene<Address>,
  call: Mmap<Address>,
  attributes: Attributes,
  size: Interval | undefined,
  reach: Reach | undefined,
): World {
  const brings = attributes.lock === "locked" || asksForPages(profile, call.flags);
  const filled = (after: World, extent: Extent) => (brings ? populate(profile, after, extent) : after);
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
    const id = ownObject(world, attributes);
    const object = id === undefined ? {} : { object: { id, origin: start } };
    const mapping = { ...at(attributes, call, start), start, end, ...object };
    const objects =
      id === undefined ? world.objects : new Map(world.objects).set(id, sizeOfOwn(attributes, end - start));
    return filled(replaceIn({ ...world, objects }, extent, [mapping]), extent);
  });
}

/** Memory that is shared without a file is an object all the same, and does not grow with its mapping. */
function ownObject({ objects }: World, { shared, backing }: Attributes): string | undefined {
  const isOwn = (shared === true && backing === "anonymous") || backing === "secret";
  return isOwn ? `object ${objects.size}` : undefined;
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

function reasons(profile: SimProfile, call: Mmap<unknown>, mapping: Attributes): readonly FactName[] {
  if (mapping.lazy) return ["lazy.reference"];
  if (mapping.backing === "secret") return ["memfd_secret.lock"];
  if (mapping.wired) return ["lock.implicit"];
  if (asksForLock(profile, call.flags)) return ["mmap.locked"];
  return asksForPages(profile, call.flags) ? ["mmap.populate"] : ["mmap.residency"];
}

export function munmap<Address>(
  { profile, world, domain }: Scene<Address>,
  { address, length }: Extract<Call<Address>, { name: "munmap" }>,
): Step {
  const page = profile.pageSize.usual;
  const size = intervalOf(length);
  const aligned = domain.isMultiple(address, page);
  const isEmpty = size === undefined ? undefined : size.high === 0 ? true : size.low > 0 ? false : undefined;
  const reach = domain.reach(address, length, page);
  const isWild = (size !== undefined && (size.high < 0 || size.low > addressSpace)) || isOutside(reach);
  const refused = isEmpty === true || isWild || aligned === false;
  const doubtful = isEmpty === undefined || aligned === undefined;
  const name = "munmap.arguments";
  const check =
    refused || doubtful ? failsWith(refused ? "fails" : "may-fail", ["EINVAL"], [name]) : passes(name);
  return decide(world, [check], "documented", () => {
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

/** What the object becomes is known to whoever maps it later. */
export function shmCtl<Address>({ world }: Scene<Address>): Step {
  return decide(world, [failsWith("may-fail", ["EINVAL", "ENOMEM"], [])], "any", () => ({
    world,
    because: [],
  }));
}
