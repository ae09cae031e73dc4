/** mlockall() and munlockall(): locks on everything, now and in the future. */
import type { WholeCheck } from "../platforms/profile";
import { flagged } from "./locking";
import { withoutLock } from "./locks";
import { all } from "./mappings";
import { mergeWorlds } from "./merge";
import {
  type Check,
  complaining,
  decide,
  inHandler,
  judge,
  passes,
  type Scene,
  type SimProfile,
  unavailable,
} from "./outcomes";
import { limitCheck, privilegeCheck } from "./privilege";
import { populate } from "./residency";
import type { Call, LockState, Step, World } from "./types";
import { changeAll } from "./world";

interface Wish {
  readonly current: boolean | undefined;
  readonly future: "off" | "on" | "onfault" | "unknown";
  readonly state: LockState;
}

export function mlockall<Address>(
  scene: Scene<Address>,
  { flags }: Extract<Call<Address>, { name: "mlockall" }>,
): Step {
  const { profile, world } = scene;
  const elsewhere = unavailable(scene, "mlockall.effect");
  if (elsewhere) return complaining(elsewhere, inHandler(scene, "mlockall"));
  const wish = wishOf(profile, flags);
  const { value } = profile.facts["mlockall.order"];
  const order: readonly WholeCheck[] =
    value === "silent" ? ["flags", "privilege", "limit", "resources"] : value;
  const tests: Readonly<Record<WholeCheck, () => Check>> = {
    flags: () => flagsCheck(profile, flags),
    privilege: () => privilegeCheck(profile, world, "mlockall.privilege"),
    limit: () => ({
      ...currentLimit(profile, world, wish),
      leaves: afterFailure(profile, world, wish, "limit"),
    }),
    resources: () => ({
      ...resources(profile, world),
      leaves: afterFailure(profile, world, wish, "resources"),
    }),
  };
  const checks = order.map((name) => tests[name]());
  const step = decide(world, checks, value === "silent" ? "any" : "documented", () => ({
    world: locked(profile, world, wish),
    because: ["mlockall.effect"],
  }));
  return complaining(step, inHandler(scene, "mlockall"));
}

export function munlockall<Address>(scene: Scene<Address>): Step {
  const { profile, world } = scene;
  const step =
    unavailable(scene, "munlockall.effect") ??
    decide(world, [privilegeCheck(profile, world, "munlockall.privilege")], "any", () => ({
      world: unlocked(world),
      because: ["munlockall.effect"],
    }));
  return complaining(step, inHandler(scene, "munlockall"));
}

/** Nothing is locked, and nothing will be; wired memory stays. */
/** Nothing is locked, and nothing will be; memory that is always locked stays. */
export function unlocked(world: World): World {
  return { ...changeAll(world, undefined, withoutLock), future: "off" };
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
  const { mappedBytes } = world;
  const wanted = mappedBytes === undefined ? undefined : { low: mappedBytes, high: mappedBytes };
  const check = limitCheck(profile, world, name, wanted);
  return wish.current === undefined && check.verdict === "fails" ? { ...check, verdict: "may-fail" } : check;
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

function lockedNow(profile: SimProfile, world: World, { current, state }: Wish): World {
  const skipsClosed = profile.facts["mlockall.inaccessible"].value === "skips";
  let after = world;
  for (const [region, { mappings }] of world.regions) {
    for (const mapping of all(mappings)) {
      if (mapping.protection === 0 && skipsClosed) continue;
      const extent = { region, start: mapping.start, end: mapping.end };
      after = flagged(profile, after, extent, state);
      if (state !== "onfault") after = populate(profile, after, extent);
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

function afterFailure(profile: SimProfile, world: World, wish: Wish, failed: "limit" | "resources"): World {
  if (wish.future === "off" || wish.future === world.future) return world;
  const { value } = profile.facts["mlockall.failure"];
  if (value === "unchanged" || (value === "past-limit" && failed === "limit")) return world;
  return { ...world, future: value === "silent" ? "unknown" : wish.future };
}
