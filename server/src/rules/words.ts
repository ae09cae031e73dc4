/** Words that several rules use: paths in the reader's terms, and what a platform makes of a breach. */

import type { CallSite, SiteId } from "../c/ir";
import type { Breach, TouchRecord } from "../interp/record/events";
import type { RegionId, Way } from "../interp/record/trail";
import { type StepKind, steps, type Trail, type TrailStep } from "../interp/record/trail";
import type { Fact, FactName, Platform } from "../platforms/profile";
import type { Span } from "../text/span";
import type { Certainty, PathStep, Scene } from "./rule";

/** `memory`: where it came from and what became of it. `locks`: who locked and unlocked it. `context`: why interrupts are disabled. */
export type Concern = "memory" | "locks" | "context" | "errno" | "privilege" | "limit" | "real-time";

/** What a finding is about: of all that happened on the way, only what leads to it is told. */
export interface Focus {
  readonly about: readonly Concern[];
  /** The memory concerned; undefined where it is none in particular. */
  readonly region?: RegionId | undefined;
  /** The call concerned: that it failed is a step. */
  readonly site?: SiteId | undefined;
  /** Is it so on this path only because of how calls on it ended? Then each failure is a step. */
  readonly failures?: "decide" | undefined;
}

export const pathOf = (trail: Trail | undefined, focus: Focus): PathStep[] =>
  relevantSteps(trail, focus).map((step) => ({ span: step.span, message: wordsForStep(step) }));

/** Where the way passed, whatever happened there. */
export const passedOf = (trail: Trail | undefined): Span[] => steps(trail).map(({ span }) => span);

/** The steps that lead to the focus, and the calls in which they lie; a call that was left without one is none. */
export function relevantSteps(trail: Trail | undefined, focus: Focus): TrailStep[] {
  const all = steps(trail);
  const lastDisabled = all.findLast(({ kind }) => kind === "interrupts-disabled");
  const kept: TrailStep[] = [];
  const open: number[] = [];
  for (const step of all) {
    const { kind } = step;
    if (isOpening(kind)) open.push(kept.push(step));
    else if (kind === "left") {
      if (kept.length === open.pop()) kept.pop();
    } else if (relevance[kind](step, focus)) {
      if (kind !== "interrupts-disabled" || step === lastDisabled) kept.push(step);
    }
  }
  return kept.filter((step, index) => !kept.slice(0, index).some((other) => isSameStep(other, step)));
}

/** Rounds of a loop repeat themselves. */
const isSameStep = (a: TrailStep, b: TrailStep): boolean =>
  a.kind === b.kind && a.name === b.name && a.span.start === b.span.start;

type Test = (step: TrailStep, focus: Focus) => boolean;
const concerns: Test = ({ region }, focus) =>
  focus.about.includes("memory") && region !== undefined && region === focus.region;

const concernsLock: Test = ({ region }, focus) =>
  focus.about.includes("locks") && (region === undefined || region === focus.region);

type Opening = "entered" | "handler-attached" | "signal-handler-set";

const openings: readonly string[] = ["entered", "handler-attached", "signal-handler-set"];

const isOpening = (kind: StepKind): kind is Opening => openings.includes(kind);

const relevance: Readonly<Record<Exclude<StepKind, Opening | "left">, Test>> = {
  allocated: concerns,
  "mapped-lazy": concerns,
  unmapped: concerns,
  "made-inaccessible": concerns,
  locked: concernsLock,
  unlocked: concernsLock,
  "interrupts-disabled": (_, { about }) => about.includes("context"),
  "call-failed": ({ site }, focus) => focus.failures === "decide" || site === focus.site,
  "errno-overwritten": ({ site }, { about, site: owner }) => about.includes("errno") && site === owner,
  "privilege-dropped": (_, { about }) => about.includes("privilege"),
  "limit-set": (_, { about }) => about.includes("limit"),
  "real-time": (_, { about }) => about.includes("real-time"),
  returned: () => true,
  "in-child": () => true,
};

/** What happened at a step, to whoever reads the program. */
export function wordsForStep({ kind, name, into }: TrailStep): string {
  switch (kind) {
    case "allocated":
      return into === undefined
        ? `${name}() provides the memory here`
        : `\`${into}\` comes from ${name}() here`;
    case "mapped-lazy":
      return `${name}() maps lazily here: no page exists before it is first referenced`;
    case "unmapped":
      return "the memory is unmapped here";
    case "made-inaccessible":
      return "the memory becomes PROT_NONE here";
    case "locked":
      return `${name}() locks it here`;
    case "unlocked":
      return `${name}() unlocks it here`;
    case "interrupts-disabled":
      return `interrupts are disabled here, by ${name}()`;
    case "handler-attached":
      return `${name}() becomes an interrupt handler here and may run from now on`;
    case "signal-handler-set":
      return `${name}() becomes a signal handler here and may run from now on`;
    case "entered":
    case "left":
      return `${name}() is called here`;
    case "call-failed":
      return `${name}() has failed on this path`;
    case "errno-overwritten":
      return `${name}() may change errno here`;
    case "privilege-dropped":
      return `${name}() gives the privilege up here`;
    case "limit-set":
      return `${name}() sets the limit here`;
    case "real-time":
      return `${name}() asks for a real-time policy here`;
    case "returned":
      return `${name}() returns here`;
    case "in-child":
      return `${name}() here: from now on this is the child, which holds no locks`;
  }
}

/** Where interrupts are a matter, to whoever reads the program. */
export const placeName = (context: TouchRecord["context"]): string =>
  context === "isr" ? "in an interrupt handler" : "while interrupts are disabled";

/** "fails with EINVAL", "breaks a documented demand; what happens then is not documented". */
export function consequenceOf(platform: Platform, name: FactName): string {
  const { outcome, value }: Fact<unknown> = platform.facts[name];
  switch (outcome.kind) {
    case "fails":
      return `${value === "may-demand" ? "may fail" : "fails"} with ${outcome.errno.join(" or ")}`;
    case "signals":
      return `ends with ${outcome.signal}`;
    case "does":
      return outcome.what;
    case "silent":
      return "not allowed; the manual does not say what happens";
  }
}

/** The call that the memory comes from, where the way has passed it. */
export function allocationOf({ unit }: Scene, { trail, region }: Way): CallSite | undefined {
  for (let at = trail; at && region !== undefined; at = at.before) {
    const { kind, span, region: given } = at.step;
    if ((kind === "allocated" || kind === "mapped-lazy") && given === region)
      return unit.sites.find((site) => site.span.start === span.start && site.span.end === span.end);
  }
  return undefined;
}

/** Every visit broke it: certain. Some did: possible. */
export function certaintyOf(breach: Breach, visits: number): Certainty {
  return breach.certain >= visits ? "certain" : "possible";
}
