/** What a rule is: a name, a sentence, and a judgement over what happened on one platform. It repairs nothing. */
import type { Unit } from "../c/ir";
import type { Expanded } from "../c/source";
import type { Events } from "../interp/record/events";
import type { FactName, Platform } from "../platforms/profile";
import type { Span } from "../text/span";
import type { Repair } from "./repair";

export type { Repair } from "./repair";

export type Severity = "error" | "warning" | "info" | "hint";
export type Certainty = "certain" | "possible";

export interface PathStep {
  readonly span: Span;
  readonly message: string;
}

/** What a rule says of one place on one platform. Spans are in the expanded text. */
export interface Judgement {
  readonly rule: string;
  readonly span: Span;
  readonly severity: Severity;
  readonly certainty: Certainty;
  /** The fault, in words that hold on every platform. */
  readonly message: string;
  /** What this platform makes of it: "fails with EINVAL". */
  readonly consequence: string;
  /** What leads to it, step by step. */
  readonly path: readonly PathStep[];
  /** All places that the way passed, told or not. */
  readonly passed?: readonly Span[];
  /** The facts it rests on. */
  readonly facts: readonly FactName[];
  /** What a repair needs to know; of several the best first, each by itself enough. */
  readonly repair?: Repair | readonly Repair[];
}

export interface Scene {
  readonly events: Events;
  readonly platform: Platform;
  readonly unit: Unit;
  /** What was read, what was looked for, and what was assumed. */
  readonly expanded: Pick<Expanded, "files" | "systemHeaders" | "pending" | "predefines" | "assumed">;
  /** Does another file of the project call a function with such a name? */
  readonly isCalledElsewhere: (names: RegExp) => boolean;
  /** What a person wrote at a place of the expanded text: the statement's own lines and the comment above them. */
  readonly commentAt: (span: Span) => string;
  /** The text of a place, as written by the user where it is the user's own, else as expanded. */
  readonly textAt: (span: Span) => string;
  /** The text of a place after macros were expanded. */
  readonly expandedAt: (span: Span) => string;
}

export interface Rule {
  readonly id: string;
  /** One sentence: what the fault is. */
  readonly summary: string;
  /** The gravest that its findings are where nobody says otherwise; "off": it says nothing until a severity is named. */
  readonly start: Severity | "off";
  readonly fixable: boolean;
  /** Other platforms' judgement is worth an info to whoever has no platform in sight. */
  readonly concernsPortability: boolean;
  /** May its judgement be another where pages are larger or smaller? */
  readonly restsOnPages?: boolean;
  readonly judge: (scene: Scene) => readonly Judgement[];
}
