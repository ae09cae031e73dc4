/** Suppressed findings in the terminal: not told, and counted. */
import { expect, test } from "vitest";
import { folder, mlockLint } from "../support/cli";
import { testEngine } from "../support/engine";

const lines = (...body: string[]) =>
  ["#include <sys/mman.h>", "static char key[64];", "void f(void) {", ...body, "}", ""].join("\n");

test("they are counted in both formats and change the exit status", async () => {
  const engine = await testEngine();
  const cwd = folder({ "a.c": lines("mlock(key, 64); // mlock-lint: ignore[unchecked-result]") });
  const text = await mlockLint(cwd, ["check", "--platform", "linux", "a.c"], engine);
  expect([text.code, text.out]).toEqual([0, ""]);
  expect(text.err).toContain("no findings (1 suppressed) in 1 file");
  const json = await mlockLint(cwd, ["check", "--platform", "linux", "--format", "json", "a.c"], engine);
  const { findings, summary } = JSON.parse(json.out);
  expect([findings, summary.suppressed]).toEqual([[], 1]);
});

test("--platform leaves comments alone that may be for another platform of the file", async () => {
  const engine = await testEngine();
  const text = lines("#ifdef __QNXNTO__", "#endif", "mlock(key, 64); // mlock-lint: ignore[bad-flags] QNX");
  const cwd = folder({ "a.c": text });
  const told = async (...options: string[]) =>
    (await mlockLint(cwd, ["check", ...options, "a.c"], engine)).out.includes("[unused-suppression]");
  expect(await told("--platform", "linux")).toBe(false);
  expect(await told("--platform", "linux,qnx6,qnx7,qnx8")).toBe(true);
  expect(await told()).toBe(true);
});

test("one finding of a header, suppressed in it, is counted once", async () => {
  const engine = await testEngine();
  const header =
    "#include <sys/mman.h>\nstatic inline void keep(char *p) {\n  mlock(p, 9); // mlock-lint: ignore[unchecked-result]\n}\n";
  const user =
    '#include "h.h"\nvoid f(char *p) { mlock(p, 9); // mlock-lint: ignore[unchecked-result]\n keep(p); }\n';
  const cwd = folder({ "h.h": header, "a.c": user, "b.c": user });
  const { out } = await mlockLint(cwd, ["check", "--format", "json", "."], engine);
  const { findings, summary } = JSON.parse(out);
  expect(findings.map(({ rule, file }: { rule: string; file: string }) => `${file} ${rule}`)).toEqual([]);
  expect(summary.suppressed).toBe(3);
});
