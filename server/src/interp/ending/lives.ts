/** The lives of a program's processes: what ends one, what its children come to, and what happens behind its back. */

import type { TempId } from "../../c/ir";
import type { Span } from "../../text/span";
import type { Calling } from "../calls/calling";
import { enter } from "../calls/own-calls";
import { isFollowed } from "../calls/recursion";
import type { Frame, Run, Steps } from "../context";
import { together } from "../groups";
import { fill, store } from "../memory/memory";
import { executing } from "../models/process";
import { runFunction } from "../run";
import { type Child, type State, temp } from "../state";
import { truthOf } from "../values/arithmetic";
import * as ranges from "../values/range";
import {
  exact,
  fromRange,
  likelyTarget,
  named,
  number,
  onlyFunction,
  processMark,
  type Value,
} from "../values/value";
import { asksForAlarm, pauses, setsAlarm, sleeps } from "./alarms";
import { doubtAbout } from "./caution";
import { die, dispositionOf, endProcess, setsHandlers } from "./death";
import type { Ending, Endings, ProcessId } from "./ending";
import { fillsMask, runHandler, setsAction, setsHandler } from "./handlers";
import { fillsBuffer, jumps } from "./jumps";
import { nextWord, parsesNumber, scans } from "./parsing";
import { asksForResidency } from "./questions";
import { refused } from "./refusals";
import { withoutSharedFiles, withSharedOf } from "./sharing";
import { fromStatus, signalOf, statusMacros, statusOf, whatSignalDoes } from "./signals";
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

type Answer = State[] | undefined;
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

function aborts({ run, site }: Calling, state: State): Answer {
  const { process } = state.life;
  // Whatever its handler does, abort() does not return; it may do much, though.
  if (die(run, state, "SIGABRT", site.span).life.fault)
    run.endings?.doubt(process, { kind: "signal", span: site.span, name: "SIGABRT" });
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

/** raise(), and kill() of oneself; undefined where a handler is to run. */
function raises({ run, site, instruction }: Calling, state: State, signal: Value | undefined): Answer {
  const name = signal && signalOf(signal, run.platform.constants);
  const goesOn = [temp(state, instruction.into, number(0))];
  if (name === "0") return goesOn;
  if (name === "SIGKILL") {
    run.endings?.end(state.life.process, { kind: "signal", signal: name }, state.memory);
    return [];
  }
  const wanted = name === undefined ? "unknown" : dispositionOf(run, state, name);
  const effect = name === undefined ? undefined : whatSignalDoes(name);
  const isIgnored = typeof wanted === "string" ? effect === "nothing" : wanted.handler === "ignored";
  const isBlocked = name === undefined || state.life.handling.includes(name);
  if (wanted !== "unknown" && isIgnored) return goesOn;
  if (name !== undefined && wanted === "default" && effect === "ends" && !isBlocked) {
    die(run, state, name, site.span);
    return [];
  }
  run.endings?.doubt(state.life.process, { kind: "signal", span: site.span, name: name ?? "" });
  return undefined;
}

/** The handler of a signal that the process sends to itself has run when the call returns. */
function* handles(calling: Calling, state: State): Steps<Answer> {
  const { run, name, args, frame, instruction, site } = calling;
  const isOwn = name === "raise" || (name === "kill" && args[0]?.handle === pidOf(state.life.process));
  const given = isOwn ? args[name === "raise" ? 0 : 1] : undefined;
  const signal = given && signalOf(given, run.platform.constants);
  const wanted = signal === undefined ? "unknown" : dispositionOf(run, state, signal);
  if (signal === undefined || typeof wanted === "string" || wanted.handler === "ignored") return undefined;
  if (state.life.handling.includes(signal) || signal === "SIGKILL") return undefined;
  const fault = { signal, span: site.span, address: undefined };
  const after = yield* runHandler(run, state, frame, fault, wanted);
  return after.map((one) => temp(one, instruction.into, number(0)));
}

/** A signal to somebody else may end anybody. */
function kills(calling: Calling, state: State, endings: Endings): Answer {
  const { args, site, instruction } = calling;
  const signal = args[1] && signalOf(args[1], calling.run.platform.constants);
  if (args[0]?.handle === pidOf(state.life.process)) return raises(calling, state, args[1]);
  const child = state.life.children?.find(({ process }) => pidOf(process) === args[0]?.handle);
  const isFatal =
    signal !== undefined && signal !== "0" && whatSignalDoes(signal) === "ends" && !setsHandlers(calling.run);
  if (child && (signal === "SIGKILL" || isFatal)) return killsChild(calling, state, child, signal);
  for (const process of new Set(["", state.life.process])) {
    endings.doubt(process, { kind: "signal", span: site.span, name: signal ?? "" });
  }
  return [temp(state, instruction.into, fromRange(ranges.interval(-1, 0)))];
}

/** It may have come to its own end before. */
function killsChild({ instruction }: Calling, state: State, child: Child, killedBy: string): Answer {
  const children = state.life.children?.map((one) =>
    one === child && !child.killedBy ? { ...child, killedBy } : one,
  );
  return [temp({ ...state, life: { ...state.life, children } }, instruction.into, number(0))];
}

/** As many handlers of exit(), and forks, are told apart: what a loop makes more of would never come to an end. */
const mostHandlers = 32;
const mostForks = 32;

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

const anyPid = ranges.interval(1, 2 ** 22);
const pidOf = (process: ProcessId): string => `${processMark}${process}`;
const pidValue = (process: ProcessId): Value => named(anyPid, pidOf(process));

/** What fork() gives the parent. */
export function pidOfNewest({ life }: State): Value {
  const child = life.children?.at(-1);
  return child ? pidValue(child.process) : fromRange(anyPid);
}

function asksWhoItIs({ instruction }: Calling, state: State): Answer {
  return [temp(state, instruction.into, pidValue(state.life.process))];
}

/** Of a parent that may have gone before it is asked for, nobody knows who has taken its place. */
function asksWhoseChild({ instruction, site, name, run }: Calling, state: State, endings: Endings): Answer {
  const { process, lineage } = state.life;
  const waitsForAll = run.unit.outline.some(
    ({ mentions }) => mentions.has("wait") || mentions.has("waitpid"),
  );
  if (process === "" || process === severalProcesses)
    return [temp(state, instruction.into, pidValue("outside"))];
  if (lineage === "daemon" || !waitsForAll)
    endings.doubt(process, { kind: "concurrent", span: site.span, name });
  const parent = process.slice(0, process.lastIndexOf("/"));
  return [temp(state, instruction.into, pidValue(parent))];
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

/** The states of parent and child at a fork: each knows itself, and the parent its child. */
export function divided(state: State, site: number): { readonly parent: State; readonly child: State } {
  const { life } = state;
  const memory = withoutSharedFiles(state);
  if (life.forks >= mostForks) {
    const several = { ...life, children: undefined };
    return {
      parent: { ...state, memory, life: several },
      child: { ...state, memory, life: { ...several, process: severalProcesses, beside: undefined } },
    };
  }
  const process = `${life.process}/${site}.${life.forks}`;
  const forks = life.forks + 1;
  const children = life.children && [...life.children, { process, killedBy: undefined }];
  const beside = life.children?.map((one) => one.process);
  return {
    parent: { ...state, memory, life: { ...life, forks, children } },
    child: { ...state, memory, life: { ...life, process, forks, children: [], beside, alarm: undefined } },
  };
}

/** Any of many, of which nobody asks how they end. */
const severalProcesses: ProcessId = "several";

/** wait() and its kin: each child that it may be, with its status where all of the child's paths end alike. */
function waits(calling: Calling, state: State, endings: Endings): Answer {
  const { run, args, site, name, instruction } = calling;
  const [pid, options] = name === "wait" ? [number(-1), number(0)] : [args[0], args[2]];
  const { children, process } = state.life;
  const isPlain =
    options !== undefined && exact(options) === 0 && dispositionOf(run, state, "SIGCHLD") === "default";
  const statusAt = args[name === "wait" ? 0 : 1] ?? number(0);
  const to = statusAt.range === null ? likelyTarget(statusAt) : undefined;
  const isTold = to !== undefined || exact(statusAt) === 0;
  if (children?.length === 0 && dispositionOf(run, state, "SIGCHLD") === "default") {
    const none = { kind: "stored", number: run.platform.constants.ECHILD ?? 10 } as const;
    return [temp({ ...state, errno: none }, instruction.into, number(-1))];
  }
  const possible = isPlain && isTold && children ? childrenWaitedFor(children, pid ?? number(0)) : [];
  const isSure = possible.every(
    ({ killedBy, process: one }) => killedBy || endings.children.get(one)?.ending,
  );
  if (possible.length === 0 || !isSure) endings.doubt(process, { kind: "waits", span: site.span, name });
  if (possible.length === 0) return undefined;
  return possible.map((child) => {
    const fate = endings.children.get(child.process);
    const ending = fate?.ending;
    // What it wrote to memory that both see is there now.
    const shared = withSharedOf(state, child.killedBy ? undefined : fate?.memory);
    const { killedBy: signal } = child;
    const atSignal: Ending | undefined = signal && fate?.waits ? { kind: "signal", signal } : undefined;
    const status = statusOf(signal ? atSignal : ending, run.platform.constants);
    const memory = to ? store(shared, to, 4, status) : shared;
    const life = { ...state.life, children: children?.filter((one) => one !== child) };
    return temp({ ...state, memory, life }, instruction.into, pidValue(child.process));
  });
}

/** As many children as are waited for in any order. */
const mostChildren = 4;

function childrenWaitedFor(children: readonly Child[], pid: Value): readonly Child[] {
  if (exact(pid) === -1) return children.length <= mostChildren ? children : [];
  return children.filter(({ process }) => pidOf(process) === pid.handle);
}

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
