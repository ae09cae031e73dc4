/** mlockall() and munlockall(): locks on everything, now and in the future. */
import type { WholeCheck } from "../platforms/profile";
import {
  type Check,
  complaining,
  decide,
  inHandler,
  judge,
  passes,
  type Scene,
  type SimProfile,
} from "./outcomes";
import { limitCheck, privilegeCheck } from "./privilege";
import type { Call, LockState, Step, World } from "./types";
import { changeAll, isConcrete, mappedBytes } from "./world";

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
  const wish = wishOf(profile, flags);
  const { value } = profile.facts["mlockall.order"];
  const order: readonly WholeCheck[] =
    value === "silent" ? ["flags", "privilege", "limit", "resources"] : value;
  const tests: Readonly<Record<WholeCheck, () => Check>> = {
    flags: () => flagsCheck(profile, flags),
    privilege: () => privilegeCheck(profile, world, "mlockall.privilege"),
    limit: () => ({ ...currentLimit(profile, world, wish), leaves: afterFailure(profile, world, wish) }),
    resources: () => ({ ...resources(profile, world), leaves: afterFailure(profile, world, wish) }),
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
  const step = decide(world, [privilegeCheck(profile, world, "munlockall.privilege")], "any", () => ({
    world: unlocked(world),
    because: ["munlockall.effect"],
  }));
  return complaining(step, inHandler(scene, "munlockall"));
}

/** Nothing is locked, and nothing will be; wired memory stays. */
export function unlocked(world: World): World {
  const after = changeAll(world, undefined, (mapping) =>
    mapping.wired ? mapping : { ...mapping, lock: "unlocked" },
  );
  return { ...after, future: "off" };
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
  const wanted = isConcrete(world) ? mappedBytes(world) : undefined;
  return limitCheck(profile, world, name, wanted);
}

function resources(profile: SimProfile, world: World): Check {
  const name = "mlockall.resources";
  return isConcrete(world) || profile.facts[name].value === "silent"
    ? passes(name)
    : judge(profile, name, undefined);
}

function locked(profile: SimProfile, world: World, wish: Wish): World {
  const after =
    wish.current === false
      ? world
      : changeAll(world, undefined, (mapping) => {
          if (mapping.wired || (wish.current === undefined && mapping.lock === "locked")) return mapping;
          return { ...mapping, lock: wish.state };
        });
  return { ...after, future: futureAfter(profile, world, wish) };
}

function futureAfter(profile: SimProfile, world: World, wish: Wish): World["future"] {
  if (wish.future !== "off" || world.future === "off") return wish.future;
  const { value: cancels } = profile.facts["mlockall.current-cancels-future"];
  if (cancels === "silent") return "unknown";
  return cancels ? "off" : world.future;
}

function afterFailure(profile: SimProfile, world: World, wish: Wish): World {
  if (wish.future === "off" || wish.future === world.future) return world;
  const { value } = profile.facts["mlockall.failure"];
  if (value === "unchanged") return world;
  return { ...world, future: value === "silent" ? "unknown" : wish.future };
}
