/** A test of a result that does not tell success from failure, or takes one for the other. */
import type { BlindTest } from "../interp/record/events";
import type { Judgement, Rule } from "./rule";

export const wrongResultTest: Rule = {
  id: "wrong-result-test",
  summary: "A result is compared with a value that it never has, or success is taken for failure.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  judge: (scene) =>
    scene.events.blindTests.map(
      (test): Judgement => ({
        rule: "wrong-result-test",
        span: test.span,
        certainty: "certain",
        severity: test.kind === "inverted" ? "warning" : "error",
        message: messageOf(test),
        consequence:
          test.kind === "inverted" ? "success and failure are swapped" : "the failure goes unnoticed",
        path: [{ span: test.site.span, message: `${test.site.name}() is called here` }],
        facts: factsOf(test.site.name ?? ""),
        repair: { kind: "correct-test", site: test.site, test: test.span, fault: test.kind },
      }),
    ),
};

const factsOf = (name: string) =>
  name === "mlock" || name === "mlock2" || name === "munlock"
    ? (["mlock.result"] as const)
    : name.startsWith("mlockall") || name.startsWith("munlockall")
      ? (["mlockall.result"] as const)
      : [];

function messageOf({ site, kind, operator, constant }: BlindTest): string {
  const name = `${site.name}()`;
  if (kind === "inverted") return `success of ${name} is treated as a failure: it returns 0 on success`;
  return `the test \`${operator} ${constant}\` comes out the same whether ${name} succeeds or fails: ${returns(site.name ?? "")}`;
}

function returns(name: string): string {
  if (name.startsWith("mmap")) return "it returns MAP_FAILED on failure, never a null pointer";
  if (name.endsWith("_r")) return "it returns a negative error number on failure";
  if (/^(procmgr_ability|posix_memalign|pthread_)/.test(name)) return "it returns an error number on failure";
  return "it returns -1 on failure and sets errno";
}
