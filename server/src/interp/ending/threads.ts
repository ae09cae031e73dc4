/**
 * Threads that are joined. When a thread's steps come between those of others, nobody knows; so a program is followed
 * twice: each thread runs as soon as it is made, and as late as somebody waits. Only what both come to is foretold.
 */
import type { Calling } from "../calls/calling";
import type { Frame, Run, Steps } from "../context";
import { store } from "../memory/memory";
import { changed, type State, type Thread, temp } from "../state";
import * as ranges from "../values/range";
import { exact, fromRange, identity, likelyTarget, named, number } from "../values/value";
import { functionIn, runGiven } from "./called-back";
import { afterMapping } from "./caution";
import type { Answer, Endings } from "./ending";

/** What asks for more of threads than that they run and end. */
const unfollowed =
  `pthread_detach pthread_cancel pthread_kill pthread_attr_setdetachstate pthread_mutexattr_settype
  pthread_attr_setstack pthread_setcancelstate pthread_cond_wait pthread_cond_timedwait pthread_barrier_wait`.split(
    /\s+/,
  );

const isFollowedHere = ({ unit }: Run): boolean =>
  !unit.outline.some(({ mentions }) => unfollowed.some((name) => mentions.has(name)));

const mostThreads = 16;

/** A thread's stack, which no smaller hole can hold, bytes. */
const stack = 2 ** 23;

/** pthread_create(): undefined where it is not followed. */
export function* createsThread(calling: Calling, state: State, endings: Endings): Steps<Answer> {
  const { run, frame, args, instruction, site } = calling;
  const { life, world } = state;
  const [handle, , start, given = number(0)] = args;
  const to = handle && handle.range === null ? likelyTarget(handle) : undefined;
  const fn = functionIn(run, frame, start);
  const isPlain = world.future === "off" && life.threads.length < mostThreads && isFollowedHere(run);
  if (!to || !fn || !isPlain || life.thread !== undefined) return undefined;
  endings.usesThreads = true;
  const name = `thread:${life.process}.${life.threadsMade}`;
  const memory = store(state.memory, to, run.unit.layout.pointer, named(anyThread, name));
  const thread: Thread = { name, fn: fn.name, given, mark: site.id, result: undefined };
  const made = changed(state, {
    memory,
    world: afterMapping(world, "", stack),
    life: { ...life, threads: [...life.threads, thread], threadsMade: life.threadsMade + 1 },
  });
  const created = temp(made, instruction.into, number(0));
  return endings.threadsRun === "late" ? [created] : yield* runThread(run, created, frame, thread);
}

const anyThread = ranges.interval(1, 2 ** 47);

/** The states after it has come to its end; it has an errno of its own. */
function* runThread(run: Run, state: State, frame: Frame, thread: Thread): Steps<State[]> {
  const fn = run.unit.functions.get(thread.fn);
  if (!fn) return [];
  const { errno, untold } = state;
  const begun = changed(state, { errno: { kind: "cleared" }, life: { ...state.life, thread: thread.name } });
  const before = run.threadExits;
  run.threadExits = [];
  const exits = yield* runGiven(run, begun, frame, { fn, args: [thread.given], mark: thread.mark });
  const all = [
    ...exits,
    ...run.threadExits.map((exit) => ({
      ...exit,
      state: changed(exit.state, { temps: state.temps, loops: state.loops }),
    })),
  ];
  run.threadExits = before;
  return all.map(({ state: after, value }) => {
    const threads = after.life.threads.map((one) =>
      one.name === thread.name ? { ...one, result: value } : one,
    );
    return changed(after, { errno, untold, life: { ...after.life, threads, thread: state.life.thread } });
  });
}

/** All threads that have not run yet do so now: the process rests. */
export function* letThreadsRun(run: Run, state: State, frame: Frame): Steps<State[]> {
  let states = [state];
  for (const thread of state.life.threads) {
    if (thread.result) continue;
    const after: State[] = [];
    for (const one of states) after.push(...(yield* runThread(run, one, frame, thread)));
    states = after;
  }
  return states;
}

/** pthread_join(): its result, once it has run. */
export function* joinsThread(calling: Calling, state: State, endings: Endings): Steps<Answer> {
  const { run, frame, args, instruction, site, name } = calling;
  const [handle, result = number(0)] = args;
  const thread = state.life.threads.find((one) => one.name === handle?.handle);
  const to = result.range === null ? likelyTarget(result) : undefined;
  if (!thread || (!to && exact(result) !== 0)) {
    endings.doubt(state.life.process, { kind: "waits", span: site.span, name });
    return undefined;
  }
  const states = thread.result ? [state] : yield* runThread(run, state, frame, thread);
  return states.map((one) => {
    const ended = one.life.threads.find((other) => other.name === thread.name);
    const threads = one.life.threads.filter((other) => other !== ended);
    const value = ended?.result ?? fromRange(ranges.top);
    const memory = to ? store(one.memory, to, run.unit.layout.pointer, value) : one.memory;
    return temp(changed(one, { memory, life: { ...one.life, threads } }), instruction.into, number(0));
  });
}

/** pthread_exit() in a thread that is followed. */
export function exitsThread({ run, args, site, name }: Calling, state: State, endings: Endings): State[] {
  if (state.life.thread === undefined)
    endings.doubt(state.life.process, { kind: "waits", span: site.span, name });
  else run.threadExits = [...run.threadExits, { state, value: args[0] ?? number(0) }];
  return [];
}

/** Mutexes: who locks one that is held waits, perhaps for ever. */
export function locksMutex(calling: Calling, state: State, endings: Endings): Answer {
  const { args, name, site, instruction, run } = calling;
  const mutex = args[0] && identity(args[0]);
  if (mutex === undefined || !isFollowedHere(run)) return undefined;
  const { held } = state.life;
  const isHeld = held.includes(mutex);
  const busy = run.platform.constants.EBUSY ?? 16;
  if (isHeld && name === "pthread_mutex_trylock") return [temp(state, instruction.into, number(busy))];
  if (isHeld) {
    endings.doubt(state.life.process, { kind: "waits", span: site.span, name });
    return [];
  }
  const life = { ...state.life, held: [...held, mutex] };
  return [temp(changed(state, { life }), instruction.into, number(0))];
}

export function unlocksMutex({ args, instruction, run }: Calling, state: State): Answer {
  const mutex = args[0] && identity(args[0]);
  if (mutex === undefined || !isFollowedHere(run) || !state.life.held.includes(mutex)) return undefined;
  const life = { ...state.life, held: state.life.held.filter((one) => one !== mutex) };
  return [temp(changed(state, { life }), instruction.into, number(0))];
}

/** Initialising and destroying what threads use costs nothing and does not fail. */
export const succeeds = ({ instruction }: Calling, state: State): Answer => [
  temp(state, instruction.into, number(0)),
];

/** Somebody else may be in the middle of something: of such a moment nothing is foretold. */
export const hasThreads = ({ life }: State): boolean => life.threads.length > 0;
