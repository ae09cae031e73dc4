/** Findings as compilers print them, so that every editor and CI that reads GCC's output reads ours. */
import { sentencesOf } from "../ide/sentences";
import { severities } from "../ide/types";
import { counted } from "../text/counted";
import type { Report, ReportedFinding } from "./report";

export function textOf({ findings }: Report): string {
  return findings.map((finding) => `${linesOf(finding).join("\n")}\n`).join("");
}

function linesOf(finding: ReportedFinding): string[] {
  const at = placeOf(finding);
  return [
    `${at}: ${finding.severity}: ${oneLine(finding.message)} [${finding.rule}]`,
    ...finding.path.map((step) => `${placeOf(step)}: note: ${oneLine(step.message)}`),
    ...sentencesOf(finding).map((sentence) => `${at}: note: ${oneLine(sentence)}`),
  ];
}

/** The last line on standard error. */
export function summaryLine({ findings, summary }: Report): string {
  const { files, filesAnalysed, trackedCalls, skipped, milliseconds } = summary;
  const counts = severities
    .map(
      (severity) => [findings.filter((finding) => finding.severity === severity).length, severity] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, severity]) => counted(count, severity, severity === "info" ? severity : undefined));
  const silenced = summary.suppressed > 0 ? ` (${summary.suppressed} suppressed)` : "";
  const left = skipped.length > 0 ? `, ${skipped.length} skipped` : "";
  const unreadable = summary.silences["unreadable code"] ?? 0;
  return [
    counts.length > 0 ? counts.join(", ") : "no findings",
    silenced,
    ` in ${counted(files, "file")} (${filesAnalysed} analysed${left}, ${counted(trackedCalls, "tracked call")},`,
    ` ${milliseconds} ms)`,
    unreadable > 0
      ? `; ${counted(unreadable, "place")} could not be read as C and ${unreadable === 1 ? "was" : "were"} passed over`
      : "",
  ].join("");
}

const placeOf = ({ file, line, column }: { file: string; line: number; column: number }) =>
  `${file}:${line}:${column}`;

const oneLine = (text: string) => text.replaceAll(/\s*\n\s*/g, " ");
