/** C's operators on sets of numbers: the result of the operator on two members is a member of the result. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BinaryOperator } from "../../server/src/c/ir";
import type { CType } from "../../server/src/c/types/types";
import { binary, compare, convert } from "../../server/src/interp/values/arithmetic";
import { between, exactly, includes } from "../../server/src/interp/values/range";
import { exact, fromRange, number, pointer, type Value } from "../../server/src/interp/values/value";

const integer = (bytes: 1 | 2 | 4 | 8, signed: boolean): CType => ({
  kind: "integer",
  name: `${signed ? "" : "u"}int${8 * bytes}_t`,
  bytes,
  signed,
});
const int = integer(4, true);
const long = integer(8, true);
const size = integer(8, false);

const inInt = fc.oneof(
  fc.constantFrom(0, 1, -1, 7, 4095, 4096, 4097, -4096, 2 ** 31 - 1, -(2 ** 31)),
  fc.integer({ min: -100, max: 100 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
);

/** A number, and a set of ints that holds it. */
const member = fc
  .record({
    n: inInt,
    below: fc.nat({ max: 9000 }),
    above: fc.nat({ max: 9000 }),
    modulus: fc.constantFrom(1, 4, 12, 4096),
    isExact: fc.boolean(),
  })
  .map(({ n, below, above, modulus, isExact }) => {
    const low = Math.max(n - below, -(2 ** 31));
    const high = Math.min(n + above, 2 ** 31 - 1);
    const range = isExact ? exactly(n) : between(low, high, modulus, n);
    if (!range) throw new Error(`the set of ${n} is empty`);
    return { n, value: fromRange(range) };
  });

const holds = (value: Value, n: number): boolean => value.range !== null && includes(value.range, n);

describe("on members", () => {
  const operators: Partial<Record<BinaryOperator, (m: bigint, n: bigint) => bigint>> = {
    "+": (m, n) => m + n,
    "-": (m, n) => m - n,
    "&": (m, n) => m & n,
    "|": (m, n) => m | n,
    "^": (m, n) => m ^ n,
    "/": (m, n) => m / n,
    "%": (m, n) => m % n,
  };

  for (const [operator, calculate] of Object.entries(operators)) {
    test(`${operator} in 64 signed bits`, () => {
      fc.assert(
        fc.property(member, member, (a, b) => {
          fc.pre(b.n !== 0 || (operator !== "/" && operator !== "%"));
          const result = binary(operator as BinaryOperator, a.value, b.value, long, long);
          expect(holds(result, Number(calculate(BigInt(a.n), BigInt(b.n))))).toBe(true);
        }),
        { numRuns: 500 },
      );
    });
  }

  test("+ wraps in 32 bits", () => {
    fc.assert(
      fc.property(member, member, (a, b) => {
        expect(holds(binary("+", a.value, b.value, int, int), (a.n + b.n) | 0)).toBe(true);
      }),
    );
  });

  test("a shift is a multiplication or a division", () => {
    fc.assert(
      fc.property(member, fc.nat({ max: 16 }), ({ n, value }, by) => {
        const left = binary("<<", value, fromRange(exactly(by)), long, long);
        expect(holds(left, n * 2 ** by)).toBe(true);
        const right = binary(">>", value, fromRange(exactly(by)), long, long);
        expect(holds(right, Math.floor(n / 2 ** by))).toBe(true);
      }),
    );
  });

  test("a mask with the low bits off is a multiple of the page", () => {
    fc.assert(
      fc.property(member, ({ n, value }) => {
        const result = binary("&", value, fromRange(exactly(-4096)), long, long);
        expect(holds(result, Number(BigInt(n) & -4096n))).toBe(true);
        for (const near of [n - 1, n, n + 1].filter((one) => one % 4096 !== 0)) {
          expect(holds(result, near)).toBe(false);
        }
      }),
    );
  });
});

describe("comparisons", () => {
  const relations: Partial<Record<BinaryOperator, (m: number, n: number) => boolean>> = {
    "==": (m, n) => m === n,
    "!=": (m, n) => m !== n,
    "<": (m, n) => m < n,
    "<=": (m, n) => m <= n,
    ">": (m, n) => m > n,
    ">=": (m, n) => m >= n,
  };

  for (const [operator, holdsFor] of Object.entries(relations)) {
    test(`${operator} is decided only as its members have it`, () => {
      fc.assert(
        fc.property(member, member, (a, b) => {
          const truth = compare(operator as BinaryOperator, a.value, b.value, long);
          if (truth !== undefined) expect(truth).toBe(holdsFor(a.n, b.n));
        }),
        { numRuns: 500 },
      );
    });
  }

  test("unsigned, a negative number is a large one", () => {
    fc.assert(
      fc.property(member, member, (a, b) => {
        const truth = compare("<", a.value, b.value, size);
        const unsigned = (n: number) => BigInt.asUintN(64, BigInt(n));
        if (truth !== undefined) expect(truth).toBe(unsigned(a.n) < unsigned(b.n));
      }),
    );
  });
});

test("conversion wraps as C does", () => {
  fc.assert(
    fc.property(
      member,
      fc.constantFrom(1 as const, 2 as const, 4 as const),
      fc.boolean(),
      ({ n, value }, bytes, signed) => {
        const bits = 8 * bytes;
        const wrapped = signed ? BigInt.asIntN(bits, BigInt(n)) : BigInt.asUintN(bits, BigInt(n));
        expect(holds(convert(value, integer(bytes, signed)), Number(wrapped))).toBe(true);
      },
    ),
  );
});

describe("addresses", () => {
  /** A block whose base is a multiple of `modulus`, and a place in it. */
  const place = fc.record({
    modulus: fc.constantFrom(1, 16, 64, 4096),
    base: fc.nat({ max: 1_000_000 }),
    offset: fc.integer({ min: -5000, max: 20_000 }),
  });
  const addressOf = ({ modulus, offset }: { modulus: number; offset: number }) =>
    pointer({
      region: "block",
      offset: exactly(offset),
      alignment: { modulus, remainder: ((offset % modulus) + modulus) % modulus },
    });

  /** Is `address`, in a block at `base`, one that the value stands for? */
  function standsFor(value: Value, base: number, address: number): boolean {
    return value.targets.some(
      ({ offset, alignment: { modulus, remainder } }) =>
        includes(offset, address - base) &&
        (modulus <= 1 ? modulus === 1 || address === remainder : (address - remainder) % modulus === 0),
    );
  }

  test("moved and masked, they are where C has them", () => {
    fc.assert(
      fc.property(place, fc.integer({ min: -9000, max: 9000 }), (at, distance) => {
        const base = at.base * at.modulus;
        const address = base + at.offset;
        fc.pre(address + distance >= 0 && address >= 0);
        const moved = binary("+", addressOf(at), fromRange(exactly(distance)), size, size);
        expect(standsFor(moved, base, address + distance)).toBe(true);
        const masked = binary("&", addressOf(at), fromRange(exactly(-4096)), size, size);
        expect(standsFor(masked, base, address - (address % 4096))).toBe(true);
        expect(masked.targets[0]?.alignment.modulus).toSatisfy((modulus: number) => modulus % 4096 === 0);
      }),
    );
  });

  test("what is left over of a page is what C has", () => {
    fc.assert(
      fc.property(place, (at) => {
        const address = at.base * at.modulus + at.offset;
        fc.pre(address >= 0);
        const rest = binary("%", addressOf(at), fromRange(exactly(4096)), size, size);
        expect(holds(rest, address % 4096)).toBe(true);
        const low = binary("&", addressOf(at), fromRange(exactly(4095)), size, size);
        expect(holds(low, address % 4096)).toBe(true);
      }),
    );
  });

  test("taking off what is left over gives the page's beginning", () => {
    fc.assert(
      fc.property(place, (at) => {
        const base = at.base * at.modulus;
        const address = base + at.offset;
        fc.pre(address >= 0);
        const rest = binary("%", addressOf(at), fromRange(exactly(4096)), size, size);
        const page = binary("-", addressOf(at), rest, size, size);
        expect(standsFor(page, base, address - (address % 4096))).toBe(true);
      }),
    );
  });
});

describe("two known numbers of 64 bits give one where what comes of them fits a double", () => {
  const rows: readonly (readonly [BinaryOperator, number, number, CType, number])[] = [
    ["/", -1, 4096, size, 2 ** 52 - 1],
    ["/", 7826, -5, size, 0],
    ["/", -5, -4, size, 0],
    ["%", -1, 10, size, 5],
    ["%", 7826, -5, size, 7826],
    [">>", -1, 40, size, 2 ** 24 - 1],
    ["<<", 2 ** 40, 30, size, 0],
    ["*", 2 ** 40 + 1, 2 ** 24, size, 2 ** 24],
  ];
  test.each(rows)("%s of %d and %d", (operator, x, y, type, expected) => {
    expect(exact(binary(operator, number(x), number(y), type, type))).toBe(expected);
  });

  test("and a bound where it does not: n > SIZE_MAX / width is decided", () => {
    const most = binary("/", number(-1), number(8), size, size);
    expect(compare(">", number(1000), most, size)).toBe(false);
  });

  test("but a signed product that does not fit is any number", () => {
    expect(exact(binary("*", number(2 ** 40), number(2 ** 24), long, long))).toBeUndefined();
  });
});
