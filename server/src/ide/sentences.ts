/** What the pages say behind a finding, for people: one sentence may hold on several platforms and is said once. */
import type { Finding } from "./types";

/** Each with all its sources. */
export function sentencesOf({ because }: Pick<Finding, "because">): readonly string[] {
  const sources = new Map<string, Set<string>>();
  for (const { sentence, source } of because) {
    sources.set(sentence, (sources.get(sentence) ?? new Set()).add(source));
  }
  return [...sources].map(([sentence, from]) => `${sentence} (${[...from].join("; ")})`);
}
