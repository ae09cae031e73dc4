/** Expands macros: a stack of token lists that are read one after the other, and scanned again, as the standard has it. */
import { type Effort, finished, type Slices } from "../../text/slices";
import { type MacroUse, makeToken, placemarker, type Token, withSpace } from "./lexer";
import type { Macro } from "./macros";
import { type Argument, type Arguments, substitute } from "./substitute";

/** The text after a use, from which an invocation may take its arguments. */
export interface Following {
  opensParenthesis(): boolean;
  /** Undefined at the end of the file. */
  next(): Token | undefined;
}

export interface Expander {
  readonly macros: Map<string, Macro>;
  /** Words that the operator ## has made so far. */
  readonly pasted: ReadonlySet<string>;
  /**
   * What a use of a macro becomes; undefined if it is left as it stands (no end, too few arguments, no end of expansion).
   * Stops whenever enough has been done; nothing else may be expanded until it is finished.
   */
  expandUse(name: Token, following: Following): Slices<Token[] | undefined>;
  /** The tokens of a condition; `special` may take a name and what follows it before that is expanded. */
  expandLine(tokens: readonly Token[], special: SpecialName): Token[];
}

export type SpecialName = (name: Token, next: () => Token | undefined) => Token | undefined;

/** Steps for one use and for all of a translation unit: the hungriest of 7,700 real files takes 72,000 and 1.1 million. */
const STEPS_PER_USE = 400_000;
/** A directive's line is expanded without a stop: so many for what its macros make of it. */
const STEPS_PER_LINE = 20_000;
const STEPS_IN_ALL = 2_000_000;
const MOST_NESTED_ARGUMENTS = 300;
/** A step takes as long as reading so many characters. */
const CHARACTERS_PER_STEP = 4;
const CHARACTERS_PER_TOKEN = 8;

interface Reading {
  readonly tokens: readonly Token[];
  at: number;
  /** The macro whose replacement this is; busy until it has been read. */
  readonly macro: Macro | undefined;
  /** An argument being expanded on its own: nothing below is read. */
  readonly isFloor: boolean;
}

export function expander(macros: Map<string, Macro>, effort: Effort): Expander {
  return new StackExpander(macros, effort);
}

/** What a macro makes at each use: one token, or nothing. */
function made(dynamic: NonNullable<Macro["dynamic"]>, args: Arguments, use: MacroUse | undefined): Token[] {
  const written = args.list
    .flatMap((argument) => (argument.expanded ?? []).map(({ text }) => text))
    .join(" ");
  const text = dynamic(use?.start, written);
  return text === "" ? [] : [makeToken(text, false, use)];
}

/** White space around an argument is nobody's, but that something stood before it may be asked. */
function argumentOf(written: Token[]): Argument {
  const first = written[0];
  if (first !== undefined) written[0] = withSpace(first, false);
  return { tokens: written, isSpaced: first?.spaced === true, expanded: undefined };
}

class StackExpander implements Expander {
  readonly pasted = new Set<string>();
  private readings: Reading[] = [];
  private following: Following | undefined;
  private stepsLeft = 0;
  /** How many were left when the effort last heard of them. */
  private stepsTold = 0;
  private stepsInAll = STEPS_IN_ALL;
  private nested = 0;
  /** The use cannot be completed: give it up. */
  private isGivenUp = false;
  /** White space before a use that became nothing belongs to what follows. */
  private owesSpace = false;

  constructor(
    readonly macros: Map<string, Macro>,
    private readonly effort: Effort,
  ) {}

  expandUse(name: Token, following: Following): Slices<Token[] | undefined> {
    return this.run([name], following, () => undefined, STEPS_PER_USE);
  }

  expandLine(tokens: readonly Token[], special: SpecialName): Token[] {
    return finished(this.run(tokens, undefined, special, STEPS_PER_LINE + 2 * tokens.length)) ?? [];
  }

  private *run(
    tokens: readonly Token[],
    following: Following | undefined,
    special: SpecialName,
    most: number,
  ): Slices<Token[] | undefined> {
    // A directive between the arguments of a use may ask for an expansion of its own.
    const { readings, stepsLeft, stepsTold, isGivenUp, owesSpace } = this;
    const outerFollowing = this.following;
    const allowance = Math.min(most, this.stepsInAll);
    this.readings = [];
    this.stepsLeft = allowance;
    this.stepsTold = allowance;
    this.following = following;
    this.isGivenUp = false;
    this.owesSpace = false;
    this.push(tokens, undefined, "open");
    const result = yield* this.readAll(special);
    while (this.readings.length > 0) this.pop();
    this.stepsInAll -= allowance - Math.max(0, this.stepsLeft);
    this.tellSteps();
    const outcome = this.isGivenUp ? undefined : result;
    Object.assign(this, { readings, stepsLeft, stepsTold, isGivenUp, owesSpace, following: outerFollowing });
    return outcome;
  }

  private tellSteps(): void {
    this.effort.spend((this.stepsTold - this.stepsLeft) * CHARACTERS_PER_STEP);
    this.stepsTold = this.stepsLeft;
  }

  private isEnough(): boolean {
    this.tellSteps();
    // In a directive nobody can stop: the next stop is whoever reads on.
    return this.following !== undefined && this.effort.isEnough();
  }

  private *readAll(special: SpecialName): Slices<Token[]> {
    const result: Token[] = [];
    const raw = () => this.read();
    for (let token = this.read(); token !== undefined; token = this.read()) {
      const taken = token.kind === "identifier" ? special(token, raw) : undefined;
      const macro = taken === undefined ? this.macroFor(token) : undefined;
      if (taken !== undefined) result.push(taken);
      else if (macro === undefined || !(yield* this.enter(token, macro))) result.push(token);
      if (this.isEnough()) yield;
    }
    return result;
  }

  /** The next token as it stands; a busy macro's name comes out painted. */
  private read(): Token | undefined {
    for (;;) {
      if (--this.stepsLeft < 0) this.isGivenUp = true;
      if (this.isGivenUp) return undefined;
      const top = this.readings.at(-1);
      const token = top?.tokens[top.at];
      if (top === undefined || (token === undefined && top.isFloor)) return undefined;
      top.at++;
      if (token === undefined) this.pop();
      else if (token.kind === "placemarker") this.owesSpace ||= token.spaced;
      else return this.delivered(token);
    }
  }

  private delivered(read: Token): Token {
    const token = this.owesSpace ? withSpace(read, true) : read;
    this.owesSpace = false;
    return this.isBusy(token) ? { ...token, painted: true } : token;
  }

  private isBusy(token: Token): boolean {
    if (token.kind !== "identifier" || token.painted) return false;
    return (this.macros.get(token.text)?.busy ?? 0) > 0;
  }

  private macroFor(token: Token): Macro | undefined {
    return token.kind === "identifier" && !token.painted ? this.macros.get(token.text) : undefined;
  }

  /** Puts what replaces a use of a macro in its place; false if the token is not one. */
  private *enter(name: Token, macro: Macro): Slices<boolean> {
    let args: Arguments = { list: [], variableOmitted: false };
    // A name that stands in the file begins a use of its own, also inside another macro's argument.
    const use: MacroUse | undefined =
      name.start >= 0 ? { macro: macro.definition, start: name.start, end: name.end } : name.use;
    if (macro.parameters !== undefined) {
      const collected = yield* this.collectArguments(macro, macro.parameters.length, use);
      if (collected === undefined) return false;
      args = collected;
      for (const index of macro.expands) {
        const argument = args.list[index];
        if (argument !== undefined) argument.expanded = yield* this.expandArgument(argument.tokens);
      }
    }
    const tokens =
      macro.dynamic === undefined
        ? substitute(macro, args, use, this.pasted)
        : made(macro.dynamic, args, use);
    if (tokens === undefined) {
      this.isGivenUp = true;
      return false;
    }
    this.stepsLeft -= tokens.length;
    const first = tokens[0];
    if (first !== undefined) tokens[0] = withSpace(first, name.spaced);
    else if (name.spaced) this.owesSpace = true;
    this.push(tokens, macro, "open");
    return true;
  }

  private *collectArguments(
    macro: Macro,
    count: number,
    use: MacroUse | undefined,
  ): Slices<Arguments | undefined> {
    if (!this.opensParenthesis()) return undefined;
    const read: Token[] = [];
    const list: Token[][] = [[]];
    for (let depth = 0; ; ) {
      const token = this.readArgumentToken(use);
      if (token === undefined) return this.putBack(read);
      read.push(token);
      if (this.isEnough()) yield;
      const isPunctuator = token.kind === "punctuator";
      if (isPunctuator && token.text === "(" && depth++ === 0) continue;
      if (isPunctuator && token.text === ")" && --depth === 0) break;
      const splits = isPunctuator && token.text === "," && depth === 1;
      const argument = list.at(-1) ?? [];
      if (splits && !(macro.variadic && list.length === count)) list.push([]);
      else argument.push(token);
    }
    const given = count === 0 && list.length === 1 && list[0]?.length === 0 ? 0 : list.length;
    const isEnough = given === count || (macro.variadic && given === count - 1);
    if (!isEnough) return this.putBack(read);
    const onlyEmpty = count === 1 && list[0]?.length === 0;
    const variableOmitted = macro.variadic && (given < count || onlyEmpty);
    return { list: list.map(argumentOf), variableOmitted };
  }

  private opensParenthesis(): boolean {
    for (let i = this.readings.length - 1; i >= 0; i--) {
      const reading = this.readings[i] as Reading;
      for (let at = reading.at; at < reading.tokens.length; at++) {
        const token = reading.tokens[at] as Token;
        if (token.kind !== "placemarker") return token.text === "(";
      }
      if (reading.isFloor) return false;
    }
    return this.following?.opensParenthesis() ?? false;
  }

  private readArgumentToken(use: MacroUse | undefined): Token | undefined {
    const token = this.read();
    if (token !== undefined || this.isGivenUp || this.readings.length > 0) {
      if (token !== undefined && token.start >= 0 && use !== undefined && token.text === ")") {
        use.end = Math.max(use.end, token.end);
      }
      return token;
    }
    const next = this.following?.next();
    this.effort.spend(CHARACTERS_PER_TOKEN);
    // The file ends inside the invocation: what was taken from it cannot be given back here.
    if (next === undefined) {
      this.isGivenUp = true;
      return undefined;
    }
    if (use !== undefined && next.text === ")") use.end = Math.max(use.end, next.end);
    return this.isBusy(next) ? { ...next, painted: true } : next;
  }

  private putBack(tokens: readonly Token[]): undefined {
    this.push(tokens, undefined, "open");
  }

  private *expandArgument(tokens: readonly Token[]): Slices<readonly Token[]> {
    if (this.nested >= MOST_NESTED_ARGUMENTS || !tokens.some((token) => this.isExpandable(token)))
      return tokens;
    this.nested++;
    this.push(tokens, undefined, "floor");
    const result = yield* this.readAll(() => undefined);
    while (this.readings.at(-1)?.isFloor === false) this.pop();
    this.pop();
    if (this.owesSpace) result.push(placemarker("spaced"));
    this.owesSpace = false;
    this.nested--;
    return result;
  }

  private isExpandable(token: Token): boolean {
    return token.kind === "identifier" && !token.painted && this.macros.has(token.text);
  }

  private push(tokens: readonly Token[], macro: Macro | undefined, kind: "open" | "floor"): void {
    if (macro !== undefined) macro.busy++;
    this.readings.push({ tokens, at: 0, macro, isFloor: kind === "floor" });
  }

  private pop(): void {
    const macro = this.readings.pop()?.macro;
    if (macro !== undefined) macro.busy--;
  }
}
