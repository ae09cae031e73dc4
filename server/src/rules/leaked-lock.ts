/** Memory that goes back to the heap, or out of reach, while the program holds a lock on it. */
import type { Observed } from "../interp/record/observations";
import { variableOfRegion } from "../interp/values/region";
import { judgeObserved } from "./observed";
import type { Rule, Scene } from "./rule";

export const leakedLock: Rule = {
  id: "leaked-lock",
  summary:
    "Memory is freed, forgotten, or an array of a function's own left behind, while it is still locked.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [
    ...judgeObserved(scene, {
      rule: "leaked-lock",
      kind: "freed-locked",
      severity: () => "warning",
      message: ({ other }) => `the block is freed while it is still locked by ${other?.name}()`,
      consequence: () => "its pages stay locked, and count against the limit, for whoever gets them next",
      facts: () => ["lock.unmap"],
      // Where locks are counted one more unlock may still be too few.
      repair: ({ site, other }, { platform }) =>
        other && platform.facts["lock.nesting"].value === "flag"
          ? { kind: "unlock-before", at: site.statement, lock: other }
          : undefined,
    }),
    ...judgeObserved(scene, {
      rule: "leaked-lock",
      kind: "left-locked",
      // Who locks where a pointer is kept meant what it leads to: wrong-argument says so.
      severity: (seen, scene) => (ownOf(scene, seen)?.type.kind === "pointer" ? undefined : "warning"),
      message: (seen, scene) =>
        `${seen.functionName}() returns while its own \`${ownOf(scene, seen)?.name ?? "array"}\` is still locked by ${seen.site.name}()`,
      consequence: () => "that part of the stack stays locked, whatever lies there next",
      facts: () => ["lock.unmap"],
    }),
    ...judgeObserved(scene, {
      rule: "leaked-lock",
      kind: "address-overwritten",
      severity: () => "warning",
      message: ({ other }) => `the last pointer to what ${other?.name}() has locked is overwritten here`,
      consequence: outOfReach,
      facts: () => ["lock.unmap"],
      repair: ({ site, other }) =>
        site && other && { kind: "unlock-before", at: site.statement, lock: other },
    }),
    ...judgeObserved(scene, {
      rule: "leaked-lock",
      kind: "address-left",
      // What no way puts anything into or gives back may be held on purpose, as long as the process runs.
      severity: ({ isFilled, certain, visits }) => (isFilled || certain < visits ? "warning" : undefined),
      message: ({ site, functionName }) =>
        `${functionName}() returns without an unlock, and no pointer is left to what ${site.name}() has locked`,
      consequence: outOfReach,
      facts: () => ["lock.unmap"],
    }),
  ],
};

const outOfReach = () => "its pages stay locked, and nobody can unlock them";

const ownOf = ({ unit }: Scene, { way: { region } }: Observed<"left-locked">) =>
  region === undefined ? undefined : variableOfRegion(unit, region);
