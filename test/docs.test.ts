/** Executes the rules' pages: what they call bad is reported, what they call good is not, their repairs are ours. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CheckResult, PlatformId } from "../server/src/ide/types";
import { readDisk, shown, testEngine } from "./support/engine";
import { type Fence, fencesOf } from "./support/fences";
import { applyFixes } from "./support/fixes";

const folder = join(__dirname, "..", "docs", "rules");
const pages = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith(".md"))
      .sort()
  : [];
/** The name that the engine is told; includes find nothing beside it. */
const file = "/example/example.c";

test("every rule has a page and every page a rule", async () => {
  const { rules } = await testEngine();
  expect(pages.map((page) => basename(page, ".md"))).toEqual(rules.map(({ id }) => id).sort());
});

describe.skipIf(pages.length === 0)("pages", () => {
  for (const page of pages) {
    const rule = basename(page, ".md");
    const text = readFileSync(join(folder, page), "utf8");
    const fences = fencesOf(text);

    test(`${rule}: the title is the rule, and there is a bad and a good example`, () => {
      expect(text.split("\n")[0]).toBe(`# ${rule}`);
      expect(fences.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["bad", "good"]));
    });

    for (const fence of fences) {
      test(`${rule}: line ${fence.line}, ${fence.kind}`, () => judge(rule, fence));
    }
  }
});

async function judge(rule: string, { kind, text, bad }: Fence): Promise<void> {
  const { findings } = await check(rule, text);
  const reported = [...new Set(findings.map((finding) => finding.rule))];
  expect(reported).toEqual(kind === "bad" ? [rule] : []);
  if (kind !== "fixed") return;
  expect(bad, "a fixed example stands below a bad one").toBeDefined();
  const before = await check(rule, bad ?? "");
  const fixes = before.findings.flatMap((finding) => finding.fixes.slice(0, 1));
  expect(applyFixes(bad ?? "", fixes, file)).toBe(text);
}

async function check(rule: string, text: string): Promise<CheckResult> {
  const engine = await testEngine();
  const named = text.match(/^\/\/ platforms: (.+)$/m)?.[1];
  const platforms = named && named !== "auto" ? (named.split(/[ ,]+/) as PlatformId[]) : "auto";
  const severities = await shown(rule);
  const severitiesIn = () => severities;
  return engine.check({ file, text, read: readDisk, platforms, includeDirs: [], defines: {}, severitiesIn });
}
