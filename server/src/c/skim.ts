/** Which functions a text of C defines and what they call, by its braces alone: for files that nobody has a reason to parse. */
import { commentEnd, Letter, letterOf, literalEnd, numberEnd, wordEnd } from "./preprocess/lexer";
import { Body } from "./skim-body";

export interface SkimmedFunction {
  readonly name: string;
  readonly isStatic: boolean;
  /** Characters between its braces. */
  readonly length: number;
  /** Names before a parenthesis in its body, each once; macros too. */
  readonly calls: readonly string[];
  /** Of these, what its own result may tell of: returned, or kept and returned, or asked about before a return. */
  readonly tells: readonly string[];
}

/**
 * In one pass, without macros: what a macro defines is not seen, and a macro's use that looks like a definition is taken
 * for one. Of a definition that stands in several branches of an #if, each is told that is complete.
 */
export function skim(text: string): readonly SkimmedFunction[] {
  return new Skimmer(text).run();
}

interface Open {
  readonly name: string;
  readonly isStatic: boolean;
  readonly start: number;
  readonly body: Body;
}

/** What a branch of an #if begins with. */
interface Mark {
  readonly depth: number;
  readonly parentheses: number;
  readonly open: Open | undefined;
}

/** What stands before a parenthesis and is no function. */
const keywords = new Set(
  (
    "if while for switch return sizeof do else case int char void long short unsigned signed float double const struct " +
    "union enum typeof __typeof__ __typeof _Alignof _Alignas alignas __attribute__ __attribute __declspec asm __asm__ " +
    "__asm defined _Static_assert static_assert _Generic __extension__"
  ).split(" "),
);

class Skimmer {
  readonly #found: SkimmedFunction[] = [];
  readonly #marks: Mark[] = [];
  #at = 0;
  #depth = 0;
  #parentheses = 0;
  #open: Open | undefined;
  /** Since the last declaration at file scope ended. */
  #head = newHead();
  /** The word that stands directly before, at file scope. */
  #word = "";

  constructor(private readonly text: string) {}

  run(): readonly SkimmedFunction[] {
    const { text } = this;
    let isLineStart = true;
    while (this.#at < text.length) {
      const unit = text.charCodeAt(this.#at);
      const letter = letterOf(unit);
      if (letter === Letter.Space) this.#at++;
      else if (letter === Letter.Newline) {
        this.#at++;
        isLineStart = true;
      } else if (letter === Letter.Slash) this.#at = Math.max(commentEnd(text, this.#at), this.#at + 1);
      else if (letter === Letter.Hash && isLineStart) this.#directive();
      else {
        this.#token(unit, letter);
        isLineStart = false;
      }
    }
    return this.#found;
  }

  #token(unit: number, letter: Letter): void {
    const { text } = this;
    const at = this.#at;
    if (letter === Letter.Word) {
      this.#at = wordEnd(text, at);
      if (this.#open) this.#inBody(this.#open.body, at);
      else if (this.#depth === 0 && this.#parentheses === 0) this.#atFileScope(text.slice(at, this.#at));
    } else if (letter === Letter.Digit) this.#at = numberEnd(text, at);
    else if (letter === Letter.Quote) {
      this.#at = literalEnd(text, at);
      if (this.#word === "extern") this.#head.isLinkage = true;
    } else {
      this.#at++;
      this.#punctuator(unit, at);
      if (!this.#open) this.#word = "";
    }
  }

  #inBody(body: Body, start: number): void {
    const { text } = this;
    let next = this.#at;
    while (letterOf(text.charCodeAt(next)) === Letter.Space) next++;
    const word = text.slice(start, this.#at);
    if (text.charCodeAt(next) === 40 && !keywords.has(word)) body.call(word);
    else body.word(word);
  }

  #atFileScope(word: string): void {
    this.#word = word;
    if (word === "static") this.#head.isStatic = true;
  }

  #punctuator(unit: number, at: number): void {
    this.#open?.body.punctuator(unit, this.text.charCodeAt(at + 1), this.text.charCodeAt(at - 1));
    if (unit === 123) this.#openBrace(at);
    else if (unit === 125) this.#closeBrace(at);
    else if (this.#depth > 0) return;
    else if (unit === 40) {
      if (this.#parentheses++ === 0 && this.#word !== "" && !keywords.has(this.#word))
        this.#head.name = this.#word;
    } else if (unit === 41) this.#parentheses = Math.max(0, this.#parentheses - 1);
    else if (this.#parentheses > 0) return;
    else if (unit === 59) this.#head = newHead();
    else if (unit === 61) this.#head.isInitialised = true;
  }

  #openBrace(at: number): void {
    const { name, isStatic, isInitialised, isLinkage } = this.#head;
    if (this.#depth === 0 && isLinkage && name === "") {
      this.#head = newHead();
      return;
    }
    if (this.#depth++ > 0 || this.#parentheses > 0 || isInitialised || name === "") return;
    this.#open = { name, isStatic, start: at, body: new Body() };
  }

  /** In the first column one ends the function, whatever was opened: so one odd macro does not swallow a file. */
  #closeBrace(at: number): void {
    const isFirst = at === 0 || letterOf(this.text.charCodeAt(at - 1)) === Letter.Newline;
    this.#depth = isFirst ? 0 : Math.max(0, this.#depth - 1);
    if (this.#depth > 0) return;
    this.#parentheses = 0;
    if (this.#open) {
      const { name, isStatic, start, body } = this.#open;
      this.#found.push({ name, isStatic, length: at - start, calls: [...body.calls], tells: body.tells() });
      this.#open = undefined;
    }
    this.#head = newHead();
  }

  /** Every branch of an #if begins where the first one did. */
  #directive(): void {
    const { text } = this;
    const start = this.#at;
    this.#at = directiveEnd(text, start);
    const keyword = /^#[ \t]*([a-z]+)/.exec(text.slice(start, start + 40))?.[1] ?? "";
    if (keyword.startsWith("if")) {
      this.#marks.push({ depth: this.#depth, parentheses: this.#parentheses, open: this.#open });
    } else if (keyword.startsWith("el")) {
      const mark = this.#marks.at(-1);
      if (!mark) return;
      this.#depth = mark.depth;
      this.#parentheses = mark.parentheses;
      this.#open = mark.open;
      if (mark.depth === 0) this.#head = newHead();
    } else if (keyword === "endif") this.#marks.pop();
  }
}

interface Head {
  name: string;
  isStatic: boolean;
  isInitialised: boolean;
  isLinkage: boolean;
}

const newHead = (): Head => ({ name: "", isStatic: false, isInitialised: false, isLinkage: false });

/** After the line and those that continue it; a comment that begins on it may go on. */
function directiveEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const letter = letterOf(text.charCodeAt(at));
    if (letter === Letter.Slash && text.charCodeAt(at + 1) === 42) at = commentEnd(text, at) - 1;
    else if (letter === Letter.Newline) {
      const before = text.charCodeAt(at - 1) === 13 ? at - 2 : at - 1;
      if (text.charCodeAt(before) !== 92) return at;
    }
  }
  return text.length;
}
