/**
 * Makes random C programs whose every step is defined: numbers of all widths, arrays, structs, unions, pointers, loops,
 * jumps, calls and memory locks. Signed overflow wraps (-fwrapv), indices are masked, divisors are never zero.
 */
import { type Random, randomOf } from "../support/random";
import type { Construct, Draw } from "./construct";
import { callConstructs } from "./constructs-calls";
import { languageConstructs } from "./constructs-language";
import { libraryConstructs } from "./constructs-library";
import { pointerConstructs } from "./constructs-pointers";
import { Expressions } from "./expressions";
import { kernelStatements } from "./generate-kernel";
import type { GeneratedFunction, Program } from "./program";
import { Scope, scalarTypes } from "./scope";

const globals = [
  "struct point { int x; unsigned char tag; long total; struct { short a; short b; } inner; int row[4]; };",
  "union word { unsigned int whole; unsigned char bytes[4]; };",
  "struct flags { unsigned a : 3; int b : 5; unsigned c : 1; };",
  "enum color { RED, GREEN = 5, BLUE };",
];

const pieces = Object.entries({
  ...languageConstructs,
  ...callConstructs,
  ...libraryConstructs,
  ...pointerConstructs,
}) as [[string, Construct], ...[string, Construct][]];

export function generate(seed: number): Program {
  return new Generator(seed).program();
}

class Generator {
  readonly #random: Random;
  readonly #constructs = new Set<string>();
  readonly #functions: GeneratedFunction[] = [];
  readonly #declared: string[] = [];
  #places = 0;
  #names = 0;
  /** Most programs are the same each time; the others ask for numbers that nobody knows. */
  readonly #asks: boolean;

  constructor(private readonly seed: number) {
    this.#random = randomOf(seed);
    this.#asks = this.#random.percent(12);
  }

  program(): Program {
    const shared = new Scope();
    const declared = this.#globals(shared);
    const helpers = this.#random.below(4);
    for (let index = 0; index < helpers; index++) this.#helper(shared);
    if (this.#random.percent(10)) this.#recursive(shared);
    this.#main(shared);
    return {
      seed: this.seed,
      globals: [...globals, ...declared, ...this.#declared],
      functions: this.#functions,
      constructs: this.#constructs,
    };
  }

  #globals(scope: Scope): string[] {
    const lines: string[] = [];
    for (let index = 0; index < 3; index++) {
      const name = this.#name("global");
      const type = this.#random.one(scalarTypes);
      lines.push(`static ${type} ${name} = ${this.#random.below(200)};`);
      scope.scalars.push({ name, type });
    }
    const table = this.#name("table");
    lines.push(`static int ${table}[8] = { 3, 1, [4] = ${this.#random.below(50)}, 5 };`);
    scope.arrays.push({ name: table, type: "int", isConst: false });
    const constants = this.#name("constants");
    lines.push(`static const unsigned short ${constants}[8] = { 2, 7, 1, 8, 2, 8, 1, 8 };`);
    scope.arrays.push({ name: constants, type: "unsigned short", isConst: true });
    return lines;
  }

  /** A function of two numbers and a pointer. */
  #helper(shared: Scope): void {
    const name = this.#name("helper");
    const type = this.#random.one(scalarTypes);
    const scope = shared.inner();
    scope.scalars.push({ name: "a", type: "int" }, { name: "b", type });
    scope.pointers.push({ name: "p", type: "int" });
    const statements = this.#block(scope, 3 + this.#random.below(3), 1);
    const end = `return ${this.#expressions(scope).number(2)};`;
    this.#functions.push({ head: `static ${type} ${name}(int a, ${type} b, int *p)`, statements, end });
    shared.functions.push(name);
  }

  #recursive(shared: Scope): void {
    const name = this.#name("recursive");
    const step = this.#random.one(["n", "n * 2", "(n & 3)", "n - depth"]);
    const end = `return depth <= 0 ? n : ${name}(${step}, depth - 1) + 1;`;
    this.#functions.push({ head: `static int ${name}(int n, int depth)`, statements: [], end });
    shared.recursive.push(name);
  }

  #main(shared: Scope): void {
    const scope = shared.inner();
    const declarations = this.#locals(scope);
    const statements = [...declarations, ...this.#block(scope, 8 + this.#random.below(8), 3)];
    if (this.#random.percent(40)) {
      const at = declarations.length + this.#random.below(statements.length - declarations.length + 1);
      this.#constructs.add("memory locks");
      statements.splice(at, 0, ...kernelStatements(this.#random, () => this.#places++, this.#constructs));
    }
    for (let count = this.#random.below(4); count > 0; count--) {
      const at = declarations.length + this.#random.below(statements.length - declarations.length + 1);
      statements.splice(at, 0, this.#construct(scope));
    }
    this.#functions.push({ head: "int ENTRY(void)", statements, end: "return 0;" });
  }

  /** One of the pieces that stand by themselves. */
  #construct(scope: Scope): string {
    const [name, construct] = this.#random.one(pieces);
    this.#constructs.add(name);
    const expressions = this.#expressions(scope);
    const draw: Draw = {
      random: this.#random,
      show: (expression) => `checkpoint(${this.#places++}, (long)(${expression}));`,
      name: (kind) => this.#name(`file_${kind}`),
      number: () => expressions.number(2),
    };
    const { file = [], functions = [], body } = construct(draw);
    this.#declared.push(...file);
    this.#functions.push(...functions);
    return ["{", ...body.map((line) => `  ${line}`), "}"].join("\n");
  }

  #locals(scope: Scope): string[] {
    const lines: string[] = [];
    for (const [index, type] of scalarTypes.entries()) {
      const name = `v${index}`;
      lines.push(`${type} ${name} = ${this.#random.below(300) - 100};`);
      scope.scalars.push({ name, type });
    }
    lines.push("int row[8] = { 1, 2, 3 };", "struct point point = { 4, 5, .total = 6, .row = { [2] = 9 } };");
    lines.push(
      "struct point other = point;",
      "union word word = { 0x01020304 };",
      "struct flags flags = { 1, -2, 1 };",
    );
    lines.push("int *p = &row[1];", "struct point *q = &point;", "enum color color = GREEN;");
    scope.arrays.push({ name: "row", type: "int", isConst: false });
    scope.structs.push("point", "other", "(*q)");
    scope.pointers.push({ name: "p", type: "int" });
    scope.scalars.push({ name: "word.whole", type: "unsigned int" }, { name: "color", type: "int" });
    scope.scalars.push({ name: "word.bytes[1]", type: "unsigned char" }, { name: "flags.b", type: "int" });
    for (const construct of ["struct", "union", "bit-field", "pointer", "array", "enum"])
      this.#constructs.add(construct);
    return lines;
  }

  #block(scope: Scope, count: number, depth: number): string[] {
    return Array.from({ length: count }, () => this.#statement(scope, depth));
  }

  #statement(scope: Scope, depth: number): string {
    const done = depth > 0 ? this.#nested(scope, depth) : this.#simple(scope);
    const shown = this.#random.percent(60) ? `\n${this.#checkpoint(scope)}` : "";
    return `${done}${shown}`;
  }

  #nested(scope: Scope, depth: number): string {
    const kinds = ["if", "for", "while", "do", "switch", "goto", "input", "long loop"] as const;
    if (this.#random.percent(55)) return this.#simple(scope);
    const kind = this.#random.one(kinds);
    if (kind === "input" && !this.#asks) return this.#simple(scope);
    this.#constructs.add(kind);
    const body = (inner: Scope = scope) =>
      this.#block(inner, 1 + this.#random.below(2), depth - 1)
        .join("\n")
        .replace(/^/gm, "  ");
    const condition = this.#expressions(scope).condition(2);
    const name = this.#name("n");
    switch (kind) {
      case "if":
        return `if (${condition}) {\n${body()}\n}${this.#random.percent(50) ? ` else {\n${body()}\n}` : ""}`;
      case "for": {
        const way = this.#random.one(["", `  if (${condition}) continue;\n`, `  if (${condition}) break;\n`]);
        return `for (int ${name} = 0; ${name} < ${1 + this.#random.below(6)}; ${name}++) {\n${way}${body(this.#withRead(scope, name))}\n}`;
      }
      case "while":
        return `{ int ${name} = ${this.#random.below(6)};\nwhile (${name} > 0) {\n  ${name}--;\n${body(this.#withRead(scope, name))}\n} }`;
      case "do":
        return `{ int ${name} = 0;\ndo {\n  ${name} += ${1 + this.#random.below(3)};\n${body(this.#withRead(scope, name))}\n} while (${name} < ${this.#random.below(8)}); }`;
      case "long loop":
        return `for (int ${name} = 0; ${name} < ${60 + this.#random.below(200)}; ${name} += ${1 + this.#random.below(3)}) {\n  ${this.#assignment(this.#withRead(scope, name))}\n}`;
      case "switch": {
        const value = this.#expressions(scope).number(2);
        const cases = [0, 1, 2].map(
          (label) => `case ${label}:\n${body()}${this.#random.percent(70) ? "\n  break;" : ""}`,
        );
        return `switch ((${value}) & 3) {\n${cases.join("\n")}\ndefault:\n${body()}\n}`;
      }
      case "goto":
        return `if (${condition}) goto ${name};\n${this.#simple(scope)}\n${name}:;`;
      case "input": {
        const target = this.#target(scope);
        return `${target} = ${this.#random.one(["input()", "input() & 7", "input() % 10", "-(input() & 1)"])};`;
      }
    }
  }

  /** A scope in which a loop's counter can be read, not written. */
  #withRead(scope: Scope, name: string): Scope {
    const inner = scope.inner();
    inner.readable.push(name);
    return inner;
  }

  #simple(scope: Scope): string {
    const expressions = this.#expressions(scope);
    switch (this.#random.below(11)) {
      case 0:
        return `${this.#target(scope)} ${this.#random.one(["+=", "-=", "*=", "&=", "|=", "^="])} ${expressions.number(2)};`;
      case 1:
        return `(${this.#target(scope)})${this.#random.one(["++", "--"])};`;
      case 2: {
        const array = this.#writableArray(scope);
        return array ? `p = &${array}[(${expressions.number(1)}) & 7];` : this.#assignment(scope);
      }
      case 3:
        return scope.structs.length > 0
          ? this.#random.one(["other = point;", "*q = other;", "q = &other;", "q = &point;"])
          : this.#assignment(scope);
      case 4:
        return scope.structs.length > 0 ? this.#bytes() : this.#assignment(scope);
      case 5: {
        const call = expressions.call(2);
        const [first, ...others] = scope.scalars;
        return call && first
          ? `${this.#random.one([first, ...others]).name} = ${call};`
          : this.#assignment(scope);
      }
      case 6: {
        const call = expressions.call(1);
        return call ? `if (${call}) ${this.#assignment(scope)}` : this.#assignment(scope);
      }
      default:
        return this.#assignment(scope);
    }
  }

  /** Library functions that write bytes. */
  #bytes(): string {
    this.#constructs.add("memset, memcpy");
    return this.#random.one([
      "memset(&other, 0, sizeof other);",
      "memcpy(row, point.row, sizeof point.row);",
      "memset(row, 0, sizeof row);",
      "memset(&row[2], 1, 8);",
    ]);
  }

  #assignment(scope: Scope): string {
    return `${this.#target(scope)} = ${this.#expressions(scope).number(3)};`;
  }

  #writableArray(scope: Scope): string | undefined {
    const [first, ...rest] = scope.arrays.filter(({ type, isConst }) => type === "int" && !isConst);
    return first && this.#random.one([first, ...rest]).name;
  }

  /** Something that can be assigned. */
  #target(scope: Scope): string {
    const { number } = this.#expressions(scope);
    const array = this.#writableArray(scope);
    const [pointer] = scope.pointers;
    const [scalar, ...scalars] = scope.scalars;
    if (array !== undefined && this.#random.percent(15)) return `${array}[(${number(1)}) & 7]`;
    if (pointer && this.#random.percent(15)) return "*p";
    const [structure, ...structures] = scope.structs;
    if (structure !== undefined && this.#random.percent(20)) {
      const member = this.#random.one(["x", "tag", "total", "inner.a", "inner.b", "row[1]"]);
      return `${this.#random.one([structure, ...structures])}.${member}`;
    }
    return scalar ? this.#random.one([scalar, ...scalars]).name : "*p";
  }

  #checkpoint(scope: Scope): string {
    return `checkpoint(${this.#places++}, (long)(${this.#expressions(scope).readable()}));`;
  }

  #expressions(scope: Scope): Expressions {
    return new Expressions(this.#random, scope, this.#constructs);
  }

  #name(kind: string): string {
    return `${kind}${this.#names++}`;
  }
}
