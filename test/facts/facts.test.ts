/** Every statement of the manual pages is shown by a test, or stands in a list of those that nothing can show. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { accountOf } from "./account";
import { contradictions } from "./contradictions";
import { type Evidence, fixtureSeen, readEvidence, testsOf } from "./evidence";
import { hoverOn, type Statement, statement, transcript } from "./statement";
import { pages, statements } from "./statements";
import { unshown } from "./unshown";

const root = join(__dirname, "../..");
const headings = join(root, "../shared/seed-facts.md");

test("every statement is shown", () => {
  const { settled, complaints } = accountOf({ statements, contradictions, unshown }, readEvidence(root));
  expect(complaints).toEqual([]);
  expect(settled).toHaveLength(171);
});

test("those that nothing can show are these", () => {
  expect(Object.keys(unshown)).toEqual(["S3-31", "S4-35", "S4-37"]);
});

test("no number is left out", () => {
  expect(pages.map(({ length }) => length)).toEqual([32, 40, 31, 31, 37]);
  const numbered = pages.map((page, index) =>
    page.map((_, at) => `S${index}-${String(at + 1).padStart(2, "0")}`),
  );
  expect(pages.map((page) => page.map(({ id }) => id))).toEqual(numbered);
  expect(contradictions.map(({ id }) => id)).toEqual(Array.from({ length: 19 }, (_, at) => `C${at + 1}`));
});

test.skipIf(!existsSync(headings))(
  "the numbers are those of the fact sheet (skipped where it is absent)",
  () => {
    const text = readFileSync(headings, "utf8");
    const ids = [...text.matchAll(/^### (S\d-\d\d) /gm)].map(([, id]) => id);
    expect(statements.map(({ id }) => id)).toEqual(ids);
    const topics = [...text.matchAll(/^\| (C\d+) \|/gm)].map(([, id]) => id);
    expect(contradictions.map(({ id }) => id)).toEqual([...topics, "C19"]);
  },
);

describe("what shows nothing does not pass", () => {
  const run = transcript("t");
  const locks = "given linux\ntest: S0-01 C1 it locks\nmap m 1\nmlock m 1p -> 0";
  const evidence = (text: string): Evidence => ({
    tests: testsOf("t.sim", text),
    fixtures: new Map([["a-rule/f.c", fixtureSeen("a-rule", "// shows: S0-02\nf(); // expect: other-rule")]]),
    page: (name) => (name === "mlock" ? "it locks" : undefined),
  });
  const complaints = (text: string, ...claimed: readonly Statement[]) =>
    accountOf({ statements: claimed, contradictions: [], unshown: {} }, evidence(text)).complaints.join("\n");

  test.each<[string, string, Statement, RegExp]>([
    ["nothing", locks, statement("S0-01", ""), /S0-01: nothing shows it/],
    ["a test that is not there", locks, statement("S0-03", "", run), /S0-03: no test of t.sim names it/],
    [
      "a test that fails",
      locks.replace("-> 0", "-> -1 EPERM"),
      statement("S0-01", "", run),
      /t.sim:4 .*gives 0/,
    ],
    [
      "a test that expects nothing",
      locks.replace("-> 0", ""),
      statement("S0-01", "", run),
      /expects nothing/,
    ],
    ["a test that nobody claims", locks, statement("S0-03", ""), /S0-01: t.sim names it/],
    ["no page", locks, statement("S0-01", "", hoverOn("linux")("gone", "it")), /no page gone/],
    [
      "other words",
      locks,
      statement("S0-01", "", hoverOn("linux")("mlock", "it pins")),
      /does not say "it pins"/,
    ],
    [
      "a fixture of another rule",
      locks,
      statement("S0-02", "", { kind: "fixture", file: "a-rule/f.c" }),
      /expects nothing of its rule/,
    ],
  ])("%s", (_, text, claimed, complaint) => {
    expect(complaints(text, claimed)).toMatch(complaint);
  });

  const secondBlock = (given: string, calls: string) => `given ${given}\ntest: C1\nmap m 1\n${calls}`;
  test.each<[string, string, number]>([
    ["nothing else", "", 1],
    ["the same outcome", secondBlock("linux-2.4, privileges lock", "mlock m 1p -> 0"), 1],
    ["the same platform", secondBlock("linux, limit 0", "mlock m 1p -> -1 EPERM"), 1],
    ["other calls", secondBlock("qnx6, privileges none", "mlock m 1 -> -1 EPERM"), 1],
    ["another outcome", secondBlock("qnx6, privileges none", "mlock m 1p -> -1 EPERM"), 0],
  ])("a contradiction needs the same calls on two platforms, and has %s", (_, second, count) => {
    const claims = {
      statements: [],
      contradictions: [{ id: "C1", topic: "", readings: "calls" } as const],
      unshown: {},
    };
    const found = accountOf(claims, evidence(`${locks}\n${second}`)).complaints;
    expect(found.filter((why) => why.includes("no two platforms"))).toHaveLength(count);
    expect(found.filter((why) => why.includes("gives"))).toEqual([]);
  });
});
