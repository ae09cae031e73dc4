/** Lowering: whole files against their printed IR, and what no printed IR shows. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FunctionIr, Operand } from "../../server/src/c/ir";
import { printType, printUnit } from "./print";
import { readUnit } from "./read";

const folder = join(import.meta.dirname, "lower");

describe("printed IR", () => {
  const cases = readdirSync(folder).filter((file) => file.endsWith(".c"));
  test.each(cases)("%s", async (file) => {
    const unit = readUnit(readFileSync(join(folder, file), "utf8"));
    const damaged = [...unit.damaged].map((name) => `damaged: ${name}\n`).join("");
    await expect(printUnit(unit) + damaged).toMatchFileSnapshot(join(folder, file.replace(/\.c$/, ".ir")));
  });
});

/** Every call as `name kind`, with a star where a line may be put before its statement. */
function siteWords(text: string): readonly string[] {
  const unit = readUnit(text);
  return unit.sites.map(({ name, statementKind, inBlock, statement }) => {
    const first = text.slice(statement.start).match(/^\w+/)?.[0];
    return `${name} ${statementKind}${inBlock ? "*" : ""} of ${first}`;
  });
}

describe("call sites", () => {
  test("know the statement around them", () => {
    const text = `int f(int n) {
      a();
      int x = b(), y = 3;
      if (c() == 0) d(); else if (e()) { g(); }
      while (h()) i();
      for (int j = k(); l(); m()) n1();
      do o(); while (p());
      switch (q()) { case 1: r(); }
      x = s() ? t() : u();
      label: v();
      assert(w() == 0);
      x = y && z();
      return aa();
    }`;
    expect(siteWords(text)).toEqual([
      "a expression* of a",
      "b declaration* of int",
      "c condition* of if",
      "d expression of d",
      "e condition of if",
      "g expression* of g",
      "h condition* of while",
      "i expression of i",
      "k other* of for",
      "l condition* of for",
      "n1 expression of n1",
      "m other* of for",
      "o expression of o",
      "p condition* of do",
      "q condition* of switch",
      "r expression* of r",
      "s condition* of x",
      "t expression* of x",
      "u expression* of x",
      "v expression of v",
      "w condition* of assert",
      "assert expression* of assert",
      "z expression* of x",
      "aa return* of return",
    ]);
  });

  test("span the call, its name and its arguments", () => {
    const text = "void f(struct s *o, int n) { if (n) (mlock)(p + 1, n * 2); o->run(n); }";
    const [first, second] = readUnit(text).sites;
    const words = (site: typeof first) =>
      site && [site.span, site.nameSpan, ...site.args].map(({ start, end }) => text.slice(start, end));
    expect(words(first)).toEqual(["(mlock)(p + 1, n * 2)", "(mlock)", "p + 1", "n * 2"]);
    expect(words(second)).toEqual(["o->run(n)", "o->run", "n"]);
    expect([first?.name, second?.name, first?.functionName]).toEqual(["mlock", undefined, "f"]);
  });

  test("are not made in operands that are not evaluated, nor in code that is not wanted", () => {
    const text =
      "int f(void) { typeof(a()) x = sizeof(b()) + _Alignof(int[c()]); return x; } void g(void) { h(); }";
    expect(readUnit(text, { wanted: ["f"] }).sites).toEqual([]);
  });
});

describe("units", () => {
  test("outline every function, lower the wanted ones", () => {
    const text = `typedef int T;
      static __attribute__((unused)) T *first(int a) { return second(table[a]); }
      extern "C" { void second(void) { } }
      __attribute__((cold)) int third(void) { return 3; }`;
    const unit = readUnit(text, { wanted: ["third", "absent"] });
    expect(unit.outline.map(({ name, isStatic }) => [name, isStatic])).toEqual([
      ["first", true],
      ["second", false],
      ["third", false],
    ]);
    expect([...(unit.outline[0]?.mentions ?? [])]).toContain("table");
    expect([...unit.functions.keys()]).toEqual(["third"]);
    const third = unit.functions.get("third");
    expect(text.slice(third?.span.start, third?.span.end)).toBe(
      "__attribute__((cold)) int third(void) { return 3; }",
    );
    expect(text.slice(third?.nameSpan.start, third?.nameSpan.end)).toBe("third");
    expect(text.slice(third?.body.start, third?.body.end)).toBe("{ return 3; }");
  });

  test("initialise only what wanted functions can see", () => {
    const text = `int a = 1, b = 2; int *p = &a; struct { int *q; } s = {&b};
      int f(void) { return *p; } int g(void) { return *s.q; }`;
    const initial = (wanted: string) => {
      const unit = readUnit(text, { wanted: [wanted] });
      return unit.initializer.blocks.flatMap((block) => block.instructions).length;
    };
    expect([initial("f"), initial("g")]).toEqual([2, 4]);
  });

  test("errno is variable 0, also where the program declares it", () => {
    for (const text of ["", "extern int errno; int f(void) { return errno; }"]) {
      const { variables } = readUnit(text);
      expect(variables.filter(({ name }) => name === "errno")).toMatchObject([{ id: 0, scope: "external" }]);
    }
  });

  test("functions behind a missing brace are still there", () => {
    const unit = readUnit(
      "void f(void) { if (x) { a(); }\nint g(void) { return b(); }\nint h(void) { return c(); }",
    );
    expect([...unit.functions.keys()]).toEqual(["f", "g", "h"]);
    expect([...unit.damaged]).toEqual(["f"]);
    expect(unit.sites.map(({ name, functionName }) => `${functionName}: ${name}`)).toEqual([
      "f: a",
      "g: b",
      "h: c",
    ]);
  });

  test("variables know alignment, qualifiers and scope", () => {
    const text = `
      typedef char page __attribute__((aligned(4096)));
      static _Alignas(64) char a[10];
      const volatile int b __attribute__((aligned(sizeof(long) * 4))), c;
      int *const d = 0; const int *e; volatile int *g; extern int h[]; int h[3];
      page i; page *j; _Alignas(double) char k; char l __attribute__((aligned)); __declspec(align(32)) int m;
      static char n[] __attribute__((aligned(128))) = "abc", o;
      extern int p;`;
    const words = readUnit(text)
      .variables.slice(1)
      .map((variable) => {
        const { name, scope, alignment, isConst, isVolatile, type } = variable;
        return [
          name,
          scope,
          alignment ?? "",
          isConst ? "const" : "",
          isVolatile ? "volatile" : "",
          printType(type),
        ]
          .filter((word) => word !== "")
          .join(" ");
      });
    expect(words).toEqual([
      "a static 64 char[10]",
      "b global 32 const volatile int",
      "c global const volatile int",
      "d global const int*",
      "e global int*",
      "g global volatile int*",
      "h global int[3]",
      "i global 4096 char",
      "j global char*",
      "k global 8 char",
      "l global 16 char",
      "m global 32 int",
      "n static 128 char[4]",
      "o static char",
      "p external int",
    ]);
  });
});

describe("functions that never return", () => {
  const endsWithStop = (text: string) =>
    readUnit(`${text}\nvoid f(void) { g(1); }`, { wanted: ["f"] })
      .functions.get("f")
      ?.blocks.at(-1)?.terminator.op === "stop";
  test.each([
    ["void g(int) __attribute__((noreturn));", true],
    ["__attribute__((__noreturn__)) void g(int);", true],
    ["_Noreturn void g(int a) { for (;;); }", true],
    ["[[noreturn]] void g(int); void g(int a) { for (;;); }", true],
    ["__declspec(noreturn) void g(int);", true],
    ["void g(int);", false],
    ["", false],
  ])("%s", (text, expected) => {
    expect(endsWithStop(text)).toBe(expected);
  });

  test.each([
    ["", true],
    ["void exit(int);", true],
    ["void exit(int a) { }", false],
    ["static void exit(int); static void exit(int a) { }", false],
  ])("exit by its name: %s", (text, expected) => {
    const unit = readUnit(`${text} void f(void) { exit(1); }`, { wanted: ["f"] });
    expect(unit.functions.get("f")?.blocks[0]?.terminator.op === "stop").toBe(expected);
  });
});

describe("any text", () => {
  const tokens = [
    ..."int char struct s { } ( ) [ ] ; , * & ! = == + ++ -> . ? : 1 0x1f 'a' a b f".split(" "),
    ...'"x" if else while for do switch case default return break goto L: sizeof typedef static'.split(" "),
    ...[
      "__attribute__((aligned(4)))",
      "typeof(",
      "va_arg(a,",
      "...",
      "[1 ... 2] =",
      "({",
      "})",
      "enum {",
      "\n#if\n",
    ],
  ];

  test("token soup is lowered without a word", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 80 }), (words) => {
        const unit = readUnit(`int f(int a, struct s *b) { ${words.join(" ")}`);
        for (const { blocks } of unit.functions.values()) checkBlocks(blocks);
        printUnit(unit);
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  test("every beginning of a file is lowered", () => {
    const files = readdirSync(folder).filter((file) => file.endsWith(".c"));
    for (const file of files) {
      const text = readFileSync(join(folder, file), "utf8");
      for (let end = 0; end <= text.length; end += 7) {
        const unit = readUnit(text.slice(0, end));
        for (const { blocks } of unit.functions.values()) checkBlocks(blocks);
      }
    }
  });
});

/** Jumps lead to blocks that exist, and a temporary is defined somewhere. */
function checkBlocks(blocks: FunctionIr["blocks"]): void {
  const targets = blocks.flatMap(({ terminator }) => {
    if (terminator.op === "jump") return [terminator.to];
    if (terminator.op === "branch") return [terminator.then, terminator.else];
    if (terminator.op === "switch") return [terminator.otherwise, ...terminator.cases.map(({ to }) => to)];
    return [];
  });
  for (const target of targets) if (!blocks[target]) throw new Error(`no block ${target}`);
  const defined = new Set<number>();
  const used: Operand[] = [];
  for (const { instructions, terminator } of blocks) {
    for (const one of instructions) {
      if ("into" in one) defined.add(one.into);
      for (const [key, value] of Object.entries(one)) if (operandKeys.has(key)) used.push(value as Operand);
      if (one.op === "call") used.push(...one.args);
    }
    if (terminator.op === "branch") used.push(terminator.condition);
    if (terminator.op === "return" && terminator.value) used.push(terminator.value);
  }
  for (const operand of used) {
    if (operand.kind === "temp" && !defined.has(operand.id))
      throw new Error(`t${operand.id} is never defined`);
  }
}

const operandKeys = new Set([
  "address",
  "value",
  "base",
  "index",
  "left",
  "right",
  "operand",
  "callee",
  "to",
  "from",
]);
