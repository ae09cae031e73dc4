/** Sets of integers: whatever single numbers do, the set that stands for them does too. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  between,
  divide,
  exactly,
  gcd,
  includes,
  join,
  meet,
  members,
  mod,
  multiply,
  negate,
  type Range,
  remainderOf,
  same,
  subtract,
  top,
  widen,
} from "../../server/src/interp/values/range";

/** Numbers around which things go wrong: zero, -1, page sizes and their neighbours. */
const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 4095, 4096, 4097, -4096, 8192, 65536),
  fc.integer({ min: -300, max: 300 }),
  fc.integer({ min: -(2 ** 24), max: 2 ** 24 }),
);
const divisor = fc.constantFrom(1, 2, 3, 8, 12, 4096, -1, -2, -8, -4096);

/** A member, and a set that holds it. */
const member = fc
  .record({
    n: number,
    below: fc.oneof(fc.constant(Infinity), fc.nat({ max: 20_000 })),
    above: fc.oneof(fc.constant(Infinity), fc.nat({ max: 20_000 })),
    modulus: fc.constantFrom(1, 1, 2, 3, 4, 8, 12, 16, 4096),
    nonzero: fc.boolean(),
    isExact: fc.boolean(),
  })
  .map(({ n, below, above, modulus, nonzero, isExact }) => {
    const range = isExact ? exactly(n) : between(n - below, n + above, modulus, n, nonzero && n !== 0);
    if (!range) throw new Error(`the set of ${n} is empty`);
    return { n, range };
  });

/** `operate` on sets covers `calculate` on their members. */
function covers(operate: (a: Range, b: Range) => Range, calculate: (m: number, n: number) => number): void {
  fc.assert(
    fc.property(member, member, (a, b) => {
      expect(operate(a.range, b.range)).toSatisfy((set: Range) => includes(set, calculate(a.n, b.n)));
    }),
  );
}

test("a set holds what it was made from", () => {
  fc.assert(fc.property(member, ({ n, range }) => includes(range, n)));
});

test("bounds are members, where they are finite", () => {
  fc.assert(
    fc.property(member, ({ range }) => {
      for (const bound of [range.low, range.high].filter(Number.isFinite)) {
        expect(includes(range, bound)).toBe(true);
      }
    }),
  );
});

describe("the operation on sets covers the operation on their members", () => {
  test("addition", () => covers(add, (m, n) => m + n));
  test("subtraction", () => covers(subtract, (m, n) => m - n));
  test("multiplication", () => covers(multiply, (m, n) => m * n));
  test("negation", () =>
    covers(
      (a) => negate(a),
      (m) => -m + 0,
    ));

  test("division, towards zero as in C", () => {
    fc.assert(
      fc.property(member, divisor, ({ n, range }, by) => {
        expect(divide(range, exactly(by))).toSatisfy((set: Range) => includes(set, Math.trunc(n / by) + 0));
      }),
    );
  });

  test("the remainder has the sign of the dividend, as in C", () => {
    fc.assert(
      fc.property(member, divisor, ({ n, range }, by) => {
        expect(remainderOf(range, exactly(by))).toSatisfy((set: Range) => includes(set, (n % by) + 0));
      }),
    );
  });

  test("division by what may be zero is unknown", () => {
    fc.assert(
      fc.property(member, ({ range }) => {
        expect(divide(range, exactly(0))).toBeUndefined();
        expect(remainderOf(range, exactly(0))).toBeUndefined();
      }),
    );
  });
});

describe("join", () => {
  test("holds the members of both", () => {
    fc.assert(
      fc.property(member, member, (a, b) => {
        const joined = join(a.range, b.range);
        expect([includes(joined, a.n), includes(joined, b.n)]).toEqual([true, true]);
      }),
    );
  });

  test("does not depend on the order, and a set joined with itself stays", () => {
    fc.assert(
      fc.property(member, member, (a, b) => {
        expect(join(a.range, b.range)).toEqual(join(b.range, a.range));
        expect(join(a.range, a.range)).toEqual(a.range);
      }),
    );
  });

  test("keeps the page: multiples of 4096 stay multiples of 4096", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), (m, n) => {
        expect(join(exactly(m * 4096), exactly(n * 4096)).modulus % 4096).toBe(m === n ? 1 : 0);
      }),
    );
  });
});

describe("meet", () => {
  test("holds what both hold, and is empty only where they share nothing", () => {
    fc.assert(
      fc.property(member, member, (a, b) => {
        const both = meet(a.range, b.range);
        for (const { n } of [a, b]) {
          if (includes(a.range, n) && includes(b.range, n)) {
            expect(both).toSatisfy((set: Range | null) => set !== null && includes(set, n));
          }
        }
      }),
    );
  });

  test("with everything changes nothing", () => {
    fc.assert(
      fc.property(member, ({ range }) => {
        expect(meet(range, top)).toEqual(range);
      }),
    );
  });
});

test("the list of a set's members is what it includes, however the set came to be", () => {
  const operations = [join, widen, add, subtract, multiply, (a: Range, b: Range) => meet(a, b) ?? a];
  fc.assert(
    fc.property(member, member, fc.constantFrom(...operations), (a, b, operate) => {
      const set = operate(a.range, b.range);
      const listed = members(set, 200);
      if (!listed || set.high - set.low > 3000) return;
      const between = Array.from({ length: set.high - set.low + 1 }, (_, index) => set.low + index);
      expect(listed).toEqual(between.filter((n) => includes(set, n)));
    }),
    { numRuns: 2000 },
  );
});

describe("widen", () => {
  test("covers the join", () => {
    fc.assert(
      fc.property(member, member, (a, b) => {
        const wide = widen(a.range, b.range);
        expect([includes(wide, a.n), includes(wide, b.n)]).toEqual([true, true]);
      }),
    );
  });

  test("comes to an end, whatever the rounds bring", () => {
    fc.assert(
      fc.property(fc.array(member, { minLength: 2, maxLength: 60 }), (rounds) => {
        // Two bounds with a threshold each, zero, and the divisors of the first modulus.
        expect(changesOf(rounds.map(({ range }) => range))).toBeLessThan(24);
      }),
    );
  });

  test("does not follow a bound that moves on and on", () => {
    const numbers = Array.from({ length: 1000 }, (_, i) => i);
    expect(changesOf(numbers.map((n) => exactly(n)))).toBeLessThan(4);
    expect(changesOf(numbers.map((n) => exactly(-n)))).toBeLessThan(4);
  });

  function changesOf(rounds: readonly Range[]): number {
    let changes = 0;
    let seen = rounds[0] ?? top;
    for (const range of rounds) {
      const next = widen(seen, range);
      if (!same(next, seen)) changes++;
      seen = next;
    }
    return changes;
  }
});

test("mod lies in [0, size) and is congruent", () => {
  fc.assert(
    fc.property(number, fc.constantFrom(1, 2, 3, 4096), (n, size) => {
      const rest = mod(n, size);
      expect(rest).toBeGreaterThanOrEqual(0);
      expect(rest).toBeLessThan(size);
      expect(Number.isInteger((n - rest) / size)).toBe(true);
    }),
  );
});

test("gcd divides both, and nothing larger does", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), (a, b) => {
      const divisors = Array.from({ length: 400 }, (_, i) => i + 1);
      const common = divisors.filter((d) => a % d === 0 && b % d === 0);
      expect(gcd(a, b)).toBe(Math.max(...common));
    }),
  );
});
