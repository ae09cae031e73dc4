/** A lock that has failed, taken for one that has done nothing. */
import { judgeObserved } from "./observed";
import type { Rule } from "./rule";
import { consequenceOf } from "./words";

export const partialLockKept: Rule = {
  id: "partial-lock-kept",
  summary: "A failed lock is taken for one that has locked nothing, where part of it stays.",
  start: "off",
  fixable: true,
  concernsPortability: false,
  restsOnPages: true,
  judge: (scene) => [
    ...judgeObserved(scene, {
      rule: "partial-lock-kept",
      kind: "part-kept",
      severity: () => "hint",
      message: ({ other }) =>
        `the block is freed after ${other?.name}() of it has failed, and part of it may be locked`,
      consequence: () => consequenceOf(scene.platform, "lock.atomic"),
      facts: () => ["lock.atomic"],
      repair: ({ site, other }) => other && { kind: "unlock-before", lock: other, at: site.statement },
    }),
    ...judgeObserved(scene, {
      rule: "partial-lock-kept",
      kind: "future-kept",
      severity: () => "hint",
      message: ({ site }) =>
        `memory is mapped after ${site.name}() has failed, and MCL_FUTURE was not taken back`,
      consequence: () => "MCL_FUTURE stays in force: what is mapped is locked, or fails",
      facts: () => ["mlockall.failure"],
      about: ["locks"],
    }),
  ],
};
