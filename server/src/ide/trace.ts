/** A program or function followed call by call: what the platform does at each, what pages look like after it, and the end. */
import type { CallSite, FunctionIr, Unit } from "../c/ir";
import type { Expanded } from "../c/source";
import { explore } from "../interp/analyze";
import type { ObservedCall, Observer } from "../interp/context";
import { foretell } from "../interp/ending/foretell";
import { entryPoints } from "../interp/entries";
import { steps, type TrailStep } from "../interp/record/trail";
import type { State } from "../interp/state";
import { platforms } from "../platforms";
import type { Platform, PlatformId } from "../platforms/profile";
import { wordsForStep } from "../rules/words";
import type { Region, Step } from "../sim/types";
import { finished } from "../text/slices";
import type { Tools } from "./check";
import { wordsForEnd } from "./end-words";
import { wordsForOutcomes } from "./fates";
import { Locator } from "./locate";
import { withPagesOf } from "./page-sizes";
import { blindSpot, compiled } from "./program";
import { argumentWords, regionName } from "./region-names";
import { legend, mapOf, type PageMap } from "./simulate-pages";
import { targetsOf } from "./targets";
import type { ProcessStart, Trace, TraceRequest } from "./types";

/** Never throws; refused with a reason where the request cannot be followed. */
export function trace(request: TraceRequest, frontEndOf: Tools["frontEndOf"]): Trace {
  const chosen = request.platform ?? platformShown(request);
  const platform = withPagesOf(platforms[chosen], request.pageSize);
  const expanded = compiled(request, platform);
  const { outline, unitWith } = finished(frontEndOf(platform, request.aliases).read(expanded));
  const unit = finished(unitWith(new Set(outline.map(({ name }) => name))));
  if (unit.isGivenUp) return { kind: "refused", reason: "too far from C" };
  const traced: Traced = { expanded, unit, platform, start: request.startOn(chosen) };
  const { functionName } = request;
  const fn = functionName === undefined ? undefined : unit.functions.get(functionName);
  if (functionName !== undefined && !fn) {
    const names = [...unit.functions.keys()].join(", ");
    return { kind: "refused", reason: `no function ${functionName}\nfunctions: ${names || "none"}` };
  }
  return { kind: "traced", platform: chosen, text: fn ? traceFunction(traced, fn) : traceProgram(traced) };
}

function platformShown(request: TraceRequest): PlatformId {
  const { text, target } = request;
  const [first] = targetsOf(text, compiled(request, platforms.linux), target).chosen;
  return first?.id ?? "linux";
}

/** One call on one path, in words. */
interface Visit {
  readonly line: number;
  readonly call: string;
  readonly fate: string;
  readonly maps: readonly PageMap[];
  /** The steps that led there, oldest first. */
  readonly path: readonly TrailStep[];
  times: number;
}

interface Traced {
  readonly expanded: Expanded;
  readonly unit: Unit;
  readonly platform: Platform;
  readonly start: ProcessStart;
}

/** The whole program from main, or every entry point where there is no main. */
function traceProgram(traced: Traced): string {
  const { unit, platform, start } = traced;
  const locator = new Locator(traced.expanded);
  let watch = new Watch(traced, locator);
  const followed = foretell(unit, platform, { ...start, memory: "ample" }, () => {
    watch = new Watch(traced, locator);
    return watch.observer;
  });
  const end = finished(followed);
  if (end) {
    const blind = blindSpot(traced.expanded);
    const words =
      blind === undefined ? wordsForEnd(end, platform, locator) : `end not known: ${blind} is not followed`;
    return [...watch.lines(), words, ""].join("\n");
  }
  const entries = entryPoints(unit).run.map(({ fn }) => traceFunction(traced, fn));
  return entries.length > 0 ? entries.join("\n") : "nothing to follow: no function is defined here\n";
}

/** One function, from arguments that nobody knows. */
function traceFunction(traced: Traced, fn: FunctionIr): string {
  const locator = new Locator(traced.expanded);
  const watch = new Watch(traced, locator);
  const start = fn.name === "main" ? { ...traced.start, memory: "ample" as const } : {};
  finished(explore(traced.unit, traced.platform, start, fn, watch.observer));
  const lines = watch.lines();
  return [`${fn.name}():`, ...(lines.length > 0 ? lines : ["  no call that the simulator knows"]), ""].join(
    "\n",
  );
}

/** As many calls as are told. */
const mostVisits = 400;

/** Writes down the calls of a run in the order in which they are met. */
class Watch {
  private readonly visits = new Map<string, Visit>();
  private left = 0;

  constructor(
    private readonly traced: Traced,
    private readonly locator: Locator,
  ) {}

  readonly observer: Observer = {
    call: () => false,
    answered: (call, state, answer) => this.hear(call, state, answer),
  };

  private hear(call: ObservedCall, state: State, answer: Step): void {
    const { site, name, args } = call;
    const { unit } = this.traced;
    const fate = wordsForOutcomes(answer.outcomes);
    const maps = this.mapsAfter(state, answer);
    const path = steps(state.trail).filter(({ kind }) => kind !== "left");
    const words = argumentWords(unit, this.locator, site, args);
    const key = [site.id, words, fate, maps.map(({ text }) => text), path.map(keyOf)].join("|");
    const known = this.visits.get(key);
    if (known) known.times++;
    else if (this.visits.size >= mostVisits) this.left++;
    else {
      const line = this.lineOf(site);
      this.visits.set(key, { line, call: `${name}(${words})`, fate, maps, path, times: 1 });
    }
  }

  private lineOf({ span }: CallSite): number {
    return this.locator.location(span).start.line + 1;
  }

  private mapsAfter({ world }: State, { outcomes }: Step): PageMap[] {
    const after = (outcomes.find(({ result }) => result === "success") ?? outcomes[0])?.world;
    const page = this.traced.platform.pageSize.usual;
    const maps: PageMap[] = [];
    for (const [id, region] of after?.regions ?? []) {
      const before = world.regions.get(id);
      const map = before === region ? undefined : this.mapOf(id, region, page);
      if (map && (!before || this.mapOf(id, before, page)?.text !== map.text)) maps.push(map);
    }
    return maps;
  }

  private mapOf(id: string, region: Region, page: number): PageMap | undefined {
    return mapOf(regionName(id, this.traced.unit, this.locator), region, page);
  }

  lines(): string[] {
    const visits = [...this.visits.values()];
    const width = String(Math.max(0, ...visits.map(({ line }) => line))).length + 2;
    const indent = " ".repeat(width + 2);
    let before: readonly TrailStep[] = [];
    const lines: string[] = [];
    for (const { line, call, fate, maps, path, times } of visits) {
      const fresh = path.slice(commonLength(before, path));
      // Another path begins where steps of the one before are left out.
      if (fresh.length > 0 && commonLength(before, path) < before.length)
        lines.push(`${indent}on another path:`);
      for (const step of fresh) lines.push(`${indent}${this.told(step)}`);
      before = path;
      const often = times > 1 ? ` (${times} times)` : "";
      lines.push(`${String(line).padStart(width)}  ${call}: ${fate}${often}`);
      for (const { text } of maps) lines.push(`${indent}  ${text}`);
    }
    if (this.left > 0) lines.push(`${indent}… and ${this.left} more calls`);
    const symbols = legend(visits.flatMap(({ maps }) => maps));
    return symbols.length > 0 ? [...lines, "", `${indent}${symbols.join("; ")}`, ""] : lines;
  }

  private told(step: TrailStep): string {
    return `(line ${this.locator.location(step.span).start.line + 1}: ${wordsForStep(step)})`;
  }
}

const keyOf = ({ kind, span, name }: TrailStep): string => `${kind}${span.start}${name}`;

function commonLength(a: readonly TrailStep[], b: readonly TrailStep[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
