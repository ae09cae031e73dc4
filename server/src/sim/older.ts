/** The calls beneath and before the standard ones: plock(), memcntl() and shmctl(SHM_LOCK). */
import { intervalOf, wholePages } from "./concrete";
import { lockRange } from "./locking";
import { withDoubtfulLock } from "./locks";
import { all } from "./mappings";
import { mergeWorlds } from "./merge";
import {
  type Check,
  decide,
  failsWith,
  failure,
  judge,
  passes,
  type Stage,
  success,
  unavailable,
  withoutComplaint,
} from "./outcomes";
import { lacksPrivilege, limitCheck, lockedWith, privilegeCheck } from "./privilege";
import { bit } from "./residency";
import type { Call, Interval, Mapping, Outcome, PlockTarget, Step, World } from "./types";
import { lockedNow, mlockall, munlockall } from "./whole";
import { changeAll, isLocked } from "./world";

type Plock = Extract<Call<never>, { name: "plock" }>;
type Held = World["plock"];

/**
 * plock(): a lock of each kind can be taken once, text and data beside each other, and all are given back at once.
 * EINVAL for what is held already or not at all, EPERM without the privilege, EAGAIN and ENOMEM as for mlockall().
 */
export function plock(stage: Stage<never>, { operation }: Plock): Step {
  const { profile, world } = stage;
  const elsewhere = unavailable(stage, "plock.effect");
  if (elsewhere) return elsewhere;
  const needs = profile.facts["plock.privilege"].value !== "not-applicable";
  const checks = [
    judge(profile, "plock.state", operation && isRefused(operation, world.plock)),
    needs ? judge(profile, "plock.privilege", lacksPrivilege(world)) : passes("plock.privilege"),
  ];
  const step = decide(world, checks, "documented", () => ({ world, because: ["plock.effect"] }));
  return {
    ...step,
    outcomes: step.outcomes.flatMap((outcome) =>
      outcome.result === "success" ? plocked(stage, operation) : outcome,
    ),
  };
}

function isRefused(operation: PlockTarget | "unlock", held: Held): boolean | undefined {
  if (held === "unknown") return undefined;
  switch (operation) {
    case "unlock":
      return held === "nothing";
    case "process":
      return held !== "nothing";
    default:
      return held === operation || held === "process" || held === "text+data";
  }
}

/** PROCLOCK is mlockall(MCL_CURRENT | MCL_FUTURE), DATLOCK locks what is to come too, and UNLOCK unlocks all. */
function plocked(stage: Stage<never>, operation: Plock["operation"]): readonly Outcome[] {
  const { profile, world } = stage;
  if (operation === undefined) {
    const doubtful = changeAll(world, undefined, withDoubtfulLock);
    return [success({ ...doubtful, future: "unknown", plock: "unknown" }, ["plock.effect"])];
  }
  const flags = bit(profile, "MCL_CURRENT") | bit(profile, "MCL_FUTURE");
  const { outcomes } =
    operation === "unlock"
      ? munlockall(stage)
      : operation === "process"
        ? mlockall(stage, { name: "mlockall", flags })
        : segmentsLocked(stage, operation);
  return outcomes.map((outcome) =>
    outcome.result === "success"
      ? {
          ...outcome,
          world: { ...outcome.world, plock: heldAfter(operation, world.plock) },
          because: ["plock.effect"],
        }
      : outcome,
  );
}

function heldAfter(operation: PlockTarget | "unlock", held: Held): Held {
  if (operation === "unlock") return "nothing";
  if (operation === "process" || held === "nothing") return operation;
  return held === "unknown" || held === "process" ? "unknown" : "text+data";
}

/** Memory of the protection that text or data has. */
function segmentsLocked({ profile, world }: Stage<never>, operation: "text" | "data"): Step {
  const attributes = bit(profile, operation === "text" ? "PROC_TEXT" : "PROC_DATA") | bit(profile, "PRIVATE");
  const isMeant = (mapping: Mapping) => hasAttributes(mapping, attributes, bit(profile, "SHARED"));
  let [low, high] = [0, 0];
  for (const { mappings } of world.regions.values()) {
    for (const mapping of all(mappings)) {
      const meant = isMeant(mapping);
      if (meant === false || isLocked(mapping)) continue;
      high += mapping.end - mapping.start;
      if (meant === true && mapping.lock === "unlocked") low += mapping.end - mapping.start;
    }
  }
  const limit = limitCheck(profile, world, "mlockall.limit", lockedWith(world, { low, high }));
  return decide(world, [limit], "documented", () => {
    const after = lockedNow(profile, world, { current: true, future: "off", state: "locked" }, isMeant);
    return {
      world: operation === "data" ? { ...after, future: "on" } : after,
      because: ["plock.effect"],
    };
  });
}

/** Attributes choose memory of just this protection, private unless they say shared; 0 chooses all. */
function hasAttributes(
  { protection, shared }: Mapping,
  attributes: number,
  sharedBit: number,
): boolean | undefined {
  if (attributes === 0) return true;
  if (protection !== undefined && protection !== (attributes & protections)) return false;
  if (shared !== undefined && shared !== ((attributes & sharedBit) !== 0)) return false;
  return protection === undefined || shared === undefined ? undefined : true;
}

/** PROT_READ, PROT_WRITE and PROT_EXEC where there is memcntl(). */
const protections = 7;

type Memcntl<Address> = Extract<Call<Address>, { name: "memcntl" }>;

/**
 * memcntl(): mlock() and its kin are this call under other names. EINVAL for an address or length with MC_LOCKAS or
 * MC_UNLOCKAS, for unknown attributes and unknown commands; all else as theirs.
 */
export function memcntl<Address>(stage: Stage<Address>, call: Memcntl<Address>): Step {
  const elsewhere = unavailable(stage, "memcntl.effect");
  if (elsewhere) return elsewhere;
  const broken = judge(stage.profile, "memcntl.arguments", isMisused(stage, call));
  if (broken.verdict === "fails") return decide(stage.world, [broken], "any", () => nothing(stage.world));
  const { outcomes, violations } = chosen(stage, call, commanded(stage, call));
  if (broken.verdict === "passes") return { outcomes, violations };
  const refused = decide(stage.world, [broken], "any", () => nothing(stage.world)).outcomes;
  return { outcomes: [...outcomes, ...refused.filter(({ result }) => result !== "success")], violations };
}

const nothing = (world: World) => ({ world, because: ["memcntl.effect"] as const });

/** Addresses that MC_LOCKAS does not take, attributes that nobody knows; undefined: perhaps. */
function isMisused<Address>(
  { profile, domain }: Stage<Address>,
  { command, attributes, address, length }: Memcntl<Address>,
): boolean | undefined {
  const known = protections | bit(profile, "SHARED") | bit(profile, "PRIVATE");
  const both = bit(profile, "SHARED") | bit(profile, "PRIVATE");
  const isStrange = attributes && ((attributes & ~known) !== 0 || (attributes & both) === both);
  if (isStrange === true) return true;
  const isWhole =
    command === undefined ? undefined : wholeCommands.some((name) => profile.constants[name] === command);
  if (isWhole === false) return attributes === undefined ? undefined : false;
  const size = intervalOf(length);
  const isSized =
    size === undefined ? undefined : size.low > 0 || size.high < 0 || (size.high > 0 && undefined);
  const isInvalid = domain.isInvalid(address);
  const isNull = isInvalid && domain.isMultiple(address, profile.pageSize.most);
  const isElsewhere = isNull === undefined ? undefined : !isNull;
  const isAimed =
    isSized || isElsewhere ? true : isSized === false && isElsewhere === false ? false : undefined;
  return isWhole === undefined || attributes === undefined ? isAimed && undefined : isAimed;
}

const wholeCommands = ["MC_LOCKAS", "MC_UNLOCKAS"] as const;

function commanded<Address>(stage: Stage<Address>, call: Memcntl<Address>): Step {
  const { profile, world } = stage;
  const { command, argument, address, length } = call;
  const is = (name: string) => command !== undefined && profile.constants[name] === command;
  if (is("MC_LOCK")) return lockRange(stage, { name: "mlock", address, length });
  if (is("MC_UNLOCK")) return lockRange(stage, { name: "munlock", address, length });
  if (is("MC_LOCKAS")) return mlockall(stage, { name: "mlockall", flags: argument });
  if (is("MC_UNLOCKAS")) return munlockall(stage);
  const isOther = otherCommands.some(is);
  const refused: Check = failsWith(
    command === undefined || isOther ? "may-fail" : "fails",
    ["EINVAL"],
    ["memcntl.arguments"],
  );
  const short: Check = failsWith("may-fail", ["EPERM", "ENOMEM", "EAGAIN"], ["memcntl.arguments"]);
  return decide(world, isOther || command === undefined ? [refused, short] : [refused], "any", () =>
    nothing(command === undefined ? doubtfulLocks(world) : world),
  );
}

/** Commands that lock nothing. */
const otherCommands = ["MC_SYNC", "MC_ADVISE", "MC_HAT_ADVISE"] as const;

function doubtfulLocks(world: World): World {
  return { ...changeAll(world, undefined, withDoubtfulLock), future: "unknown" };
}

/** With attributes, only some of the memory is meant: which of it, is not followed. */
function chosen<Address>({ world }: Stage<Address>, { attributes }: Memcntl<Address>, step: Step): Step {
  if (attributes === 0) return step;
  const outcomes = step.outcomes.map((outcome) => ({
    ...outcome,
    world: { ...mergeWorlds(world, outcome.world), future: outcome.world.future },
  }));
  return { ...step, outcomes };
}

type Shmctl = Extract<Call<never>, { name: "shmctl" }>;

/** shmctl(SHM_LOCK): segments are counted apart, and no page is brought in. EPERM without the right to lock, ENOMEM over the limit. */
export function shmctl({ profile, world }: Stage<never>, { operation, length }: Shmctl): Step {
  const name = "shmctl.lock";
  const { value, outcome } = profile.facts[name];
  if (value === "absent") return { outcomes: [failure(world, outcome, [name])], violations: [] };
  const size = wholePages(length, profile.pageSize.usual);
  const total = world.shmLockedBytes;
  const isUntold = value === "silent";
  if (isUntold || size === undefined || total === undefined || operation === undefined) {
    const refused = failsWith("may-fail", ["EPERM", "ENOMEM"], [name]);
    return decide(world, [isUntold ? judge(profile, name, undefined) : refused], "any", () => ({
      world: { ...world, shmLockedBytes: undefined },
      because: [name],
    }));
  }
  const locks = operation === "lock";
  const over = locks ? isOverLimit(world, { low: total + size.low, high: total + size.high }) : false;
  const checks = [
    ...(locks ? [privilegeCheck(profile, world, "mlock.privilege")] : []),
    over === false ? passes(name) : failsWith(over === true ? "fails" : "may-fail", ["ENOMEM"], [name]),
  ];
  const isExact = size.low === size.high;
  const after = isExact ? Math.max(0, total + (locks ? size.low : -size.low)) : undefined;
  return decide(world, checks.map(withoutComplaint), "documented", () => ({
    world: { ...world, shmLockedBytes: after },
    because: [name],
  }));
}

/** The limit binds whoever lacks the privilege. */
function isOverLimit({ privileged, limit }: World, { low, high }: Interval): boolean | undefined {
  if (privileged === true || limit === Number.POSITIVE_INFINITY) return false;
  if (limit === undefined) return undefined;
  if (high <= limit) return false;
  return low > limit && privileged === false ? true : undefined;
}
