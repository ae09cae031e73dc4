/** Who may lock, and how much: the tests that the lock calls and the mapping calls share. */
import { intervalOf } from "./concrete";
import { type Check, judge, passes, type SimProfile } from "./outcomes";
import type { Interval, Length, World } from "./types";

export type PrivilegeFact =
  | "mlock.privilege"
  | "munlock.privilege"
  | "mlockall.privilege"
  | "munlockall.privilege";

export function privilegeCheck(profile: SimProfile, world: World, name: PrivilegeFact): Check {
  const { value } = profile.facts[name];
  if (value === "none" || world.privileged === true) return passes(name);
  const lacks = world.privileged === false ? true : undefined;
  switch (value) {
    case "limit":
      if (world.limit === undefined) return judge(profile, name, undefined);
      return world.limit === 0 ? judge(profile, name, lacks) : passes(name);
    case "may-demand":
      return judge(profile, name, lacks, { certainty: "possible" });
    default:
      return judge(profile, name, lacks);
  }
}

type LimitFact = "mlock.limit" | "mlockall.limit";

/** `wanted` is what would count as locked in all, in bytes of whole pages; undefined where that is not known. */
export function limitCheck(
  profile: SimProfile,
  world: World,
  name: LimitFact,
  wanted: Interval | undefined,
): Check {
  const over = exceedsLimit(profile, world, name, wanted);
  if (profile.facts[name].value === "silent") return silentLimit(profile, world, name, wanted);
  // An unknown amount is no reason to expect a failure that no page names.
  const unheardOf = over === undefined && profile.facts[name].outcome.kind === "silent";
  return over === false || unheardOf ? passes(name) : judge(profile, name, over);
}

/** No page says what the limit does: it may do anything to what is more, and of an unknown one nothing is expected. */
function silentLimit(
  profile: SimProfile,
  { limit, memory }: World,
  name: LimitFact,
  wanted: Interval | undefined,
): Check {
  const isKnown = limit !== undefined && wanted !== undefined;
  const mayBeOver = isKnown ? wanted.high > limit : memory === "ample";
  return mayBeOver ? { ...judge(profile, name, undefined), consequence: { kind: "silent" } } : passes(name);
}

export function exceedsLimit(
  profile: SimProfile,
  world: World,
  name: LimitFact,
  wanted: Interval | undefined,
): boolean | undefined {
  const { value } = profile.facts[name];
  const applies =
    value === "fails" ||
    value === "fails-partial" ||
    (value === "unless-privileged" && world.privileged !== true);
  if (!applies || world.limit === Number.POSITIVE_INFINITY) return false;
  if (world.limit === undefined || wanted === undefined) return undefined;
  if (wanted.high <= world.limit) return false;
  if (wanted.low <= world.limit) return undefined;
  return value === "unless-privileged" && world.privileged === "unknown" ? undefined : true;
}

/** What counts as locked once `added` bytes more do. */
export function lockedWith(world: World, added: Length): Interval | undefined {
  const more = intervalOf(added);
  if (more === undefined) return undefined;
  const { lockedBytes } = world;
  return lockedBytes === undefined
    ? { low: more.low, high: Number.POSITIVE_INFINITY }
    : { low: lockedBytes + more.low, high: lockedBytes + more.high };
}
