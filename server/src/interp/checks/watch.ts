/** Whoever looks on while calls are made: one row for each habit that a rule tells of, found by the call's name. */

import type { Span } from "../../text/span";
import type { Calling } from "../calls/calling";
import type { Frame, Run } from "../context";
import { isBlank } from "../deeds";
import type { TouchPlace } from "../memory/touch";
import type { State } from "../state";
import { find } from "../temps";
import { exact, type Target, type Value } from "../values/value";
import { lockKeeping } from "./book";
import { allocatedLocked, asserted, mappedLocked, resultUnasked, usedUnasked } from "./future";
import { leftAsGiven, overwritten, secretKeeping } from "./given-secrets";
import { emptyLength, pagesForBytes, partLocked } from "./lengths";
import { limitKeeping, mappedOverLimit, overLimit, wholeOverLimit } from "./limits";
import { freedWhileLocked, leftLocked } from "./locks";
import { lossChecks, usedWithoutLock } from "./lost";
import { leftBehind } from "./lost-pointers";
import { partialChecks } from "./partial";
import { lockedWithoutRight, mappedWithoutRight, rightKeeping } from "./privileges";
import { realTimePolicy } from "./realtime";
import { contentKeeping, contentRead, endedUnwiped } from "./secrets";
import { unsafeInHandler } from "./signals";
import { countedUnlocks, noNeighbour, otherUnlocked, usedAfterUnlock } from "./unlocks";
import { wipedInVain } from "./vain-wipes";
import { neverReferenced, passedOver, unmappedInPart, usedInRealTime, weakKeeping } from "./weak";
import { allocationKeeping, incompleteLock, lazyObject, mappedAfterLock } from "./whole";

/** How a call ended on a path: `succeeded`, or taken to have. */
export type End = "succeeded" | "failed";

export interface CallCheck {
  /** Names of the calls that it looks at. */
  readonly calls: readonly string[];
  /** Before the call: what it sees it records; it may note a deed. */
  readonly before?: (calling: Calling, state: State) => State;
  /** On each path after the call. */
  readonly after?: (calling: Calling, after: State, end: End, before: State) => State;
}

/** A function that returns, on one path, by the statement at `span`, or at its closing brace. */
export interface Leaving {
  readonly run: Run;
  readonly frame: Frame;
  readonly state: State;
  readonly value: Value;
  readonly span: Span;
}

export type LeaveCheck = (leaving: Leaving) => void;

/** A load, a store or a library function's access, where some deed is known; it may note a deed. */
export type TouchCheck = (touching: {
  readonly run: Run;
  readonly frame: Frame;
  readonly state: State;
  readonly target: Target;
  readonly place: TouchPlace;
}) => State;

const leaveChecks: readonly LeaveCheck[] = [leftLocked, leftBehind, neverReferenced, leftAsGiven];
const touchChecks: readonly TouchCheck[] = [
  usedWithoutLock,
  usedAfterUnlock,
  usedUnasked,
  usedInRealTime,
  overwritten,
  contentKeeping,
];

/** In the order in which they look: who asks what was done before a call comes before who keeps the book of it. */
const checks: readonly CallCheck[] = [
  emptyLength,
  partLocked,
  pagesForBytes,
  overLimit,
  wholeOverLimit,
  ...mappedOverLimit,
  freedWhileLocked,
  ...lossChecks,
  otherUnlocked,
  countedUnlocks,
  lockedWithoutRight,
  mappedWithoutRight,
  incompleteLock,
  mappedAfterLock,
  lazyObject,
  unsafeInHandler,
  realTimePolicy,
  limitKeeping,
  resultUnasked,
  mappedLocked,
  asserted,
  passedOver,
  unmappedInPart,
  contentRead,
  endedUnwiped,
  wipedInVain,
  ...partialChecks,
  ...lockKeeping,
  ...secretKeeping,
  ...rightKeeping,
  ...allocationKeeping,
  allocatedLocked,
  ...weakKeeping,
  noNeighbour,
];

const byName = new Map<string, CallCheck[]>();
for (const check of checks) {
  for (const name of check.calls) byName.set(name, [...(byName.get(name) ?? []), check]);
}

export const checksOf = (name: string): readonly CallCheck[] | undefined => byName.get(name);

export const beforeCall = (checks: readonly CallCheck[], calling: Calling, state: State): State =>
  checks.reduce((before, check) => check.before?.(calling, before) ?? before, state);

export function afterCall(
  checks: readonly CallCheck[],
  calling: Calling,
  before: State,
  after: State,
): State {
  const value = find(after.temps, calling.instruction.into);
  const end = value && exact(value) === -1 ? "failed" : "succeeded";
  return checks.reduce((state, check) => check.after?.(calling, state, end, before) ?? state, after);
}

export function onLeave(leaving: Leaving): void {
  if (leaving.run.observer || isBlank(leaving.state.deeds)) return;
  for (const check of leaveChecks) check(leaving);
}

export function onTouch(run: Run, state: State, frame: Frame, target: Target, place: TouchPlace): State {
  if (run.observer || isBlank(state.deeds)) return state;
  return touchChecks.reduce((before, check) => check({ run, frame, state: before, target, place }), state);
}
