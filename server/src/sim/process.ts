/** What changes the process as a whole: fork(), exec, its limits and its privileges. */
import { noMappings } from "./mappings";
import { decide, failure, judge, type Scene, type SimProfile, success } from "./outcomes";
import type { Call, Outcome, Step, Tristate, World } from "./types";
import { type Change, changeAll } from "./world";

export function fork<Address>({ profile, world }: Scene<Address>): Step {
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

/** The child runs in its parent's memory: whatever it does is done to both. */
export function vfork<Address>({ world }: Scene<Address>): Step {
  const because = ["lock.vfork"] as const;
  return {
    outcomes: [
      { ...success(world, because), process: "child" },
      { ...success(world, because), process: "parent" },
    ],
    violations: [],
  };
}

export function exec<Address>({ profile, world }: Scene<Address>): Step {
  const because = ["lock.exec"] as const;
  const { value } = profile.facts["lock.exec"];
  const fresh = emptied(world);
  const after: World = value === "dropped" ? fresh : { ...fresh, future: "unknown" };
  const failed = world.memory === "ample" ? [] : [failure(world, { kind: "silent" }, [])];
  return { outcomes: [success(after, because), ...failed], violations: [] };
}

/** Nobody is left to see it. */
export function exit<Address>({ world }: Scene<Address>): Step {
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

export function setrlimit<Address>(
  { profile, world }: Scene<Address>,
  { soft, hard }: Extract<Call<Address>, { name: "setrlimit" }>,
): Step {
  const [low, high] = [bytesOf(soft), bytesOf(hard)];
  const isCrossed = low === undefined || high === undefined ? undefined : low > high;
  const isRaised = high === undefined || world.hardLimit === undefined ? undefined : high > world.hardLimit;
  const isRefused = profile.facts["setrlimit.effect"].value === "refused";
  const mayNot = both(isRaised, negated(world.mayRaiseLimit));
  const checks = isRefused
    ? [judge(profile, "setrlimit.effect", true)]
    : [judge(profile, "setrlimit.order", isCrossed), judge(profile, "setrlimit.hard", mayNot)];
  return decide(
    world,
    checks.map((check) => ({ ...check, violation: undefined })),
    "documented",
    () => ({
      world: { ...world, limit: low, hardLimit: high },
      because: ["setrlimit.effect"],
    }),
  );
}

/** `undefined`: not known. */
function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

const negated = (value: Tristate) => (value === "unknown" ? undefined : !value);

/** Giving up root or the capability: what is locked stays. */
export function dropPrivilege<Address>({ world }: Scene<Address>): Step {
  const after: World = { ...world, privileged: false, mayRaiseLimit: false };
  return { outcomes: [success(after, ["limit.dropped-privilege"])], violations: [] };
}

export function changePrivilege<Address>(
  { world }: Scene<Address>,
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
  return { ...after, future: "off", superlocked, plock: "nothing" };
}

function withUnknownLocks(world: World): World {
  const after = changeAll(world, undefined, (mapping) =>
    mapping.wired || mapping.lock === "unlocked" ? mapping : { ...mapping, lock: "unknown" },
  );
  return { ...after, future: world.future === "off" ? "off" : "unknown" };
}
