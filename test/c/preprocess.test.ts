/** Text in, expanded text and places out. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { preprocess } from "../../server/src/c/preprocess";
import { joinPath } from "../../server/src/c/preprocess/includes";
import { lineTokens } from "../../server/src/c/preprocess/lexer";
import type { Expanded, PreprocessInput } from "../../server/src/c/source";

const MAIN = "/p/main.c";

function run(
  text: string,
  more: Partial<PreprocessInput> & { files?: Record<string, string> } = {},
): Expanded {
  const { files = {}, ...rest } = more;
  return preprocess({
    file: MAIN,
    text,
    read: (path) => {
      const found = files[path];
      return found === undefined ? "absent" : { text: found };
    },
    includeDirs: [],
    predefines: {},
    constants: {},
    interesting: /\bmlock\b/,
    ...rest,
  });
}

const tokens = (text: string) =>
  text
    .split(/[\r\n]/)
    .flatMap((line) => lineTokens(line, 0))
    .map((token) => token.text);
const words = (text: string) => text.replace(/\s+/g, " ").trim();

const SNIPPETS = readFileSync(new URL("./preprocess/snippets.txt", import.meta.url), "utf8")
  .split(/^=== /m)
  .slice(1)
  .map((snippet) => {
    const [head = "", output = ""] = snippet.split(/^--- *\n/m);
    const end = head.indexOf("\n");
    return { name: head.slice(0, end), input: head.slice(end + 1), output };
  });

function gcc(text: string): string | undefined {
  try {
    const options = ["-E", "-P", "-undef", "-nostdinc", "-w", "-std=gnu17", "-x", "c", "-"];
    return execFileSync("gcc", options, { input: text, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
  } catch {
    return undefined;
  }
}

describe("snippets", () => {
  it.each(SNIPPETS)("$name", ({ input, output }) => {
    expect(tokens(run(input).text)).toEqual(tokens(output));
  });
  it("reads CRLF and lone CR like LF", () => {
    for (const { input, output } of SNIPPETS.filter((snippet) => !snippet.input.includes("\\\n"))) {
      expect(tokens(run(input.replaceAll("\n", "\r\n")).text)).toEqual(tokens(output));
      expect(tokens(run(input.replaceAll("\n", "\r")).text)).toEqual(tokens(output));
    }
  });
  it("agrees with gcc", (context) => {
    if (gcc("") === undefined) return context.skip("gcc is not installed");
    for (const { name, input } of SNIPPETS) {
      expect({ name, tokens: tokens(run(input).text) }).toEqual({ name, tokens: tokens(gcc(input) ?? "") });
    }
  });
});

describe("text", () => {
  it("keeps ordinary text, its lines and its white space", () => {
    const text = "int  a;\t// c\n/* x\ny */ int b;\n#define Q 1\n\n  int c = 'a' + \"//\"[0];\n";
    expect(run(text).text).toBe("int  a;\t \n \n int b;\n\n\n  int c = 'a' + \"//\"[0];\n");
  });
  it("joins spliced lines, also with CRLF", () => {
    expect(words(run("#define A \\\r\n 1 + \\\r\n 2\r\nml\\\nock(A)").text)).toBe("mlock(1 + 2)");
  });
  it("turns digraphs into brackets and reads them in directives", () => {
    expect(words(run("%:define A(x) %:x\nint a<:1:> = <% A(q) %>;").text)).toBe('int a[1] = { "q" };');
  });
  it("removes _Pragma and leaves what it does not know", () => {
    expect(words(run('\ufeff#define A 1\n_Pragma("once") __func__ A \0 #error x').text)).toBe(
      "__func__ 1 \0 #error x",
    );
  });
  it("leaves constants alone unless the project defines them", () => {
    const constants = { MCL_FUTURE: 2 };
    expect(
      words(run("#if MCL_FUTURE == 2 && defined MCL_FUTURE\nMCL_FUTURE\n#endif", { constants }).text),
    ).toBe("MCL_FUTURE");
    expect(words(run("#define MCL_FUTURE 0\nMCL_FUTURE", { constants }).text)).toBe("0");
  });
  it("expands predefines, also with parameters", () => {
    expect(words(run("A(3) B", { predefines: { "A(x)": "x+1", B: "" } }).text)).toBe("3+1");
  });
});

describe("includes", () => {
  it("searches the including file's folder, then the folders given; angle brackets only these", () => {
    const files = { "/p/a/x.h": '#include "../y.h"\nx', "/p/y.h": "y", "/inc/z.h": "z", "/p/w.h": "w" };
    const result = run('#include "a/x.h"\n#include <z.h>\n#include <w.h>\n#include "no.h"', {
      files,
      includeDirs: ["/inc"],
    });
    expect(words(result.text)).toBe("y x z");
    expect(result.systemHeaders).toEqual(["w.h", "no.h"]);
    expect([...result.files.keys()]).toEqual([MAIN, "/p/a/x.h", "/p/y.h", "/inc/z.h"]);
  });
  it("computes names", () => {
    const files = { "/p/v2.h": "two" };
    const text =
      "#define S(x) #x\n#define X(x) S(x)\n#define V v2.h\n#include X(V)\n#define L <sys/q.h>\n#include L";
    const result = run(text, { files });
    expect(words(result.text)).toBe("two");
    expect(result.systemHeaders).toEqual(["sys/q.h"]);
  });
  it("reads guarded and once-only files once, and ends for cycles", () => {
    const files = {
      "/p/g.h": "/* g */\n#ifndef G\n#define G\ng\n#endif\n",
      "/p/o.h": "#pragma once\no",
      "/p/c.h": '#include "c.h"\n#include "c.h"\nc',
    };
    const twice = '#include "g.h"\n#include "o.h"\n';
    expect(words(run(twice + twice, { files }).text)).toBe("g o");
    expect(run('#include "c.h"\nend', { files }).text.endsWith("end")).toBe(true);
  });
  it("names what is pending and goes on", () => {
    const result = run('#include "a.h"\nx', { read: () => "pending", includeDirs: ["/inc"] });
    expect(result).toMatchObject({ pending: ["/p/a.h"], systemHeaders: [] });
    expect(words(result.text)).toBe("x");
  });
  it("answers __has_include for project files", () => {
    const files = { "/p/a.h": "" };
    expect(words(run('#if __has_include("a.h")\nyes\n#else\nno\n#endif', { files }).text)).toBe("yes");
    const unknown = run("#if defined(__has_include) && __has_include(<q.h>)\nmlock\n#else\nno\n#endif");
    expect(words(unknown.text)).toBe("mlock");
  });
  it.each([
    ["/a/b", "../c.h", "/a/c.h"],
    ["/a", "./x/../y.h", "/a/y.h"],
    ["/", "../../y.h", "/y.h"],
    ["C:/a", "b.h", "C:/a/b.h"],
    ["/a", "/q/w.h", "/q/w.h"],
  ])("joins %s and %s", (folder, name, path) => expect(joinPath(folder, name)).toBe(path));
});

describe("unknown names", () => {
  const cases: [name: string, text: string, output: string, assumed: Record<string, string>][] = [
    ["the branch that matters", "#ifdef H\nmlock\n#else\nno\n#endif", "mlock", { H: "1" }],
    ["the #else that matters", "#ifdef H\nno\n#else\nmlock\n#endif", "mlock", { H: "undefined" }],
    ["the #elif that matters", "#if A\na\n#elif B\nmlock\n#endif", "mlock", { A: "undefined", B: "1" }],
    [
      "a compound condition",
      "#if defined(H) && !defined(N)\nmlock\n#endif",
      "mlock",
      { H: "1", N: "undefined" },
    ],
    ["only what is needed", "#if defined(A) || defined(B)\nmlock\n#endif", "mlock", { A: "1" }],
    ["a comparison", "#if V >= 3\nmlock\n#elif V == 2\ntwo\n#endif", "mlock", { V: "3" }],
    ["nothing that matters", "#ifdef H\nx\n#else\ny\n#endif", "y", { H: "undefined" }],
    [
      "once assumed, for all",
      "#ifdef H\nmlock\n#endif\n#if !H\nno\n#else\nyes\n#endif",
      "mlock yes",
      { H: "1" },
    ],
    [
      "what comes later decides",
      "#ifdef H\na\n#else\nb\n#endif\n#ifdef H\nmlock\n#endif",
      "a mlock",
      { H: "1" },
    ],
    ["#if 0 stays off", "#if 0\nmlock\n#endif\n#if H && 0\nmlock\n#endif", "", {}],
    ["defined is what it is", "#define H 0\n#if H\nmlock\n#endif", "", {}],
    ["undefined is undefined", "#undef H\n#if H\nmlock\n#endif", "", {}],
    ["a default", "#ifndef D\n#define D 4\n#endif\nD", "4", {}],
    ["other platforms", "#if defined(_WIN32) || __APPLE__ || defined sun\nmlock\n#else\nx\n#endif", "x", {}],
    ["POSIX options", "#if _POSIX_MEMLOCK > 0\nmlock\n#endif", "mlock", { _POSIX_MEMLOCK: "1" }],
    ["a replacement is no use", "#ifndef H\n#define mlock(a) 0\n#else\nx\n#endif", "x", { H: "1" }],
    ["both cannot be", "#ifdef H\nmlock a\n#endif\n#ifndef H\nmlock b\n#endif", "mlock a", { H: "1" }],
    ["three values", "#if A || 1\nx\n#endif\n#if A && 0\ny\n#endif\n#if A ? 1 : 1\nz\n#endif", "x z", {}],
  ];
  it.each(cases)("%s", (_, text, output, assumed) => {
    const result = run(text);
    expect(words(result.text)).toBe(output);
    expect(result.assumed).toEqual(assumed);
  });
});

describe("places", () => {
  const at = (result: Expanded, piece: string) => {
    const start = result.text.indexOf(piece);
    return result.map.toSource({ start, end: start + piece.length });
  };
  const show = (result: Expanded, piece: string) => {
    const { file, span, verbatim, macro } = at(result, piece);
    const text = result.files.get(file)?.slice(span.start, span.end);
    return { file, text, verbatim, macro: macro?.name };
  };
  it("maps ordinary text, a macro's text and its arguments", () => {
    const result = run(
      "#define LOCK(p, n) (mlock((p), n) == 0)\n#define N 4096\nif (LOCK( buf  + 1, N)) x();",
    );
    const use = "LOCK( buf  + 1, N)";
    expect(show(result, "x();")).toEqual({ file: MAIN, text: "x();", verbatim: true, macro: undefined });
    expect(show(result, "mlock")).toEqual({ file: MAIN, text: use, verbatim: false, macro: "LOCK" });
    expect(show(result, "buf  + 1")).toEqual({
      file: MAIN,
      text: "buf  + 1",
      verbatim: true,
      macro: undefined,
    });
    expect(show(result, "4096")).toEqual({ file: MAIN, text: "N", verbatim: false, macro: "N" });
    expect(show(result, "mlock((buf  + 1), 4096)")).toMatchObject({ text: use, macro: "LOCK" });
    expect(at(result, "mlock").macro).toEqual({ name: "LOCK", file: MAIN, span: { start: 8, end: 12 } });
  });
  it("maps a header's text to the header, and a span across it to the directive's end", () => {
    const result = run('int a;\n#include "h.h"\nint z;', { files: { "/p/h.h": "int h;" } });
    expect(show(result, "int h;")).toEqual({
      file: "/p/h.h",
      text: "int h;",
      verbatim: true,
      macro: undefined,
    });
    expect(show(result, "a;\nint h")).toMatchObject({
      file: MAIN,
      text: 'a;\n#include "h.h"',
      verbatim: false,
    });
    expect(show(result, "h;\nint z")).toMatchObject({ file: "/p/h.h", text: "h;", verbatim: false });
  });
  it("maps across splices and comments without calling it verbatim", () => {
    const result = run("ml\\\nock(a, /* n */ b)");
    expect(show(result, "mlock")).toMatchObject({ text: "ml\\\nock", verbatim: false });
    expect(show(result, "a,   b")).toMatchObject({ text: "a, /* n */ b", verbatim: false });
  });
  it("finds the expanded place of verbatim text only", () => {
    const text = "#define A(x) f(x)\nint q; A(arg) // c\nint w;";
    const result = run(text);
    for (const piece of ["q;", "arg", "w;"]) {
      expect(result.map.toExpanded(MAIN, text.indexOf(piece))).toBe(result.text.indexOf(piece));
    }
    expect(result.map.toExpanded(MAIN, 3)).toBeUndefined();
    expect(result.map.toExpanded("/none", 3)).toBeUndefined();
  });
});

describe("never fails", () => {
  it("ends for unterminated things", () => {
    expect(words(run("#define f(x) x\n#if 1\nf(1) f(2").text)).toBe("1 f(2");
    expect(words(run("#define f(x,y) x\nf(1) f(1,2,3)").text)).toBe("f(1) f(1,2,3)");
    for (const text of [
      "#",
      "#if",
      "#define",
      "#define f(",
      "#define f(a",
      "/*",
      '"',
      "'a",
      "\\",
      "#include <",
      "#if defined(",
      "#elif\n#else\n#endif\nx",
      "#if (\nx",
    ]) {
      expect(typeof run(text).text).toBe("string");
    }
  });
  it("ends for depth and for bombs", () => {
    const many = 10_000;
    expect(words(run(`${"#if X\n".repeat(many)}mlock${"\n#endif".repeat(many)}`).text)).toBe("mlock");
    expect(run(`#if ${"(".repeat(many)}1\nx\n#endif`).text.trim()).toBe("");
    expect(run(`#if ${"1+".repeat(many)}1\nx\n#endif`).text.trim()).toBe("x");
    expect(run(`#if ${"(".repeat(many)}1${")".repeat(many)}\nx\n#endif`).text.trim()).toBe("x");
    expect(run(`#define f(x) x\n${"f(".repeat(many)}1${")".repeat(many)}`).text.length).toBeLessThan(1e6);
    const levels = Array.from({ length: 40 }, (_, i) => `#define a${i + 1} a${i} a${i}\n`).join("");
    expect(words(run(`#define a0 x\n${levels}a40; a2`).text)).toBe("a40; x x x x");
    const nested = Array.from({ length: 40 }, (_, i) => `#define f${i + 1}(x) f${i}(x x)\n`).join("");
    expect(words(run(`#define f0(x) x\n${nested}f40(y); f1(z)`).text)).toBe("f40(y); z z");
    expect(run(`#define A "${"x".repeat(1000)}"\n${"A\n".repeat(20_000)}`).text.length).toBe(8 << 20);
  });
  const soup = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ..."# ## #define #undef #if #ifdef #ifndef #elif #else #endif #include defined".split(" "),
        ),
        fc.constantFrom(
          ..."A B f( g( ( ) , ... __VA_ARGS__ __VA_OPT__( \n \r\n \\\n /* */ // \" ' < > 1 0x1 + - %: <:".split(
            " ",
          ),
        ),
        fc.constantFrom(
          "\n",
          " ",
          "\n#define f(a, ...) a#a B ## a __VA_ARGS__\n",
          "\n#define A f(A, B\n",
          "\n#define B A)\n",
        ),
        fc.string({ maxLength: 4, unit: "binary" }),
      ),
      { maxLength: 80 },
    )
    .map((pieces) => pieces.join(" "));
  it("keeps its promises for any text", () => {
    fc.assert(
      fc.property(soup, fc.nat(), fc.nat(), (text, a, b) => {
        const result = run(text, { files: { "/p/A": text } });
        const start = a % (result.text.length + 1);
        const end = start + (b % 20);
        const { file, span, verbatim } = result.map.toSource({
          start,
          end: Math.min(end, result.text.length),
        });
        const source = result.files.get(file) ?? "";
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(source.length);
        if (verbatim) expect(source.slice(span.start, span.end)).toBe(result.text.slice(start, end));
      }),
      { numRuns: 2000 },
    );
  });
  it("leaves text without directives, comments and macros as it is", () => {
    const plain = fc
      .string({ unit: "binary", maxLength: 200 })
      .map((text) => text.replace(/[#\\/%<:>]|__\w+/g, "x"));
    fc.assert(
      fc.property(plain, (text) => {
        expect(run(text).text).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});
