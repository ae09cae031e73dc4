/** One file checked: expanded for each platform, lowered once for each different expansion, run, judged, merged. */

import type { Unit } from "../c/ir";
import type { Part } from "../c/link";
import type { Variants } from "../c/preprocess";
import { isSatisfiable } from "../c/preprocess/configuration";
import type { OpenedFiles } from "../c/preprocess/opened";
import { skim } from "../c/skim";
import type { ReadSyntax } from "../c/syntax/syntax";
import { type Analysis, analyze } from "../interp/analyze";
import type { Steps } from "../interp/context";
import type { Events } from "../interp/record/events";
import { platforms } from "../platforms";
import type { Fact, Platform, PlatformId } from "../platforms/profile";
import { rules } from "../rules";
import type { Judgement, Rule, Scene } from "../rules/rule";
import type { Slices } from "../text/slices";
import type { Span } from "../text/span";
import { Counts, nothingJudged, settlingOf } from "./coverage";
import { subjectOf } from "./expansions";
import { fatesOf } from "./fates";
import { fixesFor } from "./fixes";
import { knownOf } from "./known";
import { likenessSteps } from "./liken";
import type { Programs } from "./linking";
import { Locator } from "./locate";
import { mergeFindings, type Placed, weakened } from "./merge";
import { heldForAllSizes, type Judged, withPagesOf } from "./page-sizes";
import { isOn, settled, severitiesIn } from "./settle";
import { addCallers, leadingIn } from "./slice";
import { asked, targetsOf } from "./targets";
import type { Vocabularies, Vocabulary } from "./tracked";
import { type CallFate, type CheckRequest, type CheckResult, placeKey, type Stage } from "./types";
import { type Machine, type View, Views } from "./views";
import { useOf, type WrapperSearch } from "./wrappers";

/** What outlives one check. */
export interface Tools {
  /** The same for platforms that do not differ in it. */
  readonly machineOf: (platform: Platform, likenesses?: CheckRequest["likenesses"]) => Machine;
  /** For machines that are to read the same texts: see `remembering`. */
  readonly syntaxes: () => ReadSyntax;
  readonly vocabularies: Vocabularies;
  readonly wrappers: WrapperSearch;
  readonly opened: OpenedFiles;
  readonly programs: Programs;
}

/** To whom a portable file could matter that shows no platform: an info each. */
const elsewhere: readonly PlatformId[] = ["qnx7", "illumos", "posix"];

/** Somebody who looks on: what happened on one platform, in one configuration. */
export type Onlooker = (view: View, platform: Platform, events: Events) => void;

export function* check(
  request: CheckRequest,
  { machineOf, syntaxes, vocabularies, wrappers, opened, programs }: Tools,
  look: Onlooker = () => {},
): Generator<Stage, CheckResult> {
  const vocabulary = vocabularies.of(request);
  const isOurs = vocabulary.isOurs(request.text);
  const around = yield* during("link", wrappersAround(request, vocabulary));
  const hidden = isOurs ? [] : [...wrappers.usedIn(request, vocabulary), ...calledIn(request.text, around)];
  if (!isOurs && hidden.length === 0) return notAnalysed({});
  const subject = yield* during("preprocess", subjectOf(request, useOf(hidden, vocabulary), opened));
  const { first } = subject.onLinux;
  const { file, program } = subject.request;
  const hearing: Hearing = {
    isWanted: ({ id }) => isOn(id, severitiesIn(request, request.file)),
    isCalledElsewhere: (names) => program?.isCalledBeside(file, names) ?? false,
  };
  if (isCplusplus(first.text)) return notAnalysed({ "not C": 1 });
  yield "preprocess";
  const shown = () => targetsOf(subject.text, first, subject.request.target);
  const targets = request.platforms === "auto" ? shown() : asked(request.platforms);
  const known = knownOf(request);
  const platformOf = (id: PlatformId) => withPagesOf(platforms[id], request.pageSize);
  const others = targets.byDefault ? elsewhere.map(platformOf) : [];
  const views = new Views(around, known, targets.chosen.length > 1 ? syntaxes() : undefined);
  const placed: Placed[] = [];
  const fates: CallFate[] = [];
  const counts = new Counts();
  const files = new Set<string>();
  const pending = new Set<string>();
  for (const { id } of targets.chosen) {
    const platform = platformOf(id);
    let dormant = 0;
    const own = platforms[id];
    const variants = id === "linux" ? subject.onLinux : yield* during("preprocess", subject.on(own));
    for (const expanded of inTurn(variants)) {
      yield "preprocess";
      if (!expanded) continue;
      dormant = expanded.dormant;
      for (const file of expanded.files.keys()) files.add(file);
      for (const file of expanded.pending) pending.add(file);
      const isJudged = vocabulary.isJudged(expanded.text);
      if (!isJudged && !views.namesWrapper(expanded)) {
        counts.skim(expanded, vocabulary);
        continue;
      }
      const machine = machineOf(own, request.likenesses);
      const alone = yield* during("lower", views.viewOf(expanded, machine));
      // Its other configurations would take as long.
      if (alone.unit.isGivenUp) return notAnalysed({ "too far from C": 1 });
      counts.read(alone);
      yield "lower";
      if (!isJudged && !views.mentionsWrapper(alone)) {
        counts.silent(nothingJudged, 1);
        continue;
      }
      const asking = { request, platform, machine };
      const linked = linkedView(alone, yield* during("link", programs.completed(alone, asking)));
      for (const file of linked.expanded.files.keys()) files.add(file);
      for (const file of linked.expanded.pending) pending.add(file);
      const run = (unit: Unit) => analyze(unit, platform, others, known);
      const { view, analysis } = yield* during("run", analyzed(linked, alone, vocabulary, run));
      const { events } = analysis;
      look(view, platform, events);
      for (const [reason, count] of events.silences) counts.silent(reason, count);
      fates.push(...metFirst(fatesOf(view, platform, events), fates));
      const judged = yield* during("judge", judgeAll(view, platform, others, analysis, hearing));
      const again = function* (change: (platform: Platform) => Platform) {
        const [changed, beside] = [change(platform), others.map(change)];
        const analysis = yield* analyze(view.unit, changed, beside, known);
        return yield* judgeAll(view, changed, beside, analysis, hearing);
      };
      for (const one of yield* during("run", heldForAllSizes(view.expanded.text, judged, again)))
        placed.push(...place(request, view, one.platform, one.judgements));
      yield "judge";
    }
    counts.silent("in no configuration that was looked at", dormant);
  }
  const alternatives = request.platforms === "auto" ? targets.chosen.map(({ id }) => id) : [];
  const looked = {
    request,
    unit: subject.request.file,
    counts,
    targets,
    shown,
    elsewhere,
  };
  return {
    ...settled(mergeFindings(placed, alternatives), settlingOf(looked)),
    analysed: true,
    functionsAnalysed: counts.functions.size,
    trackedCalls: [...counts.calls.values()],
    fates,
    targets: targets.chosen,
    silences: Object.fromEntries(counts.silences),
    files: [...files],
    pending: [...pending],
  };
}

interface Analyzed {
  readonly view: View;
  readonly analysis: Analysis;
}

/** With other files, unless following them takes the fuel that the file's own code needs: then without. */
function* analyzed(
  linked: View,
  alone: View,
  { isJudged }: Vocabulary,
  run: (unit: Unit) => Steps<Analysis>,
): Generator<unknown, Analyzed> {
  const whole = { view: linked, analysis: yield* run(linked.unit) };
  const exhausted = ({ analysis }: Analyzed) => analysis.events.silences.get("fuel") ?? 0;
  if (linked === alone || exhausted(whole) === 0 || !isJudged(alone.expanded.text)) return whole;
  const own = { view: alone, analysis: yield* run(alone.unit) };
  return exhausted(own) < exhausted(whole) ? own : whole;
}

/** Pieces of work that are all part of one stage. */
function* during<Result>(stage: Stage, pieces: Generator<unknown, Result>): Generator<Stage, Result> {
  for (;;) {
    const piece = pieces.next();
    if (piece.done) return piece.value;
    yield stage;
  }
}

function* inTurn({ first, further }: Variants): Variants["further"] {
  yield first;
  yield* further;
}

/** What happens at a call is told of the configuration in which it was met first. */
function metFirst(fresh: readonly CallFate[], before: readonly CallFate[]): CallFate[] {
  const keyOf = ({ platform, location }: CallFate) => `${platform}|${placeKey(location)}`;
  const known = new Set(before.map(keyOf));
  return fresh.filter((fate) => !known.has(keyOf(fate)));
}

function linkedView(alone: View, { expanded, unit }: Part): View {
  if (unit === alone.unit) return alone;
  return { expanded, unit, locator: new Locator(expanded), ownEnd: alone.ownEnd };
}

/** What the project's other files wrap around tracked calls. */
function* wrappersAround(
  { program }: CheckRequest,
  { concerns }: Vocabulary,
): Generator<void, ReadonlySet<string>> {
  if (!program) return new Set();
  yield* program.prepare();
  return program.wrappers(concerns);
}

/** Those that a function's body calls: a header that declares them is no user. */
function calledIn(text: string, names: ReadonlySet<string>): readonly string[] {
  const named = [...names].filter((name) => text.includes(name));
  if (named.length === 0) return [];
  const calls = new Set(skim(text).flatMap((fn) => fn.calls));
  return named.filter((name) => calls.has(name));
}

/** What happened on one platform, as the rules see it, and as others' users would. Stops after each rule. */
function* judgeAll(
  view: View,
  platform: Platform,
  others: readonly Platform[],
  { events, alongside }: Analysis,
  hearing: Hearing,
): Slices<Judged[]> {
  const judged = [{ platform, judgements: yield* judge(view, platform, events, hearing) }];
  for (const other of others) {
    const judgements = yield* portability(view, other, alongside.get(other.id), hearing);
    judged.push({ platform: other, judgements });
  }
  return judged;
}

/** Which rules somebody wants to hear, and what they may ask of the project. */
interface Hearing extends Pick<Scene, "isCalledElsewhere"> {
  readonly isWanted: (rule: Rule) => boolean;
}

function* judge(view: View, platform: Platform, events: Events, hearing: Hearing): Slices<Judgement[]> {
  const judged = yield* heardOf(rules.filter(hearing.isWanted), sceneOf(view, platform, events, hearing));
  if (!isSatisfiable(view.expanded.assumed)) return judged.map(weakened);
  return judged.map((one) => (restsOnGuess(view, one) ? weakened(one) : one));
}

function* heardOf(asked: readonly Rule[], scene: Scene): Slices<Judgement[]> {
  const judged: Judgement[] = [];
  for (const rule of asked) {
    judged.push(...rule.judge(scene));
    yield;
  }
  return judged;
}

/** Could the way there be another, if a name that nobody defines were defined? */
function restsOnGuess(view: View, { span, path, passed = [] }: Judgement): boolean {
  const { guesses } = view.expanded;
  if (guesses.length === 0) return false;
  const places = [...path.map((step) => step.span), ...passed];
  const isIn = (at: Span, { start, end }: Span) => start <= at.start && at.start < end;
  return (
    view.unit.outline.some(
      (one) =>
        places.some((place) => isIn(place, one.span)) &&
        guesses.some((guess) => isIn({ start: guess, end: guess }, one.span)),
    ) || leadsToGuessElsewhere(view, [span, ...places])
  );
}

/** What another file's function does to what is locked, and what its callers make of it, is not told step by step. */
function leadsToGuessElsewhere({ unit, expanded, ownEnd }: View, places: readonly Span[]): boolean {
  const foreign = expanded.guesses.filter((guess) => guess >= ownEnd);
  if (foreign.length === 0) return false;
  const leading = leadingIn(unit.outline);
  addCallers(unit.outline, leading);
  const guessed = unit.outline.filter(
    ({ name, span }) =>
      unit.guests.has(name) &&
      leading.has(name) &&
      foreign.some((guess) => span.start <= guess && guess < span.end),
  );
  const shaky = new Set(guessed.map(({ name }) => name));
  addCallers(unit.outline, shaky);
  return unit.outline.some(
    ({ name, span }) =>
      shaky.has(name) && places.some(({ start }) => span.start <= start && start < span.end),
  );
}

const sceneOf = (
  { unit, locator, expanded }: View,
  platform: Platform,
  events: Events,
  { isCalledElsewhere }: Hearing,
): Scene => ({
  events,
  isCalledElsewhere,
  platform,
  unit,
  expanded,
  commentAt: locator.commentAt,
  textAt: locator.textAt,
  expandedAt: ({ start, end }) => expanded.text.slice(start, end),
});

/** What a platform beyond the targets would punish, for whoever writes portable code: never more than an info. */
function* portability(
  view: View,
  platform: Platform,
  events: Events | undefined,
  hearing: Hearing,
): Slices<Judgement[]> {
  if (!events) return [];
  const travelling = rules.filter((rule) => rule.concernsPortability && hearing.isWanted(rule));
  const judged = yield* heardOf(travelling, sceneOf(view, platform, events, hearing));
  return judged.map((one) => ({ ...one, severity: "info" }));
}

function place(
  request: CheckRequest,
  view: View,
  platform: Platform,
  judged: readonly Judgement[],
): Placed[] {
  const { locator, ownEnd } = view;
  // What lies in another file is judged when that is checked.
  const own = judged.filter(({ span }) => span.start < ownEnd);
  return own.map((one) => {
    const { macro } = locator.source(one.span);
    const definition = macro && view.expanded.files.has(macro.file) ? macro : undefined;
    const steps = [...one.path, ...likenessSteps(view, request, one.span)];
    const path = steps.map(({ span, message }) => ({ location: locator.location(span), message }));
    const fromMacro = definition && {
      location: locator.inFile(definition.file, definition.span),
      message: `this comes from the macro ${definition.name}, defined here`,
    };
    return {
      rule: one.rule,
      platform: platform.id,
      location: locator.location(one.span),
      severity: one.severity,
      certainty: one.certainty,
      message: one.message,
      consequence: one.consequence,
      path: fromMacro ? [...path, fromMacro] : path,
      because: one.facts.map((name) => {
        const fact: Fact<unknown> = platform.facts[name];
        return { platform: platform.id, fact: name, sentence: fact.sentence, source: fact.source.page };
      }),
      fixes: fixesFor(view.unit, platform, locator, one),
    };
  });
}

/** Headers that VS Code or a file name call C may be C++; that is not our language. */
const isCplusplus = (text: string): boolean =>
  /^[ \t]*(?:template\s*<|namespace\b[\w\s:]*\{|using\s+namespace\b|class\s+\w+[\w\s:,<>]*\{|(?:public|private|protected)\s*:)/m.test(
    text,
  );

const notAnalysed = (silences: Record<string, number>): CheckResult => ({
  findings: [],
  suppressed: [],
  analysed: false,
  functionsAnalysed: 0,
  trackedCalls: [],
  fates: [],
  targets: [],
  silences,
  files: [],
  pending: [],
});
