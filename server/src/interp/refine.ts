/** What a branch teaches: the state in which a condition holds, or nothing when it cannot. */
import type { BinaryOperator, BlockId, Instruction, Operand, Terminator } from "../c/ir";
import type { CType } from "../c/types/types";
import { sizeOf } from "../c/types/types";
import { knownUser } from "./checks/privilege";
import { evaluate, type Frame, type Run } from "./context";
import { flowOf } from "./flow";
import { load, store } from "./memory/memory";
import * as persistent from "./memory/persistent";
import { changed, type State, temp, withMemory } from "./state";
import { compare, truthOf } from "./values/arithmetic";
import type { Range } from "./values/range";
import * as ranges from "./values/range";
import {
  exact,
  identity,
  isNumber,
  onlyNumber,
  onlyTarget,
  same,
  type Value,
  withRange,
} from "./values/value";

const negated: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  ">=": "<",
  ">": "<=",
  "<=": ">",
};

const mirrored: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
};

/** The state in which `condition` is `truth`; undefined where that cannot be. */
export function assume(
  run: Run,
  state: State,
  frame: Frame,
  condition: Operand,
  truth: boolean,
): State | undefined {
  const value = evaluate(run, state, frame, condition);
  const known = truthOf(value);
  if (known !== undefined && known !== truth) return undefined;
  const definition = definitionOf(frame, condition);
  if (definition?.op === "unary" && definition.operator === "!") {
    return assume(run, state, frame, definition.operand, !truth);
  }
  if (definition?.op === "binary") {
    const operator = truth ? definition.operator : negated[definition.operator];
    if (operator && mirrored[operator]) return assumeComparison(run, state, frame, definition, operator);
  }
  const refined = truth ? without(value, 0) : only(value, 0);
  return refined && narrow(run, state, frame, condition, refined);
}

const definitionOf = (frame: Frame, operand: Operand): Instruction | undefined =>
  operand.kind === "temp" ? flowOf(frame.fn).definitions.get(operand.id) : undefined;

function assumeComparison(
  run: Run,
  state: State,
  frame: Frame,
  comparison: Extract<Instruction, { op: "binary" }>,
  operator: BinaryOperator,
): State | undefined {
  const left = evaluate(run, state, frame, comparison.left);
  const right = evaluate(run, state, frame, comparison.right);
  if (compare(operator, left, right, comparison.operandType) === false) return undefined;
  const newLeft = limit(left, operator, right, comparison.operandType);
  const newRight = limit(right, mirrored[operator] ?? operator, left, comparison.operandType);
  if (!newLeft || !newRight) return undefined;
  const after = narrow(run, state, frame, comparison.left, newLeft);
  return narrow(run, after, frame, comparison.right, newRight);
}

/** The part of `value` for which `value operator bound` can hold. */
export function limit(value: Value, operator: BinaryOperator, bound: Value, type: CType): Value | undefined {
  const n = exact(bound);
  if (operator === "==") return n === undefined ? value : only(value, n);
  if (operator === "!=") return n === undefined ? value : without(value, n);
  if (!value.range || !isNumber(value) || !bound.range || !isNumber(bound)) return value;
  const unsigned = type.kind === "pointer" || (type.kind === "integer" && !type.signed);
  const allowed = allowedRange(operator, bound.range, unsigned);
  const range = allowed && ranges.meet(value.range, allowed);
  return range ? withRange(value, range) : undefined;
}

function allowedRange(operator: BinaryOperator, bound: Range, unsigned: boolean): Range | null {
  // An upper half bound in canonical form is negative: it bounds nothing that we could say.
  if (unsigned && bound.low < 0) return ranges.top;
  const floor = unsigned ? 0 : -Infinity;
  switch (operator) {
    case "<":
      return ranges.between(floor, bound.high - 1);
    case "<=":
      return ranges.between(floor, bound.high);
    case ">":
      return unsigned ? nonzero : ranges.between(bound.low + 1, Infinity);
    case ">=":
      return unsigned ? ranges.top : ranges.between(bound.low, Infinity);
    default:
      return ranges.top;
  }
}

const nonzero: Range = { ...ranges.top, nonzero: true };

function only(value: Value, n: number): Value | undefined {
  if (value.functions && n !== 0) return value;
  if (!value.range || !ranges.includes(value.range, n)) return undefined;
  return onlyNumber(value, n);
}

function without(value: Value, n: number): Value | undefined {
  if (!value.range) return value;
  const { low, high, modulus, remainder, nonzero } = value.range;
  const range = ranges.between(
    low === n ? n + 1 : low,
    high === n ? n - 1 : high,
    modulus,
    remainder,
    nonzero || n === 0,
  );
  if (range) return withRange(value, range);
  return isNumber(value) ? undefined : withRange(value, null);
}

function learn(state: State, value: Value): State {
  const { handle, range, residue } = value;
  if (!range || !isNumber(value)) return state;
  const named = handle === undefined ? state : learned(state, handle, range);
  const rest = ranges.exact(range);
  if (!residue || rest === undefined) return named;
  const { of, modulus, sign, plus } = residue;
  const remainder = ranges.mod(sign * (rest - plus), modulus);
  return learned(named, of, ranges.congruent(modulus, remainder));
}

const learned = (state: State, name: string, range: Range): State => {
  const before = persistent.get(state.learned, name);
  const both = before ? ranges.meet(before, range) : range;
  return changed(state, { learned: persistent.set(state.learned, name, both ?? range) });
};

/** Gives an operand its refined value, and the variable that it was read from, if that still holds what was read. */
function narrow(run: Run, state: State, frame: Frame, operand: Operand, value: Value): State {
  if (operand.kind !== "temp") return state;
  const before = evaluate(run, state, frame, operand);
  if (same(before, value)) return state;
  const after = knownUser(run, learn(temp(state, operand.id, value), value), value);
  const definition = definitionOf(frame, operand);
  if (definition?.op === "convert") {
    // What did not fit was cut: of that the number itself was something else.
    const source = evaluate(run, state, frame, definition.value);
    const isKept =
      source.range && before.range ? ranges.same(source.range, before.range) : source.range === before.range;
    return isKept ? narrow(run, after, frame, definition.value, value) : after;
  }
  if (definition?.op === "load") {
    const target = onlyTarget(evaluate(run, state, frame, definition.address));
    if (!target || definition.volatile) return after;
    const bytes = sizeOf(definition.type, run.unit.layout);
    const current = load(after.memory, target, bytes, definition.type);
    // Where something was written since, that it looks alike is not enough: it may be another number of the same kind.
    const { steady, crossing } = flowOf(frame.fn);
    const isSteady = steady.has(operand.id) && !crossing.has(operand.id);
    if (!same(current, before) || !(isSteady || identity(before) !== undefined)) return after;
    return withMemory(after, store(after.memory, target, bytes, value));
  }
  return after;
}

/** Where a switch may lead: to the cases whose labels the subject may have, undefined being any, or elsewhere. */
export function waysOf(
  { cases, otherwise }: Extract<Terminator, { op: "switch" }>,
  subject: Value,
  labels: readonly (number | undefined)[],
): readonly BlockId[] {
  const { range, targets } = subject;
  const hit = labels.indexOf(exact(subject) ?? Number.NaN);
  const way = cases[hit];
  if (way) return [way.to];
  const mayBe = (label: number | undefined) =>
    label === undefined || targets.length > 0 || !range || ranges.includes(range, label);
  const possible = cases.filter((_, index) => mayBe(labels[index]));
  return [...new Set([...possible.map(({ to }) => to), otherwise])];
}
