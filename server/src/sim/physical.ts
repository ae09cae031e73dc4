/** QNX: physical and typed memory that is mapped as such, and shared memory objects that shm_ctl() populates. */
import {
  type Check,
  decide,
  judge,
  passes,
  type SimProfile,
  type Stage,
  unavailable,
  withoutComplaint,
} from "./outcomes";
import { lacksPrivilege } from "./privilege";
import { bit } from "./residency";
import type { Call, Step, World } from "./types";

type Mmap = Extract<Call<unknown>, { name: "mmap" }>;

/** Physical memory is for root; and physical or typed memory is allocated as it is mapped, or not at all. */
export function physicalChecks(profile: SimProfile, world: World, { flags, object }: Mmap): readonly Check[] {
  const has = (name: string) => flags !== undefined && (flags & bit(profile, name)) !== 0;
  const isPhysical = has("MAP_PHYS");
  const isAllocated = object === "typed" || (isPhysical && has("MAP_ANON"));
  return [
    isPhysical && !has("MAP_ANON") ? rootCheck(profile, world) : passes("mmap.physical"),
    isAllocated && has("MAP_LAZY") ? lazyCheck(profile) : passes("mmap.lazy-typed"),
  ];
}

function rootCheck(profile: SimProfile, world: World): Check {
  const name = "mmap.physical";
  const { value } = profile.facts[name];
  if (value === "not-applicable") return passes(name);
  return withoutComplaint(judge(profile, name, value === "silent" ? undefined : lacksPrivilege(world)));
}

function lazyCheck(profile: SimProfile): Check {
  const name = "mmap.lazy-typed";
  const { value } = profile.facts[name];
  if (value === "not-applicable") return passes(name);
  return judge(profile, name, value === "silent" ? undefined : true);
}

/**
 * shm_ctl(): populates a shared memory object; what it becomes is known to whoever maps it later. It fails for an object
 * that has a size already, which is not followed, and as `shm_ctl.effect` has it.
 */
export function shmCtl<Address>(
  { profile, world }: Stage<Address>,
  { flags }: Extract<Call<Address>, { name: "shm_ctl" }>,
): Step {
  const name = "shm_ctl.effect";
  const elsewhere = unavailable({ profile, world }, name);
  if (elsewhere) return elsewhere;
  const has = (flag: string) => flags !== undefined && (flags & bit(profile, flag)) !== 0;
  const isPhysical = has("SHMCTL_PHYS");
  const isLazyToo = isPhysical && has("SHMCTL_ANON") && has("SHMCTL_LAZY");
  const needsRoot = isPhysical || has("SHMCTL_GLOBAL");
  const isRefused = isLazyToo || (needsRoot && lacksPrivilege(world) === true);
  const isKnown = profile.facts[name].value === "tests-flags";
  const check = judge(profile, name, isKnown && isRefused ? true : undefined);
  return decide(world, [withoutComplaint(check)], "any", () => ({ world, because: [name] }));
}
