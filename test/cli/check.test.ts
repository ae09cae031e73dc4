/** `mlock-lint check`: status, text, JSON, and every kind of bad input. */
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../server/src/cli/report";
import { folder, mlockLint } from "../support/cli";

async function json(cwd: string, ...argv: string[]): Promise<Report> {
  return JSON.parse((await mlockLint(cwd, ["check", "--format", "json", ...argv])).out);
}

describe("exit status", () => {
  test.each([
    ["nothing found", "int x;", 0],
    ["only a note", "NOTE", 0],
    ["a warning", "POSSIBLE", 1],
    ["an error", "FAULT", 1],
  ])("%s", async (_, text, code) => {
    expect((await mlockLint(folder({ "a.c": text }), ["check", "a.c"])).code).toBe(code);
  });

  test("unreadable input outranks findings, which are printed all the same", async () => {
    const ended = await mlockLint(folder({ "a.c": "FAULT" }), ["check", "gone.c", "a.c"]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain("mlock-lint: gone.c: no such file or folder\n");
    expect(ended.out).toContain("a.c:1:1: error: FAULT is here [fault]");
  });
});

test("text is what compilers print; the summary is the last line of standard error", async () => {
  const { out, err } = await mlockLint(folder({ "a.c": "int x;\n  FAULT" }), ["check", "a.c"]);
  expect(out).toBe(
    "a.c:2:3: error: FAULT is here [fault]\n" +
      "a.c:1:1: note: it begins here\n" +
      "a.c:2:3: note: It is so. (a page)\n",
  );
  expect(err).toMatch(/^1 error in 1 file \(1 analysed, 1 tracked call, \d+ ms\)\n$/);
});

test("JSON says everything, counts from 1, and is sorted", async () => {
  const cwd = folder({ "lib/b.c": "NOTE FAULT", "a.c": "😀 FAULT" });
  const { findings, summary, ...head } = await json(cwd, "--platform", "qnx7,linux", "lib", "a.c");
  expect(head).toEqual({ version: 1, tool: { name: "mlock-lint", version: "0.1.0" } });
  expect(findings.map(({ file, line, column, rule }) => [file, line, column, rule])).toEqual([
    ["a.c", 1, 4, "fault"],
    ["lib/b.c", 1, 1, "note"],
    ["lib/b.c", 1, 6, "fault"],
  ]);
  expect(findings[0]).toEqual({
    rule: "fault",
    severity: "error",
    certainty: "certain",
    platforms: [
      { id: "qnx7", certainty: "certain", severity: "error" },
      { id: "linux", certainty: "certain", severity: "error" },
    ],
    file: "a.c",
    line: 1,
    column: 4,
    endLine: 1,
    endColumn: 9,
    message: "FAULT is here",
    path: [{ file: "a.c", line: 1, column: 1, message: "it begins here" }],
    because: [{ platform: "linux", fact: "mlock.effect", sentence: "It is so.", source: "a page" }],
    fixes: [
      {
        title: "Repair it",
        safe: true,
        edits: [{ file: "a.c", startLine: 1, startColumn: 4, endLine: 1, endColumn: 9, newText: "good" }],
      },
    ],
  });
  expect(summary).toEqual({
    files: 2,
    filesAnalysed: 2,
    functionsAnalysed: 3,
    trackedCalls: 3,
    suppressed: 0,
    targets: [{ id: "linux", evidence: "settings" }],
    silences: { "unknown pointer": 2 },
    skipped: [],
    milliseconds: expect.any(Number),
  });
});

test("a header judged by itself and through an includer is judged once", async () => {
  const cwd = folder({ "a.c": '#include "h.h"', "b.c": '#include "h.h"\nFAULT', "h.h": "FAULT FAULT" });
  const { findings } = await json(cwd, ".");
  expect(findings.map(({ file, column }) => `${file}:${column}`)).toEqual(["b.c:1", "h.h:1", "h.h:7"]);
});

describe("folders", () => {
  test(".gitignore counts at every level, and links are not followed", async () => {
    const cwd = folder({
      ".git/config": "",
      ".gitignore": "build/\n*.gen.c\n",
      "build/out.c": "FAULT",
      "src/x.gen.c": "FAULT",
      "src/.gitignore": "/private.c\n!keep.gen.c\n",
      "src/keep.gen.c": "FAULT",
      "src/private.c": "FAULT",
      "src/deep/private.c": "FAULT",
      "src/a.h": "FAULT",
      "src/note.txt": "FAULT",
    });
    symlinkSync(cwd, join(cwd, "src", "loop"));
    symlinkSync(join(cwd, "build", "out.c"), join(cwd, "src", "link.c"));
    const { findings, summary } = await json(cwd, "src");
    expect(findings.map(({ file }) => file)).toEqual(["src/a.h", "src/deep/private.c", "src/keep.gen.c"]);
    expect(summary.files).toBe(3);
  });

  test("a file that is named is judged whatever .gitignore says, and only once", async () => {
    const cwd = folder({ ".gitignore": "a.c", "a.c": "FAULT" });
    const { summary, findings } = await json(cwd, "a.c", "./a.c", ".");
    expect([summary.files, findings.length]).toEqual([1, 1]);
  });

  test("a file or a header to which a link leads is judged once", async () => {
    const cwd = folder({
      "a.c": "FAULT",
      "sub/b.h": "FAULT",
      "c.c": '#include "self/sub/b.h"\n#include "sub/b.h"\nFAULT',
    });
    symlinkSync(".", join(cwd, "self"));
    const { summary, findings } = await json(cwd, ".", "self", "self/self/a.c");
    expect(findings.map(({ file }) => file)).toEqual(["a.c", "c.c", "sub/b.h"]);
    expect(summary.files).toBe(3);
  });

  test("a folder without C is said and no fault", async () => {
    const cwd = folder({ "sub/readme.txt": "" });
    const { code, err } = await mlockLint(cwd, ["check", "sub"]);
    expect([code, err.split("\n")[0]]).toEqual([0, "mlock-lint: sub: no C files below this folder"]);
  });
});

describe("bad input", () => {
  test("too large or binary: skipped with a reason, the status unaffected", async () => {
    const cwd = folder({ "big.c": "x".repeat(5 << 20), "bin.c": Buffer.from([70, 0, 71]), "good.c": "" });
    const { code, err } = await mlockLint(cwd, ["check", "big.c", "bin.c", "good.c"]);
    expect(code).toBe(0);
    expect(err).toContain("big.c: skipped, too large: 5242880 bytes, at most 4194304");
    expect(err).toContain("bin.c: skipped, binary: it has NUL bytes");
    expect((await json(cwd, ".")).summary.skipped.map(({ file }) => file)).toEqual(["big.c", "bin.c"]);
  });

  test("an empty file is quiet", async () => {
    expect((await mlockLint(folder({ "a.c": "" }), ["check", "a.c"])).out).toBe("");
  });

  test("invalid UTF-8 is read byte by byte, so columns stay right", async () => {
    const cwd = folder({ "a.c": Buffer.from([0xe9, 0x20, ...Buffer.from("FAULT")]) });
    expect((await json(cwd, "a.c")).findings.map(({ column }) => column)).toEqual([3]);
  });

  test("an engine's exception concerns one file", async () => {
    const cwd = folder({ "a.c": "THROW", "b.c": "FAULT" });
    const { code, out, err } = await mlockLint(cwd, ["check", "."]);
    expect(code).toBe(2);
    expect(out).toContain("b.c:1:1: error");
    expect(err).toContain("mlock-lint: a.c: internal error: boom\n");
  });

  test("a device is no file", async () => {
    const { code, err } = await mlockLint(folder({}), ["check", "/dev/null"]);
    expect([code, err.split("\n")[0]]).toEqual([2, "mlock-lint: /dev/null: not a regular file"]);
  });
});

describe("includes", () => {
  test("are found beside the file, in the project's include folder and in -I folders", async () => {
    const cwd = folder({
      "p/.git/config": "",
      "p/src/a.c": '#include "one.h"\n#include "two.h"\n#include "three.h"',
      "p/src/one.h": "FAULT",
      "p/include/two.h": "FAULT",
      "else/three.h": "FAULT",
    });
    const without = await json(cwd, "p/src/a.c");
    expect(without.findings.map(({ file }) => file)).toEqual(["p/include/two.h", "p/src/one.h"]);
    expect((await json(cwd, "-I", "else", "p/src/a.c")).findings).toHaveLength(3);
  });

  test("neither `..` nor a link leads out of the project", async () => {
    const cwd = folder({
      "secret/s.h": "FAULT",
      "p/.git/config": "",
      "p/a.c": '#include "../secret/s.h"\n#include "link.h"',
    });
    symlinkSync(join(cwd, "secret", "s.h"), join(cwd, "p", "link.h"));
    expect((await json(join(cwd, "p"), "a.c")).findings).toEqual([]);
    mkdirSync(join(cwd, "p", "inc"));
    expect((await json(join(cwd, "p"), "-I", "../secret", "a.c")).findings).not.toEqual([]);
  });
});
