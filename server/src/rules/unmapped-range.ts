/** A range that is not, or not wholly, mapped. */
import type { Breach, CallRecord } from "../interp/record/events";
import { judgeBreaches, severityByOutcome } from "./breaches";
import type { Rule } from "./rule";
import { certaintyOf } from "./words";

export const unmappedRange: Rule = {
  id: "unmapped-range",
  summary:
    "The range reaches memory that is not mapped: beyond the mapping, after munmap(), null or MAP_FAILED.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  restsOnPages: true,
  judge: (scene) =>
    judgeBreaches(scene, {
      rule: "unmapped-range",
      facts: ["mlock.mapped", "munlock.mapped", "mlock.hole", "munlock.hole"],
      // Null on one path of several is too often a path that a flag rules out: only certainty is worth a word.
      skip: (record, breach) =>
        (breach.detail === "null" || breach.detail === "invalid") &&
        certaintyOf(breach, record.visits) === "possible",
      mark: ({ site }) => site.span,
      // What is unmapped is unlocked.
      repair: ({ name, site }, { detail }) =>
        name === "munlock" && wrong(detail) === unmapped
          ? { kind: "drop-call", site, title: "Remove this unlock: munmap() has unlocked it" }
          : undefined,
      message: ({ name }, { detail }) => `the range given to ${name}() ${wrong(detail)}`,
      severity: (record, breach) =>
        record.name === "munlock"
          ? "warning"
          : severityOf(record, breach, severityByOutcome(scene, breach.fact)),
    }),
};

const unmapped = "is not mapped any more";

const severityOf = <S extends string>(record: CallRecord, breach: Breach, whenCertain: S): S | "warning" =>
  certaintyOf(breach, record.visits) === "certain" ? whenCertain : "warning";

function wrong(detail: Breach["detail"]): string {
  switch (detail) {
    case "null":
      return "begins at a null pointer";
    case "invalid":
      return "begins where no object can be: at what a failed call returned, or a small number";
    case "before-start":
      return "begins before its mapping";
    case "beyond-end":
      return "reaches beyond the end of its mapping";
    default:
      return unmapped;
  }
}
