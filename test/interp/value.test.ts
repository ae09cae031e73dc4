/** Values: a join stands for all that either stands for, and widening comes to an end. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { between, exactly, includes, isTop, type Range } from "../../server/src/interp/values/range";
import { isMadeUp } from "../../server/src/interp/values/region";
import {
  anything,
  fromRange,
  isAnything,
  join,
  joinAlignments,
  moved,
  pointer,
  same,
  shiftAlignment,
  type Target,
  type Value,
  widen,
} from "../../server/src/interp/values/value";

const range: fc.Arbitrary<Range> = fc
  .tuple(fc.integer({ min: -5000, max: 5000 }), fc.nat({ max: 9000 }), fc.constantFrom(1, 4, 4096))
  .map(([low, length, modulus]) => between(low, low + length, modulus, low) ?? exactly(low));

const target: fc.Arbitrary<Target> = fc.record({
  region: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "*p+0#0"),
  offset: range,
  alignment: fc
    .tuple(fc.constantFrom(1, 16, 4096), fc.nat({ max: 4095 }))
    .map(([modulus, n]) => ({ modulus, remainder: n % modulus })),
});

const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 3, arbitrary: range.map(fromRange) },
  { weight: 3, arbitrary: target.map(pointer) },
  { weight: 2, arbitrary: target.map((at): Value => ({ ...pointer(at), range: exactly(0) })) },
  { weight: 1, arbitrary: fc.constant(anything) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("f", "g")
      .map((name): Value => ({ range: null, targets: [], functions: [name] })),
  },
);

/** Everything that `part` stands for, `whole` stands for too; a number that is not known may be any address. */
function covers(whole: Value, part: Value): boolean {
  if (whole.range && isTop(whole.range)) return true;
  if (part.range && !(whole.range && coversRange(whole.range, part.range))) return false;
  if (!(part.functions ?? []).every((name) => whole.functions?.includes(name))) return false;
  return part.targets.every(({ region, offset, alignment }) =>
    whole.targets.some(
      (other) =>
        other.region === region &&
        coversRange(other.offset, offset) &&
        (other.alignment.modulus <= 1 ||
          (alignment.modulus % other.alignment.modulus === 0 &&
            (alignment.remainder - other.alignment.remainder) % other.alignment.modulus === 0)),
    ),
  );
}

function coversRange(whole: Range, part: Range): boolean {
  const step = part.low === part.high ? 0 : part.modulus;
  return (
    whole.low <= part.low &&
    whole.high >= part.high &&
    step % whole.modulus === 0 &&
    [part.low, part.high].every((bound) => !Number.isFinite(bound) || includes(whole, bound)) &&
    !(whole.nonzero && includes(part, 0))
  );
}

describe("join", () => {
  test("is an upper bound of both", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const joined = join(a, b);
        expect([covers(joined, a), covers(joined, b)]).toEqual([true, true]);
      }),
      { numRuns: 1000 },
    );
  });

  test("of many values is an upper bound of each", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), (values) => {
        const joined = values.reduce(join);
        for (const one of values) expect(covers(joined, one)).toBe(true);
      }),
    );
  });

  test("of a value with itself is that value", () => {
    fc.assert(
      fc.property(value, (a) => {
        expect(same(join(a, { ...a }), a)).toBe(true);
      }),
    );
  });

  test("repeated changes nothing more", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const twice = join(join(a, b), b);
        expect(same(join(twice, b), twice)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("widen", () => {
  test("is an upper bound of both", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const wide = widen(a, b);
        expect([covers(wide, a), covers(wide, b)]).toEqual([true, true]);
      }),
      { numRuns: 1000 },
    );
  });

  test("stabilises within a bounded number of rounds", () => {
    fc.assert(
      fc.property(value, fc.array(value, { minLength: 1, maxLength: 80 }), (first, rounds) => {
        let seen = first;
        let changes = 0;
        for (const next of rounds) {
          const wide = widen(seen, next);
          if (!same(wide, seen)) changes++;
          seen = wide;
        }
        expect(changes).toBeLessThan(60);
      }),
    );
  });

  test("a place that every round makes up anew ends as anything", () => {
    const madeUp = (n: number) =>
      pointer({ region: `*list+${n}#0`, offset: exactly(0), alignment: { modulus: 1, remainder: 0 } });
    expect(isMadeUp("*list+0#0")).toBe(true);
    expect(isAnything(widen(madeUp(0), madeUp(1)))).toBe(true);
  });
});

describe("alignment", () => {
  const alignment = fc
    .tuple(fc.constantFrom(1, 16, 48, 4096), fc.nat({ max: 4095 }))
    .map(([modulus, n]) => ({ modulus, remainder: n % modulus }));

  test("a join holds of both", () => {
    fc.assert(
      fc.property(alignment, alignment, fc.nat({ max: 100 }), (a, b, times) => {
        const joined = joinAlignments(a, b);
        for (const one of [a, b]) {
          const address = one.modulus * times + one.remainder;
          expect((address - joined.remainder) % joined.modulus).toSatisfy((rest: number) => rest === 0);
        }
      }),
    );
  });

  test("a shift moves the remainder", () => {
    fc.assert(
      fc.property(alignment, range, fc.nat({ max: 100 }), (at, distance, times) => {
        const address = at.modulus * times + at.remainder;
        const shifted = shiftAlignment(at, distance);
        for (const by of [distance.low, distance.high]) {
          expect((address + by - shifted.remainder) % shifted.modulus).toSatisfy(
            (rest: number) => rest === 0,
          );
        }
      }),
    );
  });

  test("there and back again is the same place", () => {
    fc.assert(
      fc.property(target, fc.integer({ min: -5000, max: 5000 }), (at, distance) => {
        const there = moved(at, exactly(distance));
        expect(moved(there, exactly(-distance)).offset).toEqual(at.offset);
      }),
    );
  });
});
