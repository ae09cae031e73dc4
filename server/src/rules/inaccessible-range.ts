/** A range that includes PROT_NONE memory. */
import { judgeBreaches, severityByOutcome } from "./breaches";
import type { Rule } from "./rule";

export const inaccessibleRange: Rule = {
  id: "inaccessible-range",
  summary: "The range to lock includes memory that is PROT_NONE.",
  start: "error",
  fixable: false,
  concernsPortability: false,
  restsOnPages: true,
  judge: (scene) =>
    judgeBreaches(scene, {
      rule: "inaccessible-range",
      facts: ["mlock.accessible"],
      mark: ({ site }) => site.span,
      message: ({ name }) => `the range given to ${name}() includes PROT_NONE memory`,
      severity: (_, { fact }) => severityByOutcome(scene, fact),
    }),
};
