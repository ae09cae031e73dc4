/** Memory that is new to the process, whichever call brings it: what MCL_FUTURE asks of it, and the lock and pages that it gets. */
import type { Errno, FactName } from "../platforms/profile";
import { lockedIn } from "./locking";
import { mergeWorlds } from "./merge";
import { type Check, failsWith, judge, passes, type SimProfile, withoutComplaint } from "./outcomes";
import { exceedsLimit, lockedWith, mayBeOver } from "./privilege";
import { endOfObject, isClosed } from "./residency";
import type { Extent, Length, LockState, Mapping, World } from "./types";
import { mappingsIn } from "./world";

/** The kernel may be short of memory at any call, unless the world says that it never is. */
export function memoryCheck(world: World): Check {
  return world.memory === "ample" ? nothing : failsWith("may-fail", ["ENOMEM", "EAGAIN"], []);
}

const nothing: Check = { because: [], verdict: "passes", consequence: { kind: "silent" } };

/** Tells of one kind of new memory what becomes of it where it cannot be locked. */
export type FutureFact = "mlockall.future-failure" | "mlockall.stack" | "brk.limit" | "pthread_create.limit";

/** New memory that gets a lock as it comes must fit into the limit with its `size`, bytes. */
export function futureCheck(
  profile: SimProfile,
  world: World,
  size: Length,
  { name, lock }: { readonly name: FutureFact; readonly lock: LockState },
): Check {
  const { outcome, value } = profile.facts[name];
  if (lock === "unlocked") return passes(name);
  const wanted = lockedWith(world, size);
  if (value === "silent") {
    return mayBeOver(world, wanted) ? failsWith("may-fail", anyErrno, [name]) : passes(name);
  }
  if (outcome.kind !== "fails" && outcome.kind !== "signals") return passes(name);
  if (profile.facts["mlockall.limit"].value === "silent") {
    return mayBeOver(world, wanted) ? judge(profile, name, undefined) : passes(name);
  }
  const over = exceedsLimit(profile, world, "mlockall.limit", wanted);
  const isOver = lock === "unknown" && over === true ? undefined : over;
  return isOver === false ? passes(name) : withoutComplaint(judge(profile, name, isOver));
}

const anyErrno: readonly Errno[] = ["EAGAIN", "ENOMEM"];

/** The lock that MCL_FUTURE gives to whatever comes. */
export function futureLock({ future }: World): LockState {
  return future === "on" ? "locked" : future === "off" ? "unlocked" : future;
}

/** What explains a lock that MCL_FUTURE gave. */
export function futureReasons(future: World["future"]): readonly FactName[] {
  if (future === "off") return [];
  return future === "onfault" ? ["mlockall.effect", "lock.onfault"] : ["mlockall.effect"];
}

/** New memory, which is unlocked so far, gets its lock, where it can be locked, and the pages that come with it. */
export function lockedAnew(profile: SimProfile, world: World, extent: Extent, wanted: LockState): World {
  if (wanted === "unlocked") return world;
  const parts = mappingsIn(world, extent);
  const locks = parts.map((part) => lockOfNew(profile, world, part, wanted));
  if (locks.every((lock) => lock === wanted)) return lockedIn(profile, world, extent, wanted);
  return parts.reduce((before, { start, end }, index) => {
    const lock = locks[index] ?? "unlocked";
    return lock === "unlocked" ? before : lockedIn(profile, before, { ...extent, start, end }, lock);
  }, world);
}

/** Memory that nobody may access is left out by some, and what cannot be brought in stays unlocked where that is no failure. */
function lockOfNew(profile: SimProfile, world: World, mapping: Mapping, wanted: LockState): LockState {
  const { facts, pageSize } = profile;
  const { value: closed } = facts["mlockall.inaccessible"];
  const answer = closed === "marks" ? false : isClosed(profile, mapping);
  if (answer === true) return closed === "skips" ? "unlocked" : "unknown";
  if (answer === undefined && closed === "skips") return "unknown";
  const mayStayOut = world.memory === "unknown" || endOfObject(world, mapping, pageSize.usual) < mapping.end;
  return facts["mlockall.future-failure"].value === "maps-unlocked" && mayStayOut ? "unknown" : wanted;
}

/** What a call that fails at the limit leaves of what was there before, where it had to make room first. */
export function leftWithoutRoom(profile: SimProfile, before: World, cleared: () => World): World {
  const { value } = profile.facts["mmap.replacement"];
  if (value === "tests-first") return before;
  return value === "silent" ? mergeWorlds(before, cleared()) : cleared();
}
