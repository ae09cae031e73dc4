/** Reads one file from its beginning to its end: copies what is ordinary text, expands macros, obeys directives. */
import type { Slices } from "../../text/slices";
import type { Span } from "../../text/span";
import { type Chain, isHash } from "./conditionals";
import { obeyDirective, type Reading } from "./directives";
import type { Following } from "./expand";
import type { Found } from "./includes";
import {
  commentEnd,
  DIGRAPHS,
  isLiteralPrefix,
  kindOf,
  Letter,
  letterOf,
  literalEnd,
  type MacroUse,
  numberEnd,
  skipToToken,
  type Token,
  tokenEnd,
  wordEnd,
  wouldJoin,
} from "./lexer";
import type { Macro } from "./macros";
import { includedVisit, type Visit } from "./sourcemap";
import type { Translation } from "./translation";

/** Stops whenever enough has been done since the last stop. */
export function* readFile(unit: Translation, visit: Visit, depth: number): Generator<undefined, void> {
  visit.presumed = { linesAhead: 0, name: visit.file.path };
  const reader = new Reader(unit, visit, depth);
  for (let next = reader.readOn(); next !== "end"; next = reader.readOn()) {
    if (next === "stop") yield;
    else yield* readFile(unit, next, depth + 1);
  }
}

/** To write a token takes as long as reading so many characters. */
const CHARACTERS_PER_WRITING = 4;

class Reader implements Reading, Following {
  private readonly text: string;
  private at = 0;
  /** Where the ordinary text begins that is not yet copied. */
  private copyFrom = 0;
  private isLineStart = true;
  private included: Visit | undefined;
  /** A macro's use that is being expanded. */
  private expansion: Slices<void> | undefined;
  /** Parentheses that no invocation can end; looked for when a use is first given up, as one that the file's end cuts off. */
  private unclosed: ReadonlySet<number> | undefined;

  constructor(
    readonly unit: Translation,
    readonly visit: Visit,
    readonly depth: number,
  ) {
    this.text = visit.file.joined;
  }

  /** Until a file is included, which is to be read then, or enough has been done, or all of it. */
  readOn(): Visit | "stop" | "end" {
    const { text, unit } = this;
    while (this.expansion !== undefined || (this.at < text.length && !unit.output.isFull)) {
      if (unit.effort.isEnough()) return "stop";
      const from = this.at;
      if (this.expansion === undefined) this.step(letterOf(text.charCodeAt(from)));
      else if (this.expansion.next().done) this.expansion = undefined;
      else return "stop";
      unit.effort.spend(this.at - from);
      const { included } = this;
      this.included = undefined;
      if (included) return included;
    }
    this.copyUpTo(Math.min(this.at, text.length));
    return "end";
  }

  chainAt(directive: number): Chain | undefined {
    return this.unit.conditionalsOf(this.visit.file).chainAt(directive);
  }

  readIncluded(found: Found, directive: Span): void {
    this.included = includedVisit(found, this.visit, directive);
  }

  private step(letter: Letter): void {
    const { text } = this;
    switch (letter) {
      case Letter.Space:
        this.at++;
        return;
      case Letter.Newline:
        this.at++;
        this.isLineStart = true;
        return;
      case Letter.Slash: {
        const end = commentEnd(text, this.at);
        if (end > this.at) this.leaveOut(end, " ");
        else this.pass(this.at + 1);
        return;
      }
      case Letter.Word:
        this.word();
        return;
      case Letter.Digit:
        this.pass(numberEnd(text, this.at));
        return;
      case Letter.Quote:
        this.pass(literalEnd(text, this.at));
        return;
      case Letter.Dot:
        this.pass(tokenEnd(text, this.at));
        return;
      case Letter.Hash:
      case Letter.DigraphStart:
        if (this.isLineStart && isHash(text, this.at)) this.directive();
        else this.punctuator();
        return;
      default:
        this.pass(this.at + 1);
    }
  }

  private pass(end: number): void {
    this.at = end;
    this.isLineStart = false;
  }

  private word(): void {
    const { text, unit } = this;
    const start = this.at;
    const end = wordEnd(text, start);
    this.pass(end);
    const macro = unit.macros.get(text.slice(start, end));
    if (macro === undefined || isLiteralPrefix(text, start, end)) return;
    if (macro.parameters !== undefined && !this.opensParenthesis()) return;
    this.expansion = this.expand(macro, start);
  }

  private *expand(macro: Macro, start: number): Slices<void> {
    const { unit, visit } = this;
    const after = this.at;
    unit.place = { visit, offset: start };
    const name = { ...this.tokenAt(start, after), spaced: false };
    const tokens = yield* unit.expander.expandUse(name, this);
    unit.place = { visit, offset: after };
    this.isLineStart = false;
    if (tokens === undefined) {
      this.unclosed ??= unclosedParentheses(this.text);
      this.at = after;
      return;
    }
    const end = this.at;
    this.copyUpTo(start);
    const use = {
      macro: macro.definition,
      start: name.start,
      end: Math.max(name.end, visit.file.sourceEnd(end)),
    };
    yield* this.write(tokens, use);
    const next = this.text.charCodeAt(end);
    if (wouldJoin(unit.output.lastUnit, next)) unit.output.replace(" ", visit, use, use.macro);
    this.at = end;
    this.copyFrom = end;
  }

  private *write(tokens: readonly Token[], use: MacroUse): Slices<void> {
    const { unit, visit } = this;
    const { text } = visit.file;
    let before: Token | undefined;
    for (const [index, token] of tokens.entries()) {
      unit.effort.spend(CHARACTERS_PER_WRITING);
      if (unit.effort.isEnough()) yield;
      const spelling = DIGRAPHS.get(token.text) ?? token.text;
      const isInPlace = token.start >= 0;
      const gap = isInPlace && before !== undefined ? blankBetween(text, before.end, token.start) : undefined;
      const isSeparate = token.spaced && index > 0;
      if (gap !== undefined) this.copySource(gap.start, gap.end);
      else if (isSeparate || wouldJoin(unit.output.lastUnit, spelling.charCodeAt(0))) {
        unit.output.replace(" ", visit, use, use.macro);
      }
      if (
        isInPlace &&
        text.startsWith(spelling, token.start) &&
        token.end - token.start === spelling.length
      ) {
        this.copySource(token.start, token.end);
      } else if (isInPlace) unit.output.replace(spelling, visit, token);
      else unit.output.replace(spelling, visit, token.use ?? use, (token.use ?? use).macro);
      before = isInPlace ? token : undefined;
    }
  }

  private copySource(start: number, end: number): void {
    const { file } = this.visit;
    this.unit.output.copy(this.visit, file.joinedAt(start), file.joinedAt(end));
  }

  /** Digraphs come out as what they mean; the text knows no other spelling later. */
  private punctuator(): void {
    const { text, unit, visit } = this;
    const end = tokenEnd(text, this.at);
    const meaning = DIGRAPHS.get(text.slice(this.at, end));
    if (meaning !== undefined) {
      this.copyUpTo(this.at);
      const place = { start: visit.file.sourceAt(this.at), end: visit.file.sourceEnd(end) };
      unit.output.replace(meaning, visit, place);
      this.copyFrom = end;
    }
    this.pass(end);
  }

  private directive(): void {
    this.copyUpTo(this.at);
    this.copyFrom = this.at;
    this.leaveOut(obeyDirective(this, this.at, "text"), "");
  }

  /** Goes on at `end`; of what is left out only its line breaks remain. */
  private leaveOut(end: number, instead: string): void {
    const { visit, unit } = this;
    this.copyUpTo(this.at);
    const place = { start: visit.file.sourceAt(this.at), end: visit.file.sourceEnd(end) };
    const breaks = lineBreaks(visit.file.text, place.start, place.end);
    unit.output.replace(instead + "\n".repeat(breaks), visit, place);
    this.at = end;
    this.copyFrom = end;
  }

  private copyUpTo(end: number): void {
    this.unit.output.copy(this.visit, this.copyFrom, end);
    this.copyFrom = end;
  }

  opensParenthesis(): boolean {
    const at = skipToToken(this.text, this.at);
    return this.text.charCodeAt(at) === 40 && this.unclosed?.has(at) !== true;
  }

  next(): Token | undefined {
    const { text } = this;
    const from = this.at;
    for (;;) {
      const letter = letterOf(text.charCodeAt(this.at));
      if (this.at >= text.length) return undefined;
      if (letter === Letter.Newline) this.isLineStart = true;
      else if (letter === Letter.Slash && commentEnd(text, this.at) > this.at) {
        this.at = commentEnd(text, this.at);
        continue;
      } else if (letter !== Letter.Space) {
        if (!this.isLineStart || !isHash(text, this.at)) break;
        this.at = obeyDirective(this, this.at, "arguments");
        continue;
      }
      this.at++;
    }
    const start = this.at;
    this.pass(tokenEnd(text, start));
    return { ...this.tokenAt(start, this.at), spaced: start > from };
  }

  private tokenAt(start: number, end: number): Token {
    const { file } = this.visit;
    const text = this.text.slice(start, end);
    const place = { start: file.sourceAt(start), end: file.sourceEnd(end) };
    return { kind: kindOf(text), text, spaced: false, painted: false, use: undefined, ...place };
  }
}

/** Where the parentheses open that are still open at the end of the text, whatever its conditionals leave out. */
function unclosedParentheses(text: string): ReadonlySet<number> {
  const open: number[] = [];
  for (let at = skipToToken(text, 0); at < text.length; at = skipToToken(text, tokenEnd(text, at))) {
    const unit = text.charCodeAt(at);
    if (unit === 40) open.push(at);
    else if (unit === 41) open.pop();
  }
  return new Set(open);
}

/** The white space between two places, if there is nothing else and the second is the later. */
function blankBetween(text: string, start: number, end: number): { start: number; end: number } | undefined {
  if (end < start) return undefined;
  for (let at = start; at < end; at++) {
    const letter = letterOf(text.charCodeAt(at));
    if (letter !== Letter.Space && letter !== Letter.Newline) return undefined;
  }
  return { start, end };
}

function lineBreaks(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) count++;
  }
  return count;
}
