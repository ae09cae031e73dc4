/** The way a path came: what happened that a reader needs to be told, in order. Words are the rules' business. */
import type { Span } from "../text/span";

export type StepKind =
  /** Memory appears: `name` is the call or variable. */
  | "allocated"
  | "mapped-lazy"
  | "unmapped"
  | "made-inaccessible"
  | "interrupts-disabled"
  | "handler-attached"
  | "entered"
  | "call-failed"
  | "errno-overwritten"
  | "privilege-dropped"
  | "in-child";

export interface TrailStep {
  readonly kind: StepKind;
  readonly span: Span;
  /** The function, variable or call concerned. */
  readonly name: string;
}

/** Newest first; shared between paths. */
export interface Trail {
  readonly step: TrailStep;
  readonly before: Trail | undefined;
  readonly length: number;
}

export const extend = (trail: Trail | undefined, step: TrailStep): Trail => ({
  step,
  before: trail,
  length: (trail?.length ?? 0) + 1,
});

/** Oldest first. */
export function steps(trail: Trail | undefined): TrailStep[] {
  const found: TrailStep[] = [];
  for (let at = trail; at; at = at.before) found.push(at.step);
  return found.reverse();
}

export const shorter = (a: Trail | undefined, b: Trail | undefined): Trail | undefined =>
  (a?.length ?? 0) <= (b?.length ?? 0) ? a : b;
