/** mlockall() and munlockall(): locks on everything, now and in the future. */
import type { WholeCheck } from "../platforms/profile";
import { flagged } from "./locking";
import { mayStaySuperlocked, withDoubtfulLock, withoutLock } from "./locks";
import { all } from "./mappings";
import { mergeWorlds } from "./merge";
import {
  type Check,
  complaining,
  decide,
  inHandler,
  judge,
  passes,
  type SimProfile,
  type Stage,
  unavailable,
} from "./outcomes";
import { limitCheck, privilegeCheck, stepwiseLimit, type Walk } from "./privilege";
import { isClosed, populate } from "./residency";
import type { Call, Interval, LockState, Mapping, Step, World } from "./types";
import { changeAll } from "./world";

/** What the flags ask for: locks now, and later; undefined, "unknown": they are not known. */
interface Wish {
  readonly current: boolean | undefined;
  readonly future: "off" | "on" | "onfault" | "unknown";
  readonly state: LockState;
}

/**
 * mlockall(): `flags` are the platform's own bits. Errors as its facts have them: EINVAL for the flags, EPERM, and EAGAIN or
 * ENOMEM for the limit and for memory that is short.
 */
export function mlockall<Address>(
  stage: Stage<Address>,
  { flags }: Extract<Call<Address>, { name: "mlockall" }>,
): Step {
  const { profile, world } = stage;
  const elsewhere = unavailable(stage, "mlockall.effect");
  if (elsewhere) return complaining(elsewhere, inHandler(stage, "mlockall"));
  const wish = wishOf(profile, flags);
  const { value } = profile.facts["mlockall.order"];
  const order: readonly WholeCheck[] =
    value === "silent" ? ["flags", "privilege", "limit", "resources"] : value;
  const tests: Readonly<Record<WholeCheck, () => Check>> = {
    flags: () => flagsCheck(profile, flags),
    privilege: () => privilegeCheck(profile, world, "mlockall.privilege"),
    limit: () => currentLimit(profile, world, wish),
    resources: () => resources(profile, world),
  };
  const checks = order.map((name) => {
    const check = tests[name]();
    return { ...check, leaves: afterFailure(profile, check.leaves ?? world, wish, name) };
  });
  const step = decide(world, checks, value === "silent" ? "any" : "documented", () => ({
    world: locked(profile, world, wish),
    because: ["mlockall.effect"],
  }));
  return complaining(step, inHandler(stage, "mlockall"));
}

/** munlockall(): nothing is locked, and nothing will be. EPERM where unlocking needs a privilege. */
export function munlockall<Address>(stage: Stage<Address>): Step {
  const { profile, world } = stage;
  const step =
    unavailable(stage, "munlockall.effect") ??
    decide(world, [privilegeCheck(profile, world, "munlockall.privilege")], "any", () => ({
      world: unlocked(profile, world),
      because: ["munlockall.effect"],
    }));
  return complaining(step, inHandler(stage, "munlockall"));
}

/** Memory that is always locked stays so, and of what was superlocked no page says it, unless the platform's does. */
function unlocked(profile: SimProfile, world: World): World {
  if (mayStaySuperlocked(profile, world)) {
    return { ...changeAll(world, undefined, withDoubtfulLock), future: "unknown" };
  }
  return uncounted(profile, { ...changeAll(world, undefined, withoutLock), future: "off" });
}

/** Where locking and unlocking are not counted as they were done, what is left in the account is not known. */
function uncounted({ facts }: SimProfile, world: World): World {
  const value = facts["limit.scope"].value === "none" ? "once" : facts["limit.counting"].value;
  const isExact = (value !== "drifts" && value !== "silent") || world.lockedBytes === 0;
  return isExact ? world : { ...world, lockedBytes: undefined };
}

function wishOf({ constants }: SimProfile, flags: number | undefined): Wish {
  if (flags === undefined) return { current: undefined, future: "unknown", state: "unknown" };
  const has = (name: string) => (flags & (constants[name] ?? 0)) !== 0;
  const state = has("MCL_ONFAULT") ? "onfault" : "locked";
  return {
    current: has("MCL_CURRENT"),
    future: has("MCL_FUTURE") ? (state === "onfault" ? "onfault" : "on") : "off",
    state,
  };
}

function flagsCheck(profile: SimProfile, flags: number | undefined): Check {
  const name = "mlockall.flags";
  if (flags === undefined) return judge(profile, name, undefined);
  const { known, alone } = profile.facts[name].value;
  const bits = (names: readonly string[]) =>
    names.reduce((mask, flag) => mask | (profile.constants[flag] ?? 0), 0);
  if (flags === 0) return judge(profile, name, true, { detail: "zero-flags" });
  if ((flags & ~bits(known)) !== 0) return judge(profile, name, true, { detail: "unknown-flags" });
  if ((flags & ~bits(alone)) === 0) return judge(profile, name, true, { detail: "alone" });
  return passes(name);
}

/** With MCL_CURRENT all that is mapped counts, accessible or not. */
function currentLimit(profile: SimProfile, world: World, wish: Wish): Check {
  const name = "mlockall.limit";
  if (wish.current === false) return passes(name);
  if (profile.facts[name].value === "fails-partial")
    return stepwiseLimit(profile, world, name, walkOf(profile, world, wish));
  const wanted = wholeSize(profile, world);
  if (profile.facts[name].value === "silent") {
    const check = limitCheck(profile, world, name, wanted && mayCountAgain(profile, world, wanted));
    return { ...check, leaves: mergeWorlds(world, lockedNow(profile, world, { ...wish, current: true })) };
  }
  const check = limitCheck(profile, world, name, wanted);
  return wish.current === undefined && check.verdict === "fails" ? { ...check, verdict: "may-fail" } : check;
}

/** What is locked already may be counted once more. */
function mayCountAgain({ facts }: SimProfile, { lockedBytes = 0 }: World, { low, high }: Interval): Interval {
  return { low, high: facts["limit.counting"].value === "once" ? high : high + lockedBytes };
}

/** Bytes that MCL_CURRENT counts against the limit: all that is mapped, or all but PROT_NONE memory, by platform. */
function wholeSize({ facts }: SimProfile, { mappedBytes, regions }: World): Interval | undefined {
  const { value } = facts["mlockall.counting"];
  if (mappedBytes === undefined) return undefined;
  if (value === "mapped") return { low: mappedBytes, high: mappedBytes };
  const total = { closed: 0, doubtful: 0 };
  for (const { mappings } of regions.values()) {
    for (const { start, end, protection } of all(mappings)) {
      if (protection === 0) total.closed += end - start;
      else if (protection === undefined) total.doubtful += end - start;
    }
  }
  const high = value === "silent" ? mappedBytes : mappedBytes - total.closed;
  return { low: mappedBytes - total.closed - total.doubtful, high };
}

/** All that is not wired counts. Whether reaching the limit is too much, and what stays locked, sources see differently. */
function walkOf(profile: SimProfile, world: World, wish: Wish): Walk {
  const { limit = Number.NaN, lockedBytes = Number.NaN } = world;
  let total = lockedBytes;
  for (const { mappings } of world.regions.values())
    for (const { start, end, wired } of all(mappings)) if (!wired) total += end - start;
  const perhaps = () => mergeWorlds(world, lockedNow(profile, world, { ...wish, current: true }));
  return {
    stopped: () => (total > limit && wish.current === true ? perhaps() : undefined),
    fits: () => total < limit,
    perhaps,
  };
}

function resources(profile: SimProfile, world: World): Check {
  const name = "mlockall.resources";
  return world.memory === "ample" || profile.facts[name].value === "silent"
    ? passes(name)
    : judge(profile, name, undefined);
}

/** What cannot be brought in is locked all the same, or passed over. */
function locked(profile: SimProfile, world: World, wish: Wish): World {
  const after = wish.current === false ? world : lockedNow(profile, world, wish);
  return { ...after, future: futureAfter(profile, world, wish) };
}

/** What `MCL_CURRENT` does to the memory that is meant; `current` undefined: perhaps. */
export function lockedNow(
  profile: SimProfile,
  world: World,
  { current, state }: Wish,
  isMeant: (mapping: Mapping) => boolean | undefined = () => true,
): World {
  const { value } = profile.facts["mlockall.inaccessible"];
  let after = world;
  for (const [region, { mappings }] of world.regions) {
    for (const mapping of all(mappings)) {
      const closed = isClosed(profile, mapping);
      const meant = isMeant(mapping);
      if ((closed === true && value === "skips") || meant === false) continue;
      const extent = { region, start: mapping.start, end: mapping.end };
      const before = after;
      after = flagged(profile, after, extent, state);
      if (state !== "onfault") after = populate(profile, after, extent);
      const isSure =
        meant === true &&
        state !== "unknown" &&
        (value === "marks" || (value === "skips" ? closed === false : closed !== true));
      if (!isSure) after = mergeWorlds(before, after);
    }
  }
  return current === undefined ? mergeWorlds(world, after) : after;
}

function futureAfter(profile: SimProfile, world: World, wish: Wish): World["future"] {
  if (wish.future !== "off" || world.future === "off") return wish.future;
  const { value: cancels } = profile.facts["mlockall.current-cancels-future"];
  if (cancels === "silent") return "unknown";
  return cancels ? "off" : world.future;
}

/** A world that a failure leaves: MCL_FUTURE may be in force, and where no page says what is locked, nothing is known. */
function afterFailure(profile: SimProfile, left: World, wish: Wish, failed: WholeCheck): World {
  const { value } = profile.facts["mlockall.failure"];
  if (value === "silent") {
    const future = wish.future === left.future ? left.future : "unknown";
    return { ...changeAll(left, undefined, withDoubtfulLock), future };
  }
  const isEarly = failed === "flags" || failed === "privilege";
  if (isEarly || value === "unchanged" || (value === "past-limit" && failed === "limit")) return left;
  return wish.future === "off" ? left : { ...left, future: wish.future };
}
