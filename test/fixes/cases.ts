/** Every repair that is offered on a fixture or on an example of a rule's page. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { CheckResult, Engine, Finding, Fix, PlatformId, Severities } from "../../server/src/ide/types";
import { readDisk } from "../support/engine";
import { fencesOf } from "../support/fences";
import { parseFixture } from "../support/fixture";

/** A text in which somebody is at fault. */
export interface Example {
  /** "rules/bad-flags/fix.c", "bad-flags.md:6". */
  readonly name: string;
  /** Where its own includes are looked for. */
  readonly file: string;
  readonly text: string;
  readonly platforms: readonly PlatformId[] | "auto";
  readonly defines: Readonly<Record<string, string>>;
}

export interface Case {
  readonly example: Example;
  readonly before: CheckResult;
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Tools and tests are both started in the project's folder. */
const tests = join(process.cwd(), "test");
const pages = join(tests, "..", "docs", "rules");

export const examples = (): Example[] => [...fixtures(), ...pageExamples()];

function fixtures(): Example[] {
  const folder = join(tests, "rules");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".c") && !name.endsWith(".fixed.c"))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const { clean, platforms, defines } = parseFixture(readFileSync(file, "utf8"));
      return { name: relative(tests, file), file, text: clean, platforms, defines };
    });
}

function pageExamples(): Example[] {
  return readdirSync(pages)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .flatMap((name) =>
      fencesOf(readFileSync(join(pages, name), "utf8"))
        .filter(({ kind }) => kind === "bad")
        .map(({ text, line }) => ({
          name: `${name}:${line}`,
          file: join(pages, "example.c"),
          text,
          platforms: platformsOf(text),
          defines: {},
        })),
    );
}

function platformsOf(text: string): Example["platforms"] {
  const named = /^\/\/ platforms: (.+)$/m.exec(text)?.[1];
  return named && named !== "auto" ? (named.split(/[ ,]+/) as PlatformId[]) : "auto";
}

export function check(
  engine: Engine,
  { name, file, platforms, defines }: Example,
  text: string,
): CheckResult {
  // A rule that is off by itself is on where it is shown.
  const off = engine.rules.filter(({ id, start }) => start === "off" && ruleOf(name) === id);
  const severities: Severities = Object.fromEntries(off.map(({ id }) => [id, "hint"]));
  const severitiesIn = () => severities;
  return engine.check({ file, text, read: readDisk, platforms, includeDirs: [], defines, severitiesIn });
}

const ruleOf = (name: string): string | undefined => /^(?:rules[\\/])?([a-z-]+)/.exec(name)?.[1];

export function casesOf(engine: Engine, example: Example): Case[] {
  const before = check(engine, example, example.text);
  return before.findings.flatMap((finding) =>
    finding.fixes.map((fix) => ({ example, before, finding, fix })),
  );
}
