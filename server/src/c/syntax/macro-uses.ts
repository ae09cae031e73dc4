/** What a use of an unknown macro looks like among tokens, and how it is rewritten in place. */
import { keywordsOfSpecifiers, otherKeywords, type Piece } from "./brackets";

export type Pieces = readonly Piece[];

/** Padded with blanks to the length of what it replaces. */
export interface Rewriting {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Rewritings, and the index of the first token that was not looked at. */
export interface Found {
  readonly rewritings: readonly Rewriting[];
  readonly next: number;
}

/** Real rows reach 250 words and uses; without a bound, each of a long row would be the first of another. */
export const longestRow = 300;

export const blank = (from: Piece, to: Piece = from): Rewriting => ({
  start: from.start,
  end: to.end,
  text: "",
});

/** A name that stands for what is there, as long as that. */
export const filler = (from: Piece, to: Piece = from): Rewriting => ({
  start: from.start,
  end: to.end,
  text: "_".repeat(to.end - from.start),
});

export const isName = (piece: Piece | undefined): boolean =>
  piece?.isWord === true && !keywordsOfSpecifiers.has(piece.text) && !otherKeywords.has(piece.text);

/** Written as people write macros. */
export const looksLikeMacro = ({ text }: Piece): boolean =>
  /^(?=_*[A-Za-z])(?:[A-Z_][A-Z0-9_]+|__\w+)$/.test(text);

/** The index of the parenthesis that closes the arguments of a use at `i`; undefined where it has none. */
export function argumentsEnd(pieces: Pieces, i: number): number | undefined {
  return isName(pieces[i]) && pieces[i + 1]?.text === "(" ? pieces[i + 1]?.partner : undefined;
}

/** Does a statement, or a declaration at file scope, begin at `i`? */
export function begins(pieces: Pieces, i: number): boolean {
  const before = pieces[i - 1];
  if (!before || before.endsStatement || /^[;{}:]$/.test(before.text)) return true;
  if (before.text === "else" || before.text === "do") return true;
  const controlling = before.text === ")" ? pieces[(before.partner ?? 0) - 1]?.text : undefined;
  return controlling !== undefined && /^(?:if|while|for|switch)$/.test(controlling);
}
