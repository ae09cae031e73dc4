/** Random elements of the domains of numbers and addresses, each with something that it stands for. */
import fc from "fast-check";
import type { CType } from "../../server/src/c/types/types";
import type { Range } from "../../server/src/interp/values/range";
import * as ranges from "../../server/src/interp/values/range";
import { fromRange, join, pointer, type Value } from "../../server/src/interp/values/value";
import { bases, type Concrete } from "./concrete";
import type { Sample } from "./laws";

export type IntegerType = Extract<CType, { kind: "integer" }>;

const integer = (bytes: number, signed: boolean, width?: number): IntegerType => ({
  kind: "integer",
  name: `${signed ? "" : "u"}int${width ?? 8 * bytes}`,
  bytes,
  signed,
  width,
});

export const int = integer(4, true);
export const size = integer(8, false);
/** What C computes in: whatever is smaller becomes int first. */
export const arithmeticTypes = [int, integer(4, false), integer(8, true), size];
export const allTypes = [
  ...arithmeticTypes,
  ...[1, 2].flatMap((bytes) => [integer(bytes, true), integer(bytes, false)]),
  integer(4, true, 5),
  integer(4, false, 3),
];

export const bitsOf = ({ bytes, width }: IntegerType): number => width ?? 8 * bytes;

/** As the type holds it, in the canonical form: of 64 bits signed, whatever the type is. */
export const wrapped = (n: bigint, type: IntegerType): bigint =>
  type.signed || bitsOf(type) === 64 ? BigInt.asIntN(bitsOf(type), n) : BigInt.asUintN(bitsOf(type), n);

/** Around which things go wrong: zero, pages and their neighbours, the ends of the types, what a double holds. */
const turningPoints = [0n, 4096n, 2n ** 15n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n];

/** Any number of 64 bits; large ones are rare. */
const numbers = fc.oneof(
  fc
    .tuple(fc.constantFrom(...turningPoints), fc.bigInt({ min: -2n, max: 2n }), fc.boolean())
    .map(([near, by, isNegative]) => BigInt.asIntN(64, isNegative ? by - near : near + by)),
  fc.bigInt({ min: -300n, max: 300n }),
  fc.bigInt({ min: -(2n ** 33n), max: 2n ** 33n }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);

export const shapes = fc.record({
  below: fc.oneof(fc.constant(Infinity), fc.nat({ max: 20_000 })),
  above: fc.oneof(fc.constant(Infinity), fc.nat({ max: 20_000 })),
  modulus: fc.constantFrom(1, 1, 2, 3, 4, 8, 12, 4096),
  nonzero: fc.boolean(),
  isExact: fc.boolean(),
});
type Shape = typeof shapes extends fc.Arbitrary<infer One> ? One : never;

/**
 * Some set that holds the number and lies between the bounds. What has no bound is taken to be far from the end of 64
 * bits: nobody counts that far.
 */
export function setAround(n: bigint, shape: Shape, lowest = -Infinity, highest = Infinity): Range {
  const { modulus, nonzero, isExact } = shape;
  const isSafe = n >= BigInt(Number.MIN_SAFE_INTEGER) && n <= BigInt(Number.MAX_SAFE_INTEGER);
  if (!isSafe) return ranges.top;
  const at = Number(n);
  if (isExact) return ranges.exactly(at);
  const low = Math.max(at - shape.below, lowest);
  const high = Math.min(at + shape.above, highest);
  const set = ranges.between(low, high, modulus, ranges.mod(at, modulus), nonzero && at !== 0);
  return set && [set.low, set.high].every((one) => !Number.isFinite(one) || Number.isSafeInteger(one))
    ? set
    : ranges.top;
}

export function samplesOf(type: IntegerType): fc.Arbitrary<Sample<Value, Concrete>> {
  const bits = bitsOf(type);
  const [lowest, highest] =
    bits === 64 ? [] : type.signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  return fc.tuple(numbers, shapes).map(([n, shape]) => {
    const member = wrapped(n, type);
    return { element: fromRange(setAround(member, shape, lowest, highest)), member };
  });
}

export const offsets = fc.tuple(fc.bigInt({ min: -9000n, max: 20_000n }), shapes);

/** A place in a region, of whose address some alignment is known. */
export const places: fc.Arbitrary<Sample<Value, Concrete>> = fc
  .tuple(fc.constantFrom(...Object.keys(bases)), offsets, fc.constantFrom(1, 8, 16, 4096), fc.boolean())
  .map(([region, [distance, shape], modulus, isPage]) => {
    const member = (bases[region] ?? 0n) + distance;
    const known = isPage && region === "page" ? 4096 : modulus;
    const alignment = { modulus: known, remainder: Number(member % BigInt(known)) };
    return { element: pointer({ region, offset: setAround(distance, shape), alignment }), member };
  });

/** Null or MAP_FAILED, a place, or either. */
export const pointers: fc.Arbitrary<Sample<Value, Concrete>> = fc.oneof(
  places,
  fc.tuple(places, fc.constantFrom(0, -1), fc.boolean()).map(([{ element, member }, n, isFailure]) => ({
    element: { ...element, range: ranges.exactly(n) },
    member: isFailure ? BigInt(n) : member,
  })),
  fc.tuple(places, places).map(([a, b]) => ({ element: join(a.element, b.element), member: a.member })),
);

export const functions: fc.Arbitrary<Sample<Value, Concrete>> = fc.constantFrom("f", "g").map((name) => ({
  element: { range: null, targets: [], functions: [name] },
  member: name,
}));
