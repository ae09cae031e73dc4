/** C's operators on abstract values: wrapping, alignment idioms on addresses, comparisons. */
import type { BinaryOperator } from "../../c/ir";
import type { CType } from "../../c/types/types";
import { onIntegers } from "./integers";
import { multipliedAgain, negatedAddress, onAddress } from "./pointer-arithmetic";
import type { Range } from "./range";
import * as ranges from "./range";
import { residueAfter, residueOfNegative, rounded } from "./residues";
import {
  anything,
  cutTo,
  exact,
  fromRange,
  identity,
  isNumber,
  madeOf,
  number,
  onlyTarget,
  processMark,
  type Value,
  withOrigin,
  withResidue,
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
  if (operandType.kind === "float") return comparisons.has(operator) ? maybe : anything;
  const truth = compare(operator, left, right, operandType);
  if (truth !== "not a comparison") {
    return truth === undefined ? maybe : truth ? one : zero;
  }
  const again = multipliedAgain(operator, left, right);
  if (again) return again;
  const result = rounded(operator, left, right, calculated(operator, left, right, operandType, type));
  const residue = residueAfter(operator, left, right);
  return residue ? withResidue(result, residue) : result;
}

function calculated(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  operandType: CType,
  type: CType,
): Value {
  if (left.targets.length > 0 || right.targets.length > 0)
    return onAddress(operator, left, right, operandType);
  if (!left.range || !right.range || left.functions || right.functions) return anything;
  const result = onIntegers(operator, left.range, right.range, operandType);
  return fromRange(fit(result ?? ranges.top, type));
}

const maybe: Value = fromRange(ranges.interval(0, 1));
const zero = number(0);
const one = number(1);

const comparisons: ReadonlySet<BinaryOperator> = new Set(["==", "!=", "<", "<=", ">", ">="]);

export function unary(operator: "-" | "~" | "!", value: Value, type: CType): Value {
  if (operator === "!") {
    const truth = truthOf(value);
    return truth === undefined ? maybe : truth ? zero : one;
  }
  const residue = operator === "-" ? residueOfNegative(value) : undefined;
  if (!value.range || !isNumber(value))
    return withResidue(operator === "-" ? negatedAddress(value) : madeOf(value), residue);
  const negated = ranges.negate(value.range);
  const result = operator === "-" ? negated : ranges.subtract(negated, ranges.exactly(1));
  return withResidue(fromRange(fit(result, type)), residue);
}

/** Pointer casts keep the value; integer casts wrap. An address in an integer too small for it is lost. */
export function convert(value: Value, type: CType): Value {
  if (type.kind === "float") return anything;
  if (type.kind !== "integer") return value;
  if (type.name === "_Bool" || type.name === "bool") {
    const truth = truthOf(value);
    return withOrigin(truth === undefined ? maybe : number(truth ? 1 : 0), value.origin);
  }
  if (!isNumber(value)) return type.bytes >= 4 ? value : fromRange(fit(ranges.top, type));
  if (!value.range) return value;
  const range = fit(value.range, type);
  // What is cut off is another number: it has neither the name nor the remainder of the whole.
  const bits = type.width ?? 8 * type.bytes;
  return ranges.same(range, value.range) ? value : cutTo(range, value, `${type.signed ? "i" : "u"}${bits}`);
}

/** Does it count as true? */
export function truthOf(value: Value): Truth {
  const { range, targets } = value;
  if (range === null) return true;
  if (targets.length === 0 && !value.functions && ranges.exact(range) === 0) return false;
  return ranges.includes(range, 0) ? undefined : true;
}

/** The range as a value of that type: moved as a whole where it wraps as a whole, else all that wrapping leaves of it. */
export function fit(range: Range, type: CType): Range {
  if (type.kind !== "integer") return range;
  const bits = type.width ?? 8 * type.bytes;
  if (bits >= 64) return within64Bits(range);
  const size = 2 ** bits;
  const low = type.signed ? -size / 2 : 0;
  const high = low + size - 1;
  if (range.low >= low && range.high <= high) return range;
  const start = ranges.mod(range.low, size);
  const from = start > high ? start - size : start;
  const to = from + (range.high - range.low);
  if (Number.isSafeInteger(range.low) && to <= high)
    return ranges.between(from, to, range.modulus, from) ?? ranges.top;
  const modulus = Math.min(ranges.powerOfTwoIn(range.modulus), size);
  return ranges.between(low, high, modulus, range.remainder) ?? ranges.top;
}

/** Bounds that a double cannot hold exactly are looser; beyond 64 bits everything may come, but for what wrapping leaves. */
function within64Bits(range: Range): Range {
  const { low, high } = range;
  const isBound = (n: number) => Number.isSafeInteger(n) || !Number.isFinite(n);
  if (isBound(low) && isBound(high)) return range;
  const isWithin = (n: number) => !Number.isFinite(n) || Math.abs(n) <= 2 ** 63;
  if (!isWithin(low) || !isWithin(high)) return ranges.wrapping(range);
  const { MAX_SAFE_INTEGER: most, MIN_SAFE_INTEGER: least } = Number;
  return {
    ...(low === high ? ranges.top : range),
    low: isBound(low) ? low : low > 0 ? most : -Infinity,
    high: isBound(high) ? high : high < 0 ? least : Infinity,
    modulus: 1,
    remainder: 0,
    ...(low === high ? {} : ranges.powerOfTwo(range)),
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

/** Processes that were seen to begin have numbers of their own. */
const areOtherProcesses = ({ handle: a }: Value, { handle: b }: Value): boolean =>
  a !== b && a !== undefined && b !== undefined && a.startsWith(processMark) && b.startsWith(processMark);

function equal(left: Value, right: Value): Truth {
  const x = identity(left);
  if (x !== undefined && x === identity(right)) return true;
  if (areOtherProcesses(left, right)) return false;
  if (left.range && right.range) {
    const common = ranges.meet(left.range, right.range);
    const distinct = isNumber(left) && isNumber(right);
    if (common) return distinct && x !== undefined && x === identity(right) ? true : undefined;
    if (distinct) return false;
  }
  // An object's address is neither null nor one of the small constants that calls return for failure.
  if (left.range === null && right.targets.length === 0 && isNoAddress(right)) return false;
  if (right.range === null && left.targets.length === 0 && isNoAddress(left)) return false;
  return areOtherFunctions(left, right) || areOtherPlaces(left, right) ? false : undefined;
}

/** Of one object; where another object lies, nobody knows. */
function areOtherPlaces(left: Value, right: Value): boolean {
  const a = onlyTarget(left);
  const b = onlyTarget(right);
  return a !== undefined && a.region === b?.region && !ranges.meet(a.offset, b.offset);
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

const natural = ranges.interval(0, Infinity);

/** Canonical negatives are the upper half of 64 bits. */
function asUnsigned(range: Range): Range {
  if (range.low >= 0) return range;
  if (range.high < 0) return ranges.interval(range.low + 2 ** 64, range.high + 2 ** 64);
  return natural;
}

function lessRange(a: Range, b: Range): Truth {
  if (a.high < b.low) return true;
  return a.low >= b.high ? false : undefined;
}
