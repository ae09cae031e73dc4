/** What may be written next in a comment that speaks to mlock-lint. */

import { skimComments } from "../../c/comments";
import type { Span } from "../../text/span";
import type { RuleInfo } from "../types";
import { mark, type Verb, verbs } from "./directives";

export interface Completion {
  readonly kind: "mark" | "verb" | "rule";
  readonly label: string;
  readonly detail: string;
  /** What it replaces: the word that was begun. */
  readonly span: Span;
  readonly newText: string;
}

const meanings: Readonly<Record<Verb, string>> = {
  ignore: "no findings of these rules on its line, or on the next one",
  "ignore-file": "no findings of these rules in this file",
  disable: "no findings of these rules from here on",
  enable: "ends what was disabled",
};

/** Empty outside of comments, and in those that speak to others. */
export function completionsAt(
  text: string,
  offset: number,
  rules: readonly Pick<RuleInfo, "id" | "summary">[],
): readonly Completion[] {
  const line = text.slice(lineStart(text, offset), offset);
  const found = rulesAfter(line, rules) ?? verbsAfter(line) ?? markAfter(line);
  if (!found || !isInComment(text, offset)) return [];
  const span = { start: offset - found.begun.length, end: offset };
  return found.choices.map((choice) => ({ ...choice, span }));
}

interface Found {
  readonly begun: string;
  readonly choices: readonly Omit<Completion, "span">[];
}

/** In the brackets; what is named there already is not named again. */
function rulesAfter(line: string, rules: readonly Pick<RuleInfo, "id" | "summary">[]): Found | undefined {
  const [, list] = /mlock-lint:[ \t]*[A-Za-z-]+[ \t]*\[([^\]]*)$/.exec(line) ?? [];
  if (list === undefined) return undefined;
  const names = list.split(",").map((name) => name.trim());
  const begun = names.pop() ?? "";
  const choices = rules
    .filter(({ id }) => !names.includes(id))
    .map(({ id, summary }) => ({ kind: "rule" as const, label: id, detail: summary, newText: id }));
  return { begun, choices };
}

function verbsAfter(line: string): Found | undefined {
  const [, blank = "", begun = ""] = /mlock-lint:([ \t]*)([A-Za-z-]*)$/.exec(line) ?? [];
  if (!line.endsWith(`${mark}${blank}${begun}`)) return undefined;
  const lead = blank === "" && begun === "" ? " " : "";
  const choices = verbs.map((verb) => ({
    kind: "verb" as const,
    label: verb,
    detail: meanings[verb],
    newText: lead + verb,
  }));
  return { begun, choices };
}

function markAfter(line: string): Found | undefined {
  const [, begun = ""] = /(?:\/\/|\/\*|\s|^)(ml[a-z-]*)$/.exec(line) ?? [];
  if (begun === "" || !mark.startsWith(begun)) return undefined;
  const choice = { kind: "mark" as const, label: mark, detail: "a word to mlock-lint", newText: mark };
  return { begun, choices: [choice] };
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== "\n" && text[at - 1] !== "\r") at--;
  return at;
}

function isInComment(text: string, offset: number): boolean {
  return skimComments(text).comments.some(({ start, end }) => {
    const isClosed = text.startsWith("/*", start) && text.slice(0, end).endsWith("*/") && end - start >= 4;
    return start + 2 <= offset && (isClosed ? offset < end - 1 : offset <= end);
  });
}
