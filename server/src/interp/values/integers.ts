/** C's operators on sets of integers; undefined: any number may come of it. What does not fit its type is the caller's. */
import type { BinaryOperator } from "../../c/ir";
import type { CType } from "../../c/types/types";
import type { Range } from "./range";
import * as ranges from "./range";

export function onIntegers(operator: BinaryOperator, a: Range, b: Range, type: CType): Range | undefined {
  const result = onRanges(operator, a, b, type);
  const x = ranges.exact(a);
  const y = ranges.exact(b);
  if (x === undefined || y === undefined || isKnown(result)) return result;
  return onNumbers(operator, x, y, type) ?? result;
}

const isKnown = (range: Range | undefined): boolean =>
  range !== undefined && Number.isSafeInteger(ranges.exact(range));

function onRanges(operator: BinaryOperator, a: Range, b: Range, type: CType): Range | undefined {
  const areBothExact = a.low === a.high && b.low === b.high;
  switch (operator) {
    case "+":
      return sum(a, b);
    case "-":
      return sum(a, ranges.negate(b));
    case "*":
      return product(a, b);
    case "/":
      return isHuge(a, type) || isHuge(b, type) ? hugeQuotient(a, b) : ranges.divide(a, b);
    case "%":
      return isHuge(a, type) || isHuge(b, type) ? congruentRemainder(a, b) : ranges.remainderOf(a, b);
    case "<<":
      return shiftedLeft(a, ranges.exact(b));
    case ">>":
      return shiftedRight(a, ranges.exact(b), isHuge(a, type));
    case "&":
      return areBothExact ? undefined : masked(a, b);
    case "|":
      return areBothExact ? undefined : united(a, b);
    case "^":
      return areBothExact ? undefined : differing(a, b);
    default:
      return undefined;
  }
}

/** Of two known numbers, where a double loses bits on the way; undefined where what comes of it does not fit one. */
function onNumbers(operator: BinaryOperator, x: number, y: number, type: CType): Range | undefined {
  if (!Number.isSafeInteger(x) || !Number.isSafeInteger(y)) return undefined;
  const isInteger = type.kind === "integer";
  const bits = isInteger ? (type.width ?? 8 * type.bytes) : 64;
  if (bits > 64) return undefined;
  const signed = !isInteger || type.signed;
  const plain = (n: number) => (signed ? BigInt(n) : BigInt.asUintN(bits, BigInt(n)));
  const number = calculations[operator]?.(plain(x), plain(y), BigInt(y));
  if (number === undefined) return undefined;
  const canonical = BigInt.asIntN(64, signed ? BigInt.asIntN(bits, number) : BigInt.asUintN(bits, number));
  // Of a signed number that does not fit into 64 bits, nobody knows what becomes.
  if (signed && bits === 64 && canonical !== number) return undefined;
  const result = Number(canonical);
  return Number.isSafeInteger(result) || operator === "/" ? ranges.exactly(result) : undefined;
}

type Calculation = (x: bigint, y: bigint, by: bigint) => bigint | undefined;

/** Of the numbers as their type reads them; `by`: the second as it is, which a shift counts with. */
const calculations: Readonly<Partial<Record<BinaryOperator, Calculation>>> = {
  "+": (x, y) => x + y,
  "-": (x, y) => x - y,
  "*": (x, y) => x * y,
  "/": (x, y) => (y === 0n ? undefined : x / y),
  "%": (x, y) => (y === 0n ? undefined : x % y),
  "<<": (x, _, by) => (by >= 0n && by < 64n ? x << by : undefined),
  ">>": (x, _, by) => (by >= 0n && by < 64n ? x >> by : undefined),
  "&": (x, y) => x & y,
  "|": (x, y) => x | y,
  "^": (x, y) => x ^ y,
};

/** What has no bound is taken to be far from the end of 64 bits; but two of them together, or a multiple, may wrap. */
function sum(a: Range, b: Range): Range {
  const result = ranges.add(a, b);
  const isFar = (x: number, y: number) => !Number.isFinite(x) && !Number.isFinite(y);
  return isFar(a.low, b.low) || isFar(a.high, b.high) ? ranges.wrapping(result) : result;
}

function product(a: Range, b: Range): Range {
  const result = ranges.multiply(a, b);
  const isBounded = ({ low, high }: Range) => Number.isFinite(low) && Number.isFinite(high);
  const changesNothing = (range: Range) => range.low >= 0 && range.high <= 1;
  return (isBounded(a) || changesNothing(b)) && (isBounded(b) || changesNothing(a))
    ? result
    : ranges.wrapping(result);
}

const shiftedLeft = (a: Range, by: number | undefined): Range | undefined =>
  by !== undefined && by >= 0 && by < 53 ? product(a, ranges.exactly(2 ** by)) : undefined;

/** Negative numbers keep their sign, as every compiler has it; very large ones have none. */
function shiftedRight(a: Range, by: number | undefined, isLarge: boolean): Range | undefined {
  if (by === undefined || by < 0 || by >= 64) return undefined;
  if (isLarge) return by === 0 ? a : between(0, 2 ** (64 - by));
  return ranges.between(Math.floor(a.low / 2 ** by), Math.floor(a.high / 2 ** by)) ?? undefined;
}

/** An unsigned value of 64 bits whose canonical form may be negative, that is, very large. */
const isHuge = (range: Range, type: CType) =>
  type.kind === "integer" && !type.signed && type.bytes >= 8 && range.low < 0;

/** Of numbers of 64 bits without sign that may be very large. */
function hugeQuotient(a: Range, b: Range): Range | undefined {
  if (b.high < 0) return between(0, 1);
  if (b.low <= 0) return undefined;
  return b.low === 1 ? (b.high === 1 ? a : undefined) : between(0, 2 ** 64 / b.low);
}

function congruentRemainder(a: Range, b: Range): Range | undefined {
  if (b.high < 0) return a.low >= 0 ? a : undefined;
  if (b.low <= 0) return undefined;
  const divisor = ranges.exact(b);
  if (divisor !== undefined && Number.isInteger(Math.log2(divisor))) {
    if (a.modulus % divisor === 0) return ranges.exactly(ranges.mod(a.remainder, divisor));
    const value = ranges.exact(a);
    if (value !== undefined) return ranges.exactly(ranges.mod(value, divisor));
  }
  return between(0, b.high - 1);
}

/** x & mask: with -2^k the low bits go and the value is a multiple; with a small mask it is bounded. */
function masked(a: Range, b: Range): Range | undefined {
  const mask = ranges.exact(b) ?? ranges.exact(a);
  const other = ranges.exact(b) !== undefined ? a : b;
  if (mask === undefined) return a.low >= 0 && b.low >= 0 ? between(0, Math.min(a.high, b.high)) : undefined;
  const lowest = ranges.powerOfTwoIn(mask);
  const isWhole = mask < 0 || (other.low >= 0 && other.high < 2 ** 32);
  if (isWhole && alignmentMask(mask) !== undefined) {
    const low = Number.isFinite(other.low) ? Math.floor(other.low / lowest) * lowest : other.low;
    const high = Number.isFinite(other.high) ? Math.floor(other.high / lowest) * lowest : other.high;
    return ranges.between(low, high, lowest, 0) ?? undefined;
  }
  if (mask < 0) return lowest > 1 ? { ...ranges.top, modulus: lowest } : undefined;
  const width = mask + 1;
  const isLowMask = Number.isInteger(Math.log2(width));
  if (isLowMask && other.modulus % width === 0) return ranges.exactly(ranges.mod(other.remainder, width));
  return ranges.between(0, other.low >= 0 ? Math.min(mask, other.high) : mask, lowest) ?? undefined;
}

/** x ^ y of values that are not negative has no more bits than they have. */
const differing = (a: Range, b: Range): Range | undefined =>
  a.low >= 0 && b.low >= 0
    ? between(0, 2 ** Math.floor(Math.log2(Math.max(a.high, b.high, 1)) + 1) - 1)
    : undefined;

export const between = (low: number, high: number): Range => ranges.between(low, high) ?? ranges.top;

/** x | y of values that are not negative lies between the larger of the two and their sum. */
const united = (a: Range, b: Range): Range | undefined =>
  a.low >= 0 && b.low >= 0
    ? { ...between(Math.max(a.low, b.low), a.high + b.high), nonzero: a.nonzero || b.nonzero }
    : a.nonzero || b.nonzero
      ? { ...ranges.top, nonzero: true }
      : undefined;

/** 2^k when the mask is ...111000 with k zeros (or the same written in 32 unsigned bits), k > 0. */
export function alignmentMask(mask: number): number | undefined {
  const size = mask < 0 ? -mask : 2 ** 32 - mask;
  return size > 1 && size <= 2 ** 31 && Number.isInteger(Math.log2(size)) ? size : undefined;
}
