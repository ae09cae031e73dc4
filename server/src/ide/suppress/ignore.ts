/** The comment that suppresses a finding, written as the file writes its comments. */

import { type Skimmed, skimComments } from "../../c/comments";
import { lineIndex } from "../../text/lines";
import { span } from "../../text/span";
import type { Finding, TextEdit } from "../types";
import { directivesIn } from "./directives";
import { Suppressions } from "./suppressions";

/** Undefined where no comment can stand: between lines that a backslash joins. */
export function ignoreOnLine(text: string, { rule, location }: Finding): TextEdit | undefined {
  const index = lineIndex(text);
  const { file, start } = location;
  const insert = (offset: number, newText: string): TextEdit => {
    const at = index.positionAt(offset);
    return { file, start: at, end: at, newText };
  };
  const last = directiveFor(text, index.offsetAt(start));
  if (last !== undefined) return insert(last, `, ${rule}`);
  const line = index.lineSpan(start.line);
  const above = start.line > 0 ? index.lineSpan(start.line - 1) : span(0, 0);
  const { comments } = skimComments(text);
  const isCut = text[line.end - 1] === "\\" || text[above.end - 1] === "\\";
  const isInside = comments.some((comment) => comment.start < line.start && line.start < comment.end);
  if (isCut || isInside) return undefined;
  const indentation = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0] ?? "";
  return insert(line.start, indentation + lineSaying(`mlock-lint: ignore[${rule}]`, text, comments));
}

/** At the file's top, or among what is ignored in it already. */
export function ignoreInFile(text: string, { rule, location: { file } }: Finding): TextEdit {
  const index = lineIndex(text);
  const listed = directivesIn(text)?.told.findLast(
    ({ verb, named, brackets }) => verb === "ignore-file" && brackets === "closed" && named.length > 0,
  );
  const last = listed?.named.at(-1)?.span.end;
  const top = text.startsWith("\uFEFF") ? 1 : 0;
  const at = index.positionAt(last ?? top);
  const newText =
    last === undefined
      ? lineSaying(`mlock-lint: ignore-file[${rule}]`, text, skimComments(text).comments)
      : `, ${rule}`;
  return { file, start: at, end: at, newText };
}

/** A comment of the file's own kind, with its end of line. */
function lineSaying(words: string, text: string, comments: Skimmed["comments"]): string {
  const isOld = comments.length > 0 && comments.every((comment) => text[comment.start + 1] === "*");
  return (isOld ? `/* ${words} */` : `// ${words}`) + (text.includes("\r\n") ? "\r\n" : "\n");
}

/** The end of the last name that an `ignore` lists which holds for this place already. */
function directiveFor(text: string, offset: number): number | undefined {
  if (directivesIn(text) === undefined) return undefined;
  const found = new Suppressions(text).all.findLast(
    ({ directive, covers }) =>
      directive.verb === "ignore" &&
      covers.start <= offset &&
      offset < covers.end &&
      directive.named.length > 0,
  );
  return found?.directive.named.at(-1)?.span.end;
}
