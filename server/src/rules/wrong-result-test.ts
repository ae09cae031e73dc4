/** A test of a result that does not tell success from failure, or takes one for the other. */
import type { BlindTest } from "../interp/record/events";
import type { Observed } from "../interp/record/observations";
import { judgeObserved } from "./observed";
import type { Judgement, Rule, Scene } from "./rule";

export const wrongResultTest: Rule = {
  id: "wrong-result-test",
  summary: "A result is compared with a value that it never has, or success is taken for failure.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [
    ...scene.events.blindTests.map(
      (test): Judgement => ({
        rule: "wrong-result-test",
        span: test.span,
        certainty: "certain",
        severity: test.kind === "same-either-way" ? "error" : "warning",
        message: messageOf(test),
        consequence:
          test.kind === "same-either-way" ? "the failure goes unnoticed" : "success and failure are swapped",
        path: [{ span: test.site.span, message: `${test.site.name}() is called here` }],
        facts: factsOf(test.site.name ?? ""),
        repair: { kind: "correct-test", site: test.site, test: test.span, fault: test.kind },
      }),
    ),
    ...outcomes(scene),
  ],
};

/** Tests of what the program's own functions make of a result. */
const outcomes = (scene: Scene): Judgement[] => [
  ...judgeObserved(scene, {
    ...ofOutcome,
    kind: "blind-outcome",
    message: (seen) =>
      `the test \`${seen.test}\` comes out the same whether ${seen.other?.name}() succeeds or fails: ${returnedBy(seen)}`,
    consequence: () => "the failure goes unnoticed",
  }),
  ...judgeObserved(scene, {
    ...ofOutcome,
    kind: "inverted-outcome",
    message: (seen) => `success of ${seen.other?.name}() is treated as a failure: ${returnedBy(seen)}`,
    consequence: () => "success and failure are swapped",
  }),
];

type Outcome = Observed<"blind-outcome" | "inverted-outcome">;

const ofOutcome = {
  rule: "wrong-result-test",
  severity: ({ certain, visits }: Outcome) => (certain >= visits ? "warning" : undefined),
  facts: ({ other }: Outcome) => factsOf(other?.name ?? ""),
  about: [],
} as const;

function returnedBy({ by, success, failure }: Outcome): string {
  const otherwise = typeof failure === "number" ? failure : `a ${failure} number`;
  return `${by}() returns ${success} on success and ${otherwise} on failure`;
}

const factsOf = (name: string) =>
  name === "mlock" || name === "mlock2" || name === "munlock"
    ? (["mlock.result"] as const)
    : name.startsWith("mlockall") || name.startsWith("munlockall")
      ? (["mlockall.result"] as const)
      : [];

function messageOf({ site, kind, operator, constant }: BlindTest): string {
  const name = `${site.name}()`;
  if (kind !== "same-either-way")
    return `success of ${name} is treated as a failure: it returns 0 on success`;
  return `the test \`${operator} ${constant}\` comes out the same whether ${name} succeeds or fails: ${returns(site.name ?? "")}`;
}

function returns(name: string): string {
  if (/^m(re)?map/.test(name)) return "it returns MAP_FAILED on failure, never a null pointer";
  if (name === "shmat" || name === "sbrk") return "it returns (void *) -1 on failure, never a null pointer";
  if (name.endsWith("_r")) return "it returns a negative error number on failure";
  if (/^(procmgr_ability|posix_memalign|pthread_)/.test(name)) return "it returns an error number on failure";
  return "it returns -1 on failure and sets errno";
}
