/** What the interpreter knows after the idioms in which programs round, walk and choose: small programs, value by value. */
import { describe, expect, test } from "vitest";
import { alignmentOf, exact as exactIn, includes } from "../../server/src/interp/values/range";
import { onlyTarget, type Value } from "../../server/src/interp/values/value";
import { interpretText } from "../sound/interpreter";

const prelude = `void checkpoint(int place, long value);
int input(void);
typedef unsigned long uintptr_t;
`;

/** What is known of each expression after the statements of a `main`. */
function known(statements: string, ...shown: readonly string[]): readonly Value[] {
  const checkpoints = shown.map((one, place) => `checkpoint(${place}, (long)(${one}));`);
  const text = `${prelude}int main(void) { ${statements} ${checkpoints.join(" ")} return 0; }\n`;
  const { visits, gaveUp } = interpretText(text, {});
  expect(gaveUp).toBeUndefined();
  return shown.map((one, place) => {
    const values = visits.get(place) ?? [];
    expect(values, one).toHaveLength(1);
    return values[0] as Value;
  });
}

describe("a branch", () => {
  test("does not take one unknown number for another", () => {
    const text = `${prelude}int main(void) { int x = input() + 1; if (x++ < 5) checkpoint(0, x); return 0; }\n`;
    const { visits } = interpretText(text, {});
    expect(visits.get(0)?.map(({ range }) => range && includes(range, 5))).toEqual([true]);
  });
});

/** A region whose base is on a page, a pointer `p` into it that lies 100 bytes behind a page, and a number nobody knows. */
const start = `_Alignas(4096) static char area[65536]; char *p = area + 4196; unsigned long n = input();
unsigned long ps = 4096;`;

describe("rounding a number", () => {
  const multiples: Readonly<Record<string, string>> = {
    "a mask up": "(n + ps - 1) & ~(ps - 1)",
    "a mask down": "n & ~(ps - 1)",
    "a negated size": "n & -ps",
    "division and multiplication": "n / ps * ps",
    "division and multiplication, up": "(n + ps - 1) / ps * ps",
    "taking off the remainder": "n - n % ps",
    "a number of pages": "n * ps",
    "a shift up and down": "(n >> 12) << 12",
    "a size that is a shift": "n & ~((1UL << 12) - 1)",
    "adding what is missing": "n + (ps - n % ps) % ps",
    "a remainder that decides": "n % ps ? n + (ps - n % ps) : n",
    "the smaller of two": "n * ps < 3 * ps ? n * ps : 3 * ps",
    "an int mask": "n & ~4095",
  };
  for (const [name, expression] of Object.entries(multiples)) {
    test(`with ${name} gives a multiple of the page`, () => {
      const [value] = known(start, expression);
      expect(value?.range && alignmentOf(value.range).modulus % 4096).toBe(0);
      expect(value?.range && alignmentOf(value.range).remainder % 4096).toBe(0);
    });
  }
});

describe("rounding a pointer into a known region", () => {
  const pages: Readonly<Record<string, [expression: string, offset: number]>> = {
    "a mask down": ["(uintptr_t)p & ~(uintptr_t)(ps - 1)", 4096],
    "a mask up": ["((uintptr_t)p + ps - 1) & ~(ps - 1)", 8192],
    "taking off the remainder": ["p - (uintptr_t)p % ps", 4096],
    "adding what is missing": ["p + (ps - (uintptr_t)p % ps)", 8192],
    "adding what is missing, if anything": ["p + (ps - (uintptr_t)p % ps) % ps", 8192],
    "a negated address": ["p + (-(uintptr_t)p & (ps - 1))", 8192],
    "division and multiplication": ["(uintptr_t)p / ps * ps", 4096],
    "division and multiplication, up": ["((uintptr_t)p + ps - 1) / ps * ps", 8192],
    shifts: ["((uintptr_t)p >> 12) << 12", 4096],
    "a macro with typeof": ["((__typeof__(p))(((uintptr_t)(p) + (ps) - 1) & ~((uintptr_t)(ps) - 1)))", 8192],
  };
  for (const [name, [expression, offset]] of Object.entries(pages)) {
    test(`with ${name} finds the page`, () => {
      const [value] = known(start, expression);
      const target = value && onlyTarget(value);
      expect(target && exactIn(target.offset)).toBe(offset);
      expect(target && target.alignment.modulus % 4096).toBe(0);
      expect(target && target.alignment.remainder % 4096).toBe(0);
    });
  }
});

describe("rounding a pointer that nobody knows", () => {
  const pages = [
    "(uintptr_t)p & ~(uintptr_t)(ps - 1)",
    "((uintptr_t)p + ps - 1) & ~(ps - 1)",
    "p - (uintptr_t)p % ps",
    "p + (ps - (uintptr_t)p % ps)",
    "p + (ps - (uintptr_t)p % ps) % ps",
    "p + (-(uintptr_t)p & (ps - 1))",
    "(uintptr_t)p / ps * ps",
    "((uintptr_t)p + ps - 1) / ps * ps",
    "((uintptr_t)p >> 12) << 12",
  ];
  for (const expression of pages) {
    test(`${expression} is a page's beginning`, () => {
      const [value] = known(
        "char *elsewhere(void); char *p = elsewhere(); unsigned long ps = 4096;",
        expression,
      );
      const alignment = value?.targets[0]?.alignment ?? (value?.range && alignmentOf(value.range));
      expect(alignment && alignment.modulus % 4096).toBe(0);
      expect(alignment && alignment.remainder % 4096).toBe(0);
    });
  }
});
