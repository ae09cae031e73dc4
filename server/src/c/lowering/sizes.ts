/** sizeof, _Alignof and offsetof: constants where the layout is known, unknown operands where not. */

import type { Variable } from "../ir";
import { type SyntaxNode, withoutParentheses } from "../syntax/parse";
import { unknownValue, type Value } from "../types/conversions";
import { findField, plain, type Qualified } from "../types/scope";
import { namedType, readTypeDescriptor, textOf } from "../types/specifiers";
import { alignOf, type CType, type Field, preferredAlignOf, sizeOf } from "../types/types";
import type { Lowering } from "./lowering";

export function lowerSizeOf(lowering: Lowering, node: SyntaxNode): Value {
  const type = typeOfOperand(lowering, node);
  // `va_arg(ap, T)` was made to look like `sizeof(T)`.
  if (!textOf(lowering, node).startsWith("sizeof")) return unknownValue(type ?? { kind: "void" });
  return lowering.size(type && sizeOf(type, lowering.layout));
}

export function lowerAlignOf(lowering: Lowering, node: SyntaxNode): Value {
  const { layout } = lowering;
  const descriptor = node.childForFieldName("type");
  if (!descriptor) return lowering.size(undefined);
  const { type, alignment } = readTypeDescriptor(lowering, descriptor);
  const isStandard = /^_?[aA]lignof/.test(textOf(lowering, node));
  return lowering.size(alignment ?? (isStandard ? alignOf(type, layout) : preferredAlignOf(type, layout)));
}

export function lowerOffsetOf(lowering: Lowering, node: SyntaxNode): Value {
  const descriptor = node.childForFieldName("type");
  const written = textOf(lowering, node);
  const path = written.slice(written.indexOf(",") + 1, -1);
  if (!descriptor) return lowering.size(undefined);
  return lowering.size(offsetOf(lowering, readTypeDescriptor(lowering, descriptor).type, path));
}

/** The type that a sizeof measures; undefined where it cannot be read. */
function typeOfOperand(lowering: Lowering, node: SyntaxNode): CType | undefined {
  const operand = operandOf(node);
  return typeWritten(lowering, node)?.type ?? (operand && lowering.typeOf(operand));
}

/** The type that typeof gives, with qualifiers and alignment. */
export function qualifiedOperand(lowering: Lowering, node: SyntaxNode): Qualified | undefined {
  const written = typeWritten(lowering, node);
  const operand = operandOf(node);
  if (written || !operand) return written;
  const bare = withoutParentheses(operand);
  const variable = variableNamed(lowering, bare);
  if (!variable) {
    const alignment = memberNamed(lowering, bare)?.typeAlignment;
    return { ...plain(lowering.typeOf(operand)), alignment };
  }
  const { type, isConst, isVolatile, alignment } = variable;
  // Asked for by the type or for the variable alone: nobody remembers.
  return alignment === undefined ? { type, isConst, isVolatile, alignment } : undefined;
}

/** The member that an expression is; undefined for other expressions. */
function memberNamed(lowering: Lowering, node: SyntaxNode): Field | undefined {
  const [argument, name] = [node.childForFieldName("argument"), node.childForFieldName("field")];
  if (node.type !== "field_expression" || !argument || !name) return undefined;
  const base = lowering.typeOf(argument);
  return member(base.kind === "pointer" ? base.to : base, textOf(lowering, name));
}

/** The operand as a type. `sizeof(T)` looks like `sizeof(x)` where T is a typedef. */
function typeWritten(lowering: Lowering, node: SyntaxNode): Qualified | undefined {
  const descriptor = node.childForFieldName("type");
  if (descriptor) return readTypeDescriptor(lowering, descriptor);
  const operand = operandOf(node);
  const inner = operand && withoutParentheses(operand);
  return inner?.type === "identifier" ? namedType(lowering, textOf(lowering, inner)) : undefined;
}

function operandOf(node: SyntaxNode): SyntaxNode | undefined {
  const operand = node.childForFieldName("value");
  return operand && !operand.hasError ? operand : undefined;
}

/** The variable that an expression is; undefined for other expressions. */
function variableNamed(lowering: Lowering, node: SyntaxNode): Variable | undefined {
  const meaning = node.type === "identifier" ? lowering.scope.lookUp(textOf(lowering, node)) : undefined;
  return meaning?.kind === "variable" ? lowering.unit.variables[meaning.id] : undefined;
}

/** `T[2][3]`, where T is a type: the grammar takes it for elements of elements. */
export function typeOfSubscripts(lowering: Lowering, node: SyntaxNode): CType | undefined {
  const lengths: SyntaxNode[] = [];
  let inner = node;
  while (inner.type === "subscript_expression") {
    const argument = inner.childForFieldName("argument");
    const index = inner.childForFieldName("index");
    if (!argument || !index) return undefined;
    lengths.push(index);
    inner = argument;
  }
  const of = inner.type === "identifier" ? namedType(lowering, textOf(lowering, inner)) : undefined;
  if (!of) return undefined;
  // The last length is the innermost array's, and the outermost node's.
  return lengths.reduce<CType>(
    (type, length) => ({ kind: "array", of: type, length: lowering.constant(length) }),
    of.type,
  );
}

function offsetOf(lowering: Lowering, record: CType, path: string): number | undefined {
  let type = record;
  let offset = 0;
  for (const [, name, index] of path.matchAll(/([A-Za-z_$]\w*)|\[\s*([^\]]*?)\s*\]/g)) {
    const step = name ? member(type, name) : element(lowering, type, index ?? "");
    if (step?.offset === undefined) return undefined;
    offset += step.offset;
    type = step.type;
  }
  return offset;
}

const member = (type: CType, name: string) => (type.kind === "record" ? findField(type, name) : undefined);

function element(lowering: Lowering, type: CType, written: string) {
  const size = type.kind === "array" ? sizeOf(type.of, lowering.layout) : undefined;
  const index = lowering.constantOfText(written);
  if (type.kind !== "array" || size === undefined || index === undefined) return undefined;
  return { type: type.of, offset: size * index };
}
