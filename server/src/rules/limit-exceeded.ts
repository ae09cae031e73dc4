/** More than may be locked: beyond the limit that the program set itself, that the project names, or the usual one. */
import type { Observation } from "../interp/record/observations";
import type { FactName } from "../platforms/profile";
import { judgeObserved } from "./observed";
import type { Rule, Scene, Severity } from "./rule";
import { consequenceOf } from "./words";

const rule = "limit-exceeded";

export const limitExceeded: Rule = {
  id: rule,
  summary: "More is locked than the limit allows that the program itself has set, or than the usual one.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  judge: (scene) =>
    judgeObserved(withRounds(scene), {
      rule,
      kinds: ["over-limit"],
      severity: (seen) => severityOf(scene, seen),
      message: ({ detail, site }) => messageOf(site?.name ?? "", detail),
      consequence: (seen) => consequenceOf(scene.platform, factOf(seen)),
      facts: (seen) => (seen.detail.startsWith("usual") ? [factOf(seen), "limit.default"] : [factOf(seen)]),
      about: ["limit"],
      repair: ({ detail, site }) =>
        site && detail.startsWith("usual") ? { kind: "raise-limit", at: site.statement } : undefined,
    }),
};

/** The rounds of a loop ask for more each time: the first that is refused tells of all, and is only possible where some fit. */
function withRounds(scene: Scene): Scene {
  const all = scene.events.observations;
  const isKnown = ({ kind, detail }: Observation) => kind === "over-limit" && /^(own|given)/.test(detail);
  const observations = all.flatMap((seen) => {
    if (!isKnown(seen)) return seen;
    const same = all.filter((one) => isKnown(one) && one.site === seen.site);
    if (same[0] !== seen) return [];
    const fits = all.some(({ kind, site }) => kind === "within-limit" && site === seen.site) ? 1 : 0;
    const certain = same.reduce((sum, one) => sum + one.certain, 0);
    const possible = same.reduce((sum, one) => sum + one.possible, fits);
    return { ...seen, visits: seen.visits + fits, certain, possible };
  });
  return { ...scene, events: { ...scene.events, observations } };
}

const mappingFacts = ["mmap.locked", "mlockall.future-failure", "brk.limit"] as const;

const factOf = ({ site, detail }: Observation): FactName =>
  mappingFacts.find((name) => detail.endsWith(name)) ??
  (site?.name === "mlockall" ? "mlockall.limit" : "mlock.limit");

function severityOf(scene: Scene, seen: Observation): Severity | undefined {
  const { site, detail, certain, possible, visits } = seen;
  // Who asks for the failure has set the limit for it.
  if (site && scene.events.expectedFailures.has(site.id)) return undefined;
  // On some ways only: a limit that is raised on the others was thought of.
  if (certain + possible < visits) return undefined;
  if (/^(own|given)/.test(detail)) return certain < visits ? "warning" : "error";
  if (detail.startsWith("whole")) return "warning";
  return isLeftAlone(scene) ? "info" : undefined;
}

/** Whoever has a word on limits or privileges knows of them; and who calls this, nobody sees without main(). */
const isLeftAlone = ({ unit, expandedAt }: Scene): boolean =>
  unit.functions.has("main") &&
  unit.outline.every(({ span }) => !/RLIMIT|rlimit|\bcap_|CAP_|get?e?uid|prctl/.test(expandedAt(span)));

const allowance: Readonly<Record<string, string>> = {
  own: "the program lets itself lock",
  given: "a process may lock at its start, as the configuration says, and nothing here raises that limit",
  usual: "may usually be locked, and nothing here raises that limit",
};

const allowanceOf = (whose = "usual"): string => allowance[whose] ?? "";

function messageOf(name: string, detail: string): string {
  const [whose, limit, wanted] = detail.split(" ");
  if (whose === "whole")
    return `${name}() locks the whole process, for which the limit of ${limit} bytes is too small`;
  if (/^m(map|alloc)/.test(name)) {
    const why = detail.endsWith("mmap.locked") ? "MAP_LOCKED" : "MCL_FUTURE";
    return `with ${why}, the ${wanted} bytes are more than the ${limit} that ${allowanceOf(whose)}`;
  }
  return `${wanted} bytes are more than the ${limit} that ${allowanceOf(whose)}`;
}
