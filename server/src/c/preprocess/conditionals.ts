/** How a file's #if, #elif, #else and #endif belong together, found in one pass over its text. */
import {
  commentEnd,
  DIGRAPHS,
  Letter,
  letterOf,
  lineEnd,
  literalEnd,
  numberEnd,
  skipBlank,
  skipToToken,
  tokenEnd,
  wordEnd,
} from "./lexer";
import { lastAtOrBefore } from "./sourcefile";

export interface Group {
  /** if, ifdef, ifndef, elif, elifdef, elifndef or else. */
  readonly keyword: string;
  /** Offset of the directive's #. */
  readonly directive: number;
  /** Where its condition begins. */
  readonly operand: number;
  /** The group's text, from the end of the directive's line. */
  readonly start: number;
  end: number;
  /** What #define directives of the group itself define. */
  readonly defines: string[];
}

/** One #if with all its groups. */
export interface Chain {
  readonly groups: Group[];
  /** Offset after the #endif's line, or the end of the text. */
  resume: number;
}

export interface Conditionals {
  /** The chain that a # of an #if, #elif or #else belongs to. */
  chainAt(directive: number): Chain | undefined;
  /** The name that keeps the file from being read twice. */
  readonly guard: string | undefined;
}

export interface Directive {
  readonly name: string;
  readonly hash: number;
  /** After the name. */
  readonly operand: number;
  /** At the line break that ends the directive. */
  readonly end: number;
}

const OPENING = new Set(["if", "ifdef", "ifndef"]);
const CONTINUING = new Set(["elif", "elifdef", "elifndef", "else"]);

/** Characters between two chances to give up. */
const charactersPerSlice = 100_000;

export function* conditionals(text: string): Generator<undefined, Conditionals> {
  const chains = new Map<number, Chain>();
  const open: Chain[] = [];
  let first: Chain | undefined;
  let stop = charactersPerSlice;
  for (let at = nextDirective(text, 0, stop); at < text.length; at = nextDirective(text, at, stop)) {
    if (at >= stop) {
      stop = at + charactersPerSlice;
      yield;
    }
    if (!isHash(text, at)) continue;
    const directive = readDirective(text, at);
    const top = open.at(-1);
    const group = top?.groups.at(-1);
    if (OPENING.has(directive.name)) {
      const chain: Chain = { groups: [groupOf(directive, text.length)], resume: text.length };
      chains.set(at, chain);
      open.push(chain);
      first ??= chain;
    } else if (top !== undefined && group !== undefined) {
      if (CONTINUING.has(directive.name) && group.keyword !== "else") {
        group.end = at;
        top.groups.push(groupOf(directive, text.length));
        chains.set(at, top);
      } else if (directive.name === "endif") {
        group.end = at;
        top.resume = directive.end;
        open.pop();
      } else if (directive.name === "define") {
        const start = skipBlank(text, directive.operand);
        group.defines.push(text.slice(start, wordEnd(text, start)));
      }
    }
    at = directive.end;
  }
  return { chainAt: (directive) => chains.get(directive), guard: guardName(text, first) };
}

/** The directive whose # (or its digraph) stands here. */
export function readDirective(text: string, hash: number): Directive {
  const start = skipBlank(text, hash + (text.charCodeAt(hash) === 35 ? 1 : 2));
  const isName = start < text.length && letterOf(text.charCodeAt(start)) === Letter.Word;
  const operand = isName ? wordEnd(text, start) : start;
  const name = text.slice(start, operand);
  return { name, hash, operand, end: lineEnd(text, afterHeaderName(text, name, operand)) };
}

/** Does a # that begins a directive, or its digraph, stand here, at the first token of a line? */
export const isHash = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 35
    ? text.charCodeAt(at + 1) !== 35
    : DIGRAPHS.get(text.slice(at, at + 2)) === "#" && !text.startsWith("%:%:", at);

// Nothing in <sys/*.h> begins a comment.
function afterHeaderName(text: string, name: string, operand: number): number {
  if (!name.startsWith("include") && name !== "import") return operand;
  const open = skipBlank(text, operand);
  if (text.charCodeAt(open) !== 60) return operand;
  for (let at = open; at < text.length; at++) {
    if (text.charCodeAt(at) === 62) return at + 1;
    if (letterOf(text.charCodeAt(at)) === Letter.Newline) break;
  }
  return operand;
}

const groupOf = ({ name, hash, operand, end }: Directive, textEnd: number): Group => ({
  keyword: name,
  directive: hash,
  operand,
  start: end,
  end: textEnd,
  defines: [],
});

/** The next directive's # at or after a place that is not inside a token, or the first line break from `stop` on. */
function nextDirective(text: string, from: number, stop: number): number {
  let isLineStart = from === 0;
  for (let at = from; at < text.length; ) {
    const unit = text.charCodeAt(at);
    const letter = letterOf(unit);
    if (letter === Letter.Space) {
      at++;
      continue;
    }
    if (letter === Letter.Newline) {
      if (at >= stop) return at;
      isLineStart = true;
      at++;
      continue;
    }
    if (letter === Letter.Slash) {
      const end = commentEnd(text, at);
      if (end === at) isLineStart = false;
      at = Math.max(end, at + 1);
      continue;
    }
    if (isLineStart && (letter === Letter.Hash || letter === Letter.DigraphStart) && isHash(text, at))
      return at;
    isLineStart = false;
    if (letter === Letter.Word) at = wordEnd(text, at);
    else if (letter === Letter.Digit) at = numberEnd(text, at);
    else if (letter === Letter.Quote) at = literalEnd(text, at);
    else if (letter === Letter.Dot) at = tokenEnd(text, at);
    else at++;
  }
  return text.length;
}

/** `#ifndef NAME` or `#if !defined NAME` around the whole file, with a #define of it inside. */
function guardName(text: string, chain: Chain | undefined): string | undefined {
  const group = chain?.groups[0];
  if (chain === undefined || group === undefined || chain.groups.length > 1) return undefined;
  if (skipToToken(text, 0) !== group.directive || skipToToken(text, chain.resume) < text.length)
    return undefined;
  const condition = text.slice(group.operand, group.start);
  const name =
    group.keyword === "ifndef"
      ? /^\s*(\w+)/.exec(condition)?.[1]
      : /^\s*!\s*defined\s*(?:\(\s*(\w+)\s*\)|(\w+))\s*$/.exec(condition)?.slice(1).find(Boolean);
  return name !== undefined && group.keyword !== "ifdef" && group.defines.includes(name) ? name : undefined;
}

/** Where in a text the names stand that a conditional is decided for. */
export interface Interest {
  /** The offsets of those that stand in this range. */
  within(start: number, end: number): readonly number[];
}

export const interestAt = (places: readonly number[]): Interest => ({
  within: (start, end) =>
    places.slice(lastAtOrBefore(places, start - 1) + 1, lastAtOrBefore(places, end - 1) + 1),
});

/** Ascending; what stands in comments and strings, and a replacement for the function, is not a use of it. */
export function* usesOf(text: string, names: RegExp): Generator<undefined, readonly number[]> {
  if (!names.test(text)) return [];
  const search = new RegExp(names.source, `${names.flags.replace(/[gy]/g, "")}y`);
  const found: number[] = [];
  let stop = charactersPerSlice;
  for (let at = 0; at < text.length; ) {
    if (at >= stop) {
      stop = at + charactersPerSlice;
      yield;
    }
    const letter = letterOf(text.charCodeAt(at));
    if (letter === Letter.Word) {
      search.lastIndex = at;
      if (search.test(text) && !isReplaced(text, at)) found.push(at);
      at = wordEnd(text, at);
    } else if (letter === Letter.Slash) at = Math.max(commentEnd(text, at), at + 1);
    else if (letter === Letter.Quote) at = literalEnd(text, at);
    else if (letter === Letter.Digit) at = numberEnd(text, at);
    else at++;
  }
  return found;
}

const isReplaced = (text: string, at: number): boolean =>
  /#[ \t]*(?:define|undef)[ \t]+$/.test(text.slice(Math.max(0, at - 40), at));
