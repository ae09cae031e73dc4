/** Which places of a text a person wants no findings in, rule by rule, and which of these wishes came to nothing. */
import { type LineIndex, lineIndex } from "../../text/lines";
import { type Span, span } from "../../text/span";
import type { Location } from "../types";
import { type Directive, directivesIn, type Named, type Said, type Verb, verbs } from "./directives";

/** One rule in one directive. */
export interface Suppression {
  readonly directive: Directive;
  /** Undefined: every rule. */
  readonly named: Named | undefined;
  /** Findings that begin here are meant; of a line, those that end here too. */
  readonly covers: Span;
  isUsed: boolean;
}

/** A directive that cannot do what it says. */
export interface Mistake {
  readonly directive: Directive;
  readonly kind: "no verb" | "no rule" | "open bracket" | "ends nothing";
  /** For "no rule": where it would hold. */
  readonly covers?: Span;
}

export class Suppressions {
  readonly all: Suppression[] = [];
  readonly mistakes: Mistake[] = [];
  readonly index: LineIndex;
  readonly #said: Said | undefined;

  constructor(private readonly text: string) {
    this.#said = directivesIn(text);
    this.index = lineIndex(this.#said ? text : "");
    const open: { rule: string; suppression: Mutable }[] = [];
    for (const directive of this.#said?.told ?? []) this.#read(directive, open);
  }

  /** Asks every suppression of this text, and each that covers the place remembers it. */
  cover(rule: string, location: Location): boolean {
    const covering = this.all.filter(
      ({ named, covers, directive }) =>
        (named === undefined || named.rule === rule) && this.#isIn(location, covers, directive),
    );
    for (const one of covering) one.isUsed = true;
    return covering.length > 0;
  }

  #isIn({ start, end }: Location, { start: from, end: to }: Span, { verb }: Directive): boolean {
    const isAt = (offset: number) => from <= offset && offset < to;
    const first = this.index.offsetAt(start);
    return isAt(first) || (verb === "ignore" && isAt(Math.max(first, this.index.offsetAt(end) - 1)));
  }

  /** Is there a piece of code in a place of which this is so? */
  hasCode({ start, end }: Span, isSo: (offset: number) => boolean): boolean {
    return this.#said?.code.some((at) => start <= at && at < end && isSo(at)) ?? false;
  }

  #read(directive: Directive, open: { rule: string; suppression: Mutable }[]): void {
    const { verb, named, brackets, comment } = directive;
    if (!isVerb(verb)) this.mistakes.push({ directive, kind: "no verb" });
    else if (brackets === "open") this.mistakes.push({ directive, kind: "open bracket" });
    else if (verb === "enable") this.#close(directive, open);
    else if (verb === "ignore-file" && brackets === "none") this.#add(directive, undefined, this.#whole());
    else if (named.length === 0) {
      const covers = verb === "ignore" ? this.#lineOf(comment) : span(comment.end, this.text.length);
      this.mistakes.push({ directive, kind: "no rule", covers });
    } else if (verb === "ignore-file") for (const one of named) this.#add(directive, one, this.#whole());
    else if (verb === "ignore") {
      const line = this.#lineOf(comment);
      for (const one of named) this.#add(directive, one, line);
    } else {
      for (const one of named) {
        const suppression = this.#add(directive, one, span(comment.end, this.text.length));
        open.push({ rule: one.rule, suppression });
      }
    }
  }

  #add(directive: Directive, named: Named | undefined, covers: Span): Mutable {
    const suppression: Mutable = { directive, named, covers, isUsed: false };
    this.all.push(suppression);
    return suppression;
  }

  #close(directive: Directive, open: { rule: string; suppression: Mutable }[]): void {
    const { named, comment } = directive;
    const isMeant = (rule: string) => named.length === 0 || named.some((one) => one.rule === rule);
    const closed = open.filter(({ rule }) => isMeant(rule));
    for (const { suppression } of closed) suppression.covers = span(suppression.covers.start, comment.start);
    open.splice(0, open.length, ...open.filter(({ rule }) => !isMeant(rule)));
    if (closed.length === 0) this.mistakes.push({ directive, kind: "ends nothing" });
  }

  readonly #whole = (): Span => span(0, this.text.length + 1);

  /** The comment's own line if code stands on it, else up to the end of the next line of code. */
  #lineOf({ start, end }: Span): Span {
    const { code, hashes } = this.#said as Said;
    const own = [start, end].map((offset) => this.index.lineSpan(this.index.positionAt(offset).line));
    const [first, last] = own as [Span, Span];
    if (code.some((at) => first.start <= at && at < start)) return first;
    if (code.some((at) => end <= at && at < last.end)) return last;
    const next = code.find((at) => at >= end && !hashes.has(at));
    if (next === undefined) return span(end, end);
    return span(end, this.index.lineSpan(this.index.positionAt(next).line).end);
  }
}

interface Mutable extends Omit<Suppression, "covers"> {
  covers: Span;
}

const isVerb = (word: string): word is Verb => verbs.some((verb) => verb === word);
