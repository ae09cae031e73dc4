/**
 * Uses of macros that nothing we read defines, rewritten in place so that the grammar can read what stands around them:
 * `EXPORT int f(void)`, `char a[4] NONSTRING`, `container_of(p, struct s, m)`, `LIST_FOREACH(p, &l, link) { ... }`. Every
 * rewriting keeps the length. Correct C has none of these shapes, and stays what it is.
 */
import type { Slices } from "../../text/slices";
import type { Span } from "../../text/span";
import { keywordsOfTypes, otherKeywords, type Piece, piecesOf } from "./brackets";
import { rewriteRun } from "./macro-specifiers";
import {
  argumentsEnd,
  begins,
  blank,
  type Found,
  filler,
  isName,
  longestRow,
  looksLikeMacro,
  type Pieces,
  type Rewriting,
} from "./macro-uses";

/** The text with the uses in these ranges rewritten, but for those in bodies; each range begins at file scope. */
export function* withoutUnknownMacros(
  text: string,
  ranges: readonly Span[],
  bodies: readonly Span[] = [],
): Slices<string> {
  const rewritings: Rewriting[] = [];
  for (const range of ranges) {
    const pieces = yield* piecesOf(text, range, bodies);
    for (const one of yield* rewritingsOf(text, pieces)) rewritings.push(one);
  }
  let result = "";
  let done = 0;
  for (const { start, end, text: instead } of rewritings.sort((a, b) => a.start - b.start)) {
    if (start < done) continue;
    result += text.slice(done, start) + instead.padEnd(end - start);
    done = end;
  }
  return result + text.slice(done);
}

/** Tokens between two chances to give up. */
const tokensPerSlice = 5_000;

function* rewritingsOf(text: string, pieces: Pieces): Slices<Rewriting[]> {
  const result: Rewriting[] = [];
  let count = 0;
  for (let i = 0; i < pieces.length; ) {
    if (++count % tokensPerSlice === 0) yield;
    const found =
      afterDeclarator(pieces, i) ??
      statement(text, pieces, i) ??
      oldStylePointer(pieces, i) ??
      definition(pieces, i) ??
      rewriteRun(pieces, i) ??
      call(pieces, i);
    if (found) result.push(...found.rewritings);
    i = Math.max(i + 1, found?.next ?? 0);
  }
  return result;
}

const isDeclaring = ({ context, isValue }: Piece) =>
  !isValue && (context === "file" || context === "record" || context === "parameters");

/** `int f(void) ATTRIBUTE(1);` and `char a[4] ATTRIBUTE = "";`: what follows a declarator's last bracket. */
function afterDeclarator(pieces: Pieces, i: number): Found | undefined {
  const close = pieces[i - 1];
  const first = pieces[i];
  if (!close || !first || !isName(first) || first.isValue) return undefined;
  if (close.text !== "]" && !(close.text === ")" && isDeclaring(first))) return undefined;
  let end = i;
  for (let count = 0; count < longestRow && isName(pieces[end]); count++) {
    end = (argumentsEnd(pieces, end) ?? end) + 1;
  }
  const last = pieces[end - 1];
  if (!last || !/^[;{,=:)]$/.test(pieces[end]?.text ?? "")) return undefined;
  const isOldStyle = close.text === ")" && end > i + 1 && isNameList(pieces, (close.partner ?? i) + 1, i - 1);
  if (isOldStyle || (close.text === ")" && end > i + 1 && !looksLikeMacro(first))) return undefined;
  return { rewritings: [blank(first, last)], next: end };
}

/** `a, b` in `int f(a, b) T a; ...`. */
function isNameList(pieces: Pieces, from: number, to: number): boolean {
  if (from >= to) return false;
  for (let i = from; i < to; i++) if (!isName(pieces[i]) && pieces[i]?.text !== ",") return false;
  return true;
}

/** `char *f(a) char *a; { ... }`: the grammar knows old-style definitions only of functions that return no pointer. */
function oldStylePointer(pieces: Pieces, i: number): Found | undefined {
  const end = argumentsEnd(pieces, i);
  const star = pieces[i - 1];
  if (end === undefined || star?.text !== "*" || star.context !== "file" || star.isValue) return undefined;
  if (!isNameList(pieces, i + 2, end) || !pieces[end + 1]?.isWord) return undefined;
  let from = i - 1;
  while (/^(?:\*|const|volatile)$/.test(pieces[from]?.text ?? "")) from--;
  if (/^(?:struct|union|enum)$/.test(pieces[from - 1]?.text ?? "")) from--;
  const type = pieces[from];
  if (!type?.isWord) return undefined;
  // A type of that name is unknown; the star's place keeps it apart from the function's name.
  const text = "_".repeat(star.start - type.start);
  return { rewritings: [{ start: type.start, end: star.end, text }], next: i + 1 };
}

const loopName = /each|loop|while|iterate/i;
const statementWord = /^(?:if|for|while|do|return|goto|switch|break|continue|case|default)$/;

/** In a block: `FOREACH(p, list) statement` becomes `while (p, list) statement`; `CHECK(x)` gets its semicolon. */
function statement(text: string, pieces: Pieces, i: number): Found | undefined {
  const name = pieces[i];
  const end = argumentsEnd(pieces, i);
  if (name?.context !== "block" || !isName(name) || !begins(pieces, i)) return undefined;
  if (end === undefined) return bareStatement(text, pieces, i);
  const close = pieces[end];
  const next = pieces[end + 1];
  if (!close || !next) return undefined;
  const args = rewriteArguments(pieces, i + 1, end);
  const isLoop = next.text === "{" || (follows(pieces, end + 1) && isBody(text, name, close, next));
  if (isLoop) {
    const word = end > i + 2 && name.text.length >= "while".length ? "while" : undefined;
    return word && { rewritings: [{ start: name.start, end: name.end, text: word }, ...args], next: i + 2 };
  }
  if (!follows(pieces, end + 1) && next.text !== "}") return undefined;
  // Somebody may still be typing a call.
  if (!looksLikeMacro(name)) return undefined;
  // The blank after it becomes the semicolon; without one, nothing can be done.
  if (!text.slice(close.end, next.start).includes("\n")) return undefined;
  close.endsStatement = true;
  return { rewritings: [...args, { start: close.end, end: close.end + 1, text: ";" }], next: i + 2 };
}

/** `BEGIN` on a line of its own, or before a block. */
function bareStatement(text: string, pieces: Pieces, i: number): Found | undefined {
  const [name, next] = [pieces[i], pieces[i + 1]];
  if (!name || !next || !looksLikeMacro(name)) return undefined;
  const isAlone = text.slice(name.end, next.start).includes("\n");
  const isExpression = isName(next) && (looksLikeMacro(next) || isCallOrMember(pieces, i + 2));
  const mayFollow = next.text === "}" || statementWord.test(next.text) || isExpression;
  if (next.text !== "{" && !(isAlone && mayFollow)) return undefined;
  name.endsStatement = true;
  return { rewritings: [{ start: name.start, end: name.end, text: ";" }], next: i + 1 };
}

const isCallOrMember = (pieces: Pieces, i: number) =>
  /^(?:[(.]|->|\+\+|--|[-+|&]=)$/.test(pieces[i]?.text ?? "");

/** Does a statement begin here that is no declaration? */
function follows(pieces: Pieces, i: number): boolean {
  const piece = pieces[i];
  if (!piece?.isWord) return false;
  if (statementWord.test(piece.text)) return true;
  return isName(piece) && (looksLikeMacro(piece) || (!isName(pieces[i + 1]) && pieces[i + 1]?.text !== ")"));
}

/** A loop's body stands deeper than its head, or on the same line. */
function isBody(text: string, name: Piece, close: Piece, next: Piece): boolean {
  if (loopName.test(name.text)) return true;
  return text.slice(close.end, next.start).includes("\n") && column(text, next) > column(text, name);
}

const column = (text: string, { start }: Piece) => start - text.lastIndexOf("\n", start - 1);

/** At file scope `TEST(a, b) { ... }`, `DEFINE(a, struct b);` and what a macro names: `FUNCTION(get)(int a) { ... }`. */
function definition(pieces: Pieces, i: number): Found | undefined {
  const name = pieces[i];
  const end = argumentsEnd(pieces, i);
  const open = pieces[i + 1];
  if (!name || !open || end === undefined || name.context !== "file" || !begins(pieces, i)) return undefined;
  const close = pieces[end];
  const next = pieces[end + 1];
  if (!close || !next) return undefined;
  if (next.text === ";") {
    return hasOddArgument(pieces, i + 1, end)
      ? { rewritings: [blank(name, close)], next: end + 1 }
      : undefined;
  }
  const length = close.end - name.start;
  if (next.text === "(" && pieces[(next.partner ?? 0) + 1]?.text === "{") {
    return { rewritings: [{ ...filler(name, close), text: named(name, length) }], next: end + 1 };
  }
  if (next.text !== "{") return undefined;
  if (name.text.length > 2 && hasPlainArguments(pieces, i + 1, end)) {
    return { rewritings: [{ start: name.start, end: name.start + 2, text: typeFor(name) }], next: i + 2 };
  }
  if (length < "_ _()".length) return undefined;
  return { rewritings: [{ ...filler(name, close), text: `${named(name, length - 2)}()` }], next: end + 1 };
}

/** Does each begin with a word, as parameters do? */
function hasPlainArguments(pieces: Pieces, open: number, close: number): boolean {
  for (const { from, to } of argumentRanges(pieces, open, close)) {
    if (from < to && !pieces[from]?.isWord) return false;
  }
  return true;
}

/** A type in the place of a name's first two letters, and other than they: so that it can be told from the text. */
const typeFor = ({ text }: Piece) => (text.startsWith("_") ? "T " : "_ ");

/** A type and a name, of that length together. */
const named = (name: Piece, length: number) => `${typeFor(name)}${"_".repeat(length - 2)}`;

/** A macro's use as an expression: types and operators among its arguments, `CAST(T *)p`, `"a" TEXT(b) "c"`. */
function call(pieces: Pieces, i: number): Found | undefined {
  const name = pieces[i];
  const end = argumentsEnd(pieces, i);
  if (
    !name ||
    end === undefined ||
    (name.context !== "block" && name.context !== "arguments" && !isInList(name))
  ) {
    return undefined;
  }
  const before = pieces[i - 1];
  const close = pieces[end];
  const after = pieces[end + 1];
  if (!close || isDeclarator(pieces, i)) return undefined;
  if (isString(before) || (isString(after) && !isName(before))) {
    return { rewritings: [filler(name, close)], next: end + 1 };
  }
  if (!begins(pieces, i) && isOperand(after) && isTypeLike(pieces, i + 2, end)) {
    return { rewritings: [blank(name)], next: end + 1 };
  }
  return { rewritings: rewriteArguments(pieces, i + 1, end), next: i + 2 };
}

const isInList = ({ context, isValue }: Piece) => context === "list" || (context === "file" && isValue);

const isString = (piece: Piece | undefined) => piece?.text.endsWith('"') ?? false;

const isOperand = (piece: Piece | undefined) =>
  piece !== undefined && (piece.text === "(" || isName(piece) || /^["'\d]/.test(piece.text));

/** `int f(char *)` and `char *f(int)` in a block declare a function. */
function isDeclarator(pieces: Pieces, i: number): boolean {
  let before = i - 1;
  while (pieces[before]?.text === "*") before--;
  const word = pieces[before];
  return (
    word?.isWord === true && !otherKeywords.has(word.text) && (before === i - 1 || begins(pieces, before))
  );
}

/** Arguments that are no expressions become names; of nothing between a macro's commas, a comma goes. */
function rewriteArguments(pieces: Pieces, open: number, close: number): Rewriting[] {
  const result: Rewriting[] = [];
  const name = pieces[open - 1];
  const isMacro = name !== undefined && looksLikeMacro(name);
  for (const { from, to } of argumentRanges(pieces, open, close)) {
    const [first, last] = [pieces[from], pieces[to - 1]];
    const comma = pieces[from - 1];
    if (first?.text === "." && isName(pieces[from + 1]) && isName(name)) {
      // `MACRO(.member = value)` becomes an assignment to something unknown.
      result.push({ start: first.start, end: first.end, text: "_" });
    } else if (from === to && comma && close > open + 1 && isMacro) {
      const superfluous = comma.text === "," ? comma : pieces[to];
      if (superfluous) result.push(blank(superfluous));
    } else if (first && last && looksLikeMacro(first) && isName(pieces[from + 1])) {
      // Left to what is said of words in a row.
    } else if (first && last && (isOperator(pieces, from, to) || isTypeLike(pieces, from, to))) {
      result.push(filler(first, last));
    }
  }
  return result;
}

function* argumentRanges(
  pieces: Pieces,
  open: number,
  close: number,
): Generator<{ from: number; to: number }> {
  let from = open + 1;
  for (let i = from; i <= close; i++) {
    const piece = pieces[i];
    if (i === close || piece?.text === ",") {
      yield { from, to: i };
      from = i + 1;
    } else if (piece?.partner !== undefined && piece.partner > i) i = piece.partner;
  }
}

function hasOddArgument(pieces: Pieces, open: number, close: number): boolean {
  for (const { from, to } of argumentRanges(pieces, open, close)) {
    if (pieces[from]?.text === "{" || isOperator(pieces, from, to) || isTypeLike(pieces, from, to))
      return true;
  }
  return false;
}

/** `<`, or what begins like a number and is none: text for the macro to make something of. */
function isOperator(pieces: Pieces, from: number, to: number): boolean {
  const word = to === from + 1 ? (pieces[from]?.text ?? "") : "";
  return /^[^\w\s"'()[\]{}]+$/.test(word) || (/^\d/.test(word) && !number.test(word));
}

const number = /^(?:0x[\da-f.']+(?:p[+-]?\d+)?|0b[01']+|[\d.']+(?:e[+-]?\d+)?)[uflwzbdij]*$/i;

/** `unsigned`, `struct s *`, `T *`, `const T`: words and stars that only a type can be. */
function isTypeLike(pieces: Pieces, from: number, to: number): boolean {
  let words = 0;
  for (let i = from; i < to; i++) {
    const piece = pieces[i];
    if (!piece || (piece.text !== "*" && (!piece.isWord || otherKeywords.has(piece.text)))) return false;
    if (piece.isWord && pieces[i - 1]?.isWord && i > from) words++;
  }
  const first = pieces[from];
  if (!first?.isWord) return false;
  return words > 0 || keywordsOfTypes.has(first.text) || pieces[to - 1]?.text === "*";
}
