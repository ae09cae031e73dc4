/** munlock() of something else than was locked. */
import type { Observed } from "../interp/record/observations";
import { judgeObserved } from "./observed";
import type { Repair, Rule, Scene } from "./rule";
import { consequenceOf } from "./words";

type Mismatch = Observed<"unlocked-otherwise">;

const messages: Readonly<Record<Mismatch["range"], string>> = {
  stranger: "munlock() is given memory that was never locked",
  elsewhere: "munlock() is given none of the pages that were locked, but others",
  shifted: "munlock() is given some of the pages that were locked, and others beside them",
  farther: "munlock() is given more pages than were locked",
  part: "munlock() is given fewer pages than were locked, and nothing unlocks the rest",
};

const isElsewhere = ({ range }: Mismatch): boolean => range === "stranger" || range === "elsewhere";

function consequence(seen: Mismatch, { platform }: Scene): string {
  const fact = platform.facts["munlock.never-locked"];
  if (isElsewhere(seen) && fact.outcome.kind !== "silent")
    return consequenceOf(platform, "munlock.never-locked");
  switch (seen.range) {
    case "stranger":
      return "it unlocks nothing";
    case "farther":
      return "the pages beyond are unlocked, too, whoever has locked them";
    case "part":
      return "the rest stays locked";
    default:
      return "what was locked stays locked";
  }
}

/** Only where both calls are in one function do the lock's words mean the same at the unlock. */
function unlockingTheSame({ site, other, range }: Mismatch, { textAt }: Scene): Repair | undefined {
  const [from, to] = site.args;
  const [address, length] = other?.args ?? [];
  if (range === "stranger" || !from || !to || !address || !length) return undefined;
  if (site.functionName !== other?.functionName) return undefined;
  return {
    kind: "replace",
    span: { start: from.start, end: to.end },
    newText: `${textAt(address)}, ${textAt(length)}`,
    title: `Unlock what ${other?.name}() has locked`,
  };
}

export const mismatchedUnlock: Rule = {
  id: "mismatched-unlock",
  summary: "munlock() is given another address or length than was locked, or what was never locked.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  restsOnPages: true,
  judge: (scene) =>
    judgeObserved(scene, {
      rule: "mismatched-unlock",
      kind: "unlocked-otherwise",
      // Where other paths have locked it, the unlock is for them.
      severity: (seen) => {
        if (seen.certain + seen.possible < seen.visits) return undefined;
        return seen.range === "farther" ? "info" : "warning";
      },
      message: ({ range }) => messages[range],
      consequence,
      repair: (seen) => unlockingTheSame(seen, scene),
      facts: (seen) => (isElsewhere(seen) ? ["munlock.never-locked"] : ["lock.whole-pages"]),
    }),
};
