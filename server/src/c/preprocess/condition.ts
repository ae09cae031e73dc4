/** The expression of an #if, on 64-bit integers, where a value may also be unknown. */
import { Letter, letterOf, type Token } from "./lexer";

/** What is known of a name: its value (defined), that it is undefined, nothing, or that no compiler would read it. */
export type Fact = bigint | "undefined" | "unknown" | "malformed";
export type Facts = (name: string) => Fact;

export interface Condition {
  /** Every name that it reads, once. A call of something that is no macro is a name: `KERNEL_VERSION(3,2,0)`. */
  readonly names: readonly string[];
  /** Every number in it. */
  readonly numbers: readonly bigint[];
  /** Undefined: it depends on what is unknown. */
  holds(facts: Facts): boolean | undefined;
}

/** Malformed is false, as for a compiler that goes on after its error. */
export function parseCondition(tokens: readonly Token[]): Condition {
  const parser = new Parser(tokens);
  const steps = parser.parse();
  const calls = [...parser.calls];
  return {
    names: [...parser.names],
    numbers: parser.numbers,
    holds(facts) {
      if (steps === undefined || calls.some((call) => facts(call) === "malformed")) return false;
      const outcome = evaluate(steps, facts);
      return outcome && outcome.bits !== 0n;
    },
  };
}

export const definedCondition = (name: string, wanted: "defined" | "undefined"): Condition => ({
  names: [name],
  numbers: [],
  holds(facts) {
    const fact = facts(name);
    return fact === "unknown" ? undefined : (fact === "undefined") === (wanted === "undefined");
  },
});

export const ALWAYS: Condition = { names: [], numbers: [], holds: () => true };

interface Value {
  readonly bits: bigint;
  readonly unsigned: boolean;
}
/** Undefined: it depends on what is unknown. */
type Outcome = Value | undefined;
type Step =
  | { readonly arity: 0; readonly read: (facts: Facts) => Outcome }
  | {
      readonly arity: 1 | 2 | 3;
      readonly compute: (first: Outcome, second: Outcome, third: Outcome) => Outcome;
    };

const wrap = (bits: bigint, unsigned: boolean): Value => ({
  bits: unsigned ? BigInt.asUintN(64, bits) : BigInt.asIntN(64, bits),
  unsigned,
});
const truth = (value: boolean): Value => ({ bits: value ? 1n : 0n, unsigned: false });

const PRECEDENCE: Readonly<Record<string, number>> = {
  ",": 1,
  "?": 2,
  "||": 3,
  "&&": 4,
  "|": 5,
  "^": 6,
  "&": 7,
  "==": 8,
  "!=": 8,
  "<": 9,
  ">": 9,
  "<=": 9,
  ">=": 9,
  "<<": 10,
  ">>": 10,
  "+": 11,
  "-": 11,
  "*": 12,
  "/": 12,
  "%": 12,
};
const HIGHEST = 13;

type Arithmetic = (left: Value, right: Value) => Value;

const compared =
  (holds: (left: bigint, right: bigint) => boolean): Arithmetic =>
  (left, right) => {
    const unsigned = left.unsigned || right.unsigned;
    return truth(holds(wrap(left.bits, unsigned).bits, wrap(right.bits, unsigned).bits));
  };

const computed =
  (compute: (left: bigint, right: bigint) => bigint): Arithmetic =>
  (left, right) => {
    const unsigned = left.unsigned || right.unsigned;
    return wrap(compute(wrap(left.bits, unsigned).bits, wrap(right.bits, unsigned).bits), unsigned);
  };

/** By zero, gcc complains and goes on with the dividend. */
const divided = (divide: (left: bigint, right: bigint) => bigint): Arithmetic =>
  computed((left, right) => (right === 0n ? left : divide(left, right)));

const BINARY: Readonly<Record<string, Arithmetic>> = {
  ",": (_, right) => right,
  "==": compared((left, right) => left === right),
  "!=": compared((left, right) => left !== right),
  "<": compared((left, right) => left < right),
  ">": compared((left, right) => left > right),
  "<=": compared((left, right) => left <= right),
  ">=": compared((left, right) => left >= right),
  "|": computed((left, right) => left | right),
  "^": computed((left, right) => left ^ right),
  "&": computed((left, right) => left & right),
  "+": computed((left, right) => left + right),
  "-": computed((left, right) => left - right),
  "*": computed((left, right) => left * right),
  "/": divided((left, right) => left / right),
  "%": divided((left, right) => left % right),
  "<<": (left, right) => shift(left, right.bits),
  ">>": (left, right) => shift(left, -right.bits),
};

const UNARY: Readonly<Record<string, (operand: Value) => Value>> = {
  "!": ({ bits }) => truth(bits === 0n),
  "~": ({ bits, unsigned }) => wrap(~bits, unsigned),
  "-": ({ bits, unsigned }) => wrap(-bits, unsigned),
  "+": (operand) => operand,
};

/** A negative count shifts the other way; more than 63 shifts everything out. */
function shift({ bits, unsigned }: Value, leftwards: bigint): Value {
  if (leftwards >= 64n) return wrap(0n, unsigned);
  if (leftwards >= 0n) return wrap(bits << leftwards, unsigned);
  return wrap(bits >> (leftwards < -64n ? 64n : -leftwards), unsigned);
}

/** A side that decides alone decides, whatever the other is. */
function logical(deciding: boolean, left: Outcome, right: Outcome): Outcome {
  const isDecided = (side: Outcome) => side !== undefined && (side.bits !== 0n) === deciding;
  if (isDecided(left) || isDecided(right)) return truth(deciding);
  return left === undefined || right === undefined ? undefined : truth(!deciding);
}

function chosen(test: Outcome, yes: Outcome, no: Outcome): Outcome {
  const isSame = yes !== undefined && yes.bits === no?.bits;
  const side = test === undefined ? (isSame ? yes : undefined) : test.bits !== 0n ? yes : no;
  return side && wrap(side.bits, yes?.unsigned === true || no?.unsigned === true);
}

const unaryStep = (compute: (operand: Value) => Value): Step => ({
  arity: 1,
  compute: (operand) => operand && compute(operand),
});

function binaryStep(operator: string): Step {
  if (operator === "&&" || operator === "||") {
    return { arity: 2, compute: (left, right) => logical(operator === "||", left, right) };
  }
  const compute = BINARY[operator];
  return { arity: 2, compute: (left, right) => left && right && compute?.(left, right) };
}

const CHOICE: Step = { arity: 3, compute: chosen };

/** An operator that waits for its right side, or an open parenthesis or `?` (precedence 0). */
interface Waiting {
  readonly text: string;
  readonly precedence: number;
  readonly step: Step | undefined;
}

/** Puts an expression into the order in which it is computed; without recursion, so that no depth overflows. */
class Parser {
  readonly names = new Set<string>();
  readonly calls = new Set<string>();
  readonly numbers: bigint[] = [];
  private readonly steps: Step[] = [];
  private readonly waiting: Waiting[] = [];
  private wantsOperand = true;
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** Undefined if malformed. */
  parse(): readonly Step[] | undefined {
    while (this.at < this.tokens.length) {
      const token = this.tokens[this.at++] as Token;
      if (!(this.wantsOperand ? this.prefix(token) : this.infix(token.text))) return undefined;
    }
    this.reduce(1);
    return this.wantsOperand || this.waiting.length > 0 ? undefined : this.steps;
  }

  private prefix(token: Token): boolean {
    const unary = UNARY[token.text];
    if (token.text === "(") this.waiting.push({ text: "(", precedence: 0, step: undefined });
    else if (unary !== undefined) {
      this.waiting.push({ text: token.text, precedence: HIGHEST, step: unaryStep(unary) });
    } else {
      const read = this.operand(token);
      if (read === undefined) return false;
      this.steps.push({ arity: 0, read });
      this.wantsOperand = false;
    }
    return true;
  }

  private infix(operator: string): boolean {
    if (operator === ")") return this.close("(");
    if (operator === ":") {
      const isClosed = this.close("?");
      this.waiting.push({ text: ":", precedence: 2, step: CHOICE });
      this.wantsOperand = true;
      return isClosed;
    }
    const precedence = PRECEDENCE[operator];
    if (precedence === undefined) return false;
    // `?` groups from the right, the others from the left.
    this.reduce(operator === "?" ? precedence + 1 : precedence);
    const step = operator === "?" ? undefined : binaryStep(operator);
    this.waiting.push({ text: operator, precedence: operator === "?" ? 0 : precedence, step });
    this.wantsOperand = true;
    return true;
  }

  /** Computes what waits and binds at least so tightly. */
  private reduce(least: number): void {
    for (
      let top = this.waiting.at(-1);
      top !== undefined && top.precedence >= least;
      top = this.waiting.at(-1)
    ) {
      if (top.step !== undefined) this.steps.push(top.step);
      this.waiting.pop();
    }
  }

  private close(opening: "(" | "?"): boolean {
    this.reduce(1);
    return this.waiting.pop()?.text === opening;
  }

  private operand(token: Token): ((facts: Facts) => Outcome) | undefined {
    if (token.kind === "defined") {
      this.names.add(token.text);
      return (facts) => {
        const fact = facts(token.text);
        return fact === "unknown" ? undefined : truth(fact !== "undefined");
      };
    }
    if (token.kind === "identifier") return this.name(token.text);
    const value = token.kind === "number" ? integer(token.text) : characterValue(token);
    if (value === undefined) return undefined;
    if (token.kind === "number") this.numbers.push(value.bits);
    return () => value;
  }

  private name(word: string): ((facts: Facts) => Outcome) | undefined {
    if (word === "true" || word === "false") return () => truth(word === "true");
    const isCall = this.tokens[this.at]?.text === "(";
    const name = isCall ? this.callText(word) : word;
    if (name === undefined) return undefined;
    if (isCall) this.calls.add(name);
    this.names.add(name);
    return (facts) => {
      const fact = facts(name);
      if (fact === "unknown") return undefined;
      return typeof fact === "bigint" ? { bits: fact, unsigned: false } : truth(false);
    };
  }

  private callText(word: string): string | undefined {
    let text = word;
    let depth = 0;
    while (this.at < this.tokens.length) {
      const piece = this.tokens[this.at++]?.text ?? "";
      text += piece;
      if (piece === "(") depth++;
      else if (piece === ")" && --depth === 0) return text;
    }
    return undefined;
  }
}

function evaluate(steps: readonly Step[], facts: Facts): Outcome {
  const stack: Outcome[] = [];
  for (const step of steps) {
    if (step.arity === 0) stack.push(step.read(facts));
    else {
      const [first, second, third] = stack.splice(stack.length - step.arity);
      stack.push(step.compute(first, second, third));
    }
  }
  return stack[0];
}

function integer(text: string): Value | undefined {
  const digits = text.replace(/'/g, "");
  if (digits.length > 70) return undefined;
  const parts = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)([uUlLzZ]*)$/.exec(digits);
  const number = parts?.[1];
  if (number === undefined) return undefined;
  const isOctal = /^0[0-9]/.test(number);
  if (isOctal && /[89]/.test(number)) return undefined;
  const bits = BigInt(isOctal ? `0o${number.slice(1)}` : number);
  return wrap(bits, /[uU]/.test(parts?.[2] ?? "") || bits > 0x7fffffffffffffffn);
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11, e: 27 };

function characterValue(token: Token): Value | undefined {
  if (token.kind !== "character") return undefined;
  const open = token.text.indexOf("'");
  const isPlain = letterOf(token.text.charCodeAt(0)) === Letter.Quote;
  const units = [...token.text.slice(open + 1, -1).matchAll(/\\x([0-9a-fA-F]+)|\\([0-7]{1,3})|\\(.)|(.)/gsu)];
  let bits = 0n;
  for (const [, hexadecimal, octal, escaped, plain] of units.slice(-4)) {
    let unit = plain?.codePointAt(0) ?? 0;
    if (hexadecimal !== undefined) unit = Number.parseInt(hexadecimal.slice(-8), 16);
    else if (octal !== undefined) unit = Number.parseInt(octal, 8);
    else if (escaped !== undefined) unit = ESCAPES[escaped] ?? escaped.codePointAt(0) ?? 0;
    bits = isPlain ? (bits << 8n) | BigInt(unit & 255) : BigInt(unit);
  }
  if (units.length === 0) return undefined;
  return { bits: BigInt.asIntN(isPlain && units.length === 1 ? 8 : 32, bits), unsigned: false };
}
