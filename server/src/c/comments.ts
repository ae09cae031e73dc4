/** The comments and literals of a text of C, and which of its lines hold code. It must not be expanded: comments are the user's. */

import type { Span } from "../text/span";
import { commentEnd, Letter, letterOf, literalEnd, wordEnd } from "./preprocess/lexer";

export interface Skimmed {
  /** In order. */
  readonly comments: readonly Span[];
  /** Strings and characters, with their quotes; in order. */
  readonly literals: readonly Span[];
  /** Where pieces of code begin, ascending; of a directive, its `#` alone. */
  readonly code: readonly number[];
  readonly hashes: ReadonlySet<number>;
}

/** In one pass, without macros; branches of an #if are read one after the other. */
export function skimComments(text: string): Skimmed {
  const comments: Span[] = [];
  const literals: Span[] = [];
  const code: number[] = [];
  const hashes = new Set<number>();
  let isLineStart = true;
  let isDirective = false;
  for (let at = 0; at < text.length; ) {
    const letter = letterOf(text.charCodeAt(at));
    const end = letter === Letter.Slash ? wholeComment(text, at) : at;
    if (letter === Letter.Newline) {
      isDirective &&= isSpliced(text, at);
      isLineStart = !isDirective;
      at++;
    } else if (letter === Letter.Space || isSpliced(text, at + 1)) at++;
    else if (end > at) {
      comments.push({ start: at, end });
      at = end;
    } else {
      if (isLineStart && letter === Letter.Hash) {
        isDirective = true;
        hashes.add(at);
        code.push(at);
      } else if (!isDirective) code.push(at);
      isLineStart = false;
      const start = at;
      at = pieceEnd(text, at, letter);
      if (letter === Letter.Quote) literals.push({ start, end: at });
    }
  }
  return { comments, literals, code, hashes };
}

function pieceEnd(text: string, at: number, letter: Letter): number {
  if (letter === Letter.Quote) return literalEnd(text, at);
  return letter === Letter.Word || letter === Letter.Digit ? wordEnd(text, at) : at + 1;
}

/** A line comment goes on after a backslash at its end. */
function wholeComment(text: string, at: number): number {
  let end = commentEnd(text, at);
  if (text.charCodeAt(at + 1) !== 47) return end;
  while (end < text.length && isSpliced(text, end)) {
    const next = text.startsWith("\r\n", end) ? end + 2 : end + 1;
    end = next;
    while (end < text.length && letterOf(text.charCodeAt(end)) !== Letter.Newline) end++;
  }
  return end;
}

/** Is this line break, or the second half of one, taken back by a backslash? */
function isSpliced(text: string, at: number): boolean {
  if (letterOf(text.charCodeAt(at)) !== Letter.Newline) return false;
  const before = text.charCodeAt(at) === 10 && text.charCodeAt(at - 1) === 13 ? at - 2 : at - 1;
  return text.charCodeAt(before) === 92;
}
