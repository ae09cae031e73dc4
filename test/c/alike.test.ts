/** When one expansion serves two compilers: only where nothing read could have told them apart. */
import { expect, test } from "vitest";
import { preprocess } from "../../server/src/c/preprocess";
import { areAlike } from "../../server/src/c/preprocess/alike";

const first = { predefines: { __A__: "1", __WORD__: "8", BOTH: "1" }, constants: { FLAG: 1, SAME: 2 } };
const second = { predefines: { __B__: "1", __WORD__: "4", BOTH: "1" }, constants: { FLAG: 4, SAME: 2 } };

function expanded(text: string, compiler: typeof first | typeof second, defines: Record<string, string>) {
  const { predefines, constants } = compiler;
  return preprocess({
    file: "/p/main.c",
    text,
    read: (path) => (path === "/p/h.h" ? { text: "#ifdef __B__\nint b;\n#endif\n" } : "absent"),
    includeDirs: [],
    predefines: { ...predefines, ...defines },
    constants,
    interesting: /mlock/,
  });
}

function told(text: string, defines: Record<string, string> = {}): "alike" | "not alike" {
  const before = expanded(text, first, defines);
  const compiler = (of: typeof first | typeof second) => ({
    ...of,
    predefines: { ...of.predefines, ...defines },
  });
  if (!areAlike([before], compiler(first), compiler(second))) return "not alike";
  expect(expanded(text, second, defines).text).toBe(before.text);
  return "alike";
}

test.each([
  "int a = BOTH;",
  "int f(void) { return FLAG; }",
  "#if SAME == 2\nint a;\n#endif",
  "#define JOIN(a, b) a##b\nint JOIN(x, y);",
])("alike: %s", (text) => expect(told(text)).toBe("alike"));

test.each([
  "#ifdef __A__\nint a;\n#endif",
  "int b = __B__;",
  "int a = __WORD__;",
  '#include "h.h"',
  "#define JOIN(a, b) a##b##__\nint a = JOIN(__, B);",
  "#if FLAG == 1\nint a;\n#endif",
  "#define X FLAG\n#if X == 1\nint a;\n#endif",
  "/* why */ #if SAME == 2 && /* how\n */ FLAG == 1\nint a;\n#endif",
  "#if SAME == 2 && \\\n FLAG == 1\nint a;\n#endif",
])("not alike: %s", (text) => expect(told(text)).toBe("not alike"));

test("what the command line defines may lead to what a compiler defines", () => {
  expect(told("int a = X;", { X: "__A__" })).toBe("not alike");
});
