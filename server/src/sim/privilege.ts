/** Who may lock, and how much: the tests that mlock(), munlock(), mlockall() and munlockall() share. */
import { type Check, judge, passes, type SimProfile } from "./outcomes";
import type { World } from "./types";

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

/** `wanted` is what would be locked in all, in bytes of whole pages; undefined where that is not known. */
export function limitCheck(
  profile: SimProfile,
  world: World,
  name: "mlock.limit" | "mlockall.limit",
  wanted: number | undefined,
): Check {
  const over = exceedsLimit(profile, world, name, wanted);
  // An unknown amount is no reason to expect a failure that no page names.
  const unheardOf = over === undefined && profile.facts[name].outcome.kind === "silent";
  return over === false || unheardOf ? passes(name) : judge(profile, name, over);
}

export function exceedsLimit(
  profile: SimProfile,
  world: World,
  name: "mlock.limit" | "mlockall.limit",
  wanted: number | undefined,
): boolean | undefined {
  const { value } = profile.facts[name];
  const applies = value === "fails" || (value === "unless-privileged" && world.privileged !== true);
  if (!applies || world.limit === Number.POSITIVE_INFINITY) return false;
  if (world.limit === undefined || wanted === undefined) return undefined;
  if (wanted <= world.limit) return world.lockedBytes === undefined ? undefined : false;
  return value === "unless-privileged" && world.privileged === "unknown" ? undefined : true;
}
