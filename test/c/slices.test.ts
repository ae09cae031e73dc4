/** Parsing and lowering stop now and then, and may be given up there. */
import { describe, expect, test } from "vitest";
import { variants } from "../../server/src/c/preprocess";
import { type CParser, loadParser } from "../../server/src/c/syntax/parse";
import { layouts } from "../../server/src/c/types/layouts";
import { Scope } from "../../server/src/c/unit";
import { finished } from "../../server/src/text/slices";
import { unitInSlices } from "../support/unit";
import { expandedFrom, openParser, wasmFiles } from "./read";
import { firstDifference } from "./trees";

const functions = (count: number) =>
  Array.from({ length: count }, (_, i) => `int f${i}(int a) { return a > ${i} ? f${i}(a - 1) : a * ${i}; }`);
const large = functions(4_000).join("\n");
const small = "struct s { int a; } x;";

describe.each(["native", "wasm"] as const)("the %s parser", (backEnd) => {
  const treeOf = (parser: CParser, text: string) => parser.parse(text).root;

  test("goes on where it stopped, whatever was parsed meanwhile", async () => {
    const parser = await openParser(backEnd);
    const first = parser.parseInSlices(large);
    const begun = first.next();
    const second = parser.parseInSlices(`${large}\n${small}`);
    second.next();
    expect(firstDifference(treeOf(parser, small), treeOf(await openParser(backEnd), small))).toBeUndefined();
    const tree = begun.done ? begun.value : finished(first);
    expect(firstDifference(tree.root, treeOf(parser, large))).toBeUndefined();
    expect(finished(second).root.children.length).toBe(4_001);
  });

  test("what was given up is forgotten", async () => {
    const parser = await openParser(backEnd);
    for (let count = 0; count < 3; count++) parser.parseInSlices(large).next();
    expect(treeOf(parser, small).children.map(({ type }) => type)).toEqual(["declaration"]);
  });

  test("gives up a text that takes too long", async () => {
    const parser = await loadParser({
      prefer: backEnd,
      wasm: wasmFiles,
      patience: (length) => (length > 100 ? 1 : 1e6),
    });
    const { root, isGivenUp } = parser.parse(large);
    expect([isGivenUp, root.childCount]).toEqual([true, 0]);
    expect(parser.parse(small).isGivenUp).toBe(false);
  });
});

test("the preprocessor stops in a long file, between short ones, and among macros", () => {
  const stopsIn = (text: string) => {
    const slices = variants({
      file: "/p/main.c",
      text,
      read: (path) => (path === "/p/h.h" ? { text: "int a;\n".repeat(1_000) } : "absent"),
      includeDirs: [],
      predefines: {},
      constants: {},
      interesting: /mlock/,
    });
    let stops = 0;
    while (!slices.next().done) stops++;
    return stops;
  };
  expect(stopsIn("int a;\n")).toBe(0);
  expect(stopsIn("int a;\n".repeat(100_000))).toBeGreaterThanOrEqual(700_000 / 50_000);
  expect(stopsIn('#include "h.h"\n'.repeat(100))).toBeGreaterThanOrEqual(700_000 / 50_000);
  const tenfold = (name: string, of: string) => `#define ${name} ${`${of} `.repeat(10)}\n`;
  const macros = tenfold("A", "a") + tenfold("B", "A") + tenfold("C", "B");
  expect(stopsIn(macros + "C\n".repeat(100))).toBeGreaterThanOrEqual((100 * 1_000 * 4) / 50_000);
});

test("between two stops one function is lowered at most, and of a long one a thousand expressions", async () => {
  const parser = await openParser("native");
  const stopsIn = (text: string): number => {
    const slices = unitInSlices(expandedFrom(text), parser, {
      layout: layouts.LP64,
      prelude: new Scope(undefined),
      wanted: (outline) => new Set(outline.map(({ name }) => name)),
    });
    let stops = 0;
    while (!slices.next().done) stops++;
    return stops;
  };
  expect(stopsIn(functions(300).join("\n"))).toBeGreaterThanOrEqual(300);
  const nested = "if (n) { n++; while (n > 3) n--; } ";
  const long = (times: number) => `int f(int n) { ${nested.repeat(times)} return n; }`;
  expect(stopsIn(long(2000)) - stopsIn(long(1000))).toBeGreaterThanOrEqual(30);
});
