/**
 * Runs a transcript: calls in a concrete world, what each may return, and what the world then looks like. A line
 * that cannot be read is a failure like any other.
 */
import { concrete } from "./concrete";
import { within } from "./mappings";
import type { SimProfile } from "./outcomes";
import { step } from "./step";
import { callOf, type Places } from "./transcript-calls";
import {
  type CallText,
  type Expectation,
  type PageWord,
  parseLine,
  type Statement,
} from "./transcript-lines";
import type { Mapping, Outcome, Step, World } from "./types";
import { concreteWorld, memory } from "./world";

export interface Failure {
  /** One-based. */
  readonly line: number;
  readonly message: string;
}

interface State {
  readonly profile: SimProfile | undefined;
  /** What `test` starts from. */
  readonly start: World;
  readonly world: World;
  readonly places: Places;
  readonly last: Outcome | undefined;
}

type Turn = { readonly state: State } | { readonly problem: string; readonly state?: State };

export function runTranscript(
  text: string,
  profiles: Readonly<Record<string, SimProfile>>,
): readonly Failure[] {
  const start = concreteWorld();
  let state: State = { profile: undefined, start, world: start, places: new Map(), last: undefined };
  const failures: Failure[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const statement = parseLine(line);
    if (statement === undefined) continue;
    const turn = take(state, statement, profiles);
    if ("problem" in turn) failures.push({ line: index + 1, message: `${line.trim()}: ${turn.problem}` });
    state = turn.state ?? state;
  }
  return failures;
}

function take(state: State, statement: Statement, profiles: Readonly<Record<string, SimProfile>>): Turn {
  switch (statement.kind) {
    case "unreadable":
      return { problem: statement.why };
    case "platform": {
      const profile = profiles[statement.id];
      return profile === undefined ? { problem: "no such platform" } : { state: { ...state, profile } };
    }
    case "header": {
      const start = { ...state.start, ...statement.world };
      return { state: { ...state, start, world: start } };
    }
    case "test":
      return { state: { ...state, world: state.start, places: new Map(), last: undefined } };
    case "set":
      return { state: { ...state, world: { ...state.world, ...statement.world } } };
    case "pages":
      return verify(pagesSeen(state, statement), statement.pages, state);
    case "world":
      return verify(statement.read(state.world), statement.value, state);
    case "because":
      return verify(String(state.last?.because.includes(statement.fact)), "true", state);
    case "call":
      return call(state, statement);
  }
}

function verify(seen: string, wanted: string, state: State): Turn {
  return seen === wanted ? { state } : { problem: `is ${seen}` };
}

function call(state: State, { words, expected, violations }: CallText): Turn {
  const { profile, world } = state;
  if (profile === undefined) return { problem: "no platform yet" };
  const made = callOf(words, profile, state.places);
  if ("problem" in made) return made;
  const result = step(profile, world, made.call, concrete);
  const chosen = result.outcomes.find((outcome) => resultsOf(outcome).includes(expected[0] ?? "0"));
  const after = { ...state, places: made.places, world: chosen?.world ?? world, last: chosen };
  const seen = [...new Set(result.outcomes.flatMap(resultsOf))].sort().join(" | ");
  const wanted = [...new Set(expected)].sort().join(" | ");
  if (seen !== wanted) return { problem: `gives ${seen}`, state: after };
  const complaints = complaintsOf(result).join(", ");
  if (complaints !== [...violations].sort().join(", ")) {
    return { problem: `violates ${complaints || "nothing"}`, state: after };
  }
  return { state: after };
}

function resultsOf(outcome: Outcome): readonly Expectation[] {
  if (outcome.result === "fault") return ["fault"];
  if (outcome.result === "success") return [outcome.process ?? "0"];
  return outcome.unnamed === true ? ["-1 ?"] : outcome.errno.map((name) => `-1 ${name}`);
}

function complaintsOf({ violations }: Step): readonly string[] {
  return violations
    .map(
      ({ fact, certainty, detail }) =>
        `${fact}${certainty === "possible" ? "?" : ""}${detail ? ` ${detail}` : ""}`,
    )
    .sort();
}

/** The pages of a place that match, as "{0,2}". */
function pagesSeen(state: State, { what, place }: Extract<Statement, { kind: "pages" }>): string {
  const area = state.places.get(place);
  const page = state.profile?.pageSize.usual;
  if (area === undefined || page === undefined) return "no such place";
  const mappings = state.world.regions.get(memory)?.mappings ?? [];
  const pages = Array.from({ length: area.pages }, (_, index) => index).filter((index) => {
    const start = area.address + index * page;
    const [mapping] = within(mappings, { start, end: start + page });
    return mapping !== undefined && matches[what](mapping);
  });
  return `{${pages.join(",")}}`;
}

const matches: Readonly<Record<PageWord, (mapping: Mapping) => boolean>> = {
  mapped: () => true,
  locked: ({ lock }) => lock === "locked" || lock === "onfault",
  onfault: ({ lock }) => lock === "onfault",
  referenced: ({ reference }) => reference === "referenced",
};
