/** Memory that goes back to the heap, or out of reach, while the program holds a lock on it. */
import { judgeObserved } from "./observed";
import type { Rule } from "./rule";

export const leakedLock: Rule = {
  id: "leaked-lock",
  summary: "Memory is freed, or an array of a function's own left behind, while it is still locked.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [
    ...judgeObserved(scene, {
      rule: "leaked-lock",
      kinds: ["freed-locked"],
      severity: () => "warning",
      message: ({ other }) => `the block is freed while ${other?.name}() holds its pages locked`,
      consequence: () => "its pages stay locked, and count against the limit, for whoever gets them next",
      facts: () => ["lock.unmap"],
      // Where locks are counted one more unlock may still be too few.
      repair: ({ site, other }, { platform }) =>
        site && other && platform.facts["lock.nesting"].value === "flag"
          ? { kind: "unlock-before", at: site.statement, lock: other }
          : undefined,
    }),
    ...judgeObserved(scene, {
      rule: "leaked-lock",
      kinds: ["left-locked"],
      severity: () => "warning",
      message: ({ site, functionName }) =>
        `${functionName}() returns while ${site?.name}() holds its own array locked`,
      consequence: () => "that part of the stack stays locked, whatever lies there next",
      facts: () => ["lock.unmap"],
    }),
  ],
};
