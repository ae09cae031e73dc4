/** Runs a unit from its entry points on one platform, and hands out what happened. */
import type { FunctionIr, Unit } from "../c/ir";
import type { Platform, PlatformId } from "../platforms/profile";
import type { RegionId, World } from "../sim/types";
import { declareRegion, emptyWorld, type StartOptions, startingState, unknownWorld } from "../sim/world";
import { enter } from "./calls/own-calls";
import {
  type Assumptions,
  type Frame,
  noAssumptions,
  type Observer,
  type Patience,
  type Run,
  type Steps,
  usualPatience,
} from "./context";
import { noDeeds, unseenDeeds } from "./deeds";
import type { Endings } from "./ending/ending";
import { leaveProcess } from "./ending/lives";
import { entriesInSlices, isInterruptHandler } from "./entries";
import { forgetShared, store, unknownOf, withZeros } from "./memory/memory";
import { emptyMemory } from "./memory/parts";
import type { Events } from "./record/events";
import { whereFuelWent } from "./record/losses";
import { Recorder } from "./record/recorder";
import { runFunction } from "./run";
import { changed, firstLife, type State, withMemory } from "./state";
import { unseenFunctions } from "./unseen";
import * as ranges from "./values/range";
import { argumentVector, givenName, programName, regionOfVariable } from "./values/region";
import { number, pointer, type Value } from "./values/value";

/** What is known of a process when it starts. */
export interface ProcessBegin extends StartOptions {
  readonly user?: number;
}

export interface Analysis {
  readonly events: Events;
  /** What each of the platforms alongside would make of the same kernel calls; nothing else is recorded there. */
  readonly alongside: ReadonlyMap<PlatformId, Events>;
}

/** What all entry points may cost together; after that, each gets little. */
const fuelOfUnit = 20 * usualPatience.fuel;
const little: Patience = { fuel: 1000, loop: 200 };

/** Everything that happened on one platform. Yields every so many instructions, so that a door can drop a stale run. */
export function* analyze(
  unit: Unit,
  platform: Platform,
  others: readonly Platform[],
  assumed: Assumptions = noAssumptions,
): Steps<Analysis> {
  const recorder = new Recorder();
  const alongside = others.map((other) => ({ platform: other, recorder: new Recorder() }));
  const constants = { memory: undefined };
  const entries = yield* entriesInSlices(unit, assumed.isHandler);
  let spent = 0;
  for (const { fn, isGiven } of entries.run) {
    // Whose pointer was called is judged as it was called, like one that is called by name.
    if (isGiven && recorder.hasEntered(fn.name)) continue;
    const patience = spent < fuelOfUnit ? usualPatience : little;
    const run: Run = { ...newRun(unit, platform, recorder, patience), alongside, constants, assumed };
    yield* runEntry(run, fn, assumed.begin);
    spent += patience.fuel - run.fuel;
    yield;
  }
  const unseen = unseenFunctions(unit, entries, recorder.unfollowed);
  return {
    events: recorder.events(unseen),
    alongside: new Map(alongside.map((other) => [other.platform.id, other.recorder.events(unseen)])),
  };
}

/**
 * Runs a whole program from `main`, for somebody who looks on: nothing is taken as repaired, so that only what can
 * happen is followed. `begin` is what is known of the process. Undefined where the unit has no `main`.
 */
export function predict(
  unit: Unit,
  platform: Platform,
  begin: ProcessBegin,
  observer: Observer,
  patience: Patience = usualPatience,
): Events | undefined {
  const main = unit.functions.get("main");
  if (!main) return undefined;
  const recorder = new Recorder();
  const steps = runEntry({ ...newRun(unit, platform, recorder, patience), observer }, main, begin);
  while (!steps.next().done);
  return recorder.events();
}

/** The same with more patience, for somebody who also wants to know how the program ends. */
export function* follow(
  unit: Unit,
  platform: Platform,
  begin: ProcessBegin,
  endings: Endings,
  observer: Observer,
): Steps<Events | undefined> {
  const main = unit.functions.get("main");
  if (!main) return undefined;
  const recorder = new Recorder();
  yield* runEntry({ ...newRun(unit, platform, recorder, great), observer, endings }, main, begin);
  return recorder.events();
}

/** One function from arguments that nobody knows, for somebody who looks on. */
export function* explore(
  unit: Unit,
  platform: Platform,
  begin: ProcessBegin,
  fn: FunctionIr,
  observer: Observer,
): Steps<Events> {
  const recorder = new Recorder();
  yield* runEntry({ ...newRun(unit, platform, recorder), observer }, fn, begin);
  return recorder.events();
}

const great: Patience = { fuel: 2_000_000, loop: 200_000 };

const newRun = (
  unit: Unit,
  platform: Platform,
  recorder: Recorder,
  patience: Patience = usualPatience,
): Run => ({
  unit,
  platform,
  assumed: noAssumptions,
  recorder,
  alongside: [],
  observer: undefined,
  endings: undefined,
  patience,
  fuel: patience.fuel,
  pauseAt: patience.fuel,
  isPartial: false,
  spent: new Map(),
  constants: { memory: undefined },
  memo: new Map(),
  jumps: [],
  threadExits: [],
});

function* runEntry(run: Run, fn: FunctionIr, begin: ProcessBegin): Steps<void> {
  const recorders = [run.recorder, ...run.alongside.map(({ recorder }) => recorder)];
  for (const recorder of recorders) recorder.begin();
  const start = yield* startState(run, fn, begin);
  const { state, args } = run.endings
    ? withProgramArguments(start, run.unit.layout.pointer)
    : { state: start, args: unknownArguments(run, fn) };
  const frame: Frame = { fn, depth: 1, chain: [], caller: undefined, args, addresses: new Map() };
  const exits = yield* runFunction(run, enter(run, state, frame, args), frame);
  if (run.endings) {
    for (const exit of exits) yield* leaveProcess(run, exit.state, frame, exit.value, fn.nameSpan);
  }
  const place = { span: fn.nameSpan, functionName: fn.name };
  for (const recorder of recorders) {
    if (run.fuel <= 0) recorder.giveUp("fuel", { ...place, what: whereFuelWent(run.spent) });
    else if (run.isPartial) recorder.giveUp("unreadable code", { ...place, what: "a computed goto" });
  }
}

function* startState(run: Run, fn: FunctionIr, begin: ProcessBegin): Steps<State> {
  const isMain = fn.name === "main";
  const { begin: given, isHandler } = run.assumed;
  const context = isHandler(fn.name) || isInterruptHandler(run.unit, fn) ? "isr" : "thread";
  const world: World = {
    ...(isMain ? emptyWorld(begin) : { ...unknownWorld(given), context }),
    ...startingState(run.platform),
    // What exec leaves of locks is nothing.
    ...(run.endings ? { lockedBytes: 0 } : {}),
  };
  const state: State = {
    // Of a program that somebody runs as a whole, all that made a pointer was in sight.
    memory: run.observer || run.endings ? { ...emptyMemory, trustsGuesses: false } : emptyMemory,
    world,
    // A program begins with 0 there.
    errno: isMain && (run.observer || run.endings) ? { kind: "cleared" } : { kind: "unowned" },
    temps: undefined,
    privilege: isMain ? "not-seen" : "unknown",
    untold: undefined,
    learned: undefined,
    objects: new Map(),
    loops: new Map(),
    concurrent: new Set(),
    othersFollowPointers: false,
    life:
      begin.user === undefined
        ? firstLife
        : { ...firstLife, user: { real: begin.user, effective: begin.user } },
    deeds: isMain ? noDeeds : unseenDeeds,
    trail: undefined,
    serial: 0,
  };
  return yield* isMain ? withGlobals(run, state) : withConstants(run, state);
}

/** At main, statics hold zeros and then their initialisers. */
function* withGlobals(run: Run, state: State): Steps<State> {
  const frame: Frame = {
    fn: run.unit.initializer,
    depth: 0,
    chain: [],
    caller: undefined,
    args: [],
    addresses: new Map(),
  };
  let memory = state.memory;
  for (const variable of run.unit.variables) {
    if (variable.id === 0 || (variable.scope !== "global" && variable.scope !== "static")) continue;
    memory = withZeros(memory, regionOfVariable(variable, frame));
  }
  return yield* initialised(run, withMemory(state, memory), frame);
}

/** Elsewhere only what never changes is known: constants. */
function* withConstants(run: Run, state: State): Steps<State> {
  const { constants } = run;
  if (!constants.memory) {
    const frame: Frame = {
      fn: run.unit.initializer,
      depth: 0,
      chain: [],
      caller: undefined,
      args: [],
      addresses: new Map(),
    };
    const all = yield* initialised(run, state, frame);
    constants.memory = forgetShared(all.memory, "shared and statics");
  }
  return withMemory(state, constants.memory);
}

/** Initialisers are a row of instructions, each of which is run once: however long it is, it costs no other code's fuel. */
function* initialised(run: Run, state: State, frame: Frame): Steps<State> {
  const count = frame.fn.blocks.reduce((sum, { instructions }) => sum + instructions.length, 1);
  const own: Run = { ...run, fuel: count + 1, pauseAt: count + 1, spent: new Map() };
  const exits = yield* runFunction(own, state, { ...frame, caller: frame });
  const exit = exits[0];
  return exit ? { ...exit.state, temps: undefined, loops: new Map(), trail: undefined } : state;
}

/** A program that is started by its name alone: argc is 1, argv its name and null. */
function withProgramArguments(state: State, bytes: number): { state: State; args: Value[] } {
  const place = (region: RegionId, at: number) => ({
    region,
    offset: ranges.exactly(at),
    alignment: { modulus: bytes, remainder: 0 },
  });
  const base = { modulus: bytes, remainder: 0 };
  const world = declareRegion(state.world, argumentVector, { base, size: 2 * bytes, ownsPages: false });
  const named = store(state.memory, place(argumentVector, 0), bytes, pointer(place(programName, 0)));
  const memory = store(named, place(argumentVector, bytes), bytes, number(0));
  return { state: changed(state, { world, memory }), args: [number(1), pointer(place(argumentVector, 0))] };
}

function unknownArguments(run: Run, fn: FunctionIr): Value[] {
  return fn.parameters.map((id) => {
    const variable = run.unit.variables[id];
    return unknownOf(variable?.type ?? { kind: "void" }, givenName(variable?.name ?? "", fn.name));
  });
}
