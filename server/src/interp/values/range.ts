/** Sets of integers: an interval, a congruence, and whether zero is excluded. Canonical signed form; never throws. */

/**
 * All n with low <= n <= high, n = remainder (mod modulus), and n != 0 where `nonzero`. An exact value has low = high;
 * a finite bound is a member. modulus 1 says nothing; the bounds may be infinite.
 */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly modulus: number;
  readonly remainder: number;
  readonly nonzero: boolean;
}

export const top: Range = { low: -Infinity, high: Infinity, modulus: 1, remainder: 0, nonzero: false };

/** Every number from `low` to `high`. */
export const interval = (low: number, high: number): Range => ({
  low,
  high,
  modulus: 1,
  remainder: 0,
  nonzero: low > 0 || high < 0,
});

export const exactly = (n: number): Range => interval(n, n);

/** Every number with that remainder. */
export const congruent = (modulus: number, remainder: number): Range => ({
  low: -Infinity,
  high: Infinity,
  modulus,
  remainder,
  nonzero: false,
});

/** Null when empty. */
export function between(
  low: number,
  high: number,
  modulus = 1,
  remainder = 0,
  nonzero = false,
): Range | null {
  let from = low;
  let to = high;
  const rest = modulus > 1 ? mod(remainder, modulus) : 0;
  if (modulus > 1) {
    if (Number.isFinite(from)) from += mod(rest - from, modulus);
    if (Number.isFinite(to)) to -= mod(to - rest, modulus);
  }
  if (nonzero && from === 0) from += modulus;
  if (nonzero && to === 0) to -= modulus;
  if (from > to) return null;
  if (from === to) return exactly(from);
  const spansZero = from <= 0 && to >= 0;
  return { low: from, high: to, modulus, remainder: rest, nonzero: nonzero || !spansZero };
}

export const exact = (range: Range): number | undefined => (range.low === range.high ? range.low : undefined);

/** Every member, where there are at most so many. */
export function members(range: Range, most: number): readonly number[] | undefined {
  const count = Math.floor((range.high - range.low) / range.modulus) + 1;
  if (!(count <= most)) return undefined;
  return Array.from({ length: count }, (_, index) => range.low + index * range.modulus).filter(
    (n) => n !== 0 || !range.nonzero,
  );
}

export const isTop = (range: Range): boolean =>
  range.low === -Infinity && range.high === Infinity && range.modulus === 1 && !range.nonzero;

export function includes(range: Range, n: number): boolean {
  if (n < range.low || n > range.high || (n === 0 && range.nonzero)) return false;
  return range.modulus === 1 || mod(n, range.modulus) === range.remainder;
}

/** The least set of this shape that covers both. */
export function join(a: Range, b: Range): Range {
  if (a === b) return a;
  const { modulus, remainder } = joinCongruence(a, b);
  return {
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
    modulus,
    remainder,
    nonzero: a.nonzero && b.nonzero,
  };
}

/** As join, but a bound that moves goes to the next threshold, so that loops end. */
export function widen(before: Range, after: Range): Range {
  const { low, high, modulus, remainder, nonzero } = join(before, after);
  const from = low < before.low ? (low >= 0 ? 0 : -Infinity) : low;
  const to = high > before.high ? Infinity : high;
  return between(from, to, modulus, remainder, nonzero) ?? top;
}

export function meet(a: Range, b: Range): Range | null {
  const [fine, coarse] = a.modulus >= b.modulus ? [a, b] : [b, a];
  return between(
    Math.max(a.low, b.low),
    Math.min(a.high, b.high),
    fine.modulus,
    fine.remainder,
    fine.nonzero || coarse.nonzero,
  );
}

export const same = (a: Range, b: Range): boolean =>
  a.low === b.low &&
  a.high === b.high &&
  a.modulus === b.modulus &&
  a.remainder === b.remainder &&
  a.nonzero === b.nonzero;

export function add(a: Range, b: Range): Range {
  const congruence = combineCongruence(a, b, (x, y) => x + y);
  return between(a.low + b.low, a.high + b.high, congruence.modulus, congruence.remainder) ?? top;
}

export const negate = (a: Range): Range =>
  between(-a.high, -a.low, a.modulus, -a.remainder, a.nonzero) ?? top;

export const subtract = (a: Range, b: Range): Range => add(a, negate(b));

export function multiply(a: Range, b: Range): Range {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high].map((n) =>
    Number.isNaN(n) ? 0 : n,
  );
  const x = exact(a);
  const y = exact(b);
  const [factor, other] = x !== undefined ? [x, b] : [y, a];
  const modulus = factor === undefined || factor === 0 ? 1 : Math.abs(factor) * other.modulus;
  const remainder = factor === undefined ? 0 : factor * other.remainder;
  const safe = modulus <= Number.MAX_SAFE_INTEGER;
  return (
    between(
      Math.min(...corners),
      Math.max(...corners),
      safe ? modulus : 1,
      safe ? remainder : 0,
      a.nonzero && b.nonzero,
    ) ?? top
  );
}

/** C division, towards zero; undefined where the divisor may be zero. */
export function divide(a: Range, b: Range): Range | undefined {
  const divisor = exact(b);
  if (divisor === undefined && a.low >= 0 && b.low > 0)
    return between(Math.trunc(a.low / b.high), Math.trunc(a.high / b.low)) ?? top;
  if (divisor === undefined || divisor === 0) return undefined;
  const ends = [a.low / divisor, a.high / divisor].map(Math.trunc);
  return between(Math.min(...ends), Math.max(...ends)) ?? top;
}

/** C remainder; undefined where the divisor may be zero. */
export function remainderOf(a: Range, b: Range): Range | undefined {
  const divisor = exact(b);
  if (divisor === undefined && a.low >= 0 && b.low > 0)
    return between(0, Math.min(a.high, b.high - 1)) ?? top;
  if (divisor === undefined || divisor === 0) return undefined;
  const size = Math.abs(divisor);
  const value = exact(a);
  if (value !== undefined) return exactly(value % divisor);
  if (a.low >= 0 && a.high < size) return a;
  if (a.modulus % size === 0) {
    const rest = mod(a.remainder, size);
    if (rest === 0 || a.low >= 0) return exactly(rest);
  }
  return between(a.low >= 0 ? 0 : 1 - size, size - 1) ?? top;
}

/** The largest power of two that divides every member, and what remains: what alignment reads. */
export function alignmentOf(range: Range): { modulus: number; remainder: number } {
  const value = exact(range);
  return value === undefined
    ? { modulus: range.modulus, remainder: range.remainder }
    : { modulus: 0, remainder: value };
}

/** Always in [0, size). */
export function mod(n: number, size: number): number {
  const rest = n % size;
  return rest < 0 ? rest + size : rest + 0;
}

/** The largest power of two that divides the number; of 0, 1. */
export function powerOfTwoIn(n: number): number {
  let power = 1;
  if (n === 0 || !Number.isSafeInteger(n)) return power;
  while (n % (2 * power) === 0) power *= 2;
  return power;
}

/** What is left of the congruence where numbers wrap. */
export function powerOfTwo(range: Range): { modulus: number; remainder: number } {
  const modulus = powerOfTwoIn(range.modulus);
  return normal(modulus, range.remainder);
}

/** Everything, where a double cannot hold a bound exactly. */
export const safe = (range: Range): Range =>
  [range.low, range.high].every((n) => Number.isSafeInteger(n) || !Number.isFinite(n)) ? range : top;

/** What is left of the set where numbers wrap: no bound, and of its congruence a power of two. */
export function wrapping(range: Range): Range {
  if (range.low === range.high) return top;
  const { modulus, remainder } = powerOfTwo(range);
  return congruent(modulus, remainder);
}

function joinCongruence(a: Range, b: Range): { modulus: number; remainder: number } {
  const x = alignmentOf(a);
  const y = alignmentOf(b);
  const modulus = gcd(gcd(x.modulus, y.modulus), Math.abs(x.remainder - y.remainder));
  return normal(modulus, x.remainder);
}

function combineCongruence(a: Range, b: Range, combine: (x: number, y: number) => number) {
  const x = alignmentOf(a);
  const y = alignmentOf(b);
  return normal(gcd(x.modulus, y.modulus), combine(x.remainder, y.remainder));
}

function normal(modulus: number, remainder: number): { modulus: number; remainder: number } {
  if (!Number.isSafeInteger(modulus) || !Number.isSafeInteger(remainder) || modulus <= 1)
    return { modulus: 1, remainder: 0 };
  return { modulus, remainder: mod(remainder, modulus) };
}

export function gcd(a: number, b: number): number {
  let x = Math.abs(a);
  let y = Math.abs(b);
  if (!Number.isSafeInteger(x) || !Number.isSafeInteger(y)) return 1;
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
