/** The search that the linter is compared with: what it takes for a call, and that it sees what was not looked at. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder } from "../support/cli";
import { testEngine } from "../support/engine";
import { measure } from "./measure";
import { sitesIn } from "./tokens";

const names = new Set(["mlock", "munlock"]);
const kinds = (text: string) => sitesIn(text, names).map(({ kind, line }) => `${line} ${kind}`);

describe("what stands where", () => {
  test.each([
    ["mlock(p, n);", ["1 call"]],
    ["x = a ?\n mlock (p, n) : -1;", ["2 call"]],
    ["return mlock\n(p, n);", ["1 call"]],
    ["// mlock(p)\n/* mlock(p)\n mlock(p) */ munlock(p)", ["1 comment", "2 comment", "2 comment", "3 call"]],
    ['"mlock(p)" \'"\' mlock(p)', ["1 string", "1 call"]],
    ["int mlock(const void *p, size_t n);", ["1 declaration"]],
    ["void *mlock(p) { return munlock(p); }", ["1 declaration", "1 call"]],
    ["x->mlock(p); y.mlock(p);", ["1 member", "1 member"]],
    ["f(mlock); (mlock)(p)", ["1 no call", "1 no call"]],
    [
      "#define L(p) mlock(p)\n#define M \\\n munlock(p)\nL(q); mlock(p);",
      ["1 macro body", "3 macro body", "4 call"],
    ],
    ["#if 0\nmlock(p)\n#else\nmunlock(p)\n#endif\n#if A\nmlock(p)\n#endif", ["2 #if 0", "4 call", "7 call"]],
  ])("%s", (text, expected) => expect(kinds(text)).toEqual(expected));

  test("the conditionals around a call, as written", () => {
    const [site] = sitesIn("#ifdef A // yes\n#if B > 1\nx\n#elif C\nmlock(p);\n#endif\n#endif", names);
    expect(site?.behind).toEqual(["#ifdef A", "not #if B > 1", "#elif C"]);
  });
});

test("calls in files and headers are looked at; what is not has a cause", async () => {
  const root = folder({
    "a.c": "int f(void *p) {\n#ifdef A\n  return mlock(p, 1);\n#else\n  return munlock(p, 1);\n#endif\n}\n",
    "h.h": "static inline int g(void *p) { return mlock(p, 1); }\n",
    "b.c": '#include "h.h"\n',
    "off.c": "#define OFF 0\nint h(void *p) {\n#if OFF\n  return mlock(p, 1);\n#endif\n  return 0;\n}\n",
    "nobody.c": "#if 0\nint i(void *p) { return mlock(p, 1); }\n#endif\n// mlock()\n",
  });
  const { calls, missed, kinds } = await measure(root, await testEngine());
  expect(calls).toBe(4);
  expect(missed).toMatchObject([
    { file: join(root, "off.c"), line: 4, name: "mlock", cause: "behind #if OFF" },
  ]);
  expect([...kinds].sort()).toEqual([
    ["#if 0", 1],
    ["call", 4],
    ["comment", 1],
  ]);
});
