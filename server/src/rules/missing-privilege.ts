/** A platform that asks for a privilege, a program that never got it, and a failure that nobody handles. */
import type { Judgement, Rule } from "./rule";
import { unhandledResults } from "./unhandled";
import { consequenceOf, passedOf, pathOf } from "./words";

export const missingPrivilege: Rule = {
  id: "missing-privilege",
  summary:
    "The platform asks for a privilege that the program neither acquires nor checks, and the failure is not handled.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) =>
    unhandledResults(scene).flatMap(({ site, lostAt, trail, unprivileged }): Judgement[] => {
      const { privilege } = scene.platform;
      if (!unprivileged || !privilege) return [];
      return [
        {
          rule: "missing-privilege",
          span: lostAt.span,
          certainty: "certain",
          severity: site.name?.startsWith("munlock") ? "info" : "warning",
          message: `${site.name}() needs a privilege that the program neither acquires nor checks, and its failure is not handled`,
          consequence: `needs ${privilege.name}; ${consequenceOf(scene.platform, unprivileged)}`,
          path: pathOf(trail, { about: ["privilege"] }),
          passed: passedOf(trail),
          facts: [unprivileged],
          // Only the call itself is tested: what a wrapper returns on failure is its own affair.
          repair: [
            { kind: "acquire-privilege", site },
            ...(lostAt === site ? [{ kind: "check-result", site } as const] : []),
          ],
        },
      ];
    }),
};
