/** No text makes a check deaf: between two stops lies a bounded amount of work, however large the text is. */
import { expect, test } from "vitest";
import { createEngine } from "../../server/src/ide/engine";
import type { CheckRequest } from "../../server/src/ide/types";
import { openParser } from "../c/read";
import { workOf } from "./work";
import { worstCases } from "./worst-cases";

const engine = createEngine(await openParser("native"));

const times = (count: number, piece: (index: number) => string) =>
  Array.from({ length: Math.ceil(count) }, (_, index) => piece(index)).join("");

/** One of each thing that is usually short. */
const longThings: Readonly<Record<string, (size: number) => string>> = {
  "one use of a bomb": () =>
    `${["ab", "bc", "cd", "de"].map(([from, to]) => `#define ${to} ${`${from} `.repeat(20)}\n`).join("")}int e;`,
  "a macro's long argument": (size) =>
    `#define f(x) x\nint g(int a) { return f(${"a + ".repeat(size / 4)}1); }`,
  "one function": (size) =>
    `int f(int n) {\n${"  if (n > 3) { n = n * 2 + g(n); }\n".repeat(size / 36)}  return n;\n}`,
  "a table": (size) =>
    `struct s { int a; const char *b; int (*f)(void); };\nstatic struct s t[] = { ${'{ 1, "2", g }, '.repeat(size / 16)} };\nint f(void) { return mlock(t, sizeof t); }`,
  "a function's own table": (size) =>
    `int f(void) { int t[] = { ${"1, ".repeat(size / 3)} }; return mlock(t, sizeof t); }`,
  "arguments of one call": (size) => `int f(int a) { return mlock(a, ${"a + 1, ".repeat(size / 7)}1); }`,
  "an expression of statements": (size) =>
    `int f(int a) { a = ({ ${"a = a + 1; ".repeat(size / 11)} a; }); return mlock(a, 1); }`,
  "names in one declaration": (size) =>
    `int f(void) { int ${"a, ".repeat(size / 3)}b; return mlock(&b, 4); }`,
  "a switch": (size) =>
    `int f(int a) { switch (a) { ${times(size / 24, (n) => `case ${n}: a = 1; break; `)}} return mlock(&a, 4); }`,
};

/** Of what is slow for its size, that in which a single thing takes long. */
const slowThings = [
  "attributes that never end",
  "conditionals on many names",
  "macros in each other's arguments",
  "open braces",
  "ordinary functions",
  "unknown macros in a row",
  "uses of macros",
] as const;

/** Runs of straight pieces of code. */
const most = 1_000_000;

const requestOf = (text: string): CheckRequest => ({
  file: "/p/a.c",
  text: `${text}\nint g(void *p) { return mlock(p, 4096); }\n`,
  platforms: ["linux"],
  includeDirs: [],
  defines: {},
  read: () => "absent",
});

// What is made once for all files.
engine.check(requestOf(""));

test.each([...slowThings.map((name) => [name, worstCases[name]] as const), ...Object.entries(longThings)])(
  "%s",
  async (_name, textOf) => {
    const work = await workOf(stagesOf(requestOf(textOf?.(100_000) ?? "")), 150);
    expect(work.length).toBeGreaterThan(5);
    expect(Math.max(...work)).toBeLessThan(most);
  },
);

function* stagesOf(request: CheckRequest): Generator<unknown, void> {
  const steps = engine.checkInSlices(request);
  // What the run stops for, others count.
  for (let step = steps.next(); !step.done && step.value !== "run"; step = steps.next()) yield step.value;
}
