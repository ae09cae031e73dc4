/** Locks that the program counts and the kernel does not: one unlock ends them all. */
import { type Observed, observed } from "../interp/record/observations";
import { judgeObserved } from "./observed";
import type { Rule, Scene } from "./rule";

const consequence = () => "locks do not nest: the memory may be paged out from here on";

/** What both kinds say of one unlock is said once. */
const isCountedToo = ({ site }: Observed<"used-after-unlock">, { events }: Scene): boolean =>
  observed(events.observations, "unlocked-by-count").some((other) => other.site === site);

const used: Readonly<Record<Observed<"used-after-unlock">["ended"], string>> = {
  locks: "munlock() ends all locks of this memory, which was locked more than once and is used afterwards",
  mlockall: "munlock() also ends mlockall()'s lock on this memory, which is used afterwards",
  munlockall: "munlockall() also ends mlock()'s lock on this memory, which is used afterwards",
};

export const nestedLockAssumed: Rule = {
  id: "nested-lock-assumed",
  summary: "Memory is locked twice, unlocked once, and taken for locked still.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [
    ...judgeObserved(scene, {
      rule: "nested-lock-assumed",
      kind: "unlocked-by-count",
      severity: ({ isUsed }) => (isUsed ? "warning" : "hint"),
      message: ({ isUsed }) =>
        isUsed
          ? "this munlock() ends every lock of the memory, which is used before it is unlocked once more"
          : "this munlock() ends every lock of the memory; the next one has nothing left to unlock",
      consequence: ({ isUsed }) => (isUsed ? consequence() : "locks do not nest: one munlock() is enough"),
      // The unlock that comes later is the one that counts; what other callers have behind this one is not known.
      repair: ({ site, certain, visits }) =>
        certain >= visits
          ? { kind: "drop-call", site, title: "Remove this unlock: the next one ends both locks" }
          : undefined,
      facts: () => ["lock.nesting"],
    }),
    ...judgeObserved(scene, {
      rule: "nested-lock-assumed",
      kind: "used-after-unlock",
      severity: (seen) => (isCountedToo(seen, scene) ? undefined : "info"),
      message: ({ ended }) => used[ended],
      repair: ({ site, ended }) =>
        ended === "mlockall"
          ? { kind: "drop-call", site, title: "Remove this unlock: mlockall() locks all memory" }
          : undefined,
      consequence,
      facts: () => ["lock.nesting"],
    }),
  ],
};
