/** A project's configuration in the terminal: who wins, what is wrong with it, and what is shown of it. */
import { describe, expect, test } from "vitest";
import { folder, mlockLint } from "../support/cli";
import { testEngine } from "../support/engine";

const source = "#include <sys/mman.h>\nstatic char key[64];\nvoid f(void) { mlock(key, 64); }\n";

interface Report {
  readonly code: number;
  /** `file:line:column severity rule platforms` */
  readonly found: readonly string[];
  readonly out: string;
  readonly err: string;
}

async function check(files: Readonly<Record<string, string>>, ...argv: string[]): Promise<Report> {
  const cwd = folder({ ".git/config": "", ...files });
  const { code, out, err } = await mlockLint(cwd, ["check", "--format", "json", ...argv], await testEngine());
  const findings = code === 2 && out === "" ? [] : JSON.parse(out).findings;
  const found = findings.map(
    (one: {
      file: string;
      line: number;
      column: number;
      severity: string;
      rule: string;
      platforms: { id: string }[];
    }) =>
      `${one.file}:${one.line}:${one.column} ${one.severity} ${one.rule} ${one.platforms.map(({ id }) => id)}`.trim(),
  );
  return { code, found, out, err };
}

const config = (value: unknown) => JSON.stringify(value);

describe("which file holds", () => {
  test("severities and platforms of the nearest file upward; what it leaves open, those further up say", async () => {
    const { found, code } = await check(
      {
        "mlock-lint.json":
          '{ // with comments\n "platforms": ["illumos"], "rules": { "unchecked-result": "error" }, }',
        "lib/mlock-lint.json": config({ rules: { "misaligned-address": "off" } }),
        "lib/near/mlock-lint.json": config({ rules: { "misaligned-address": "hint" } }),
        "a.c": source,
        "lib/a.c": source,
        "lib/near/a.c": source,
      },
      ".",
    );
    expect(found).toEqual([
      "a.c:3:16 error unchecked-result illumos",
      "a.c:3:22 error misaligned-address illumos",
      "lib/a.c:3:16 error unchecked-result illumos",
      "lib/near/a.c:3:16 error unchecked-result illumos",
      "lib/near/a.c:3:22 hint misaligned-address illumos",
    ]);
    expect(code).toBe(1);
  });

  test("`root` and a repository's folder end the search, and of two names in a folder the plain one counts", async () => {
    const off = config({ rules: { "unchecked-result": "off" } });
    const { found } = await check(
      {
        "mlock-lint.json": off,
        "root/.mlock-lint.jsonc": config({ root: true }),
        "root/a.c": source,
        "other/.git/config": "",
        "other/a.c": source,
        "both/mlock-lint.json": config({ rules: { "unchecked-result": "info" } }),
        "both/.mlock-lint.jsonc": config({ rules: { "unchecked-result": "hint" } }),
        "both/a.c": source,
        "a.c": source,
      },
      "--platform",
      "linux",
      ".",
    );
    expect(found).toEqual([
      "both/a.c:3:16 info unchecked-result linux",
      "other/a.c:3:16 warning unchecked-result linux",
      "root/a.c:3:16 warning unchecked-result linux",
    ]);
  });

  test("overrides, in their order, for the files that fit, headers among them", async () => {
    const { found } = await check(
      {
        "mlock-lint.json": config({
          platforms: ["linux"],
          overrides: [
            { files: ["old/**", "*.h"], rules: { "unchecked-result": "off" } },
            { files: ["old/*_new.c"], rules: { "unchecked-result": "hint" }, platforms: ["illumos"] },
          ],
        }),
        "a.c": `#include "in.h"\n${source}`,
        "in.h": "#include <sys/mman.h>\nstatic char own[64];\nstatic void in(void) { mlock(own, 64); }\n",
        "old/b.c": source,
        "old/b_new.c": source,
      },
      ".",
    );
    expect(found).toEqual([
      "a.c:4:16 warning unchecked-result linux",
      "old/b_new.c:3:16 hint unchecked-result illumos",
      "old/b_new.c:3:22 error misaligned-address illumos",
    ]);
  });

  test("options win: --platform, -D by name; -I comes first", async () => {
    const files = {
      "mlock-lint.json": config({
        platforms: ["illumos"],
        defines: { LOCK: "mlock", N: "1" },
        includeDirs: ["inc"],
      }),
      "inc/x.h": "#define WHO 1\n",
      "other/x.h": "#define WHO 2\n",
      "a.c":
        '#include <sys/mman.h>\n#include "x.h"\nstatic char key[64];\nvoid f(void) {\n#if N == 2 && WHO == 2\n LOCK(key, 64);\n#elif N == 1 && WHO == 1\n\n LOCK(key, 64); mlock(key, 64);\n#endif\n}\n',
    };
    expect((await check(files, "a.c")).found).toContain("a.c:9:2 warning unchecked-result illumos");
    const { found } = await check(files, "--platform", "linux", "-D", "N=2", "-I", "other", "a.c");
    expect(found).toEqual(["a.c:6:2 warning unchecked-result linux"]);
  });

  test("--config takes one file, --no-config none, and only an unreadable named file is misuse", async () => {
    const files = {
      "mlock-lint.json": config({ platforms: ["linux"], rules: { "unchecked-result": "off" } }),
      "other.json": config({ platforms: ["illumos"], rules: { "misaligned-address": "off" } }),
      "a.c": source,
    };
    expect((await check(files, "--config", "other.json", "a.c")).found).toEqual([
      "a.c:3:16 warning unchecked-result illumos",
    ]);
    expect((await check(files, "--no-config", "--platform", "linux", "a.c")).found).toEqual([
      "a.c:3:16 warning unchecked-result linux",
    ]);
    expect((await check(files, "a.c")).code).toBe(0);
    const gone = await check(files, "--config", "gone.json", "a.c");
    expect([gone.code, gone.err]).toEqual([2, "mlock-lint: --config gone.json: no such file\n"]);
    expect((await check(files, "--config", "other.json", "--no-config", "a.c")).code).toBe(2);
  });
});

describe("what is wrong with it", () => {
  test("each mistake has its place and a suggestion, the rest holds, and the files are checked all the same", async () => {
    const lines = [
      "{",
      '  "platform": ["linux"],',
      '  "platforms": ["linus", "linux"],',
      '  "rules": { "uncheckd-result": "off", "bad-flags": "fatal", "misaligned-address": "hint" },',
      '  "pageSize": 1000,',
      '  "limits": { "memlock": "unlimitd" },',
      '  "functions": { "xlock": { "like": "mlok" }, "y": {}, "2": { "like": "mlock" } },',
      '  "criticalSections": [{ "enter": "a" }],',
      '  "overrides": [{ "rules": {} }],',
      '  "root": "yes"',
      "}",
    ];
    const cwd = folder({ "mlock-lint.json": lines.join("\n"), "a.c": source });
    const { code, out } = await mlockLint(cwd, ["check", "a.c"], await testEngine());
    expect(code).toBe(1);
    const told = out.split("\n").filter((line) => line.includes("[config]"));
    expect(told).toEqual([
      "mlock-lint.json:2:3: error: platform is not known here; did you mean platforms? [config]",
      "mlock-lint.json:3:17: error: linus is not a platform that code can be checked for; did you mean linux? [config]",
      "mlock-lint.json:4:14: error: uncheckd-result is not a rule; did you mean unchecked-result? [config]",
      "mlock-lint.json:4:53: error: fatal is not a severity (error, warning, info, hint, off) [config]",
      "mlock-lint.json:5:15: error: this is not a number of bytes, a power of two from 512 to 1073741824 [config]",
      "mlock-lint.json:6:26: error: unlimitd is not unlimited; did you mean unlimited? [config]",
      "mlock-lint.json:7:37: error: mlok is not a function that is known; did you mean mlock? [config]",
      "mlock-lint.json:7:52: error: like is missing [config]",
      "mlock-lint.json:7:56: error: this is not the name of a function [config]",
      "mlock-lint.json:8:24: error: leave is missing [config]",
      "mlock-lint.json:9:17: error: files is missing [config]",
      "mlock-lint.json:10:11: error: this is not true or false [config]",
    ]);
    expect(out).toContain("a.c:3:16: warning: the result of mlock() is ignored (linux:");
  });

  test("a suggestion is a fix, and no safe one", async () => {
    const { out } = await check({ "mlock-lint.json": '{"rule": {}}', "a.c": "" }, "a.c");
    expect(JSON.parse(out).findings[0].fixes).toEqual([
      {
        title: 'Write "rules"',
        safe: false,
        edits: [
          {
            file: "mlock-lint.json",
            startLine: 1,
            startColumn: 2,
            endLine: 1,
            endColumn: 8,
            newText: '"rules"',
          },
        ],
      },
    ]);
  });

  test.each([
    ["", "this cannot be read", 0],
    ["[]", "this is not an object", 1],
    ['{"rules": {"unchecked-result": "off"}', "close brace expected", 1],
    ['{"rules" {"unchecked-result": "off"}}', "colon expected", 1],
    ["\u0000", "invalid symbol", 1],
    [`{"rules": ${"[".repeat(100_000)}`, "nested too deeply", 1],
    [`{"overrides": [{"files": ["${"{a,b}".repeat(20_000)}"]}]}`, "", 0],
    ['{"__proto__": 1, "constructor": {}, "rules": {"__proto__": "off"}}', "__proto__ is not known here", 1],
  ])("%#", async (text, message, code) => {
    const cwd = folder({ "mlock-lint.json": text, "a.c": "int x;\n" });
    const ended = await mlockLint(cwd, ["check", "a.c"], await testEngine());
    if (code > 0) expect(ended.out).toContain(message);
    expect(ended.code).toBe(code);
  });

  test("half a file says what can be understood of it", async () => {
    const { found } = await check(
      { "mlock-lint.json": '{"platforms": ["linux"], "rules": {"unchecked-result": "off"}', "a.c": source },
      "a.c",
    );
    expect(found).toEqual(["mlock-lint.json:1:62 error config-syntax"]);
  });
});

test("what is wrong with a named configuration is told, also where there is nothing to check", async () => {
  const { found, code } = await check({ "odd.json": '{ "platform": [] }' }, "--config", "odd.json", ".");
  expect([found, code]).toEqual([["odd.json:1:3 error config"], 1]);
});

test("--show-config says what holds, and which files say so", async () => {
  const cwd = folder({
    ".git/config": "",
    "mlock-lint.json": config({
      platforms: ["linux"],
      defines: { A: "1" },
      overrides: [{ files: ["b.c"], pageSize: 65536 }],
    }),
    "lib/mlock-lint.json": config({ includeDirs: ["own"] }),
    "lib/b.c": "",
  });
  const { out, code } = await mlockLint(
    cwd,
    ["check", "--show-config", "-D", "B", "lib/b.c", "."],
    await testEngine(),
  );
  const { shown } = JSON.parse(out);
  expect(code).toBe(0);
  expect(shown[0]).toEqual({
    path: "lib/b.c",
    files: ["lib/mlock-lint.json", "mlock-lint.json"],
    settings: {
      platforms: ["linux"],
      defines: { A: "1", B: "1" },
      includeDirs: ["lib/own", "."],
      pageSize: 65536,
    },
  });
  expect([shown[1].files, shown[1].settings.pageSize]).toEqual([["mlock-lint.json"], undefined]);
});
