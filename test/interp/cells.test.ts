/** A region's bytes against an array of bytes: whatever is written, filled, copied and forgotten, what is read is exact. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { read } from "../../server/src/interp/memory/cells";
import { anything, exact } from "../../server/src/interp/values/value";
import { both, numberIn, offset, steps } from "./memory-domains";

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

test("cells lie in order and never overlap", () => {
  fc.assert(
    fc.property(steps, (all) => {
      const { cells } = both(all).contents;
      for (const [index, { offset: start }] of cells.entries()) {
        const before = cells[index - 1];
        if (before) expect(before.offset + before.bytes).toBeLessThanOrEqual(start);
      }
    }),
  );
});
