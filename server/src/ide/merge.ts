/** The same fault on several platforms is one finding that names them. */
import type { PlatformId } from "../platforms/profile";
import type { Certainty, Severity } from "../rules/rule";
import { compareText } from "../text/order";
import { familyOf } from "./targets";
import { type Finding, type Fix, type Location, placeKey, severities } from "./types";

/** A judgement with its places in files. */
export interface Placed {
  readonly rule: string;
  readonly platform: PlatformId;
  readonly location: Location;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly message: string;
  readonly consequence: string;
  readonly path: Finding["path"];
  readonly because: Finding["because"];
  readonly fixes: readonly Fix[];
}

const graver = (a: Severity, b: Severity): Severity =>
  severities.indexOf(a) <= severities.indexOf(b) ? a : b;

/** `alternatives`: targets that are versions of one platform, of which the file does not say which it is. */
export function mergeFindings(placed: readonly Placed[], alternatives: readonly PlatformId[]): Finding[] {
  const groups = new Map<string, Placed[]>();
  for (const one of placed) {
    const key = `${one.rule}|${placeKey(one.location)}`;
    const group = groups.get(key);
    if (!group) groups.set(key, [one]);
    else addTo(group, one);
  }
  return [...groups.values()].map((group) => mergeGroup(weaken(group, alternatives))).sort(byPlace);
}

/** Two ways or configurations that lead to one place on one platform are one finding: the surest, else the first. */
function addTo(group: Placed[], one: Placed): void {
  const index = group.findIndex(({ platform }) => platform === one.platform);
  const known = group[index];
  if (known === undefined) group.push(one);
  else if (known.certainty === "possible" && one.certainty === "certain") group[index] = one;
}

/** Of several versions that fit the evidence all must agree; else the finding is only possible. */
function weaken(group: readonly Placed[], alternatives: readonly PlatformId[]): Placed[] {
  return group.map((one) => {
    const family = alternatives.filter((id) => familyOf(id) === familyOf(one.platform));
    const agreed = family.every((id) => group.some(({ platform }) => platform === id));
    if (agreed || family.length < 2) return one;
    return weakened(one);
  });
}

/** What does not hold of all that the file may be is only possible, and no error. */
export const weakened = <T extends Pick<Placed, "certainty" | "severity">>(one: T): T => ({
  ...one,
  certainty: "possible",
  severity: one.severity === "error" ? "warning" : one.severity,
});

function mergeGroup(group: readonly Placed[]): Finding {
  const severity = group.map((one) => one.severity).reduce(graver);
  const leading = group.find((one) => one.severity === severity) ?? (group[0] as Placed);
  return {
    rule: leading.rule,
    severity,
    certainty: group.some((one) => one.certainty === "certain") ? "certain" : "possible",
    platforms: group.map(({ platform, certainty, severity }) => ({ id: platform, certainty, severity })),
    location: leading.location,
    message: `${leading.message} (${consequences(group)})`,
    path: leading.path,
    because: group.flatMap((one) => one.because),
    fixes: agreedFixes(leading, group),
  };
}

/** What one platform asks for may not even compile on another: a repair is offered if it is the same on all that have one. */
function agreedFixes({ fixes }: Placed, group: readonly Placed[]): readonly Fix[] {
  const offers = group.filter((one) => one.fixes.length > 0).map((one) => new Set(one.fixes.map(textOfFix)));
  return fixes.filter((fix) => offers.every((offer) => offer.has(textOfFix(fix))));
}

const textOfFix = ({ title, edits }: Fix): string => JSON.stringify([title, edits]);

/** "illumos: fails with EINVAL; qnx6, qnx7: not allowed". */
function consequences(group: readonly Placed[]): string {
  const byWords = new Map<string, PlatformId[]>();
  for (const { platform, consequence } of group) {
    byWords.set(consequence, [...(byWords.get(consequence) ?? []), platform]);
  }
  return [...byWords].map(([words, ids]) => `${ids.join(", ")}: ${words}`).join("; ");
}

/** In the order of the text. */
export const byPlace = (a: Finding, b: Finding): number =>
  compareText(a.location.file, b.location.file) ||
  a.location.start.line - b.location.start.line ||
  a.location.start.character - b.location.start.character ||
  compareText(a.rule, b.rule);
