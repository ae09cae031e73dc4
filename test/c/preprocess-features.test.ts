/** One feature of the preprocessor at a time, text in and text out; where gcc would say more than text can, by hand. */
import { describe, expect, it } from "vitest";
import { preprocess } from "../../server/src/c/preprocess";
import type { PreprocessInput } from "../../server/src/c/source";

const MAIN = "/p/main.c";

function expanded(
  text: string,
  more: Partial<PreprocessInput> & { files?: Record<string, string> } = {},
): string {
  const { files = {}, ...rest } = more;
  const result = preprocess({
    file: MAIN,
    text,
    read: (path) => (files[path] === undefined ? "absent" : { text: files[path] }),
    includeDirs: [],
    predefines: {},
    constants: {},
    otherNames: "are undefined",
    interesting: /\bmlock\b/,
    ...rest,
  });
  return result.text.replace(/\s+/g, " ").trim();
}

const cases: readonly [name: string, text: string, output: string][] = [
  ["__VA_OPT__ with #", "#define F(...) #__VA_OPT__(a ## b , __VA_ARGS__)\nF() F(1)", '"" "ab , 1"'],
  ["named variable arguments", "#define F(a, rest...) a #rest\nF(1) F(1, 2, 3)", '1 "" 1 "2, 3"'],
  ["one name for two macros", "#define f(x) x f\nf(1)(2) f (f)(3)", "1 f(2) f f(3)"],
  [
    "a name that ends a replacement takes what follows",
    "#define g f\n#define f(x) <x>\ng(1) g\n(2)",
    "<1> <2>",
  ],
  ["too many arguments leave the text", "#define f() 1\nint f(void); f()", "int f(void); 1"],
  ["too few as well, and what led there is expanded", "#define f(x, y) x\n#define a 2 f\na(1) ;", "2 f(1) ;"],
  ["#elifdef", "#if 0\na\n#elifdef X\nb\n#elifndef X\nc\n#endif", "c"],
  ["an #elif behind the live group is not read", "#if 1\na\n#elif (\nb\n#endif", "a"],
  ["defined made by a macro", "#define H defined(X)\n#define X\n#if H\nyes\n#endif", "yes"],
  ["a call of what is no macro is malformed", "#if V(1) >= 0\na\n#else\nb\n#endif", "b"],
  ["division by zero", "#if 1 || 1 / 0\na\n#endif\n#if 1 / 0\nb\n#endif\n#if 0 % 0\nc\n#endif", "a b"],
  [
    "unsigned wins",
    "#if -1 > 0u && (1 ? -1 : 0u) > 0 && -1 >> 70 == -1 && 0u - 1 >> 64 == 0\nyes\n#endif",
    "yes",
  ],
  ["numbers of C23", "#if 0b101 == 5 && 1'000 == 1000\nyes\n#endif", "yes"],
  ["characters", "#if 'ab' == 24930 && '\\x41' == 'A' && L'\\x100' == 256 && '\\0' == 0\nyes\n#endif", "yes"],
  ["__has_include", '#if __has_include("no.h") || __has_include(<no.h>)\na\n#else\nb\n#endif', "b"],
  ["what a compiler does not have", "#if __has_attribute(x) || __has_builtin(y)\na\n#else\nb\n#endif", "b"],
  ["a test that is no macro's name", "#ifdef __has_include\nyes\n#endif", "yes"],
  ["__LINE__", "#define L __LINE__\nL\nL L", "2 3 3"],
  ["__LINE__ in arguments", "#define f(x, y) x y __LINE__\nf(__LINE__,\n__LINE__)", "2 3 2"],
  ["#line", '#line 40 "x.y"\n__LINE__ __FILE__ __FILE_NAME__\n__LINE__', '40 "x.y" "x.y" 41'],
  ["__COUNTER__", "__COUNTER__ __COUNTER__", "0 1"],
  ["the file's name", "__FILE__ __FILE_NAME__ __BASE_FILE__", '"/p/main.c" "main.c" "/p/main.c"'],
  ["_Pragma, also from a macro", '#define P(x) _Pragma(#x)\nP(omp for) a _Pragma("b") c', "a c"],
  ["push_macro", '#define A 1\n#pragma push_macro("A")\n#undef A\nA\n#pragma pop_macro("A")\nA', "A 1"],
  ["pop_macro to nothing", '#pragma push_macro("A")\n#define A 1\n#pragma pop_macro("A")\nA', "A"],
  ["#error, #warning, #ident and what nobody knows", '#error a\n#warning b\n#ident "c"\n#!what\nd', "d"],
  ["#embed", "#if 1\n#embed <x>\n#endif\ny", "[__embed] = 0 y"],
  ["trigraphs are off", "??/ ??= ??(", "??/ ??= ??("],
  ["a comment in a directive", "#define A /* x\n*/ 1 // y\nA", "1"],
  ["a splice anywhere", "#def\\\nine A 1 \\\n + 2\nA a\\\nb", "1 + 2 ab"],
  ["digraphs are strings as written", "#define s(x) #x\ns(<: %:)", '"<: %:"'],
  ["nothing is joined by accident", "#define e 1e\n#define p +\ne+1 p+ -p", "1e +1 + + - +"],
];

describe("features", () => {
  it.each(cases)("%s", (_, text, output) => expect(expanded(text)).toBe(output));
});

describe("headers", () => {
  const includeDirs = ["/one", "/two"];
  it("goes on behind the folder of the file with #include_next", () => {
    const files = { "/one/a.h": "#include_next <a.h>\none", "/two/a.h": "two", "/p/a.h": "own" };
    expect(expanded("#include <a.h>", { files, includeDirs })).toBe("two one");
    expect(expanded('#include "a.h"\n#include_next "a.h"', { files, includeDirs })).toBe("own own");
    const next = "#if __has_include_next(<b.h>)\nyes\n#else\nno\n#endif";
    expect(
      expanded("#include <a.h>\n#include <b.h>", {
        files: { "/one/a.h": next, "/one/b.h": next },
        includeDirs,
      }),
    ).toBe("no no");
  });
  it("counts levels, and each file has its own lines", () => {
    const files = { "/p/a.h": '\n#line 9 "g.y"\n__LINE__ __INCLUDE_LEVEL__ __FILE__ __BASE_FILE__\n' };
    expect(expanded('__INCLUDE_LEVEL__\n#include "a.h"\n__LINE__ __FILE__', { files })).toBe(
      '0 9 1 "g.y" "/p/main.c" 3 "/p/main.c"',
    );
  });
  it("is silent about what is absent", () => {
    expect(expanded("#include <sys/mman.h>\n#include ABSENT\n#include\na")).toBe("a");
  });
  it("reads a guarded header once", () => {
    let reads = 0;
    const read = (path: string) => {
      reads++;
      return path === "/p/g.h" ? { text: "#if !defined(G)\n#define G\nx\n#endif\n" } : ("absent" as const);
    };
    expect(expanded('#include "g.h"\n'.repeat(50), { read })).toBe("x");
    expect(reads).toBe(1);
  });
  it("ends for headers that include each other", () => {
    const files = { "/p/a.h": '#include "b.h"\na', "/p/b.h": '#include "a.h"\nb' };
    expect(expanded('#include "a.h"\nend', { files })).toMatch(/^(?:[ab] )+end$/);
  });
});

it("names that nothing defines are a question, unless they are said to be undefined", () => {
  const text = "#if HAVE_MLOCK\nmlock\n#else\nno\n#endif";
  expect(expanded(text, { otherNames: "are unknown" })).toBe("mlock");
  expect(expanded(text)).toBe("no");
});
