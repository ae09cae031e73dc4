/** The demo sources show what the linter finds, and that it is quiet about the one that does everything right. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../server/src/cli/report";
import { mlockLint } from "./support/cli";
import { testEngine } from "./support/engine";

const root = dirname(__dirname);
const folder = join(root, "docs", "demo");
const sources = readdirSync(folder).filter((name) => name.endsWith(".c"));

test.each(sources)("%s", async (name) => {
  const { out, err } = await mlockLint(folder, ["check", "--format", "json", name], await testEngine());
  const { findings }: Report = JSON.parse(out);
  expect(err).not.toContain("internal error");
  if (name === "correct.c" || name === "hole.c") expect(findings).toEqual([]);
  else expect(findings.length).toBeGreaterThan(0);
});

test("the README shows the first finding as it is printed", async () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const command = "check docs/demo/isr_driver.c";
  const [, shown = "nothing"] = readme.split(`$ npx mlock-lint ${command}\n`);
  const { out } = await mlockLint(root, command.split(" "), await testEngine());
  expect(out.startsWith(shown.slice(0, shown.indexOf("```")))).toBe(true);
});
