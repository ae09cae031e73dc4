/**
 * Runs a transcript: calls in a concrete world, what each may return, and what the world then looks like. A line
 * that cannot be read is a failure like any other.
 */

import { hint } from "../../text/near";
import { concrete } from "../concrete";
import type { SimProfile } from "../outcomes";
import { step } from "../step";
import type { Call, Outcome, Range, Step, World } from "../types";
import { concreteWorld, startingState } from "../world";
import { callOf } from "./calls";
import { type CallText, type Expectation, parseLine, type Statement, withoutComment } from "./lines";
import { normalValue, numberSeen, pagesSeen } from "./pages";
import { noPlaces, type Places, withPlace } from "./places";
import { sizeWord } from "./sizes";
import { placeOf, type Scope } from "./words";

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
  readonly answer?: Answer;
  /** Does it say what to expect, and was that looked at? */
  readonly isHeld: boolean;
  /** What there is afterwards; undefined before a platform is given. */
  readonly scope: Scope | undefined;
}

/** Everything that may come of a call, and what the process went on with. */
export interface Answer {
  readonly results: readonly Expectation[];
  /** The first of `results` is its. */
  readonly outcome: Outcome | undefined;
  /** "mlock.mapped hole": the requirements that it breaks. */
  readonly broken: readonly string[];
  /** Bytes outside which it changes nothing; undefined where it may change anything. */
  readonly about: readonly Range[] | undefined;
}

export interface Problem {
  /**
   * Does the line mean nothing; does it only lack what such a line would have named; or does something else happen than
   * it says?
   */
  readonly kind: "unreadable" | "follows" | "deviates";
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
  let state: State = { scope: undefined, start: undefined, isToldOf: false };
  const turns: Turn[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const statement = parseLine(line.trim());
    if (statement === undefined) continue;
    const { state: next = state, problem, answer } = take(state, statement, profileOf);
    state = next;
    turns.push({
      line: index + 1,
      text: withoutComment(line.trim()),
      statement,
      ...(problem ? { problem } : {}),
      ...(answer ? { answer } : {}),
      isHeld: isExpectation(statement) && (problem === undefined || problem.kind === "deviates"),
      scope: state.scope,
    });
  }
  return turns;
}

function isExpectation(statement: Statement): boolean {
  if (statement.kind !== "call") return statement.kind === "pages" || statement.kind === "world";
  const { expected, because, violations } = statement;
  return expected.length > 0 || because.length > 0 || violations !== undefined;
}

interface State {
  readonly scope: Scope | undefined;
  /** What `test` starts from. */
  readonly start: Scope | undefined;
  /** Where there is no platform: has that been said? */
  readonly isToldOf: boolean;
}

interface Taken extends Pick<Turn, "problem" | "answer"> {
  readonly state?: State;
}

function take(state: State, statement: Statement, profileOf: ProfileOf): Taken {
  if (statement.kind === "unreadable") {
    return { ...unreadable(statement.why), ...(statement.isGiven ? { state: nothing } : {}) };
  }
  if (statement.kind === "given") return given(statement, profileOf);
  const { scope, start } = state;
  if (scope === undefined) {
    const why = 'no platform is given yet: begin with a line such as "given linux"';
    return { ...(state.isToldOf ? follows(why) : unreadable(why)), state: { ...state, isToldOf: true } };
  }
  switch (statement.kind) {
    case "test":
      return { state: { ...state, scope: start } };
    case "set":
      return { state: { ...state, scope: { ...scope, world: { ...scope.world, ...statement.world } } } };
    case "pages":
      return pagesHeld(statement, scope);
    case "world": {
      const wanted = normalValue(statement.what, statement.value, scope.profile.pageSize.usual);
      if (wanted === undefined) return unreadable(`${statement.what} cannot be ${statement.value}`);
      const seen = numberSeen(statement.what, scope.world);
      return seen === wanted ? {} : deviates(`is ${/^[\dI]/.test(seen) ? sizeWord(Number(seen)) : seen}`);
    }
    case "call":
      return taken(state, scope, statement);
  }
}

const unreadable = (why: string): Taken => ({ problem: { kind: "unreadable", why } });
const follows = (why: string): Taken => ({ problem: { kind: "follows", why } });
const deviates = (why: string): Taken => ({ problem: { kind: "deviates", why } });

function pagesHeld({ what, place, pages }: Extract<Statement, { kind: "pages" }>, scope: Scope): Taken {
  const seen = pagesSeen(what, place, scope);
  if (seen === undefined) return unreadable(`no place ${place}${hint(place, scope.places.names())}`);
  if (placeOf(place, scope)?.isMissing) return follows(`there is no ${place} here`);
  return seen === pages ? {} : deviates(`is ${seen}`);
}

/** A process as it starts: what is not given is what the platform has by default. */
function given(
  { platform, page, world }: Extract<Statement, { kind: "given" }>,
  profileOf: ProfileOf,
): Taken {
  const known = profileOf(platform);
  if (known === undefined) return { ...unreadable(`no platform ${platform}`), state: nothing };
  const usual = page ?? known.pageSize.usual;
  const profile: SimProfile = { ...known, pageSize: { ...known.pageSize, usual } };
  const start = { ...concreteWorld(limitsOf(known, world)), ...startingState(profile) };
  const scope = { profile, places: noPlaces(usual), world: { ...start, ...world } };
  return { state: { scope, start: scope, isToldOf: false } };
}

/** Facts name a soft limit at most: the hard one beside it is not known, but for a process without any. */
function limitsOf({ facts }: SimProfile, { limit, hardLimit }: Partial<World>) {
  if (limit !== undefined) return { limit };
  const usual = facts["limit.default"].value;
  if (usual === null) return { limit: hardLimit ?? Number.POSITIVE_INFINITY };
  return { limit: Math.min(usual, hardLimit ?? usual), hardLimit: undefined };
}

const nothing: State = { scope: undefined, start: undefined, isToldOf: true };

function taken(state: State, scope: Scope, statement: CallText): Taken {
  const made = callOf(statement.words, scope);
  const proceed = (world: World, places: Places): State => ({
    ...state,
    scope: { profile: scope.profile, places, world },
  });
  if (made.kind === "unreadable") {
    const lost = made.follows ? follows(made.why) : unreadable(made.why);
    return { ...lost, state: proceed(scope.world, made.places) };
  }
  const stranger = strangeExpectation(statement, scope.profile);
  if (stranger !== undefined) return { ...unreadable(stranger), state: proceed(scope.world, made.places) };
  if (made.kind === "named") {
    const named = proceed(made.world, made.places);
    const why = `${statement.words[0]} is no call, and has no result`;
    return { ...(isExpectation(statement) ? unreadable(why) : {}), state: named };
  }
  const answer = step(scope.profile, scope.world, made.call, concrete);
  const outcome = chosen(statement, answer);
  const results = [...new Set([outcome ?? [], answer.outcomes].flat().flatMap(resultsOf))];
  const why = deviation(statement, answer, results, outcome);
  const places = outcome?.result === "success" ? made.places : withNew(scope, made.places);
  const about = rangesOf(made.call, scope.profile.pageSize.usual);
  return {
    state: proceed(outcome?.world ?? scope.world, places),
    answer: { results, outcome, broken: answer.violations.map(complaint), about },
    ...(why === undefined ? {} : deviates(why)),
  };
}

/** What the process goes on with: what is written first, or, where that does not happen, what does. */
function chosen({ expected: [first] }: CallText, { outcomes }: Step): Outcome | undefined {
  const written = outcomes.find((outcome) => first !== undefined && resultsOf(outcome).includes(first));
  return written ?? outcomes[0];
}

/** Of a call that failed only new names remain, of pages at which nothing is; old ones mean what they meant. */
function withNew({ places, profile }: Scope, made: Places): Places {
  if (made === places) return places;
  const name = made.last;
  const place = name === undefined ? undefined : made.get(name);
  if (name === undefined || place === undefined || places.get(name) !== undefined) return places;
  return withPlace(places, name, place, profile.pageSize.usual);
}

/** The first name in what is expected that nothing has. */
function strangeExpectation(
  { expected, because, violations = [] }: CallText,
  { facts, constants }: SimProfile,
): string | undefined {
  for (const result of expected) {
    const errno = /^-1 (E.*)$/.exec(result)?.[1];
    if (errno === undefined || (Object.hasOwn(constants, errno) && errno !== "EOK")) continue;
    return `no errno ${errno}${hint(
      errno,
      Object.keys(constants).filter((name) => /^E[A-Z]+$/.test(name)),
    )}`;
  }
  for (const name of [...because, ...violations.map(factNamed)]) {
    if (!Object.hasOwn(facts, name)) return `no fact ${name}${hint(name, Object.keys(facts))}`;
  }
  return undefined;
}

/** The bytes that a call names, and a page on both sides; undefined where it names none, or how many is not known. */
function rangesOf(call: Call<number>, page: number): readonly Range[] | undefined {
  if (!("address" in call) || call.address === undefined) return undefined;
  const lengths = [
    "length" in call ? call.length : undefined,
    "newLength" in call ? call.newLength : undefined,
    "stack" in call ? call.stack : undefined,
  ].flatMap((length) => (typeof length === "object" ? length.high : (length ?? [])));
  if (lengths.length === 0) return undefined;
  const size = Math.max(...lengths);
  const starts =
    "newAddress" in call && call.newAddress !== undefined ? [call.address, call.newAddress] : [call.address];
  if (size < 0 || starts.some((start) => start < 0)) return undefined;
  return starts.map((start) => ({ start: start - page, end: start + size + page }));
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
