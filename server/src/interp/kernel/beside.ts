/** Calls that a library model describes and the simulator answers: what they do to locks, privileges and limits. */
import type { Errno } from "../../platforms/profile";
import type { Step } from "../../sim/types";
import type { Calling } from "../calls/calling";
import { decided } from "../checks/errno";
import { withRegion } from "../context";
import { extend } from "../record/trail";
import { changed, type State, temp, withMemory } from "../state";
import * as ranges from "../values/range";
import { fromRange, likelyTarget, number, type Value, withRange } from "../values/value";
import type { BesideCall, KernelArguments } from "./arguments";
import { askKernel, besideCallOf } from "./kernel";
import { givenOf, record, withOtherFailure, worldAfter } from "./outcomes";

/** The states after the call, success first; `modelled` is what its model leaves of `before`. */
export function besides(calling: Calling, before: State, modelled: State): State[] {
  const { run, name, args } = calling;
  const row = besideCallOf(name);
  if (!row) return [modelled];
  const target = args[0] && likelyTarget(args[0]);
  const state = target ? withRegion(run, modelled, target) : modelled;
  // What its arguments point to was read before the model wrote there.
  const given = givenOf(calling, withMemory(state, before.memory));
  const answer = askKernel(name, given);
  if (!answer) {
    const other = row.otherwise?.(given, state) ?? { state };
    return [other.value ? temp(other.state, calling.instruction.into, other.value) : other.state];
  }
  record(calling, state, given, answer);
  if (row.leaves) return [state];
  return run.observer
    ? eachOutcome(calling, row, state, given, answer)
    : [together(calling, row, state, given, answer)];
}

/** Success is followed; the model's result may be a failure all the same. */
function together(
  calling: Calling,
  row: BesideCall,
  state: State,
  given: KernelArguments,
  { outcomes }: Step,
): State {
  const world = worldAfter(outcomes.filter(({ result }) => result === "success"));
  if (!world) return state;
  const after = succeededSo(calling, row, state, given, world);
  const value = row.gives?.(given);
  if (!value) return after;
  return temp(after, calling.instruction.into, value.range ? value : withRange(value, ranges.exactly(-1)));
}

/** Whatever the kernel may answer, each answer apart. */
function eachOutcome(
  calling: Calling,
  row: BesideCall,
  state: State,
  given: KernelArguments,
  answer: Step,
): State[] {
  const { instruction, name } = calling;
  return withOtherFailure(name, given, answer).map((outcome) => {
    if (outcome.result === "success") {
      const after = succeededSo(calling, row, state, given, outcome.world);
      return temp(after, instruction.into, row.gives?.(given) ?? number(0));
    }
    const left: State = changed(state, { world: outcome.world });
    const failed = row.failing?.(given, left) ?? left;
    if (row.result === "error-number") {
      return temp(
        changed(failed, { errno: state.errno }),
        instruction.into,
        errorNumber(given, outcome.errno),
      );
    }
    return temp(decided(failed, calling.site, "failed", outcome.errno), instruction.into, number(-1));
  });
}

/** The error numbers that a call may return. */
function errorNumber({ platform }: KernelArguments, errno: readonly Errno[]): Value {
  const numbers = errno.map((name) => platform.constants[name]);
  const known = numbers.filter((one) => one !== undefined);
  if (known.length === 0 || known.length < numbers.length) return fromRange(ranges.interval(1, 4095));
  return fromRange(known.map(ranges.exactly).reduce(ranges.join));
}

/** The state after a success, with what the path gained or lost. */
function succeededSo(
  { site, name }: Calling,
  row: BesideCall,
  state: State,
  given: KernelArguments,
  world: State["world"],
): State {
  const after: State = changed(state, { world });
  const { privileged } = world;
  const later = row.after?.(given, after) ?? after;
  if (privileged === state.world.privileged) return later;
  if (privileged === true) return changed(later, { privilege: "seen" });
  if (privileged !== false) return later;
  const trail = extend(later.trail, { kind: "privilege-dropped", span: site.span, name });
  return changed(later, { privilege: "lost", trail });
}
