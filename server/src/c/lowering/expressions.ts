/** Expressions as values: constants, operators, assignments, casts, in the order in which C evaluates them. */

import type { BinaryOperator, Operand } from "../ir";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import { literalType } from "../types/basic-types";
import {
  commonType,
  foldBinary,
  foldConversion,
  foldUnary,
  integerValue,
  intValue,
  isComparison,
  nameType,
  promoted,
  unknownValue,
  type Value,
} from "../types/conversions";
import { decayed } from "../types/declarators";
import { readCharacter, readNumber } from "../types/literals";
import { readTypeDescriptor, textOf } from "../types/specifiers";
import { type CType, intType, sizeOf } from "../types/types";
import { lowerAssembly } from "./assembly";
import { lowerCall } from "./calls";
import { lowerChoice, lowerTruth } from "./conditions";
import { lowerGeneric } from "./generic";
import { giveUp, type Lowering, temporary, tooDeep } from "./lowering";
import { lowerMisreadCast } from "./misread-casts";
import { castTypes, isParenthesizedName } from "./named-casts";
import { beforeOperands, inAnyOrder, mayDepend, noteOrder } from "./order";
import { lowerPlace, type Place, pointee, pointerTo, readPlace } from "./places";
import { lowerAlignOf, lowerOffsetOf, lowerSizeOf } from "./sizes";
import { discardValue, lowerStatementExpression } from "./statements";

/** The value of an expression. */
export function lowerValue(lowering: Lowering, node: SyntaxNode): Value {
  const lower = kinds.get(node.type) ?? unknownExpression;
  return lowering.nested(() => lower(lowering, node), undefined) ?? giveUp(lowering, node, tooDeep);
}

/** A full expression; one with a syntax error inside is not read at all. */
export function lowerFull(lowering: Lowering, node: SyntaxNode): Value {
  return node.hasError ? giveUp(lowering, node, "syntax error") : lowerValue(lowering, node);
}

/** The value as another type sees it: cast, assigned, passed. */
export function converted(lowering: Lowering, value: Value, type: CType, node: SyntaxNode): Value {
  const { operand, type: from } = value;
  if (type.kind === "void") return unknownValue(type);
  if (operand.kind === "integer" && (type.kind === "integer" || type.kind === "pointer")) {
    return foldConversion(operand.value, operand.type, type, lowering.layout);
  }
  if (operand.kind === "unknown" || !changesValue(from, type)) return { operand, type };
  const into = lowering.code.temp();
  lowering.code.emit({ op: "convert", into, value: operand, type, span: nodeSpan(node) });
  return temporary(into, type);
}

/** Pointers keep their value as other pointers, and a platform constant as the int or the address that it most likely is. */
function changesValue(from: CType, to: CType): boolean {
  // MAP_FAILED is -1, and another number as an unsigned one of 32 bits.
  const isNarrow = to.kind === "integer" && (to.bytes < 4 || (to.bytes === 4 && !to.signed));
  if (from === nameType) return to.kind === "float" || isNarrow;
  if (from.kind === "integer" && to.kind === "integer") {
    const isBool = (type: CType) => type.kind === "integer" && type.name === "_Bool";
    const isOfOneSize = from.bytes === to.bytes && from.width === to.width;
    return !isOfOneSize || from.signed !== to.signed || isBool(from) !== isBool(to);
  }
  if (from.kind === "float" && to.kind === "float") return from.bytes !== to.bytes;
  return to.kind !== from.kind && to.kind !== "unknown" && to.kind !== "record" && from.kind !== "record";
}

type Lower = (lowering: Lowering, node: SyntaxNode) => Value;

const kinds = new Map<string, Lower>([
  ["identifier", lowerIdentifier],
  ["number_literal", lowerNumber],
  ["char_literal", lowerCharacter],
  ["true", () => intValue(1)],
  ["false", () => intValue(0)],
  ["null", lowerNull],
  ["parenthesized_expression", lowerParenthesized],
  ["field_expression", valueOfPlace],
  ["subscript_expression", valueOfPlace],
  ["string_literal", valueOfPlace],
  ["concatenated_string", valueOfPlace],
  ["compound_literal_expression", valueOfPlace],
  ["pointer_expression", lowerPointer],
  ["unary_expression", lowerUnary],
  ["binary_expression", lowerBinary],
  ["assignment_expression", lowerAssignment],
  ["update_expression", lowerUpdate],
  ["cast_expression", lowerCast],
  ["comma_expression", lowerComma],
  ["conditional_expression", (lowering, node) => lowerChoice(lowering, node)],
  ["call_expression", (lowering, node) => castByName(lowering, node) ?? lowerCall(lowering, node)],
  ["sizeof_expression", (lowering, node) => lowerSizeOf(lowering, node)],
  ["alignof_expression", (lowering, node) => lowerAlignOf(lowering, node)],
  ["offsetof_expression", (lowering, node) => lowerOffsetOf(lowering, node)],
  ["generic_expression", (lowering, node) => lowerGeneric(lowering, node)],
  ["gnu_asm_expression", (lowering, node) => lowerAssembly(lowering, node)],
]);

function unknownExpression(lowering: Lowering, node: SyntaxNode): Value {
  return giveUp(lowering, node, `cannot read ${node.type}`);
}

function lowerIdentifier(lowering: Lowering, node: SyntaxNode): Value {
  const name = textOf(lowering, node);
  const meaning = lowering.scope.lookUp(name);
  switch (meaning?.kind) {
    case "variable":
      return readPlace(lowering, lowering.variable(meaning.id), node);
    case "enumerator":
      return integerValue(meaning.value, meaning.type);
    case "function":
      return { operand: { kind: "function", name: lowering.unaliased(name) }, type: decayed(meaning.type) };
    case "type":
      return unknownValue(meaning.of.type);
    default: {
      const known = meaning ? name : lowering.unaliased(name);
      return { operand: { kind: known === name ? "name" : "function", name: known }, type: nameType };
    }
  }
}

function lowerNumber(lowering: Lowering, node: SyntaxNode): Value {
  const literal = readNumber(textOf(lowering, node), lowering.layout);
  if (literal === "float") return unknownValue(literalType(textOf(lowering, node), lowering.layout));
  return literal ? integerValue(literal.value, literal.type) : unknownValue(nameType);
}

function lowerCharacter(lowering: Lowering, node: SyntaxNode): Value {
  const value = readCharacter(textOf(lowering, node));
  return value === undefined ? unknownValue(intType) : integerValue(value, intType);
}

function lowerNull(lowering: Lowering, node: SyntaxNode): Value {
  const name = textOf(lowering, node);
  if (name === "NULL") return { operand: { kind: "name", name }, type: nameType };
  return integerValue(0n, { kind: "pointer", to: { kind: "void" }, volatile: false });
}

function lowerParenthesized(lowering: Lowering, node: SyntaxNode): Value {
  const inner = node.namedChildren.find((child) => child.type !== "comment");
  if (!inner) return unknownExpression(lowering, node);
  if (inner.type === "compound_statement") return lowerStatementExpression(lowering, inner);
  return lowerValue(lowering, inner);
}

function valueOfPlace(lowering: Lowering, node: SyntaxNode): Value {
  return readPlace(lowering, lowerPlace(lowering, node), node);
}

function lowerPointer(lowering: Lowering, node: SyntaxNode): Value {
  if (node.child(0)?.type === "*") return valueOfPlace(lowering, node);
  const argument = node.childForFieldName("argument");
  if (!argument || (argument.type === "pointer_expression" && argument.child(0)?.type === "&")) {
    // `&&label`: a computed goto may go there.
    const label = argument?.childForFieldName("argument");
    if (label?.type === "identifier") lowering.functionCode.takeAddress(textOf(lowering, label));
    return unknownValue({ kind: "pointer", to: { kind: "void" }, volatile: false });
  }
  const place = lowerPlace(lowering, argument);
  return { operand: place.address, type: pointerTo(place, place.type) };
}

function lowerUnary(lowering: Lowering, node: SyntaxNode): Value {
  const argument = node.childForFieldName("argument");
  const operator = node.child(0)?.type;
  if (!argument) return unknownExpression(lowering, node);
  const value = lowerValue(lowering, argument);
  if (operator === "!") return applyUnary(lowering, operator, value, intType, node);
  const type = value.type === nameType ? intType : promoted(value.type);
  const operand = converted(lowering, value, type, node);
  if (operator !== "-" && operator !== "~") return operand;
  return applyUnary(lowering, operator, operand, type, node);
}

function applyUnary(
  lowering: Lowering,
  operator: "-" | "~" | "!",
  { operand }: Value,
  type: CType,
  node: SyntaxNode,
): Value {
  if (operand.kind === "integer") return foldUnary(operator, operand.value, type);
  if (operand.kind === "unknown") return unknownValue(type);
  const into = lowering.code.temp();
  lowering.code.emit({ op: "unary", into, operator, operand, type, span: nodeSpan(node) });
  return temporary(into, type);
}

function lowerBinary(lowering: Lowering, node: SyntaxNode): Value {
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  const operator = node.childForFieldName("operator")?.type;
  if (!left || !right || !operator) return unknownExpression(lowering, node);
  if (operator === "&&" || operator === "||") return lowerTruth(lowering, node);
  const cast = castBeforeOperator(lowering, left, operator, right, node);
  if (cast) return cast;
  const [first, second] = inAnyOrder(lowering, node, [left, right], (operand) =>
    lowerValue(lowering, operand),
  );
  if (!first || !second) return unknownExpression(lowering, node);
  return applyBinary(lowering, operator as BinaryOperator, first, second, node);
}

/** An operator on two values, with C's conversions. */
export function applyBinary(
  lowering: Lowering,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  node: SyntaxNode,
): Value {
  if (isPointer(left) || isPointer(right)) return pointerArithmetic(lowering, operator, left, right, node);
  const isShift = operator === "<<" || operator === ">>";
  const operandType = isShift ? commonType(left.type, nameType) : commonType(left.type, right.type);
  const type = isComparison(operator) ? intType : operandType;
  const a = converted(lowering, left, operandType, node).operand;
  const b = isShift ? right.operand : converted(lowering, right, operandType, node).operand;
  return emitBinary(lowering, operator, a, b, operandType, type, node);
}

const isPointer = ({ type }: Value) => type.kind === "pointer";

function pointerArithmetic(
  lowering: Lowering,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  node: SyntaxNode,
): Value {
  const isMove = (operator === "+" || operator === "-") && !(isPointer(left) && isPointer(right));
  if (isMove && (operator === "+" || isPointer(left))) {
    const [base, index] = isPointer(left) ? [left, right] : [right, left];
    const direction = operator === "+" ? "after" : "before";
    const of = pointee(base).type;
    return {
      operand: lowering.element(base.operand, index.operand, of, direction, nodeSpan(node)),
      type: base.type,
    };
  }
  const operandType = isPointer(left) ? left.type : right.type;
  const { pointer, long } = lowering.layout;
  const difference: CType = {
    kind: "integer",
    bytes: pointer,
    signed: true,
    name: long === pointer ? "long" : "int",
  };
  const type = isComparison(operator) ? intType : difference;
  const result = emitBinary(lowering, operator, left.operand, right.operand, operandType, type, node);
  return operator === "-" ? inElements(lowering, result, operandType, node) : result;
}

/** How many elements lie between two places so many bytes apart. */
function inElements(lowering: Lowering, bytes: Value, { kind, ...type }: CType, node: SyntaxNode): Value {
  const of = kind === "pointer" && "to" in type ? type.to : undefined;
  const size = of && (of.kind === "void" || of.kind === "function" ? 1 : sizeOf(of, lowering.layout));
  if (size === 1) return bytes;
  if (!size) return unknownValue(bytes.type);
  const by: Operand = { kind: "integer", value: size, type: bytes.type };
  return emitBinary(lowering, "/", bytes.operand, by, bytes.type, bytes.type, node);
}

function emitBinary(
  lowering: Lowering,
  operator: BinaryOperator,
  left: Operand,
  right: Operand,
  operandType: CType,
  type: CType,
  node: SyntaxNode,
): Value {
  if (left.kind === "integer" && right.kind === "integer") {
    const folded = foldBinary(operator, left.value, right.value, operandType, type);
    if (folded) return folded;
  }
  if (operandType.kind === "float") return unknownValue(type);
  const into = lowering.code.temp();
  lowering.code.emit({ op: "binary", into, operator, left, right, operandType, type, span: nodeSpan(node) });
  return temporary(into, type);
}

function lowerAssignment(lowering: Lowering, node: SyntaxNode): Value {
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  const operator = node.childForFieldName("operator")?.type;
  if (!left || !right || !operator) return unknownExpression(lowering, node);
  const { emitted } = lowering.code;
  const mark = beforeOperands(lowering);
  const start = emitted.length;
  const place = lowerPlace(lowering, left);
  const middle = emitted.length;
  const value = lowerValue(lowering, right);
  const end = emitted.length;
  const old = operator === "=" ? undefined : readPlace(lowering, place, left);
  if (mayDepend(lowering, mark)) {
    const of = [...emitted.slice(start, middle), ...emitted.slice(end)];
    noteOrder(lowering, node, [of, emitted.slice(middle, end)]);
  }
  if (!old) return assign(lowering, place, value, node);
  const result = applyBinary(lowering, operator.slice(0, -1) as BinaryOperator, old, value, node);
  return assign(lowering, place, result, node);
}

/** Stores the value as the place's type; records are copied. */
export function assign(
  lowering: Lowering,
  place: Place,
  value: Value,
  node: SyntaxNode,
  declares: "declares" | "assigns" = "assigns",
): Value {
  if (place.type.kind === "record") {
    lowering.copy(place, value.operand, nodeSpan(node));
    return { operand: place.address, type: place.type };
  }
  const result = converted(lowering, value, place.type, node);
  lowering.store(place, result.operand, nodeSpan(node), declares);
  return result;
}

function lowerUpdate(lowering: Lowering, node: SyntaxNode): Value {
  const argument = node.childForFieldName("argument");
  const operator = node.childForFieldName("operator");
  if (!argument || !operator) return unknownExpression(lowering, node);
  const place = lowerPlace(lowering, argument);
  const old = readPlace(lowering, place, argument);
  const result = applyBinary(lowering, operator.type === "++" ? "+" : "-", old, intValue(1), node);
  const stored = assign(lowering, place, result, node);
  return operator.startIndex < argument.startIndex ? stored : old;
}

function lowerCast(lowering: Lowering, node: SyntaxNode): Value {
  const descriptor = node.childForFieldName("type");
  const operand = node.childForFieldName("value");
  if (!descriptor || !operand) return unknownExpression(lowering, node);
  const misread = lowerMisreadCast(lowering, descriptor, operand, node);
  if (misread) return misread;
  const { type } = readTypeDescriptor(lowering, descriptor);
  const value = lowerValue(lowering, operand);
  return converted(lowering, value, type, node);
}

/** `(T)(x)`, where T is a typedef: to the grammar, a call. */
function castByName(lowering: Lowering, node: SyntaxNode): Value | undefined {
  const callee = node.childForFieldName("function");
  const types = callee && castTypes(lowering, callee);
  const operand = node.childForFieldName("arguments")?.namedChildren[0];
  if (callee && operand?.type === "compound_statement" && isParenthesizedName(callee)) {
    // `(T)({ ... })`: no function takes a block.
    const value = lowerStatementExpression(lowering, operand);
    return types ? castTo(lowering, value, types, node) : unknownValue(nameType);
  }
  return types && operand ? castTo(lowering, lowerValue(lowering, operand), types, node) : undefined;
}

/** `(T)*p`, `(T)&x`, `(T)-1`, where T is a typedef: to the grammar, arithmetic. */
function castBeforeOperator(
  lowering: Lowering,
  left: SyntaxNode,
  operator: string,
  right: SyntaxNode,
  node: SyntaxNode,
): Value | undefined {
  const types = castTypes(lowering, left);
  if (!types) return undefined;
  return castTo(lowering, operandOfCast(lowering, operator, right, node), types, node);
}

/** The value as the innermost type, that as the next, and so on. */
function castTo(lowering: Lowering, value: Value, types: readonly CType[], node: SyntaxNode): Value {
  return types.reduceRight((inner, type) => converted(lowering, inner, type, node), value);
}

function operandOfCast(lowering: Lowering, operator: string, right: SyntaxNode, node: SyntaxNode): Value {
  if (operator === "&") {
    const place = lowerPlace(lowering, right);
    return { operand: place.address, type: pointerTo(place, place.type) };
  }
  const value = lowerValue(lowering, right);
  if (operator === "*") return readPlace(lowering, pointee(value), node);
  return operator === "-" ? applyUnary(lowering, "-", value, promoted(value.type), node) : value;
}

function lowerComma(lowering: Lowering, node: SyntaxNode): Value {
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  if (left) discardValue(lowering, left);
  return right ? lowerValue(lowering, right) : unknownExpression(lowering, node);
}
