/** Calls: the program's own functions, the kernel's, the library's, and those that nobody knows. */
import type { CallSite, Instruction } from "../c/ir";
import type { Errno } from "../platforms/profile";
import { mergeWorlds } from "../sim/merge";
import type { Outcome, World } from "../sim/types";
import {
  evaluate,
  type Frame,
  framePrefix,
  type Run,
  regionOfVariable,
  variableOf,
  withRegion,
} from "./context";
import { afterOtherCall, decided, printsErrno, readErrno } from "./errno";
import { flowOf } from "./flow";
import { forgetReachable, forgetWithStatics } from "./forget";
import {
  askKernel,
  demandedPrivilege,
  interruptHandlers,
  isFixed,
  isKernelCall,
  isSplit,
  kernelResultOf,
  mustBeChecked,
  succeeded,
} from "./kernel";
import { applyModel } from "./library";
import { dropRegions, store, unknownOf } from "./memory";
import { modelOf } from "./models";
import * as ranges from "./range";
import { noteUse } from "./results";
import { type Exit, runFunction } from "./run";
import { type State, temp } from "./state";
import { extend, type StepKind } from "./trail";
import { exact, fromRange, likelyTarget, number, type Origin, pointer, type Value } from "./value";

export type CallInstruction = Extract<Instruction, { op: "call" }>;

const deepest = 12;

/** All states after the call. */
export function call(run: Run, state: State, frame: Frame, instruction: CallInstruction): State[] {
  const site = run.unit.sites[instruction.site];
  const name = calleeName(run, state, frame, instruction);
  const args = instruction.args.map((argument) => evaluate(run, state, frame, argument));
  if (!site || name === undefined) {
    run.recorder.silence("unknown pointer call");
    return [unknownCall(run, state, frame, instruction, undefined, args)];
  }
  const acquires = run.platform.privilege?.acquiredBy.includes(name) ?? false;
  const before: State = acquires ? { ...state, privilege: "seen" } : state;
  const own = run.unit.functions.get(name);
  if (own && !isTooDeep(frame, name)) return callOwn(run, before, frame, instruction, own, args);
  if (own) run.recorder.silence("recursion");
  else if (isKernelCall(name)) return callKernel(run, before, frame, instruction, site, name, args);
  else if (name === "fork") return fork(before, instruction, site);
  const model = own ? undefined : modelOf(name);
  reportUnsafe(run, before, site, name, model?.blocks === true);
  for (const argument of args) examineArgument(run, argument);
  if (!model) return [unknownCall(run, before, frame, instruction, name, args)];
  const read = printsErrno(name, instruction.args)
    ? readErrno(run, before, frame, site.span, "message")
    : before;
  const told = model.logs ? { ...read, untold: undefined } : read;
  const taken = isTaken(frame, instruction);
  const after = model.errno === "keeps" ? told : afterOtherCall(told, name, site.span, taken);
  const next = applyModel(run, after, frame, instruction, site, model, args);
  return [runHandlers(run, next, frame, site, name, args)];
}

/** Does the program take the call's result, so that it may ask for its errno? */
const isTaken = (frame: Frame, { into, type }: CallInstruction): boolean =>
  type.kind !== "void" && !flowOf(frame.fn).discarded.has(into);

function calleeName(run: Run, state: State, frame: Frame, instruction: CallInstruction): string | undefined {
  if (instruction.callee.kind === "function") return instruction.callee.name;
  const functions = evaluate(run, state, frame, instruction.callee).functions;
  return functions?.length === 1 ? functions[0] : undefined;
}

function isTooDeep(frame: Frame, name: string): boolean {
  if (frame.depth >= deepest) return true;
  for (let at: Frame | undefined = frame; at; at = at.caller) if (at.fn.name === name) return true;
  return false;
}

/** Handing a result to somebody who may look at it is looking at it. */
function examineArgument(run: Run, argument: Value): void {
  // A mapping is handed on to be used; that is no test of it.
  if (argument.targets.length === 0) noteUse(run, argument);
}

function callOwn(
  run: Run,
  state: State,
  frame: Frame,
  instruction: CallInstruction,
  fn: Frame["fn"],
  args: readonly Value[],
): State[] {
  const inner: Frame = {
    fn,
    depth: frame.depth + 1,
    chain: [...frame.chain, instruction.site],
    caller: frame,
  };
  const trail = extend(state.trail, { kind: "entered", span: instruction.span, name: fn.name });
  const entry = enter(run, { ...state, trail, untold: undefined }, inner, args);
  const exits = runFunction(run, entry, inner);
  return mergeExits(exits).map((exit) => {
    const value = { ...exit.value, origin: exit.value.origin ?? derivedOrigin(exit, exits) };
    return temp(
      { ...leave(exit.state, inner), temps: state.temps, loops: state.loops, untold: state.untold },
      instruction.into,
      value,
    );
  });
}

/** The arguments become the parameters. */
export function enter(run: Run, state: State, frame: Frame, args: readonly Value[]): State {
  let memory = state.memory;
  frame.fn.parameters.forEach((id, index) => {
    const variable = variableOf(run, id);
    const value = args[index];
    if (!variable || !value) return;
    const target = {
      region: regionOfVariable(variable, frame),
      offset: ranges.exactly(0),
      alignment: { modulus: 1, remainder: 0 },
    };
    memory = store(memory, target, parameterBytes(run, variable.type), value);
  });
  return { ...state, memory, temps: undefined, loops: new Map() };
}

function parameterBytes(
  run: Run,
  type: NonNullable<ReturnType<typeof variableOf>>["type"],
): number | undefined {
  return type.kind === "integer" || type.kind === "float"
    ? type.bytes
    : type.kind === "pointer"
      ? run.unit.layout.pointer
      : undefined;
}

function leave(state: State, frame: Frame): State {
  const prefix = framePrefix(frame);
  const regions = new Map([...state.world.regions].filter(([region]) => !region.startsWith(prefix)));
  return {
    ...state,
    memory: dropRegions(state.memory, prefix),
    world: regions.size === state.world.regions.size ? state.world : { ...state.world, regions },
  };
}

/** A wrapper that returns -1 after a failure and 0 otherwise tells its caller what the call told it. */
function derivedOrigin(exit: Exit, all: readonly Exit[]): Origin | undefined {
  const told = exact(exit.value);
  const site = exit.state.untold;
  if (site === undefined || told === undefined) return undefined;
  const alsoOnSuccess = all.some(
    (other) =>
      other.state.untold === undefined && exact(other.value) !== undefined && exact(other.value) === told,
  );
  const differs = all.some((other) => other.state.untold === undefined);
  return alsoOnSuccess || !differs ? undefined : { site, as: "derived" };
}

/** Few exits are worth keeping apart: those that differ in what the properties track or in the exact result. */
function mergeExits(exits: readonly Exit[]): readonly Exit[] {
  return exits.length > 16 ? exits.slice(0, 16) : exits;
}

function callKernel(
  run: Run,
  before: State,
  frame: Frame,
  instruction: CallInstruction,
  site: CallSite,
  name: string,
  args: readonly Value[],
): State[] {
  const { platform, recorder } = run;
  const target = args[0] && likelyTarget(args[0]);
  const state = target ? withRegion(run, before, target) : before;
  const region = `${name}#${site.id}${frame.chain.map((caller) => `<${caller}`).join("")}`;
  const given = { platform, world: state.world, args, region, objects: state.objects };
  const answer = askKernel(name, given);
  if (!answer) return [state];
  const demanded = state.privilege === "not-seen" ? demandedPrivilege(platform, name) : undefined;
  recorder.call(site, name, answer, demanded, state.trail);
  for (const other of run.alongside) {
    const theirs = askKernel(name, { ...given, platform: other.platform });
    if (theirs) other.recorder.call(site, name, theirs, undefined, state.trail);
  }
  for (const argument of args) examineArgument(run, argument);
  if (mustBeChecked(site)) recorder.result(site);
  const successes = answer.outcomes.filter(succeeded);
  const failures = answer.outcomes.filter((outcome) => !succeeded(outcome));
  const errno = [...new Set(failures.flatMap((outcome) => outcome.errno))];
  const repeated = name.startsWith("mmap") && state.world.regions.has(region);
  // After a certain failure the path goes on as if it were repaired, so that the next fault is seen too.
  const world = repeated ? state.world : (joinOutcomes(successes) ?? state.world);
  const origin: Origin = { site: site.id, as: "itself" };
  const next = noteStep({ ...state, world }, site, name, args);
  const objects = name === "shm_ctl" ? withObject(run, state, args) : state.objects;
  if (!isSplit(name)) {
    const value = name.startsWith("mmap")
      ? mapped(given, region, repeated, origin)
      : { ...fromRange(plainResult), origin };
    // InterruptDisable() and its kin cannot fail; of the others the result tells.
    const settled = name.startsWith("Interrupt")
      ? state.errno
      : { kind: "undecided" as const, site: site.id, errno };
    return [temp({ ...next, objects, errno: settled }, instruction.into, value)];
  }
  const kind = kernelResultOf(name);
  const success = temp(decided(next, site, false, []), instruction.into, {
    ...fromRange(kind === "id-or-minus-one" ? identifier : ranges.exactly(0)),
    origin,
  });
  const handled = runHandlers(run, success, frame, site, name, args);
  if (failures.length === 0) return [handled];
  const failed = decided({ ...state, world: joinOutcomes(failures) ?? state.world }, site, true, errno);
  const failure =
    kind === "negative-errno"
      ? fromRange({ ...ranges.top, low: -4095, high: -1, nonzero: true })
      : number(-1);
  return [handled, temp(failed, instruction.into, { ...failure, origin })];
}

const plainResult = { ...ranges.top, low: -1, high: 0 };
const identifier = { ...ranges.top, low: 0, high: 2 ** 31 - 1 };

const joinOutcomes = (outcomes: readonly Outcome[]): World | undefined =>
  outcomes
    .map((outcome) => outcome.world)
    .reduce<World | undefined>((a, b) => (a ? mergeWorlds(a, b) : b), undefined);

function mapped(
  given: Parameters<typeof isFixed>[0],
  region: string,
  repeated: boolean,
  origin: Origin,
): Value {
  const fixed = isFixed(given) ? given.args[0] : undefined;
  const page = given.platform.pageSize.usual;
  const fresh = pointer({
    region: repeated ? `${region}/again` : region,
    offset: ranges.exactly(0),
    alignment: { modulus: page, remainder: 0 },
  });
  return { ...(fixed ?? fresh), range: ranges.exactly(-1), origin };
}

const noted: Readonly<Record<string, StepKind>> = {
  munmap: "unmapped",
  mprotect: "made-inaccessible",
  InterruptDisable: "interrupts-disabled",
  InterruptLock: "interrupts-disabled",
};

function noteStep(state: State, site: CallSite, name: string, args: readonly Value[]): State {
  let kind = noted[name];
  if (name === "mprotect" && args[2] && exact(args[2]) !== 0) kind = undefined;
  if (name.startsWith("mmap")) kind = isLazyNow(state) ? "mapped-lazy" : "allocated";
  return kind ? { ...state, trail: extend(state.trail, { kind, span: site.span, name }) } : state;
}

function isLazyNow(state: State): boolean {
  const newest = [...state.world.regions.values()].at(-1);
  return newest?.mappings.some((mapping) => mapping.lazy) ?? false;
}

function withObject(run: Run, state: State, args: readonly Value[]): State["objects"] {
  const handle = args[0]?.handle;
  const flags = args[1] && exact(args[1]);
  if (handle === undefined || flags === undefined) return state.objects;
  const lazy = (flags & (run.platform.constants["SHMCTL_LAZY"] ?? 0)) !== 0;
  return new Map(state.objects).set(handle, lazy ? "shm-lazy" : "shm-populated");
}

/** An interrupt handler may run from the moment that it is attached: its body is judged in the state of that moment. */
function runHandlers(
  run: Run,
  state: State,
  frame: Frame,
  site: CallSite,
  name: string,
  args: readonly Value[],
): State {
  const place = Object.hasOwn(interruptHandlers, name) ? interruptHandlers[name] : undefined;
  const handler = place && args[place.handler]?.functions;
  const fn =
    handler?.length === 1 && handler[0] !== undefined ? run.unit.functions.get(handler[0]) : undefined;
  if (!place || !fn || isTooDeep(frame, fn.name)) return state;
  const inner: Frame = { fn, depth: frame.depth + 1, chain: [...frame.chain, site.id], caller: frame };
  const area = place.area === undefined ? undefined : args[place.area];
  const trail = extend(state.trail, { kind: "handler-attached", span: site.span, name: fn.name });
  const world: World = { ...state.world, context: "isr" };
  const handlerArgs = area ? [area, fromRange(identifier)] : [];
  runFunction(run, enter(run, { ...state, world, trail, untold: undefined }, inner, handlerArgs), inner);
  return state;
}

/** Two processes: the child holds no locks. */
function fork(state: State, instruction: CallInstruction, site: CallSite): State[] {
  const unowned: State = { ...state, errno: { kind: "unowned" } };
  const child: World = { ...state.world, future: "off", superlocked: "unknown", lockedBytes: undefined };
  const trail = extend(state.trail, { kind: "in-child", span: site.span, name: "fork" });
  return [
    temp(unowned, instruction.into, fromRange({ ...ranges.top, low: 1, high: 2 ** 31 - 1, nonzero: true })),
    temp({ ...unowned, world: child, trail }, instruction.into, number(0)),
    temp(unowned, instruction.into, number(-1)),
  ];
}

const logName = /(^|_)(log|err|error|warn|warning|fatal|die|panic|fail|debug|trace|info|msg|print)/i;

function unknownCall(
  run: Run,
  state: State,
  frame: Frame,
  instruction: CallInstruction,
  name: string | undefined,
  args: readonly Value[],
): State {
  if (name !== undefined) run.recorder.unknownCall(name);
  const taken = isTaken(frame, instruction);
  const isOurs = name !== undefined && run.unit.outline.some((one) => one.name === name);
  const forgotten = (isOurs ? forgetWithStatics : forgetReachable)(run, state, args);
  const after = afterOtherCall(forgotten, name ?? "a call through a pointer", instruction.span, taken);
  const told = name === undefined || logName.test(name);
  const value = unknownOf(
    instruction.type,
    `=${name ?? ""}@${[...frame.chain, instruction.site].join("<")}#${after.memory.epoch}`,
  );
  return temp(
    {
      ...after,
      untold: told ? undefined : after.untold,
      privilege: after.privilege === "not-seen" ? "unknown" : after.privilege,
    },
    instruction.into,
    value,
  );
}

function reportUnsafe(run: Run, state: State, site: CallSite, name: string, blocks: boolean): void {
  if (!blocks || run.platform.facts["interrupt.calls"].value === "not-applicable") return;
  const { context, interrupts } = state.world;
  const critical = context === "isr" ? "isr" : interrupts === "disabled" ? "interrupts-disabled" : undefined;
  run.recorder.unsafeCall(site, name, critical, state.trail);
}

export type { Errno };
