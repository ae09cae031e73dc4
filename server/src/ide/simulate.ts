/** A transcript as a report: what each platform does at each call, side by side, with a map of the pages. */
import { documentedIds, platformIds, platforms } from "../platforms";
import type { FactName, PlatformId } from "../platforms/profile";
import { type Answer, type ProfileOf, playTranscript, type Turn } from "../sim/transcript/play";
import { hint } from "../text/near";
import { legend, mapsThatChanged } from "./simulate-pages";
import { doubtsOf, settingsOf, statesThatChanged } from "./simulate-state";
import { type Cell, packed, type Row, sideBySide, stacked, wrappedLines } from "./simulate-table";

export interface Simulation {
  readonly text: string;
  /** Lines that mean nothing on any of the platforms: "3: mlokc m 1p: no call mlokc". */
  readonly unreadable: readonly string[];
  /** Why there is nothing to simulate; undefined where there is. */
  readonly emptiness: string | undefined;
  /** How often something else happened than was written. */
  readonly deviations: number;
}

/** Characters of a line. */
const usualWidth = 100;

/** `names`: platforms in place of those that the transcript gives; empty for its own. */
export function simulate(text: string, names: readonly string[], width = usualWidth): Simulation {
  const runs = (names.length === 0 ? [undefined] : names).map((name) =>
    playTranscript(text, profileOf(name)),
  );
  const unreadable = unreadableLines(runs);
  const emptiness = emptinessOf(runs);
  if (unreadable.length > 0 || emptiness !== undefined) {
    return { text: "", unreadable, emptiness, deviations: 0 };
  }
  const reports = runs.map((turns, index) => reportOf(turns, names[index]));
  const cells = reports.flatMap((report) => report.cells);
  const rows = rowsOf(runs[0] ?? [], reports, names);
  const maps = cells.flatMap((cell) => cell.maps);
  const held = runs.flatMap((turns) => turns.filter(({ isHeld }) => isHeld));
  const deviations = held.filter(({ problem }) => problem !== undefined).length;
  const parts = [
    sideBySide(rows, names, width) ?? stacked(rows, names, width),
    linesOf(packed(legend(maps), "   ", width)),
    names.length > 1 ? reasons(reports, width) : "",
    held.length === 0 ? "" : `${closing(held.length, deviations)}\n`,
  ];
  return { text: parts.filter((part) => part !== "").join("\n"), unreadable, emptiness, deviations };
}

/** Why a platform cannot be simulated, in words; undefined if it can. */
export function platformProblem(name: string): string | undefined {
  if (platformIds.some((id) => id === name)) return undefined;
  const known = `platforms: ${platformIds.join(", ")}`;
  return documentedIds.some((id) => id === name)
    ? `${name} is only documented: too little is known of it to simulate it\n${known}`
    : `unknown platform: ${name || '""'}${hint(name, platformIds)}\n${known}`;
}

function profileOf(instead: string | undefined): ProfileOf {
  return (given) => {
    const id = idOf(instead ?? given);
    return id && platforms[id];
  };
}

const idOf = (name: string): PlatformId | undefined => platformIds.find((id) => id === name);

/** Lines that no run can read. Every run has the same lines. */
function unreadableLines(runs: readonly (readonly Turn[])[]): readonly string[] {
  const [first = []] = runs;
  return first.flatMap(({ line, text, statement }, index) => {
    const problems = runs.map((turns) => turns[index]?.problem);
    if (!problems.every((problem) => problem && problem.kind !== "deviates")) return [];
    const problem = problems.find((candidate) => candidate?.kind === "unreadable");
    const why = (statement.kind === "given" && platformProblem(statement.platform)) || problem?.why;
    return why === undefined ? [] : [`${line}: ${text}: ${why}`];
  });
}

function emptinessOf([turns = []]: readonly (readonly Turn[])[]): string | undefined {
  if (turns.length === 0) return "it has no line that says anything";
  const isIdle = turns.every(({ statement: { kind } }) => kind === "given" || kind === "test");
  return isIdle ? "it has no call" : undefined;
}

/** Of one platform: a cell for each line. */
interface Report {
  readonly cells: readonly Cell[];
  /** Facts that decided a call that did not simply succeed: what they say. */
  readonly decisive: ReadonlyMap<FactName, { readonly line: number; readonly sentence: string }>;
  readonly name: string;
}

function reportOf(turns: readonly Turn[], instead: string | undefined): Report {
  const decisive = new Map<FactName, { readonly line: number; readonly sentence: string }>();
  const told = new Set<string>();
  let platform = instead ?? "";
  const cells = turns.map((turn, index) => {
    if (turn.statement.kind === "given") platform = instead ?? turn.statement.platform;
    const fact = turn.answer && factOf(turn.answer);
    const sentence = (fact && turn.scope?.profile.facts[fact].sentence) ?? "";
    if (fact && !isPlain(turn.answer) && !decisive.has(fact)) {
      decisive.set(fact, { line: turn.line, sentence });
    }
    // Alone there is room for a sentence, where its fact comes up first.
    const isNew = instead === undefined && !told.has(`${platform} ${fact}`);
    told.add(`${platform} ${fact}`);
    return cellOf(turn, turns[index - 1], platform, fact && { name: fact, sentence: isNew ? sentence : "" });
  });
  return { cells, decisive, name: platform };
}

const isPlain = (answer: Answer | undefined) =>
  answer?.results.every((result) => ["0", "parent", "child"].includes(result)) ?? true;

function rowsOf(
  lines: readonly Turn[],
  reports: readonly Report[],
  names: readonly string[],
): readonly Row[] {
  return lines.flatMap((turn, index): readonly Row[] => {
    const { line, text, statement } = turn;
    const cells = reports.flatMap((report) => report.cells[index] ?? []);
    switch (statement.kind) {
      case "test":
        return [{ kind: "heading", text }];
      case "given":
        return givenRows(turn, cells, names);
      case "call":
        return [{ kind: "call", line, text: text.split(/\s+(?:->|because|!)(?:\s|$)/)[0] ?? text, cells }];
      case "set":
        return [{ kind: "call", line, text, cells }];
      default:
        return cells.every(({ deviation }) => deviation === undefined)
          ? []
          : [{ kind: "call", line, text, cells }];
    }
  });
}

/** One platform's settings stand in one line, several platforms' below their names. */
function givenRows(
  { line, statement }: Turn,
  cells: readonly Cell[],
  names: readonly string[],
): readonly Row[] {
  if (names.length > 1) return [{ kind: "given", line, text: "given", cells }];
  const platform = names[0] ?? (statement.kind === "given" ? statement.platform : "");
  const [first] = cells;
  const notes = (first?.remarks ?? []).map((text) => `\nnote: ${text}`);
  return [{ kind: "heading", text: `given ${platform}, ${first?.result}${notes.join("")}` }];
}

function cellOf(
  { problem, answer, scope, text, statement }: Turn,
  before: Turn | undefined,
  platform: string,
  fact: Cell["fact"],
): Cell {
  const empty: Cell = { result: "", fact: undefined, remarks: [], maps: [] };
  if (problem !== undefined && problem.kind !== "deviates")
    return { ...empty, result: `not here: ${problem.why}` };
  if (scope === undefined || statement.kind === "test") return empty;
  if (statement.kind === "given") {
    const id = idOf(platform);
    const doubts = id ? doubtsOf(platforms[id], statement.page, statement.world) : [];
    return { ...empty, result: settingsOf(scope, statement.world).join(", "), remarks: doubts };
  }
  const call = statement.kind === "call" ? statement : undefined;
  return {
    result: answer ? resultText(answer) : "",
    fact,
    remarks: [
      breaches(answer, fact),
      before?.scope ? statesThatChanged(before.scope, scope, call) : "",
    ].filter((text) => text !== ""),
    maps: mapsThatChanged(before?.scope, scope, answer?.about),
    ...(problem && { deviation: deviationOf(problem.why, text) }),
  };
}

/** The requirements that are broken, but for the one that decided. */
function breaches(answer: Answer | undefined, fact: Cell["fact"]): string {
  const others = (answer?.broken ?? []).filter((name) => !name.startsWith(fact?.name ?? " "));
  return others.length === 0 ? "" : `! ${others.join(", ")}`;
}

/** What was written, where what is stands above. */
function deviationOf(why: string, text: string): string {
  const written = /\s->\s+(.*?)(?: because .*| ! .*|$)/.exec(text)?.[1];
  return why.startsWith("gives ") && written !== undefined ? `written: ${written}` : why;
}

/** "0 | -1 EPERM ENOMEM", what the process goes on with first. */
function resultText({ results, outcome }: Answer): string {
  const failures = results.filter((result) => result.startsWith("-1 "));
  const others = results.filter((result) => !result.startsWith("-1 "));
  const failed = failures.length === 0 ? [] : [`-1 ${failures.map((text) => text.slice(3)).join(" ")}`];
  return (outcome?.result === "failure" ? [...failed, ...others] : [...others, ...failed]).join(" | ");
}

/** What decided: rather than that the call works at all, why it came out so. */
function factOf({ outcome }: Answer): FactName | undefined {
  return outcome?.because.find((fact) => !fact.endsWith(".effect")) ?? outcome?.because[0];
}

/** What the facts say that decided, on the platforms where they did. */
function reasons(reports: readonly Report[], width: number): string {
  const decided = reports.flatMap(({ decisive }) => [...decisive]);
  const facts = decided.sort(([, one], [, other]) => one.line - other.line).map(([fact]) => fact);
  return [...new Set(facts)].map((fact) => `${fact}\n${sentencesOf(fact, reports, width)}`).join("");
}

function sentencesOf(fact: FactName, reports: readonly Report[], width: number): string {
  const bySentence = new Map<string, string[]>();
  for (const { decisive, name } of reports) {
    const sentence = decisive.get(fact)?.sentence;
    if (sentence !== undefined) bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), name]);
  }
  const indented = [...bySentence].flatMap(([sentence, names]) =>
    wrappedLines(`${names.join(", ")}: ${sentence}`, width - 2),
  );
  return linesOf(indented.map((line) => `  ${line}`));
}

function closing(expectations: number, deviations: number): string {
  const [are, do_] = [
    expectations === 1 ? "expectation" : "expectations",
    deviations === 1 ? "deviates" : "deviate",
  ];
  return `${expectations} ${are}, ${deviations} ${do_}`;
}

const linesOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
