/** Puts lines before and after a statement, moves and removes it, in the manner of the text around it. */
import type { Edit } from "../text/edit";
import type { Span } from "../text/span";
import { masked } from "./masked";
import { deeper, indentAt } from "./scene";

/** Undefined where nothing can be put before the statement without changing what others mean. */
export function linesBefore(text: string, statement: Span, lines: readonly string[]): Edit[] | undefined {
  const standing = standingOf(text, statement);
  if (standing === "below a label" && lines.some(isDeclaration)) return undefined;
  const { start } = statement;
  const indent = indentAt(text, start);
  if (standing !== "alone") return [inserted(start, lines.map((line) => `${line}\n${indent}`).join(""))];
  return inBraces(text, statement, (inner) => [...lines.map((line) => `${inner}${line}\n`), inner]);
}

const isDeclaration = (line: string): boolean =>
  /^(?:struct|void|int|char|size_t|uintptr_t|volatile|const|unsigned|long)\b/.test(line);

export function linesAfter(text: string, statement: Span, lines: readonly string[]): Edit[] | undefined {
  const standing = standingOf(text, statement);
  if (standing !== "alone") {
    const indent = indentAt(text, statement.start);
    const at = endWithComment(text, statement.end);
    return [inserted(at, lines.map((line) => `\n${indent}${line}`).join(""))];
  }
  const edits = inBraces(text, statement, (inner) => [inner]);
  const [opening, closing] = edits ?? [];
  if (!opening || !closing) return undefined;
  const inner = /[ \t]*$/.exec(opening.newText)?.[0] ?? "";
  return [
    opening,
    { ...closing, newText: lines.map((line) => `\n${inner}${line}`).join("") + closing.newText },
  ];
}

/** A statement away; where something must stand in its place, an empty one. */
export function withoutStatement(text: string, statement: Span): Edit {
  return standingOf(text, statement) === "in a block"
    ? removed(text, statement)
    : { span: statement, newText: ";" };
}

/** The statement's own lines, where nothing else stands on them, else only itself. */
export function removed(text: string, { start, end }: Span): Edit {
  const first = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  const last = next < 0 ? text.length : next + 1;
  const isAlone = text.slice(first, start).trim() === "" && text.slice(end, last).trim() === "";
  if (isAlone) return { span: { start: first, end: last }, newText: "" };
  const room = /[ \t]*$/.exec(text.slice(first, start))?.[0].length ?? 0;
  const isLast = text.slice(end, last).trim() === "";
  return { span: { start: isLast ? start - room : start, end }, newText: "" };
}

/** `below a label`: a declaration may not follow it; `alone`: the only statement of an `if`, a loop, an `else`. */
type Standing = "in a block" | "below a label" | "alone";

/** Told by what stands before it. */
function standingOf(text: string, { start }: Span): Standing {
  const before = masked(text.slice(0, start)).trimEnd();
  if (/(^|[{};])$/.test(before)) return "in a block";
  return before.endsWith(":") ? "below a label" : "alone";
}

/** An edit that opens braces before the statement and one that closes them behind it. */
function inBraces(
  text: string,
  { start, end }: Span,
  contents: (inner: string) => readonly string[],
): Edit[] | undefined {
  const space = /\s*$/.exec(text.slice(0, start))?.[0] ?? "";
  const head = start - space.length;
  // A brace at the end of a comment would be part of it.
  if (/\/\/[^\n]*$/.test(text.slice(text.lastIndexOf("\n", head - 1) + 1, head))) return undefined;
  const outer = indentAt(text, head);
  const inner = deeper(text, outer);
  const opening = { span: { start: head, end: start }, newText: ` {\n${contents(inner).join("")}` };
  const between = /^\s*(?=else\b)/.exec(text.slice(end))?.[0];
  if (between === undefined || isOwnLine(text)) return [opening, inserted(end, `\n${outer}}`)];
  return [opening, { span: { start: end, end: end + between.length }, newText: `\n${outer}} ` }];
}

/** Does the file put `else` below the brace before it? */
const isOwnLine = (text: string): boolean =>
  /\}[ \t]*\r?\n\s*else\b/.test(text) && !/\}[ \t]*else\b/.test(text);

const inserted = (at: number, newText: string): Edit => ({ span: { start: at, end: at }, newText });

/** A comment on the rest of the line speaks of the statement that ends there. */
export function endWithComment(text: string, end: number): number {
  const rest = /^[ \t]*(?:\/\/[^\n]*|\/\*[^\n]*?\*\/)(?=\s*?(?:\r?\n|$))/.exec(text.slice(end));
  return end + (rest?.[0].trimEnd().length ?? 0);
}

/** Where the line begins on which the whole-line comments directly above a statement or function start. */
export const startOfCommentAbove = (text: string, start: number): number | undefined =>
  /(?:^[ \t]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/)[ \t]*\r?\n)+[ \t]*$/m.exec(text.slice(0, start))
    ?.index;

/**
 * The simple statement or the test that a place lies in: where it begins, up to the place. Undefined where nothing can be
 * put before it that runs exactly when it does.
 */
export function statementAround(text: string, body: Span, place: Span): Span | undefined {
  const plain = masked(text.slice(body.start, place.start));
  let depth = 0;
  let begin = 0;
  for (let at = 0; at < plain.length; at++) {
    const character = plain[at] ?? "";
    if (character === "(" || character === "[") depth++;
    else if (character === ")" || character === "]") depth--;
    else if (depth === 0 && /[;{}]/.test(character)) begin = at + 1;
  }
  const lead = /^\s*/.exec(plain.slice(begin))?.[0].length ?? 0;
  const head = plain.slice(begin + lead);
  if (/[=,(]\s*$/.test(plain.slice(0, begin).replace(/\{$/, ""))) return undefined;
  const isInTest = depth > 0 && /^(?:if|switch)\s*\(/.test(head);
  const isLabelled = /^(?:case|default)\b|^\w+\s*:/.test(head);
  if (isLabelled || (/^(?:if|switch|for|while|do|else)\b/.test(head) && !isInTest)) return undefined;
  return { start: body.start + begin + lead, end: place.end };
}
