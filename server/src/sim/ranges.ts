/** The tests that mlock(), mlock2() and munlock() make on their range, one function a test. */
import type { RangeCheck } from "../platforms/profile";
import { nowhere, pageCeiling, wraps } from "./concrete";
import { mergeWorlds } from "./merge";
import {
  type Check,
  certaintyOf,
  type Evidence,
  failsWith,
  judge,
  passes,
  type SimProfile,
  type Stage,
  withoutComplaint,
} from "./outcomes";
import { limitCheck, lockedWith, privilegeCheck, stepwiseLimit, type Walk } from "./privilege";
import { type Blocked, bit, blockedIn, populate } from "./residency";
import type { Extent, Interval, Length, Mapping, Range, Reach, World } from "./types";
import { bytes, holesIn, isLocked, mappingsIn } from "./world";

/** The calls whose tests these are; mlock2() makes those of mlock(). */
export type RangeCall = "mlock" | "munlock";

/** A range call as its tests see it. */
export interface RangeStage<Address> extends Stage<Address> {
  readonly call: RangeCall;
  readonly address: Address;
  readonly length: Interval | undefined;
  /** As the arithmetic gives it: its end may lie before its start where the length wraps. */
  readonly reach: Reach | undefined;
  /** The same, where it is a range at all. */
  readonly range: Reach | undefined;
  /** mlock2(MLOCK_ONFAULT) brings no page in and so minds no obstacle. */
  readonly population: "now" | "on-touch";
  /** Sets or clears the lock on an extent; brings nothing in. */
  readonly flag: (world: World, extent: Extent) => World;
  /** The same where the extent is not known. */
  readonly flagSomewhere: () => World;
}

/** The tests of a call in the order that the platform states, and whether it states one. */
export function rangeChecks<Address>(stage: RangeStage<Address>): {
  readonly checks: readonly Check[];
  readonly ordering: "documented" | "any";
} {
  const { value } = stage.profile.facts[`${stage.call}.order`];
  const order = value === "silent" ? undocumentedOrder[stage.call] : value;
  return {
    checks: [...order.map((name) => tests[name](stage)), ...untoldEnd(stage)],
    ordering: value === "silent" ? "any" : "documented",
  };
}

const undocumentedOrder: Readonly<Record<RangeCall, readonly RangeCheck[]>> = {
  mlock: [
    "wrap",
    "alignment",
    "zero-length",
    "mapped",
    "privilege",
    "accessible",
    "beyond-end",
    "executable",
    "limit",
    "resources",
  ],
  munlock: ["wrap", "alignment", "zero-length", "mapped", "never-locked", "privilege"],
};

const tests: Readonly<Record<RangeCheck, <Address>(stage: RangeStage<Address>) => Check>> = {
  wrap,
  alignment,
  "zero-length": zeroLength,
  privilege: ({ profile, world, call }) => privilegeCheck(profile, world, `${call}.privilege`),
  limit,
  mapped,
  "never-locked": neverLocked,
  accessible: (stage) => obstacle(stage, "mlock.accessible"),
  "beyond-end": (stage) => obstacle(stage, "mlock.beyond-end"),
  executable,
  resources,
};

function wrap<Address>(stage: RangeStage<Address>): Check {
  const { profile, domain, call, address, length, reach, flagSomewhere } = stage;
  const name = "lock.wrap";
  const wrapped = wraps(length, reach);
  if (wrapped === false || length === undefined) return passes(name);
  const broken = judge(profile, name, wrapped);
  const { value } = profile.facts[name];
  if (wrapped === undefined || value !== "rounds") {
    return value === "truncates" ? { ...broken, verdict: "passes" } : broken;
  }
  const page = profile.pageSize.usual;
  if (reach === undefined) {
    const isSmall = length.high > -page;
    if (isSmall) return { ...broken, verdict: domain.isMultiple(address, page) === true ? "ends" : "passes" };
    // It may also reach far without wrapping, up to the first hole.
    const isPartial = profile.facts[`${call}.mapped`].value === "partial";
    const leaves = isPartial ? flagSomewhere() : undefined;
    return { ...broken, consequence: { kind: "fails", errno: ["EINVAL", "ENOMEM"] }, leaves };
  }
  const { start, end } = reach.least;
  if (end < start) return broken;
  return { ...broken, verdict: start === end ? "ends" : "passes" };
}

function alignment<Address>({ profile, domain, call, address }: RangeStage<Address>): Check {
  const name = `${call}.alignment` as const;
  const { value } = profile.facts[name];
  if (value === "round") return passes(name);
  const { least, usual } = profile.pageSize;
  const misaligned =
    domain.isMultiple(address, least) === false
      ? true
      : domain.isMultiple(address, usual)
        ? false
        : undefined;
  const check = judge(profile, name, misaligned, { certainty: certaintyOf(profile, name) });
  // MAP_FAILED is misaligned too, but that is not what is wrong with it.
  return domain.isInvalid(address) === true ? withoutComplaint(check) : check;
}

function zeroLength<Address>({ profile, domain, call, address, length, reach }: RangeStage<Address>): Check {
  const name = `${call}.zero-length` as const;
  if (length === undefined || length.low > 0 || length.high < 0) return passes(name);
  const { value } = profile.facts[name];
  if (length.low !== length.high) {
    const maybe = judge(profile, name, undefined);
    return value === "fails" || value === "silent" ? maybe : { ...maybe, verdict: "may-end" };
  }
  const check = judge(profile, name, true);
  if (value === "nothing") return { ...check, verdict: "ends" };
  if (value !== "rounds") return check;
  const isAligned = domain.isMultiple(address, profile.pageSize.usual) === true;
  const isEmpty = reach !== undefined && reach.least.start === reach.least.end;
  return isAligned || isEmpty ? { ...check, verdict: "ends" } : check;
}

/** Where no page speaks of a length of 0, it may do nothing as well as what any other does. */
function untoldEnd<Address>({ profile, call, length }: RangeStage<Address>): readonly Check[] {
  const name = `${call}.zero-length` as const;
  const mayBeEmpty = length !== undefined && length.low <= 0 && length.high >= 0;
  const isUntold = mayBeEmpty && profile.facts[name].value === "silent";
  return isUntold ? [{ ...passes(name), verdict: "may-end" }] : [];
}

function limit<Address>(stage: RangeStage<Address>): Check {
  const { profile, world, range, reach, length } = stage;
  const name = "mlock.limit";
  const page = profile.pageSize.usual;
  if (range === undefined) {
    return limitCheck(profile, world, name, lockedWith(world, sizeOfNoRange(length, reach, page)));
  }
  const { value } = profile.facts[name];
  if (value === "fails-partial" || value === "fails-walking")
    return stepwiseLimit(profile, world, name, walkOf(stage, range));
  const size = (part: Range) => pageCeiling(part.end - part.start, page);
  const { value: counting } = profile.facts["limit.counting"];
  const already = (counts: (mapping: Mapping) => boolean) =>
    bytes(mappingsIn(world, extentOf(range, range.least)).filter((m) => !m.wired && counts(m)));
  const isKnown = counting !== "again" && counting !== "drifts" && world.lockedBytes !== undefined;
  const perhaps = isKnown ? already((mapping) => isLocked(mapping) || mapping.lock === "unknown") : 0;
  const surely = isKnown && counting === "once" ? already(isLocked) : 0;
  const wanted = lockedWith(world, { low: size(range.least) - perhaps, high: size(range.most) - surely });
  const check = limitCheck(profile, world, name, wanted);
  if (value !== "silent") return check;
  return { ...check, leaves: mergeWorlds(world, stage.flag(world, extentOf(range, range.most))) };
}

/** `fails-partial`: what was locked before the limit is reached stays so. */
function walkOf<Address>({ profile, world, flag }: RangeStage<Address>, range: Reach): Walk {
  const isPartial = profile.facts["mlock.limit"].value === "fails-partial";
  const left = (extent: Extent) => (isPartial ? flag(world, extent) : world);
  const [least, most] = [extentOf(range, range.least), extentOf(range, range.most)];
  const isSure = ({ lock, presence }: Mapping) => lock !== "unknown" && presence === "mapped";
  return {
    stopped: () => {
      const end = firstOverLimit(profile, world, least);
      return end === undefined ? undefined : left({ ...least, end });
    },
    fits: () => mappingsIn(world, most).every(isSure) && firstOverLimit(profile, world, most) === undefined,
    perhaps: () => mergeWorlds(world, left(most)),
  };
}

const extentOf = ({ region }: Reach, part: Range): Extent => ({ region, ...part });

/** Where the mapping starts that surely reaches the limit before the walk comes to a hole. */
function firstOverLimit(profile: SimProfile, world: World, extent: Extent): number | undefined {
  const { limit, lockedBytes } = world;
  if (limit === undefined || lockedBytes === undefined) return undefined;
  const isPartial = profile.facts["mlock.limit"].value === "fails-partial";
  const { value: counting } = profile.facts["limit.counting"];
  const countsAgain = counting === "again" || counting === "drifts";
  const [hole] = holesIn(world, extent);
  let total = lockedBytes;
  for (const part of mappingsIn(world, { ...extent, end: hole?.start ?? extent.end })) {
    const isCounted = countsAgain || part.lock === "unlocked";
    if (part.wired || part.presence === "unknown" || !isCounted) continue;
    total += part.end - part.start;
    // The partial test refuses what only reaches the limit.
    if (isPartial ? total >= limit : total > limit) return part.start;
  }
  return undefined;
}

/** Where the range is not known, or wraps: what its length alone says, bytes of whole pages. */
function sizeOfNoRange(length: Interval | undefined, reach: Reach | undefined, page: number): Length {
  if (length === undefined) return undefined;
  if (length.high <= (reach ? -page : -2 * page)) return Number.MAX_SAFE_INTEGER;
  if (length.low < 0) return { low: 0, high: length.low > -page ? page : Number.POSITIVE_INFINITY };
  return { low: pageCeiling(length.low, page), high: pageCeiling(length.high + page - 1, page) };
}

function mapped<Address>(stage: RangeStage<Address>): Check {
  const { profile, world, domain, call, address, length, reach, range, flagSomewhere } = stage;
  const name = `${call}.mapped` as const;
  if (domain.isInvalid(address) === true) {
    // Only the null pointer is a multiple of everything.
    const detail = domain.isMultiple(address, profile.pageSize.most) === true ? "null" : "invalid";
    const isNothing = length?.high === 0 && (reach === undefined || reach.least.start === reach.least.end);
    if (isNothing) return passes(name);
    return judge(profile, name, length?.low === 0 && length.high > 0 ? undefined : true, { detail });
  }
  if (range === undefined) {
    const isPartial = profile.facts[name].value === "partial";
    return perhapsHole(stage, isPartial ? flagSomewhere() : world);
  }
  const { region: id, least, most } = range;
  const region = world.regions.get(id);
  const hasSpecial = mappingsIn(world, extentOf(range, least)).some(({ backing }) => backing === "special");
  if (call === "mlock" && hasSpecial && profile.facts["special.lock"].value === "refused") {
    return judge(profile, "special.lock", true, { detail: "special" });
  }
  // A number for an address may be a stand-in: what comes of it is sure, whose fault it is not.
  if (id === nowhere) return { ...judge(profile, name, true), violation: undefined };
  if (region === undefined) return judge(profile, name, undefined);
  const [hole] = holesIn(world, extentOf(range, least));
  if (hole !== undefined) return holeCheck(stage, extentOf(range, least), hole);
  const doubtful = mappingsIn(world, extentOf(range, most)).some(({ presence }) => presence === "unknown");
  if (doubtful || holesIn(world, extentOf(range, most)).length > 0) {
    const partial = leftBehind(stage, extentOf(range, most), most.end);
    return perhapsHole(stage, mergeWorlds(world, partial));
  }
  if (region.size === Number.POSITIVE_INFINITY) return passes(name);
  return beyondRegion(stage, extentOf(range, most), region.size, region.ownsPages);
}

/** Some of the range may not be mapped, at its start or behind it. */
function perhapsHole<Address>({ profile, call }: RangeStage<Address>, leaves: World): Check {
  const check = judge(profile, `${call}.mapped`, undefined, { leaves });
  const { outcome, value } = profile.facts[`${call}.hole`];
  if (value !== "fails" || outcome.kind !== "fails" || check.consequence.kind !== "fails") return check;
  return { ...check, consequence: { kind: "fails", errno: [...check.consequence.errno, ...outcome.errno] } };
}

/** Behind mapped pages a gap may be another matter than at the start. */
function holeCheck<Address>(stage: RangeStage<Address>, extent: Extent, hole: Range): Check {
  const { profile, call } = stage;
  const atStart = hole.start === extent.start;
  const { value } = profile.facts[`${call}.hole`];
  if (!atStart && value === "skipped") return passes(`${call}.hole`);
  const name = atStart || value === "like-start" ? (`${call}.mapped` as const) : (`${call}.hole` as const);
  const left = leftBehind(stage, extent, hole.start);
  return judge(profile, name, true, {
    extent: { region: extent.region, ...hole },
    leaves: name === `${call}.hole` && value === "silent" ? perhapsLeft(stage, extent, left) : left,
    detail: "hole",
  });
}

/** Where no page speaks of a hole behind mapped pages, it may leave what one at the start leaves, or what it finds. */
function perhapsLeft<Address>(
  { profile, world, flag }: RangeStage<Address>,
  extent: Extent,
  left: World,
): World {
  if (profile.facts["lock.atomic"].value === true) return left;
  return mergeWorlds(left, mergeWorlds(world, flag(world, extent)));
}

/** What lies outside a region belongs to whoever is there. */
function beyondRegion<Address>(
  stage: RangeStage<Address>,
  extent: Extent,
  size: number | undefined,
  ownsPages: boolean,
): Check {
  const { profile, call } = stage;
  const name = `${call}.mapped` as const;
  const last = size !== undefined && ownsPages ? pageCeiling(size, profile.pageSize.usual) : size;
  if (extent.start >= 0 && (last === undefined || extent.end <= last)) return passes(name);
  if (!ownsPages) return judge(profile, name, undefined);
  const evidence = (start: number, end: number): Evidence => ({
    extent: { region: extent.region, start, end },
    leaves: leftBehind(stage, extent, start),
    certainty: "possible",
  });
  return extent.start < 0
    ? judge(profile, name, true, {
        ...evidence(extent.start, Math.min(0, extent.end)),
        detail: "before-start",
      })
    : judge(profile, name, true, {
        ...evidence(Math.max(last ?? 0, extent.start), extent.end),
        detail: "beyond-end",
      });
}

/** A failed call keeps what it did before the hole only where the platform says so. */
function leftBehind<Address>(stage: RangeStage<Address>, extent: Extent, hole: number): World {
  const { value } = stage.profile.facts[`${stage.call}.mapped`];
  const mayKeep = value === "silent" && stage.profile.facts["lock.atomic"].value !== true;
  if (value !== "partial" && !mayKeep) return stage.world;
  const partial = stage.flag(stage.world, { ...extent, end: hole });
  return value === "partial" ? partial : mergeWorlds(stage.world, partial);
}

/** Some platforms demand of munlock() that all of the range is locked. */
function neverLocked<Address>({ profile, world, range }: RangeStage<Address>): Check {
  const name = "munlock.never-locked";
  if (profile.facts[name].value === "succeeds") return passes(name);
  if (range === undefined) return judge(profile, name, undefined);
  const isFree = ({ lock }: Mapping) => lock === "unlocked";
  const parts = (part: Range) => mappingsIn(world, extentOf(range, part));
  if (parts(range.least).some(isFree)) return judge(profile, name, true);
  const doubtful = parts(range.most).some((part) => isFree(part) || part.lock === "unknown");
  return doubtful ? judge(profile, name, undefined) : passes(name);
}

/** Pages that cannot be brought in: PROT_NONE, beyond the end of a file, secret. */
function obstacle<Address>(stage: RangeStage<Address>, name: "mlock.accessible" | "mlock.beyond-end"): Check {
  const { profile, world, range, population, flag } = stage;
  const { value } = profile.facts[name];
  const isHarmless = value === "locks" || value === "skips" || value === "stops";
  if (isHarmless || range === undefined) return passes(name);
  const isMine = ({ why }: Blocked) =>
    population === "on-touch"
      ? why === "secret" && name === "mlock.accessible"
      : (why === "beyond-end") === (name === "mlock.beyond-end");
  const mayMark = value === "silent" && profile.facts["lock.atomic"].value !== true;
  const isMarking = value === "demand-marks-all" || mayMark;
  const marks = (extent: Extent, until: number) => {
    if (!isMarking) return world;
    const marked = populate(profile, flag(world, extent), { ...extent, end: until });
    return value === "silent" ? mergeWorlds(world, marked) : marked;
  };
  const sure: Extent = extentOf(range, range.least);
  const most: Extent = extentOf(range, range.most);
  const blocked = blockedIn(profile, world, sure);
  const found = blocked.find(isMine);
  if (found === undefined) {
    if (!blockedIn(profile, world, most).some(isMine)) return passes(name);
    return judge(profile, name, undefined, { leaves: mergeWorlds(world, marks(most, most.end)) });
  }
  // Pages are brought in up to the first that cannot be.
  const surely = marks(sure, blocked[0]?.start ?? sure.end);
  return judge(profile, name, true, {
    detail: found.why,
    extent: { region: range.region, start: found.start, end: found.end },
    leaves: range.least === range.most || !isMarking ? surely : mergeWorlds(surely, flag(world, most)),
  });
}

function executable<Address>({ profile, world, range }: RangeStage<Address>): Check {
  const name = "mlock.executable";
  if (profile.facts[name].value === "locks") return passes(name);
  if (range === undefined) return judge(profile, name, undefined);
  const isCode = ({ protection }: Mapping) =>
    protection !== undefined && (protection & bit(profile, "PROT_EXEC")) !== 0;
  const extent = extentOf(range, range.most);
  // Who goes mapping by mapping does not see what lies behind the first obstacle.
  const walks = profile.facts["mlock.limit"].value === "fails-walking";
  const stop = walks
    ? (firstOverLimit(profile, world, extent) ?? holesIn(world, extent)[0]?.start)
    : undefined;
  const found = mappingsIn(world, { ...extent, end: stop ?? extent.end }).some(isCode);
  return found ? judge(profile, name, true, { certainty: "possible" }) : passes(name);
}

/** Memory may be short at any time; in an ample world, mappings are. */
function resources<Address>({ profile, world, call, range, flag }: RangeStage<Address>): Check {
  const name = "mlock.resources";
  if (world.memory === "unknown") {
    return call === "munlock" ? passes(name) : judge(profile, name, undefined);
  }
  const { value: most } = profile.facts["mlock.map-count"];
  const region = range && world.regions.get(range.region);
  if (most === null || range === undefined || region === undefined || region.mappings.size + 2 <= most) {
    return passes(name);
  }
  const after = flag(world, extentOf(range, range.least)).regions.get(range.region);
  if ((after?.mappings.size ?? 0) <= most) return passes(name);
  return failsWith("fails", ["ENOMEM"], ["mlock.map-count"]);
}
