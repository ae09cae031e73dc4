/** Where the preprocessing tokens of C begin and end; works on text whose spliced lines are already joined. */

export type TokenKind =
  | "identifier"
  | "number"
  | "string"
  | "character"
  | "punctuator"
  | "other"
  /** What an empty argument leaves. */
  | "placemarker"
  /** `defined NAME` in a condition; the text is the name. */
  | "defined";

/** What a piece of text of a macro expansion was written as: the macro's name through its closing parenthesis. */
export interface MacroUse {
  readonly macro: {
    readonly name: string;
    readonly file: string;
    readonly span: { start: number; end: number };
  };
  readonly start: number;
  end: number;
}

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Does white space stand before it? */
  readonly spaced: boolean;
  /** A macro's name met inside its own expansion: it is never expanded again. */
  readonly painted: boolean;
  /** Its place in the file that is being read; -1 for text that a macro made. */
  readonly start: number;
  readonly end: number;
  /** The use that made it, for text that a macro made. */
  readonly use: MacroUse | undefined;
}

export enum Letter {
  Other,
  Space,
  Newline,
  Word,
  Digit,
  Quote,
  Slash,
  Hash,
  Dot,
  DigraphStart,
}

const LETTERS = letterTable();

/** What kind of character begins here; outside ASCII all but the byte order mark may stand in a name. */
export function letterOf(unit: number): Letter {
  if (unit < 128) return LETTERS[unit] as Letter;
  return unit === 0xfeff ? Letter.Space : Letter.Word;
}

const isWordUnit = (unit: number): boolean => {
  const letter = letterOf(unit);
  return letter === Letter.Word || letter === Letter.Digit;
};

/** What the two-character spellings of brackets mean. */
export const DIGRAPHS: ReadonlyMap<string, string> = new Map([
  ["<:", "["],
  [":>", "]"],
  ["<%", "{"],
  ["%>", "}"],
  ["%:", "#"],
  ["%:%:", "##"],
]);

const PUNCTUATORS = new Set(
  "%:%: ... <<= >>= -> ++ -- << >> <= >= == != && || *= /= %= += -= &= ^= |= ## <: :> <% %> %:".split(" "),
);
const LITERAL_PREFIXES = new Set(["L", "u", "U", "u8"]);

/** The end of a comment that begins here, or `at` if none does. An unterminated one takes the rest of the text. */
export function commentEnd(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === 47) {
    let end = at + 2;
    while (end < text.length && letterOf(text.charCodeAt(end)) !== Letter.Newline) end++;
    return end;
  }
  if (next !== 42) return at;
  const close = text.indexOf("*/", at + 2);
  return close < 0 ? text.length : close + 2;
}

/** The end of a string or character constant whose quote stands here; unterminated, it ends with its line. */
export function literalEnd(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  for (let end = at + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === quote) return end + 1;
    if (unit === 10 || unit === 13) return end;
    if (unit === 92 && letterOf(text.charCodeAt(end + 1)) !== Letter.Newline) end++;
  }
  return text.length;
}

export function wordEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && isWordUnit(text.charCodeAt(end))) end++;
  return end;
}

/** A preprocessing number: also `1e+5`, `0x1p-3`, `1.2.3` and C23's `1'000`. */
export function numberEnd(text: string, at: number): number {
  let end = at + 1;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (isWordUnit(unit) || unit === 46) continue;
    if ((unit === 43 || unit === 45) && EXPONENTS.includes(text.charAt(end - 1))) continue;
    if (unit === 39 && isWordUnit(text.charCodeAt(end + 1))) continue;
    break;
  }
  return end;
}

/** Is the word before a quote, as in L"...", part of the literal? */
export const isLiteralPrefix = (text: string, start: number, end: number): boolean =>
  end - start <= 2 &&
  letterOf(text.charCodeAt(end)) === Letter.Quote &&
  LITERAL_PREFIXES.has(text.slice(start, end));

/** The end of the token that begins here; `at` must not stand on white space or a comment. */
export function tokenEnd(text: string, at: number): number {
  switch (letterOf(text.charCodeAt(at))) {
    case Letter.Word: {
      const end = wordEnd(text, at);
      return isLiteralPrefix(text, at, end) ? literalEnd(text, end) : end;
    }
    case Letter.Digit:
      return numberEnd(text, at);
    case Letter.Quote:
      return literalEnd(text, at);
    case Letter.Dot:
      if (letterOf(text.charCodeAt(at + 1)) === Letter.Digit) return numberEnd(text, at);
  }
  for (let length = 4; length > 1; length--) {
    if (at + length <= text.length && PUNCTUATORS.has(text.slice(at, at + length))) return at + length;
  }
  return at + 1;
}

/** What kind of token these characters are. */
export function kindOf(text: string): TokenKind {
  const first = letterOf(text.charCodeAt(0));
  const last = text.charCodeAt(text.length - 1);
  if (first === Letter.Word && letterOf(last) !== Letter.Quote) {
    return /["']/.test(text) ? "other" : "identifier";
  }
  if (first === Letter.Word || first === Letter.Quote) {
    const open = text.search(/["']/);
    if (open === text.length - 1 || text.charCodeAt(open) !== last) return "other";
    return last === 34 ? "string" : "character";
  }
  if (first === Letter.Digit) return "number";
  if (first === Letter.Dot) return letterOf(text.charCodeAt(1)) === Letter.Digit ? "number" : "punctuator";
  return "punctuator";
}

/** After the white space and comments of this line; a comment may lead to a later line. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const letter = letterOf(text.charCodeAt(at));
    if (letter === Letter.Space) at++;
    else if (letter === Letter.Slash) {
      const end = commentEnd(text, at);
      if (end === at) break;
      at = end;
    } else break;
  }
  return at;
}

/** After all white space, line ends and comments. */
export function skipToToken(text: string, from: number): number {
  let at = skipBlank(text, from);
  while (at < text.length && letterOf(text.charCodeAt(at)) === Letter.Newline) at = skipBlank(text, at + 1);
  return at;
}

/** The tokens from here to the end of the line, without places. */
export function lineTokens(text: string, from: number): Token[] {
  const tokens: Token[] = [];
  let at = from;
  for (;;) {
    const start = skipBlank(text, at);
    if (start >= text.length || letterOf(text.charCodeAt(start)) === Letter.Newline) return tokens;
    at = tokenEnd(text, start);
    tokens.push(makeToken(text.slice(start, at), start > from && precededBySpace(text, start)));
  }
}

/** The end of the line, past comments and literals that begin on it. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    at = skipBlank(text, at);
    if (at >= text.length || letterOf(text.charCodeAt(at)) === Letter.Newline) return at;
    at = tokenEnd(text, at);
  }
}

export const makeToken = (text: string, spaced: boolean, use?: MacroUse): Token => ({
  kind: kindOf(text),
  text,
  spaced,
  painted: false,
  start: -1,
  end: -1,
  use,
});

/** Stands where nothing is; white space before it belongs to what follows. */
export const placemarker = (before: "spaced" | "close"): Token => ({
  ...makeToken("", before === "spaced"),
  kind: "placemarker",
});

/** The token with or without white space before it. */
export const withSpace = (token: Token, spaced: boolean): Token =>
  token.spaced === spaced ? token : { ...token, spaced };

/** Would these two characters read as one token, or as another one, if nothing stood between them? */
export function wouldJoin(left: number, right: number): boolean {
  if (isWordUnit(left)) {
    if (right === 43 || right === 45) return EXPONENTS.includes(String.fromCharCode(left));
    return isWordUnit(right) || right === 34 || right === 39 || right === 46;
  }
  if (left === 46) return isWordUnit(right) || right === 46;
  return JOINING.includes(String.fromCharCode(left)) && JOINING.includes(String.fromCharCode(right));
}

/** A number that ends in one takes a sign. */
const EXPONENTS = "eEpP";
const JOINING = "+-<>=&|#*/%!^:";

// A comment counts as white space; a token that ends in "*/" cannot exist.
function precededBySpace(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return letterOf(before) === Letter.Space || (before === 47 && text.charCodeAt(at - 2) === 42);
}

function letterTable(): Uint8Array {
  const table = new Uint8Array(128).fill(Letter.Other);
  const mark = (characters: string, letter: Letter) => {
    for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = letter;
  };
  mark(" \t\v\f", Letter.Space);
  mark("\n\r", Letter.Newline);
  mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$", Letter.Word);
  mark("0123456789", Letter.Digit);
  mark("\"'", Letter.Quote);
  mark("/", Letter.Slash);
  mark("#", Letter.Hash);
  mark(".", Letter.Dot);
  mark("<:%", Letter.DigraphStart);
  return table;
}
