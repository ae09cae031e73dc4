/** Calls: the program's own functions, the kernel's, the library's, and those that nobody knows. */

import type { Unit } from "../../c/ir";
import { systemCallNamed } from "../../c/system-calls";
import { concernsLocking } from "../checks/acquiring";
import { onPicked } from "../checks/choices";
import { afterFailedCall, afterOtherCall, printsErrno, readErrno } from "../checks/errno";
import { onlyReadBy } from "../checks/given-secrets";
import { handedOn } from "../checks/lost-pointers";
import { noteUse, noteWanted } from "../checks/results";
import { afterCall, beforeCall, checksOf } from "../checks/watch";
import { evaluate, type Frame, type Run, type Steps, variableOf } from "../context";
import { doubted } from "../deeds";
import { setsHandlers } from "../ending/death";
import { callOfLife } from "../ending/lives";
import { besides } from "../kernel/beside";
import { isKernelCall } from "../kernel/kernel";
import { callKernel } from "../kernel/outcomes";
import { forgetReachable, forgetWithStatics, forgetWritten, type Written } from "../memory/forget";
import { unknownOf } from "../memory/memory";
import { modelOf } from "../models";
import { costsOf, type SilenceReason } from "../record/losses";
import { changed, type State, temp } from "../state";
import { regionOfVariable } from "../values/region";
import { anything, likelyFunctions, type Value } from "../values/value";
import { runCallbacks } from "./callbacks";
import {
  type CallInstruction,
  type Calling,
  examineArguments,
  isTaken,
  nameOfResult,
  noteContext,
  yieldOf,
} from "./calling";
import { applyModel } from "./library";
import { callOwn } from "./own-calls";
import { afterUnfollowed, isFollowed, isSpent } from "./recursion";
import { allOf, runsOthers, type Writes, writesOf, writesOfOthers } from "./writes";

/** All states after the call: one through a pointer may be a call of each function that the pointer may be. */
export function* call(run: Run, state: State, frame: Frame, instruction: CallInstruction): Steps<State[]> {
  const site = run.unit.sites[instruction.site];
  const names = calleeNames(run, state, frame, instruction);
  const args = instruction.args.map((argument) => evaluate(run, state, frame, argument));
  if (!site || names.length === 0) {
    for (const argument of args) noteUse(run, argument);
    return [unknownCall(run, state, frame, instruction, undefined, args)];
  }
  const after: State[] = [];
  const before = onPicked(run, state, names, args);
  for (const name of names) {
    const named = site.name === undefined ? { ...site, name } : site;
    after.push(...(yield* callNamed({ run, frame, instruction, site: named, name, args }, before)));
  }
  return after;
}

function* callNamed(called: Calling, state: State): Steps<State[]> {
  const calling = calledDirectly(called);
  const checks = calling.run.observer ? undefined : checksOf(calling.name);
  if (!checks || definitionOf(calling.run, calling.name, calling.args)) return yield* follow(calling, state);
  const before = beforeCall(checks, calling, state);
  const after = yield* follow(calling, before);
  return after.map((one) => afterCall(checks, calling, before, one));
}

function* follow(calling: Calling, state: State): Steps<State[]> {
  const { run, frame, instruction, site, name, args } = calling;
  if (run.observer?.call(site, name, args, state)) return [temp(state, instruction.into, anything)];
  if (!isKernelCall(name)) noteWanted(run, state, frame, instruction.args, args);
  const lived = run.endings && (yield* callOfLife(calling, state));
  if (lived) return lived;
  const before: State = concernsLocking(calling) ? changed(state, { privilege: "seen" }) : state;
  const own = definitionOf(run, name, args);
  if (own && isFollowed(run, frame, own, args)) return yield* callOwn(calling, before, own);
  if (!own && isKernelCall(name)) {
    const answers = callKernel(calling, before);
    if (answers) return yield* runCallbacks(calling, answers);
  }
  examineArguments(calling);
  const isKnown = !own && modelOf(name) !== undefined;
  const after = isKnown
    ? callLibrary(calling, before)
    : unknownCall(run, before, frame, instruction, name, args);
  const answers = isKnown
    ? besides(calling, before, after)
    : [own ? afterUnfollowed(run, after, name) : after];
  return yield* runCallbacks(calling, answers);
}

/** syscall(SYS_mlock, …) is mlock(…); the number may come through a variable. */
function calledDirectly(calling: Calling): Calling {
  const { name, args, site } = calling;
  const direct = name === "syscall" ? systemCallNamed(args[0]?.constant) : undefined;
  if (direct === undefined || (!isKernelCall(direct) && modelOf(direct) === undefined)) return calling;
  const known = site.bySystemCall ? site : { ...site, args: site.args.slice(1), bySystemCall: true };
  return { ...calling, name: direct, args: args.slice(1), site: known };
}

/** Calling null ends the path, so that null is left aside. */
function calleeNames(run: Run, state: State, frame: Frame, { callee }: CallInstruction): readonly string[] {
  return callee.kind === "function" ? [callee.name] : likelyFunctions(evaluate(run, state, frame, callee));
}

function callLibrary(calling: Calling, state: State): State {
  const { run, frame, instruction, site, name } = calling;
  const model = modelOf(name);
  if (!model) return state;
  if (model.blocks) noteContext(calling, state);
  const read = printsErrno(name, instruction.args)
    ? readErrno(run, state, frame, site.span, "message")
    : state;
  const told = model.logs ? changed(read, { untold: undefined }) : read;
  const named = model.allocates ? yieldOf(calling) : nameOfResult(name, frame, site.id, told);
  const result = isTaken(frame, instruction) ? named : undefined;
  const after = {
    keeps: () => told,
    sets: () => afterFailedCall(told),
    "may-change": () =>
      run.endings && isSilent.has(name) ? told : afterOtherCall(told, name, site.span, result),
  }[model.errno]();
  const ofOthers =
    (runsOthers.has(name) && (name === "pthread_join" || setsHandlers(run))) ||
    calling.args.some((argument) => argument.functions);
  const known = handedOn(calling, ofOthers ? forgetOthers(calling, after) : after);
  return applyModel(calling, known, model);
}

/** After what the library calls back, or what a signal or another thread has run. */
function forgetOthers({ run, frame, name, args }: Calling, state: State): State {
  const { unit } = run;
  const named = args.flatMap(({ functions = [] }) => functions);
  const called = named.map((one) => unit.functions.get(one));
  const own = called.flatMap((fn) => (fn ? [writesOf(unit, fn)] : []));
  const writes = runsOthers.has(name) ? writesOfOthers(unit) : allOf(own);
  const isKnown = own.length === named.length && writes && !writes.callsUnknown;
  return isKnown
    ? forgetWritten(run, state, [], writtenIn(run, frame, writes))
    : forgetWithStatics(run, state, []);
}

const writtenIn = (run: Run, frame: Frame, { variables, throughPointers }: Writes): Written => ({
  variables: new Set(
    [...variables].flatMap((id) => {
      const variable = variableOf(run, id);
      return variable ? [regionOfVariable(variable, frame)] : [];
    }),
  ),
  throughPointers,
});

/** What leaves errno alone when it succeeds, as it does while memory is ample and somebody reads the output. */
const isSilent: ReadonlySet<string> = new Set(
  `printf fprintf vprintf vfprintf dprintf puts fputs putchar fputc putc fflush fwrite snprintf vsnprintf sprintf perror
  warn warnx malloc calloc realloc posix_memalign aligned_alloc memalign strdup atexit`.split(/\s+/),
);
/** What another file defines with more parameters than it is given here only bears the name of what is called. */
function definitionOf({ unit }: Run, name: string, { length }: readonly Value[]): Frame["fn"] | undefined {
  const fn = unit.functions.get(name);
  return fn && unit.guests.has(name) && fn.parameters.length > length ? undefined : fn;
}

function reasonFor(run: Run, name: string | undefined, args: readonly Value[]): SilenceReason {
  if (name === undefined) return "unknown pointer call";
  const own = definitionOf(run, name, args);
  if (!own) return "unknown call";
  return isSpent(run, own) ? "called too often" : "recursion";
}

const known = new WeakMap<Unit, ReadonlySet<string>>();

/** The functions whose bodies lie in the unit, lowered or not. */
function namesIn(unit: Unit): ReadonlySet<string> {
  const names = known.get(unit) ?? new Set(unit.outline.map(({ name }) => name));
  known.set(unit, names);
  return names;
}

const logName = /(^|_)(log|err|error|warn|warning|fatal|die|panic|fail|debug|trace|info|msg|print)/i;

/** An assertion that comes back has found what it wanted, and done nothing. */
const assertName = /(^|_)(assert|expect|require|ensure|verify)/i;

function unknownCall(
  run: Run,
  state: State,
  frame: Frame,
  instruction: CallInstruction,
  name: string | undefined,
  args: readonly Value[],
): State {
  run.endings?.doubt(state.life.process, {
    kind: "unknown-function",
    span: instruction.span,
    name: name ?? "",
  });
  for (const argument of args) run.recorder.ask(argument);
  const isOurs = name !== undefined && namesIn(run.unit).has(name);
  // Whoever may come back into this file may change its statics.
  const mayReturn = name === undefined || isOurs || args.some((argument) => argument.functions);
  const own = name === undefined ? undefined : definitionOf(run, name, args);
  const writes = own && writesOf(run.unit, own);
  const forgetting = (given: readonly Value[]) =>
    writes && !writes.callsUnknown
      ? forgetWritten(run, state, given, writtenIn(run, frame, writes))
      : (mayReturn ? forgetWithStatics : forgetReachable)(run, state, given);
  const forgotten = forgetting(args);
  const resultIs = nameOfResult(name ?? "", frame, instruction.site, state);
  const taken = isTaken(frame, instruction) ? resultIs : undefined;
  const after =
    !own && assertName.test(name ?? "")
      ? forgotten
      : afterOtherCall(forgotten, name ?? "a call through a pointer", instruction.span, taken);
  const told = name === undefined || logName.test(name);
  const value = unknownOf(instruction.type, resultIs);
  const { onlyRead = [] } = run.unit.sites[instruction.site] ?? {};
  const contents = onlyReadBy(after.deeds, args, onlyRead, (others) => forgetting(others).deeds);
  const since: State = changed(after, {
    serial: after.serial + 1,
    deeds: doubted(contents, undefined),
    untold: told ? undefined : after.untold,
    privilege: after.privilege === "not-seen" ? "unknown" : after.privilege,
  });
  const place = { what: name ?? "", span: instruction.span, functionName: frame.fn.name };
  if (name !== undefined) run.recorder.unfollowed.add(name);
  run.recorder.lose(reasonFor(run, name, args), place, costsOf(state, since));
  return temp(since, instruction.into, value);
}
