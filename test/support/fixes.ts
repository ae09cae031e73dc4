/** Applies fixes to a text, as an editor would, and says what is left. */
import type { Finding, Fix } from "../../server/src/ide/types";
import { applyEdits } from "../../server/src/text/edit";
import { lineIndex } from "../../server/src/text/lines";

/** Each finding's first fix whose title contains the words. */
export function chooseFixes(findings: readonly Finding[], words: string): { finding: Finding; fix: Fix }[] {
  return findings.flatMap((finding) => {
    const fix = finding.fixes.find(({ title }) => title.includes(words));
    return fix ? [{ finding, fix }] : [];
  });
}

/** Fixes that want the very same edit (one #include for two calls) share it; other overlaps are an error. */
export function applyFixes(text: string, fixes: readonly Fix[], file: string): string {
  const lines = lineIndex(text);
  const edits = new Map<string, { span: { start: number; end: number }; newText: string }>();
  for (const edit of fixes.flatMap((fix) => fix.edits)) {
    if (edit.file !== file) throw new Error(`the fix edits another file: ${edit.file}`);
    const span = { start: lines.offsetAt(edit.start), end: lines.offsetAt(edit.end) };
    edits.set(`${span.start} ${span.end} ${edit.newText}`, { span, newText: edit.newText });
  }
  const ordered = [...edits.values()].sort((a, b) => a.span.start - b.span.start);
  for (const [i, edit] of ordered.entries()) {
    if (edit.span.start < (ordered[i - 1]?.span.end ?? 0)) throw new Error("fixes overlap");
  }
  return applyEdits(text, ordered);
}

/** After the fixes: their findings are gone and no rule reports more than before. */
export function leftOvers(
  before: readonly Finding[],
  applied: readonly Finding[],
  after: readonly Finding[],
): string[] {
  const count = (findings: readonly Finding[], rule: string) =>
    findings.filter((f) => f.rule === rule).length;
  const rules = new Set([...before, ...after].map(({ rule }) => rule));
  return [...rules].flatMap((rule) => {
    const most = count(before, rule) - count(applied, rule);
    const now = count(after, rule);
    return now > most ? [`after the fix ${rule} is reported ${now} times, at most ${most} may be left`] : [];
  });
}
