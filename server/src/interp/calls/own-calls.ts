/** Calls of the program's own functions: run in the caller's state, and what their results tell. */
import { type CType, sizeOf } from "../../c/types/types";
import { declareRegion } from "../../sim/world";
import { afterVoidFunction } from "../checks/errno";
import { holding } from "../checks/lost-pointers";
import { type Frame, type Run, type Steps, variableOf } from "../context";
import { withoutRegions } from "../deeds";
import { letEscape } from "../memory/escapes";
import { copy, dropRegions, forgetContents, store } from "../memory/memory";
import type { Memory } from "../memory/parts";
import { extend } from "../record/trail";
import { type Exit, runFunction } from "../run";
import { changed, type State, temp } from "../state";
import * as ranges from "../values/range";
import { isLocalOf, regionOfVariable, returnedRecord } from "../values/region";
import {
  exact,
  type Origin,
  onlyTarget,
  pointer,
  type Target,
  type Value,
  withOrigin,
} from "../values/value";
import type { Calling } from "./calling";
import { keyOfCall, remember } from "./memo";
import { isWorn } from "./recursion";

export function* callOwn(
  { run, frame, instruction, args }: Calling,
  state: State,
  fn: Frame["fn"],
): Steps<State[]> {
  const key = keyOfCall(run, fn, args, state);
  const remembered = key === undefined ? undefined : run.memo.get(key);
  if (remembered) return remembered.map((value) => temp(state, instruction.into, value));
  const inner: Frame = {
    fn,
    depth: frame.depth + 1,
    chain: [...frame.chain, instruction.site],
    caller: frame,
    args,
    isHurried: isWorn(run, fn),
    addresses: new Map(),
  };
  const trail = extend(state.trail, { kind: "entered", span: instruction.span, name: fn.name });
  const start = enter(run, changed(state, { trail, untold: undefined }), inner, args);
  run.recorder.enter(fn.name);
  const exits = yield* runFunction(run, start, inner);
  if (key !== undefined) remember(run, key, start, exits);
  return exits.map((exit) => {
    const value = withOrigin(exit.value, originAfter(exit, exits, fn.name));
    const { temps, loops } = state;
    const passed = value.origin !== undefined && value.origin.site === exit.state.untold;
    const untold = passed ? exit.state.untold : state.untold;
    // What a record takes along nobody looks for where it comes to lie.
    const held = fn.returns.kind === "record" ? holding(exit.state, value) : exit.state;
    const { left, result } =
      fn.returns.kind === "record"
        ? withResult(run, held, frame, inner, value)
        : { left: held, result: value };
    const errno = fn.returns.kind === "void" ? afterVoidFunction(exit.state, state.errno) : exit.state.errno;
    const after = changed(leave(left, inner), { temps, loops, untold, errno });
    // A call in which nothing happened is no step of the way.
    const way = after.trail === trail ? state.trail : extend(after.trail, { ...trail.step, kind: "left" });
    return temp(changed(after, { trail: way }), instruction.into, result);
  });
}

/** A record that is returned is copied to a place of the caller's, which lasts as long as its frame. */
function withResult(run: Run, state: State, to: Frame, { fn, chain }: Frame, value: Value) {
  const from = onlyTarget(value);
  const size = sizeOf(fn.returns, run.unit.layout);
  if (!from || size === undefined) return { left: state, result: value };
  const region = returnedRecord(to, fn.name, chain.at(-1));
  const target = { region, offset: ranges.exactly(0), alignment: from.alignment };
  const memory = copy(state.memory, target, from, size);
  const base = { modulus: 1, remainder: 0 };
  // Who foretells an end asks of each access whether memory is there.
  const world = run.endings
    ? declareRegion(state.world, region, { base, size, ownsPages: false })
    : state.world;
  return { left: changed(state, { memory, world }), result: pointer(target) };
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
    memory =
      variable.type.kind === "record"
        ? withRecord(memory, target, sizeOf(variable.type, run.unit.layout), value)
        : store(memory, target, parameterBytes(run, variable.type), value);
  });
  // Where the others are read from, nobody follows.
  memory = letEscape(memory, args.slice(frame.fn.parameters.length));
  return changed(state, { memory, temps: undefined, loops: new Map() });
}

/** A record is handed over as its address, and the callee has a copy. */
function withRecord(memory: Memory, to: Target, size: number | undefined, record: Value): Memory {
  const from = onlyTarget(record);
  return from ? copy(memory, to, from, size) : forgetContents(memory, to.region);
}

function parameterBytes(run: Run, type: CType): number | undefined {
  if (type.kind === "pointer") return run.unit.layout.pointer;
  return type.kind === "integer" || type.kind === "float" ? type.bytes : undefined;
}

export function leave(state: State, frame: Frame): State {
  const isOwn = isLocalOf(frame);
  const regions = new Map([...state.world.regions].filter(([region]) => !isOwn(region)));
  return changed(state, {
    memory: dropRegions(state.memory, isOwn),
    deeds: withoutRegions(state.deeds, isOwn),
    world: regions.size === state.world.regions.size ? state.world : { ...state.world, regions },
  });
}

/** A wrapper that returns -1, or -errno, after a failure and 0 otherwise tells its caller what the call told it. */
function originAfter({ state, value }: Exit, all: readonly Exit[], by: string): Origin | undefined {
  const { origin } = value;
  const site = state.untold;
  const isOthers = origin && (origin.as === "itself" || origin.instead || origin.site !== site);
  if (site === undefined || isOthers) return origin;
  const exits = all.filter((exit) => exit.state.untold === undefined).map((exit) => exact(exit.value));
  const tells = exits.length > 0 && exits.every((n) => n !== undefined && n !== exact(value));
  if (!tells) return origin;
  const [success] = exits;
  const isOne = success !== undefined && exits.every((n) => n === success);
  return { site, as: "derived", instead: isOne ? { by, success } : undefined };
}
