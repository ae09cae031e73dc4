/** More than may be locked: beyond the limit that the program set itself, that the project names, or the usual one. */
import { type Observed, observed } from "../interp/record/observations";
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
  judge: (scene) => [
    ...judgeObserved(
      scene,
      {
        rule,
        kind: "over-limit",
        severity: (seen) => severityOf(scene, seen),
        message,
        consequence: ({ fact }) => consequenceOf(scene.platform, fact),
        facts: ({ whose, fact }) => (whose === "usual" ? [fact, "limit.default"] : [fact]),
        about: ["limit"],
        repair: ({ whose, site }) =>
          whose === "usual" ? { kind: "raise-limit", at: site.statement } : undefined,
      },
      roundsOf(scene),
    ),
    ...judgeObserved(scene, {
      rule,
      kind: "process-over-limit",
      severity: (seen) => (isMeant(scene, seen) ? undefined : "warning"),
      message: ({ site, limit }) =>
        `${site.name}() locks the whole process, for which the limit of ${limit} bytes is too small`,
      consequence: () => consequenceOf(scene.platform, "mlockall.limit"),
      facts: () => ["mlockall.limit"],
      about: ["limit"],
    }),
  ],
};

type OverLimit = Observed<"over-limit">;

/** The rounds of a loop ask for more each time: the first that is refused tells of all, and is only possible where some fit. */
function roundsOf({ events: { observations } }: Scene): readonly OverLimit[] {
  const all = observed(observations, "over-limit");
  const within = observed(observations, "within-limit");
  return all.flatMap((seen) => {
    if (seen.whose === "usual") return seen;
    const same = all.filter(({ whose, site }) => whose !== "usual" && site === seen.site);
    if (same[0] !== seen) return [];
    const fits = within.some(({ site }) => site === seen.site) ? 1 : 0;
    const certain = same.reduce((sum, one) => sum + one.certain, 0);
    const possible = same.reduce((sum, one) => sum + one.possible, fits);
    return { ...seen, visits: seen.visits + fits, certain, possible };
  });
}

/** Who asks for the failure has set the limit for it; and on some ways only: a limit that is raised on the others was thought of. */
const isMeant = (
  { events }: Scene,
  { site, certain, possible, visits }: OverLimit | Observed<"process-over-limit">,
): boolean => events.expectedFailures.has(site.id) || certain + possible < visits;

function severityOf(scene: Scene, seen: OverLimit): Severity | undefined {
  if (isMeant(scene, seen)) return undefined;
  if (seen.whose !== "usual") return seen.certain < seen.visits ? "warning" : "error";
  return isLeftAlone(scene) ? "info" : undefined;
}

/** Whoever has a word on limits or privileges knows of them; and who calls this, nobody sees without main(). */
const isLeftAlone = ({ unit, expandedAt }: Scene): boolean =>
  unit.functions.has("main") &&
  unit.outline.every(({ span }) => !/RLIMIT|rlimit|\bcap_|CAP_|get?e?uid|prctl/.test(expandedAt(span)));

const allowance: Readonly<Record<OverLimit["whose"], string>> = {
  own: "the program lets itself lock",
  given: "a process may lock at its start, as the configuration says, and nothing here raises that limit",
  usual: "may usually be locked, and nothing here raises that limit",
};

function message({ whose, limit, wanted, fact }: OverLimit): string {
  const excess = `${wanted} bytes are more than the ${limit} that ${allowance[whose]}`;
  if (fact === "mlock.limit") return excess;
  return `with ${fact === "mmap.locked" ? "MAP_LOCKED" : "MCL_FUTURE"}, the ${excess}`;
}
