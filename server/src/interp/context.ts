/** What a run works with: the unit, the platform, the frame, and how operands become values. */
import type { CallSite, FunctionIr, Operand, SiteId, Unit, Variable, VariableId } from "../c/ir";
import { alignOf, sizeOf } from "../c/types/types";
import type { Platform } from "../platforms/profile";
import type { Step } from "../sim/types";
import { declareRegion, type StartOptions } from "../sim/world";
import type { Memo } from "./calls/memo";
import type { Endings } from "./ending/ending";
import type { Jump } from "./ending/jumps";
import type { Memory } from "./memory/parts";
import * as persistent from "./memory/persistent";
import type { Recorder } from "./record/recorder";
import { changed, type State } from "./state";
import { find } from "./temps";
import * as ranges from "./values/range";
import { regionOfString, regionOfVariable, variableOfRegion } from "./values/region";
import {
  anything,
  exact,
  functionNamed,
  number,
  pointer,
  type Target,
  type Value,
  withConstant,
  withRange,
} from "./values/value";

/** A count, not a clock: the same file always gives the same answer. Instructions. */
export interface Patience {
  /** For one entry point. */
  readonly fuel: number;
  /** What following one loop round by round may cost. */
  readonly loop: number;
}

export const usualPatience: Patience = { fuel: 25_000, loop: 5000 };

/** Somebody who looks on while paths run: a test that compares them with a running program. */
export interface Observer {
  /** A call is about to be made on one path. True: it is the observer's own, and changes nothing. */
  readonly call: (site: CallSite, name: string, args: readonly Value[], state: State) => boolean;
  /** What the kernel may do at a call; `state` is that before it. */
  readonly answered?: (call: ObservedCall, state: State, answer: Step) => void;
}

export interface ObservedCall {
  readonly site: CallSite;
  readonly name: string;
  readonly args: readonly Value[];
}

/** What somebody says of a program that its text does not show. */
export interface Assumptions {
  /** What each of its processes is given. */
  readonly begin: StartOptions;
  /** Does a function of this name run in interrupt context? */
  readonly isHandler: (name: string) => boolean;
}

export const noAssumptions: Assumptions = { begin: {}, isHandler: () => false };

/** One unit run for one platform, from one entry point: what all its paths share. */
export interface Run {
  readonly unit: Unit;
  readonly platform: Platform;
  readonly assumed: Assumptions;
  readonly recorder: Recorder;
  /** Platforms that are asked what they would make of the same kernel calls. */
  readonly alongside: readonly { readonly platform: Platform; readonly recorder: Recorder }[];
  readonly observer: Observer | undefined;
  /** Collects how the program ends, where that is wanted. */
  readonly endings: Endings | undefined;
  readonly patience: Patience;
  /** Counts down to zero, an instruction at a time; then the run gives up. */
  fuel: number;
  /** The fuel at which the run pauses next. */
  pauseAt: number;
  /** Some path went where nobody can follow: what needs all paths cannot be said. */
  isPartial: boolean;
  /** What the file's constants hold, for the entry points of one analysis: read once, since all find the same. */
  readonly constants: { memory: Memory | undefined };
  /** Instructions run so far, by function: tells where the fuel went. */
  readonly spent: Map<string, number>;
  /** What pure helpers returned. */
  readonly memo: Memo;
  /** Paths that longjmp() has taken elsewhere, and that have not arrived there. */
  jumps: readonly Jump[];
  /** How threads have ended by pthread_exit(), until whoever runs them takes notice. */
  threadExits: readonly { readonly state: State; readonly value: Value }[];
}

/** Work that pauses every so many instructions. What cannot lead to a call is a plain function: that is faster. */
export type Steps<Result> = Generator<void, Result, void>;

export interface Frame {
  readonly fn: FunctionIr;
  readonly depth: number;
  /** The calls that led here, outermost first; tells apart what one allocation site yields for different callers. */
  readonly chain: readonly SiteId[];
  readonly caller: Frame | undefined;
  /** What it was called with. */
  readonly args: readonly Value[];
  /** It was run so often that its loops are no longer followed round by round. */
  readonly isHurried?: boolean;
  /** Where its variables lie, as far as somebody has asked. */
  readonly addresses: Map<VariableId, Value>;
}

/** `errno` is variable 0 of every unit. */
export const errnoVariable: VariableId = 0;

export function variableOf(run: Run, id: VariableId): Variable | undefined {
  return run.unit.variables[id];
}

export function placeOf(run: Run, variable: Variable, frame: Frame): Target {
  return {
    region: regionOfVariable(variable, frame),
    offset: ranges.exactly(0),
    alignment: { modulus: variable.alignment ?? alignOf(variable.type, run.unit.layout) ?? 1, remainder: 0 },
  };
}

export function evaluate(run: Run, state: State, frame: Frame, operand: Operand): Value {
  switch (operand.kind) {
    case "temp":
      return withLearned(state, find(state.temps, operand.id) ?? anything);
    case "integer":
      return number(operand.value);
    case "name":
      return constant(run.platform, operand.name);
    case "string": {
      const alignment = { modulus: 1, remainder: 0 };
      const region = regionOfString(operand.id, operand.value, operand.bytes);
      return pointer({ region, offset: ranges.exactly(0), alignment });
    }
    case "function":
      return functionNamed(operand.name);
    case "address":
      return addressIn(run, frame, operand.variable);
    case "unknown":
      return anything;
  }
}

/** Asked for at nearly every instruction, and always the same in a frame. */
function addressIn(run: Run, frame: Frame, id: VariableId): Value {
  const known = frame.addresses.get(id);
  if (known) return known;
  const variable = variableOf(run, id);
  const address = variable ? pointer(placeOf(run, variable, frame)) : anything;
  frame.addresses.set(id, address);
  return address;
}

/** The value with what branches on its other copies have taught. */
function withLearned(state: State, value: Value): Value {
  if (value.handle === undefined || !value.range) return value;
  const learned = persistent.get(state.learned, value.handle);
  const range = learned && ranges.meet(value.range, learned);
  return range ? withRange(value, range) : value;
}

/** What every platform's headers agree on. */
const language: Readonly<Record<string, number | undefined>> = { NULL: 0, EXIT_SUCCESS: 0, EXIT_FAILURE: 1 };

function constant(platform: Platform, name: string): Value {
  const ofLanguage = language[name];
  if (ofLanguage !== undefined) return number(ofLanguage);
  if (name === "PAGE_SIZE" || name === "PAGESIZE") return number(platform.pageSize.usual);
  if (name === "MAP_FAILED") return withConstant(number(-1), name);
  const value = platform.constants[name];
  return withConstant(value === undefined ? anything : number(value), name);
}

/** Makes a variable's memory known to the simulator, once it is asked about. */
export function withRegion(run: Run, state: State, target: Target): State {
  if (state.world.regions.has(target.region)) return state;
  const variable = variableOfRegion(run.unit, target.region);
  const alignment = variable && (variable.alignment ?? alignOf(variable.type, run.unit.layout));
  // Who defines an external variable may align it as they like.
  if (!variable || !alignment || variable.scope === "external") return state;
  const world = declareRegion(state.world, target.region, {
    base: { modulus: alignment, remainder: 0 },
    size: sizeOf(variable.type, run.unit.layout),
    ownsPages: false,
    protection: undefined,
    lazy: false,
    wired: false,
  });
  return changed(state, { world });
}

export function isStandardError(run: Run, state: State, frame: Frame, operand: Operand | undefined): boolean {
  return operand !== undefined && evaluate(run, state, frame, operand).constant === "stderr";
}

export const exactOperand = (run: Run, state: State, frame: Frame, operand: Operand): number | undefined =>
  exact(evaluate(run, state, frame, operand));
