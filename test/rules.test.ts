/** Runs every fixture in test/rules: what is marked must be found, what is not marked must not be. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import type { CheckResult } from "../server/src/ide/types";
import { compare } from "./support/compare";
import { readDisk, shown, testEngine, tooGrave } from "./support/engine";
import { applyFixes, chooseFixes, leftOvers } from "./support/fixes";
import { type Fixture, parseFixture } from "./support/fixture";
import { rewriteMarks } from "./support/update";

const folder = join(__dirname, "rules");
const update = process.env.UPDATE_MARKS === "1";
const files = listFixtures(folder);

describe("fixtures", () => {
  for (const file of files) {
    test(relative(folder, file).replaceAll("\\", "/"), async () => {
      const source = readFileSync(file, "utf8");
      const fixture = parseFixture(source);
      expect(fixture.problems).toEqual([]);
      const result = await run(file, fixture, fixture.text);
      const platforms = fixture.platforms === "auto" ? spokenOf(result) : fixture.platforms;
      const verdict = compare(fixture, here(file, result), platforms);
      if (update && verdict.complaints.length > 0)
        writeFileSync(file, rewriteMarks(source, verdict, platforms));
      else expect(verdict.complaints).toEqual([]);
      if (fixture.apply !== undefined) await checkFix(file, fixture, fixture.apply);
    });
  }
});

test("every fixture lies in the folder of a rule", async () => {
  const { rules } = await testEngine();
  const known = rules.map(({ id }) => id);
  const strangers = files.map((file) => basename(dirname(file))).filter((name) => !known.includes(name));
  expect(strangers).toEqual([]);
});

test("every rule is shown by eight marks or more, faults and what only looks like one", async () => {
  const { rules } = await testEngine();
  const marks = files.flatMap((file) =>
    parseFixture(readFileSync(file, "utf8")).marks.map(({ kind, rule }) => ({
      at: basename(dirname(file)),
      kind,
      rule,
    })),
  );
  const counts = rules.map(({ id }) => {
    const own = marks.filter(({ at }) => at === id);
    const faults = own.filter(({ kind, rule }) => kind.startsWith("expect") && rule === id).length;
    return { id, faults, twins: own.filter(({ kind }) => kind === "ok").length };
  });
  expect(counts.filter(({ faults, twins }) => faults < 8 || twins < 3)).toEqual([]);
});

/** With `auto`, the targets that the file shows, and those that an info names beside them. */
const spokenOf = ({ targets, findings }: CheckResult) => [
  ...new Set([...targets, ...findings.flatMap((finding) => finding.platforms)].map(({ id }) => id)),
];

async function checkFix(file: string, fixture: Fixture, words: string): Promise<void> {
  const before = await run(file, fixture, fixture.clean);
  const chosen = chooseFixes(before.findings, words);
  expect(chosen.length, `a finding offers a fix with "${words}" in its title`).toBeGreaterThan(0);
  const fixes = chosen.map(({ fix }) => fix);
  const fixed = applyFixes(fixture.clean, fixes, slashes(file));
  const expectedFile = file.replace(/\.c$/, ".fixed.c");
  if (update) writeFileSync(expectedFile, fixed);
  expect(existsSync(expectedFile), `${basename(expectedFile)} is there`).toBe(true);
  expect(fixed).toBe(readFileSync(expectedFile, "utf8"));
  const after = await run(file, fixture, fixed);
  const applied = chosen.map(({ finding }) => finding);
  expect(leftOvers(before.findings, applied, after.findings)).toEqual([]);
}

async function run(file: string, fixture: Fixture, text: string): Promise<CheckResult> {
  const { platforms, defines } = fixture;
  const engine = await testEngine();
  const severities = await shown(basename(dirname(file)));
  const severitiesIn = () => severities;
  const rest = { read: readDisk, platforms, includeDirs: [], defines, severitiesIn };
  const result = engine.check({ file: slashes(file), text, ...rest });
  for (const { message } of result.findings)
    expect(message, "names what it means").not.toContain("undefined");
  if (Object.keys(severities).length === 0) expect(await tooGrave(result.findings)).toEqual([]);
  return result;
}

/** Marks judge one file; a finding in a header that it includes needs a fixture of its own. */
function here(file: string, { findings }: CheckResult) {
  const elsewhere = findings.filter(({ location }) => location.file !== slashes(file));
  expect(elsewhere.map(({ location, rule }) => `${location.file}: ${rule}`)).toEqual([]);
  return findings;
}

function listFixtures(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".c") && !name.endsWith(".fixed.c"))
    .sort()
    .map((name) => join(root, name));
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}
