/** Functions that are given to somebody who runs them: handlers, threads, what runs at exit, what a library calls back. */
import type { FunctionIr } from "../../c/ir";
import type { World } from "../../sim/types";
import { giveAll } from "../checks/lost-pointers";
import { noteUse } from "../checks/results";
import { type Frame, type Run, type Steps, variableOf } from "../context";
import { forgetNumbers, pointedFromShared } from "../memory/memory";
import { writtenByOthers } from "../memory/others";
import { escapedIn, valuesInRecord } from "../memory/parts";
import { extend } from "../record/trail";
import { runFunction } from "../run";
import { changed, type State } from "../state";
import * as ranges from "../values/range";
import { regionOfVariable } from "../values/region";
import { fromRange, likelyFunctions, type Value } from "../values/value";
import type { Calling } from "./calling";
import { enter } from "./own-calls";
import { afterUnfollowed, asksKernel, isFollowed } from "./recursion";
import { writesOf } from "./writes";

export interface Callback {
  /** The argument that is the function, or that points to the record that holds it; and the one that it gets. */
  readonly handler: number;
  readonly isInRecord?: true;
  readonly area?: number;
  /** `from-now-on`: at any time after the call; `now`: any number of times before it returns; `later`: when somebody asks. */
  readonly runs: "from-now-on" | "now" | "later";
  /** Undefined: that of the caller. */
  readonly context?: World["context"];
}

const isr = { runs: "from-now-on", context: "isr" } as const;
const signal = { runs: "from-now-on", context: "signal-handler" } as const;
const thread = { runs: "from-now-on", context: "thread" } as const;

/** Calls that take a function to run it. */
export const callbacks: Readonly<Record<string, Callback>> = {
  InterruptAttach: { handler: 1, area: 2, ...isr },
  InterruptAttach_r: { handler: 1, area: 2, ...isr },
  InterruptHookTrace: { handler: 0, ...isr },
  InterruptHookIdle: { handler: 0, ...isr },
  signal: { handler: 1, ...signal },
  sigaction: { handler: 1, isInRecord: true, ...signal },
  pthread_create: { handler: 2, area: 3, ...thread },
  thrd_create: { handler: 1, area: 2, ...thread },
  pthread_once: { handler: 1, runs: "now" },
  call_once: { handler: 1, runs: "now" },
  qsort: { handler: 3, runs: "now" },
  qsort_r: { handler: 3, runs: "now" },
  bsearch: { handler: 4, runs: "now" },
  lfind: { handler: 4, runs: "now" },
  lsearch: { handler: 4, runs: "now" },
  tsearch: { handler: 2, runs: "now" },
  atexit: { handler: 0, runs: "later" },
  at_quick_exit: { handler: 0, runs: "later" },
  on_exit: { handler: 0, runs: "later" },
  pthread_cleanup_push: { handler: 0, area: 1, runs: "later" },
};

export const callbackOf = (name: string): Callback | undefined =>
  Object.hasOwn(callbacks, name) ? callbacks[name] : undefined;

/** The states after the call gave functions away. Their bodies are judged in the first of `answers`, that of success. */
export function* runCallbacks(calling: Calling, answers: State[]): Steps<State[]> {
  const { run, name, args } = calling;
  const row = callbackOf(name);
  const [state] = answers;
  if (!row || !state || run.unit.functions.has(name)) return answers;
  const area = row.area === undefined ? undefined : args[row.area];
  let after = area ? answers.map((one) => giveAll(one, [area])) : answers;
  for (const fn of functionsGiven(run, state, args[row.handler], row)) {
    // Elsewhere than in an interrupt or signal handler only what leads to the kernel can break a rule.
    const isJudged = contextOf(calling, row) !== undefined && row.context !== "thread";
    if (isJudged || asksKernel(run.unit, fn.name)) yield* runOne(calling, state, row, fn);
    else run.recorder.unfollowed.add(fn.name);
    if (row.runs === "from-now-on") after = after.map((one) => withConcurrent(calling, one, row, fn));
    if (row.runs === "now") after = after.map((one) => afterUnfollowed(run, one, fn.name));
  }
  return after;
}

function functionsGiven(
  { unit }: Run,
  state: State,
  given: Value | undefined,
  { isInRecord }: Callback,
): FunctionIr[] {
  const values = !given
    ? []
    : isInRecord
      ? given.targets.flatMap(({ region }) => valuesInRecord(state.memory, region))
      : [given];
  return values.flatMap(likelyFunctions).flatMap((name) => unit.functions.get(name) ?? []);
}

/** A handler of faults runs where the program itself did the deed; of which signal it is, may not be known. */
function contextOf({ args }: Pick<Calling, "args">, { context }: Callback): World["context"] | undefined {
  if (context !== "signal-handler") return context;
  const name = args[0]?.constant;
  return name === undefined || faults.has(name) ? undefined : context;
}

const faults = new Set("SIGSEGV SIGBUS SIGFPE SIGILL SIGTRAP SIGABRT SIGSYS".split(" "));

const stepOf = {
  isr: "handler-attached",
  "signal-handler": "signal-handler-set",
  thread: "entered",
} as const;

function* runOne(calling: Calling, state: State, row: Callback, fn: FunctionIr): Steps<void> {
  const { run, frame, site, args } = calling;
  const area = row.area === undefined ? undefined : args[row.area];
  const handlerArgs = area ? [area, fromRange(ranges.interval(0, Infinity))] : [];
  if (!isFollowed(run, frame, fn, handlerArgs)) {
    run.recorder.unfollowed.add(fn.name);
    return;
  }
  const inner: Frame = {
    fn,
    depth: frame.depth + 1,
    chain: [...frame.chain, site.id],
    caller: frame,
    args: handlerArgs,
    addresses: new Map(),
  };
  const context = contextOf({ args }, row);
  const kind = stepOf[context ?? "thread"];
  const trail = extend(state.trail, { kind, span: site.span, name: fn.name });
  const world: World = { ...state.world, context: context ?? state.world.context };
  const memory = forgetNumbers(state.memory);
  const first: State = changed(state, { memory, world, trail, untold: undefined });
  // It may have run before, and found what it has left itself.
  const start =
    context === undefined || context === "thread" ? first : withConcurrent(calling, first, row, fn);
  run.recorder.enter(fn.name);
  const exits = yield* runFunction(run, enter(run, start, inner, handlerArgs), inner);
  // What it returns, somebody waits for.
  for (const { value } of exits) noteUse(run, value);
}

/** From now on what the function may write may hold another value at each read. */
function withConcurrent({ run, frame, args }: Calling, state: State, row: Callback, fn: FunctionIr): State {
  const { variables, throughPointers } = writesOf(run.unit, fn);
  const written = [...variables].flatMap((id) => {
    const variable = variableOf(run, id);
    return variable ? [regionOfVariable(variable, frame)] : [];
  });
  if (!throughPointers) return writtenByOthers(state, written);
  const area = row.area === undefined ? undefined : args[row.area];
  const pointed = [
    ...(area?.targets ?? []).map(({ region }) => region),
    ...pointedFromShared(state.memory, "shared and statics"),
    ...escapedIn(state.memory),
  ];
  return writtenByOthers(changed(state, { othersFollowPointers: true }), [...written, ...pointed]);
}
