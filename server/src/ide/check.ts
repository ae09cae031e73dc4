/** One file checked: expanded for each platform, lowered once for each different expansion, run, judged, merged. */
import type { Unit } from "../c/ir";
import { preprocess } from "../c/preprocess";
import type { Expanded } from "../c/source";
import { analyze } from "../interp/analyze";
import type { Events } from "../interp/events";
import { platforms } from "../platforms";
import type { Fact, Platform, PlatformId } from "../platforms/profile";
import { rules } from "../rules";
import type { Judgement, Scene } from "../rules/rule";
import { fatesOf } from "./fates";
import { fixesFor } from "./fixes";
import { Locator } from "./locate";
import { mergeFindings, type Placed } from "./merge";
import { asked, targetsOf } from "./targets";
import { decisiveName, trackedCalls, trackedUse } from "./tracked";
import type { CallFate, CheckRequest, CheckResult } from "./types";

/** Lowers an expansion, or takes one that was lowered before. */
export type BuildUnit = (expanded: Expanded, model: Platform["dataModel"]) => Unit;

/** One expansion of the file, with what it became. */
export interface View {
  readonly expanded: Expanded;
  readonly unit: Unit;
  readonly locator: Locator;
}

/** To whom a portable file could matter that shows no platform: an info each. */
const elsewhere: readonly PlatformId[] = ["qnx7", "illumos", "posix"];

export function* check(request: CheckRequest, build: BuildUnit): Generator<void, CheckResult> {
  if (!decisiveName.test(request.text)) return notAnalysed({});
  const onLinux = expand(request, platforms.linux);
  if (isCplusplus(onLinux.text)) return notAnalysed({ "not C": 1 });
  yield;
  const targets = request.platforms === "auto" ? targetsOf(request.text, onLinux) : asked(request.platforms);
  const views = new Map<string, View>();
  const placed: Placed[] = [];
  const fates: CallFate[] = [];
  const counts = new Counts();
  for (const { id } of targets.chosen) {
    const platform = platforms[id];
    const expanded = id === "linux" ? onLinux : expand(request, platform);
    yield;
    const view = viewFor(views, expanded, platform, build);
    yield;
    const others = targets.byDefault ? elsewhere.map((other) => platforms[other]) : [];
    const { events, alongside } = yield* analyze(view.unit, platform, others);
    counts.add(view, events);
    fates.push(...fatesOf(view, platform, events));
    placed.push(...place(view, platform, judge(view, platform, events)));
    for (const other of others) placed.push(...portability(view, other, alongside.get(other.id)));
  }
  return {
    findings: mergeFindings(placed, request.platforms === "auto" ? targets.chosen.map(({ id }) => id) : []),
    analysed: true,
    functionsAnalysed: counts.functions.size,
    trackedCalls: counts.calls.size,
    fates,
    targets: targets.chosen,
    silences: Object.fromEntries(counts.silences),
    pending: [...new Set([...views.values()].flatMap((view) => view.expanded.pending))],
  };
}

function expand(request: CheckRequest, platform: Platform): Expanded {
  return preprocess({
    file: request.file,
    text: request.text,
    read: request.read,
    includeDirs: request.includeDirs,
    predefines: { ...platform.predefines, ...request.defines },
    constants: platform.constants,
    interesting: trackedUse,
  });
}

/** Platforms whose expansions are equal share one unit. */
function viewFor(views: Map<string, View>, expanded: Expanded, platform: Platform, build: BuildUnit): View {
  const key = `${platform.dataModel}\n${expanded.text}`;
  let view = views.get(key);
  if (!view) {
    view = { expanded, unit: build(expanded, platform.dataModel), locator: new Locator(expanded) };
    views.set(key, view);
  }
  return view;
}

function judge(view: View, platform: Platform, events: Events): Judgement[] {
  const scene = sceneOf(view, platform, events);
  return rules.flatMap((rule) => rule.judge(scene));
}

const sceneOf = ({ unit, locator, expanded }: View, platform: Platform, events: Events): Scene => ({
  events,
  platform,
  unit,
  commentAt: locator.commentAt,
  textAt: locator.textAt,
  expandedAt: ({ start, end }) => expanded.text.slice(start, end),
});

/** What a platform beyond the targets would punish, for whoever writes portable code: never more than an info. */
function portability(view: View, platform: Platform, events: Events | undefined): Placed[] {
  if (!events) return [];
  const scene = sceneOf(view, platform, events);
  const judged = rules.filter((rule) => rule.concernsPortability).flatMap((rule) => rule.judge(scene));
  return place(
    view,
    platform,
    judged.map((one) => ({ ...one, severity: "info" as const })),
  );
}

function place(view: View, platform: Platform, judged: readonly Judgement[]): Placed[] {
  const { locator } = view;
  return judged.map((one) => {
    const definition = locator.source(one.span).macro;
    const path = one.path.map(({ span, message }) => ({ location: locator.location(span), message }));
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
      fixes: one.repair ? fixesFor(view.unit, platform, locator, one) : [],
    };
  });
}

/** What was looked at, over all platforms: a place counts once. */
class Counts {
  readonly functions = new Set<string>();
  readonly calls = new Set<string>();
  readonly silences = new Map<string, number>();

  add({ unit, locator }: View, events: Events): void {
    for (const { name } of unit.functions.values()) this.functions.add(name);
    for (const { name, span } of unit.sites) {
      if (name === undefined || !trackedCalls.has(name)) continue;
      const source = locator.source(span);
      this.calls.add(`${source.file}:${source.span.start}`);
    }
    for (const [reason, count] of events.silences) {
      this.silences.set(reason, Math.max(count, this.silences.get(reason) ?? 0));
    }
  }
}

/** Headers that VS Code or a file name call C may be C++; that is not our language. */
const isCplusplus = (text: string): boolean =>
  /^[ \t]*(?:template\s*<|namespace\b[\w\s:]*\{|using\s+namespace\b|class\s+\w+[\w\s:,<>]*\{|(?:public|private|protected)\s*:)/m.test(
    text,
  );

const notAnalysed = (silences: Record<string, number>): CheckResult => ({
  findings: [],
  analysed: false,
  functionsAnalysed: 0,
  trackedCalls: 0,
  fates: [],
  targets: [],
  silences,
  pending: [],
});
