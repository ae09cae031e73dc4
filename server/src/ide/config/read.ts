/** A project's configuration as it is written, with what is wrong in it as findings. It never fails. */
import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { lineIndex } from "../../text/lines";
import type { Span } from "../../text/span";
import type { Finding } from "../types";
import { pathMatcher } from "./globs";
import { documentShape, type Keys } from "./keys";
import type { Problem } from "./shapes";

export interface Override {
  /** Of a path relative to the file's folder. */
  readonly fits: (path: string) => boolean;
  readonly keys: Keys;
}

export interface ConfigFile {
  /** Absolute, forward slashes. */
  readonly file: string;
  /** Where its patterns and folders begin. */
  readonly folder: string;
  readonly isRoot: boolean;
  readonly keys: Keys;
  readonly overrides: readonly Override[];
  readonly findings: readonly Finding[];
}

/** The rule of findings in configurations; and of those that any reader of JSON has, an editor too. */
export const configRule = "config";
export const configSyntaxRule = "config-syntax";

/** The names under which it is looked for, the first that is there in a folder. */
export const configNames: readonly string[] = ["mlock-lint.json", ".mlock-lint.jsonc"];

export function readConfig(file: string, text: string): ConfigFile {
  const problems: ConfigProblem[] = [];
  const tree = treeOf(text, problems);
  const read = tree && documentShape.read(tree, (problem) => problems.push(problem));
  const { root = false, overrides = [], $schema: _, ...keys } = read ?? {};
  return {
    file,
    folder: file.slice(0, Math.max(file.lastIndexOf("/"), 0)),
    isRoot: root,
    keys,
    overrides: overrides.map(({ files = [], ...own }) => {
      const matchers = files.map(pathMatcher);
      return { fits: (path) => matchers.some((matches) => matches(path)), keys: own };
    }),
    findings: findingsOf(file, text, problems),
  };
}

/** What stands for a file that is there and tells nothing. */
export function unreadableConfig(file: string, reason: string): ConfigFile {
  const nothing = readConfig(file, "{}");
  const message = `this configuration cannot be read: ${reason}`;
  return { ...nothing, findings: findingsOf(file, "", [{ span: { start: 0, end: 0 }, message }]) };
}

/** Of `configRule`, where it says no other. */
type ConfigProblem = Problem & { readonly rule?: typeof configSyntaxRule };

function treeOf(text: string, problems: ConfigProblem[]): Node | undefined {
  if (isTooDeep(text)) {
    problems.push({ span: { start: 0, end: 1 }, message: "this is nested too deeply to be read" });
    return undefined;
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  for (const { error, offset, length } of errors)
    problems.push({
      rule: configSyntaxRule,
      span: { start: offset, end: offset + length },
      message: wordsFor(printParseErrorCode(error)),
    });
  return tree;
}

/** "ColonExpected" */
const wordsFor = (code: string): string => {
  const words = code.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
  return `this cannot be read as JSON: ${words}`;
};

const deepest = 64;

/** The parser calls itself for each level. */
function isTooDeep(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const token = text[scanner.getTokenOffset()];
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    if (depth > deepest) return true;
  }
  return false;
}

function findingsOf(file: string, text: string, problems: readonly ConfigProblem[]): Finding[] {
  const index = lineIndex(text);
  const locate = ({ start, end }: Span) => ({
    file,
    start: index.positionAt(start),
    end: index.positionAt(Math.max(end, start)),
  });
  return [...problems]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ rule = configRule, span, message, meant }) => ({
      rule,
      severity: "error",
      certainty: "certain",
      platforms: [],
      location: locate(span),
      message,
      path: [],
      because: [],
      fixes:
        meant === undefined
          ? []
          : [{ title: `Write ${meant}`, safe: false, edits: [{ ...locate(span), newText: meant }] }],
    }));
}
