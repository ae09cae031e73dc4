/** Who may lock, and how much: the tests that the lock calls and the mapping calls share. */
import { intervalOf } from "./concrete";
import { type Check, judge, passes, type SimProfile } from "./outcomes";
import type { Interval, Length, World } from "./types";

/** The facts that say who may make a call. */
export type PrivilegeFact =
  | "mlock.privilege"
  | "munlock.privilege"
  | "mlockall.privilege"
  | "munlockall.privilege";

/** Does the process lack what the platform asks for locking? undefined: not known. */
export function lacksPrivilege({ privileged }: World): boolean | undefined {
  return privileged === "unknown" ? undefined : !privileged;
}

/** May this process make the call? Fails as the fact has it, EPERM, where it surely lacks the privilege. */
export function privilegeCheck(profile: SimProfile, world: World, name: PrivilegeFact): Check {
  const { value } = profile.facts[name];
  if (value === "none" || world.privileged === true) return passes(name);
  const lacks = lacksPrivilege(world);
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

/** How far a kernel comes that adds up one mapping after the other against the limit. */
export interface Walk {
  /** The world as it is left where there surely is too much; undefined: there may be room. */
  readonly stopped: () => World | undefined;
  /** Is there surely room for all? Asked where limit and account are known. */
  readonly fits: () => boolean;
  /** The world as it is left where there may be too much. */
  readonly perhaps: () => World;
}

/** The limit as it meets such a walk, and what stays of one that has ended before its time. */
export function stepwiseLimit(profile: SimProfile, world: World, name: LimitFact, walk: Walk): Check {
  const { limit, lockedBytes } = world;
  if (limit === Number.POSITIVE_INFINITY) return passes(name);
  const stopped = walk.stopped();
  if (stopped) return judge(profile, name, true, { leaves: stopped });
  if (limit !== undefined && lockedBytes !== undefined && walk.fits()) return passes(name);
  return judge(profile, name, undefined, { leaves: walk.perhaps() });
}

/** No page says what the limit does: it may do anything to what is more, and of an unknown one nothing is expected. */
function silentLimit(
  profile: SimProfile,
  world: World,
  name: LimitFact,
  wanted: Interval | undefined,
): Check {
  if (!mayBeOver(world, wanted)) return passes(name);
  return { ...judge(profile, name, undefined), consequence: { kind: "silent" } };
}

/** Where no page says what the limit does: may `wanted` reach it? Amounts not known count only where memory is ample. */
export function mayBeOver({ limit, memory }: World, wanted: Interval | undefined): boolean {
  return limit === undefined || wanted === undefined ? memory === "ample" : wanted.high >= limit;
}

/** Is `wanted`, the bytes that would count as locked in all, more than the limit? undefined: perhaps. */
export function exceedsLimit(
  { facts }: SimProfile,
  world: World,
  name: LimitFact,
  wanted: Interval | undefined,
): boolean | undefined {
  const { value } = facts[name];
  const { limit, privileged } = world;
  if (value === "none" || (value === "unless-privileged" && privileged === true)) return false;
  if (limit === Number.POSITIVE_INFINITY) return false;
  if (value === "silent") return mayBeOver(world, wanted) ? undefined : false;
  if (limit === undefined || wanted === undefined) return undefined;
  const isOver = (bytes: number) => (value === "fails-partial" ? bytes >= limit : bytes > limit);
  if (!isOver(wanted.high)) return false;
  if (!isOver(wanted.low)) return undefined;
  return value === "unless-privileged" && privileged === "unknown" ? undefined : true;
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
