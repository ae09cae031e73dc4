/** sizeof, _Alignof and offsetof: constants where the layout is known, unknown operands where not. */
import { unknownValue, type Value } from "./conversions";
import { readNumber } from "./literals";
import type { Lowering } from "./lowering";
import type { SyntaxNode } from "./parse";
import { findField } from "./scope";
import { readTypeDescriptor, strictest, textOf } from "./specifiers";
import { alignOf, type CType, sizeOf } from "./types";

export function lowerSizeOf(lowering: Lowering, node: SyntaxNode): Value {
  const type = typeOfOperand(lowering, node);
  // `va_arg(ap, T)` was made to look like `sizeof(T)`.
  if (!textOf(lowering, node).startsWith("sizeof")) return unknownValue(type ?? { kind: "void" });
  return lowering.size(type && sizeOf(type, lowering.layout));
}

export function lowerAlignOf(lowering: Lowering, node: SyntaxNode): Value {
  const descriptor = node.childForFieldName("type");
  if (!descriptor) return lowering.size(undefined);
  const { type, alignment } = readTypeDescriptor(lowering, descriptor);
  return lowering.size(strictest(alignment, alignOf(type, lowering.layout)));
}

export function lowerOffsetOf(lowering: Lowering, node: SyntaxNode): Value {
  const descriptor = node.childForFieldName("type");
  const written = textOf(lowering, node);
  const path = written.slice(written.indexOf(",") + 1, -1);
  if (!descriptor) return lowering.size(undefined);
  return lowering.size(offsetOf(lowering, readTypeDescriptor(lowering, descriptor).type, path));
}

/** The type that a sizeof measures. `sizeof(T)` looks like `sizeof(x)` where T is a typedef. */
export function typeOfOperand(lowering: Lowering, node: SyntaxNode): CType | undefined {
  const descriptor = node.childForFieldName("type");
  if (descriptor) return readTypeDescriptor(lowering, descriptor).type;
  const operand = node.childForFieldName("value");
  if (!operand || operand.hasError) return undefined;
  const inner =
    operand.type === "parenthesized_expression" && operand.childCount === 3 ? operand.child(1) : null;
  const named = inner?.type === "identifier" ? lowering.scope.typeNamed(textOf(lowering, inner)) : undefined;
  return named?.type ?? lowering.typeOf(operand);
}

function offsetOf(lowering: Lowering, record: CType, path: string): number | undefined {
  let type = record;
  let offset = 0;
  for (const [, name, index] of path.matchAll(/([A-Za-z_]\w*)|\[\s*([^\]]*?)\s*\]/g)) {
    const step = name ? member(type, name) : element(lowering, type, index ?? "");
    if (step?.offset === undefined) return undefined;
    offset += step.offset;
    type = step.type;
  }
  return offset;
}

const member = (type: CType, name: string) => (type.kind === "record" ? findField(type, name) : undefined);

function element(lowering: Lowering, type: CType, index: string) {
  const literal = readNumber(index, lowering.layout);
  const size = type.kind === "array" ? sizeOf(type.of, lowering.layout) : undefined;
  if (type.kind !== "array" || size === undefined || !literal || literal === "float") return undefined;
  return { type: type.of, offset: size * Number(literal.value) };
}
