/** Allocations that MCL_FUTURE can make fail, and nobody looks. */
import { judgeObserved } from "./observed";
import type { Rule } from "./rule";
import { consequenceOf } from "./words";

export const uncheckedAllocation: Rule = {
  id: "unchecked-allocation",
  summary: "Memory is allocated, or a thread made, under MCL_FUTURE, and nobody asks whether it was refused.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [
    ...judgeObserved(scene, {
      rule: "unchecked-allocation",
      kinds: ["used-unasked"],
      severity: () => "warning",
      message: ({ site }) =>
        `what ${site?.name}() returns is used without a test, while MCL_FUTURE is in force`,
      consequence: () => `beyond the limit it ${consequenceOf(scene.platform, "brk.limit")}`,
      facts: () => ["brk.limit"],
      about: ["locks"],
      repair: ({ site }) => site && { kind: "check-result", site },
    }),
    ...judgeObserved(scene, {
      rule: "unchecked-allocation",
      kinds: ["thread-unasked"],
      severity: ({ site }) =>
        site && /^\s*\(\s*void\s*\)/.test(scene.textAt(site.statement)) ? undefined : "warning",
      message: ({ site }) => `the result of ${site?.name}() is ignored, while MCL_FUTURE is in force`,
      consequence: () => `beyond the limit it ${consequenceOf(scene.platform, "pthread_create.limit")}`,
      facts: () => ["pthread_create.limit"],
      about: ["locks"],
      repair: ({ site }) => site && { kind: "check-result", site },
    }),
  ],
};
