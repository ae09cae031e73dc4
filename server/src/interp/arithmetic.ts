/** C's operators on abstract values: wrapping, alignment idioms on addresses, comparisons. */
import type { BinaryOperator } from "../c/ir";
import type { CType } from "../c/types/types";
import type { Range } from "./range";
import * as ranges from "./range";
import {
  anything,
  exact,
  fromRange,
  identity,
  isNumber,
  likelyTarget,
  moved,
  number,
  onlyTarget,
  type Target,
  type Value,
} from "./value";

export type Truth = boolean | undefined;

export function binary(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  operandType: CType,
  type: CType,
): Value {
  // Fractions are not looked at.
  if (operandType.kind === "float") return isComparison(operator) ? maybe : anything;
  const truth = compare(operator, left, right, operandType);
  if (truth !== "not a comparison") {
    return truth === undefined ? fromRange({ ...ranges.top, low: 0, high: 1 }) : number(truth ? 1 : 0);
  }
  if (left.targets.length > 0 || right.targets.length > 0) return onAddress(operator, left, right);
  if (!left.range || !right.range || left.functions || right.functions) return anything;
  const result = onIntegers(operator, left.range, right.range, operandType);
  if (operator === "%" && result) return residueOf(left, right, fit(result, type));
  return result ? fromRange(fit(result, type)) : fromRange(fit(ranges.top, type));
}

const maybe: Value = fromRange({ ...ranges.top, low: 0, high: 1 });

const isComparison = (operator: BinaryOperator): boolean => /^[=!<>]=?$/.test(operator);

export function unary(operator: "-" | "~" | "!", value: Value, type: CType): Value {
  if (operator === "!") {
    const truth = truthOf(value);
    return truth === undefined ? fromRange({ ...ranges.top, low: 0, high: 1 }) : number(truth ? 0 : 1);
  }
  if (!value.range || !isNumber(value)) return anything;
  const negated = ranges.negate(value.range);
  const result = operator === "-" ? negated : ranges.subtract(negated, ranges.exactly(1));
  return fromRange(fit(result, type));
}

/** Pointer casts keep the value; integer casts wrap. An address in an integer too small for it is lost. */
export function convert(value: Value, type: CType): Value {
  if (type.kind === "float") return anything;
  if (type.kind !== "integer") return value;
  if (type.name === "_Bool" || type.name === "bool") {
    const truth = truthOf(value);
    return truth === undefined
      ? { range: { ...ranges.top, low: 0, high: 1 }, targets: [], origin: value.origin }
      : { ...number(truth ? 1 : 0), origin: value.origin };
  }
  if (!isNumber(value)) return type.bytes >= 4 ? value : anything;
  if (!value.range) return value;
  const range = fit(value.range, type);
  return ranges.same(range, value.range) ? value : { ...value, range, constant: undefined };
}

/** Does it count as true? */
export function truthOf(value: Value): Truth {
  const { range, targets } = value;
  if (range === null) return true;
  if (targets.length === 0 && !value.functions && ranges.exact(range) === 0) return false;
  return ranges.includes(range, 0) ? undefined : true;
}

/** The range as a value of that type: wrapped when exact, the whole type when it may not fit. */
export function fit(range: Range, type: CType): Range {
  if (type.kind !== "integer") return range;
  const bits = type.width ?? 8 * type.bytes;
  if (bits >= 64) return within64Bits(range);
  const size = 2 ** bits;
  const low = type.signed ? -size / 2 : 0;
  const high = low + size - 1;
  if (range.low >= low && range.high <= high) return range;
  const value = ranges.exact(range);
  if (value !== undefined && Number.isFinite(value))
    return ranges.exactly(ranges.mod(value - low, size) + low);
  return { ...ranges.top, low, high };
}

/** Bounds that a double cannot hold exactly are no bounds; multiples of powers of two survive wrapping. */
function within64Bits(range: Range): Range {
  const isBound = (n: number) => Number.isSafeInteger(n) || !Number.isFinite(n);
  if (isBound(range.low) && isBound(range.high)) return range;
  const survives = Number.isInteger(Math.log2(range.modulus)) && range.low !== range.high;
  return survives ? { ...ranges.top, modulus: range.modulus, remainder: range.remainder } : ranges.top;
}

function onIntegers(operator: BinaryOperator, a: Range, b: Range, type: CType): Range | undefined {
  const x = ranges.exact(a);
  const y = ranges.exact(b);
  switch (operator) {
    case "+":
      return ranges.add(a, b);
    case "-":
      return ranges.subtract(a, b);
    case "*":
      return ranges.multiply(a, b);
    case "/":
      return isHuge(a, type) ? undefined : ranges.divide(a, b);
    case "%":
      return isHuge(a, type) ? congruentRemainder(a, b) : ranges.remainderOf(a, b);
    case "<<":
      return y !== undefined && y >= 0 && y < 53 ? ranges.multiply(a, ranges.exactly(2 ** y)) : undefined;
    case ">>":
      return isHuge(a, type) ? undefined : shiftedRight(a, y);
    case "&":
      return x !== undefined && y !== undefined ? bits(x, y, (m, n) => m & n) : masked(a, b);
    case "|":
      return x !== undefined && y !== undefined ? bits(x, y, (m, n) => m | n) : united(a, b);
    case "^":
      return x !== undefined && y !== undefined ? bits(x, y, (m, n) => m ^ n) : undefined;
    default:
      return undefined;
  }
}

/** Negative numbers keep their sign, as every compiler has it. */
function shiftedRight(a: Range, by: number | undefined): Range | undefined {
  if (by === undefined || by < 0 || by >= 53) return undefined;
  return ranges.between(Math.floor(a.low / 2 ** by), Math.floor(a.high / 2 ** by)) ?? undefined;
}

/** An unsigned value of 64 bits whose canonical form may be negative, that is, very large. */
const isHuge = (range: Range, type: CType) =>
  type.kind === "integer" && !type.signed && type.bytes >= 8 && range.low < 0;

function congruentRemainder(a: Range, b: Range): Range | undefined {
  const divisor = ranges.exact(b);
  if (divisor === undefined || divisor <= 0) return undefined;
  const isPowerOfTwo = Number.isInteger(Math.log2(divisor));
  if (isPowerOfTwo && a.modulus % divisor === 0) return ranges.exactly(ranges.mod(a.remainder, divisor));
  const value = ranges.exact(a);
  if (isPowerOfTwo && value !== undefined) return ranges.exactly(ranges.mod(value, divisor));
  return { ...ranges.top, low: 0, high: divisor - 1 };
}

function bits(x: number, y: number, operate: (x: bigint, y: bigint) => bigint): Range | undefined {
  if (!Number.isSafeInteger(x) || !Number.isSafeInteger(y)) return undefined;
  const result = Number(operate(BigInt(x), BigInt(y)));
  return Number.isSafeInteger(result) ? ranges.exactly(result) : undefined;
}

/** x & mask: with -2^k the low bits go and the value is a multiple; with a small mask it is bounded. */
function masked(a: Range, b: Range): Range | undefined {
  const mask = ranges.exact(b) ?? ranges.exact(a);
  const other = ranges.exact(b) !== undefined ? a : b;
  if (mask === undefined) return a.low >= 0 && b.low >= 0 ? range(0, Math.min(a.high, b.high)) : undefined;
  const size = alignmentMask(mask);
  if (size !== undefined) {
    const low = Number.isFinite(other.low) ? Math.floor(other.low / size) * size : other.low;
    const high = Number.isFinite(other.high) ? Math.floor(other.high / size) * size : other.high;
    return ranges.between(low, high, size, 0) ?? undefined;
  }
  if (mask < 0) return undefined;
  const width = mask + 1;
  const isLowMask = Number.isInteger(Math.log2(width));
  if (isLowMask && other.modulus % width === 0) return ranges.exactly(ranges.mod(other.remainder, width));
  return range(0, mask);
}

const range = (low: number, high: number): Range => ranges.between(low, high) ?? ranges.top;

/** x | y of values that are not negative lies between the larger of the two and their sum. */
const united = (a: Range, b: Range): Range | undefined =>
  a.low >= 0 && b.low >= 0
    ? { ...range(Math.max(a.low, b.low), a.high + b.high), nonzero: a.nonzero || b.nonzero }
    : a.nonzero || b.nonzero
      ? { ...ranges.top, nonzero: true }
      : undefined;

/** 2^k when the mask is ...111000 with k zeros (or the same written in 32 unsigned bits), k > 0. */
function alignmentMask(mask: number): number | undefined {
  const size = mask < 0 ? -mask : 2 ** 32 - mask;
  return size > 1 && size <= 2 ** 31 && Number.isInteger(Math.log2(size)) ? size : undefined;
}

/** Addresses as integers: moved, masked to a boundary, or asked for their remainder. */
function onAddress(operator: BinaryOperator, left: Value, right: Value): Value {
  const address = left.targets.length > 0 ? left : right;
  const other = left.targets.length > 0 ? right : left;
  if (operator === "-" && right.targets.length > 0) return difference(left, right);
  if (other.targets.length > 0 || !other.range) return anything;
  switch (operator) {
    case "+":
      return move(address, other.range);
    case "-":
      return left.residue === undefined && right.residue && right.residue.of === identity(left)
        ? alignDown(left, right.residue.modulus)
        : move(address, ranges.negate(other.range));
    case "&":
      return mask(address, ranges.exact(other.range));
    case "%": {
      const size = ranges.exact(other.range);
      if (size === undefined || size <= 0) return anything;
      return residueOf(left, right, remainderOfAddress(address, size));
    }
    case "/":
    case ">>":
      return fromRange({ ...ranges.top, low: 0 });
    default:
      return anything;
  }
}

function residueOf(left: Value, right: Value, range: Range): Value {
  const of = identity(left);
  const modulus = exact(right);
  const residue = of === undefined || modulus === undefined ? undefined : { of, modulus };
  return { ...fromRange(range), residue };
}

function remainderOfAddress(address: Value, size: number): Range {
  const target = likelyTarget(address);
  if (target && (target.alignment.modulus % size === 0 || target.alignment.modulus === 0)) {
    return ranges.exactly(ranges.mod(target.alignment.remainder, size));
  }
  return range(0, size - 1);
}

export function move(address: Value, distance: Range): Value {
  return {
    range: address.range && ranges.exact(distance) === 0 ? address.range : null,
    targets: address.targets.map((target) => moved(target, distance)),
  };
}

function difference(left: Value, right: Value): Value {
  const a = onlyTarget(left);
  const b = onlyTarget(right);
  return a && b && a.region === b.region ? fromRange(ranges.subtract(a.offset, b.offset)) : anything;
}

function mask(address: Value, bitsKept: number | undefined): Value {
  if (bitsKept === undefined) return anything;
  const size = alignmentMask(bitsKept);
  if (size !== undefined) return alignDown(address, size);
  const width = bitsKept + 1;
  if (bitsKept < 0 || !Number.isInteger(Math.log2(width))) return anything;
  return fromRange(remainderOfAddress(address, width));
}

function alignDown(address: Value, size: number): Value {
  return { range: null, targets: address.targets.map((target) => alignedDown(target, size)) };
}

function alignedDown(target: Target, size: number): Target {
  const { modulus, remainder } = target.alignment;
  const known = modulus === 0 || modulus % size === 0;
  const back = known ? ranges.exactly(ranges.mod(remainder, size)) : range(0, size - 1);
  return {
    region: target.region,
    offset: ranges.subtract(target.offset, back),
    alignment: known
      ? { modulus, remainder: remainder - ranges.mod(remainder, size) }
      : { modulus: size, remainder: 0 },
  };
}

/** The outcome of a comparison; undefined when it may go either way. */
export function compare(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  type: CType,
): Truth | "not a comparison" {
  switch (operator) {
    case "==":
      return equal(left, right);
    case "!=":
      return not(equal(left, right));
    case "<":
      return less(left, right, type);
    case ">=":
      return not(less(left, right, type));
    case ">":
      return less(right, left, type);
    case "<=":
      return not(less(right, left, type));
    default:
      return "not a comparison";
  }
}

const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

function equal(left: Value, right: Value): Truth {
  const x = identity(left);
  if (x !== undefined && x === identity(right)) return true;
  if (left.range && right.range) {
    const common = ranges.meet(left.range, right.range);
    const distinct = isNumber(left) && isNumber(right);
    if (common) return distinct && x !== undefined && x === identity(right) ? true : undefined;
    if (distinct) return false;
  }
  // An object's address is neither null nor one of the small constants that calls return for failure.
  if (left.range === null && right.targets.length === 0 && isNoAddress(right)) return false;
  if (right.range === null && left.targets.length === 0 && isNoAddress(left)) return false;
  return areOtherFunctions(left, right) ? false : undefined;
}

const areOtherFunctions = (left: Value, right: Value): boolean =>
  left.range === null &&
  right.range === null &&
  left.functions !== undefined &&
  right.functions !== undefined &&
  !left.functions.some((name) => right.functions?.includes(name));

const isNoAddress = (value: Value) => {
  const n = exact(value);
  return n !== undefined && n >= -4095 && n <= 4095;
};

function less(left: Value, right: Value, type: CType): Truth {
  const a = onlyTarget(left);
  const b = onlyTarget(right);
  if (a && b) return a.region === b.region ? lessRange(a.offset, b.offset) : undefined;
  // An object's address lies above the small numbers that are no addresses.
  if (left.range === null && isSmall(right)) return false;
  if (right.range === null && isSmall(left)) return true;
  if (!isNumber(left) || !isNumber(right) || !left.range || !right.range) return undefined;
  const unsigned = type.kind === "pointer" || (type.kind === "integer" && !type.signed);
  // Two from the upper half keep their order, which a double of that size would round away.
  const bothHuge = left.range.high < 0 && right.range.high < 0;
  return unsigned && !bothHuge
    ? lessRange(asUnsigned(left.range), asUnsigned(right.range))
    : lessRange(left.range, right.range);
}

const isSmall = (value: Value): boolean => {
  const n = exact(value);
  return n !== undefined && n >= 0 && n <= 4095;
};

/** Canonical negatives are the upper half of 64 bits. */
function asUnsigned(range: Range): Range {
  if (range.low >= 0) return range;
  if (range.high < 0) return { ...range, low: range.low + 2 ** 64, high: range.high + 2 ** 64 };
  return { ...ranges.top, low: 0 };
}

function lessRange(a: Range, b: Range): Truth {
  if (a.high < b.low) return true;
  return a.low >= b.high ? false : undefined;
}
