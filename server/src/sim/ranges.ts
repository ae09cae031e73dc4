/** The tests that mlock(), mlock2() and munlock() make on their range, one function a test. */
import type { RangeCheck } from "../platforms/profile";
import { pageCeiling } from "./concrete";
import { type Check, type Evidence, judge, passes, type Scene } from "./outcomes";
import { limitCheck, privilegeCheck } from "./privilege";
import type { Extent, World } from "./types";
import { bytes, holesIn, isConcrete, isLocked, mappingsIn } from "./world";

export type RangeCall = "mlock" | "munlock";

/** A range call as its tests see it. */
export interface RangeScene<Address> extends Scene<Address> {
  readonly call: RangeCall;
  readonly address: Address;
  readonly length: number | undefined;
  /** As the arithmetic gives it: its end may lie before its start where the length wraps. */
  readonly reach: Extent | undefined;
  /** The same, where it is a range at all. */
  readonly extent: Extent | undefined;
  /** mlock2(MLOCK_ONFAULT) brings no page in and so minds no protection. */
  readonly population: "now" | "on-touch";
  /** What the call does to an extent. */
  readonly apply: (world: World, extent: Extent) => World;
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
  mlock: ["wrap", "alignment", "zero-length", "mapped", "privilege", "accessible", "limit", "resources"],
  munlock: ["wrap", "alignment", "zero-length", "mapped", "privilege"],
};

const tests: Readonly<Record<RangeCheck, <Address>(scene: RangeScene<Address>) => Check>> = {
  wrap,
  alignment,
  "zero-length": zeroLength,
  privilege: ({ profile, world, call }) => privilegeCheck(profile, world, `${call}.privilege`),
  limit,
  mapped,
  accessible,
  resources,
};

/** A length that is negative as a signed number reaches beyond the end of the address space. */
function wrap<Address>({ profile, domain, address, length, reach }: RangeScene<Address>): Check {
  const name = "lock.wrap";
  if (length === undefined || length >= 0) return passes(name);
  const broken = judge(profile, name, true);
  if (profile.facts[name].value !== "rounds") return broken;
  const page = profile.pageSize.usual;
  const size = reach === undefined ? undefined : reach.end - reach.start;
  const roundsToNothing = size === 0 || (length > -page && domain.isMultiple(address, page) === true);
  if (roundsToNothing) return { ...broken, verdict: "ends" };
  if (length <= -page)
    return { ...broken, verdict: "fails", consequence: { kind: "fails", errno: ["EINVAL"] } };
  return broken;
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
  if (length !== 0) return passes(name);
  const check = judge(profile, name, true);
  if (profile.facts[name].value !== "nothing") return check;
  const aligned = domain.isMultiple(address, profile.pageSize.usual) === true;
  const empty = reach !== undefined && reach.start === reach.end;
  return aligned || empty ? { ...check, verdict: "ends" } : check;
}

function limit<Address>({ profile, world, extent, reach, length }: RangeScene<Address>): Check {
  const page = profile.pageSize.usual;
  if (extent === undefined) {
    const endless = reach !== undefined || (length !== undefined && length <= -page);
    const known = length === undefined || length < 0 ? undefined : pageCeiling(length, page);
    return limitCheck(profile, world, "mlock.limit", endless ? Number.MAX_SAFE_INTEGER : known);
  }
  const size = pageCeiling(extent.end - extent.start, page);
  const already = bytes(mappingsIn(world, extent).filter(isLocked));
  const wanted = isConcrete(world) ? (world.lockedBytes ?? 0) + size - already : size;
  return limitCheck(profile, world, "mlock.limit", wanted);
}

function mapped<Address>(scene: RangeScene<Address>): Check {
  const { profile, world, domain, call, address, length, extent } = scene;
  const name = `${call}.mapped` as const;
  if (domain.isInvalid(address) === true) {
    // Only the null pointer is a multiple of everything.
    const detail = domain.isMultiple(address, profile.pageSize.most) === true ? "null" : "invalid";
    return length === 0 ? passes(name) : judge(profile, name, true, { detail });
  }
  if (extent === undefined) return judge(profile, name, undefined);
  const region = world.regions.get(extent.region);
  if (region === undefined) return judge(profile, name, undefined);
  const evidence = (start: number, end: number): Evidence => ({
    extent: { region: extent.region, start, end },
    leaves: leftBehind(scene, extent, start),
  });
  const [hole] = holesIn(world, extent);
  if (hole !== undefined) {
    return judge(profile, name, true, { ...evidence(hole.start, hole.end), detail: "hole" });
  }
  if (region.size === Number.POSITIVE_INFINITY) return passes(name);
  const last =
    region.size === undefined
      ? undefined
      : region.ownsPages
        ? pageCeiling(region.size, profile.pageSize.usual)
        : region.size;
  if (extent.start >= 0 && (last === undefined || extent.end <= last)) return passes(name);
  if (!region.ownsPages) return judge(profile, name, undefined);
  const beyond =
    extent.start < 0
      ? { ...evidence(extent.start, Math.min(0, extent.end)), detail: "before-start" }
      : { ...evidence(Math.max(last ?? 0, extent.start), extent.end), detail: "beyond-end" };
  return judge(profile, name, true, { ...beyond, certainty: "possible" });
}

/** A failed call keeps what it did before the hole only where the platform says so. */
function leftBehind<Address>(scene: RangeScene<Address>, extent: Extent, hole: number): World {
  const { value } = scene.profile.facts[`${scene.call}.mapped`];
  return value === "partial" ? scene.apply(scene.world, { ...extent, end: hole }) : scene.world;
}

function accessible<Address>({ profile, world, extent, population, apply }: RangeScene<Address>): Check {
  const name = "mlock.accessible";
  const { value } = profile.facts[name];
  if (value === "locks" || extent === undefined || population === "on-touch") return passes(name);
  const closed = mappingsIn(world, extent).find((mapping) => mapping.protection === 0);
  if (closed === undefined) return passes(name);
  return judge(profile, name, true, {
    detail: "protection",
    extent: { region: extent.region, start: closed.start, end: closed.end },
    leaves: value === "demand-marks-all" ? apply(world, extent) : world,
  });
}

/** Memory may be short at any time; a concrete world says how much there is. */
function resources<Address>({ profile, world }: RangeScene<Address>): Check {
  const name = "mlock.resources";
  const { value } = profile.facts[name];
  return isConcrete(world) || value === "silent" ? passes(name) : judge(profile, name, undefined);
}
