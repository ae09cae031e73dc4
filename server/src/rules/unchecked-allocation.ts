/** Allocations that MCL_FUTURE can make fail, and nobody looks. */
import type { Observed } from "../interp/record/observations";
import { judgeObserved } from "./observed";
import type { Judgement, Rule, Scene, Severity } from "./rule";
import { isMappedLocked, unhandledResults } from "./unhandled";
import { consequenceOf, passedOf, pathOf } from "./words";

export const uncheckedAllocation: Rule = {
  id: "unchecked-allocation",
  summary: "Memory is allocated, or a thread made, under MCL_FUTURE, and nobody asks whether it was refused.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [
    ...judgeObserved(scene, {
      rule: "unchecked-allocation",
      kind: "used-unasked",
      severity: (seen) => severityOf(scene, seen),
      message: ({ site }) =>
        `what ${site.name}() ${site.name === "posix_memalign" ? "gives" : "returns"} is used without a test, while MCL_FUTURE is in force`,
      consequence: () => `beyond the limit it ${consequenceOf(scene.platform, "brk.limit")}`,
      facts: () => ["brk.limit"],
      about: ["locks"],
      repair: ({ site }) => ({ kind: "check-result", site }),
    }),
    ...judgeObserved(scene, {
      rule: "unchecked-allocation",
      kind: "result-unasked",
      severity: (seen) => severityOf(scene, seen),
      message: ({ site }) => `the result of ${site.name}() is ignored, while MCL_FUTURE is in force`,
      consequence: () => `beyond the limit it ${consequenceOf(scene.platform, "pthread_create.limit")}`,
      facts: () => ["pthread_create.limit"],
      about: ["locks"],
      repair: ({ site }) => ({ kind: "check-result", site }),
    }),
    ...mappings(scene),
  ],
};

/** Whoever casts the result to void has thought of it. */
const severityOf = (
  scene: Scene,
  { site }: Observed<"used-unasked" | "result-unasked">,
): Severity | undefined => (/^\s*\(\s*void\s*\)/.test(scene.textAt(site.statement)) ? undefined : "warning");

/** Where its failure gets lost, as unchecked-result says of other mappings. */
const mappings = (scene: Scene): Judgement[] =>
  unhandledResults(scene)
    .filter((unhandled) => isMappedLocked(scene, unhandled))
    .map(({ site, lostAt, how, trail }) => ({
      rule: "unchecked-allocation",
      span: lostAt.span,
      certainty: "certain",
      severity: "warning",
      message: `what ${site.name}() returns is ${how}, while MCL_FUTURE is in force`,
      consequence: `beyond the limit it ${consequenceOf(scene.platform, "mlockall.future-failure")}`,
      path: pathOf(trail, { about: ["locks"] }),
      passed: passedOf(trail),
      facts: ["mlockall.future-failure"],
      ...(lostAt === site ? { repair: { kind: "check-result", site } as const } : {}),
    }));
