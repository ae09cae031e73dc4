/**
 * What happened while the program was run, by place: the interpreter reports, the rules judge. No words, no severities.
 */
import type { CallSite, SiteId } from "../../c/ir";
import type { FactName } from "../../platforms/profile";
import type { Outcome, Violation } from "../../sim/types";
import type { Span } from "../../text/span";
import type { Loss, SilenceReason } from "./losses";
import type { Observation } from "./observations";
import type { Trail, Way } from "./trail";

/** A requirement that some visits of a place broke. */
export interface Breach {
  readonly fact: FactName;
  readonly detail: Violation["detail"];
  readonly flags: Violation["flags"];
  /** How many visits broke it with certainty, and how many may have. */
  certain: number;
  possible: number;
  /** The shortest way to one of them. */
  way: Way;
}

/** A call to the simulator's API, over all visits. */
export interface CallRecord {
  readonly site: CallSite;
  readonly name: string;
  visits: number;
  /** Visits whose every outcome is a failure. */
  failures: number;
  readonly breaches: Breach[];
  outcomes: readonly Outcome[];
  trail: Trail | undefined;
  /** In some visit the program starts at main, has not acquired the platform's privilege, and the call demands it. */
  unprivileged: FactName | undefined;
}

/** A load, a store or a library function's access. */
export interface TouchRecord {
  readonly span: Span;
  readonly functionName: string;
  visits: number;
  readonly breaches: Breach[];
  /** Of the visit that broke the rule. */
  context: "isr" | "interrupts-disabled";
  /** The variable or expression touched, for words. */
  readonly where: string;
}

/** A result that nobody took. */
export interface DroppedResult {
  /** The tracked call whose result it is. */
  readonly site: CallSite;
  /** The call whose value was dropped: the same, or a wrapper's. */
  readonly droppedAt: CallSite;
  readonly trail: Trail | undefined;
}

/** A comparison of a call's result that comes out the same on success and on failure, or the wrong way round. */
export interface BlindTest {
  readonly site: CallSite;
  readonly span: Span;
  /** Where the test is; the call may be elsewhere. */
  readonly functionName: string;
  /** Inverted as truth: what is tested is a wrapper's truth value, not the result itself. */
  readonly kind: "same-either-way" | "inverted" | "inverted-truth";
  /** `== EPERM`, `> 0`... as operator and constant name or number. */
  readonly operator: string;
  readonly constant: string;
  readonly trail: Trail | undefined;
}

export interface ErrnoRead {
  readonly span: Span;
  readonly functionName: string;
  visits: number;
  overwritten: number;
  notFailed: number;
  /** The owner, and the call that may have changed errno. */
  site: CallSite | undefined;
  by: string;
  byAt: Span | undefined;
  /** Does a decision depend on it, or only a message? */
  readonly use: "value" | "message";
  trail: Trail | undefined;
}

/** A call that may not be made in an interrupt handler or with interrupts disabled. */
export interface UnsafeCall {
  readonly site: CallSite;
  readonly name: string;
  readonly context: "isr" | "interrupts-disabled";
  readonly visits: number;
  readonly unsafe: number;
  readonly trail: Trail | undefined;
}

export interface Events {
  readonly calls: ReadonlyMap<SiteId, CallRecord>;
  readonly touches: readonly TouchRecord[];
  /** Calls that the program expects to fail: a test of the failure itself. */
  readonly expectedFailures: ReadonlySet<SiteId>;
  readonly dropped: readonly DroppedResult[];
  /** Tracked calls whose result no path ever looked at, though it was not dropped on the spot. */
  readonly unexamined: readonly CallSite[];
  readonly blindTests: readonly BlindTest[];
  readonly errnoReads: readonly ErrnoRead[];
  readonly unsafeCalls: readonly UnsafeCall[];
  readonly observations: readonly Observation[];
  readonly losses: readonly Loss[];
  /** The losses counted by reason. */
  readonly silences: ReadonlyMap<SilenceReason, number>;
}

export const breachOf = (breaches: readonly Breach[], ...facts: readonly FactName[]): Breach | undefined =>
  breaches.find((breach) => facts.includes(breach.fact));

/** Adds one visit's violations to a place. */
export function addViolations(breaches: Breach[], violations: readonly Violation[], way: Way): void {
  for (const { fact, detail, flags, certainty } of violations) {
    let breach = breaches.find(
      (known) => known.fact === fact && known.detail === detail && known.flags === flags,
    );
    if (!breach) {
      breach = { fact, detail, flags, certain: 0, possible: 0, way };
      breaches.push(breach);
    }
    breach[certainty] += 1;
    if ((way.trail?.length ?? 0) < (breach.way.trail?.length ?? 0)) breach.way = way;
  }
}
