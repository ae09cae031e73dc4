/** The errno automaton: who owns errno, who may have changed it, and what a reader gets. */
import type { CallSite, Operand } from "../../c/ir";
import type { Errno } from "../../platforms/profile";
import type { Span } from "../../text/span";
import type { Frame, Run } from "../context";
import { flowOf } from "../flow";
import { modelOf } from "../models";
import { fine } from "../record/observations";
import { extend } from "../record/trail";
import { changed, type State } from "../state";
import type { Range } from "../values/range";
import * as ranges from "../values/range";
import { again, pointedBy } from "../values/region";
import { uncutName, type Value } from "../values/value";

/**
 * A call that may set errno for its own reasons: what a failed tracked call left there may be lost. `result` names the
 * call's result where the program takes it, since a test of that is a question for this call's errno.
 */
export function afterOtherCall(state: State, name: string, at: Span, result: string | undefined): State {
  const { errno } = state;
  if (errno.kind === "unowned") return state;
  if (errno.kind === "overwritten") {
    return result === undefined || errno.isTheirs ? state : changed(state, { errno: { ...errno, result } });
  }
  if (errno.kind !== "fresh") return changed(state, { errno: { kind: "unowned" } });
  const trail = extend(state.trail, { kind: "errno-overwritten", span: at, name, site: errno.site });
  return changed(state, {
    errno: { kind: "overwritten", site: errno.site, by: name, at, result, isTheirs: false },
    trail,
  });
}

/** A call that returns only when it has failed: errno is its own. */
export const afterFailedCall = (state: State): State => changed(state, { errno: { kind: "unowned" } });

/** A decision on the other call's result: the errno that is read after it is that call's. */
export function askedAbout(state: State, values: readonly Value[]): State {
  const { errno } = state;
  if (errno.kind !== "overwritten" || errno.result === undefined) return state;
  const { result } = errno;
  const place = pointedBy(result);
  const asked = values.some(
    ({ handle, targets }) =>
      uncutName(handle) === result ||
      targets.some(({ region }) => region === place || region === again(place)),
  );
  return asked ? changed(state, { errno: { ...errno, isTheirs: true } }) : state;
}

/** Of what a function without a result has asked other calls, its caller has no answer: it is after its own failure. */
export function afterVoidFunction(state: State, before: State["errno"]): State["errno"] {
  const { errno } = state;
  const isOurs = before.kind === "fresh" && errno.kind === "overwritten" && errno.site === before.site;
  return isOurs ? { ...errno, result: undefined, isTheirs: false } : errno;
}

/** The owner's result turned out to be a failure or a success. */
export function decided(
  state: State,
  site: CallSite,
  how: "failed" | "succeeded",
  errno: readonly Errno[],
): State {
  const failed = how === "failed";
  const trail = failed
    ? extend(state.trail, { kind: "call-failed", span: site.span, name: site.name ?? "", site: site.id })
    : state.trail;
  return changed(state, {
    trail,
    untold: failed ? site.id : state.untold === site.id ? undefined : state.untold,
    errno: failed ? { kind: "fresh", site: site.id, errno } : afterSuccess(state.errno, site),
  });
}

/** Success leaves errno alone: what was cleared before still tells. */
const afterSuccess = (errno: State["errno"], { id }: CallSite): State["errno"] =>
  errno.kind === "cleared" ? errno : { kind: "not-failed", site: id };

/** errno is read here. */
export function readErrno(run: Run, state: State, frame: Frame, span: Span, use: "value" | "message"): State {
  const { errno } = state;
  const place = { span, functionName: frame.fn.name, use };
  if ((errno.kind === "overwritten" && !errno.isTheirs) || errno.kind === "not-failed") {
    const site = run.unit.sites[errno.site];
    const more = errno.kind === "overwritten" ? { by: errno.by, byAt: errno.at } : {};
    run.recorder.errnoRead(place, { kind: errno.kind, site, ...more }, state.trail);
  } else run.recorder.errnoRead(place, { kind: "fine" }, state.trail);
  noteOwner(run, state, place);
  return use === "message" ? changed(state, { untold: undefined }) : state;
}

/** Whose errno is it that is read? */
function noteOwner(
  run: Run,
  { errno, trail }: State,
  { span, functionName }: { readonly span: Span; readonly functionName: string },
): void {
  if (run.observer) return;
  run.recorder.observe({
    kind: "errno-read",
    span,
    functionName,
    ...(errno.kind === "fresh" ? ({ verdict: "certain", owner: errno.site } as const) : fine),
    way: { trail, region: undefined },
  });
}

/** After a failure it is an error number, never 0; in a prediction, one of those that the call gives. */
export function errnoRange({ observer, platform }: Run, { errno }: State): Range {
  if (observer && errno.kind === "cleared") return ranges.exactly(0);
  if (observer && errno.kind === "stored") return ranges.exactly(errno.number);
  if (observer && errno.kind === "fresh") {
    const numbers = errno.errno.map((name) => platform.constants[name]);
    const known = numbers.filter((number) => number !== undefined);
    if (known.length > 0 && known.length === numbers.length)
      return known.map(ranges.exactly).reduce(ranges.join);
  }
  return errno.kind === "fresh" || (errno.kind === "overwritten" && !errno.isTheirs)
    ? ranges.interval(1, 4095)
    : ranges.interval(0, 4095);
}

/** Does the value read at this temporary only go into a message? */
export function useOfErrno(frame: Frame, into: number): "value" | "message" {
  const consumers = flowOf(frame.fn).consumers.get(into);
  const isMessage = consumers?.every(
    ({ op, ...call }) =>
      op === "call" &&
      "callee" in call &&
      call.callee.kind === "function" &&
      (/strerror|log|warn|err|print/i.test(call.callee.name) || modelOf(call.callee.name)?.logs === true),
  );
  return isMessage ? "message" : "value";
}

/** Does the call print errno by itself: perror, err, or a format with %m? */
export function printsErrno(name: string, args: readonly Operand[]): boolean {
  const model = modelOf(name);
  if (model?.reportsErrno) return true;
  return (
    model?.logs === true &&
    args.some((argument) => argument.kind === "string" && argument.value.includes("%m"))
  );
}
