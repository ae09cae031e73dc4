/** Bodies of functions and prototypes found by their braces, and what the parser makes of a text without them. */
import { describe, expect, test } from "vitest";
import { around, fileLevelOf, unmentioned, without } from "../../server/src/c/syntax/bodies";
import { readSyntax } from "../../server/src/c/syntax/syntax";
import { finished } from "../../server/src/text/slices";
import { openParser } from "./read";
import { firstDifference } from "./trees";

const bodiesIn = (text: string) => finished(fileLevelOf(text)).bodies;
const bodies = (text: string) => bodiesIn(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ["int f(void) { g('}'); /* } */ }", ["{ g('}'); /* } */ }"]],
  ["int f(void) NOTHROW {} struct s *g(int a) { return 0; }", ["{}", "{ return 0; }"]],
  ['extern "C" { int f(void) { return 1; } }', ["{ return 1; }"]],
  ["FUNCTION(get)(int a) { }", ["{ }"]],
])("finds those of %s", (text, expected) => expect(bodies(text)).toEqual(expected));

test.each([
  "struct ALIGNED(8) s { int a; } x;",
  "ALIGNED(8) struct s { int a; };",
  "typedef struct { int a; } s; int a[] = { f(1), 2 };",
  "int (*table[])(void) = { f };",
  "int x = ({ int y = f(); y; });",
  "int f(a) int a; { return a; }",
])("takes nothing else for one: %s", (text) => expect(bodies(text)).toEqual([]));

test.each([
  "int f(void) { return 1;\nint g(void)\n{\n}\n",
  "int f(void) { } }\nint g(void) { }",
  "int f(void) {\nif (a) {\n}\n}\nint g(void) { }",
  "int f(void) { g(1; }\nint h(void {\n}",
])("leaves all to the parser where braces stand oddly: %s", (text) => expect(bodies(text)).toEqual([]));

test("the text around them", () => {
  const text = "int f(void) { return 1; } int x;";
  const pieces = around(bodiesIn(text), text.length).map(({ start, end }) => text.slice(start, end));
  expect(pieces).toEqual(["int f(void) {", "} int x;"]);
});

const prototypes = (text: string) => finished(fileLevelOf(text)).prototypes.map(({ name }) => name);

test.each([
  ["int f(void); extern struct s *g(int (*)(int), char a[2]);", ["f", "g"]],
  ['extern "C" { EXPORT unsigned long f(void); } int g(void) { } int h();', ["f", "h"]],
])("finds the prototypes of %s", (text, expected) => expect(prototypes(text)).toEqual(expected));

test.each([
  "int f(a) int a; { return a; }",
  "int (*f)(void); int (g)(void);",
  "int f(void), g(void); int a, h(void);",
  "typedef int f(void);",
  "static int f(void); static LIST(a);",
  "LIST(a); LIST(a) int f(void);",
  "int a = f(1); int b[f(1)];",
  "struct { int a; } f(void); struct f (void);",
  "int f(void) UNUSED; int g(void) ASM(name);",
  "int f(void",
])("takes nothing else for a prototype: %s", (text) => expect(prototypes(text)).toEqual([]));

test("prototypes that nothing names are left out", () => {
  const text = 'int f(void); int g(void); int h(void); int t = "h"; int k(void) { return g(); }';
  const { bodies, prototypes } = finished(fileLevelOf(text));
  const pieces = without(finished(unmentioned(prototypes, text)), around(bodies, text.length));
  expect(pieces.map(({ start, end }) => text.slice(start, end))).toEqual([
    ' int g(void); int h(void); int t = "h"; int k(void) {',
    "}",
  ]);
});

describe.each(["native", "wasm"] as const)("with the %s parser", (backEnd) => {
  test("a body read by itself is what it is in the whole tree", async () => {
    const parser = await openParser(backEnd);
    const text =
      'struct s { int a; };\nint f(int a)\n{\n  g(a, "x");\n  return 1;\n}\nint h(void) { if (x) y(); }\n';
    const { tree, bodyOf } = readSyntax(parser, text);
    const [, , ...functions] = tree.root.children;
    const [, , ...whole] = parser.parse(text).root.children;
    expect(functions.map(({ type }) => type)).toEqual(["function_definition", "function_definition"]);
    for (const [index, fn] of functions.entries()) {
      const inside = whole[index]?.childForFieldName("body");
      const body = finished(bodyOf(fn))?.node;
      if (!inside || !body) throw new Error("no body");
      expect(fn.childForFieldName("body")?.children.length).toBe(2);
      expect(firstDifference(body, inside)).toBeUndefined();
    }
  });
});
