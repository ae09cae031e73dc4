/** Comments that suppress: where they stand, how they are written, and what of a text is none. */
import { describe, expect, test } from "vitest";
import { skimComments } from "../../server/src/c/comments";
import { directivesIn, withoutDirectives } from "../../server/src/ide/suppress/directives";
import { ignoreInFile, ignoreOnLine } from "../../server/src/ide/suppress/ignore";
import { Suppressions } from "../../server/src/ide/suppress/suppressions";
import type { CheckResult, Finding, Severities, TextEdit } from "../../server/src/ide/types";
import { applyEdits } from "../../server/src/text/edit";
import { lineIndex } from "../../server/src/text/lines";
import { readDisk, testEngine } from "../support/engine";

const file = "/p/a.c";

async function check(text: string, extra: object = {}): Promise<CheckResult> {
  const engine = await testEngine();
  return engine.check({
    file,
    text,
    read: readDisk,
    platforms: ["linux"],
    includeDirs: [],
    defines: {},
    ...extra,
  });
}

const rulesOf = ({ findings }: CheckResult) => findings.map(({ rule }) => rule);
const inside = (...lines: string[]) =>
  [
    "#include <sys/mman.h>",
    "static char key[64] __attribute__((aligned(4096)));",
    "void f(void) {",
    ...lines,
    "}",
    "",
  ].join("\n");

describe("comments", () => {
  const comments = (text: string) =>
    skimComments(text).comments.map(({ start, end }) => text.slice(start, end));

  test("not in strings and characters, and on after a backslash", () => {
    expect(comments('a = "/* no */"; b = \'"\'; // yes\nc = "//"; /* yes */ d;')).toEqual([
      "// yes",
      "/* yes */",
    ]);
    expect(comments("// one \\\n two\nthree")).toEqual(["// one \\\n two"]);
    expect(comments("// one \\\r\n two\r\nthree")).toEqual(["// one \\\r\n two"]);
    expect(comments("#error don't // yes\n/* open")).toEqual(["/* open"]);
  });

  test("code is what no comment and no directive is", () => {
    const text = "  /* a */ x = 1;\n#define Y \\\n 2\n// b\n y";
    const { code, hashes } = skimComments(text);
    expect(code.map((at) => text[at]).join("")).toBe("x=1;#y");
    expect([...hashes]).toEqual([text.indexOf("#")]);
  });

  test("only what is addressed to us, at the beginning of a comment, of a line in it or of a second one", () => {
    const said = (text: string) =>
      directivesIn(text)?.told.map(({ verb, named }) => [verb, ...named.map((n) => n.rule)]);
    expect(said("int x;")).toBeUndefined();
    expect(said('"mlock-lint: ignore[a]"')).toBeUndefined();
    expect(said("// see mlock-lint: ignore[a]")).toBeUndefined();
    expect(said("/// mlock-lint: ignore [ a , b-c ] why")).toEqual([["ignore", "a", "b-c"]]);
    expect(said("// why // mlock-lint: ignore[a]")).toEqual([["ignore", "a"]]);
    expect(said("/** mlock-lint: disable[a]\n * mlock-lint: ignore-file */")).toEqual([
      ["disable", "a"],
      ["ignore-file"],
    ]);
  });

  test("a remark that has to do with the code is left", () => {
    expect(withoutDirectives("// best effort // mlock-lint: ignore[a] ignored")).toBe("// best effort // ");
  });

  test("a long comment of blanks, stars and slashes takes no time", () => {
    const long = `/*${"* \t/".repeat(50_000)} mlock-lint: ignore[a] */ ${"//".repeat(50_000)} mlock-lint: ignore[b]`;
    const started = performance.now();
    new Suppressions(long);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("what becomes of findings", () => {
  test("they are kept apart, not forgotten", async () => {
    const result = await check(inside("mlock(key, 64); // mlock-lint: ignore[unchecked-result]"));
    expect(rulesOf(result)).toEqual([]);
    expect(result.suppressed.map(({ rule, location }) => [rule, location.start.line])).toEqual([
      ["unchecked-result", 3],
    ]);
  });

  const idle = inside("mlock(key, 64); // mlock-lint: ignore[misaligned-address]");
  const portable = `#ifdef __QNXNTO__\n#endif\n${idle}`;

  test("a comment for a platform that was not asked for is not called unused", async () => {
    expect(rulesOf(await check(portable, { intended: "auto" }))).toEqual(["unchecked-result"]);
    expect(rulesOf(await check(portable))).toEqual(["unchecked-result", "unused-suppression"]);
    expect(rulesOf(await check(idle, { intended: ["linux", "illumos"] }))).toEqual(["unchecked-result"]);
    expect(rulesOf(await check(idle, { intended: ["linux"] }))).toContain("unused-suppression");
    // A file that shows no platform is judged for others on the side, if nothing is asked for.
    expect(rulesOf(await check(idle, { intended: "auto" }))).not.toContain("unused-suppression");
    expect(rulesOf(await check(idle, { platforms: "auto" }))).toContain("unused-suppression");
  });

  test("nor one for a rule that is off, nor one where nothing was analysed", async () => {
    const severities = (of: Severities) => ({ severitiesIn: () => of });
    expect(rulesOf(await check(idle, severities({ "misaligned-address": "off" })))).toEqual([
      "unchecked-result",
    ]);
    expect(rulesOf(await check(idle, severities({ "unused-suppression": "off" })))).toEqual([
      "unchecked-result",
    ]);
    expect(rulesOf(await check("class X { public: }; // mlock-lint: ignore[stale-errno]"))).toEqual([]);
    // The comment itself names us: such a file is looked at.
    expect(rulesOf(await check("int x; // mlock-lint: ignore[stale-errno]"))).toEqual(["unused-suppression"]);
    expect(
      rulesOf(
        await check(inside("mlock(key, 64); // mlock-lint: ignore[stale-errno]", "if (key[0] == ) 3;")),
      ),
    ).not.toContain("unused-suppression");
  });

  test("severities replace those of findings, for each platform; off leaves nothing", async () => {
    const graver = await check(inside("mlock(key, 64);"), {
      severitiesIn: () => ({ "unchecked-result": "error" }),
    });
    expect(graver.findings.map(({ severity, platforms }) => [severity, platforms[0]?.severity])).toEqual([
      ["error", "error"],
    ]);
    expect(
      rulesOf(
        await check(inside("mlock(key, 64);"), { severitiesIn: () => ({ "unchecked-result": "off" }) }),
      ),
    ).toEqual([]);
  });
});

/** The text with this edit for its first finding, which must be gone then, and no other. */
async function ignoring(
  text: string,
  edited: (text: string, finding: Finding) => TextEdit | undefined,
): Promise<string | undefined> {
  const { findings } = await check(text);
  const edit = edited(text, findings[0] as Finding);
  if (!edit) return undefined;
  const offset = lineIndex(text).offsetAt(edit.start);
  const result = applyEdits(text, [{ span: { start: offset, end: offset }, newText: edit.newText }]);
  expect(rulesOf(await check(result))).toEqual(findings.slice(1).map(({ rule }) => rule));
  return result;
}

describe("ignore in this file", () => {
  const rewritten = (text: string) => ignoring(text, ignoreInFile);

  test("at the top, in the file's kind of comment, behind a byte order mark", async () => {
    const text = inside("mlock(key, 64);");
    expect(await rewritten(text)).toBe(`// mlock-lint: ignore-file[unchecked-result]\n${text}`);
    const old = `/* why */\r\n${text.replaceAll("\n", "\r\n")}`;
    expect(await rewritten(`\uFEFF${old}`)).toBe(
      `\uFEFF/* mlock-lint: ignore-file[unchecked-result] */\r\n${old}`,
    );
  });

  test("into the list that is there already", async () => {
    const text = inside("mlockall(64);");
    expect(await rewritten(`// mlock-lint: ignore-file[bad-flags] why\n${text}`)).toBe(
      `// mlock-lint: ignore-file[bad-flags, unchecked-result] why\n${text}`,
    );
  });
});

describe("ignore on this line", () => {
  const rewritten = (text: string) => ignoring(text, ignoreOnLine);

  test("above it, with its indentation, in the file's kind of comment and with its line ends", async () => {
    expect(await rewritten(inside("\t  mlock(key, 64);"))).toBe(
      inside("\t  // mlock-lint: ignore[unchecked-result]", "\t  mlock(key, 64);"),
    );
    expect(await rewritten(inside("/* why */", "mlock(key, 64);").replaceAll("\n", "\r\n"))).toBe(
      inside("/* why */", "/* mlock-lint: ignore[unchecked-result] */", "mlock(key, 64);").replaceAll(
        "\n",
        "\r\n",
      ),
    );
  });

  test("into the list that is there already", async () => {
    expect(await rewritten(inside("// mlock-lint: ignore[bad-flags] why", "mlockall(64);"))).toBe(
      inside("// mlock-lint: ignore[bad-flags, unchecked-result] why", "mlockall(64);"),
    );
  });

  test("not between lines that are one, nor inside a comment", async () => {
    expect(await rewritten(inside("if (1) \\", "mlock(key, 64);"))).toBeUndefined();
    expect(await rewritten(inside("/* a", "*/ mlock(key, 64);"))).toBeUndefined();
  });
});
