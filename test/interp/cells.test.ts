/** A region's bytes against an array of bytes: whatever is written, filled, copied and forgotten, what is read is right. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Contents,
  cellOf,
  copyBytes,
  fillOf,
  forgetBytes,
  joinContents,
  noCells,
  read,
  sameContents,
  write,
} from "../../server/src/interp/memory/cells";
import { includes } from "../../server/src/interp/values/range";
import { anything, exact, isAnything, join, number } from "../../server/src/interp/values/value";

const size = 24;
const offset = fc.nat({ max: size - 8 });
const width = fc.constantFrom(1, 2, 4, 8);
const step = fc.oneof(
  fc.record({ what: fc.constant("write"), at: offset, bytes: width, value: fc.nat({ max: 70_000 }) }),
  fc.record({
    what: fc.constant("fill"),
    at: offset,
    bytes: fc.integer({ min: 1, max: 8 }),
    value: fc.nat({ max: 255 }),
  }),
  fc.record({
    what: fc.constant("forget"),
    at: offset,
    bytes: fc.integer({ min: 1, max: 8 }),
    value: fc.constant(0),
  }),
  // The value is where the bytes come from.
  fc.record({ what: fc.constant("copy"), at: offset, bytes: fc.integer({ min: 1, max: 8 }), value: offset }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const steps = fc.array(step, { maxLength: 12 });

/** Undefined: nobody knows the byte. */
type Bytes = (number | undefined)[];

const zeros: Contents = { cells: noCells, blank: "zero", epoch: 0 };

function both(all: readonly Step[]): { contents: Contents; bytes: Bytes } {
  let contents = zeros;
  const bytes: Bytes = Array.from({ length: size }, () => 0);
  for (const { what, at, bytes: count, value } of all) {
    const before = [...bytes];
    for (let index = 0; index < count; index++) {
      const byte = {
        write: (value >> (8 * index)) & 255,
        fill: value,
        forget: undefined,
        copy: before[value + index],
      };
      bytes[at + index] = index >= 4 && what === "write" ? 0 : byte[what as keyof typeof byte];
    }
    if (what === "write") contents = write(contents, cellOf(at, count, number(value % 2 ** (8 * count))));
    else if (what === "fill") contents = write(contents, fillOf(at, count, number(value)));
    else if (what === "forget") contents = forgetBytes(contents, at, at + count);
    else contents = copyBytes(contents, at, contents, value, count);
  }
  return { contents, bytes };
}

/** The number in the bytes; undefined where one of them is not known. */
function numberIn(bytes: Bytes, at: number, count: number): number | undefined {
  let sum = 0;
  for (let index = count - 1; index >= 0; index--) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    sum = sum * 256 + byte;
  }
  return sum;
}

test("what is read is what the bytes say", () => {
  fc.assert(
    fc.property(steps, offset, fc.constantFrom(1, 2, 4), (all, at, count) => {
      const { contents, bytes } = both(all);
      const expected = numberIn(bytes, at, count);
      const value = read(contents, at, count) ?? anything;
      if (expected === undefined) expect(exact(value)).toBeUndefined();
      else expect(exact(value)).toBe(expected);
    }),
    { numRuns: 1000 },
  );
});

test("cells never overlap", () => {
  fc.assert(
    fc.property(steps, (all) => {
      const cells = [...both(all).contents.cells.values()].sort((a, b) => a.offset - b.offset);
      for (const [index, { offset: start }] of cells.entries()) {
        const before = cells[index - 1];
        if (before) expect(before.offset + before.bytes).toBeLessThanOrEqual(start);
      }
    }),
  );
});

test("a join holds what either side holds", () => {
  fc.assert(
    fc.property(steps, steps, steps, offset, fc.constantFrom(1, 2, 4), (common, left, right, at, count) => {
      const a = both([...common, ...left]);
      const b = both([...common, ...right]);
      const value = read(joinContents(a.contents, b.contents, join), at, count) ?? anything;
      for (const { bytes } of [a, b]) {
        const expected = numberIn(bytes, at, count);
        if (expected === undefined) expect(isAnything(value)).toBe(true);
        else expect(value.range !== null && includes(value.range, expected)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

test("a join with itself changes nothing", () => {
  fc.assert(
    fc.property(steps, (all) => {
      const { contents } = both(all);
      expect(sameContents(joinContents(contents, contents, join), contents)).toBe(true);
    }),
  );
});
