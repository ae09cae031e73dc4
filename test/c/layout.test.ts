/** Sizes, offsets and alignments against the machine's own C compiler. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { preprocess } from "../../server/src/c/preprocess";
import { readUnit } from "./read";

const declarations = `
typedef int aligned_int __attribute__((aligned(16)));
typedef unsigned long word;
struct plain { char a; short b; char c; long d; char e; };
struct __attribute__((packed)) packed { char a; int b; short c; };
struct packed_after { char a; int b; } __attribute__((packed));
struct part_packed { char a; int b __attribute__((packed)); long c; };
struct __attribute__((aligned(32))) strict { char a; };
struct member_aligned { char a; char b __attribute__((aligned(8))); aligned_int c; };
struct alignas_member { char a; _Alignas(16) char b; };
union mixed { char a[5]; int b; double c; };
struct bits { unsigned a : 3, b : 30, c : 1; char d; int : 0; unsigned char e : 4; int f : 5; long g : 40; };
struct packed_bits { unsigned a : 3; unsigned b : 30; char c; } __attribute__((packed));
struct unnamed_bits { char a; int : 5; char b; };
struct nested { char a; struct { short x; union { char y; int z; }; }; struct { char p, q; } in[3]; char last; };
struct flexible { int n; char data[]; };
struct pointers { char a; void *p; int (*f)(int); char (*arr)[7]; char *names[3]; };
struct two_dimensions { char a; short m[2][3]; };
struct holds { struct plain p; struct packed q; union mixed u; };
struct floats { char a; float b; double c; char d; long double e; };
struct wide { char a; long long b; _Bool c; enum { RED, BLUE } d; };
struct empty_array { char a; int none[0]; };
struct computed { char a[sizeof(struct plain) * 2 + (1 << 2)]; char b[BLUE ? 13 : 7]; char c; };
struct rlimit_like { unsigned long cur, max; };
`;

const expressions = [
  ...["plain", "packed", "packed_after", "part_packed", "strict", "member_aligned", "alignas_member"],
  ...["bits", "packed_bits", "unnamed_bits", "nested", "flexible", "pointers", "two_dimensions", "holds"],
  ...["floats", "wide", "empty_array", "computed", "rlimit_like"],
]
  .flatMap((tag) => [`sizeof(struct ${tag})`, `_Alignof(struct ${tag})`])
  .concat([
    "sizeof(union mixed)",
    "_Alignof(union mixed)",
    "_Alignof(aligned_int)",
    "__builtin_offsetof(struct plain, d)",
    "__builtin_offsetof(struct packed, c)",
    "__builtin_offsetof(struct part_packed, b)",
    "__builtin_offsetof(struct part_packed, c)",
    "__builtin_offsetof(struct member_aligned, b)",
    "__builtin_offsetof(struct member_aligned, c)",
    "__builtin_offsetof(struct alignas_member, b)",
    "__builtin_offsetof(struct bits, d)",
    "__builtin_offsetof(struct packed_bits, c)",
    "__builtin_offsetof(struct unnamed_bits, b)",
    "__builtin_offsetof(struct nested, z)",
    "__builtin_offsetof(struct nested, in[1].q)",
    "__builtin_offsetof(struct nested, last)",
    "__builtin_offsetof(struct flexible, data)",
    "__builtin_offsetof(struct pointers, names[2])",
    "__builtin_offsetof(struct two_dimensions, m[1][2])",
    "__builtin_offsetof(struct holds, u)",
    "__builtin_offsetof(struct floats, e)",
    "__builtin_offsetof(struct wide, d)",
    "__builtin_offsetof(struct computed, c)",
    "sizeof(int (*)(void))",
    "sizeof(char[3][4])",
    "sizeof(word)",
    "sizeof(((struct nested *)0)->in)",
    "sizeof(0 ? 1 : 1UL)",
    "sizeof('a')",
    'sizeof("abc" "d")',
    "sizeof(char) * 3 - 1",
    "(unsigned char)300 + (signed char)200",
    "(unsigned)-1 / 2 + (-7 >> 1)",
    "(long)(unsigned)-1 + (long)-1U",
    "0x80000000 > 0",
    "-1 < 0u",
    "-7 / 2 * 10 + -7 % 3",
    "'\\\\' + '\\x41' + '\\377' + '\\n'",
    "1 ? 2 : 3 / 0",
    "!5 + ~0 + (3, 4)",
    "(5 & 6 | 1) ^ 2",
    "(short)70000 + (_Bool)4",
    "010 + 0b11",
    "4294967296 - 1 + 2147483647U * 2",
  ]);

/** What our own layout makes of the expressions; "?" where it does not know. */
function ours(): readonly string[] {
  const functions = expressions.map((expression, i) => `long f${i}(void) { return ${expression}; }`);
  const unit = readUnit(`${declarations}\n${functions.join("\n")}`);
  return expressions.map((expression, i) => {
    const last = unit.functions.get(`f${i}`)?.blocks.at(-1)?.terminator;
    const known = last?.op === "return" && last.value?.kind === "integer" ? last.value.value : "?";
    return `${expression} = ${known}`;
  });
}

function theirs(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "layout-"));
  const source = join(folder, "layout.c");
  const program = join(folder, "layout");
  const lines = expressions.map((expression) => `printf("%ld\\n", (long)(${expression}));`);
  writeFileSync(
    source,
    `#include <stdio.h>\n${declarations}\nint main(void) {\n${lines.join("\n")}\nreturn 0;\n}\n`,
  );
  execFileSync("cc", ["-w", "-o", program, source]);
  const values = execFileSync(program, { encoding: "utf8" }).trim().split("\n");
  rmSync(folder, { recursive: true });
  return expressions.map((expression, i) => `${expression} = ${values[i]}`);
}

const machine = spawnSync("cc", ["-dumpmachine"], { encoding: "utf8" }).stdout?.trim() ?? "";

test("constants and layouts are the compiler's", (context) => {
  if (!/^x86_64-.*linux/.test(machine)) {
    context.skip(`needs a C compiler for x86_64 Linux, cc is ${machine === "" ? "absent" : machine}`);
  }
  expect(ours()).toEqual(theirs());
});

test("ILP32 has its own sizes", () => {
  const text = "struct s { char a; void *p; long n; long long w; }; size_t z; paddr_t a;";
  const unit = readUnit(
    `${text} long f(void) { return sizeof(struct s) * 100 + sizeof(z) * 10 + sizeof a; }`,
    {
      model: "ILP32",
    },
  );
  expect(unit.functions.get("f")?.blocks[0]?.terminator).toMatchObject({ value: { value: 2044 } });
});

const expansionOf = (text: string): string =>
  preprocess({
    file: "/p/main.c",
    text,
    read: () => "absent",
    includeDirs: [],
    predefines: {},
    constants: {},
    interesting: /\bmlock\b/,
  }).text;

test("#pragma pack comes through the preprocessor, and other pragmas do not", () => {
  const text = `#define SMALL 1
#pragma pack(push, 1) // tight
struct s { char a; int b; };
  #  pragma pack ( pop )
#pragma GCC poison x
struct t { char a; int b; };
`;
  const expanded = expansionOf(text);
  expect(expanded.match(/^.*#.*$/gm)?.map((line) => line.trim())).toEqual([
    "#pragma pack(push, 1)",
    "#pragma pack( pop )",
  ]);
  const unit = readUnit(`${expanded} int f(void) { return sizeof(struct s) * 10 + sizeof(struct t); }`);
  expect(unit.functions.get("f")?.blocks[0]?.terminator).toMatchObject({ value: { value: 58 } });
});

test("_Pragma is a pragma, from a macro too", () => {
  const text = `#define PRAGMA(x) _Pragma(#x)
#define PACKED_BEGIN PRAGMA(pack(push, 1))
PACKED_BEGIN struct s { char a; int b; };
_Pragma("pack(pop)") struct t { char a; int b; }; _Pragma("omp for")
int f(void) { return sizeof(struct s) * 10 + sizeof(struct t); }`;
  const expanded = expansionOf(text);
  expect(expanded).not.toContain("omp");
  expect(readUnit(expanded).functions.get("f")?.blocks[0]?.terminator).toMatchObject({
    value: { value: 58 },
  });
});

test("nobody knows how long an array is that #embed fills", () => {
  const text = `static const unsigned char key[] = {
#embed "key.bin" limit(32) suffix(,)
  0
};
struct { int length; unsigned char bytes[]; } image = { 7, {
  1,
#embed <image.bin>
} };
unsigned long f(void) { return sizeof key; }
int g(void) { return image.length; }`;
  const { functions } = readUnit(expansionOf(text));
  expect(functions.get("f")?.blocks[0]?.terminator).toMatchObject({ value: { kind: "unknown" } });
  expect(functions.get("g")?.blocks[0]?.terminator).toMatchObject({ op: "return" });
});
