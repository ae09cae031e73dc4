/** Every repair that is offered on a fixture or page is proved; and a repair that is none would be seen. */
import { afterAll, describe, expect, test } from "vitest";
import { loadParser } from "../../server/src/c/syntax/parse";
import { createEngine } from "../../server/src/ide/engine";
import type { Finding, Fix } from "../../server/src/ide/types";
import { lineIndex } from "../../server/src/text/lines";
import { type Case, casesOf, check, type Example, examples } from "./cases";
import { startCompiler } from "./compiler";
import { openMachine } from "./machine";
import { type Proof, prove, type Tools } from "./prove";
import { stubNames } from "./stubs";
import { summaryLine } from "./summary";

const parser = await loadParser();
const [compiler, machine] = [startCompiler(), openMachine()];
const tools: Tools = { engine: createEngine(parser), parser, compiler, machine };
const proofs: Proof[] = [];

afterAll(() => {
  if (typeof compiler === "string") process.stderr.write(`No repair was compiled: ${compiler}.\n`);
  if (typeof machine === "string") process.stderr.write(`No repair was run: ${machine}.\n`);
  process.stderr.write(`${summaryLine(proofs)}\n`);
  if (typeof compiler !== "string") compiler.dispose();
  if (typeof machine !== "string") machine.dispose();
});

describe("repairs", () => {
  // Some have many, and each is compiled for every platform of its finding.
  const patience = { timeout: 240_000 };
  const named = examples().map((example) => [example.name, example] as const);
  test.each(named)("%s", patience, (_name, example) => {
    const own = casesOf(tools.engine, example).map((one) => prove(one, tools));
    proofs.push(...own);
    expect(own.flatMap(({ name, complaints }) => complaints.map((words) => `${name}: ${words}`))).toEqual([]);
  });

  test("every rule that is said to be fixable has one, and no other", () => {
    const fixable = tools.engine.rules.filter((rule) => rule.fixable).map(({ id }) => id);
    expect([...new Set(proofs.map(({ rule }) => rule))].sort()).toEqual(fixable.sort());
  });
});

test
  .skipIf(typeof compiler === "string")
  .each(["qnx8", "qnx7", "qnx6", "illumos", "solaris", "macos"] as const)(
  "the headers that stand in for those of %s compile",
  (platform) => {
    if (typeof compiler === "string") return;
    const text = stubNames(platform)
      .map((name) => `#include <${name}>\n`)
      .join("");
    const program = { text, file: "/example/all.c", platform, defines: {} };
    expect(text).not.toBe("");
    expect(compiler.complaints(program)).toEqual([]);
  },
);

const program = `#include <stdio.h>
#include <sys/mman.h>
static char area[4096];
int main(void) {
    mlock(area, sizeof area);
    return 0;
}
`;
const example: Example = {
  name: "wrong",
  file: "/example/wrong.c",
  text: program,
  platforms: ["linux"],
  defines: {},
};

/** The statement that locks, in other words. */
function replaced(newText: string): Case {
  const before = check(tools.engine, example, program);
  const [finding] = before.findings as [Finding];
  const lines = lineIndex(program);
  const start = program.indexOf("mlock(");
  const end = start + "mlock(area, sizeof area);".length;
  const edit = { file: example.file, start: lines.positionAt(start), end: lines.positionAt(end), newText };
  const fix: Fix = { title: "wrong", safe: false, edits: [edit] };
  return { example, before, finding, fix };
}

describe("a repair that is none", () => {
  test.each([
    ["does not parse", "if (mlock(area, sizeof area) == -1) { return 1;", "it does not parse"],
    ["leaves the finding", "mlock(area, 4096);", "the result of mlock() is ignored"],
    ["brings another", "if (mlock(area, sizeof area) == EPERM) return 1;", "wrong-result-test"],
  ])("%s", (_name, newText, complaint) => {
    expect(prove(replaced(newText), tools).complaints.join("\n")).toContain(complaint);
  });

  test.skipIf(typeof compiler === "string").each([
    ["names what nobody declares", "if (mlock(area, sizeof area) == -1) exit(1);", "exit"],
    ["brings a warning", "int unused; if (mlock(area, sizeof area) == -1) return 1;", "unused variable"],
  ])("%s", (_name, newText, complaint) => {
    expect(prove(replaced(newText), tools).complaints.join("\n")).toContain(complaint);
  });

  test.skipIf(typeof machine === "string").each([
    ["hides the failure", "(void)mlock(area, sizeof area);", "nobody is told"],
    ["fails", "if (mlock(area, sizeof area) == -1) return 1; return 2;", "it ends with 2"],
    ["locks nothing", "if (mlock(area, 0) == -1) return 1;", "it locks nothing"],
    [
      "loses its lock",
      "int fork(void); void _exit(int); if (mlock(area, sizeof area) == -1) return 1; if (fork() > 0) _exit(0);",
      "lost mlock",
    ],
  ])("%s", (_name, newText, complaint) => {
    expect(prove(replaced(newText), tools).complaints.join("\n")).toContain(complaint);
  });
});
