/** mlock(), mlock2() and munlock(): locks on a range. */
import type { FactName } from "../platforms/profile";
import { accounted } from "./accounts";
import { intervalOf, wraps } from "./concrete";
import { withLock } from "./locks";
import { mergeWorlds, overReach } from "./merge";
import {
  complaining,
  decide,
  failsWith,
  inHandler,
  type SimProfile,
  type Stage,
  unavailable,
} from "./outcomes";
import { type RangeCall, type RangeStage, rangeChecks } from "./ranges";
import { bit, endOfObject, isUnbacked, populate } from "./residency";
import type { Call, Extent, Interval, Length, LockState, Mapping, Reach, Step, World } from "./types";
import { changeAll, changeExtent, joined, mappingsIn } from "./world";

interface RangeArguments<Address> {
  readonly address: Address;
  readonly length: Length;
}

/** mlock() and munlock(): whole pages, as the platform rounds them; what a failure leaves is in its outcome's world. */
export function lockRange<Address>(
  stage: Stage<Address>,
  call: Extract<Call<Address>, { name: "mlock" | "munlock" }>,
): Step {
  const wanted = call.name === "mlock" ? "locked" : "unlocked";
  const step = unavailable(stage, `${call.name}.effect`) ?? range(stage, call.name, wanted, call);
  return complaining(step, inHandler(stage, call.name));
}

/** mlock2(): mlock(), or with MLOCK_ONFAULT a lock that takes each page as it is touched; EINVAL for other flags. */
export function mlock2<Address>(
  stage: Stage<Address>,
  call: Extract<Call<Address>, { name: "mlock2" }>,
): Step {
  return complaining(
    unavailable(stage, "mlock2.effect") ?? mlock2Here(stage, call),
    inHandler(stage, "mlock"),
  );
}

function mlock2Here<Address>(stage: Stage<Address>, call: Extract<Call<Address>, { name: "mlock2" }>): Step {
  const { profile, world } = stage;
  if (call.flags !== undefined && (call.flags & ~bit(profile, "MLOCK_ONFAULT")) !== 0) {
    const refused = failsWith("fails", ["EINVAL"], ["mlock2.effect"]);
    const violation = { fact: "mlock2.effect", certainty: "certain", detail: "unknown-flags" } as const;
    return decide(world, [{ ...refused, violation }], "any", () => ({ world, because: [] }));
  }
  const state = call.flags === undefined ? "unknown" : call.flags === 0 ? "locked" : "onfault";
  return range(stage, "mlock", state, call);
}

function range<Address>(
  stage: Stage<Address>,
  call: RangeCall,
  wanted: LockState,
  { address, length }: RangeArguments<Address>,
): Step {
  const { profile, world, domain } = stage;
  const reach = domain.reach(address, length, profile.pageSize.usual);
  const range = usableRange(stage, intervalOf(length), reach);
  const flag = (before: World, extent: Extent) => flagged(profile, before, extent, wanted);
  const rangeStage: RangeStage<Address> = {
    ...stage,
    call,
    address,
    length: intervalOf(length),
    reach,
    range,
    population: wanted === "onfault" ? "on-touch" : "now",
    flag,
    flagSomewhere: () => {
      const isHuge = typeof length === "number" && length < 0;
      return changeSomewhere(profile, world, isHuge ? undefined : domain.regionOf(address), wanted);
    },
  };
  const { checks, ordering } = rangeChecks(rangeStage);
  return decide(world, checks, ordering, () => ({
    world:
      range === undefined
        ? changeSomewhere(profile, world, domain.regionOf(address), wanted)
        : overReach(range, (extent) => lockedIn(profile, world, extent, wanted)),
    because: [
      `${call}.effect`,
      ...(range && wanted !== "unlocked" ? explained(profile, world, range, wanted) : []),
    ],
  }));
}

/** Why some of the range is not locked or not there, although the call succeeds, or is although nobody expects it. */
function explained(
  profile: SimProfile,
  world: World,
  { region, least }: Reach,
  wanted: LockState,
): readonly FactName[] {
  const parts = mappingsIn(world, { region, ...least });
  const { facts, pageSize } = profile;
  const some = (is: (part: Mapping) => boolean, name: FactName, value?: string) =>
    (value === undefined || facts[name].value === value) && parts.some(is) ? [name] : [];
  const isClosed = ({ protection }: Mapping) => protection === 0;
  return [
    ...some(({ backing }) => backing === "huge", "hugetlb.lock"),
    ...some(
      ({ backing, wired }) => backing === "special" || (backing === "device" && wired),
      "special.lock",
      "skipped",
    ),
    ...some((part) => isUnbacked(part) === true, "mlock.noreserve", "skips"),
    ...some((part) => endOfObject(world, part, pageSize.usual) < part.end, "mlock.beyond-end", "stops"),
    ...some(isClosed, "mlock.accessible", "skips"),
    ...some(isClosed, "mlock.accessible", "locks"),
    ...some(({ lazy, residency }) => lazy && residency !== "resident", "lazy.reference"),
    ...(wanted === "onfault" ? (["lock.onfault"] as const) : []),
  ];
}

/** A range that wraps is one only where the platform goes on with what is left of it. */
function usableRange<Address>(
  { profile }: Stage<Address>,
  length: Interval | undefined,
  reach: Reach | undefined,
): Reach | undefined {
  if (reach === undefined || wraps(length, reach) === false) return reach;
  const { value } = profile.facts["lock.wrap"];
  const { start, end } = reach.least;
  if (value === "truncates") {
    const rest = { start, end: Number.POSITIVE_INFINITY };
    return { ...reach, least: rest, most: rest };
  }
  return value === "rounds" && end >= start ? reach : undefined;
}

/** The lock alone, on an extent; a file's end cuts it, because what lies beyond may be treated otherwise. */
export function flagged(profile: SimProfile, world: World, extent: Extent, wanted: LockState): World {
  let after = world;
  let { start } = extent;
  for (const part of mappingsIn(world, extent)) {
    const end = endOfObject(world, part, profile.pageSize.usual);
    if (end <= part.start || end >= part.end) continue;
    after = changeExtent(after, { ...extent, start, end }, withLock(profile, world, wanted));
    start = end;
  }
  after = changeExtent(after, { ...extent, start }, withLock(profile, world, wanted));
  return accounted(profile, world, after, extent, wanted);
}

/** The lock on an extent, and the pages that come with it. */
export function lockedIn(profile: SimProfile, world: World, extent: Extent, wanted: LockState): World {
  const after = flagged(profile, world, extent, wanted);
  if (wanted === "locked") return populate(profile, after, extent);
  return wanted === "unknown" ? mergeWorlds(after, populate(profile, after, extent)) : after;
}

/** Some of the region's memory, or of any, is now as wanted: what was otherwise is not known any more. */
function changeSomewhere(
  profile: SimProfile,
  world: World,
  region: string | undefined,
  wanted: LockState,
): World {
  const brings = wanted !== "unlocked" && wanted !== "onfault";
  return changeAll(world, region, (mapping) => {
    const after = joined(mapping, withLock(profile, world, wanted)(mapping));
    return brings && mapping.residency !== "resident" ? { ...after, residency: "unknown" } : after;
  });
}
