/** Editing: whatever was typed before, findings are those of the text as it is; half-typed code costs its own function. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEngine } from "../../server/src/ide/engine";
import type { CheckResult, Engine } from "../../server/src/ide/types";
import { openParser } from "../c/read";

const root = join(import.meta.dirname, "..", "..");
const parser = await openParser("native");

function findingsOf(engine: Engine, text: string): CheckResult["findings"] {
  const request = { file: "/p/edited.c", text, read: () => "absent" as const, includeDirs: [], defines: {} };
  return engine.check({ ...request, platforms: ["linux", "qnx7"] }).findings;
}

const demo = readFileSync(join(root, "docs", "demo", "isr_driver.c"), "utf8");
const pieces = [
  "{",
  "}",
  "(",
  ")",
  ";",
  "x",
  " mlock(p, 1);",
  "/*",
  '"',
  "\n",
  "#if X\n",
  "FOREACH(i, l) {",
  "= ",
];
const edit = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 12 }),
  insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })),
});

test("findings after any edits are those of a fresh start", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      const kept = createEngine(parser);
      let text = demo;
      findingsOf(kept, text);
      for (const { at, remove, insert } of edits) {
        const start = at % (text.length + 1);
        text = text.slice(0, start) + insert + text.slice(start + remove);
        expect(findingsOf(kept, text)).toEqual(findingsOf(createEngine(parser), text));
      }
      expect(findingsOf(kept, demo)).toEqual(findingsOf(createEngine(parser), demo));
    }),
    { numRuns: 15, seed: 11 },
  );
});

const before = `#include <sys/mman.h>
#include <stdio.h>
static char area[4096] __attribute__((aligned(4096)));
int helper(int n);

int first(int n) {
  if (n > 1) {
    helper(n);
  }
  for (int i = 0; i < n; i++) printf("%d", i);
  return mlock(area, 4096) == 0 ? n : -1;
}

`;
const after = `int second(void) {
  mlock(area, 4096);
  return 0;
}
`;

/** How somebody who is typing leaves `first`. */
const breaks: readonly (readonly [string, (text: string) => string])[] = [
  ["an opening brace more", (text) => text.replace("helper(n);", "if (n) {")],
  ["a closing brace missing", (text) => text.replace("  }\n", "")],
  ["the last brace missing", (text) => text.replace(/\}\n\n$/, "\n")],
  ["a parenthesis open", (text) => text.replace("helper(n);", "helper(n")],
  ["a call begun", (text) => text.replace("helper(n);", "mlock(")],
  ["a condition begun", (text) => text.replace("helper(n);", "if (n ==")],
  ["an operator without operand", (text) => text.replace("helper(n);", "n = n +")],
  ["a string open", (text) => text.replace('"%d"', '"%d')],
  ["a member begun", (text) => text.replace("helper(n);", "n->")],
  ["a declaration begun", (text) => text.replace("helper(n);", "unsigned int")],
  ["a case without a switch", (text) => text.replace("helper(n);", "case 1")],
  ["an else begun", (text) => text.replace("  }\n", "  } else\n")],
];

describe("half-typed code costs only its own function", () => {
  const inSecond = (text: string) => {
    const start = text.slice(0, text.indexOf("int second")).split("\n").length - 1;
    return findingsOf(createEngine(parser), text)
      .filter(({ location }) => location.start.line >= start)
      .map(({ rule, severity, certainty, location }) => [
        rule,
        severity,
        certainty,
        location.start.line - start,
      ]);
  };
  const whole = inSecond(before + after);

  test("there is something to lose", () =>
    expect(whole).toContainEqual(expect.arrayContaining(["unchecked-result"])));

  test.each(breaks)("%s", (_name, broken) => {
    expect(broken(before)).not.toBe(before);
    expect(inSecond(broken(before) + after)).toEqual(whole);
  });
});
