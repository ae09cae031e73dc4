/** Definitions found by braces alone: the shapes that C projects write them in, and text that is none. */
import { expect, test } from "vitest";
import { skim } from "../../server/src/c/skim";

const told = (text: string) =>
  skim(text).map(({ name, isStatic, calls }) => `${isStatic ? "static " : ""}${name}: ${calls.join(" ")}`);

test("functions, static ones, and what they call", () => {
  const text = `
#include <x.h>
#define MACRO(x) do { other(x); } while (0)
int table[] = { 1, 2 };
struct s { int (*call)(int); };
struct s instance = { call_it };
int prototype(int a);
static inline int
helper (int a)
{
  if (a) return first (a);
  /* second() */ "third()"; // fourth()
  return sizeof(a) + '"' + fifth(a);
}
void *outer(void *p) __attribute__((malloc, alloc_size(1))) { while (p) { p = next(p); } return MACRO(p); }
`;
  expect(told(text)).toEqual(["static helper: first fifth", "outer: next MACRO"]);
});

test("attributes and macros before the name, C++ guards", () => {
  const text = `
extern "C" {
EXPORT(int) exported(void) { return 1; }
__attribute__((noinline)) static int quiet(void) { return 2; }
}
`;
  expect(told(text)).toEqual(["exported: ", "static quiet: "]);
});

test("every branch of an #if begins where the first one did", () => {
  const text = `
#ifdef A
int twin(int a) {
#else
int twin(long a) {
#endif
  return one(a);
}
int within(int a)
{
#if A
  if (a) {
#else
  if (!a) {
#endif
    two();
  }
}
static int last(void) { return 0; }
`;
  expect(told(text)).toEqual(["twin: one", "within: two", "static last: "]);
});

test("a brace in the first column ends what an odd macro has opened", () => {
  const text = "void odd(void)\n{\n    BEGIN {\n    work();\n}\nint next(void) { return 1; }\n";
  expect(told(text)).toEqual(["odd: work", "next: "]);
});

test("text that ends early or is no C tells nothing and takes its time", () => {
  for (const text of [
    "int f(void) {",
    "}}}}",
    "((((",
    "#if\n#else\n#else\n#endif\n#endif",
    "\"'",
    "/*",
    "#define X \\",
  ])
    expect(skim(text)).toEqual([]);
  expect(skim("int a(void) { ".repeat(20_000)).length).toBe(0);
});

test("what a result may tell of: returned, kept and returned, asked about before a return", () => {
  const tells = (body: string) => skim(`int f(void *p) { ${body} }`)[0]?.tells;
  expect(tells("return lock(p);")).toEqual(["lock"]);
  expect(tells("return lock(p) == 0 ? 1 : 0;")).toEqual(["lock"]);
  expect(tells("int rc = lock(p); note(); return rc;")).toEqual(["lock"]);
  expect(tells("int rc; if ((rc = lock(p)) != 0) goto out; rc = 0; out: return rc;")).toEqual(["lock"]);
  expect(tells("if (lock(p) != 0) return -1; return 0;")).toEqual(["lock"]);
  expect(tells("if (lock(p)) { note(); return -1; } return 0;")).toEqual(["lock"]);
  expect(tells("if (lock(p)) note(); return 0;")).toEqual([]);
  expect(tells("lock(p); return 0;")).toEqual([]);
  expect(tells("if (lock(p) == 0) n->locked = 1; return n;")).toEqual([]);
});
