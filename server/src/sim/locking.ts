/** mlock(), mlock2() and munlock(): locks on a range. */
import { complaining, decide, failsWith, inHandler, judge, type Scene } from "./outcomes";
import { type RangeCall, type RangeScene, rangeChecks } from "./ranges";
import type { Call, Extent, LockState, Mapping, Step, World } from "./types";
import { changeAll, changeExtent } from "./world";

interface RangeArguments<Address> {
  readonly address: Address;
  readonly length: number | undefined;
}

export function lockRange<Address>(
  scene: Scene<Address>,
  call: Extract<Call<Address>, { name: "mlock" | "munlock" }>,
): Step {
  const wanted = call.name === "mlock" ? "locked" : "unlocked";
  return complaining(range(scene, call.name, wanted, call), inHandler(scene, call.name));
}

export function mlock2<Address>(
  scene: Scene<Address>,
  call: Extract<Call<Address>, { name: "mlock2" }>,
): Step {
  const { profile, world } = scene;
  const handler = inHandler(scene, "mlock");
  if (profile.facts["mlock2.effect"].value === "absent") {
    const absent = judge(profile, "mlock2.effect", undefined);
    const violation = { fact: "mlock2.effect", certainty: "certain", detail: "absent" } as const;
    const step = decide(world, [{ ...absent, verdict: "fails", violation }], "any", () => ({
      world,
      because: [],
    }));
    return complaining(step, handler);
  }
  const onFault = profile.constants.MLOCK_ONFAULT ?? 0;
  if (call.flags !== undefined && (call.flags & ~onFault) !== 0) {
    const refused = failsWith("fails", ["EINVAL"], ["mlock2.effect"]);
    const violation = { fact: "mlock2.effect", certainty: "certain", detail: "unknown-flags" } as const;
    return decide(world, [{ ...refused, violation }], "any", () => ({ world, because: [] }));
  }
  const state = call.flags === undefined ? "unknown" : call.flags === 0 ? "locked" : "onfault";
  return complaining(range(scene, "mlock", state, call), handler);
}

function range<Address>(
  scene: Scene<Address>,
  call: RangeCall,
  wanted: LockState,
  { address, length }: RangeArguments<Address>,
): Step {
  const { profile, world, domain } = scene;
  const reach = domain.extent(address, length, profile.pageSize.usual);
  const wraps = length !== undefined && length < 0 && profile.facts["lock.wrap"].value !== "rounds";
  const extent = reach !== undefined && reach.end >= reach.start && !wraps ? reach : undefined;
  const apply = (before: World, part: Extent) =>
    changeExtent(before, part, (mapping) => withLock(mapping, wanted));
  const rangeScene: RangeScene<Address> = {
    ...scene,
    call,
    address,
    length,
    reach,
    extent,
    population: wanted === "onfault" ? "on-touch" : "now",
    apply,
  };
  const { checks, ordering } = rangeChecks(rangeScene);
  return decide(world, checks, ordering, () => ({
    world:
      extent === undefined ? changeSomewhere(world, domain.regionOf(address), wanted) : apply(world, extent),
    because: [`${call}.effect`],
  }));
}

/** Memory that is wired stays as it is, whoever locks or unlocks it. */
function withLock(mapping: Mapping, lock: LockState): Mapping {
  return mapping.wired ? mapping : { ...mapping, lock };
}

/** Some of the region's memory, or of any, is now as wanted: what was otherwise is not known any more. */
function changeSomewhere(world: World, region: string | undefined, wanted: LockState): World {
  return changeAll(world, region, (mapping) =>
    mapping.lock === wanted ? mapping : withLock(mapping, "unknown"),
  );
}
