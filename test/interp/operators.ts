/** C's operators twice: as the interpreter has them, and as numbers of 64 bits have them. */
import fc from "fast-check";
import type { BinaryOperator } from "../../server/src/c/ir";
import { limit } from "../../server/src/interp/refine";
import { binary, convert, unary } from "../../server/src/interp/values/arithmetic";
import * as ranges from "../../server/src/interp/values/range";
import { anything, fromRange, type Value } from "../../server/src/interp/values/value";
import type { Concrete } from "./concrete";
import type { Operation, Sample } from "./laws";
import { bitsOf, type IntegerType, int, samplesOf, wrapped } from "./samples";

const calculations: Readonly<
  Partial<Record<BinaryOperator, (m: bigint, n: bigint, type: IntegerType) => bigint | undefined>>
> = {
  "+": (m, n, type) => withoutOverflow(m + n, type),
  "-": (m, n, type) => withoutOverflow(m - n, type),
  "*": (m, n, type) => withoutOverflow(m * n, type),
  "/": (m, n, type) => (n === 0n ? undefined : withoutOverflow(plain(m, type) / plain(n, type), type)),
  "%": (m, n, type) => (n === 0n ? undefined : plain(m, type) % plain(n, type)),
  "<<": (m, n, type) => (n < 0n || n >= bitsOf(type) ? undefined : m << n),
  ">>": (m, n, type) => (n < 0n || n >= bitsOf(type) ? undefined : plain(m, type) >> n),
  "&": (m, n) => m & n,
  "|": (m, n) => m | n,
  "^": (m, n) => m ^ n,
  "==": (m, n) => truth(m === n),
  "!=": (m, n) => truth(m !== n),
  "<": (m, n, type) => truth(plain(m, type) < plain(n, type)),
  "<=": (m, n, type) => truth(plain(m, type) <= plain(n, type)),
  ">": (m, n, type) => truth(plain(m, type) > plain(n, type)),
  ">=": (m, n, type) => truth(plain(m, type) >= plain(n, type)),
};
export const operators = Object.keys(calculations) as BinaryOperator[];

const truth = (is: boolean): bigint => (is ? 1n : 0n);

/** As the type reads the canonical number. */
const plain = (n: bigint, type: IntegerType): bigint => (type.signed ? n : BigInt.asUintN(bitsOf(type), n));

/** C leaves it open what a long is that does not fit. An int wraps: so many programs are compiled that way. */
const withoutOverflow = (n: bigint, type: IntegerType): bigint | undefined =>
  type.signed && bitsOf(type) === 64 && BigInt.asIntN(64, n) !== n ? undefined : n;

export const isNumber = (concrete: Concrete | undefined): concrete is bigint => typeof concrete === "bigint";

/** One operator in one type. */
export function operation(
  operator: BinaryOperator,
  type: IntegerType,
  operands: readonly fc.Arbitrary<Sample<Value, Concrete>>[],
): Operation<Value, Concrete> {
  return {
    name: `${operator} in ${type.name}`,
    abstract: (a = anything, b = anything) =>
      binary(operator, a, b, type, isComparison(operator) ? int : type),
    concrete: (m, n) => {
      const result = isNumber(m) && isNumber(n) ? calculations[operator]?.(m, n, type) : undefined;
      return result === undefined ? undefined : wrapped(result, type);
    },
    operands,
  };
}

export const isComparison = (operator: BinaryOperator) => /^[=!<>]=?$/.test(operator);

/** What is left of the left operand where the comparison holds. */
export function refinement(
  operator: BinaryOperator,
  type: IntegerType,
  operands: readonly fc.Arbitrary<Sample<Value, Concrete>>[],
): Operation<Value, Concrete> {
  return {
    name: `where ${operator} holds in ${type.name}, what is left`,
    abstract: (a = anything, b = anything) => limit(a, operator, b, type) ?? nothing,
    concrete: (m, n) =>
      isNumber(m) && isNumber(n) && calculations[operator]?.(m, n, type) === 1n ? m : undefined,
    operands,
  };
}

/** Stands for no number at all. */
const nothing: Value = { range: null, targets: [] };

const small = fc.nat({ max: 70 }).map((n) => ({ element: fromRange(ranges.exactly(n)), member: BigInt(n) }));
const masks = fc.constantFrom(-4096, -16, -1, 15, 255, 4095, 0xff00, -4095, 0xfffff000);

/** A mask, a divisor or a shift as programs write them, or anything. */
export function secondOperand(
  operator: BinaryOperator,
  type: IntegerType,
): fc.Arbitrary<Sample<Value, Concrete>> {
  if (operator === "<<" || operator === ">>") return small;
  const constants = masks.map((n) => {
    const member = wrapped(BigInt(n), type);
    return { element: fromRange(ranges.exactly(Number(member))), member };
  });
  return fc.oneof(samplesOf(type), constants);
}

export function unaryOperations(type: IntegerType): Operation<Value, Concrete>[] {
  const rows: ["-" | "~" | "!", (n: bigint) => bigint | undefined][] = [
    ["-", (n) => withoutOverflow(-n, type)],
    ["~", (n) => ~n],
    ["!", (n) => truth(n === 0n)],
  ];
  return rows.map(([operator, calculate]) => ({
    name: `${operator} of one ${type.name}`,
    abstract: (a = anything) => unary(operator, a, operator === "!" ? int : type),
    concrete: (n) => {
      const result = isNumber(n) ? calculate(n) : undefined;
      return result === undefined ? undefined : wrapped(result, type);
    },
    operands: [samplesOf(type)],
  }));
}

export const conversion = (from: IntegerType, to: IntegerType): Operation<Value, Concrete> => ({
  name: `a cast from ${from.name} to ${to.name}`,
  abstract: (a = anything) => convert(a, to),
  concrete: (n) => (isNumber(n) ? wrapped(n, to) : undefined),
  operands: [samplesOf(from)],
});
