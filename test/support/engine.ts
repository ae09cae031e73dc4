/** The real engine and a plain disk reader, for tests of the whole product. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { loadParser } from "../../server/src/c/syntax/parse";
import { ruleLevels } from "../../server/src/ide/config/keys";
import { createEngine } from "../../server/src/ide/engine";
import type { Engine, Finding, ReadFile, Severities } from "../../server/src/ide/types";

const require = createRequire(import.meta.url);
const wasm = {
  runtime: require.resolve("web-tree-sitter/tree-sitter.wasm"),
  grammar: require.resolve("tree-sitter-c/tree-sitter-c.wasm"),
};

let engine: Promise<Engine> | undefined;

/** Loading a parser takes a moment; one engine serves all tests of a file. */
export function testEngine(): Promise<Engine> {
  engine ??= loadParser({ wasm }).then(createEngine);
  return engine;
}

export const readDisk: ReadFile = (path) => {
  try {
    return { text: readFileSync(path, "utf8") };
  } catch {
    return "absent";
  }
};

/** A rule that is off by itself is on where it is shown. */
export async function shown(rule: string): Promise<Severities> {
  const { rules } = await testEngine();
  return rules.find(({ id }) => id === rule)?.start === "off" ? { [rule]: "hint" } : {};
}

/** Findings that are graver than their rule says they can be. */
export async function tooGrave(findings: readonly Finding[]): Promise<string[]> {
  const { rules } = await testEngine();
  const most = new Map(rules.map(({ id, start }) => [id, ruleLevels.indexOf(start)]));
  return findings
    .filter(({ rule, severity }) => ruleLevels.indexOf(severity) < (most.get(rule) ?? 0))
    .map(({ rule, severity, message }) => `${rule}, ${severity}: ${message}`);
}
