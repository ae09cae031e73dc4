/** The two parser back ends: equal trees, equal units, and no input that brings them down. */
import { describe, expect, test } from "vitest";
import { plainText } from "../../server/src/c/syntax/dialect";
import { loadParser, type SyntaxNode } from "../../server/src/c/syntax/parse";
import { printUnit } from "./print";
import { openParser, readUnit, wasmFiles } from "./read";

const native = await openParser("native");
const wasm = await openParser("wasm");

const nasty: Readonly<Record<string, string>> = {
  empty: "",
  plain: "int f(void) { return 1; }",
  unclosed: "int f(void) { if (x) { mlock(p, \n int g(void) { return 2; }",
  "wrong call": "void f(void) { mlock(a,,b); x @ y; munlock(a b); }",
  "old style": "int f(a, b) int a; char *b; { return a; }",
  macros: "MODULE(x) static INLINE void *g(void) { FOR_EACH(i, 3) { h(i); } }",
  "not ASCII":
    'char *s = "\u00e4\u{1f600}\u4e2d"; int \u00fcber; // \u00df\n void f(void) { g("\u{1f600}", 1); }',
  "odd characters": "int a;\0\ufeff int b;\u2028 int c; \ud800 int d;\f\v",
  "line ends": "int a;\r\nint b;\r#define x\r\nint c;",
  "long text": `int a[] = {${"1234, ".repeat(10_000)}};`,
};

/** Everything that the reader interface shows of a tree, without recursion. */
function listing(root: SyntaxNode): string {
  const lines: string[] = [];
  const waiting = [{ node: root, depth: 0, field: "" }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth, field } = next;
    const flags = [node.isNamed, node.isMissing, node.isError, node.hasError].map(Number).join("");
    lines.push(`${depth} ${field}:${node.type} ${flags} ${node.startIndex}-${node.endIndex}`);
    for (let i = node.childCount - 1; i >= 0; i--) {
      const child = node.child(i);
      if (child) waiting.push({ node: child, depth: depth + 1, field: node.fieldNameForChild(i) ?? "" });
    }
  }
  return lines.join("\n");
}

describe("both back ends", () => {
  test.each(Object.entries(nasty))("give the same tree: %s", (_name, text) => {
    const first = native.parse(text);
    const second = wasm.parse(text);
    expect(listing(second.root)).toBe(listing(first.root));
  });

  test.each(Object.entries(nasty))("give the same unit: %s", (_name, text) => {
    expect(printUnit(readUnit(text, { parser: wasm }))).toBe(printUnit(readUnit(text, { parser: native })));
  });

  test("a wasm tree gives its memory back", () => {
    const text = `void f(void) {${"g(1);".repeat(5_000)}}`;
    const rounds = () => {
      for (let i = 0; i < 8; i++) wasm.parse(text);
      return process.memoryUsage().external + process.memoryUsage().arrayBuffers;
    };
    const before = rounds();
    expect(rounds() - before).toBeLessThan(8_000_000);
  });
});

describe("loading", () => {
  test("prefers native, and falls back to the bytes of the wasm files", async () => {
    expect((await loadParser({ wasm: wasmFiles })).backEnd).toBe("native");
    expect((await loadParser({})).backEnd).toBe("native");
    expect((await loadParser({ prefer: "wasm" })).backEnd).toBe("native");
    expect((await loadParser({ prefer: "wasm", wasm: wasmFiles })).backEnd).toBe("wasm");
  });
});

describe("what is far from C", () => {
  const patience = (length: number) => (length > 1000 ? 20_000 : 10_000_000);
  test.each(["native", "wasm"] as const)("%s gives it up, and reads the next text", async (prefer) => {
    const parser = await loadParser({ prefer, wasm: wasmFiles, patience });
    const given = parser.parse("* , ".repeat(4000));
    expect([given.isGivenUp, given.root.childCount]).toEqual([true, 0]);
    const next = parser.parse("int x;");
    expect(next.isGivenUp).toBe(false);
    expect(next.root.namedChildren.map(({ type }) => type)).toEqual(["declaration"]);
  });
});

describe("dialect", () => {
  const spellings: readonly [string, string][] = [
    ["char b[1] __attribute__((aligned(8))) = x;", "char b[1]                             = x;"],
    ["_Alignas(64) int a;", "             int a;"],
    ["[[noreturn]] void f(void);", "             void f(void);"],
    ["case 1 ... 4: goto *p;", "case 1  || 4: _ =  *p;"],
    ["va_arg(ap, char *)", "sizeof(    char *)"],
    ["__builtin_offsetof(struct s, a.b[1])", "          offsetof(struct s, a_b_1_)"],
    ["_Atomic(int) a; _Atomic int b;", "        int  a;         int b;"],
    ["typeof(x + 1) y;", "_____________ y;"],
    ['f("__attribute__((x))", \'"\', a[b[1]]);', 'f("__attribute__((x))", \'"\', a[b[1]]);'],
    ["/* va_arg(a, b) */ x; // va_arg(a, b)", "/* va_arg(a, b) */ x; // va_arg(a, b)"],
    ["void __attribute__((unclosed", "void __attribute__((unclosed"],
    ["int case_alignas(int offsetof_x);", "int case_alignas(int offsetof_x);"],
  ];
  test.each(spellings)("%s", (written, plain) => {
    expect(plainText(written).text).toBe(plain);
  });

  test("attributes keep their places and arguments", () => {
    const { attributes } = plainText(
      "int a __attribute__((__aligned__(1 << 4), packed)); _Noreturn void f(void);",
    );
    expect(attributes).toEqual([
      { start: 6, name: "aligned", argument: "1 << 4" },
      { start: 6, name: "packed", argument: "" },
      { start: 52, name: "noreturn", argument: "" },
    ]);
  });
});

describe("deep and hostile text", () => {
  const deep = 100_000;
  const texts: Readonly<Record<string, string>> = {
    parentheses: `int f(void) { return ${"(".repeat(deep)}1${")".repeat(deep)}; }`,
    braces: `void f(void) ${"{".repeat(deep)}${"}".repeat(deep)}`,
    negations: `int f(int a) { return ${"!".repeat(deep)}a; }`,
    "negations in a condition": `int f(int a) { if (${"!".repeat(deep)}a) return 1; }`,
    sums: `int f(int a) { return ${"a+".repeat(deep)}a; }`,
    conjunctions: `int f(int a) { if (${"a&&".repeat(20_000)}a) return 1; }`,
    choices: `int f(int a) { return ${"a?a:".repeat(20_000)}a; }`,
    "discarded choices": `void f(int a) { ${"a?a:".repeat(20_000)}a; }`,
    "else-ifs": `void f(int a) { ${"if (a) g(); else ".repeat(20_000)}h(); }`,
    calls: `void f(int a) { ${"g(".repeat(20_000)}${")".repeat(20_000)}; }`,
    pointers: `int ${"*".repeat(deep)}p; int f(void) { return ${"*".repeat(deep)}p; }`,
    declarators: `int ${"(".repeat(deep)}p${")".repeat(deep)};`,
    arrays: `int a${"[1]".repeat(deep)}; int f(void) { return sizeof a; }`,
    records: `${"struct { ".repeat(20_000)}int x; ${"} a; ".repeat(20_000)}`,
    lists: `int a[] = ${"{".repeat(20_000)}1${"}".repeat(20_000)}; int f(void) { return a[0]; }`,
    "parameter lists": `void f(${"int (*)(".repeat(20_000)}${")".repeat(20_000)});`,
    typeofs: `int a; ${"typeof(".repeat(500)}a${")".repeat(500)} b; int f(void) { return b; }`,
    attributes: `${"__attribute__((".repeat(20_000)}int x;`,
    globals: `int g0; ${Array.from({ length: 20_000 }, (_, i) => `int *g${i + 1} = &g${i};`).join(" ")} int f(void) { return *g20000; }`,
    typedefs: `typedef int t0; ${Array.from({ length: 20_000 }, (_, i) => `typedef t${i} *t${i + 1};`).join(" ")} t20000 x;`,
  };
  test.each(Object.keys(texts))("%s", (name) => {
    const unit = readUnit(texts[name] ?? "");
    expect(() => printUnit(unit)).not.toThrow();
    const lowered = unit.functions.get("f");
    if (lowered) expect(lowered.blocks.length).toBeGreaterThan(0);
  });

  test("what is too deep is havoc, what is beside it is not", () => {
    const unit = readUnit(`int f(void) { g(1); x = ${"(".repeat(5000)}1${")".repeat(5000)}; g(2); }`);
    expect(printUnit(unit)).toContain("havoc: nested too deep");
    expect(unit.sites.map((site) => site.name)).toEqual(["g", "g"]);
  });
});
