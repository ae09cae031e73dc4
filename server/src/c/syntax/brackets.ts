/** Tokens of expanded text with their brackets paired, and what kind of C each bracket holds. */
import type { Slices } from "../../text/slices";
import type { Span } from "../../text/span";
import { Letter, letterOf, skipToToken, tokenEnd } from "../preprocess/lexer";

/** What stands between two brackets; `file` is what stands in none. */
export type Context = "file" | "block" | "record" | "list" | "parameters" | "arguments";

export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isWord: boolean;
  /** The index of the other bracket of the pair; undefined for other tokens and for brackets without one. */
  partner: number | undefined;
  /** What it stands in; a bracket stands in what is around it. */
  context: Context;
  /** Does an initialiser or a bit-field's width precede it in its declaration? */
  isValue: boolean;
  /** Does a statement end with it, although no semicolon says so? */
  endsStatement: boolean;
}

export const keywordsOfTypes: ReadonlySet<string> = new Set(
  "void char short int long float double signed unsigned _Bool bool __int128 struct union enum".split(" "),
);
export const keywordsOfSpecifiers: ReadonlySet<string> = new Set([
  ...keywordsOfTypes,
  ..."static extern const volatile inline __inline __inline__ register typedef restrict auto constexpr".split(
    " ",
  ),
  ..."thread_local __thread _Atomic __forceinline".split(" "),
]);
export const otherKeywords: ReadonlySet<string> = new Set(
  (
    "if else while for do switch case default return break continue goto sizeof _Alignof alignof __alignof__ " +
    "__alignof offsetof _Generic asm __asm __asm__ true false nullptr NULL __label__ typeof"
  ).split(" "),
);

const opening = new Set(["(", "[", "{"]);
const closing = new Set([")", "]", "}"]);

/** Tokens between two chances to give up. */
const tokensPerSlice = 5_000;

/** The tokens of a range, which begins at file scope. Of a body, only its braces. */
export function* piecesOf(text: string, { start, end }: Span, bodies: readonly Span[]): Slices<Piece[]> {
  const pieces: Piece[] = [];
  const open: number[] = [];
  let context: Context = "file";
  let isValue = false;
  let next = 0;
  for (let at = skipToToken(text, start); at < end; ) {
    let last = tokenEnd(text, at);
    const word = text.slice(at, last);
    const piece: Piece = {
      text: word,
      start: at,
      end: last,
      isWord: letterOf(word.charCodeAt(0)) === Letter.Word && !/["']$/.test(word),
      partner: undefined,
      context,
      isValue,
      endsStatement: false,
    };
    const index = pieces.push(piece) - 1;
    if (opening.has(word)) {
      context = contextWithin(pieces, index);
      isValue = false;
      open.push(index);
      while ((bodies[next]?.start ?? end) < at) next++;
      const body = bodies[next];
      if (body?.start === at) last = body.end - 1;
    } else if (closing.has(word)) {
      const begin = pieces[open.at(-1) ?? -1];
      if (begin) {
        begin.partner = index;
        piece.partner = open.pop();
        ({ context, isValue } = begin);
        piece.context = context;
        piece.isValue = isValue;
      }
    } else if (word === ";") isValue = false;
    else if (word === "=" || (word === ":" && context === "record")) isValue = true;
    else if (word === "," && context !== "block") isValue = false;
    at = skipToToken(text, last);
    if (pieces.length % tokensPerSlice === 0) yield;
  }
  return pieces;
}

/** What a bracket holds, judged by what stands before it. */
function contextWithin(pieces: readonly Piece[], index: number): Context {
  const bracket = pieces[index];
  if (!bracket) return "file";
  if (bracket.text === "{") return contextOfBraces(pieces, index);
  const { context, isValue } = bracket;
  if (bracket.text === "[" || isValue) return "arguments";
  return context === "file" || context === "record" || context === "parameters" ? "parameters" : "arguments";
}

function contextOfBraces(pieces: readonly Piece[], index: number): Context {
  const { context, isValue } = pieces[index] ?? { context: "file", isValue: false };
  const before = pieces[index - 1];
  if (before?.text === "(") return "block";
  for (let back = 1; back <= 4; back++) {
    const word = pieces[index - back];
    if (!word?.isWord) break;
    if (word.text === "struct" || word.text === "union") return "record";
    if (word.text === "enum") return "list";
  }
  if (context === "list" || isValue || before?.text === "=") return "list";
  if (before?.text.endsWith('"') && context === "file") return "file";
  if (context === "file" || context === "record") return "block";
  if (before?.text !== ")") return "block";
  // After `(T)` a compound literal; after `if (c)` or a macro's arguments, a block.
  const caller = pieces[(before.partner ?? 0) - 1];
  return caller?.isWord && (!otherKeywords.has(caller.text) || /^(?:if|while|for|switch)$/.test(caller.text))
    ? "block"
    : "list";
}
