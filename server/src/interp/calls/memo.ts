/**
 * What a pure helper returned is what it returns whenever it is given the same. Pure is what reads and writes its own
 * variables and constants, and calls only its like: no memory of others, no kernel, no errno, nothing that is recorded.
 */

import type { FunctionIr, Instruction, Operand, TempId, Unit } from "../../c/ir";
import { operandsOf } from "../../c/operands";
import type { Run } from "../context";
import type { Exit } from "../run";
import type { State } from "../state";
import type { Value } from "../values/value";

/** The results of calls, by function, arguments and process. */
export type Memo = Map<string, readonly Value[]>;

/** Names what decides the results; undefined where more may decide, or where somebody wants to know that it was run. */
export function keyOfCall(
  { unit }: Run,
  fn: FunctionIr,
  args: readonly Value[],
  { life }: State,
): string | undefined {
  if (!isPure(unit, fn) || !args.every(isPlain)) return undefined;
  return JSON.stringify([
    fn.name,
    life.process,
    args.map(({ range, targets, functions }) => [
      range && [range.low, range.high, range.modulus, range.remainder, range.nonzero].map(String),
      targets.map(({ region, offset, alignment }) => [region, offset, alignment]),
      functions,
    ]),
  ]);
}

/** Nothing follows the value: no test of it decides about a call, and nothing is learned of it. */
const isPlain = ({ origin, alsoFrom, handle, constant, residue }: Value): boolean =>
  !origin && !alsoFrom && handle === undefined && constant === undefined && !residue;

/** The results are remembered if the run left no other trace. */
export function remember(run: Run, key: string, before: State, exits: readonly Exit[]): void {
  if (run.fuel <= 0 || exits.length === 0) return;
  if (exits.every(({ value, state }) => isPlain(value) && isUntouched(before, state)))
    run.memo.set(
      key,
      exits.map(({ value }) => value),
    );
}

const isUntouched = (before: State, after: State): boolean =>
  before.memory.shared === after.memory.shared &&
  before.memory.statics === after.memory.statics &&
  before.memory.epoch === after.memory.epoch &&
  before.memory.escaped === after.memory.escaped &&
  (["world", "errno", "privilege", "learned", "objects", "life", "serial", "untold", "trail"] as const).every(
    (part) => before[part] === after[part],
  );

const known = new WeakMap<Unit, Map<FunctionIr, boolean>>();

function isPure(unit: Unit, fn: FunctionIr): boolean {
  const answers = known.get(unit) ?? new Map<FunctionIr, boolean>();
  known.set(unit, answers);
  const before = answers.get(fn);
  if (before !== undefined) return before;
  // Whatever calls itself is as pure as the rest of it.
  const seen = new Set([fn]);
  for (const one of seen) {
    const callees = pureCallees(unit, one);
    if (!callees) {
      answers.set(fn, false);
      return false;
    }
    for (const callee of callees) seen.add(callee);
  }
  for (const one of seen) answers.set(one, true);
  return true;
}

/** The functions that it calls; undefined where something in it is not pure. */
function pureCallees(
  { functions, variables }: Unit,
  { blocks, parameters }: FunctionIr,
): FunctionIr[] | undefined {
  // What is in a record, its address does not tell.
  if (parameters.some((id) => variables[id]?.type.kind === "record")) return undefined;
  const own = new Set<TempId>();
  const isOwn = (operand: Operand): boolean => {
    if (operand.kind === "temp") return own.has(operand.id);
    const variable = operand.kind === "address" ? variables[operand.variable] : undefined;
    if (!variable || variable.isVolatile) return false;
    return variable.scope === "local" || variable.scope === "parameter";
  };
  const callees: FunctionIr[] = [];
  for (const instruction of blocks.flatMap((block) => block.instructions)) {
    const addressed = addressedBy(instruction);
    if (addressed && !isOwn(addressed)) return undefined;
    if ((instruction.op === "field" || instruction.op === "index") && addressed) own.add(instruction.into);
    // Its variables' addresses lead nowhere else.
    const others = operandsOf(instruction).filter((operand) => operand !== addressed);
    if (others.some(({ kind }) => kind === "address")) return undefined;
    if (others.some((operand) => operand.kind === "temp" && own.has(operand.id))) return undefined;
    if (instruction.op === "copy" || instruction.op === "havoc") return undefined;
    if (instruction.op !== "call") continue;
    const callee = instruction.callee.kind === "function" && functions.get(instruction.callee.name);
    if (!callee) return undefined;
    callees.push(callee);
  }
  const isSettled = blocks.every(
    ({ terminator }) =>
      terminator.op !== "stop" &&
      (terminator.op !== "return" || !terminator.value || !isOwn(terminator.value)),
  );
  return isSettled ? callees : undefined;
}

function addressedBy(instruction: Instruction): Operand | undefined {
  switch (instruction.op) {
    case "load":
    case "store":
    case "zero":
      return instruction.address;
    case "field":
    case "index":
      return instruction.base;
    default:
      return undefined;
  }
}
