/** What the rules say of one run: on its platform, and for portable files on others, each judgement with its place. */

import { isSatisfiable } from "../c/preprocess/configuration";
import type { Analysis } from "../interp/analyze";
import type { Events } from "../interp/record/events";
import type { Fact, Platform } from "../platforms/profile";
import { rules } from "../rules";
import type { Judgement, Rule, Scene } from "../rules/rule";
import type { Slices } from "../text/slices";
import type { Span } from "../text/span";
import { aliasSteps } from "./aliases";
import { fixesFor } from "./fixes";
import { type Placed, weakened } from "./merge";
import type { Judged } from "./page-sizes";
import { addCallers, leadingIn } from "./slice";
import type { CheckRequest } from "./types";
import type { View } from "./views";

/** The rules' judgements on the platform that was run, then those on the others. Stops after each rule. */
export function* judgeAll(
  view: View,
  platform: Platform,
  others: readonly Platform[],
  { events, alongside }: Analysis,
  options: RuleOptions,
): Slices<Judged[]> {
  const judged = [{ platform, judgements: yield* judge(view, platform, events, options) }];
  for (const other of others) {
    const judgements = yield* portability(view, other, alongside.get(other.id), options);
    judged.push({ platform: other, judgements });
  }
  return judged;
}

/** Which rules run, and what they may ask of the project. */
export interface RuleOptions extends Pick<Scene, "isCalledElsewhere"> {
  readonly isWanted: (rule: Rule) => boolean;
}

function* judge(view: View, platform: Platform, events: Events, options: RuleOptions): Slices<Judgement[]> {
  const judged = yield* judgementsOf(
    rules.filter(options.isWanted),
    sceneOf(view, platform, events, options),
  );
  if (!isSatisfiable(view.expanded.assumed)) return judged.map(weakened);
  return judged.map((one) => (restsOnGuess(view, one) ? weakened(one) : one));
}

function* judgementsOf(asked: readonly Rule[], scene: Scene): Slices<Judgement[]> {
  const judged: Judgement[] = [];
  for (const rule of asked) {
    judged.push(...rule.judge(scene));
    yield;
  }
  return judged;
}

/** Might the path to it be another, if a name that nobody defines were defined? */
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

/** The path does not list what other files' functions do to locks: does one of them, or a caller of it, rest on a guess? */
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
  { isCalledElsewhere }: RuleOptions,
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

/** What would go wrong on a platform that is no target, for whoever writes portable code: never more than an info. */
function* portability(
  view: View,
  platform: Platform,
  events: Events | undefined,
  options: RuleOptions,
): Slices<Judgement[]> {
  if (!events) return [];
  const travelling = rules.filter((rule) => rule.concernsPortability && options.isWanted(rule));
  const judged = yield* judgementsOf(travelling, sceneOf(view, platform, events, options));
  return judged.map((one) => ({ ...one, severity: "info" }));
}

/** The judgements that lie in the checked file, with their places in files and their fixes. */
export function place(
  request: CheckRequest,
  view: View,
  platform: Platform,
  targets: readonly Platform[],
  judged: readonly Judgement[],
): Placed[] {
  const { locator, ownEnd } = view;
  // What lies in another file is judged when that is checked.
  const own = judged.filter(({ span }) => span.start < ownEnd);
  return own.map((one) => {
    const { macro } = locator.source(one.span);
    const definition = macro && view.expanded.files.has(macro.file) ? macro : undefined;
    const steps = [...one.path, ...aliasSteps(view, request, one.span)];
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
      fixes: fixesFor(view.unit, { platform, targets }, locator, one),
    };
  });
}
