/** Holds findings against marks: each platform by itself, exact count, nothing unmarked. */
import type { Finding } from "../../server/src/ide/types";
import type { Fixture, Mark } from "./fixture";

export interface Verdict {
  readonly complaints: readonly string[];
  /** `expect` marks that what happened does not bear out, and findings that no mark covers: what an update rewrites. */
  readonly stale: ReadonlySet<Mark>;
  readonly unmarked: readonly Unmarked[];
}

export interface Unmarked {
  readonly finding: Finding;
  readonly platforms: readonly Finding["platforms"][number][];
}

interface Cell {
  readonly line: number;
  readonly platform: string;
  readonly rule: string;
  readonly marks: Mark[];
  readonly findings: Finding[];
}

/** `platforms`: those the fixture ran on; with `auto`, the targets that were chosen. */
export function compare(
  fixture: Fixture,
  findings: readonly Finding[],
  platforms: readonly string[],
): Verdict {
  const complaints: string[] = [...strayPlatforms(fixture, platforms)];
  const stale = new Set<Mark>();
  const unmarked = new Map<Finding, Finding["platforms"][number][]>();
  const quiet = fixture.marks.filter((mark) => mark.kind === "ok");
  for (const cell of cells(fixture, findings, platforms)) {
    const broken = judge(cell, quiet);
    if (broken.length === 0) continue;
    complaints.push(
      ...broken.map((what) => `line ${cell.line + 1}, ${cell.platform}, ${cell.rule}: ${what}`),
    );
    for (const mark of cell.marks) if (mark.kind.startsWith("expect")) stale.add(mark);
    for (const finding of cell.findings) {
      const on = finding.platforms.find(({ id }) => id === cell.platform);
      if (on) unmarked.set(finding, [...(unmarked.get(finding) ?? []), on]);
    }
  }
  return {
    complaints,
    stale,
    unmarked: [...unmarked].map(([finding, on]) => ({ finding, platforms: on })),
  };
}

/** Everything wanted or found, by line, platform and rule. */
function cells(fixture: Fixture, findings: readonly Finding[], platforms: readonly string[]): Cell[] {
  const all = new Map<string, Cell>();
  const cell = (line: number, platform: string, rule: string): Cell => {
    const key = `${line} ${platform} ${rule}`;
    const found = all.get(key) ?? { line, platform, rule, marks: [], findings: [] };
    all.set(key, found);
    return found;
  };
  for (const mark of fixture.marks) {
    if (mark.kind === "ok") continue;
    for (const platform of mark.platforms ?? platforms) cell(mark.line, platform, mark.rule).marks.push(mark);
  }
  for (const finding of findings) {
    for (const { id } of finding.platforms)
      cell(finding.location.start.line, id, finding.rule).findings.push(finding);
  }
  return [...all.values()].sort((a, b) => a.line - b.line);
}

function judge({ line, platform, marks, findings }: Cell, quiet: readonly Mark[]): string[] {
  const ok = quiet.some((mark) => mark.line === line && (mark.platforms?.includes(platform) ?? true));
  if (ok && findings.length > 0) return [`reported on a line marked ok: ${findings[0]?.message}`];
  const must = marks.filter((mark) => mark.kind !== "known-miss");
  if (marks.length > must.length && findings.length > must.length)
    return ["a known miss is found now: make it `expect`"];
  if (findings.length < must.length && must.some((mark) => mark.kind === "known-noise")) {
    return ["a known noise is gone: make it `ok`"];
  }
  if (findings.length !== must.length) {
    const said = findings.map((finding) => `"${finding.message}"`).join(", ");
    return [`expected ${must.length}, reported ${findings.length}${said ? `: ${said}` : ""}`];
  }
  return pair(must, findings).flatMap(([mark, finding]) => differences(mark, finding, platform));
}

/** Marks with carets or text choose their finding first; the others take what is left, in order. */
function pair(marks: readonly Mark[], findings: readonly Finding[]): [Mark, Finding][] {
  const left = [...findings];
  const pairs: [Mark, Finding][] = [];
  const chooser = (mark: Mark) => Number(mark.columns !== undefined) + Number(mark.text !== undefined);
  for (const mark of [...marks].sort((a, b) => chooser(b) - chooser(a))) {
    const fits = left.findIndex(
      (finding) =>
        sameColumns(mark, finding) && (mark.text === undefined || finding.message.includes(mark.text)),
    );
    const [finding] = left.splice(Math.max(fits, 0), 1);
    if (finding) pairs.push([mark, finding]);
  }
  return pairs;
}

function differences(mark: Mark, finding: Finding, platform: string): string[] {
  const on = finding.platforms.find(({ id }) => id === platform);
  const out: string[] = [];
  if (mark.kind === "expect" && on?.certainty !== "certain") out.push(`is only ${on?.certainty}`);
  if (mark.kind === "expect?" && on?.certainty !== "possible") out.push(`is ${on?.certainty}`);
  if (mark.severity && on?.severity !== mark.severity)
    out.push(`severity is ${on?.severity}, not ${mark.severity}`);
  if (mark.text !== undefined && !finding.message.includes(mark.text)) {
    out.push(`the message lacks "${mark.text}": ${finding.message}`);
  }
  if (!sameColumns(mark, finding))
    out.push(`columns are ${columnsOf(finding)}, not ${mark.columns?.join("-")}`);
  return out;
}

const columnsOf = ({ location: { start, end } }: Finding) => `${start.character}-${end.character}`;

const sameColumns = (mark: Mark, finding: Finding) =>
  mark.columns === undefined || mark.columns.join("-") === columnsOf(finding);

function strayPlatforms(fixture: Fixture, platforms: readonly string[]): string[] {
  return fixture.marks.flatMap((mark) =>
    (mark.platforms ?? [])
      .filter((id) => !platforms.includes(id))
      .map((id) => `line ${mark.at.line + 1}: the fixture does not run on ${id}`),
  );
}
