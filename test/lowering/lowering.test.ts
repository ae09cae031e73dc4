/** The measure of what is lowered: over our own sources, and over text that it must not call whole. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openParser } from "../c/read";
import { cFiles } from "./corpus";
import { functionBodies } from "./definitions";
import { measureWith } from "./measure";
import { parseOptions } from "./options";
import { Tally } from "./report";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "lowering-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function tallyOf(...folders: string[]): Promise<Tally> {
  const measure = measureWith(await openParser("native"));
  const tally = new Tally();
  for (const { expand } of cFiles(folders)) {
    const { expanded, platform } = expand();
    tally.add(measure(expanded, platform, tally.costs));
  }
  return tally;
}

test("all of the demo and the rules' fixtures is lowered", async () => {
  const tally = await tallyOf(join(root, "docs", "demo"), join(root, "test", "rules"));
  expect(tally.text(9).trimEnd().split("\n").at(-1)).toMatch(
    /^\d{3,} functions, 100\.00 % lowered; slice: \d{2,} functions, 100\.00 % lowered$/,
  );
});

test("what is not lowered is counted, with its cause", async () => {
  const text = `int good(void) { return mlock(1); }
int bad(int a) { a = ; return a; }
int missing(int a) { if (a { return 1; } return mlock(a); }
int last(void) { return setjmp(x); }`;
  writeFileSync(join(folder, "some.c"), text);
  const tally = await tallyOf(folder);
  const said = tally.text(9);
  expect(said).toMatch(/^1 x (?:ERROR|MISSING) .* in \w+/m);
  expect(said).toMatch(/ functions, \d\d\.\d\d % lowered/);
  expect(said).not.toContain("100.00 % lowered; slice");
  expect(tally.reaches(0.995)).toBe(false);
  expect(tally.reaches(0.2)).toBe(true);
});

describe("bodies", () => {
  const shapes: readonly (readonly [string, readonly string[]])[] = [
    ["int f(void) { if (x) { } } static g(a) int a; { }", ["f", "g"]],
    ["struct s { int a; }; int a[] = { 1 }; enum { A }; int f(int);", []],
    ['extern "C" { int f(void) { } } // int g(void) {\n', ["f"]],
    ['int T(a)(int b) { } struct s h(void) { } /* { */ char *s = "{"; int k(void) { }', ["T", "h", "k"]],
  ];
  test.each(shapes)("%s", (text, names) => {
    expect(functionBodies(text).map(({ name }) => name)).toEqual(names);
  });
});

test("options", () => {
  expect(parseOptions(["--list", "3", "a"])).toEqual({ folders: ["a"], list: 3, mode: "share" });
  expect(parseOptions(["--backends", "a", "b"])).toMatchObject({ folders: ["a", "b"], mode: "backends" });
  for (const wrong of [[], ["--list", "x", "a"], ["--wrong", "a"]]) {
    expect(parseOptions(wrong)).toContain("usage: npm run test:lowering");
  }
});
