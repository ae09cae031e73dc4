/** Calls that ask the system to take away what a lock keeps: advice to drop locked pages, invalidating them. */
import { judgeBreaches, severityByOutcome } from "./breaches";
import type { Rule } from "./rule";

export const brokenGuarantee: Rule = {
  id: "broken-guarantee",
  summary: "madvise() or msync() asks for locked pages to be dropped, which a lock forbids.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  judge: (scene) =>
    judgeBreaches(scene, {
      rule: "broken-guarantee",
      facts: ["madvise.locked", "msync.locked"],
      mark: ({ site }) => site.args[2] ?? site.span,
      message: ({ site, name }) => {
        const asked = site.args[2];
        return `${name}() is asked for \`${asked ? scene.textAt(asked) : "it"}\` of memory that is locked`;
      },
      severity: (_, { fact }) => severityByOutcome(scene, fact),
      about: "locked memory",
      repair: ({ site, name }) => {
        const flags = site.args[2];
        return name === "msync"
          ? flags && { kind: "remove-flag", flags, flag: "MS_INVALIDATE" }
          : { kind: "drop-call", site, title: `Leave ${name}() out` };
      },
    }),
};
