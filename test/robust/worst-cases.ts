/** Texts of any size that are made to be slow: each is said to cost time in proportion to its size. */

const repeated = (piece: string, size: number) => piece.repeat(Math.max(1, Math.round(size / piece.length)));
const numbered = (size: number, length: number, piece: (index: number) => string) =>
  Array.from({ length: Math.max(1, Math.round(size / length)) }, (_, index) => piece(index)).join("");

/** Name -> a text of about so many characters. */
export const worstCases: Readonly<Record<string, (size: number) => string>> = {
  "ordinary functions": (size) =>
    numbered(
      size,
      90,
      (n) => `int f${n}(int a, char *p) {\n  if (a > ${n}) return p[a];\n  mlock(p, 4096);\n  return 0;\n}\n`,
    ),
  "one line": (size) => `void f(void) { ${repeated("x = x + 1; ", size)} }`,
  "one comment": (size) => `/*${repeated(" * ", size)}*/`,
  "many comments": (size) => repeated("/* a */ x; // b\n", size),
  "never closed": (size) => repeated("/* ", size),
  quotes: (size) => repeated("' \" \n", size),
  splices: (size) => repeated("a\\\n", size),
  "splices in directives": (size) => repeated("#define A \\\n 1 \\\n\n", size),
  "macros in a chain": (size) =>
    `#define m0 1\n${numbered(size, 20, (n) => `#define m${n + 1} m${n}\n`)}int x = m${Math.round(size / 20)};\n`,
  "macros in each other's arguments": (size) =>
    `#define f(x) x\n${repeated("f(", size / 2)}1${repeated(")", size / 2)}`,
  "uses of macros": (size) => `#define f(x, y) (x + y * x)\n${repeated("int a = f(1, f(2, 3));\n", size)}`,
  "uses that never end": (size) => `#define f(x) x\n${repeated("f(1 ", size)}`,
  "names of function-like macros": (size) => `#define f(x) x f\n${repeated("f f(1) ", size)}`,
  "a bomb of macros": (size) =>
    `#define b0 x\n${numbered(size, 24, (n) => `#define b${n + 1} b${n} b${n}\n`)}b${Math.round(size / 24)}`,
  "a bomb of arguments": (size) =>
    `#define c0(x) x\n${numbered(size, 30, (n) => `#define c${n + 1}(x) c${n}(x x)\n`)}c${Math.round(size / 30)}(y)`,
  "self-reference": (size) => `#define s s s\n${repeated("s ", size)}`,
  "conditionals beside each other": (size) => repeated("#if A\nint x;\n#else\nint y;\n#endif\n", size),
  "conditionals in each other": (size) => repeated("#if A\n", size / 2) + repeated("#endif\n", size / 2),
  "conditionals on many names": (size) =>
    numbered(size, 60, (n) => `#if defined(A${n}) && B${n} > ${n}\nmlock(p, 1);\n#endif\n`),
  "a long condition": (size) => `#if ${repeated("1 + ", size)}1\nint x;\n#endif\n`,
  "a deep condition": (size) => `#if ${repeated("(", size / 2)}1${repeated(")", size / 2)}\nint x;\n#endif\n`,
  "an #elif chain": (size) => `#if A0\n${numbered(size, 20, (n) => `#elif A${n}\nx\n`)}#endif\n`,
  hashes: (size) => repeated("# \n", size),
  "absent headers": (size) => numbered(size, 22, (n) => `#include <a${n}.h>\n`),
  parentheses: (size) => `int x = ${repeated("(", size / 2)}1${repeated(")", size / 2)};`,
  braces: (size) => `void f(void) ${repeated("{", size / 2)}${repeated("}", size / 2)}`,
  "open braces": (size) => repeated("void f(void) { if (x) { ", size),
  operators: (size) => `int x = ${repeated("1 + ", size)}1;`,
  "stars and commas": (size) => repeated("* , ", size),
  "statements from a small macro": (size) =>
    `#define s ${repeated("x++; ", Math.min(size, 4000))}\nvoid f(int x) { ${repeated("s ", size)} }`,
  "unknown macros in a row": (size) => `void f(void) { ${repeated("A(1) ", size)}`,
  "attributes that never end": (size) => repeated("__attribute__((", size),
};
