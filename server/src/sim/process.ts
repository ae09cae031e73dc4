/** What changes the process as a whole: fork(), exec, its limits and its privileges. */
import { decide, failsWith, failure, type Scene, success } from "./outcomes";
import type { Call, Outcome, Step, World } from "./types";
import { unlocked } from "./whole";
import { changeAll, isConcrete } from "./world";

export function fork<Address>({ profile, world }: Scene<Address>): Step {
  const because = ["lock.fork"] as const;
  const { value } = profile.facts["lock.fork"];
  const child =
    value === "kept" ? world : value === "dropped" ? withoutLocks(world) : withUnknownLocks(world);
  const failed: Outcome[] = isConcrete(world)
    ? []
    : [failure(world, { kind: "fails", errno: ["EAGAIN", "ENOMEM"] }, [])];
  return {
    outcomes: [
      { ...success(world, because), process: "parent" },
      { ...success(child, because), process: "child" },
      ...failed,
    ],
    violations: [],
  };
}

export function exec<Address>({ profile, world }: Scene<Address>): Step {
  const because = ["lock.exec"] as const;
  const { value } = profile.facts["lock.exec"];
  const regions = new Map(
    [...world.regions].map(([id, region]) => [id, { ...region, mappings: [] }] as const),
  );
  const fresh = { ...withoutLocks(world), regions };
  const after: World = value === "dropped" ? fresh : { ...fresh, future: "unknown" };
  return { outcomes: [success(after, because), failure(world, { kind: "silent" }, [])], violations: [] };
}

export function setrlimit<Address>(
  { world }: Scene<Address>,
  { soft, hard }: Extract<Call<Address>, { name: "setrlimit" }>,
): Step {
  const [low, high] = [bytesOf(soft), bytesOf(hard)];
  const crossed = low !== undefined && high !== undefined && low > high;
  const verdict = crossed ? "fails" : isConcrete(world) ? undefined : "may-fail";
  const checks =
    verdict === undefined ? [] : [failsWith(verdict, crossed ? ["EINVAL"] : ["EPERM", "EINVAL"], [])];
  return decide(world, checks, "any", () => ({ world: { ...world, limit: low }, because: [] }));
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
  return { ...unlocked(world), superlocked: world.superlocked === false ? false : "unknown" };
}

function withUnknownLocks(world: World): World {
  const after = changeAll(world, undefined, (mapping) =>
    mapping.wired || mapping.lock === "unlocked" ? mapping : { ...mapping, lock: "unknown" },
  );
  return { ...after, future: world.future === "off" ? "off" : "unknown" };
}
