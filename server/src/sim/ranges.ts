/** The tests that mlock(), mlock2() and munlock() make on their range, one function a test. */
import type { RangeCheck } from "../platforms/profile";
import { pageCeiling } from "./concrete";
import { mergeWorlds } from "./merge";
import { type Check, type Evidence, failsWith, judge, passes, type Scene } from "./outcomes";
import { limitCheck, lockedWith, privilegeCheck } from "./privilege";
import { type Blocked, bit, blockedIn, populate } from "./residency";
import type { Extent, Interval, Length, Mapping, Range, Reach, World } from "./types";
import { bytes, holesIn, isLocked, mappingsIn } from "./world";

export type RangeCall = "mlock" | "munlock";

/** A range call as its tests see it. */
export interface RangeScene<Address> extends Scene<Address> {
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

export function rangeChecks<Address>(scene: RangeScene<Address>): {
  readonly checks: readonly Check[];
  readonly ordering: "documented" | "any";
} {
  const { value } = scene.profile.facts[`${scene.call}.order`];
  const order = value === "silent" ? undocumentedOrder[scene.call] : value;
  return {
    checks: order.map((name) => tests[name](scene)),
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

const tests: Readonly<Record<RangeCheck, <Address>(scene: RangeScene<Address>) => Check>> = {
  wrap,
  alignment,
  "zero-length": zeroLength,
  privilege: ({ profile, world, call }) => privilegeCheck(profile, world, `${call}.privilege`),
  limit,
  mapped,
  "never-locked": neverLocked,
  accessible: (scene) => obstacle(scene, "mlock.accessible"),
  "beyond-end": (scene) => obstacle(scene, "mlock.beyond-end"),
  executable,
  resources,
};

/** A length that is negative as a signed number reaches beyond the end of the address space. */
export function wraps(length: Interval | undefined, reach: Reach | undefined): boolean | undefined {
  if (length === undefined) return false;
  if (length.high < 0) return true;
  if (reach !== undefined && length.low >= 0 && reach.least.end < reach.least.start) return true;
  return length.low < 0 || (reach !== undefined && reach.most.end < reach.most.start) ? undefined : false;
}

function wrap<Address>({ profile, domain, address, length, reach }: RangeScene<Address>): Check {
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
    return { ...broken, consequence: { kind: "fails", errno: ["EINVAL", "ENOMEM"] } };
  }
  const { start, end } = reach.least;
  if (end < start) return broken;
  return { ...broken, verdict: start === end ? "ends" : "passes" };
}

function alignment<Address>({ profile, domain, call, address }: RangeScene<Address>): Check {
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
  const check = judge(profile, name, misaligned, {
    certainty: value === "may-demand" ? "possible" : "certain",
  });
  // MAP_FAILED is misaligned too, but that is not what is wrong with it.
  return domain.isInvalid(address) === true ? { ...check, violation: undefined } : check;
}

function zeroLength<Address>({ profile, domain, call, address, length, reach }: RangeScene<Address>): Check {
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

function limit<Address>(scene: RangeScene<Address>): Check {
  const { profile, world, range, reach, length } = scene;
  const name = "mlock.limit";
  const page = profile.pageSize.usual;
  if (range === undefined) {
    return limitCheck(profile, world, name, lockedWith(world, sizeOfNoRange(length, reach, page)));
  }
  if (profile.facts[name].value === "fails-partial") return stepwiseLimit(scene, range);
  const size = (part: Range) => pageCeiling(part.end - part.start, page);
  const again = profile.facts["limit.counting"].value === "again";
  const already = (part: Range, counts: (mapping: Mapping) => boolean) =>
    again || world.lockedBytes === undefined
      ? 0
      : bytes(mappingsIn(world, { region: range.region, ...part }).filter((m) => !m.wired && counts(m)));
  return limitCheck(
    profile,
    world,
    name,
    lockedWith(world, {
      low:
        size(range.least) -
        already(range.least, (mapping) => isLocked(mapping) || mapping.lock === "unknown"),
      high: size(range.most) - already(range.least, isLocked),
    }),
  );
}

/** One mapping after the other is added up, and what was locked before the limit is reached stays so. */
function stepwiseLimit<Address>({ profile, world, flag }: RangeScene<Address>, range: Reach): Check {
  const name = "mlock.limit";
  const [least, most] = [range.least, range.most].map((part) => ({ region: range.region, ...part }));
  if (least === undefined || most === undefined) return passes(name);
  const sure = firstOverLimit(world, least);
  if (sure !== undefined) return judge(profile, name, true, { leaves: flag(world, { ...least, end: sure }) });
  const isKnown = world.limit !== undefined && world.lockedBytes !== undefined;
  if (isKnown && firstOverLimit(world, most) === undefined) return passes(name);
  return judge(profile, name, undefined, { leaves: mergeWorlds(world, flag(world, most)) });
}

/** Where the mapping starts that reaches the limit. */
function firstOverLimit(world: World, extent: Extent): number | undefined {
  const { limit, lockedBytes } = world;
  if (limit === undefined || lockedBytes === undefined) return undefined;
  let total = lockedBytes;
  for (const part of mappingsIn(world, extent)) {
    if (part.wired) continue;
    total += part.end - part.start;
    if (total >= limit) return part.start;
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

function mapped<Address>(scene: RangeScene<Address>): Check {
  const { profile, world, domain, call, address, length, reach, range, flagSomewhere } = scene;
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
    return perhapsHole(scene, isPartial ? flagSomewhere() : world);
  }
  const { region: id, least, most } = range;
  const region = world.regions.get(id);
  const hasSpecial = mappingsIn(world, { region: id, ...least }).some(({ backing }) => backing === "special");
  if (call === "mlock" && hasSpecial && profile.facts["special.lock"].value === "refused") {
    return judge(profile, "special.lock", true, { detail: "special" });
  }
  if (region === undefined) return judge(profile, name, undefined);
  const [hole] = holesIn(world, { region: id, ...least });
  if (hole !== undefined) return holeCheck(scene, { region: id, ...least }, hole);
  const doubtful = mappingsIn(world, { region: id, ...most }).some(({ presence }) => presence === "unknown");
  if (doubtful || holesIn(world, { region: id, ...most }).length > 0) {
    const partial = leftBehind(scene, { region: id, ...most }, most.end);
    return perhapsHole(scene, mergeWorlds(world, partial));
  }
  if (region.size === Number.POSITIVE_INFINITY) return passes(name);
  return beyondRegion(scene, { region: id, ...most }, region.size, region.ownsPages);
}

/** Some of the range may not be mapped, at its start or behind it. */
function perhapsHole<Address>({ profile, call }: RangeScene<Address>, leaves: World): Check {
  const check = judge(profile, `${call}.mapped`, undefined, { leaves });
  const { outcome, value } = profile.facts[`${call}.hole`];
  if (value !== "fails" || outcome.kind !== "fails" || check.consequence.kind !== "fails") return check;
  return { ...check, consequence: { kind: "fails", errno: [...check.consequence.errno, ...outcome.errno] } };
}

/** Behind mapped pages a gap may be another matter than at the start. */
function holeCheck<Address>(scene: RangeScene<Address>, extent: Extent, hole: Range): Check {
  const { profile, call } = scene;
  const atStart = hole.start === extent.start;
  const { value } = profile.facts[`${call}.hole`];
  if (!atStart && value === "skipped") return passes(`${call}.hole`);
  const name = !atStart && value === "fails" ? (`${call}.hole` as const) : (`${call}.mapped` as const);
  return judge(profile, name, true, {
    extent: { region: extent.region, ...hole },
    leaves: leftBehind(scene, extent, hole.start),
    detail: "hole",
  });
}

/** What lies outside a region belongs to whoever is there. */
function beyondRegion<Address>(
  scene: RangeScene<Address>,
  extent: Extent,
  size: number | undefined,
  ownsPages: boolean,
): Check {
  const { profile, call } = scene;
  const name = `${call}.mapped` as const;
  const last = size !== undefined && ownsPages ? pageCeiling(size, profile.pageSize.usual) : size;
  if (extent.start >= 0 && (last === undefined || extent.end <= last)) return passes(name);
  if (!ownsPages) return judge(profile, name, undefined);
  const evidence = (start: number, end: number): Evidence => ({
    extent: { region: extent.region, start, end },
    leaves: leftBehind(scene, extent, start),
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
function leftBehind<Address>(scene: RangeScene<Address>, extent: Extent, hole: number): World {
  const { value } = scene.profile.facts[`${scene.call}.mapped`];
  return value === "partial" ? scene.flag(scene.world, { ...extent, end: hole }) : scene.world;
}

/** Some platforms demand of munlock() that all of the range is locked. */
function neverLocked<Address>({ profile, world, range }: RangeScene<Address>): Check {
  const name = "munlock.never-locked";
  if (profile.facts[name].value !== "fails" || range === undefined) return passes(name);
  const isFree = ({ lock }: Mapping) => lock === "unlocked";
  const parts = (part: Range) => mappingsIn(world, { region: range.region, ...part });
  if (parts(range.least).some(isFree)) return judge(profile, name, true);
  const doubtful = parts(range.most).some((part) => isFree(part) || part.lock === "unknown");
  return doubtful ? judge(profile, name, undefined) : passes(name);
}

/** Pages that cannot be brought in: PROT_NONE, beyond the end of a file, secret. */
function obstacle<Address>(scene: RangeScene<Address>, name: "mlock.accessible" | "mlock.beyond-end"): Check {
  const { profile, world, range, population, flag } = scene;
  const { value } = profile.facts[name];
  const isHarmless = value === "locks" || value === "skips" || value === "stops";
  if (isHarmless || range === undefined) return passes(name);
  const isMine = ({ why }: Blocked) =>
    population === "on-touch"
      ? why === "secret" && name === "mlock.accessible"
      : (why === "beyond-end") === (name === "mlock.beyond-end");
  const marks = (extent: Extent, until: number) =>
    value === "demand-marks-all" ? populate(profile, flag(world, extent), { ...extent, end: until }) : world;
  const sure: Extent = { region: range.region, ...range.least };
  const most: Extent = { region: range.region, ...range.most };
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
    leaves: range.least === range.most ? surely : mergeWorlds(surely, flag(world, most)),
  });
}

function executable<Address>({ profile, world, range }: RangeScene<Address>): Check {
  const name = "mlock.executable";
  if (profile.facts[name].value !== "refused") return passes(name);
  if (range === undefined) return judge(profile, name, undefined);
  const isCode = ({ protection }: Mapping) =>
    protection !== undefined && (protection & bit(profile, "PROT_EXEC")) !== 0;
  const found = mappingsIn(world, { region: range.region, ...range.most }).some(isCode);
  return found ? judge(profile, name, true, { certainty: "possible" }) : passes(name);
}

/** Memory may be short at any time; in an ample world, mappings are. */
function resources<Address>({ profile, world, call, range, flag }: RangeScene<Address>): Check {
  const name = "mlock.resources";
  if (world.memory === "unknown") {
    return profile.facts[name].value === "silent" || call === "munlock"
      ? passes(name)
      : judge(profile, name, undefined);
  }
  const { value: most } = profile.facts["mlock.map-count"];
  const region = range && world.regions.get(range.region);
  if (most === null || range === undefined || region === undefined || region.mappings.size + 2 <= most) {
    return passes(name);
  }
  const after = flag(world, { region: range.region, ...range.least }).regions.get(range.region);
  if ((after?.mappings.size ?? 0) <= most) return passes(name);
  return failsWith("fails", ["ENOMEM"], ["mlock.map-count"]);
}
