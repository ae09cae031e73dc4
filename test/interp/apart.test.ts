/** Addresses of two objects that both are there are never equal; of all others nobody knows. */
import { expect, test } from "vitest";
import { exact } from "../../server/src/interp/values/value";
import { interpretText } from "../sound/interpreter";

/** What the expression is known to be at the end of a function that may call `make()` of that text. */
function known(expression: string, statements: string) {
  const text = `#include <stdlib.h>\n#include <alloca.h>
void checkpoint(int place, long value); int input(void);
extern char begin[], end[]; static int one, two; int many[4]; struct nothing {} none;
static int differ(int *from) { int local; return from != &local; }
static int *last(void) { static int kept; int local; return input() ? &kept : &local; }
int main(void) { int a = 0, b[4]; char *p = malloc(8), *q = malloc(input()); ${statements}
  checkpoint(1, ${expression}); return a + b[0]; }`;
  const visits = interpretText(text, {}).visits.get(1) ?? [];
  const values = new Set(visits.map(exact));
  return values.size === 1 ? [...values][0] : undefined;
}

const different: readonly (readonly [expression: string, statements: string])[] = [
  ["&a != b", ""],
  ["&one != &two", ""],
  ["&one != many + 3", ""],
  ["p != (char *)&a", ""],
  ["r != b", "int *r = malloc(input()); if (!r) r = &a;"],
  ["r != (char *)&one", "char *r = input() ? p : q;"],
  ["p != q", "if (!p || !q) return 1;"],
  ["differ(&a)", ""],
];

test.each(different)("%s where %s", (expression, statements) => {
  expect(known(expression, statements)).toBe(1);
});

const unknown: readonly (readonly [expression: string, statements: string])[] = [
  // Both may be null.
  ["p != q", ""],
  ["&one + 1 == &two", ""],
  ["b + 4 == &a", ""],
  ["begin == end", ""],
  ["(void *)&none == (void *)&one", ""],
  ["r == s", "free(p); char *s = p, *r = malloc(8);"],
  ["r == p", "char *r = realloc(p, 16);"],
  ["last() == &a", ""],
  ["&a == r", "int *r = b + input();"],
  ["&a == r", "int *r = input() ? &a : b;"],
  ["r == s", "char *r = alloca(input()), *s = alloca(input());"],
];

test.each(unknown)("%s where %s, nobody knows", (expression, statements) => {
  expect(known(expression, statements)).toBeUndefined();
});
