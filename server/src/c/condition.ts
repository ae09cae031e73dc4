/** The expression of an #if, on 64-bit integers, where a value may also be unknown. */
import { Letter, letterOf, type Token } from "./lexer";

/** What is known of a name: its value (defined), that it is undefined, or nothing. */
export type Fact = bigint | "undefined" | "unknown";
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
  const expression = parser.parse();
  return {
    names: [...parser.names],
    numbers: parser.numbers,
    holds(facts) {
      if (expression === undefined) return false;
      const value = expression(facts);
      return value === undefined ? undefined : value.bits !== 0n;
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
type Expression = (facts: Facts) => Value | undefined;
type Arithmetic = (left: bigint, right: bigint, unsigned: boolean) => bigint | undefined;

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

const COMPARISONS: Readonly<Record<string, (left: bigint, right: bigint) => boolean>> = {
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "<": (left, right) => left < right,
  ">": (left, right) => left > right,
  "<=": (left, right) => left <= right,
  ">=": (left, right) => left >= right,
};

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  "|": (left, right) => left | right,
  "^": (left, right) => left ^ right,
  "&": (left, right) => left & right,
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => (right === 0n ? undefined : left / right),
  "%": (left, right) => (right === 0n ? undefined : left % right),
};

const UNARY: Readonly<Record<string, (operand: Value) => Value>> = {
  "!": ({ bits }) => truth(bits === 0n),
  "~": ({ bits, unsigned }) => wrap(~bits, unsigned),
  "-": ({ bits, unsigned }) => wrap(-bits, unsigned),
  "+": (operand) => operand,
};

/** Bounds that no honest condition meets; they keep the nesting of the functions below finite. */
const MOST_DEPTH = 200;
const MOST_OPERATORS = 1000;

class Parser {
  readonly names = new Set<string>();
  readonly numbers: bigint[] = [];
  private at = 0;
  private operators = 0;
  private isMalformed = false;

  constructor(private readonly tokens: readonly Token[]) {}

  parse(): Expression | undefined {
    const expression = this.binary(1, 0);
    return this.isMalformed || this.at < this.tokens.length ? undefined : expression;
  }

  private binary(least: number, depth: number): Expression {
    let left = this.unary(depth + 1);
    for (;;) {
      const operator = this.tokens[this.at]?.text ?? "";
      const precedence = PRECEDENCE[operator] ?? 0;
      if (precedence < least || this.isMalformed) return left;
      if (++this.operators > MOST_OPERATORS) return this.malformed();
      this.at++;
      left =
        operator === "?"
          ? this.conditional(left, depth)
          : operation(operator, left, this.binary(precedence + 1, depth + 1));
    }
  }

  private conditional(test: Expression, depth: number): Expression {
    const yes = this.binary(1, depth + 1);
    if (this.tokens[this.at++]?.text !== ":") return this.malformed();
    const no = this.binary(2, depth + 1);
    return (facts) => {
      const chosen = test(facts);
      if (chosen !== undefined) return chosen.bits !== 0n ? yes(facts) : no(facts);
      const [a, b] = [yes(facts), no(facts)];
      return a !== undefined && a.bits === b?.bits ? a : undefined;
    };
  }

  private unary(depth: number): Expression {
    const token = this.tokens[this.at++];
    if (token === undefined || depth > MOST_DEPTH) return this.malformed();
    const apply = UNARY[token.text];
    if (apply !== undefined) {
      const operand = this.unary(depth + 1);
      return (facts) => {
        const value = operand(facts);
        return value === undefined ? undefined : apply(value);
      };
    }
    if (token.text === "(") {
      const inner = this.binary(1, depth + 1);
      return this.tokens[this.at++]?.text === ")" ? inner : this.malformed();
    }
    return this.operand(token);
  }

  private operand(token: Token): Expression {
    if (token.kind === "defined") {
      this.names.add(token.text);
      return (facts) => {
        const fact = facts(token.text);
        return fact === "unknown" ? undefined : truth(fact !== "undefined");
      };
    }
    if (token.kind === "identifier") return this.name(token.text);
    const value = token.kind === "number" ? integer(token.text) : characterValue(token);
    if (value === undefined) return this.malformed();
    if (token.kind === "number") this.numbers.push(value.bits);
    return () => value;
  }

  private name(word: string): Expression {
    if (word === "true" || word === "false") return () => truth(word === "true");
    const name = this.tokens[this.at]?.text === "(" ? word + this.callText() : word;
    this.names.add(name);
    return (facts) => {
      const fact = facts(name);
      if (fact === "unknown") return undefined;
      return { bits: fact === "undefined" ? 0n : fact, unsigned: false };
    };
  }

  private callText(): string {
    let text = "";
    let depth = 0;
    while (this.at < this.tokens.length) {
      const piece = this.tokens[this.at++]?.text ?? "";
      text += piece;
      if (piece === "(") depth++;
      else if (piece === ")" && --depth === 0) return text;
    }
    this.malformed();
    return text;
  }

  private malformed(): Expression {
    this.isMalformed = true;
    return () => undefined;
  }
}

function operation(operator: string, left: Expression, right: Expression): Expression {
  if (operator === ",") return right;
  if (operator === "&&" || operator === "||") return logical(operator, left, right);
  const compare = COMPARISONS[operator];
  const compute = ARITHMETIC[operator];
  return (facts) => {
    const [a, b] = [left(facts), right(facts)];
    if (a === undefined || b === undefined) return undefined;
    if (compute === undefined && compare === undefined) return shift(operator, a, b);
    const unsigned = a.unsigned || b.unsigned;
    const [x, y] = [wrap(a.bits, unsigned).bits, wrap(b.bits, unsigned).bits];
    if (compare !== undefined) return truth(compare(x, y));
    const bits = compute?.(x, y, unsigned);
    return bits === undefined ? undefined : wrap(bits, unsigned);
  };
}

/** A side that decides alone decides, whatever the other is. */
function logical(operator: "&&" | "||", left: Expression, right: Expression): Expression {
  const deciding = operator === "||";
  return (facts) => {
    const a = left(facts);
    if (a !== undefined && (a.bits !== 0n) === deciding) return truth(deciding);
    const b = right(facts);
    if (b !== undefined && (b.bits !== 0n) === deciding) return truth(deciding);
    return a === undefined || b === undefined ? undefined : truth(!deciding);
  };
}

/** A negative count shifts the other way; more than 63 shifts everything out. */
function shift(operator: string, { bits, unsigned }: Value, count: Value): Value {
  const leftwards = operator === "<<" ? count.bits : -count.bits;
  if (leftwards >= 64n) return wrap(0n, unsigned);
  if (leftwards >= 0n) return wrap(bits << leftwards, unsigned);
  return wrap(bits >> (leftwards < -63n ? 63n : -leftwards), unsigned);
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
