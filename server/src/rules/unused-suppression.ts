/** Comments that suppress nothing. No run meets a comment: what there is to say is said where findings are suppressed. */
import type { Rule } from "./rule";

export const unusedSuppression: Rule = {
  id: "unused-suppression",
  summary: "A comment suppresses nothing: no finding lies where it points, or it names no rule.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: () => [],
};
