/** What `check` says, as data: the version 1 contract with everything that reads our JSON. */
import { relative } from "node:path";
import { slashes } from "../host/disk";
import { name, version } from "../host/product";
import {
  type CheckResult,
  type Finding,
  type Fix,
  type Location,
  type PlatformId,
  placeKey,
} from "../ide/types";
import { compareText } from "../text/order";

/** Lines and columns count from 1; columns are UTF-16 units; paths are relative to the working directory. */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly findings: readonly ReportedFinding[];
  /** With --fix: what was found and is repaired; places are those of the round in which it was found. */
  readonly repaired?: readonly ReportedRepair[];
  readonly summary: Summary;
}

export interface ReportedRepair {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly title: string;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Finding["severity"];
  readonly certainty: Finding["certainty"];
  readonly platforms: Finding["platforms"];
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly path: readonly { file: string; line: number; column: number; message: string }[];
  readonly because: Finding["because"];
  readonly fixes: readonly {
    title: string;
    safe: boolean;
    edits: readonly {
      file: string;
      startLine: number;
      startColumn: number;
      endLine: number;
      endColumn: number;
      newText: string;
    }[];
  }[];
}

export interface Summary {
  readonly files: number;
  readonly filesAnalysed: number;
  readonly functionsAnalysed: number;
  readonly trackedCalls: number;
  /** Findings that comments in the text asked not to be told of. */
  readonly suppressed: number;
  readonly targets: readonly { readonly id: PlatformId; readonly evidence: string }[];
  readonly silences: Readonly<Record<string, number>>;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly milliseconds: number;
}

export interface Ran {
  readonly results: readonly CheckResult[];
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly repaired?: readonly { readonly finding: Finding; readonly title: string }[];
  readonly files: number;
  readonly skipped: Summary["skipped"];
  readonly milliseconds: number;
}

export function reportOf(ran: Ran, cwd: string): Report {
  const findings = ran.findings.map((finding) => reported(finding, cwd)).sort(inReadingOrder);
  const repaired = ran.repaired?.map(({ finding: { rule, location }, title }): ReportedRepair => {
    const { file, start } = place(location, cwd);
    return { rule, file, ...start, title };
  });
  const head = { version: 1, tool: { name, version }, findings } as const;
  return { ...head, ...(repaired ? { repaired } : {}), summary: summarise(ran) };
}

export const shortPath = (file: string, cwd: string): string => slashes(relative(cwd, file)) || ".";

function reported(finding: Finding, cwd: string): ReportedFinding {
  const { rule, severity, certainty, platforms, message, because } = finding;
  const { file, start, end } = place(finding.location, cwd);
  return {
    rule,
    severity,
    certainty,
    platforms,
    file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    message,
    path: finding.path.map((step) => {
      const at = place(step.location, cwd);
      return { file: at.file, ...at.start, message: step.message };
    }),
    because,
    fixes: finding.fixes.map((fix) => reportedFix(fix, cwd)),
  };
}

function reportedFix({ title, safe, edits }: Fix, cwd: string): ReportedFinding["fixes"][number] {
  return {
    title,
    safe,
    edits: edits.map((edit) => {
      const { file, start, end } = place(edit, cwd);
      return {
        file,
        startLine: start.line,
        startColumn: start.column,
        endLine: end.line,
        endColumn: end.column,
        newText: edit.newText,
      };
    }),
  };
}

function place({ file, start, end }: Location, cwd: string) {
  return {
    file: shortPath(file, cwd),
    start: { line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
  };
}

function summarise({ results, suppressed, files, skipped, milliseconds }: Ran): Summary {
  const total = (count: (result: CheckResult) => number) => results.reduce((sum, r) => sum + count(r), 0);
  const targets = new Map<string, Summary["targets"][number]>();
  const silences: Record<string, number> = {};
  for (const result of results) {
    for (const target of result.targets) targets.set(`${target.id} ${target.evidence}`, target);
    for (const [reason, count] of Object.entries(result.silences)) {
      silences[reason] = (silences[reason] ?? 0) + count;
    }
  }
  return {
    files,
    filesAnalysed: total(({ analysed }) => Number(analysed)),
    functionsAnalysed: total(({ functionsAnalysed }) => functionsAnalysed),
    trackedCalls: trackedCallsOf(results).length,
    suppressed: suppressed.length,
    targets: [...targets].sort(([a], [b]) => compareText(a, b)).map(([, target]) => target),
    silences: Object.fromEntries(Object.entries(silences).sort(([a], [b]) => compareText(a, b))),
    skipped,
    milliseconds,
  };
}

/** A call in a header is one call, however many files include it. */
export function trackedCallsOf(results: readonly CheckResult[]): readonly Location[] {
  const calls = results.flatMap(({ trackedCalls }) => trackedCalls);
  return [...new Map(calls.map((call) => [placeKey(call), call])).values()];
}

function inReadingOrder(a: ReportedFinding, b: ReportedFinding): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.rule, b.rule);
}
