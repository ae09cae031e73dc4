/** The other commands, help, and misuse. */
import { describe, expect, test } from "vitest";
import { folder, mlockLint } from "../support/cli";
import { testEngine } from "../support/engine";

const empty = () => folder({ "a.c": "int FAULT;" });

describe("misuse is status 2 and names what is valid", () => {
  test.each([
    [["chekc", "a.c"], /unknown command: chekc\ncommands: check, hover, .*rules, .*lsp/],
    [[], /no command[\s\S]*Commands:/],
    [["check"], /check needs a PATH/],
    [["check", "--fromat", "json", "a.c"], /'--fromat'\noptions of check: --platform, -I\/--include/],
    [["check", "--platform", "qnx7,beos", "a.c"], /unknown platform: beos\nplatforms: auto, linux, qnx7\n/],
    [["check", "--platform", "auto,linux", "a.c"], /auto cannot be combined with other platforms/],
    [["check", "--format", "xml", "a.c"], /unknown format: xml\nformats: text, json/],
    [["check", "-D", "1=2", "a.c"], /not a macro definition: -D 1=2/],
    [["check", "-I", "gone", "a.c"], /-I gone: no such folder/],
    [["check", "--format"], /format/],
    [["hover", "a.c"], /FILE:LINE:COL/],
    [["hover", "a.c:0:1"], /FILE:LINE:COL/],
    [["hover", "a.c:9999:1"], /a.c:9999:1: the file has 1 line$/m],
    [["hover", "a.c:1:99"], /a.c:1:99: line 1 has 10 columns$/m],
    [
      ["check", "--platform", "vxworks", "a.c"],
      /too little is known of vxworks to check code for it; `mlock-lint docs NAME --platform vxworks`/,
    ],
    [["hover", "gone.c:1:1"], /gone.c: no such file/],
    [["rules", "x"], /rules takes no argument: x/],
    [["explain"], /explain takes one RULE/],
    [["explain", "fualt"], /no rule is called fualt\ndid you mean: fault/],
    [["explain", "something"], /no rule is called something\n`mlock-lint rules` lists them/],
    [["lsp", "--stdoi"], /unknown option: --stdoi\noptions of lsp: --stdio/],
  ])("%j", async (argv, message) => {
    const { code, out, err } = await mlockLint(empty(), argv);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });
});

test("options may repeat", async () => {
  const cwd = folder({ "a.c": "FAULT", "i/x.h": "", "j/y.h": "" });
  const argv = ["check", "--no-config", "-I", "i", "-I", "j", "-D", "X", "-D", "Y=2", "--format", "json"];
  const { out } = await mlockLint(cwd, [...argv, "--platform", "linux", "--platform", "qnx7", "a.c"]);
  expect(JSON.parse(out).findings[0].platforms.map(({ id }: { id: string }) => id)).toEqual([
    "linux",
    "qnx7",
  ]);
});

test("hover prints markdown, or says that there is nothing", async () => {
  const cwd = empty();
  const there = await mlockLint(cwd, ["hover", "--platform", "linux", "a.c:1:6"]);
  expect([there.code, there.out]).toEqual([0, "**FAULT** on linux\n"]);
  const nothing = await mlockLint(cwd, ["hover", "a.c:1:1"]);
  expect([nothing.code, nothing.out, nothing.err]).toEqual([0, "", "a.c:1:1: nothing to say here\n"]);
});

test("rules are listed, as text and as JSON", async () => {
  const text = await mlockLint(empty(), ["rules"]);
  expect(text.out).toBe("fault  error    A fault was made. (has a fix)\nnote   info     A note was left.\n");
  const json = await mlockLint(empty(), ["rules", "--json"]);
  expect(JSON.parse(json.out).rules[0]).toEqual({
    id: "fault",
    summary: "A fault was made.",
    start: "error",
    fixable: true,
  });
});

test("explain prints a rule's page, and what is there of one without a page", async () => {
  const engine = await testEngine();
  const { out, code } = await mlockLint(empty(), ["explain", "bad-flags"], engine);
  expect([code, out.split("\n")[0]]).toEqual([0, "# bad-flags"]);
  expect(out).toContain("## When to allow it");
  expect(out).toContain("at most an error, and some of them have a quick fix");
  expect(out).toContain("`// mlock-lint: ignore[bad-flags] reason`");
  expect((await mlockLint(empty(), ["explain", "note"])).out).toContain("# note\n\nA note was left.\n");
});

test("every rule can be explained", async () => {
  const engine = await testEngine();
  for (const { id } of engine.rules)
    expect((await mlockLint(empty(), ["explain", id], engine)).out).toMatch(new RegExp(`^# ${id}\\n`));
});

test("lsp talks over standard input and output unless told otherwise", async () => {
  expect((await mlockLint(empty(), ["lsp"])).served).toEqual(["--stdio"]);
  expect((await mlockLint(empty(), ["lsp", "--clientProcessId=7"])).served).toEqual([
    "--clientProcessId=7",
    "--stdio",
  ]);
  expect((await mlockLint(empty(), ["lsp", "--socket", "99"])).served).toEqual(["--socket", "99"]);
});

test("--version and --help, also of each command", async () => {
  expect((await mlockLint(empty(), ["--version"])).out).toBe("mlock-lint 0.1.0\n");
  expect((await mlockLint(empty(), ["--help"])).out).toContain("Commands:");
  for (const command of ["check", "hover", "docs", "rules", "lsp"]) {
    const { code, out } = await mlockLint(empty(), [command, "--help"]);
    expect([code, out.split("\n")[0]]).toEqual([0, expect.stringContaining(`Usage: mlock-lint ${command}`)]);
  }
});
