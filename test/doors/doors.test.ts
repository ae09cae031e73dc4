/** The terminal, the editor and its check of the workspace say the same of one project: its configurations, its comments, its faults. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { ReportedFinding } from "../../server/src/cli/report";
import { mlockLint } from "../support/cli";
import { testEngine } from "../support/engine";
import { type Conversation, converse } from "../support/lsp";

const project = join(__dirname, "project");
const files = readdirSync(project, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .sort();
const severities = ["error", "warning", "info", "hint"];

async function inTheTerminal(): Promise<string[]> {
  const { out, code } = await mlockLint(project, ["check", "--format", "json", "."], await testEngine());
  expect(code).toBe(1);
  const { findings } = JSON.parse(out) as { findings: readonly ReportedFinding[] };
  return findings.map(
    ({ file, line, column, endLine, endColumn, severity, rule, message }) =>
      `${file}:${line}:${column}-${endLine}:${endColumn} ${severity} ${rule}: ${message}`,
  );
}

async function conversation(): Promise<Conversation> {
  return converse({
    engine: await testEngine(),
    folders: [pathToFileURL(project).href],
    capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } },
  });
}

async function inTheEditor(): Promise<string[]> {
  const talk = await conversation();
  for (const name of files.filter((file) => /\.[ch]$/.test(file))) {
    const uri = pathToFileURL(join(project, name)).href;
    await talk.open(uri, readFileSync(join(project, name), "utf8"));
    await talk.diagnostics(uri);
  }
  return shownIn(talk);
}

/** Nothing is open. */
async function inTheWorkspace(): Promise<string[]> {
  const talk = await conversation();
  await talk.execute("checkWorkspace");
  return shownIn(talk);
}

function shownIn(talk: Conversation): string[] {
  const last = new Map(talk.published.map((params) => [params.uri, params.diagnostics]));
  return files.flatMap((file) =>
    (last.get(pathToFileURL(join(project, file)).href) ?? [])
      .map(({ range: { start, end }, severity = 1, code, message }) => ({
        start,
        words: `${file}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${severities[severity - 1]} ${code}: ${message}`,
      }))
      .sort((a, b) => a.start.line - b.start.line || a.start.character - b.start.character)
      .map(({ words }) => words),
  );
}

test("all say the same", async () => {
  const told = await inTheTerminal();
  await expect(`${told.join("\n")}\n`).toMatchFileSnapshot("expected.txt");
  expect(await inTheEditor()).toEqual(told);
  expect(await inTheWorkspace()).toEqual(told);
});
