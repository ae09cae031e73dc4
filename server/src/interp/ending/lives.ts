/** Calls that concern the process itself, by name: what ends it, what it waits for, and what happens behind its back. */
import type { TempId } from "../../c/ir";
import type { Span } from "../../text/span";
import type { Calling } from "../calls/calling";
import { enter } from "../calls/own-calls";
import { isFollowed } from "../calls/recursion";
import type { Frame, Run, Steps } from "../context";
import { together } from "../groups";
import { fill } from "../memory/memory";
import { executing } from "../models/process";
import { runFunction } from "../run";
import { type State, temp } from "../state";
import { truthOf } from "../values/arithmetic";
import * as ranges from "../values/range";
import { exact, fromRange, likelyTarget, number, onlyFunction, type Value } from "../values/value";
import { asksForAlarm, pauses, setsAlarm, sleeps } from "./alarms";
import { doubtAbout } from "./caution";
import { asksWhoItIs, asksWhoseChild, waits } from "./children";
import { endProcess } from "./death";
import type { Answer, Endings } from "./ending";
import { fillsMask, setsAction, setsHandler } from "./handlers";
import { fillsBuffer, jumps } from "./jumps";
import { aborts, handles, kills, raises } from "./kills";
import { nextWord, parsesNumber, scans } from "./parsing";
import { asksForResidency } from "./questions";
import { refused } from "./refusals";
import { fromStatus, statusMacros } from "./signals";
import { searches, sorts } from "./sorting";
import { closesFile, opensFile, opensStream, readsFile, readsLine } from "./streams";
import {
  createsThread,
  exitsThread,
  hasThreads,
  joinsThread,
  letThreadsRun,
  locksMutex,
  succeeds,
  unlocksMutex,
} from "./threads";

type Life = (calling: Calling, state: State, endings: Endings) => Answer;

/** The states after a call that concerns the process itself; undefined where it is another's to answer. */
export function* callOfLife(calling: Calling, state: State): Steps<Answer> {
  const { run, name, frame, site } = calling;
  if (run.unit.functions.has(name)) return undefined;
  if (leaving.has(name)) {
    yield* leaveProcess(run, state, frame, first(calling), site.span);
    return [];
  }
  const refusal = refused(calling, state);
  if (refusal) return refusal;
  const doubt = doubtAbout(calling);
  if (doubt) run.endings?.doubt(state.life.process, doubt);
  const handled = yield* handles(calling, state);
  if (handled) return handled;
  const ran = run.endings && (yield* runs(calling, state, run.endings));
  if (ran) return ran;
  const live = Object.hasOwn(lives, name) ? lives[name] : undefined;
  return run.endings && live?.(calling, state, run.endings);
}

/** What runs other functions of the program before it returns. */
function* runs(calling: Calling, state: State, endings: Endings): Steps<Answer> {
  const { name } = calling;
  if (name === "qsort") return yield* sorts(calling, state);
  if (name === "bsearch") return yield* searches(calling, state);
  if (name === "pthread_create") return yield* createsThread(calling, state, endings);
  if (name === "pthread_join") return yield* joinsThread(calling, state, endings);
  if (resting.has(name)) return yield* rests(calling, state);
  return undefined;
}

const resting: ReadonlySet<string> = new Set(["sleep", "usleep", "nanosleep", "sched_yield"]);

/** Meanwhile threads go on. */
function* rests({ run, frame, instruction }: Calling, state: State): Steps<Answer> {
  if (!hasThreads(state) || state.life.thread !== undefined) return undefined;
  const after = yield* letThreadsRun(run, state, frame);
  return after.map((one) => temp(one, instruction.into, fromRange(ranges.interval(-1, 0))));
}

/** main returns, or exit() is called: what atexit() was given runs, the last first; a handler may register others. */
export function* leaveProcess(run: Run, state: State, frame: Frame, status: Value, span: Span): Steps<void> {
  for (let states = [state]; states.length > 0 && run.fuel > 0; ) {
    const after: State[] = [];
    for (const one of states) {
      run.fuel--;
      if (one.life.atExit.length === 0) endProcess(run, one, status, span);
      for (const exit of yield* runNewest(run, one, frame, span)) after.push(exit);
    }
    states = together(after);
  }
}

/** The states after the handler that was registered last; none where there is none, or nobody knows it. */
function* runNewest(run: Run, state: State, frame: Frame, span: Span): Steps<State[]> {
  const { process, atExit } = state.life;
  const name = atExit.at(-1);
  if (name === undefined) return [];
  const fn = run.unit.functions.get(name);
  // A handler that calls exit() leads here once more.
  if (!fn || !isFollowed(run, frame, fn, [])) {
    run.endings?.doubt(process, { kind: "unknown-function", span, name });
    return [];
  }
  const chain = [...frame.chain, -atExit.length];
  const inner: Frame = { fn, depth: frame.depth + 1, chain, caller: frame, args: [], addresses: new Map() };
  const rest: State = { ...state, life: { ...state.life, atExit: atExit.slice(0, -1) } };
  const exits = yield* runFunction(run, enter(run, rest, inner, []), inner);
  return exits.map((exit) => exit.state);
}

const first = ({ args }: Calling): Value => args[0] ?? fromRange(ranges.top);

function exitsAtOnce(calling: Calling, state: State): Answer {
  endProcess(calling.run, state, first(calling), calling.site.span);
  return [];
}

function asserts(calling: Calling, state: State): Answer {
  const holds = truthOf(first(calling));
  if (holds !== true) aborts(calling, state);
  return holds === false ? [] : [temp(state, calling.instruction.into, number(0))];
}

const doubts =
  (kind: "waits" | "concurrent" | "exec"): Life =>
  ({ site, name }, { life }, endings) => {
    endings.doubt(life.process, { kind, span: site.span, name });
    return undefined;
  };

/** As many handlers of exit() are told apart: what a loop makes more of would never come to an end. */
const mostHandlers = 32;

function registers({ args, site, instruction, run }: Calling, state: State, endings: Endings): Answer {
  const handler = onlyFunction(args[0] ?? number(0));
  if (state.life.atExit.length >= mostHandlers) {
    endings.doubt(state.life.process, { kind: "gave-up", span: site.span, name: "too many handlers" });
    return [temp(state, instruction.into, number(0))];
  }
  if (handler === undefined || !run.unit.functions.has(handler)) {
    endings.doubt(state.life.process, { kind: "unknown-function", span: site.span, name: handler ?? "" });
    return undefined;
  }
  const life = { ...state.life, atExit: [...state.life.atExit, handler] };
  return [temp({ ...state, life }, instruction.into, number(0))];
}

/** CLOCK_REALTIME and CLOCK_MONOTONIC are always there; what time it is, nobody knows. */
function tellsTime({ args, instruction }: Calling, state: State): Answer {
  const [clock, time] = args;
  const to = time?.range === null ? likelyTarget(time) : undefined;
  const isPlain = clock && [0, 1].includes(exact(clock) ?? -1);
  if (!to || !isPlain) return undefined;
  const memory = fill(state.memory, to, 16, undefined);
  return [temp({ ...state, memory }, instruction.into, number(0))];
}

/** Root may be in whatever group it likes. */
const changesGroup: Life = ({ instruction }, state) =>
  state.life.user?.effective === 0 ? [temp(state, instruction.into, number(0))] : undefined;

const tellsUser = (state: State, into: TempId, user: number | undefined): Answer =>
  user === undefined ? undefined : [temp(state, into, number(user))];

const tellsStatus =
  (macro: (status: number) => number): Life =>
  (calling, state) => {
    const told = fromStatus(macro, first(calling));
    return told && [temp(state, calling.instruction.into, told)];
  };

const waiting = `sigsuspend sigwait sigwaitinfo sem_wait accept accept4 recv recvfrom recvmsg
  pthread_cond_wait pthread_cond_timedwait pthread_barrier_wait flock msgrcv mq_receive wait3 waitid getchar gets system popen`;
const concurrent = `pthread_create clone timer_create setitimer thrd_create vfork on_exit at_quick_exit
  pthread_atfork ptrace prctl seccomp`;

/** What atexit() was given runs before they end the process. */
const leaving: ReadonlySet<string> = new Set(["exit", "err", "errx", "verr", "verrx"]);

const each = (names: string, life: Life): [string, Life][] => names.split(/\s+/).map((name) => [name, life]);

const lives: Readonly<Record<string, Life>> = Object.fromEntries([
  ...each("_exit _Exit quick_exit", exitsAtOnce),
  ...each("abort __assert_fail", aborts),
  ["assert", asserts],
  ["raise", (calling, state) => raises(calling, state, calling.args[0])] as [string, Life],
  ["kill", kills],
  ["signal", setsHandler],
  ["sigaction", setsAction],
  ...each("sigemptyset sigfillset sigaddset sigdelset", fillsMask),
  ...each("setjmp _setjmp sigsetjmp __sigsetjmp", fillsBuffer),
  ...each("longjmp _longjmp siglongjmp", jumps),
  ...each("pthread_mutex_lock pthread_mutex_trylock", locksMutex),
  ["pthread_mutex_unlock", unlocksMutex],
  ...each("pthread_mutex_init pthread_mutex_destroy pthread_attr_init pthread_attr_destroy", succeeds),
  ...each("pthread_cond_init pthread_cond_destroy pthread_cond_signal pthread_cond_broadcast", succeeds),
  ["pthread_exit", exitsThread],
  ["fopen", opensStream],
  ...each("open open64", opensFile),
  ["fgets", readsLine],
  ["read", readsFile],
  ...each("close fclose", closesFile),
  ...each("strtol strtoul strtoll strtoull strtoimax strtoumax", parsesNumber),
  ["sscanf", scans],
  ["strtok", nextWord],
  ["clock_gettime", tellsTime],
  ["alarm", setsAlarm],
  ["ualarm", asksForAlarm],
  ["pause", pauses],
  ...each("sleep usleep nanosleep clock_nanosleep", sleeps),
  ["atexit", registers],
  ["getpid", asksWhoItIs],
  ["getppid", asksWhoseChild],
  ...each("setgid setegid setregid setresgid", changesGroup),
  ["getuid", ({ instruction }, state) => tellsUser(state, instruction.into, state.life.user?.real)],
  ["geteuid", ({ instruction }, state) => tellsUser(state, instruction.into, state.life.user?.effective)],
  ["mincore", asksForResidency],
  ...each("wait waitpid wait4", waits),
  ...Object.entries(statusMacros).map(([name, macro]): [string, Life] => [name, tellsStatus(macro)]),
  ...each(waiting, doubts("waits")),
  ...each(concurrent, doubts("concurrent")),
  ...each(`${executing} posix_spawn posix_spawnp`, doubts("exec")),
]);
