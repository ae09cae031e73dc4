/** An address that is not a multiple of the page size, where the platform demands one. */
import { judgeBreaches, severityByOutcome } from "./breaches";
import type { Rule } from "./rule";
import { allocationOf } from "./words";

export const misalignedAddress: Rule = {
  id: "misaligned-address",
  summary: "The address given to mlock() or munlock() is not a multiple of the page size.",
  start: "error",
  fixable: true,
  concernsPortability: true,
  restsOnPages: true,
  judge: (scene) =>
    judgeBreaches(scene, {
      rule: "misaligned-address",
      facts: ["mlock.alignment", "munlock.alignment"],
      mark: ({ site }) => site.args[0] ?? site.span,
      message: ({ site, name }) =>
        `the address \`${scene.textAt(site.args[0] ?? site.span)}\` given to ${name}() is not a multiple of the page size`,
      severity: (_, { fact }) => (scene.platform.id === "posix" ? "info" : severityByOutcome(scene, fact)),
      repair: ({ site }, { way }) => {
        const allocation = allocationOf(scene, way);
        const other = allocation
          ? ([
              { kind: "allocate-pages", allocation },
              { kind: "map-pages", allocation },
            ] as const)
          : [];
        return [{ kind: "round-address", site }, ...other];
      },
    }),
};
