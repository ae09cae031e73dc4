/** Makes one finding of what several files reported about the same place of a header. */
import { type Finding, placeKey, severities } from "./types";

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
