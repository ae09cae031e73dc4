/** C's integer promotions, usual arithmetic conversions, and the arithmetic of constants. */
import type { BinaryOperator, Operand } from "../ir";
import { type CType, intType, type Layout } from "./types";

type IntegerType = CType & { readonly kind: "integer" };

/** What an expression is worth, and its static type. */
export interface Value {
  readonly operand: Operand;
  readonly type: CType;
}

/** What an integer constant expression is worth, as C sees it. */
export interface Constant {
  readonly value: bigint;
  readonly type: CType;
}

export const unknownOperand: Operand = { kind: "unknown" };
export const unknownValue = (type: CType): Value => ({ operand: unknownOperand, type });
export const intValue = (value: number): Value => integerValue(BigInt(value), intType);
export const sizeType = (layout: Layout): CType => ({
  kind: "integer",
  bytes: layout.pointer,
  signed: false,
  name: layout.long === layout.pointer && layout.pointer === 8 ? "unsigned long" : "unsigned int",
});

/** What an undeclared name has for a type: nobody knows, but it counts as int in arithmetic, as platform constants are. */
export const nameType: CType = { kind: "unknown", name: "" };

/** In canonical form; unknown where a double cannot hold it exactly. */
export function integerValue(value: bigint, type: CType): Value {
  const wrapped = type.kind === "integer" ? wrap(value, type) : value;
  const number = Number(wrapped);
  return Number.isSafeInteger(number)
    ? { operand: { kind: "integer", value: number, type }, type }
    : unknownValue(type);
}

function wrap(value: bigint, type: IntegerType): bigint {
  if (type.name === "_Bool") return BigInt(value !== 0n);
  const bits = type.width ?? 8 * type.bytes;
  return type.signed || bits >= 64 ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** Integer promotion; other types stay. */
export function promoted(type: CType): CType {
  if (type.kind !== "integer") return type;
  const bits = type.width ?? 8 * type.bytes;
  if (bits < 32 && !type.name.includes("_BitInt")) return intType;
  // A typedef's alignment, a bit-field's width are not those of what is computed.
  const isPlain = type.aligned === undefined && type.width === undefined;
  return isPlain ? type : { ...type, aligned: undefined, width: undefined };
}

/** The type that both operands of an arithmetic operator become. */
export function commonType(left: CType, right: CType): CType {
  const a = promoted(left);
  const b = promoted(right);
  if (a === nameType) return b === nameType ? intType : b;
  if (b === nameType) return a;
  if (a.kind === "unknown" || b.kind === "unknown") return a.kind === "unknown" ? a : b;
  if (a.kind === "float" || b.kind === "float") {
    if (a.kind !== "float") return b;
    return b.kind === "float" && b.bytes > a.bytes ? b : a;
  }
  if (a.kind !== "integer" || b.kind !== "integer") return a.kind === "integer" ? b : a;
  return commonInteger(a, b);
}

function commonInteger(a: IntegerType, b: IntegerType): CType {
  if (rank(a) !== rank(b)) {
    const [high, low] = rank(a) > rank(b) ? [a, b] : [b, a];
    // A signed type of higher rank that cannot hold the unsigned one's values becomes unsigned itself.
    const overflows = high.signed && !low.signed && high.bytes === low.bytes;
    return overflows ? { ...high, signed: false, name: `unsigned ${high.name}` } : high;
  }
  return a.signed ? b : a;
}

function rank({ bytes, name }: IntegerType): number {
  if (name.endsWith("long long")) return 10 * bytes + 2;
  return 10 * bytes + (name.endsWith("long") ? 1 : 0);
}

export const isComparison = (operator: string): boolean => /^(?:[<>]=?|[=!]=)$/.test(operator);

/** The result of an operator on two known integers of that type; undefined where C or we leave it open. */
export function foldBinary(
  operator: BinaryOperator,
  left: number,
  right: number,
  operandType: CType,
  type: CType,
): Value | undefined {
  const isEquality = operator === "==" || operator === "!=";
  if (operandType.kind === "pointer" && isEquality)
    return intValue(Number((left === right) === (operator === "==")));
  if (operandType.kind !== "integer") return undefined;
  const a = trueValue(left, operandType);
  // A shift's right operand keeps its own type.
  const b = operator === "<<" || operator === ">>" ? BigInt(right) : trueValue(right, operandType);
  const result = compute(operator, a, b, 8 * operandType.bytes);
  return result === undefined ? undefined : integerValue(result, type);
}

/** A known integer as another integer or pointer type. */
export function foldConversion(value: number, from: CType, to: CType, layout: Layout): Value {
  const known = trueValue(value, from);
  return integerValue(to.kind === "pointer" ? BigInt.asIntN(8 * layout.pointer, known) : known, to);
}

export function foldUnary(operator: "-" | "~" | "!", operand: number, type: CType): Value {
  const value = BigInt(operand);
  if (operator === "!") return intValue(value === 0n ? 1 : 0);
  return integerValue(operator === "-" ? -value : ~value, type);
}

/** Undoes the canonical form: an unsigned type's value as C sees it. */
export function trueValue(value: number, type: CType): bigint {
  const isUnsigned = type.kind === "integer" && !type.signed;
  return isUnsigned ? BigInt.asUintN(8 * type.bytes, BigInt(value)) : BigInt(value);
}

function compute(operator: BinaryOperator, a: bigint, b: bigint, bits: number): bigint | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0n ? undefined : a / b;
    case "%":
      return b === 0n ? undefined : a % b;
    case "<<":
      return b < 0n || b >= bits ? undefined : a << b;
    case ">>":
      return b < 0n || b >= bits ? undefined : a >> b;
    case "&":
      return a & b;
    case "|":
      return a | b;
    case "^":
      return a ^ b;
    case "==":
      return BigInt(a === b);
    case "!=":
      return BigInt(a !== b);
    case "<":
      return BigInt(a < b);
    case "<=":
      return BigInt(a <= b);
    case ">":
      return BigInt(a > b);
    case ">=":
      return BigInt(a >= b);
  }
}
