/** Rewrites a fixture's marks to what happened; the reviewer reads the difference. */
import type { Unmarked, Verdict } from "./compare";

export function rewriteMarks(source: string, verdict: Verdict, platforms: readonly string[]): string {
  const lines = source.split("\n");
  const drop = [...verdict.stale].sort((a, b) => b.at.start - a.at.start);
  const emptied = new Set<number>();
  for (const { at } of drop) {
    const line = lines[at.line] ?? "";
    const rest = (line.slice(0, at.start) + line.slice(at.end)).trimEnd();
    lines[at.line] = rest;
    if (rest === "") emptied.add(at.line);
  }
  for (const found of verdict.unmarked) {
    const at = found.finding.location.start.line;
    lines[at] = `${(lines[at] ?? "").trimEnd()} ${marksFor(found, platforms).join(" ")}`;
  }
  return lines.filter((_, index) => !emptied.has(index)).join("\n");
}

/** One mark for the platforms that are certain and one for those that are not. */
function marksFor({ finding, platforms }: Unmarked, all: readonly string[]): string[] {
  return (["certain", "possible"] as const).flatMap((certainty) => {
    const on = platforms.filter((platform) => platform.certainty === certainty).map(({ id }) => id);
    if (on.length === 0) return [];
    const where = on.length === all.length ? "" : ` @${on.join(",")}`;
    return [`// expect${certainty === "certain" ? "" : "?"}: ${finding.rule}${where}`];
  });
}
