/** What an operator does beside giving a value: a signal, or something that C does not define. */
import type { Instruction } from "../../c/ir";
import type { Run } from "../context";
import type { State } from "../state";
import * as ranges from "../values/range";
import { exact, type Value } from "../values/value";
import { die } from "./death";

type Binary = Extract<Instruction, { op: "binary" }>;

export function computed(run: Run, state: State, instruction: Binary, left: Value, right: Value): State {
  if (leavesItsType(instruction, exact(left), exact(right))) {
    const { span } = instruction;
    run.endings?.doubt(state.life.process, { kind: "overflow", span, name: "" });
  }
  return divided(run, state, instruction, left, right);
}

/** Does a signed result not fit, or is a number shifted by more bits than it has? */
function leavesItsType(
  { operator, operandType }: Binary,
  left: number | undefined,
  right: number | undefined,
): boolean {
  if (operandType.kind !== "integer" || right === undefined) return false;
  const bits = 8 * operandType.bytes;
  if (operator === "<<" || operator === ">>") return right < 0 || right >= bits;
  const result = left === undefined ? undefined : exactResult(operator, BigInt(left), BigInt(right));
  const most = 2n ** BigInt(bits - 1);
  return operandType.signed && result !== undefined && (result < -most || result >= most);
}

function exactResult(operator: string, left: bigint, right: bigint): bigint | undefined {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  return operator === "*" ? left * right : undefined;
}

/** An integer division by zero, or one whose quotient does not fit, is a signal on the processors that say so. */
function divided(
  run: Run,
  state: State,
  { operator, operandType, span }: Binary,
  left: Value,
  right: Value,
): State {
  if ((operator !== "/" && operator !== "%") || operandType.kind !== "integer") return state;
  const by = right.range && right.targets.length === 0 ? right.range : ranges.top;
  const least = -(2 ** (8 * operandType.bytes - 1));
  const mayOverflow = operandType.signed && ranges.includes(by, -1) && (left.range?.low ?? least) <= least;
  if (!ranges.includes(by, 0) && !mayOverflow) return state;
  if (ranges.exact(by) !== 0 || run.platform.predefines.__x86_64__ === undefined) {
    run.endings?.doubt(state.life.process, { kind: "signal", span, name: "SIGFPE" });
    return state;
  }
  return die(run, state, "SIGFPE", span);
}
