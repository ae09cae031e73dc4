/** A lock, unlock or mapping whose failure nobody would notice. */
import type { FactName } from "../platforms/profile";
import type { Judgement, Rule, Scene, Severity } from "./rule";
import { isMappedLocked, type Unhandled, unhandledResults } from "./unhandled";
import { passedOf, pathOf } from "./words";

export const uncheckedResult: Rule = {
  id: "unchecked-result",
  summary: "The result of a lock, unlock or mapping is ignored, or stored and never tested.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) =>
    unhandledResults(scene)
      .filter((unhandled) => !unhandled.unprivileged && !isMappedLocked(scene, unhandled))
      .map((unhandled): Judgement => {
        const { site, lostAt } = unhandled;
        return {
          rule: "unchecked-result",
          span: lostAt.span,
          certainty: "certain",
          severity: severityOf(site.name ?? ""),
          message: messageOf(scene, unhandled),
          consequence: "it may fail, and nobody would notice",
          path:
            lostAt === site
              ? []
              : [
                  ...pathOf(unhandled.trail, { about: [] }),
                  { span: site.span, message: `${site.name}() is called here` },
                ],
          // Who drops a result on the spot does so whichever way it came.
          passed: lostAt === site ? [] : passedOf(unhandled.trail),
          facts: factsOf(site.name ?? ""),
          // What a wrapper returns on failure is its own affair: only the call itself is repaired.
          ...(lostAt === site ? { repair: { kind: "check-result", site } as const } : {}),
        };
      }),
};

/** Nobody can do much about an unlock that fails, least of all while cleaning up. */
const severityOf = (name: string): Severity => (name.startsWith("munlock") ? "hint" : "warning");

function messageOf({ textAt }: Scene, { site, lostAt, how }: Unhandled): string {
  if (lostAt !== site)
    return `${lostAt.name ?? textAt(lostAt.nameSpan)}() tells whether ${site.name}() succeeded, and its result is ignored`;
  return how === "ignored"
    ? `the result of ${site.name}() is ignored`
    : `the result of ${site.name}() is never tested`;
}

const factsOf = (name: string): readonly FactName[] =>
  name.startsWith("mlockall") || name.startsWith("munlockall")
    ? ["mlockall.result"]
    : name.startsWith("mmap")
      ? []
      : ["mlock.result"];
