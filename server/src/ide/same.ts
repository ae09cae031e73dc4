/** Makes one finding of what several files reported about the same place of a header. */
import { type CheckResult, type Finding, type Location, placeKey, severities } from "./types";

/** One list of findings a checked file. What one file reports twice stays two. */
export function mergeSame(byFile: readonly (readonly Finding[])[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const findings of byFile) {
    const seen = new Map<string, number>();
    for (const finding of findings) {
      const place = `${finding.rule} ${placeKey(finding.location)}`;
      const nth = seen.get(place) ?? 0;
      seen.set(place, nth + 1);
      const key = `${place} ${nth}`;
      const earlier = merged.get(key);
      merged.set(key, earlier ? union(earlier, finding) : finding);
    }
  }
  return [...merged.values()];
}

/** With one name for each file: a link gives a header a second one, and its findings would be told twice. */
export function withNames(result: CheckResult, nameOf: (file: string) => string): CheckResult {
  const at = <Place extends Pick<Location, "file">>(place: Place): Place => ({
    ...place,
    file: nameOf(place.file),
  });
  const named = (finding: Finding): Finding => ({
    ...finding,
    location: at(finding.location),
    path: finding.path.map((step) => ({ ...step, location: at(step.location) })),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(at) })),
  });
  return {
    ...result,
    findings: toldOnce(result.findings, named),
    suppressed: toldOnce(result.suppressed, named),
    trackedCalls: result.trackedCalls.map(at),
  };
}

/** Without what a file has told under another name already. */
function toldOnce(findings: readonly Finding[], named: (finding: Finding) => Finding): Finding[] {
  const tellers = new Map<string, string>();
  return findings.flatMap((finding) => {
    const known = named(finding);
    const words = `${known.rule} ${placeKey(known.location)} ${known.message}`;
    const teller = tellers.get(words) ?? finding.location.file;
    tellers.set(words, teller);
    return teller === finding.location.file ? [known] : [];
  });
}

/** The worse of the two speaks; platforms that only the other saw are added. */
function union(a: Finding, b: Finding): Finding {
  const [worse, other] = severities.indexOf(b.severity) < severities.indexOf(a.severity) ? [b, a] : [a, b];
  const known = new Set(worse.platforms.map(({ id }) => id));
  return {
    ...worse,
    certainty: a.certainty === "certain" || b.certainty === "certain" ? "certain" : "possible",
    platforms: [...worse.platforms, ...other.platforms.filter(({ id }) => !known.has(id))],
    because: [...worse.because, ...other.because.filter(({ platform }) => !known.has(platform))],
  };
}
