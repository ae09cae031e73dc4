/** Where the bodies of functions lie in a text, and their prototypes, by braces alone: few of them are ever looked into. */
import type { Slices } from "../../text/slices";
import type { Span } from "../../text/span";
import { commentEnd, Letter, letterOf, literalEnd, numberEnd, wordEnd } from "../preprocess/lexer";

/** What has been seen since the last declaration at file scope ended. */
interface Head {
  hasParameters: boolean;
  /** A typedef, or something with a value: no braces of it are a function's. */
  isOther: boolean;
  /** Where its first token begins. */
  start: number | undefined;
  words: number;
  /** The word before the first parenthesis. */
  name: string;
  /** Nothing but words and stars and one pair of parentheses, which comes last; not static. */
  isPlain: boolean;
}

const newHead = (): Head => ({
  hasParameters: false,
  isOther: false,
  start: undefined,
  words: 0,
  name: "",
  isPlain: true,
});

/** A declaration of one function and of nothing else: `T *f(int);` */
export interface Prototype extends Span {
  readonly name: string;
}

export interface FileLevel {
  /** Each from brace to brace, in order. */
  readonly bodies: readonly Span[];
  /** In order. What only might be one is left out. */
  readonly prototypes: readonly Prototype[];
}

const nothingFound: FileLevel = { bodies: [], prototypes: [] };
const recordWords: ReadonlySet<string> = new Set(["struct", "union", "enum"]);

/** Tokens, or braces and literals in a body, between two chances to give up. */
const tokensPerSlice = 10_000;

/**
 * What only might be a body is left out; so is all where braces do not match or stand as if they did not: then only the
 * parser sees what belongs together.
 */
export function* fileLevelOf(text: string): Slices<FileLevel> {
  const bodies: Span[] = [];
  const prototypes: Prototype[] = [];
  let head = newHead();
  let parentheses = 0;
  let linkages = 0;
  let [before, last] = ["", ""];
  let tokens = 0;
  for (let start = nextToken(text, 0); start < text.length; ) {
    if (++tokens % tokensPerSlice === 0) yield;
    let end = tokenEnd(text, start);
    const beforeLast = before;
    [before, last] = [last, text.slice(start, end)];
    head.start ??= start;
    if (parentheses === 0) readOn(head, before, last);
    // With its tag: what follows is neither a function's name nor its body.
    if (recordWords.has(before) && isWord(last)) last = before;
    if (last === "(") {
      if (parentheses++ === 0 && isWord(before) && !recordWords.has(before)) head.hasParameters = true;
    } else if (last === ")") {
      if (--parentheses < 0) return nothingFound;
    } else if (last === "{" && beforeLast === "extern" && before.startsWith('"')) {
      linkages++;
      head = newHead();
    } else if (last === "{") {
      const close = yield* closingBrace(text, start);
      if (close === undefined) return nothingFound;
      end = close + 1;
      const { hasParameters, isOther } = head;
      if (parentheses === 0 && hasParameters && !isOther && !recordWords.has(before)) {
        bodies.push({ start, end });
        head = newHead();
      }
    } else if (last === "}") {
      if (--linkages < 0) return nothingFound;
      head = newHead();
    } else if (last === ";" && parentheses === 0) {
      const { name, isPlain, isOther, start: first = start } = head;
      if (name !== "" && isPlain && !isOther && before === ")") prototypes.push({ name, start: first, end });
      head = newHead();
    } else if ((last === "=" && parentheses === 0) || last === "typedef") head.isOther = true;
    start = nextToken(text, end);
  }
  return parentheses === 0 && linkages === 0 ? { bodies, prototypes } : nothingFound;
}

/** A token that stands in no parentheses. */
function readOn(head: Head, before: string, token: string): void {
  const mayBeName = head.name === "" && head.words > 1 && isWord(before) && !recordWords.has(before);
  if (token === "(" && mayBeName) head.name = before;
  else if (isWord(token) && token !== "static" && head.name === "") head.words++;
  else if (token !== "*" && token !== ";") head.isPlain = false;
}

const word = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/g;

/** Of functions that a text names nowhere else: headers declare many, and nobody looks for them. */
export function* unmentioned(prototypes: readonly Prototype[], text: string): Slices<readonly Span[]> {
  if (prototypes.length === 0) return [];
  const counts = new Map(prototypes.map(({ name }) => [name, 0]));
  for (const part of partsOf(text)) {
    for (const name of part.match(word) ?? []) {
      const count = counts.get(name);
      if (count !== undefined) counts.set(name, count + 1);
    }
    yield;
  }
  return prototypes.filter(({ name }) => counts.get(name) === 1);
}

/** Characters whose words are looked at without a stop. */
const partLength = 100_000;

/** A text cut up where neither a word nor a call is cut. */
export function* partsOf(text: string): Generator<string, void> {
  for (let start = 0; start < text.length; ) {
    noPartOfCall.lastIndex = start + partLength;
    const end = noPartOfCall.exec(text)?.index ?? text.length;
    yield text.slice(start, end);
    start = end;
  }
}

const noPartOfCall = /[^\w$\u0080-\uffff\s(]/g;

/** The text without these, which do not overlap. */
export function without(spans: readonly Span[], pieces: readonly Span[]): readonly Span[] {
  if (spans.length === 0) return pieces;
  let next = 0;
  return pieces.flatMap(({ start, end }) => {
    const left: Span[] = [];
    let from = start;
    for (let span = spans[next]; span && span.start < end; span = spans[++next]) {
      if (span.start > from) left.push({ start: from, end: span.start });
      from = span.end;
    }
    return from < end ? [...left, { start: from, end }] : left;
  });
}

/** The text without what is between these pairs of braces. */
export function around(bodies: readonly Span[], length: number): readonly Span[] {
  const starts = [0, ...bodies.map(({ end }) => end - 1)];
  const ends = [...bodies.map(({ start }) => start + 1), length];
  return starts.map((start, index) => ({ start, end: ends[index] ?? length }));
}

const isWord = (token: string): boolean => letterOf(token.charCodeAt(0)) === Letter.Word;

/** Past white space, comments and directives. */
function nextToken(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const letter = letterOf(text.charCodeAt(at));
    if (letter === Letter.Space || letter === Letter.Newline) at++;
    else if (letter === Letter.Hash) at = endOfLine(text, at);
    else if (letter === Letter.Slash && commentEnd(text, at) > at) at = commentEnd(text, at);
    else break;
  }
  return at;
}

function tokenEnd(text: string, at: number): number {
  switch (letterOf(text.charCodeAt(at))) {
    case Letter.Word:
      return wordEnd(text, at);
    case Letter.Digit:
      return numberEnd(text, at);
    case Letter.Quote:
      return literalEnd(text, at);
    default:
      return at + 1;
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

const braceOrLiteral = /[{}"'#]|\/[/*]/g;

/** A brace in the first column belongs to file scope: if it does not fit, one is missing or too much. */
function* closingBrace(text: string, open: number): Slices<number | undefined> {
  const isFirst = (at: number) => at > 0 && text.charCodeAt(at - 1) === 10;
  let [depth, count] = [0, 0];
  for (let next = open; ; ) {
    braceOrLiteral.lastIndex = next;
    if (!braceOrLiteral.test(text)) return undefined;
    next = braceOrLiteral.lastIndex;
    if (++count % tokensPerSlice === 0) yield;
    const at = next - 1;
    const unit = text.charCodeAt(at);
    if (unit === 123) {
      if (depth++ > 0 && isFirst(at)) return undefined;
    } else if (unit === 125) {
      if (--depth === 0) return at;
      if (isFirst(at)) return undefined;
    } else if (unit === 35) next = endOfLine(text, at);
    else if (unit === 34 || unit === 39) next = literalEnd(text, at);
    else next = commentEnd(text, at - 1);
  }
}
