/**
 * Runs a transcript: calls in a concrete world, what each may return, and what the world then looks like. A line
 * that cannot be read is a failure like any other.
 */
import { concrete } from "./concrete";
import type { SimProfile } from "./outcomes";
import { step } from "./step";
import { callOf } from "./transcript-calls";
import { type CallText, type Expectation, parseLine, type Statement } from "./transcript-lines";
import { normalValue, numberSeen, pagesSeen } from "./transcript-pages";
import type { Places, Scope } from "./transcript-words";
import type { Outcome, Step, World } from "./types";
import { concreteWorld } from "./world";

export interface Failure {
  /** One-based. */
  readonly line: number;
  readonly message: string;
}

/** A line, and what came of it. */
export interface Turn {
  /** One-based. */
  readonly line: number;
  /** Without comment and indentation. */
  readonly text: string;
  readonly statement: Statement;
  readonly problem?: Problem;
  /** Of a call: everything that may come of it, and what the process went on with. */
  readonly answer?: { readonly results: readonly Expectation[]; readonly outcome: Outcome | undefined };
  /** What there is afterwards; undefined before a platform is given. */
  readonly scope: Scope | undefined;
}

export interface Problem {
  /** Does the line mean nothing, or does something else happen than it says? */
  readonly kind: "unreadable" | "deviates";
  readonly why: string;
}

/** The facts of a platform by its name; undefined if it cannot be simulated. */
export type ProfileOf = (platform: string) => SimProfile | undefined;

export function runTranscript(
  text: string,
  profiles: Readonly<Record<string, SimProfile>>,
): readonly Failure[] {
  const profileOf = (id: string) => (Object.hasOwn(profiles, id) ? profiles[id] : undefined);
  return playTranscript(text, profileOf).flatMap(({ line, text: said, problem }) =>
    problem === undefined ? [] : [{ line, message: `${said}: ${problem.why}` }],
  );
}

export function playTranscript(text: string, profileOf: ProfileOf): readonly Turn[] {
  let state: State = { scope: undefined, start: undefined };
  const turns: Turn[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const statement = parseLine(line);
    if (statement === undefined) continue;
    const { state: next = state, problem, answer } = take(state, statement, profileOf);
    state = next;
    turns.push({
      line: index + 1,
      text: line.replace(/\s#.*/, "").trim(),
      statement,
      ...(problem ? { problem } : {}),
      ...(answer ? { answer } : {}),
      scope: state.scope,
    });
  }
  return turns;
}

interface State {
  readonly scope: Scope | undefined;
  /** What `test` starts from. */
  readonly start: Scope | undefined;
}

interface Taken extends Pick<Turn, "problem" | "answer"> {
  readonly state?: State;
}

function take(state: State, statement: Statement, profileOf: ProfileOf): Taken {
  if (statement.kind === "unreadable") return unreadable(statement.why);
  if (statement.kind === "given") return given(statement, profileOf);
  const { scope, start } = state;
  if (scope === undefined) return unreadable("no platform is given yet");
  switch (statement.kind) {
    case "test":
      return { state: { scope: start, start } };
    case "set":
      return { state: { scope: { ...scope, world: { ...scope.world, ...statement.world } }, start } };
    case "pages": {
      const seen = pagesSeen(statement.what, statement.place, scope);
      return seen === undefined ? unreadable(`no place ${statement.place}`) : compared(seen, statement.pages);
    }
    case "world": {
      const wanted = normalValue(statement.what, statement.value, scope.profile.pageSize.usual);
      return compared(numberSeen(statement.what, scope.world), wanted);
    }
    case "call":
      return taken(state, scope, statement);
  }
}

const unreadable = (why: string): Taken => ({ problem: { kind: "unreadable", why } });
const deviates = (why: string): Taken => ({ problem: { kind: "deviates", why } });

function compared(seen: string, wanted: string): Taken {
  return seen === wanted ? {} : deviates(`is ${seen}`);
}

const noPlaces: Places = new Map();

function given(
  { platform, page, world }: Extract<Statement, { kind: "given" }>,
  profileOf: ProfileOf,
): Taken {
  const known = profileOf(platform);
  if (known === undefined) return unreadable(`no platform ${platform}`);
  const usual = page ?? known.pageSize.usual;
  const profile: SimProfile = { ...known, pageSize: { ...known.pageSize, usual } };
  const limit = world.limit === undefined ? {} : { limit: world.limit };
  const scope = { profile, places: noPlaces, world: { ...concreteWorld(limit), ...world } };
  return { state: { scope, start: scope } };
}

function taken(state: State, scope: Scope, statement: CallText): Taken {
  const made = callOf(statement.words, scope);
  if (made.kind === "unreadable") return unreadable(made.why);
  const stranger = [...statement.because, ...(statement.violations ?? []).map(factNamed)].find(
    (name) => !Object.hasOwn(scope.profile.facts, name),
  );
  if (stranger !== undefined) return unreadable(`no fact ${stranger}`);
  const proceed = (world: World): State => ({
    ...state,
    scope: { profile: scope.profile, places: made.places, world },
  });
  if (made.kind === "named") return { state: proceed(made.world) };
  const answer = step(scope.profile, scope.world, made.call, concrete);
  const [first] = statement.expected;
  // Where something else happens than was written, the process goes on with that.
  const outcome =
    answer.outcomes.find((candidate) => first !== undefined && resultsOf(candidate).includes(first)) ??
    answer.outcomes[0];
  const results = [...new Set(answer.outcomes.flatMap(resultsOf))];
  const why = deviation(statement, answer, results, outcome);
  return {
    state: proceed(outcome?.world ?? scope.world),
    answer: { results, outcome },
    ...(why === undefined ? {} : deviates(why)),
  };
}

/** What is not as the line says. */
function deviation(
  { expected, because, violations }: CallText,
  { violations: broken }: Step,
  results: readonly Expectation[],
  outcome: Outcome | undefined,
): string | undefined {
  const seen = [...results].sort().join(" | ");
  const wanted = [...new Set(expected)].sort().join(" | ");
  if (wanted !== "" && seen !== wanted) return `gives ${seen}`;
  const facts: readonly string[] = outcome?.because ?? [];
  if (!because.every((name) => facts.includes(name))) return `rests on ${facts.join(", ") || "nothing"}`;
  const complaints = broken.map(complaint).sort().join(", ");
  const promised = violations ?? (wanted === "0" ? [] : undefined);
  return promised === undefined || complaints === [...promised].sort().join(", ")
    ? undefined
    : `violates ${complaints || "nothing"}`;
}

function complaint({ fact, certainty, detail }: Step["violations"][number]): string {
  return `${fact}${certainty === "possible" ? "?" : ""}${detail ? ` ${detail}` : ""}`;
}

/** "mlock.mapped? hole" is about mlock.mapped. */
const factNamed = (violation: string) => violation.replace(/[?\s].*/, "");

function resultsOf(outcome: Outcome): readonly Expectation[] {
  if (outcome.result === "fault") return [outcome.signal ?? "fault"];
  if (outcome.result === "success") return [outcome.process ?? "0"];
  return outcome.unnamed === true ? ["-1 ?"] : outcome.errno.map((name) => `-1 ${name}`);
}
