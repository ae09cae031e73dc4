/** The judges are judged: fixtures are read strictly and held exactly. */
import { describe, expect, test } from "vitest";
import type { Certainty, Finding, Severity } from "../server/src/ide/types";
import { compare } from "./support/compare";
import { summaryLine } from "./support/count-reporter";
import { fencesOf } from "./support/fences";
import { applyFixes, leftOvers } from "./support/fixes";
import { parseFixture } from "./support/fixture";
import { rewriteMarks } from "./support/update";

const platforms = ["linux", "qnx7"] as const;

interface Said {
  readonly rule?: string;
  readonly line?: number;
  readonly columns?: readonly [number, number];
  readonly on?: readonly (typeof platforms)[number][];
  readonly certainty?: Certainty;
  readonly severity?: Severity;
  readonly message?: string;
}

function finding(said: Said = {}): Finding {
  const { rule = "a-rule", line = 1, columns = [0, 4], on = platforms, message = "so it is" } = said;
  const { certainty = "certain", severity = "warning" } = said;
  const [start, end] = columns.map((character) => ({ line, character }));
  const zero = { line, character: 0 };
  return {
    rule,
    severity,
    certainty,
    platforms: on.map((id) => ({ id, certainty, severity })),
    location: { file: "/f.c", start: start ?? zero, end: end ?? zero },
    message,
    path: [],
    because: [],
    fixes: [],
  };
}

const source = (...lines: readonly string[]) => ["// platforms: linux, qnx7", ...lines].join("\n");
const complaints = (text: string, ...findings: readonly Finding[]) =>
  compare(parseFixture(text), findings, platforms).complaints;

describe("what is borne out gives no complaint", () => {
  test.each<[string, readonly Said[]]>([
    ["f();", []],
    ["f(); // ok: because", []],
    ["f(); // expect: a-rule", [{}]],
    ["f(); // expect?: a-rule", [{ certainty: "possible" }]],
    ["f(); // expect info: a-rule", [{ severity: "info" }]],
    ['f(); // expect: a-rule @qnx7 "so it"', [{ on: ["qnx7"] }]],
    [
      "f(); // expect: a-rule @qnx7 // expect?: a-rule @linux",
      [{ on: ["qnx7"] }, { on: ["linux"], certainty: "possible" }],
    ],
    ["f(); // expect: a-rule // expect: b-rule", [{ rule: "b-rule" }, {}]],
    ["f(g);\n // ^ expect: a-rule\n//  ^^ expect: a-rule", [{ columns: [4, 6] }, { columns: [4, 5] }]],
    ["f(); // known-miss: a-rule one day", []],
    ["f(); // known-noise: a-rule one day", [{}]],
    ['f("http://x"); // a word // expect: a-rule', [{}]],
  ])("%s", (code, said) => {
    expect(complaints(source(code), ...said.map(finding))).toEqual([]);
  });
});

describe("what is not borne out does", () => {
  test.each<[string, readonly Said[], RegExp]>([
    ["f();", [{}], /line 2, linux, a-rule: expected 0, reported 1: "so it is"/],
    ["f(); // ok: because", [{}], /reported on a line marked ok: so it is/],
    ["f(); // expect: a-rule", [], /expected 1, reported 0/],
    ["f(); // expect: a-rule", [{}, {}], /expected 1, reported 2/],
    ["f(); // expect: a-rule", [{ line: 2 }], /line 3, .*expected 0/],
    ["f(); // expect: a-rule", [{ on: ["linux"] }], /qnx7.*expected 1, reported 0/],
    ["f(); // expect: a-rule @linux", [{}], /qnx7.*expected 0, reported 1/],
    ["f(); // expect: a-rule @illumos", [], /does not run on illumos/],
    ["f(); // expect: a-rule", [{ certainty: "possible" }], /is only possible/],
    ["f(); // expect?: a-rule", [{}], /is certain/],
    ["f(); // expect error: a-rule", [{}], /severity is warning, not error/],
    ['f(); // expect: a-rule "else"', [{}], /lacks "else": so it is/],
    ["f(g);\n//^ expect: a-rule", [{}], /columns are 0-4, not 2-3/],
    ["f(); // known-miss: a-rule one day", [{}], /known miss is found now/],
    ["f(); // known-noise: a-rule one day", [], /known noise is gone/],
  ])("%s", (code, said, complaint) => {
    expect(complaints(source(code), ...said.map(finding)).join("\n")).toMatch(complaint);
  });
});

describe("a mark that cannot be read is a problem", () => {
  test.each([
    "f(); // expect a-rule",
    "f(); // expect: A_Rule",
    "f(); // expect: a-rule because",
    "f(); // expect fatal: a-rule",
    "f(); // expect?? : a-rule",
    "f(); // ok",
    "f(); // ok:",
    "f(); // known-miss: a-rule",
    "f();\n// ^^^",
  ])("%s", (code) => {
    expect(parseFixture(source(code)).problems.join()).toMatch(/unreadable mark/);
  });

  test("so are marks above the code, headers said twice, and no platforms", () => {
    expect(parseFixture(source("// expect: a-rule", "f();")).problems).toHaveLength(1);
    expect(parseFixture(source("// platforms: linux", "f();")).problems).toHaveLength(1);
    expect(parseFixture("f();").problems).toHaveLength(1);
  });

  test("a comment that only sounds like a mark is none", () => {
    expect(parseFixture(source("f(); // expected, okay", "// okay")).marks).toEqual([]);
  });
});

test("marks do not speak to the linter, and the clean text has none", () => {
  const text = source(
    "// apply: round",
    "// assume: A B=2",
    "f(); // expect: a-rule",
    "//^ expect: b-rule",
    "g();",
  );
  const fixture = parseFixture(text);
  expect(fixture.text.split("\n").map((line) => line.trim())).toEqual(["", "", "", "f();", "", "g();"]);
  expect(fixture.text).toHaveLength(text.length);
  expect(fixture.clean).toBe("f();\ng();");
  expect([fixture.apply, fixture.defines]).toEqual(["round", { A: "1", B: "2" }]);
});

test("an update keeps what is right, drops what is not, and adds what happened", () => {
  const text = source(
    "f(); // expect: a-rule",
    "g(); // expect: b-rule",
    "h(); // why",
    "//^ expect: c-rule",
  );
  const findings = [finding(), finding({ line: 3, on: ["qnx7"], certainty: "possible" })];
  const verdict = compare(parseFixture(text), findings, platforms);
  expect(rewriteMarks(text, verdict, platforms)).toBe(
    source("f(); // expect: a-rule", "g();", "h(); // why // expect?: a-rule @qnx7"),
  );
});

describe("fixes", () => {
  const edit = (from: number, to: number, newText: string) => ({
    file: "/f.c",
    start: { line: 0, character: from },
    end: { line: 0, character: to },
    newText,
  });
  const fix = (...edits: ReturnType<typeof edit>[]) => ({ title: "t", safe: true, edits });

  test("apply together, an equal edit once, and not over each other", () => {
    expect(applyFixes("abc", [fix(edit(0, 0, "x"), edit(2, 3, "C")), fix(edit(0, 0, "x"))], "/f.c")).toBe(
      "xabC",
    );
    expect(() => applyFixes("abc", [fix(edit(0, 2, "")), fix(edit(1, 3, ""))], "/f.c")).toThrow("overlap");
    expect(() => applyFixes("abc", [fix(edit(0, 2, ""))], "/g.c")).toThrow("another file");
  });

  test("leave nothing that was fixed and nothing new", () => {
    const [a, b] = [finding(), finding({ rule: "b-rule" })];
    expect(leftOvers([a, b], [a], [b])).toEqual([]);
    expect(leftOvers([a], [a], [a])).toHaveLength(1);
    expect(leftOvers([a], [a], [b])).toHaveLength(1);
  });
});

test("fences of a page", () => {
  const page = "# r\n```c bad\nb\n```\n```c fixed\nf\n```\n```sh\nx\n```\n";
  expect(fencesOf(page)).toEqual([
    { kind: "bad", text: "b\n", line: 2, bads: [] },
    { kind: "fixed", text: "f\n", line: 5, bads: ["b\n"] },
  ]);
  expect(() => fencesOf("```c baad\n```\n")).toThrow("not bad, good or fixed");
});

test("the last line", () => {
  expect(summaryLine({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
  expect(summaryLine({ passed: 3, failed: 1, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
});
