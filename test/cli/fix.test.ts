/** `mlock-lint check --fix`: what is repaired, in which files, and what of a file stays as it was. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../../server/src/cli/diff";
import type { Report } from "../../server/src/cli/report";
import type { CheckRequest, Engine, Fix } from "../../server/src/ide/types";
import { folder, mlockLint } from "../support/cli";
import { testEngine } from "../support/engine";
import { fakeEngine } from "../support/fake-engine";

const read = (cwd: string, name: string) => readFileSync(join(cwd, name), "utf8");

describe("what is repaired", () => {
  test("safe repairs, and the rest is reported", async () => {
    const cwd = folder({ "a.c": "FAULT\nPOSSIBLE\n", "b.c": "FAULT FAULT\n", "c.c": "int x;\n" });
    const { code, out, err } = await mlockLint(cwd, ["check", "--fix", "."]);
    expect([read(cwd, "a.c"), read(cwd, "b.c"), read(cwd, "c.c")]).toEqual([
      "good\nPOSSIBLE\n",
      "good good\n",
      "int x;\n",
    ]);
    expect(out).toMatch(/^a\.c:2:1: warning: POSSIBLE is here \[fault\]\n/);
    expect(out).not.toContain("error");
    expect(code).toBe(1);
    expect(err.split("\n").slice(0, 2)).toEqual([
      "repaired 3 findings in 2 files (3 fault); 1 more could be repaired with --unsafe",
      expect.stringMatching(/^1 warning in 3 files/),
    ]);
  });

  test("with --unsafe all of them; nothing left is status 0", async () => {
    const cwd = folder({ "a.c": "FAULT\nPOSSIBLE\n" });
    const { code, out, err } = await mlockLint(cwd, ["check", "--fix", "--unsafe", "a.c"]);
    expect([read(cwd, "a.c"), out, code]).toEqual(["good\ngood\n", "", 0]);
    expect(err).toMatch(/^repaired 2 findings in 1 file \(2 fault\)\n/);
  });

  test("without --fix nothing is written", async () => {
    const cwd = folder({ "a.c": "FAULT" });
    await mlockLint(cwd, ["check", "a.c"]);
    expect(read(cwd, "a.c")).toBe("FAULT");
  });

  test("JSON tells each repair, and of the findings those that are left", async () => {
    const cwd = folder({ "a.c": "\n  FAULT POSSIBLE" });
    const { out } = await mlockLint(cwd, ["check", "--fix", "--format", "json", "a.c"]);
    const report: Report = JSON.parse(out);
    expect(report.repaired).toEqual([{ rule: "fault", file: "a.c", line: 2, column: 3, title: "Repair it" }]);
    expect(report.findings.map(({ message }) => message)).toEqual(["POSSIBLE is here"]);
    const without = JSON.parse((await mlockLint(cwd, ["check", "--format", "json", "a.c"])).out);
    expect(without).not.toHaveProperty("repaired");
  });

  test("a file that nobody asked for is left alone, although a finding lies in it", async () => {
    const files = { "a.c": '#include "lib/h.h"\nFAULT\n', "lib/h.h": "FAULT\n" };
    const cwd = folder(files);
    const { code, out } = await mlockLint(cwd, ["check", "--fix", "a.c"]);
    expect([read(cwd, "a.c"), read(cwd, "lib/h.h")]).toEqual(['#include "lib/h.h"\ngood\n', "FAULT\n"]);
    expect([code, out]).toEqual([1, expect.stringContaining("lib/h.h:1:1: error")]);
    await mlockLint(cwd, ["check", "--fix", "."]);
    expect(read(cwd, "lib/h.h")).toBe("good\n");
  });
});

describe("rounds", () => {
  const withFixes = (rewrite: (fix: Fix) => Fix): Engine => ({
    ...fakeEngine,
    check: (request: CheckRequest) => {
      const result = fakeEngine.check(request);
      const findings = result.findings.map((one) => ({ ...one, fixes: one.fixes.map(rewrite) }));
      return { ...result, findings };
    },
  });
  const to = (newText: string) => (fix: Fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => ({ ...edit, newText })),
  });

  test("a repair that makes room for another is followed by it", async () => {
    const cwd = folder({ "a.c": "FAULT\n" });
    let rounds = 0;
    const engine = withFixes((fix) => to(rounds++ < 2 ? "FAULT;" : "good")(fix));
    const { code, err } = await mlockLint(cwd, ["check", "--fix", "a.c"], engine);
    expect([read(cwd, "a.c"), code]).toEqual(["good;;\n", 0]);
    expect(err).toContain("repaired 3 findings in 1 file");
  });

  test("repairs without end are stopped, and that is said", async () => {
    const cwd = folder({ "a.c": "FAULT\n" });
    const { err } = await mlockLint(cwd, ["check", "--fix", "a.c"], withFixes(to("FAULT;")));
    expect(read(cwd, "a.c")).toBe(`FAULT${";".repeat(10)}\n`);
    expect(err).toContain("mlock-lint: repairs lead to ever more repairs; stopped\n");
  });

  test("what touches waits for the next round; what is wanted twice is done once", async () => {
    const cwd = folder({ "a.c": "FAULT\nFAULT\n" });
    const include = (fix: Fix): Fix => {
      const start = { line: 0, character: 0 };
      const [first] = fix.edits;
      return first
        ? { ...fix, edits: [{ ...first, start, end: start, newText: "#x\n" }, ...fix.edits] }
        : fix;
    };
    await mlockLint(cwd, ["check", "--fix", "a.c"], withFixes(include));
    // The first repair touches its own insertion's place: nothing of it may be lost.
    expect(read(cwd, "a.c")).toBe("#x\ngood\ngood\n");
  });

  test("files that include what was repaired are checked again", async () => {
    const cwd = folder({ "a.c": '#include "h.h"\n', "h.h": "FAULT\n" });
    const { code, out } = await mlockLint(cwd, ["check", "--fix", "a.c", "h.h"]);
    expect([code, out, read(cwd, "h.h")]).toEqual([0, "", "good\n"]);
  });

  test("with the real engine: a repair uncovers the next", async () => {
    const source = [
      "#include <errno.h>",
      "#include <stdio.h>",
      "#include <sys/mman.h>",
      "int enter(void *start, size_t length) {",
      "    if (mlock(start, length) == EPERM) {",
      '        fprintf(stderr, "cannot lock\\n");',
      "        return -errno;",
      "    }",
      "    return 0;",
      "}\n",
    ].join("\r\n");
    const cwd = folder({ "a.c": source });
    const argv = ["check", "--fix", "--unsafe", "--platform", "linux", "a.c"];
    const { code, out } = await mlockLint(cwd, argv, await testEngine());
    expect([out, code]).toEqual(["", 0]);
    expect(read(cwd, "a.c")).toBe(
      source
        .replace("== EPERM", "== -1")
        .replace("        fprintf", "        int saved_errno = errno;\r\n        fprintf")
        .replace("-errno", "-saved_errno"),
    );
  });
});

describe("what stays as it was", () => {
  test.each([
    ["line ends", Buffer.from("int x;\r\nFAULT\r\n"), Buffer.from("int x;\r\ngood\r\n")],
    ["a byte order mark", Buffer.from("\ufeffFAULT\n"), Buffer.from("\ufeffgood\n")],
    ["UTF-8", Buffer.from("/* Größe */ FAULT\n"), Buffer.from("/* Größe */ good\n")],
    [
      "Latin-1",
      Buffer.from("/* Gr\xf6\xdfe */ FAULT\n", "latin1"),
      Buffer.from("/* Gr\xf6\xdfe */ good\n", "latin1"),
    ],
    ["a last line without an end", Buffer.from("FAULT"), Buffer.from("good")],
  ])("%s", async (_, before, after) => {
    const cwd = folder({ "a.c": before });
    await mlockLint(cwd, ["check", "--fix", "a.c"]);
    expect(readFileSync(join(cwd, "a.c"))).toEqual(after);
  });

  test("rights; and nothing else is left in the folder", async () => {
    const cwd = folder({ "a.c": "FAULT", "b.c": "FAULT" });
    chmodSync(join(cwd, "a.c"), 0o640);
    chmodSync(join(cwd, "b.c"), 0o755);
    await mlockLint(cwd, ["check", "--fix", "."]);
    const modes = ["a.c", "b.c"].map((name) => (statSync(join(cwd, name)).mode & 0o777).toString(8));
    expect([modes, readdirSync(cwd)]).toEqual([
      ["640", "755"],
      ["a.c", "b.c"],
    ]);
  });

  test("a link stays a link: the file behind it is repaired", async () => {
    const cwd = folder({ "real.c": "FAULT" });
    symlinkSync("real.c", join(cwd, "link.c"));
    await mlockLint(cwd, ["check", "--fix", "link.c"]);
    expect([readlinkSync(join(cwd, "link.c")), read(cwd, "real.c")]).toEqual(["real.c", "good"]);
  });

  test("a text that somebody changed meanwhile; other files are repaired all the same", async () => {
    const cwd = folder({ "a.c": "FAULT", "b.c": "FAULT" });
    const engine: Engine = {
      ...fakeEngine,
      check(request) {
        if (request.file.endsWith("a.c")) writeFileSync(join(cwd, "a.c"), "FAULT edited");
        return fakeEngine.check(request);
      },
    };
    const { code, out, err } = await mlockLint(cwd, ["check", "--fix", "."], engine);
    expect([read(cwd, "a.c"), read(cwd, "b.c"), code]).toEqual(["FAULT edited", "good", 2]);
    expect(err).toContain("mlock-lint: a.c: not repaired: it has changed meanwhile\n");
    expect(err).toContain("repaired 1 finding in 1 file (1 fault)\n");
    expect(out).toContain("a.c:1:1: error: FAULT is here");
  });
});

describe("--diff", () => {
  test("prints and does not write; the status is that of the files as they are", async () => {
    const cwd = folder({ "src/a.c": "int x;\nFAULT\nint y;\n", "b.c": "FAULT" });
    const { code, out, err } = await mlockLint(cwd, ["check", "--diff", "."]);
    expect(out).toBe(
      "--- a/b.c\n+++ b/b.c\n@@ -1 +1 @@\n-FAULT\n\\ No newline at end of file\n+good\n\\ No newline at end of file\n" +
        "--- a/src/a.c\n+++ b/src/a.c\n@@ -1,3 +1,3 @@\n int x;\n-FAULT\n+good\n int y;\n",
    );
    expect([code, read(cwd, "b.c"), read(cwd, "src/a.c")]).toEqual([1, "FAULT", "int x;\nFAULT\nint y;\n"]);
    expect(err).toMatch(/^would repair 2 findings in 2 files/);
  });

  test.skipIf(spawnSync("git", ["--version"]).status !== 0)("is what git applies", () => {
    const lines = Array.from({ length: 60 }, (_, i) => `line ${i}`);
    const changed = lines.flatMap((line, i) => {
      if (i % 17 === 3) return [line, "new", "newer"];
      return i % 13 === 5 ? [] : i === 40 ? ["other"] : [line];
    });
    const cases = [
      [lines, changed],
      [changed, lines],
      [[], lines],
      [lines, ["top", ...lines]],
    ] as const;
    for (const [before, after] of cases) {
      const [from, to] = [before, after].map((part) => part.map((line) => `${line}\n`).join(""));
      const cwd = folder({ "a.c": from ?? "" });
      const input = unifiedDiff("a.c", from ?? "", to ?? "");
      const { status, stderr } = spawnSync("git", ["apply", "-"], { cwd, input, encoding: "utf8" });
      expect([status, stderr, read(cwd, "a.c")]).toEqual([0, "", to]);
    }
  });

  test("of equal texts is empty", () => {
    expect(unifiedDiff("a.c", "x\n", "x\n")).toBe("");
  });
});

test.each([
  [["--unsafe"], "needs --fix or --diff"],
  [["--diff", "--format", "json"], "cannot be combined with --format json"],
])("%s is misuse", async (flags, words) => {
  const cwd = folder({ "a.c": "FAULT" });
  const { code, err } = await mlockLint(cwd, ["check", ...flags, "a.c"]);
  expect([code, err]).toEqual([2, expect.stringContaining(words)]);
  expect(read(cwd, "a.c")).toBe("FAULT");
});
