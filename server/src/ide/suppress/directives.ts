/** What comments say to mlock-lint: `mlock-lint: ignore[rule-a, rule-b] reason`. */

import { type Skimmed, skimComments } from "../../c/comments";
import { type Span, span } from "../../text/span";

export const verbs = ["ignore", "ignore-file", "disable", "enable"] as const;
export type Verb = (typeof verbs)[number];

export interface Named {
  readonly rule: string;
  readonly span: Span;
}

export interface Directive {
  /** As written; it need not be a verb. */
  readonly verb: string;
  /** What stands in the brackets. */
  readonly named: readonly Named[];
  readonly brackets: "closed" | "open" | "none";
  /** From `mlock-lint:` to the last bracket. */
  readonly span: Span;
  readonly comment: Span;
  /** Does the comment begin with it, so that all that follows is its reason? */
  readonly leads: boolean;
}

export interface Said extends Skimmed {
  readonly told: readonly Directive[];
}

/** What every comment to us has in it. */
export const mark = "mlock-lint:";

/** Undefined for a text that says nothing to us, which is nearly every one. */
export function directivesIn(text: string): Said | undefined {
  if (!text.includes(mark)) return undefined;
  const skimmed = skimComments(text);
  const told = skimmed.comments.flatMap((comment) => directivesOf(text, comment));
  return told.length === 0 ? undefined : { ...skimmed, told };
}

/** The comment's text without what it says to us, which is no remark on the code. */
export function withoutDirectives(comment: string): string {
  if (!comment.includes(mark)) return comment;
  return comment.replaceAll(/mlock-lint:.*/g, "");
}

function directivesOf(text: string, comment: Span): Directive[] {
  const words = text.slice(comment.start, comment.end);
  return [...words.matchAll(/mlock-lint:[ \t]*([A-Za-z-]*)(?:[ \t]*\[([^\]\r\n]*)(\]?))?/g)].flatMap(
    (match) => {
      const [whole, verb = "", list, close] = match;
      const before = words.slice(0, match.index);
      const line = before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1).trimEnd();
      // Elsewhere it is spoken of, not spoken to.
      if (!isDecoration(line) && !line.endsWith("//")) return [];
      const start = comment.start + match.index;
      const end = start + whole.trimEnd().length;
      const from = start + whole.length - (close ?? "").length - (list ?? "").length;
      return [
        {
          verb,
          named: list === undefined ? [] : namesIn(list, from),
          brackets: list === undefined ? "none" : close === "]" ? "closed" : "open",
          span: span(start, end),
          comment,
          leads: isDecoration(before),
        },
      ];
    },
  );
}

const isDecoration = (words: string): boolean => [...words].every((one) => " \t\r\n/*!<".includes(one));

function namesIn(list: string, from: number): Named[] {
  let at = from;
  return list.split(",").flatMap((piece) => {
    const start = at + piece.length - piece.trimStart().length;
    at += piece.length + 1;
    const rule = piece.trim();
    return rule === "" ? [] : [{ rule, span: span(start, start + rule.length) }];
  });
}
