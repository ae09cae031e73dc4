/** Macros that nobody defined, rewritten in place; and correct C, which must stay what it is. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainText } from "../../server/src/c/syntax/dialect";
import { readSyntax } from "../../server/src/c/syntax/syntax";
import { withoutUnknownMacros } from "../../server/src/c/syntax/unknown-macros";
import { finished } from "../../server/src/text/slices";
import { openParser } from "./read";

const parser = await openParser("native");
const rewritten = (text: string) => finished(withoutUnknownMacros(text, [{ start: 0, end: text.length }]));

describe("rewritten", () => {
  const shapes: readonly (readonly [string, string])[] = [
    ["static INLINE_HINT void f(int a) { }", "static             void f(int a) { }"],
    ["EXPORT T *f(void) { }", "       T *f(void) { }"],
    ["static ALIGN(16) const T a[1] = { 1 };", "static           const T a[1] = { 1 };"],
    ["VECTOR(int) v = 1;", "___________ v = 1;"],
    ["void f(void) { ALIGN(32) T a[2]; }", "void f(void) {           T a[2]; }"],
    ['char a[2] NONSTRING = "a", b PACKED;', 'char a[2]           = "a", b       ;'],
    ["int f(char *a, ...) FORMAT(1, 2) PURE;", "int f(char *a, ...)                  ;"],
    ["struct PACKED s { int a NOTE(1); };", "struct        s { int a        ; };"],
    ["int f(T *RESTRICT a, U b UNUSED);", "int f(T *         a, U b       );"],
    ["int JUST(8) a, *KEEP b = 0, *KEEP c = 0;", "int         a, *     b = 0, *     c = 0;"],
    ["int a = OF(p, struct s, m);", "int a = OF(p, ________, m);"],
    ["int a = f(X(T *, <), 0a);", "int a = f(X(___, _), __);"],
    ["int a = LESS(b,, c);", "int a = LESS(b , c);"],
    ["int a = INIT(.b = 1);", "int a = INIT(_b = 1);"],
    ['char *a = "b" TEXT(c) "d";', 'char *a = "b" _______ "d";'],
    ["int a = CAST(char *)b;", "int a =     (char *)b;"],
    ["int a = (FORCE const T *)b;", "int a = (      const T *)b;"],
    ["int a = f((void __far *)b, (T FAR *)c);", "int a = f((void       *)b, (T     *)c);"],
    ["void f(void) { FOREACH(a, b) { g(); } }", "void f(void) { while  (a, b) { g(); } }"],
    ["void f(void) { for_each_item(a)\n g(); }", "void f(void) { while        (a)\n g(); }"],
    ["void f(void) { CHECK(a)\n g(); }", "void f(void) { CHECK(a); g(); }"],
    ["void f(void) { g(a)\n}", "void f(void) { g(a)\n}"],
    ["void f(void) { BEGIN\n g();\n END\n}", "void f(void) { ;    \n g();\n ;  \n}"],
    ["void f(void) { LOCKED { g(); } }", "void f(void) { ;      { g(); } }"],
    ["TEST(a, b) { }", "_ ST(a, b) { }"],
    ['TEST("a") { }', "_ _____() { }"],
    ["f(T *a) { }", "_ ___() { }"],
    ["HANDLER(get)(T *a) { }", "_ __________(T *a) { }"],
    ["DEFINE(T *, a) DEFINE(U, b)\nint c;", "                           \nint c;"],
    ["T *f(a) T *a; { }", "__ f(a) T *a; { }"],
    ["PACKED struct s { int a; };", "       struct s { int a; };"],
  ];
  test.each(shapes)("%s", (written, expected) => {
    expect(rewritten(written)).toBe(expected);
  });
});

describe("correct C stays", () => {
  const correct = [
    "typedef struct a b, *c; typedef unsigned T; typedef T U; struct s { int a : 3; T b; } x; T y, *z;",
    "int f(a, b) T a; DIR b; { return (T)a + (T)(b) + sizeof(T) + sizeof a; }",
    "T (*fp)(int); static T (*fq)(int), *g(T), h(T, U *, const V); enum e { A, B = 3 } v; extern T w;",
    "void f(void) { T a, *b; struct s t, *u; a = b * c; g(a) * h; if (x) y; else z(a); for (T i = 0; i; i++) k(i); }",
    "void f(void) { switch (x) { case A: case B(1): T(a); default: L: goto L; } do { } while (g(x)); return (T){ 1 }; }",
    'T a[] = { [A] = 1, X(b), { .c = Y(1) } }, d; int x asm("y"); register T r asm("r0");',
    "void f(void) { int a = ({ T b = c(d); b; }), *g = h(a); (void)i(j); *k(l) = m; n(o)(p); return q; }",
  ];
  test.each(correct)("%s", (text) => expect(rewritten(text)).toBe(text));

  const root = join(import.meta.dirname, "..", "..");
  const files = ["test/rules", "test/c/lower", "docs/demo"].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".c"))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const readable = files
    .map((path) => plainText(readFileSync(path, "utf8").replace(/^\s*#.*/gm, "")).text)
    .filter((text) => !parser.parse(text).root.hasError);
  test("there are files", () => expect(readable.length).toBeGreaterThan(40));
  test.each(readable)("%s", (text) => expect(rewritten(text)).toBe(text));
});

test("any text keeps its length, and what is parsed is what is returned", () => {
  const words = 'FOREACH X struct s T int * ( ) { } [ ] ; , = < . a b \n "c" 1 static case : while'.split(
    " ",
  );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (soup) => {
      const text = soup.join(" ");
      expect(rewritten(text).length).toBe(text.length);
      const { tree, plainText: plain } = readSyntax(parser, text);
      expect(plain.length).toBe(text.length);
      expect(tree.root.endIndex).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 400, seed: 5 },
  );
});

test("four times as much of what looks like macros takes about four times as long", () => {
  const lines = ["FOREACH(a, b) ", "X(T *, <, ", "struct A B C ", "EXPORT(1) ", "f(a) ", "{ A\n", "] B "];
  const microseconds = (text: string) => {
    const began = process.cpuUsage();
    expect(rewritten(text).length).toBe(text.length);
    const { user, system } = process.cpuUsage(began);
    // Less than this is mostly noise.
    return Math.max(user + system, 50_000);
  };
  for (const line of lines) {
    const [some, more] = [20_000, 80_000].map((length) => microseconds(line.repeat(length / line.length)));
    // The square would be sixteen times as long.
    expect((more ?? 0) / (some ?? 1), line).toBeLessThan(10);
  }
});
