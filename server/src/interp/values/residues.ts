/**
 * Numbers that are congruent to another value or to its negative, such as `n % page` and `page - n % page`: added to
 * that value or taken off, they make a known remainder of it. So rounding is understood in whatever way it is written.
 */
import type { BinaryOperator } from "../../c/ir";
import * as ranges from "./range";
import { isSeveral } from "./region";
import { exact, identity, likelyTarget, type Residue, type Value, withPlaces } from "./value";

/** Larger powers of two are no page sizes; smaller ones survive wrapping in every type that C computes in. */
const largest = 2 ** 31;

const isPowerOfTwo = (n: number) => n > 0 && n <= largest && Number.isInteger(Math.log2(n));

/** A name for a value that may also be null: what is computed with is an address. */
function nameOf(value: Value): string | undefined {
  const target = likelyTarget(value);
  if (target && isSeveral(target.region)) return undefined;
  const offset = target && ranges.exact(target.offset);
  if (target) return offset === undefined ? undefined : `${target.region}+${offset}`;
  return identity(value);
}

/** What the result is congruent to. */
export function residueAfter(operator: BinaryOperator, left: Value, right: Value): Residue | undefined {
  const n = exact(right);
  switch (operator) {
    case "%":
      return n === undefined ? undefined : remainder(left, n);
    case "&": {
      const mask = n ?? exact(left);
      return mask === undefined ? undefined : remainder(n === undefined ? right : left, mask + 1);
    }
    case "+":
      return added(left.residue, n) ?? added(right.residue, exact(left));
    case "-":
      return n === undefined ? added(negated(right.residue), exact(left)) : added(left.residue, -n);
    default:
      return undefined;
  }
}

function remainder(value: Value, modulus: number): Residue | undefined {
  if (!isPowerOfTwo(modulus)) return undefined;
  const { residue } = value;
  if (residue && residue.modulus % modulus === 0) return { ...residue, modulus };
  const of = nameOf(value);
  return of === undefined ? undefined : { of, modulus, sign: 1, plus: 0 };
}

/** Of `-value`. */
export function residueOfNegative(value: Value): Residue | undefined {
  const of = nameOf(value);
  return negated(
    value.residue ?? (of === undefined ? undefined : { of, modulus: largest, sign: 1, plus: 0 }),
  );
}

const negated = (residue: Residue | undefined): Residue | undefined =>
  residue && { ...residue, sign: residue.sign === 1 ? -1 : 1, plus: -residue.plus };

function added(residue: Residue | undefined, n: number | undefined): Residue | undefined {
  if (!residue || n === undefined || !Number.isSafeInteger(n)) return undefined;
  return { ...residue, plus: ranges.mod(residue.plus + (n % residue.modulus), residue.modulus) };
}

/** The result of + or - where one operand makes up for what is left over of the other. */
export function rounded(operator: BinaryOperator, left: Value, right: Value, result: Value): Value {
  const known =
    operator === "+"
      ? (madeUp(left, right, -1) ?? madeUp(right, left, -1))
      : operator === "-"
        ? madeUp(left, right, 1)
        : undefined;
  if (!known) return result;
  const { modulus, remainder } = known;
  const range = result.range && ranges.meet(result.range, ranges.congruent(modulus, remainder));
  const targets = result.targets.map((target) => {
    const isKnown = target.alignment.modulus === 0 || target.alignment.modulus % modulus === 0;
    return isKnown ? target : { ...target, alignment: { modulus, remainder } };
  });
  return withPlaces(result, range ?? result.range, targets);
}

function madeUp(value: Value, by: Value, sign: 1 | -1): { modulus: number; remainder: number } | undefined {
  const { residue } = by;
  if (!residue || residue.sign !== sign || residue.of !== nameOf(value)) return undefined;
  const { modulus, plus } = residue;
  return { modulus, remainder: ranges.mod(sign === 1 ? -plus : plus, modulus) };
}
