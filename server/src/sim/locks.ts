/** What locking and unlocking does to one mapping: the flag alone; pages and accounts follow elsewhere. */
import { changedMapping } from "./changed";
import type { SimProfile } from "./outcomes";
import { endOfObject, isUnbacked } from "./residency";
import type { LockState, Mapping, World } from "./types";
import type { Change } from "./world";

/** Sets or clears the lock, where the platform lets this memory be locked at all; where no page says whether, it is unknown. */
export function withLock(profile: SimProfile, world: World, wanted: LockState): Change {
  return (mapping) => {
    if (isFixed(mapping)) return mapping;
    if (wanted === "unlocked") {
      return mayStaySuperlocked(profile, world) ? withDoubtfulLock(mapping) : unlocked(profile, mapping);
    }
    const isPassedOver = isBeyondLocking(profile, world, mapping);
    if (isPassedOver === true) return mapping;
    const isCounted = profile.facts["lock.nesting"].value === "counted";
    if (wanted === "unknown")
      return mapping.lock === "unknown" ? mapping : changedMapping(mapping, { lock: "unknown" });
    if (isPassedOver === undefined) return doubtful(mapping, isCounted);
    const lockCount = !isCounted ? 1 : mapping.lock === "unknown" ? uncounted : mapping.lockCount + 1;
    return mapping.lock === wanted && mapping.lockCount === lockCount
      ? mapping
      : changedMapping(mapping, { lock: wanted, lockCount });
  };
}

/** Locked at least once, nobody knows how often. */
const uncounted = Number.POSITIVE_INFINITY;

/** Locked now, unless it is passed over: what was locked is so still, and what was not, once at most. */
function doubtful(mapping: Mapping, isCounted: boolean): Mapping {
  if (mapping.lock === "unlocked") return changedMapping(mapping, { lock: "unknown", lockCount: 1 });
  if (mapping.lock === "locked")
    return isCounted ? changedMapping(mapping, { lockCount: uncounted }) : mapping;
  if (mapping.lock === "onfault") return changedMapping(mapping, { lock: "unknown" });
  return isCounted && mapping.lockCount > 0
    ? changedMapping(mapping, { lockCount: mapping.lockCount + 1 })
    : mapping;
}

/** Where locks are counted, the last unlock unlocks, and who cannot count does not know which is the last. */
function unlocked(profile: SimProfile, mapping: Mapping): Mapping {
  const { lock, lockCount } = mapping;
  if (profile.facts["lock.nesting"].value === "counted") {
    // Of what may be locked, the count is how often at most; 0: not even that is known.
    if (lock === "unknown" && lockCount === 0) return mapping;
    if (lockCount === uncounted)
      return lock === "unknown" ? mapping : changedMapping(mapping, { lock: "unknown" });
    if (lockCount > 1) return changedMapping(mapping, { lockCount: lockCount - 1 });
  }
  return lock === "unlocked" ? mapping : changedMapping(mapping, { lock: "unlocked", lockCount: 0 });
}

/** How often memory counts as locked that gets this lock as it is made. */
export function countOf(lock: LockState): number {
  return lock === "locked" || lock === "onfault" ? 1 : 0;
}

/** However often it was locked. */
export function withoutLock(mapping: Mapping): Mapping {
  if (isFixed(mapping) || mapping.lock === "unlocked") return mapping;
  return changedMapping(mapping, { lock: "unlocked", lockCount: 0 });
}

/** Nobody knows whether it is locked, unless it always is. */
export function withDoubtfulLock(mapping: Mapping): Mapping {
  return isFixed(mapping) || mapping.lock === "unknown"
    ? mapping
    : changedMapping(mapping, { lock: "unknown" });
}

/** Is the process superlocked, or may it be, where no page says whether unlocking ends that? */
export function mayStaySuperlocked({ facts }: SimProfile, { superlocked }: World): boolean {
  const { value } = facts["lock.superlock"];
  return superlocked !== false && typeof value === "object" && value.unlocking === "silent";
}

/** Memory whose lock no call changes. */
export function isFixed({ wired, backing }: Mapping): boolean {
  return wired || backing === "special" || backing === "huge" || backing === "secret";
}

/** Memory that is passed over, with success; undefined where no page says. */
function isBeyondLocking(profile: SimProfile, world: World, mapping: Mapping): boolean | undefined {
  const { facts, pageSize } = profile;
  const end = endOfObject(world, mapping, pageSize.usual);
  const answers = [
    mapping.protection === 0 ? allows(facts["mlock.accessible"].value, "skips") : true,
    mapping.protection === undefined && facts["mlock.accessible"].value === "skips" ? undefined : true,
    ...backing(profile, mapping),
    mapping.start >= end ? allows(facts["mlock.beyond-end"].value, "stops") : true,
  ];
  if (answers.includes(false)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** Memory without pages is passed over by some; where it is not known whether it has any, neither is that. */
function backing({ facts }: SimProfile, mapping: Mapping): readonly (boolean | undefined)[] {
  const isFree = isUnbacked(mapping);
  const answer = allows(facts["mlock.noreserve"].value, "skips");
  return isFree === true ? [answer] : isFree === undefined && answer !== true ? [undefined] : [];
}

/** May it be locked, by a fact that excludes it with one value and is silent otherwise? */
function allows(value: string, exclusion: string): boolean | undefined {
  return value === exclusion ? false : value === "silent" ? undefined : true;
}
