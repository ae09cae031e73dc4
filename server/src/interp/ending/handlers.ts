/** Signal handlers: which the program sets, and how one is run where its signal comes. */
import { declareRegion } from "../../sim/world";
import type { Span } from "../../text/span";
import type { Calling } from "../calls/calling";
import { enter, leave } from "../calls/own-calls";
import type { Frame, Run, Steps } from "../context";
import { fill, load, store } from "../memory/memory";
import type { Memory } from "../memory/parts";
import { runFunction } from "../run";
import { type Disposition, type Fault, type State, temp } from "../state";
import * as ranges from "../values/range";
import { signalInfo } from "../values/region";
import {
  anything,
  exact,
  functionNamed,
  likelyTarget,
  moved,
  number,
  onlyFunction,
  pointer,
  type Value,
} from "../values/value";
import type { Endings } from "./ending";
import { signalOf } from "./signals";

/** struct sigaction and siginfo_t of Linux, bytes. */
const places = { flags: 136, code: 8, address: 16 } as const;
const sizeOfInfo = 128;
const sizeOfMask = 128;

/** Flags that change nothing of what is followed. */
const harmless = ["SA_SIGINFO", "SA_RESTART", "SA_NODEFER", "SA_NOCLDSTOP"];

/** signal(): gives what was wanted before. */
export function setsHandler(calling: Calling, state: State, endings: Endings): State[] | undefined {
  const { args, instruction, run } = calling;
  const signal = args[0] && signalOf(args[0], run.platform.constants);
  const wanted = args[1] && wantedBy(calling, args[1], 0);
  if (!canBeSet(signal) || !wanted) return unknownHandler(calling, state, endings);
  const before = handlerOf(state.life.dispositions?.get(signal));
  return [temp(withDisposition(state, signal, wanted), instruction.into, before)];
}

/** sigaction(). */
export function setsAction(calling: Calling, state: State, endings: Endings): State[] | undefined {
  const { args, instruction, run } = calling;
  const signal = args[0] && signalOf(args[0], run.platform.constants);
  const [, action = anything, old = anything] = args;
  if (!canBeSet(signal) || run.unit.layout.pointer !== 8 || run.platform.family !== "linux")
    return unknownHandler(calling, state, endings);
  const wanted = exact(action) === 0 ? "unchanged" : actionAt(calling, state, action);
  const to = exact(old) === 0 ? undefined : likelyTarget(old);
  if (!wanted || (exact(old) !== 0 && !to)) return unknownHandler(calling, state, endings);
  const before = state.life.dispositions?.get(signal);
  let { memory } = state;
  if (to) {
    memory = store(memory, to, 8, handlerOf(before));
    memory = store(memory, moved(to, ranges.exactly(places.flags)), 4, number(before?.flags ?? 0));
  }
  const set = wanted === "unchanged" ? state : withDisposition(state, signal, wanted);
  return [temp({ ...set, memory }, instruction.into, number(0))];
}

/** sigemptyset() and its kin: which signals a mask holds is not followed. */
export function fillsMask({ args, instruction, run, name }: Calling, state: State): State[] | undefined {
  const [mask = anything] = args;
  const at = mask.range === null ? likelyTarget(mask) : undefined;
  if (!at || run.unit.layout.pointer !== 8 || run.platform.family !== "linux") return undefined;
  const memory = fill(state.memory, at, sizeOfMask, name === "sigemptyset" ? 0 : undefined);
  return [temp({ ...state, memory }, instruction.into, number(0))];
}

const canBeSet = (signal: string | undefined): signal is string =>
  signal !== undefined && signal !== "0" && signal !== "SIGKILL" && signal !== "SIGSTOP";

function actionAt(calling: Calling, { memory }: State, action: Value): Disposition | "default" | undefined {
  const { constants } = calling.run.platform;
  const at = action.range === null ? likelyTarget(action) : undefined;
  if (!at) return undefined;
  const handler = load(memory, at, 8, { kind: "pointer", to: { kind: "void" }, volatile: false });
  const flagsAt = moved(at, ranges.exactly(places.flags));
  const flags = load(memory, flagsAt, 4, { kind: "integer", bytes: 4, signed: true, name: "int" });
  const known = exact(flags);
  const most = harmless.reduce((sum, name) => sum | (constants[name] ?? 0), 0);
  return known === undefined || (known & ~most) !== 0 ? undefined : wantedBy(calling, handler, known);
}

function wantedBy({ run }: Calling, value: Value, flags: number): Disposition | "default" | undefined {
  const n = exact(value);
  if (n === 0) return "default";
  if (n === 1) return { handler: "ignored", flags };
  const handler = value.range === null ? onlyFunction(value) : undefined;
  return handler !== undefined && run.unit.functions.has(handler) ? { handler, flags } : undefined;
}

function handlerOf(before: Disposition | undefined): Value {
  if (!before) return number(0);
  if (before.handler === "ignored") return number(1);
  return functionNamed(before.handler);
}

function withDisposition(state: State, signal: string, wanted: Disposition | "default"): State {
  const { life } = state;
  if (!life.dispositions) return state;
  const dispositions = new Map(life.dispositions);
  if (wanted === "default") dispositions.delete(signal);
  else dispositions.set(signal, wanted);
  return { ...state, life: { ...life, dispositions } };
}

function unknownHandler({ site }: Calling, state: State, endings: Endings): undefined {
  endings.doubt(state.life.process, { kind: "signal", span: site.span, name: "" });
}

/** The states after the handler has returned. */
export function* runHandler(
  run: Run,
  state: State,
  frame: Frame,
  fault: Fault,
  { handler, flags }: Disposition,
): Steps<State[]> {
  const fn = run.unit.functions.get(handler);
  const { signal, span } = fault;
  if (!fn || frame.depth > mostDepth) return unknownSince(run, state, signal, span);
  const { constants } = run.platform;
  const info = signalInfo(frame.chain, state.life.handling.length);
  const wantsInfo = (flags & (constants.SA_SIGINFO ?? 0)) !== 0;
  const inform = { region: info, offset: ranges.exactly(0), alignment: { modulus: 8, remainder: 0 } };
  const args = [number(constants[signal] ?? 0), ...(wantsInfo ? [pointer(inform), anything] : [])];
  const depth = frame.depth + 1;
  const inner: Frame = {
    fn,
    depth,
    chain: [...frame.chain, -1 - depth],
    caller: frame,
    args,
    addresses: new Map(),
  };
  const blocks = (flags & (constants.SA_NODEFER ?? 0)) === 0;
  const handling = blocks ? [...state.life.handling, signal] : state.life.handling;
  const base = { modulus: 8, remainder: 0 };
  const told: State = {
    ...state,
    memory: wantsInfo ? informed(state.memory, inform, fault, args) : state.memory,
    world: wantsInfo
      ? declareRegion(state.world, info, { base, size: sizeOfInfo, ownsPages: false })
      : state.world,
    life: { ...state.life, handling, isOver: false, fault: undefined },
  };
  const exits = yield* runFunction(run, enter(run, told, inner, args), inner);
  return exits.map(({ state: after }) => ({
    ...leave(after, inner),
    temps: state.temps,
    loops: state.loops,
    life: { ...after.life, handling: state.life.handling },
  }));
}

const mostDepth = 40;

function informed(
  memory: Memory,
  at: Parameters<typeof store>[1],
  { address }: Fault,
  [signal = anything]: readonly Value[],
): Memory {
  const after = store(memory, at, 4, signal);
  return address ? store(after, moved(at, ranges.exactly(places.address)), 8, address) : after;
}

function unknownSince(run: Run, state: State, signal: string, span: Span): State[] {
  run.endings?.doubt(state.life.process, { kind: "signal", span, name: signal });
  return [];
}
