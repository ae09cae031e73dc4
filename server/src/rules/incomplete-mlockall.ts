/** mlockall() that leaves out what the program has, or what it will have. */
import type { CallSite } from "../c/ir";
import type { Observed } from "../interp/record/observations";
import { judgeObserved } from "./observed";
import type { Judgement, Repair, Rule, Scene } from "./rule";
import { mentions } from "./whole-program";

export const incompleteMlockall: Rule = {
  id: "incomplete-mlockall",
  summary:
    "mlockall() locks the present or the future alone, and the program needs both: MCL_FUTURE after mapping, MCL_CURRENT before, or cancelling MCL_FUTURE.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [...futureAlone(scene), ...currentEarly(scene), ...futureCancelled(scene)],
};

type Incomplete = Observed<"future-alone" | "current-early" | "future-cancelled">;

function futureAlone(scene: Scene): Judgement[] {
  return judgeObserved(scene, {
    rule: "incomplete-mlockall",
    kind: "future-alone",
    severity: (seen) => (isOnly(seen, scene, /^mlockall$/) && isAlways(seen) ? "warning" : undefined),
    message: ({ other }) =>
      `mlockall() with MCL_FUTURE alone leaves out what is mapped already, such as what ${other?.name}() has mapped`,
    consequence: () => "it stays unlocked, and so do code, data and stack",
    facts: () => ["mlockall.effect"],
    repair: ({ site }) => adding(site, "MCL_CURRENT"),
  });
}

function currentEarly(scene: Scene): Judgement[] {
  return judgeObserved(scene, {
    rule: "incomplete-mlockall",
    kind: "current-early",
    severity: (seen) => (isOnly(seen, scene, /^(mlock|mlock2|mlockall|mallopt)$/) ? "info" : undefined),
    message: ({ other }) =>
      `mlockall() with MCL_CURRENT alone does not lock what ${other?.name}() maps later`,
    consequence: () => "it is not locked",
    facts: () => ["mlockall.effect"],
    repair: ({ site }) => adding(site, "MCL_FUTURE"),
  });
}

function futureCancelled(scene: Scene): Judgement[] {
  return judgeObserved(scene, {
    rule: "incomplete-mlockall",
    kind: "future-cancelled",
    severity: (seen) => {
      if (isMeant.test(scene.commentAt(seen.site.statement))) return undefined;
      // Who unlocks everything on some ways may do so on all.
      return isAlways(seen) || !mentions(scene, ["munlockall"]) ? "warning" : undefined;
    },
    message: () => "mlockall() with MCL_CURRENT alone cancels the MCL_FUTURE of an earlier call",
    consequence: () => "what is mapped from here on is not locked",
    facts: () => ["mlockall.current-cancels-future"],
    about: ["locks"],
    repair: ({ site }) => adding(site, "MCL_FUTURE"),
  });
}

/** What somebody writes who wants the future unlocked. */
const isMeant = /cancel|no longer|not any ?more|\bstop|turn(s|ed)? off/i;

const isAlways = ({ certain, visits }: Incomplete): boolean => certain >= visits;

/** Another call may lock what this one leaves out. */
function isOnly({ site }: Incomplete, { unit }: Scene, names: RegExp): boolean {
  return !unit.sites.some(
    (other) => other.name !== undefined && names.test(other.name) && other.id !== site.id,
  );
}

function adding(site: CallSite, flag: string): Repair | undefined {
  const flags = site.args[0];
  return flags && { kind: "add-flag", flags, flag };
}
