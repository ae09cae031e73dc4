/** What locking and unlocking does to one mapping: the flag alone; pages and accounts follow elsewhere. */
import type { SimProfile } from "./outcomes";
import { endOfObject, isUnbacked } from "./residency";
import type { LockState, Mapping, World } from "./types";
import type { Change } from "./world";

/** Sets or clears the lock, where the platform lets this memory be locked at all. */
export function withLock(profile: SimProfile, world: World, wanted: LockState): Change {
  return (mapping) => {
    if (wanted === "unlocked") return isFixed(mapping) ? mapping : unlocked(profile, mapping);
    if (isBeyondLocking(profile, world, mapping)) return mapping;
    if (wanted === "unknown") return mapping.lock === "unknown" ? mapping : { ...mapping, lock: "unknown" };
    const isCounted = profile.facts["lock.nesting"].value === "counted";
    const lockCount = isCounted ? mapping.lockCount + 1 : 1;
    return mapping.lock === wanted && mapping.lockCount === lockCount
      ? mapping
      : { ...mapping, lock: wanted, lockCount };
  };
}

/** Where locks are counted, the last unlock unlocks. */
function unlocked(profile: SimProfile, mapping: Mapping): Mapping {
  const lockCount =
    profile.facts["lock.nesting"].value === "counted" ? Math.max(0, mapping.lockCount - 1) : 0;
  if (lockCount > 0) return { ...mapping, lockCount };
  return mapping.lock === "unlocked" ? mapping : { ...mapping, lock: "unlocked", lockCount: 0 };
}

/** How often memory counts as locked that gets this lock as it is made. */
export function countOf(lock: LockState): number {
  return lock === "locked" || lock === "onfault" ? 1 : 0;
}

/** However often it was locked. */
export function withoutLock(mapping: Mapping): Mapping {
  if (isFixed(mapping) || mapping.lock === "unlocked") return mapping;
  return { ...mapping, lock: "unlocked", lockCount: 0 };
}

/** Memory whose lock no call changes. */
export function isFixed({ wired, backing }: Mapping): boolean {
  return wired || backing === "special" || backing === "huge" || backing === "secret";
}

/** Memory that is passed over, with success. */
function isBeyondLocking(profile: SimProfile, world: World, mapping: Mapping): boolean {
  const { facts, pageSize } = profile;
  if (isFixed(mapping)) return true;
  if (mapping.protection === 0 && facts["mlock.accessible"].value === "skips") return true;
  if (isUnbacked(profile, mapping)) return true;
  const end = endOfObject(world, mapping, pageSize.usual);
  return mapping.start >= end && facts["mlock.beyond-end"].value === "stops";
}
