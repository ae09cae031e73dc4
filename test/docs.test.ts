/** Executes the rules' pages: what they call bad is reported, what they call good is not, their repairs are ours. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CheckResult, PlatformId } from "../server/src/ide/types";
import { allIds, platforms } from "../server/src/platforms/index";
import { readDisk, shown, testEngine } from "./support/engine";
import { type Fence, fencesOf } from "./support/fences";
import { applyFixes } from "./support/fixes";

const folder = join(__dirname, "..", "docs", "rules");
const pages = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .sort();
/** The name that the engine is told; includes find nothing beside it. */
const file = "/example/example.c";

/** The sections that every page has, and those that it may have after them. */
const owed = ["Why", "Bad", "Good", "When to allow it", "What the pages say"];
const extra = ["How sure it is", "What it does not report", "How to write one"];
/** All that the facts quote, as a page of a rule writes it. */
const quotes = new Set(
  allIds.flatMap((id) =>
    Object.values(platforms[id].facts).map(({ source }) => `"${source.quote}" (${source.page})`),
  ),
);

test("every rule has a page and every page a rule", async () => {
  const { rules } = await testEngine();
  expect(pages.map((page) => basename(page, ".md"))).toEqual(rules.map(({ id }) => id).sort());
});

describe("pages", () => {
  for (const page of pages) {
    const rule = basename(page, ".md");
    const text = readFileSync(join(folder, page), "utf8");
    const fences = fencesOf(text);
    const sections = sectionsOf(text);

    test(`${rule}: the title is the rule, and the sections are those of every page`, () => {
      expect(text.split("\n")[0]).toBe(`# ${rule}`);
      const titles = [...sections.keys()];
      expect(titles.slice(0, owed.length)).toEqual(owed);
      expect(extra.filter((title) => titles.includes(title))).toEqual(titles.slice(owed.length));
      expect([...sections].filter(([, words]) => words.trim() === "")).toEqual([]);
    });

    test(`${rule}: what is bad stands under Bad, what is good under Good`, () => {
      const kindsOf = (title: string) => [
        ...new Set(fencesOf(sections.get(title) ?? "").map(({ kind }) => kind)),
      ];
      expect(kindsOf("Bad")).toEqual(["bad"]);
      expect(kindsOf("Good")).toContain("good");
      expect(kindsOf("Good")).not.toContain("bad");
      expect([...sections.keys()].filter((title) => kindsOf(title).length > 0)).toEqual(["Bad", "Good"]);
    });

    test(`${rule}: what it quotes is what the facts quote`, () => {
      const words = (sections.get("What the pages say") ?? "").replaceAll(/\s+/g, " ");
      const cited = [...words.matchAll(/"([^"]*)"( \((?:[^()]|\([^()]*\))*\))?/g)].map(
        ([, quote, source]) => `"${quote}"${source}`,
      );
      expect(cited.filter((citation) => !quotes.has(citation))).toEqual([]);
      // Comments are nothing that a manual page speaks of.
      expect(cited.length > 0).toBe(rule !== "unused-suppression");
    });

    for (const fence of fences) {
      test(`${rule}: line ${fence.line}, ${fence.kind}`, () => judge(rule, fence));
    }
  }
});

/** From a heading to what stands below it. */
function sectionsOf(page: string): ReadonlyMap<string, string> {
  const [, ...parts] = page.split(/^## /m);
  return new Map(
    parts.map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n") + 1)]),
  );
}

async function judge(rule: string, { kind, text, bads }: Fence): Promise<void> {
  const { findings } = await check(rule, text);
  const reported = [...new Set(findings.map((finding) => finding.rule))];
  expect(reported).toEqual(kind === "bad" ? [rule] : []);
  if (kind !== "fixed") return;
  const repaired = bads.map(async (bad) => {
    const before = await check(rule, bad);
    const fixes = before.findings.flatMap((finding) => finding.fixes.slice(0, 1));
    return applyFixes(bad, fixes, file);
  });
  expect(await Promise.all(repaired), "a fixed example is a bad one above it, repaired").toContain(text);
}

async function check(rule: string, text: string): Promise<CheckResult> {
  const engine = await testEngine();
  const named = text.match(/^\/\/ platforms: (.+)$/m)?.[1];
  const platforms = named && named !== "auto" ? (named.split(/[ ,]+/) as PlatformId[]) : "auto";
  const severities = await shown(rule);
  const severitiesIn = () => severities;
  return engine.check({ file, text, read: readDisk, platforms, includeDirs: [], defines: {}, severitiesIn });
}
