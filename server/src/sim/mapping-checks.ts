/** The tests that mmap() makes, one function a test. */
import type { Errno, FactName, MmapCheck } from "../platforms/profile";
import { intervalOf } from "./concrete";
import { futureCheck, futureLock, leftWithoutRoom, memoryCheck } from "./fresh";
import { overReach } from "./merge";
import {
  type Check,
  certaintyOf,
  failsWith,
  judge,
  type Ordering,
  passes,
  type SimProfile,
  type Stage,
  withoutComplaint,
} from "./outcomes";
import { physicalChecks } from "./physical";
import { exceedsLimit, lockedWith } from "./privilege";
import { bit } from "./residency";
import type { Call, Extent, Interval, Length, LockState, Reach, World } from "./types";
import { mappingsIn, replaceIn } from "./world";

/** The call that maps memory. */
export type Mmap<Address> = Extract<Call<Address>, { name: "mmap" }>;

/** An mmap() as its tests see it. */
export interface MmapStage<Address> extends Stage<Address> {
  readonly call: Mmap<Address>;
  /** Bytes of whole pages. */
  readonly size: Interval | undefined;
  readonly reach: Reach | undefined;
}

/** All that may go wrong with an mmap(), and whether a page orders it. */
export function mmapChecks<Address>(stage: MmapStage<Address>): {
  readonly checks: readonly Check[];
  readonly ordering: Ordering;
} {
  const { value } = stage.profile.facts["mmap.order"];
  const order = value === "silent" ? undocumentedOrder : value;
  return {
    checks: order.flatMap((name) => tests[name](stage)),
    ordering: value === "silent" ? "any" : "documented",
  };
}

const undocumentedOrder: readonly MmapCheck[] = [
  "length",
  "place",
  "lock",
  "flags",
  "lazy",
  "secret",
  "memory",
];

const tests: Readonly<Record<MmapCheck, <Address>(stage: MmapStage<Address>) => readonly Check[]>> = {
  length: ({ profile, call }) => [lengthCheck(profile, call.length)],
  place: placeChecks,
  lock: lockChecks,
  flags: ({ profile, call }) => [flagsCheck(profile, call.flags)],
  lazy: ({ profile, world, call }) => physicalChecks(profile, world, call),
  secret: secretChecks,
  memory: (stage) => [memoryCheck(stage.world)].map((check) => withRoomMade(stage, check)),
};

function lengthCheck(profile: SimProfile, length: Length): Check {
  const name = "mmap.length";
  const size = intervalOf(length);
  if (size === undefined) return judge(profile, name, undefined);
  if (size.low < 0 || size.low > addressSpace) return failsWith("fails", ["ENOMEM"], []);
  if (size.low > 0) return passes(name);
  return withoutComplaint(judge(profile, name, size.high === 0 ? true : undefined));
}

/** Nothing larger can be mapped anywhere, bytes. */
export const addressSpace = 2 ** 47;

/** Where the caller says where: the address must be a page's, and with MAP_FIXED_NOREPLACE free. */
function placeChecks<Address>({ profile, world, domain, call, reach }: MmapStage<Address>): readonly Check[] {
  const { address, flags } = call;
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
  if (flags === undefined) return judge(profile, name, undefined);
  const kinds = value === "silent" ? ["MAP_SHARED", "MAP_PRIVATE"] : value.needOneOf;
  const given = kinds.filter((flag) => (flags & bit(profile, flag)) !== 0);
  return judge(profile, name, given.length !== 1);
}

/** MAP_LOCKED, MCL_FUTURE and memory that is always locked meet the limit, in each world that it may be tested in. */
function lockChecks<Address>(stage: MmapStage<Address>): readonly Check[] {
  const { profile, world, call } = stage;
  if (isWired(profile, call.flags, call.object)) return [];
  const { value } = profile.facts["mmap.replacement"];
  const cleared = clearedFor(stage);
  const here = limitChecks(stage, value === "clears-first" ? cleared : world);
  const there = value === "silent" ? limitChecks(stage, cleared) : here;
  return here.map((check, index) => {
    const other = there[index] ?? check;
    if (check.verdict === other.verdict) return withRoomMade(stage, check);
    return withRoomMade(stage, { ...(check.verdict === "passes" ? other : check), verdict: "may-fail" });
  });
}

function limitChecks<Address>({ profile, call, size }: MmapStage<Address>, world: World): readonly Check[] {
  const { flags, protection } = call;
  const asked = limitExempts(profile, protection, askedLock(profile, flags));
  const lock = limitExempts(profile, protection, futureLock(world));
  const future = futureCheck(profile, world, size, { name: "mlockall.future-failure", lock });
  if (asked === "unlocked") return [future];
  const over = exceedsLimit(profile, world, "mlock.limit", lockedWith(world, size));
  const isOver = asked === "unknown" && over === true ? undefined : over;
  const limit =
    profile.facts["mmap.locked"].value === "silent"
      ? judge(profile, "mmap.locked", undefined)
      : refusal(isOver, errnoOf(profile, "mmap.locked", ["EAGAIN"]), "mmap.locked");
  return [...privilegeChecks(profile, world, asked), limit, future];
}

/** What is left once MAP_FIXED has made room for the new mapping. */
function clearedFor<Address>({ profile, world, call, reach }: MmapStage<Address>): World {
  const { flags } = call;
  const isFixed = flags === undefined || (flags & bit(profile, "MAP_FIXED")) !== 0;
  return isFixed && reach ? overReach(reach, (extent) => replaceIn(world, extent, [])) : world;
}

/** A failure that comes when room may have been made. */
function withRoomMade<Address>(stage: MmapStage<Address>, check: Check): Check {
  if (check.verdict === "passes" || check.because[0] === "mmap.privilege") return check;
  return {
    ...check,
    leaves: leftWithoutRoom(stage.profile, stage.world, () => clearedFor(stage)),
  };
}

/** Does the limit mind memory that nobody may access? Then its lock is as good as none. */
function limitExempts(profile: SimProfile, protection: number | undefined, lock: LockState): LockState {
  const { value } = profile.facts["mlockall.future-inaccessible"];
  const mayBeClosed = protection === 0 || protection === undefined;
  if (value === "counted" || !mayBeClosed || lock === "unlocked") return lock;
  return value === "exempt" && protection === 0 ? "unlocked" : "unknown";
}

/** Who may ask for a lock as memory is mapped. */
function privilegeChecks(profile: SimProfile, world: World, asked: LockState): readonly Check[] {
  const name = "mmap.privilege";
  const { value } = profile.facts[name];
  if (world.privileged === true || value === "none" || value === "unknown-flag") return [];
  if (value === "limit" && world.limit !== 0) {
    return world.limit === undefined ? [judge(profile, name, undefined)] : [];
  }
  const lacks = world.privileged === false && asked !== "unknown" ? true : undefined;
  return [judge(profile, name, lacks, { certainty: certaintyOf(profile, name) })];
}

/** Secret memory is always shared, and counts as locked from the start. Who is refused has lost what was there before. */
function secretChecks<Address>({ profile, world, call, size, reach }: MmapStage<Address>): readonly Check[] {
  if (call.object !== "secret") return [];
  const name = "memfd_secret.lock";
  const { flags } = call;
  const isPrivate = flags === undefined ? undefined : (flags & bit(profile, "MAP_SHARED")) === 0;
  const over = exceedsLimit(profile, world, "mlock.limit", lockedWith(world, size));
  const leaves = reach ? overReach(reach, (extent) => replaceIn(world, extent, [])) : world;
  return [
    { ...refusal(isPrivate, ["EINVAL"], name), leaves },
    { ...refusal(over, errnoOf(profile, name, ["EAGAIN"]), name), leaves },
  ];
}

function refusal(over: boolean | undefined, errno: readonly Errno[], name: FactName): Check {
  return over === false ? passes(name) : failsWith(over === true ? "fails" : "may-fail", errno, [name]);
}

function errnoOf({ facts }: SimProfile, name: FactName, otherwise: readonly Errno[]): readonly Errno[] {
  const { outcome } = facts[name];
  return outcome.kind === "fails" ? outcome.errno : otherwise;
}

/** The lock that the flags ask for. */
export function askedLock(profile: SimProfile, flags: number | undefined): LockState {
  const { value } = profile.facts["mmap.locked"];
  if (value === "unknown-flag") return "unlocked";
  if (flags === undefined) return "unknown";
  const asks = (flags & (bit(profile, "MAP_LOCKED") | bit(profile, "MAP_WIRED"))) !== 0;
  return !asks ? "unlocked" : value === "silent" ? "unknown" : "locked";
}

/** Memory that is always there, and of which no lock is counted. */
export function isWired(
  profile: SimProfile,
  flags: number | undefined,
  object: Mmap<never>["object"],
): boolean {
  const implicit = profile.facts["lock.implicit"].value === "typed-and-shm-ctl";
  if (implicit && (object === "typed" || object === "shm-populated")) return true;
  return isDevice(profile, flags, object);
}

/** The memory of a device, by its descriptor or its physical address. */
export function isDevice(
  profile: SimProfile,
  flags: number | undefined,
  object: Mmap<never>["object"],
): boolean {
  return object === "device" || (flags !== undefined && (flags & bit(profile, "MAP_PHYS")) !== 0);
}
