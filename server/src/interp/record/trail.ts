/** The way a path came: what happened that a reader may need to be told, in order. Words are the rules' business. */
import type { SiteId } from "../../c/ir";
import type { RegionId } from "../../sim/types";
import type { Span } from "../../text/span";

export type { RegionId };

export type StepKind =
  /** Memory appears: `name` is the call or variable. */
  | "allocated"
  | "mapped-lazy"
  | "unmapped"
  | "made-inaccessible"
  /** The memory, or without a region all of it, is locked or unlocked. */
  | "locked"
  | "unlocked"
  | "interrupts-disabled"
  | "handler-attached"
  | "signal-handler-set"
  | "entered"
  /** The function that was entered last is left; no step of its own, it only closes one. */
  | "left"
  | "call-failed"
  | "errno-overwritten"
  | "privilege-dropped"
  /** The program sets the limit on locked memory. */
  | "limit-set"
  | "real-time"
  /** A function is left for good by this statement; `name` is the function. */
  | "returned"
  | "in-child";

export interface TrailStep {
  readonly kind: StepKind;
  readonly span: Span;
  /** The function, variable or call concerned. */
  readonly name: string;
  /** The variable or member that takes the call's result. */
  readonly into?: string | undefined;
  /** The memory that the step is about. */
  readonly region?: RegionId | undefined;
  /** The call that failed, or whose errno may be gone. */
  readonly site?: SiteId | undefined;
}

/** Newest first; shared between paths. */
export interface Trail {
  readonly step: TrailStep;
  readonly before: Trail | undefined;
  readonly length: number;
}

/** How a visit came, and the memory that it is about. */
export interface Way {
  readonly trail: Trail | undefined;
  readonly region: RegionId | undefined;
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
