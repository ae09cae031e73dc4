/** A transcript as a report: what each platform does at each call, side by side, with a map of the pages. */
import { documentedIds, platformIds, platforms } from "../platforms";
import { type ProfileOf, playTranscript, type Turn } from "../sim/transcript";
import type { Outcome } from "../sim/types";
import { legend, mapsThatChanged } from "./simulate-pages";
import { type Cell, type Row, sideBySide, stacked } from "./simulate-table";

export interface Simulation {
  readonly text: string;
  /** Lines that mean nothing on any of the platforms: "3: mlokc m 1p: no call mlokc". */
  readonly unreadable: readonly string[];
  /** How often something else happened than was written. */
  readonly deviations: number;
}

/** Characters of a line. */
const usualWidth = 110;

/** `names`: platforms in place of those that the transcript gives; empty for its own. */
export function simulate(text: string, names: readonly string[], width = usualWidth): Simulation {
  const runs = (names.length === 0 ? [undefined] : names).map((name) =>
    playTranscript(text, profileOf(name)),
  );
  const unreadable = unreadableLines(runs);
  if (unreadable.length > 0) return { text: "", unreadable, deviations: 0 };
  const rows = rowsOf(runs, names);
  const body = sideBySide(rows, names, width) ?? stacked(rows, names, width);
  const cells = rows.flatMap((row) => (row.kind === "call" ? row.cells : []));
  return {
    text: `${body}${legend(cells.flatMap(({ maps }) => maps).join(""))}`,
    unreadable,
    deviations: cells.filter(({ deviation }) => deviation !== undefined).length,
  };
}

/** Why a platform cannot be simulated, in words; undefined if it can. */
export function platformProblem(name: string): string | undefined {
  if (platformIds.some((id) => id === name)) return undefined;
  const known = `platforms: ${platformIds.join(", ")}`;
  return documentedIds.some((id) => id === name)
    ? `${name} is only documented: too little is known of it to simulate it\n${known}`
    : `unknown platform: ${name || '""'}\n${known}`;
}

function profileOf(instead: string | undefined): ProfileOf {
  return (given) => {
    const id = platformIds.find((candidate) => candidate === (instead ?? given));
    return id && platforms[id];
  };
}

/** Lines that no run can read. Every run has the same lines. */
function unreadableLines(runs: readonly (readonly Turn[])[]): readonly string[] {
  const [first = [], ...others] = runs;
  const problems: string[] = [];
  for (const [index, { line, text, statement, problem }] of first.entries()) {
    const isLost = others.every((turns) => turns[index]?.problem?.kind === "unreadable");
    if (problem?.kind !== "unreadable" || !isLost) continue;
    const why = (statement.kind === "given" && platformProblem(statement.platform)) || problem.why;
    problems.push(`${line}: ${text}: ${why}`);
    // Without its platform, what follows means nothing.
    if (statement.kind === "given" || why === "no platform is given yet") break;
  }
  return problems;
}

function rowsOf(runs: readonly (readonly Turn[])[], names: readonly string[]): readonly Row[] {
  const lines = runs[0] ?? [];
  return lines.flatMap((turn, index): readonly Row[] => {
    const { line, text, statement } = turn;
    if (statement.kind === "given" || statement.kind === "test") {
      const shown =
        statement.kind === "given" && names.length > 0
          ? text.replace(statement.platform, names.join(" | "))
          : text;
      return [{ kind: "heading", text: shown, isGiven: statement.kind === "given" }];
    }
    const cells = runs.map((turns) => cellOf(turns[index], turns[index - 1]));
    if (statement.kind === "call") {
      return [{ kind: "call", line, text: statement.words.join(" "), cells }];
    }
    const isKept = cells.every(({ deviation }) => deviation === undefined);
    return isKept && statement.kind !== "set" ? [] : [{ kind: "call", line, text, cells }];
  });
}

const empty: Cell = { result: "", fact: undefined, maps: [] };

function cellOf(turn: Turn | undefined, before: Turn | undefined): Cell {
  if (turn === undefined) return empty;
  const { problem, answer, scope, text } = turn;
  if (problem?.kind === "unreadable") return { ...empty, result: `not here: ${problem.why}` };
  const deviation = problem && { deviation: deviationOf(problem.why, text) };
  return {
    result: answer ? resultText(answer.results, answer.outcome) : "",
    fact: answer && scope && factOf(answer.outcome, (name) => scope.profile.facts[name]?.sentence),
    maps: scope ? mapsThatChanged(before?.scope, scope) : [],
    ...deviation,
  };
}

/** What was written, where what is stands above. */
function deviationOf(why: string, text: string): string {
  const written = / -> (.*?)(?: because .*| ! .*|$)/.exec(text)?.[1];
  return why.startsWith("gives ") && written !== undefined ? `written: ${written}` : why;
}

/** "0 | -1 EPERM ENOMEM", what the process goes on with first. */
function resultText(results: readonly string[], outcome: Outcome | undefined): string {
  const failures = results.filter((result) => result.startsWith("-1 "));
  const others = results.filter((result) => !result.startsWith("-1 "));
  const failed = failures.length === 0 ? [] : [`-1 ${failures.map((text) => text.slice(3)).join(" ")}`];
  return (outcome?.result === "failure" ? [...failed, ...others] : [...others, ...failed]).join(" | ");
}

/** What decided: rather than that the call works at all, why it came out so. */
function factOf(
  outcome: Outcome | undefined,
  sentenceOf: (name: Outcome["because"][number]) => string | undefined,
): Cell["fact"] {
  const name = outcome?.because.find((fact) => !fact.endsWith(".effect")) ?? outcome?.because[0];
  return name && { name, sentence: sentenceOf(name) ?? "" };
}
