/** The calls beneath and before the standard ones: plock(), memcntl() and shmctl(SHM_LOCK). */
import { intervalOf, wholePages } from "./concrete";
import { lockRange } from "./locking";
import { decide, failsWith, judge, passes, type Scene, success, unavailable } from "./outcomes";
import { privilegeCheck } from "./privilege";
import type { Call, Outcome, Step } from "./types";
import { mlockall, munlockall } from "./whole";

type Plock = Extract<Call<never>, { name: "plock" }>;

/** A lock of each kind can be taken once, and given back once. */
export function plock(scene: Scene<never>, { operation }: Plock): Step {
  const { profile, world } = scene;
  const elsewhere = unavailable(scene, "plock.effect");
  if (elsewhere) return elsewhere;
  const held = world.plock;
  const isUnlock = operation === "unlock";
  const wrong =
    operation === undefined || held === "unknown"
      ? undefined
      : isUnlock
        ? held === "nothing"
        : held === operation || held === "process";
  const lacks = world.privileged === true ? false : world.privileged === false ? true : undefined;
  const needs = profile.facts["plock.privilege"].value !== "not-applicable";
  const checks = [
    needs ? judge(profile, "plock.privilege", lacks) : passes("plock.privilege"),
    judge(profile, "plock.state", wrong),
  ];
  const { outcomes, violations } = decide(world, checks, "any", () => ({ world, because: ["plock.effect"] }));
  const failed = outcomes.filter(({ result }) => result !== "success");
  return {
    outcomes: failed.length < outcomes.length ? [...locking(scene, operation), ...failed] : failed,
    violations,
  };
}

/** PROCLOCK is mlockall(MCL_CURRENT | MCL_FUTURE); of text and data segments the world knows no bounds. */
function locking(scene: Scene<never>, operation: Plock["operation"]): readonly Outcome[] {
  const { profile, world } = scene;
  const because = ["plock.effect"] as const;
  if (operation === undefined) return [success({ ...world, plock: "unknown" }, because)];
  const { MCL_CURRENT = 0, MCL_FUTURE = 0 } = profile.constants;
  const plock = operation === "unlock" ? "nothing" : operation;
  const whole =
    operation === "process"
      ? mlockall(scene, { name: "mlockall", flags: MCL_CURRENT | MCL_FUTURE })
      : operation === "unlock" && world.plock !== "text" && world.plock !== "data"
        ? munlockall(scene)
        : undefined;
  if (whole === undefined) return [success({ ...world, plock }, because)];
  return whole.outcomes.map((outcome) =>
    outcome.result === "success" ? { ...outcome, world: { ...outcome.world, plock }, because } : outcome,
  );
}

type Memcntl<Address> = Extract<Call<Address>, { name: "memcntl" }>;

/** mlock() and its kin are this call under other names. */
export function memcntl<Address>(scene: Scene<Address>, call: Memcntl<Address>): Step {
  const { profile, world, domain } = scene;
  const elsewhere = unavailable(scene, "memcntl.effect");
  if (elsewhere) return elsewhere;
  const { command, argument, address, length } = call;
  const is = (name: string) => command !== undefined && profile.constants[name] === command;
  const isWhole = is("MC_LOCKAS") || is("MC_UNLOCKAS");
  const size = intervalOf(length);
  const isNowhere = domain.isInvalid(address) === true && size?.high === 0;
  const broken = judge(profile, "memcntl.arguments", isWhole && !isNowhere);
  if (broken.verdict === "fails") return decide(world, [broken], "any", () => ({ world, because: [] }));
  if (is("MC_LOCK")) return lockRange(scene, { name: "mlock", address, length });
  if (is("MC_UNLOCK")) return lockRange(scene, { name: "munlock", address, length });
  if (is("MC_LOCKAS")) return mlockall(scene, { name: "mlockall", flags: argument });
  if (is("MC_UNLOCKAS")) return munlockall(scene);
  return decide(world, [failsWith("may-fail", ["EINVAL"], ["memcntl.arguments"])], "any", () => ({
    world,
    because: ["memcntl.effect"],
  }));
}

type Shmctl = Extract<Call<never>, { name: "shmctl" }>;

/** Segments are counted apart, and no page is brought in. */
export function shmctl({ profile, world }: Scene<never>, { operation, length }: Shmctl): Step {
  const name = "shmctl.lock";
  const size = wholePages(length, profile.pageSize.usual);
  const total = world.shmLockedBytes;
  if (profile.facts[name].value !== "separate" || size === undefined || total === undefined) {
    return decide(world, [failsWith("may-fail", ["EPERM", "ENOMEM"], [name])], "any", () => ({
      world: { ...world, shmLockedBytes: undefined },
      because: [name],
    }));
  }
  const locks = operation === "lock";
  const isOver = world.privileged !== true && world.limit !== undefined && total + size.low > world.limit;
  const checks = locks
    ? [
        privilegeCheck(profile, world, "mlock.privilege"),
        isOver ? failsWith("fails", ["ENOMEM"], [name]) : passes(name),
      ]
    : [];
  return decide(
    world,
    checks.map((check) => ({ ...check, violation: undefined })),
    "documented",
    () => ({
      world: { ...world, shmLockedBytes: Math.max(0, total + (locks ? size.low : -size.low)) },
      because: [name],
    }),
  );
}
