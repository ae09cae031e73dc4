/** What there is to show statements by: the tests of all transcripts, the fixtures of all rules, the pages of all names. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { docPage } from "../../server/src/ide/pages/page";
import { platformIds, platforms } from "../../server/src/platforms";
import type { PlatformId } from "../../server/src/platforms/profile";
import { playTranscript, type Turn } from "../../server/src/sim/transcript/play";

export interface Evidence {
  readonly tests: readonly SimTest[];
  /** By file, "bad-flags/mlockall.c": the ids of its `shows:` comment. */
  readonly fixtures: ReadonlyMap<string, FixtureSeen>;
  readonly page: (name: string, platform: PlatformId) => string | undefined;
}

/** One `test:` of a transcript. */
export interface SimTest {
  readonly file: string;
  readonly name: string;
  readonly ids: readonly string[];
  readonly platform: string;
  readonly turns: readonly Turn[];
}

export interface FixtureSeen {
  readonly ids: readonly string[];
  /** Is a finding of the folder's rule expected? */
  readonly finds: boolean;
}

/** `root`: the project's folder. */
export function readEvidence(root: string): Evidence {
  const [sim, rules] = [join(root, "test/sim"), join(root, "test/rules")];
  const transcripts = readdirSync(sim).filter((file) => file.endsWith(".sim"));
  const fixtures = readdirSync(rules, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".c"),
  );
  return {
    tests: transcripts.flatMap((file) => testsOf(file, readFileSync(join(sim, file), "utf8"))),
    fixtures: new Map(
      fixtures.map((file) => [
        file.replaceAll("\\", "/"),
        fixtureSeen(basename(dirname(file)), readFileSync(join(rules, file), "utf8")),
      ]),
    ),
    page: (name, platform) => docPage(name, [platform]),
  };
}

export function testsOf(file: string, text: string): readonly SimTest[] {
  const tests: (SimTest & { readonly turns: Turn[] })[] = [];
  let platform = "";
  for (const turn of playTranscript(text, profileOf)) {
    const { statement } = turn;
    if (statement.kind === "given") platform = statement.platform;
    else if (statement.kind === "test") {
      tests.push({ file, name: statement.name, ids: idsIn(statement.name), platform, turns: [] });
    } else tests.at(-1)?.turns.push(turn);
  }
  return tests;
}

function profileOf(name: string) {
  const id = platformIds.find((known) => known === name);
  return id && platforms[id];
}

export function fixtureSeen(rule: string, text: string): FixtureSeen {
  const shows = /^\/\/ shows:(.*)$/m.exec(text)?.[1] ?? "";
  return { ids: idsIn(shows), finds: new RegExp(`// .*\\bexpect\\??( [a-z]+)?: ${rule}\\b`).test(text) };
}

/** "S0-12" of a statement, "C5" of a contradiction. */
function idsIn(text: string): readonly string[] {
  return text.match(/\b(S[0-4]-\d\d|C\d+)\b/g) ?? [];
}
