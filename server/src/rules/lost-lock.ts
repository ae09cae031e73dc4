/** A lock that is gone before the memory is used: after fork(), exec, daemon(), a new mapping in its place. */
import { judgeObserved } from "./observed";
import type { Rule } from "./rule";

export const lostLock: Rule = {
  id: "lost-lock",
  summary:
    "Memory is used as locked after fork(), daemon(), a new mapping or the like has taken the lock away.",
  start: "warning",
  fixable: false,
  concernsPortability: false,
  judge: (scene) =>
    judgeObserved(scene, {
      rule: "lost-lock",
      kinds: ["used-without-lock"],
      severity: () => "warning",
      message: ({ other }) => `the child uses memory that only its parent's ${other?.name}() keeps locked`,
      consequence: () => "it may be paged out here",
      facts: () => ["lock.fork"],
    }),
};
