/** One file checked: expanded for each platform, lowered once for each different expansion, run, judged, merged. */

import type { Unit } from "../c/ir";
import type { Part } from "../c/link";
import type { Variants } from "../c/preprocess";
import type { OpenedFiles } from "../c/preprocess/opened";
import { skim } from "../c/skim";
import type { Expanded } from "../c/source";
import type { ReadSyntax } from "../c/syntax/syntax";
import { type Analysis, analyze } from "../interp/analyze";
import type { Assumptions, Steps } from "../interp/context";
import type { Events } from "../interp/record/events";
import { platforms } from "../platforms";
import type { Platform, PlatformId } from "../platforms/profile";
import { assumptionsOf } from "./assumptions";
import { type Checked, Counts, coverageOf, nothingJudged } from "./coverage";
import { type Expansions, expansionsOf } from "./expansions";
import { fatesOf } from "./fates";
import { judgeAll, place, type RuleOptions } from "./judging";
import type { Programs } from "./linking";
import { Locator } from "./locate";
import { mergeFindings, type Placed } from "./merge";
import { confirmedForAllSizes, withPagesOf } from "./page-sizes";
import { settled } from "./settle";
import { isOn, severitiesIn } from "./severities";
import { asked, targetsOf } from "./targets";
import type { Vocabularies, Vocabulary } from "./tracked";
import {
  type CallFate,
  type CheckRequest,
  type CheckResult,
  notAnalysed,
  placeKey,
  type Stage,
} from "./types";
import { type FrontEnd, type View, Views } from "./views";
import { useOf, type WrapperSearch } from "./wrappers";

/** What outlives one check. */
export interface Tools {
  /** The same for platforms that do not differ in it. */
  readonly frontEndOf: (platform: Platform, aliases?: CheckRequest["aliases"]) => FrontEnd;
  /** For front ends that are to read the same texts: see `remembering`. */
  readonly syntaxes: () => ReadSyntax;
  readonly vocabularies: Vocabularies;
  readonly wrappers: WrapperSearch;
  readonly opened: OpenedFiles;
  readonly programs: Programs;
}

/** Platforms that a file without evidence may be ported to: their complaints are told as an info. */
const elsewhere: readonly PlatformId[] = ["qnx7", "illumos", "posix"];

/** Somebody who looks on: what happened on one platform, in one configuration. */
export type Onlooker = (view: View, platform: Platform, events: Events) => void;

/** Runs in slices; never throws. `look` sees each run before the rules do. */
export function* check(
  request: CheckRequest,
  tools: Tools,
  look: Onlooker = () => {},
): Generator<Stage, CheckResult> {
  const vocabulary = tools.vocabularies.of(request);
  const isOurs = vocabulary.isOurs(request.text);
  const wrappers = yield* during("link", projectWrappers(request, vocabulary));
  const hidden = isOurs
    ? []
    : [...tools.wrappers.usedIn(request, vocabulary), ...calledIn(request.text, wrappers)];
  if (!isOurs && hidden.length === 0) return notAnalysed();
  const expansions = yield* during(
    "preprocess",
    expansionsOf(request, useOf(hidden, vocabulary), tools.opened),
  );
  const { first } = expansions.onLinux;
  if (isCplusplus(first.text)) return notAnalysed({ "not C": 1 });
  yield "preprocess";
  const shown = () => targetsOf(expansions.text, first, expansions.request.target);
  const targets = request.platforms === "auto" ? shown() : asked(request.platforms);
  const platformOf = (id: PlatformId) => withPagesOf(platforms[id], request.pageSize);
  const assumed = assumptionsOf(request);
  const work: Work = {
    request,
    tools,
    look,
    vocabulary,
    assumed,
    views: new Views(wrappers, assumed, targets.chosen.length > 1 ? tools.syntaxes() : undefined),
    chosen: targets.chosen.map(({ id }) => platformOf(id)),
    others: targets.byDefault ? elsewhere.map(platformOf) : [],
    ruleOptions: ruleOptionsFor(request, expansions),
    placed: [],
    fates: [],
    counts: new Counts(),
    files: new Set(),
    pending: new Set(),
  };
  const { counts } = work;
  for (const { id } of targets.chosen) {
    let dormant = 0;
    const variants =
      id === "linux" ? expansions.onLinux : yield* during("preprocess", expansions.on(platforms[id]));
    for (const expanded of inTurn(variants)) {
      yield "preprocess";
      if (!expanded) continue;
      dormant = expanded.dormant;
      // Its other configurations would take as long.
      if ((yield* checkExpansion(work, platformOf(id), expanded)) === "given up")
        return notAnalysed({ "too far from C": 1 });
    }
    counts.silent("in no configuration that was looked at", dormant);
  }
  return resultOf(work, { request, unit: expansions.request.file, counts, targets, shown, elsewhere });
}

/** What all platforms and configurations of a check share, and what they have come to so far. */
interface Work {
  readonly request: CheckRequest;
  readonly tools: Tools;
  readonly look: Onlooker;
  readonly vocabulary: Vocabulary;
  readonly assumed: Assumptions;
  readonly views: Views;
  /** All platforms that the file is checked for. */
  readonly chosen: readonly Platform[];
  /** Asked at the same calls, not run. */
  readonly others: readonly Platform[];
  readonly ruleOptions: RuleOptions;
  readonly placed: Placed[];
  readonly fates: CallFate[];
  readonly counts: Counts;
  readonly files: Set<string>;
  readonly pending: Set<string>;
}

function resultOf({ request, placed, fates, counts, files, pending }: Work, checked: Checked): CheckResult {
  const { chosen } = checked.targets;
  const alternatives = request.platforms === "auto" ? chosen.map(({ id }) => id) : [];
  return {
    ...settled(mergeFindings(placed, alternatives), request, coverageOf(checked)),
    analysed: true,
    functionsAnalysed: counts.functions.size,
    trackedCalls: [...counts.calls.values()],
    fates,
    targets: chosen,
    silences: Object.fromEntries(counts.silences),
    files: [...files],
    pending: [...pending],
  };
}

function ruleOptionsFor(request: CheckRequest, { request: { file, program } }: Expansions): RuleOptions {
  return {
    isWanted: ({ id }) => isOn(id, severitiesIn(request, request.file)),
    isCalledElsewhere: (names) => program?.isCalledBeside(file, names) ?? false,
  };
}

/** One configuration, as one platform's compiler sees it: read as C as far as there is something to judge, and run. */
function* checkExpansion(
  work: Work,
  platform: Platform,
  expanded: Expanded,
): Generator<Stage, "checked" | "given up"> {
  const { request, tools, vocabulary, views, counts } = work;
  noteFiles(work, expanded);
  const isJudged = vocabulary.isJudged(expanded.text);
  if (!isJudged && !views.namesWrapper(expanded)) {
    yield* during("lower", counts.skim(expanded, vocabulary));
    return "checked";
  }
  const frontEnd = tools.frontEndOf(platforms[platform.id], request.aliases);
  const alone = yield* during("lower", views.viewOf(expanded, frontEnd));
  if (alone.unit.isGivenUp) return "given up";
  counts.read(alone);
  yield "lower";
  if (!isJudged && !views.mentionsWrapper(alone)) {
    counts.silent(nothingJudged, 1);
    return "checked";
  }
  const asking = { request, platform, frontEnd };
  const linked = linkedView(alone, yield* during("link", tools.programs.completed(alone, asking)));
  noteFiles(work, linked.expanded);
  yield* runAndJudge(work, platform, linked, alone);
  return "checked";
}

function noteFiles({ files, pending }: Work, expanded: Expanded): void {
  for (const file of expanded.files.keys()) files.add(file);
  for (const file of expanded.pending) pending.add(file);
}

function* runAndJudge(work: Work, platform: Platform, linked: View, alone: View): Generator<Stage, void> {
  const { request, vocabulary, assumed, others, ruleOptions } = work;
  const run = (unit: Unit) => analyze(unit, platform, others, assumed);
  const { view, analysis } = yield* during("run", analyzed(linked, alone, vocabulary, run));
  const { events } = analysis;
  work.look(view, platform, events);
  for (const [reason, count] of events.silences) work.counts.silent(reason, count);
  work.fates.push(...metFirst(fatesOf(view, platform, events), work.fates));
  const judged = yield* during("judge", judgeAll(view, platform, others, analysis, ruleOptions));
  const again = function* (change: (platform: Platform) => Platform) {
    const [changed, beside] = [change(platform), others.map(change)];
    const analysis = yield* analyze(view.unit, changed, beside, assumed);
    return yield* judgeAll(view, changed, beside, analysis, ruleOptions);
  };
  const confirmed = yield* during("run", confirmedForAllSizes(view.expanded.text, judged, again));
  for (const one of confirmed)
    work.placed.push(...place(request, view, one.platform, work.chosen, one.judgements));
  yield "judge";
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

/** What may happen at a call is what happens in the configuration in which it was met first. */
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
function* projectWrappers(
  { program }: CheckRequest,
  { wrapped }: Vocabulary,
): Generator<void, ReadonlySet<string>> {
  if (!program) return new Set();
  yield* program.prepare();
  return program.wrappers(wrapped);
}

/** Those that a function's body calls: a header that declares them is no user. */
function calledIn(text: string, names: ReadonlySet<string>): readonly string[] {
  const named = [...names].filter((name) => text.includes(name));
  if (named.length === 0) return [];
  const calls = new Set(skim(text).flatMap((fn) => fn.calls));
  return named.filter((name) => calls.has(name));
}

/** Headers that VS Code or a file name call C may be C++; that is not our language. */
const isCplusplus = (text: string): boolean =>
  /^[ \t]*(?:template\s*<|namespace\b[\w\s:]*\{|using\s+namespace\b|class\s+\w+[\w\s:,<>]*\{|(?:public|private|protected)\s*:)/m.test(
    text,
  );
