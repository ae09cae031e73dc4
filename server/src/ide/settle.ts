/** What is told in the end: with the severities that a project gives, and without what comments suppress. */
import type { Coverage } from "./coverage";
import { byPlace } from "./merge";
import { severitiesIn, wished } from "./severities";
import { mark } from "./suppress/directives";
import { Suppressions } from "./suppress/suppressions";
import { unusedIn } from "./suppress/unused";
import type { CheckRequest, CheckResult, Finding } from "./types";

type Told = Pick<CheckResult, "findings" | "suppressed">;

export function settled(merged: readonly Finding[], request: CheckRequest, coverage: Coverage): Told {
  const graded = merged.flatMap((finding) => inSeverity(finding, request));
  const suppressionsOf = suppressionsBy(coverage);
  const isSuppressed = ({ rule, location }: Finding) =>
    suppressionsOf(location.file)?.cover(rule, location) ?? false;
  const suppressed = graded.filter(isSuppressed);
  const others = graded.filter((one) => !suppressed.includes(one));
  const own = suppressionsOf(request.file);
  const unused = own ? unusedIn(own, request, coverage, graded) : [];
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

function suppressionsBy({ textOf }: Coverage): (file: string) => Suppressions | undefined {
  const known = new Map<string, Suppressions | undefined>();
  return (file) => {
    if (!known.has(file)) {
      const text = textOf(file);
      known.set(file, text?.includes(mark) ? new Suppressions(text) : undefined);
    }
    return known.get(file);
  };
}
