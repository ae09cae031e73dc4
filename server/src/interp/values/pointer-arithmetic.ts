/** What programs do with addresses: move them, round them to a page in whatever way, ask how far apart they are. */
import type { BinaryOperator } from "../../c/ir";
import type { CType } from "../../c/types/types";
import { alignmentMask, between, onIntegers } from "./integers";
import type { Range } from "./range";
import * as ranges from "./range";
import {
  anything,
  exact,
  fromRange,
  isTooNarrow,
  likelyTarget,
  madeOf,
  moved,
  onlyTarget,
  pointers,
  quotientOf,
  type Target,
  type Value,
  withPlaces,
} from "./value";

/** Addresses as integers: moved, masked to a boundary, or asked for their remainder. */
export function onAddress(operator: BinaryOperator, left: Value, right: Value, type: CType): Value {
  if (isMixed(left) || isMixed(right)) return onMixed(operator, left, right, type);
  if (operator === "-" && right.targets.length > 0) return difference(left, right);
  const isFirst = left.targets.length > 0;
  const [address, other] = isFirst ? [left, right] : [right, left];
  if (other.targets.length > 0 || !other.range) return madeOf(left, right);
  if (operator === "+") return move(address, other.range);
  if (operator === "&") return mask(address, ranges.exact(other.range), type);
  if (!isFirst) return madeOf(left, right);
  switch (operator) {
    case "-":
      return move(address, ranges.negate(other.range));
    case "%": {
      const size = ranges.exact(other.range);
      if (size === undefined || size <= 0) return madeOf(left);
      return fromRange(remainderOfAddress(address, size));
    }
    case "/":
      return quotient(address, ranges.exact(other.range));
    case ">>":
      return quotient(address, 2 ** (ranges.exact(other.range) ?? Number.NaN));
    default:
      return madeOf(left, right);
  }
}

/** An address that was computed with, so that it may be any number as well. */
const isMixed = ({ range, targets }: Value): boolean =>
  targets.length > 0 && range !== null && !(range.low >= -4095 && range.high <= 4095);

function onMixed(operator: BinaryOperator, left: Value, right: Value, type: CType): Value {
  const numbers = (value: Value) => (value.targets.length > 0 ? ranges.top : (value.range ?? ranges.top));
  const range = onIntegers(operator, numbers(left), numbers(right), type) ?? ranges.top;
  return isTooNarrow(range) ? fromRange(range) : madeOf(left, right);
}

function remainderOfAddress(address: Value, size: number): Range {
  const target = likelyTarget(address);
  if (target && (target.alignment.modulus % size === 0 || target.alignment.modulus === 0)) {
    return ranges.exactly(ranges.mod(target.alignment.remainder, size));
  }
  return between(0, size - 1);
}

function quotient(address: Value, by = 0): Value {
  const isSize = by > 1 && by <= 2 ** 31 && Number.isInteger(Math.log2(by));
  const isPlace = likelyTarget(address) !== undefined;
  if (!(by > 0)) return madeOf(address);
  return quotientOf(ranges.interval(0, Infinity), isSize && isPlace ? { of: address, by } : undefined);
}

/** Of the number nothing is known but its remainder. */
export function negatedAddress(address: Value): Value {
  const { modulus, remainder } = likelyTarget(address)?.alignment ?? { modulus: 1, remainder: 0 };
  if (!Number.isInteger(Math.log2(modulus))) return anything;
  return fromRange(ranges.congruent(modulus, ranges.mod(-remainder, modulus)));
}

/** An address that was divided by a power of two, multiplied by it again. */
export function multipliedAgain(operator: BinaryOperator, left: Value, right: Value): Value | undefined {
  const [divided, other] = left.quotient ? [left, right] : [right, left];
  const { quotient } = divided;
  const n = exact(other);
  if (!quotient || n === undefined) return undefined;
  const by = operator === "*" ? n : operator === "<<" && divided === left ? 2 ** n : undefined;
  return by === quotient.by ? alignDown(quotient.of, by) : undefined;
}

export function move(address: Value, distance: Range): Value {
  const range = address.range && ranges.exact(distance) === 0 ? address.range : null;
  return withPlaces(
    anything,
    range,
    address.targets.map((target) => moved(target, distance)),
  );
}

function difference(left: Value, right: Value): Value {
  const a = onlyTarget(left);
  const b = onlyTarget(right);
  return a && b && a.region === b.region
    ? fromRange(ranges.subtract(a.offset, b.offset))
    : madeOf(left, right);
}

function mask(address: Value, bitsKept: number | undefined, type: CType): Value {
  if (bitsKept === undefined) return madeOf(address);
  const isCut = bitsKept >= 0 && type.kind === "integer" && type.bytes > 4;
  const size = isCut ? undefined : alignmentMask(bitsKept);
  if (size !== undefined) return alignDown(address, size);
  const width = bitsKept + 1;
  if (bitsKept < 0 || !Number.isInteger(Math.log2(width))) return madeOf(address);
  return fromRange(remainderOfAddress(address, width));
}

function alignDown(address: Value, size: number): Value {
  return pointers(address.targets.map((target) => alignedDown(target, size)));
}

function alignedDown(target: Target, size: number): Target {
  const { modulus, remainder } = target.alignment;
  const known = modulus === 0 || modulus % size === 0;
  const back = known ? ranges.exactly(ranges.mod(remainder, size)) : between(0, size - 1);
  return {
    region: target.region,
    offset: ranges.subtract(target.offset, back),
    alignment: known
      ? { modulus, remainder: remainder - ranges.mod(remainder, size) }
      : { modulus: size, remainder: 0 },
  };
}
