/** The right to lock memory is given up before all is locked, unlocked or mapped that needs it. */
import type { CallSite } from "../c/ir";
import type { Observed } from "../interp/record/observations";
import { judgeObserved } from "./observed";
import type { Repair, Rule, Scene, Severity } from "./rule";
import { unhandledResults } from "./unhandled";
import { consequenceOf } from "./words";

export const droppedPrivilege: Rule = {
  id: "dropped-privilege",
  summary: "The right to lock memory is given up before a lock, an unlock or a mapping that needs it.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => {
    const { events, platform } = scene;
    const unhandled = new Set(unhandledResults(scene).map(({ site }) => site.id));
    return [
      ...judgeObserved(scene, {
        rule: "dropped-privilege",
        kind: "locked-without-right",
        severity: ({ site, ...seen }) => {
          if (events.expectedFailures.has(site.id) || isReturn(seen.other, scene)) return undefined;
          return gravity(seen, unhandled.has(site.id));
        },
        message: ({ site, other }) =>
          `${site.name}() comes after ${other?.name}() has given up the right to lock memory`,
        consequence: ({ fact }) =>
          fact === "mlockall.limit"
            ? "all that is mapped must fit into RLIMIT_MEMLOCK then"
            : consequenceOf(platform, fact),
        facts: ({ fact }) => [fact],
        about: ["privilege"],
        repair: dropLater,
      }),
      ...judgeObserved(scene, {
        rule: "dropped-privilege",
        kind: "mapped-without-right",
        severity: () => "warning",
        message: ({ site, other }) =>
          `${site.name}() gives up the right to lock memory while MCL_FUTURE is in force, and ${other?.name}() comes later`,
        consequence: () => "what is mapped from here on must fit into RLIMIT_MEMLOCK, or is refused",
        facts: () => ["limit.dropped-privilege", "mlockall.future-failure"],
        about: ["privilege", "locks"],
        repair: ({ site }) => ({ kind: "raise-limit", at: site.statement }),
      }),
    ];
  },
};

/** Who becomes who he was before may be root again: of what is not known, the name tells. */
const isReturn = (drop: CallSite | undefined, scene: Scene): boolean =>
  drop?.args.some((argument) => /sav|old|orig|prev|root|priv|euid|suid/i.test(scene.textAt(argument))) ===
    true && /^sete|^setre/.test(drop.name ?? "");

/** In one function, the right may be given up behind the call that needs it. */
function dropLater({ site, other: drop }: Observed<"locked-without-right">): Repair | undefined {
  if (!drop || site.functionName !== drop.functionName || site.statementKind === "return") return undefined;
  return { kind: "move-after", site: drop, at: site.statement };
}

/** A lock that cannot be had is an error where nobody would notice; who looks at the result is told that it will fail. */
function gravity(
  { certain, visits }: Pick<Observed<"locked-without-right">, "certain" | "visits">,
  isUnhandled: boolean,
): Severity {
  const isCertain = certain >= visits;
  if (isUnhandled) return isCertain ? "error" : "warning";
  return isCertain ? "warning" : "info";
}
