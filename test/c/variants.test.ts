/** Which configurations of a program that was never configured are looked at, and what is live in each. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { variants } from "../../server/src/c/preprocess";
import type { Expanded, PreprocessInput } from "../../server/src/c/source";
import { finished } from "../../server/src/text/slices";

function all(text: string, more: Partial<PreprocessInput> = {}): Expanded[] {
  const { first, further } = finished(
    variants({
      file: "/p/main.c",
      text,
      read: () => "absent",
      includeDirs: [],
      predefines: {},
      constants: {},
      interesting: /\bm(?:un)?lock\b(?=\()/,
      ...more,
    }),
  );
  return [first, ...[...further].filter((one) => one !== undefined)];
}

const words = ({ text }: Expanded) => text.replace(/\s+/g, " ").trim();

describe("how many", () => {
  const cases: [name: string, text: string, live: string[]][] = [
    ["one without conditionals", "mlock(a)", ["mlock(a)"]],
    [
      "one where all fits together",
      "#ifdef A\nmlock(a)\n#endif\n#ifndef B\nmlock(b)\n#endif",
      ["mlock(a) mlock(b)"],
    ],
    ["two for two branches", "#ifdef A\nmlock(a)\n#else\nmlock(b)\n#endif", ["mlock(a)", "mlock(b)"]],
    [
      "two for conditions that exclude each other",
      "#ifdef A\nmlock(a)\n#endif\n#ifndef A\nmlock(b)\n#endif",
      ["mlock(a)", "mlock(b)"],
    ],
    [
      "two for three branches of which one has no call",
      "#if A\nmlock(a)\n#elif B\nx\n#else\nmlock(c)\n#endif",
      ["mlock(a)", "mlock(c)"],
    ],
    [
      "the branch with most calls first",
      "#ifdef A\nmlock(a)\n#else\nmlock(b) munlock(b)\n#endif",
      ["mlock(b) munlock(b)", "mlock(a)"],
    ],
    [
      "the conflict inside another conditional",
      "#ifdef H\n#ifdef A\nmlock(a)\n#else\nmlock(b)\n#endif\n#endif\nz",
      ["mlock(a) z", "mlock(b) z"],
    ],
    [
      "at most four",
      "#if V == 1\nmlock(a)\n#elif V == 2\nmlock(b)\n#elif V == 3\nmlock(c)\n#elif V == 4\nmlock(d)\n#elif V == 5\nmlock(e)\n#endif",
      ["mlock(a)", "mlock(b)", "mlock(c)", "mlock(d)"],
    ],
    ["none for #if 0", "#if 0\nmlock(a)\n#else\nmlock(b)\n#endif", ["mlock(b)"]],
    ["none against a definition", "#define A 1\n#if A\nmlock(a)\n#else\nmlock(b)\n#endif", ["mlock(a)"]],
    ["none against #undef", "#undef A\n#if A\nmlock(a)\n#else\nmlock(b)\n#endif", ["mlock(b)"]],
    [
      "none for a dead branch in a dead branch",
      "#ifdef A\nmlock(a)\n#else\n#if 0\nmlock(b)\n#endif\n#endif",
      ["mlock(a)"],
    ],
    [
      "none for what nothing satisfies",
      "#ifdef A\nmlock(a)\n#ifndef A\nmlock(b)\n#endif\n#endif",
      ["mlock(a)"],
    ],
    [
      "none for comments and strings",
      '#ifdef A\nmlock(a)\n#else\n/* mlock(b) */ "mlock(c)" // mlock(d)\n#endif',
      ["mlock(a)"],
    ],
    ["none for a replacement", "#ifdef A\nmlock(a)\n#else\n#define munlock(p) 0\n#endif", ["mlock(a)"]],
    [
      "a wrapper macro's body counts",
      "#ifdef A\n#define L(p) mlock(p)\n#else\n#define L(p) munlock(p)\n#endif\nL(x)",
      ["mlock(x)", "munlock(x)"],
    ],
  ];
  it.each(cases)("%s", (_, text, live) => {
    expect(all(text).map(words)).toEqual(live);
  });

  it("says how much was left dead", () => {
    const many = Array.from({ length: 7 }, (_, i) => `#if V == ${i}\nmlock(${i})\n#endif\n`).join("");
    expect(all(many).map(({ dormant }) => dormant)).toEqual([6, 5, 4, 3]);
    expect(all("#ifdef A\nmlock(a)\n#endif").map(({ dormant }) => dormant)).toEqual([0]);
  });
});

describe("what the others are like", () => {
  it("a further configuration changes no more than it must", () => {
    const text =
      "#ifdef A\nmlock(a)\n#else\nmlock(b)\n#endif\n#ifdef H\nmunlock(h)\n#else\nno\n#endif\n#ifdef Q\nq\n#endif";
    expect(all(text).map(words)).toEqual(["mlock(a) munlock(h)", "mlock(b) munlock(h)"]);
    expect(all(text).map(({ assumed }) => assumed)).toEqual([
      { A: "1", H: "1", Q: "undefined" },
      { A: "undefined", H: "1", Q: "undefined" },
    ]);
  });

  it("a header's branches count as the file's own", () => {
    const header = "#ifdef A\nmlock(a)\n#else\nmlock(b)\n#endif\n";
    const read = (path: string) => (path === "/p/h.h" ? { text: header } : ("absent" as const));
    expect(all('#include "h.h"\nz', { read }).map(words)).toEqual(["mlock(a) z", "mlock(b) z"]);
  });

  it("-U and -include are heard", () => {
    const text = "#if defined H && defined C\nmlock(h)\n#else\nno\n#endif";
    expect(all(text, { undefines: ["H"] }).map(words)).toEqual(["no"]);
    const read = (path: string) =>
      path === "/p/config.h" ? { text: "#define H 1\n#define C 1\n" } : ("absent" as const);
    const [only, more] = all(text, { read, forcedIncludes: ["/p/config.h", "/p/none.h"] });
    expect([only && words(only), only?.assumed, more]).toEqual(["mlock(h)", {}, undefined]);
  });

  // A variable's value is the same wherever it is asked for: what is live is what a compiler with -D would see.
  it("each is one that a compiler could be given", () => {
    const condition = fc.constantFrom(
      "defined A",
      "!defined A",
      "defined B",
      "defined A && defined B",
      "A > 1",
      "A == 2 || B",
    );
    const piece = fc.tuple(condition, fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const text = pieces
          .map(
            ([when, a, b], i) =>
              `#if ${when}\n${a ? "mlock" : "x"}(${i})\n#else\n${b ? "munlock" : "y"}(${i})\n#endif\n`,
          )
          .join("");
        for (const variant of all(text)) {
          const defined = Object.entries(variant.assumed).filter(([, value]) => value !== "undefined");
          // Taken as a whole, without values: nothing to give to a compiler.
          if (defined.some(([, value]) => value === "chosen")) continue;
          const undefines = ["A", "B"].filter((name) => !defined.some(([other]) => other === name));
          const [same] = all(text, { predefines: Object.fromEntries(defined), undefines });
          expect(same && words(same)).toBe(words(variant));
        }
      }),
    );
  });
});
