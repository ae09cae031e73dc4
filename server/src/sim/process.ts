/** What changes the process as a whole: fork(), exec, its limits and its privileges. */
import { noMappings } from "./mappings";
import {
  decide,
  failure,
  judge,
  type SimProfile,
  type Stage,
  success,
  unavailable,
  withoutComplaint,
} from "./outcomes";
import type { Call, Outcome, Step, Tristate, World } from "./types";
import { type Change, changeAll, startingState } from "./world";

/** fork(): one outcome for the parent and one for the child, whose locks are as `lock.fork` says; EAGAIN, ENOMEM where memory may be short. */
export function fork<Address>({ profile, world }: Stage<Address>): Step {
  const because = ["lock.fork"] as const;
  const { value } = profile.facts["lock.fork"];
  const child =
    value === "kept" ? world : value === "dropped" ? withoutLocks(world) : withUnknownLocks(world);
  const failed: Outcome[] =
    world.memory === "ample" ? [] : [failure(world, { kind: "fails", errno: ["EAGAIN", "ENOMEM"] }, [])];
  return {
    outcomes: [
      { ...success(changeAll(world, undefined, sharedBy(profile)), because), process: "parent" },
      { ...success(changeAll(child, undefined, inChild(profile)), because), process: "child" },
      ...failed,
    ],
    violations: [],
  };
}

/** Private pages are one for both until somebody writes, where the platform says so. */
function sharedBy({ facts }: SimProfile): Change {
  const residency = facts["lock.fork-writes"].value === "fault-once" ? "copy-on-write" : "unknown";
  return (mapping) => {
    const isPrivate = mapping.shared === false && mapping.residency === "resident" && !mapping.lazy;
    return isPrivate ? { ...mapping, residency } : mapping;
  };
}

/** Pages that were never written need not be there for the child. */
function inChild(profile: SimProfile): Change {
  const shared = sharedBy(profile);
  return (mapping) =>
    mapping.residency === "copy-on-write" ? { ...mapping, residency: "unknown" } : shared(mapping);
}

/** vfork(): the child runs in its parent's memory, and whatever it does is done to both where `lock.vfork` says so. */
export function vfork<Address>({ profile, world }: Stage<Address>): Step {
  const because = ["lock.vfork"] as const;
  const isShared = profile.facts["lock.vfork"].value === "shared";
  return {
    outcomes: [
      { ...success(isShared ? world : withUnknownLocks(world), because), process: "child" },
      { ...success(world, because), process: "parent" },
    ],
    violations: [],
  };
}

/** exec: another program, of whose memory nothing is known. Only MCL_FUTURE could come with it, and only if it was on. */
export function exec<Address>({ profile, world }: Stage<Address>): Step {
  const because = ["lock.exec"] as const;
  const { value } = profile.facts["lock.exec"];
  const future =
    value === "dropped" ? "off" : value === "kept" || world.future === "off" ? world.future : "unknown";
  const after: World = { ...emptied(world), future, ...startingState(profile) };
  const failed = world.memory === "ample" ? [] : [failure(world, { kind: "silent" }, [])];
  return { outcomes: [success(after, because), ...failed], violations: [] };
}

/** exit(): nobody is left to see it. */
export function exit<Address>({ world }: Stage<Address>): Step {
  return { outcomes: [success(emptied(world), ["lock.exit"])], violations: [] };
}

/** No memory, and no locks. */
function emptied(world: World): World {
  const regions = new Map(
    [...world.regions].map(([id, region]) => [id, { ...region, mappings: noMappings }] as const),
  );
  const isCounted = world.lockedBytes !== undefined;
  return {
    ...withoutLocks(world),
    regions,
    heap: undefined,
    objects: new Map(),
    ...(isCounted ? { lockedBytes: 0, mappedBytes: 0 } : {}),
  };
}

/** setrlimit(RLIMIT_MEMLOCK), bytes; -1 is no limit. EINVAL, EPERM as the platform's facts have it. */
export function setrlimit<Address>(
  { profile, world }: Stage<Address>,
  { soft, hard }: Extract<Call<Address>, { name: "setrlimit" }>,
): Step {
  const [low, high] = [bytesOf(soft), bytesOf(hard)];
  const isCrossed = low === undefined || high === undefined ? undefined : low > high;
  const isRaised = high === undefined || world.hardLimit === undefined ? undefined : high > world.hardLimit;
  const elsewhere = unavailable({ profile, world }, "setrlimit.effect");
  if (elsewhere) return elsewhere;
  const { value } = profile.facts["setrlimit.effect"];
  const mayNot = both(isRaised, negated(world.mayRaiseLimit));
  const checks = [
    judge(profile, "setrlimit.order", isCrossed),
    judge(profile, "setrlimit.hard", mayNot),
    judge(profile, "setrlimit.effect", value === "refused" ? true : value === "sets" ? false : undefined),
  ];
  return decide(
    world,
    (value === "refused" ? checks.slice(2) : checks).map(withoutComplaint),
    value === "silent" ? "any" : "documented",
    () => ({
      world: value === "sets" ? { ...world, limit: low, hardLimit: high } : perhapsLimited(world, low, high),
      because: ["setrlimit.effect"],
    }),
  );
}

/** No page says whether the limit is set. */
function perhapsLimited(world: World, low: number | undefined, high: number | undefined): World {
  return {
    ...world,
    limit: low === world.limit ? low : undefined,
    hardLimit: high === world.hardLimit ? high : undefined,
  };
}

/** `undefined`: not known. */
function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

const negated = (value: Tristate) => (value === "unknown" ? undefined : !value);

/** setuid(): giving up root. What the platform asks for locking goes with it only where that is root, or root's capability. */
export function setuid<Address>({ profile, world }: Stage<Address>): Step {
  const { value } = profile.facts["mlock.privilege"];
  const isRoots = value === "superuser" || value === "limit";
  const privileged = isRoots || world.privileged === false ? false : "unknown";
  const after: World = { ...world, privileged, mayRaiseLimit: isRoots ? false : "unknown" };
  return privilegeDropped(profile, after);
}

/** capset(): giving up the capability. */
export function capset<Address>({ profile, world }: Stage<Address>): Step {
  return privilegeDropped(profile, { ...world, privileged: false, mayRaiseLimit: false });
}

/** Where no page says that locks stay, they are not known. */
function privilegeDropped({ facts }: SimProfile, world: World): Step {
  const name = "limit.dropped-privilege";
  const after = facts[name].value === "locks-stay" ? world : withUnknownLocks(world);
  return { outcomes: [success(after, [name])], violations: [] };
}

/** procmgr_ability(), priv_set(): they may fail with an errno that no page at hand names, and change nothing then. */
export function changePrivilege<Address>(
  { world }: Stage<Address>,
  { grants }: Extract<Call<Address>, { name: "procmgr_ability" | "priv_set" }>,
): Step {
  return {
    outcomes: [
      success({ ...world, privileged: grants ?? "unknown" }, []),
      failure(world, { kind: "silent" }, []),
    ],
    violations: [],
  };
}

/** RLIM_INFINITY is all ones, and nothing so large is a limit. */
function bytesOf(limit: number | undefined): number | undefined {
  return limit !== undefined && limit < 0 ? Number.POSITIVE_INFINITY : limit;
}

function withoutLocks(world: World): World {
  const superlocked = world.superlocked === false ? false : "unknown";
  const after = changeAll(world, undefined, (mapping) =>
    mapping.wired || mapping.lock === "unlocked" ? mapping : { ...mapping, lock: "unlocked", lockCount: 0 },
  );
  const lockedBytes = after.lockedBytes === undefined ? undefined : 0;
  return { ...after, lockedBytes, future: "off", superlocked, plock: "nothing" };
}

function withUnknownLocks(world: World): World {
  const after = changeAll(world, undefined, (mapping) =>
    mapping.wired || mapping.lock === "unlocked" ? mapping : { ...mapping, lock: "unknown" },
  );
  return { ...after, future: world.future === "off" ? "off" : "unknown" };
}
