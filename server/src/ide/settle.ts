/** What is told in the end: with the severities that a project gives, and without what comments suppress. */
import { rules } from "../rules";
import { byPlace } from "./merge";
import { mark } from "./suppress/directives";
import { Suppressions } from "./suppress/suppressions";
import { type Checked, unusedIn } from "./suppress/unused";
import type { CheckRequest, CheckResult, Finding, PlatformId, Severities, Severity } from "./types";

/** How a file was checked, as far as it decides whether a comment in it is of use. */
export interface Settling {
  readonly request: CheckRequest;
  /** Texts of other files in which findings may lie. */
  readonly textOf: (file: string) => string | undefined;
  readonly platforms: readonly PlatformId[];
  /** Was the rule (undefined: any rule) not run everywhere that the file is meant for, or not to the end? */
  readonly isIncomplete: (rule: string | undefined) => boolean;
  /** Is the file's text at this offset in some expansion? */
  readonly isLive: (offset: number) => boolean;
}

type Told = Pick<CheckResult, "findings" | "suppressed">;

const none: Severities = {};
const starts: ReadonlyMap<string, Severity | "off"> = new Map(rules.map(({ id, start }) => [id, start]));

/** What becomes of a rule's findings; undefined: each keeps its own severity. */
const wished = (rule: string, severities: Severities): Severity | "off" | undefined =>
  Object.hasOwn(severities, rule) ? severities[rule] : starts.get(rule) === "off" ? "off" : undefined;

export const severitiesIn = ({ severitiesIn: of }: CheckRequest, file: string): Severities =>
  of?.(file) ?? none;

export const isOn = (rule: string, severities: Severities): boolean => wished(rule, severities) !== "off";

export function settled(merged: readonly Finding[], settling: Settling): Told {
  const { request } = settling;
  const graded = merged.flatMap((finding) => inSeverity(finding, request));
  const texts = suppressionsBy(settling);
  const isSuppressed = ({ rule, location }: Finding) => texts(location.file)?.cover(rule, location) ?? false;
  const suppressed = graded.filter(isSuppressed);
  const others = graded.filter((one) => !suppressed.includes(one));
  const own = texts(request.file);
  const unused = own ? unusedIn(own, checkedOf(settling, graded)) : [];
  const idle = unused.flatMap((finding) => inSeverity(finding, request)).filter((one) => !isSuppressed(one));
  if (idle.length === 0) return { findings: others, suppressed };
  return { findings: [...others, ...idle].sort(byPlace), suppressed };
}

function inSeverity(finding: Finding, request: CheckRequest): Finding[] {
  const severity = wished(finding.rule, severitiesIn(request, finding.location.file));
  if (severity === undefined) return [finding];
  if (severity === "off") return [];
  return [
    { ...finding, severity, platforms: finding.platforms.map((platform) => ({ ...platform, severity })) },
  ];
}

function suppressionsBy({ request, textOf }: Settling): (file: string) => Suppressions | undefined {
  const known = new Map<string, Suppressions | undefined>();
  return (file) => {
    if (!known.has(file)) {
      const text = file === request.file ? request.text : textOf(file);
      known.set(file, text?.includes(mark) ? new Suppressions(text) : undefined);
    }
    return known.get(file);
  };
}

const checkedOf = (
  { request, platforms, isIncomplete, isLive }: Settling,
  findings: readonly Finding[],
): Checked => {
  const severities = severitiesIn(request, request.file);
  const isJudged = (rule: string | undefined) =>
    (rule === undefined || isOn(rule, severities)) && !isIncomplete(rule);
  const ruleIds = rules.map(({ id }) => id);
  const { file, text } = request;
  return { file, text, ruleIds, platforms, isJudged, isLive, findings };
};
