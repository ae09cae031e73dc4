/** Expressions that designate storage: variables, members, elements, what a pointer points to. */

import type { Operand } from "../ir";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import { nameType, unknownOperand, type Value } from "../types/conversions";
import { decayed } from "../types/declarators";
import { readStrings } from "../types/literals";
import { findField, plain } from "../types/scope";
import { textOf } from "../types/specifiers";
import type { CType, Field } from "../types/types";
import { lowerValue } from "./expressions";
import { lowerCompoundLiteral } from "./initializers";
import { giveUp, type Lowering, temporary, tooDeep } from "./lowering";
import { typeOfSubscripts } from "./sizes";

export interface Place {
  readonly address: Operand;
  readonly type: CType;
  readonly volatile: boolean;
  /** Undefined where nobody can tell. */
  readonly isConst?: boolean | undefined;
}

/** The place that an expression designates; for one that designates none, a place that nobody knows. */
export function lowerPlace(lowering: Lowering, node: SyntaxNode): Place {
  const lower = kinds.get(node.type) ?? placeOfValue;
  const place = lowering.nested(() => lower(lowering, node), undefined);
  return place ?? { address: giveUp(lowering, node, tooDeep).operand, type: nameType, volatile: false };
}

/** What is in the place: loaded, or for arrays and records their address. */
export function readPlace(lowering: Lowering, place: Place, node: SyntaxNode): Value {
  const { address, type } = place;
  if (type.kind === "array") return { operand: address, type: pointerTo(place, type.of) };
  if (type.kind === "function") return { operand: address, type: decayed(type) };
  return type.kind === "record" ? { operand: address, type } : lowering.load(place, nodeSpan(node));
}

/** The type of a pointer to what is in the place. */
export function pointerTo({ volatile, isConst }: Place, to: CType): CType {
  return { kind: "pointer", to, volatile, toConst: isConst };
}

/** Its type before arrays become pointers, as sizeof and typeof see it. */
export function typeOfExpression(lowering: Lowering, node: SyntaxNode): CType {
  return kinds.has(node.type) ? lowerPlace(lowering, node).type : lowerValue(lowering, node).type;
}

/** Adds a member to a place. */
export function memberOf(lowering: Lowering, base: Place, field: Field, node: SyntaxNode): Place {
  const into = lowering.code.temp();
  const { name, bits } = field;
  const type: CType = field.type.kind === "integer" ? { ...field.type, width: bits } : field.type;
  const offset = bits === undefined ? field.offset : undefined;
  lowering.code.emit({
    op: "field",
    into,
    base: base.address,
    field: name,
    offset,
    type,
    span: nodeSpan(node),
  });
  return {
    address: temporary(into, type).operand,
    type,
    volatile: base.volatile || field.isVolatile === true,
    isConst: base.isConst || undefined,
  };
}

const kinds = new Map<string, (lowering: Lowering, node: SyntaxNode) => Place>([
  ["identifier", variablePlace],
  ["parenthesized_expression", parenthesizedPlace],
  ["field_expression", memberPlace],
  ["subscript_expression", elementPlace],
  ["pointer_expression", pointedPlace],
  ["string_literal", stringPlace],
  ["concatenated_string", stringPlace],
  ["compound_literal_expression", (lowering, node) => lowerCompoundLiteral(lowering, node)],
]);

function variablePlace(lowering: Lowering, node: SyntaxNode): Place {
  const name = textOf(lowering, node);
  const meaning = lowering.scope.lookUp(name);
  if (meaning?.kind === "variable") return lowering.variable(meaning.id);
  if (meaning?.kind === "function") {
    return {
      address: { kind: "function", name: lowering.unaliased(name) },
      type: meaning.type,
      volatile: false,
    };
  }
  if (meaning?.kind === "type") return { address: unknownOperand, type: meaning.of.type, volatile: false };
  if (meaning?.kind === "enumerator") return placeOfValue(lowering, node);
  if (meaning || lowering.isSpeculating)
    return { address: { kind: "name", name }, type: nameType, volatile: false };
  // Stored to, or its address taken: a variable of a header that we do not have.
  const id = lowering.newVariable(name, plain(nameType), "external", nodeSpan(node));
  lowering.unit.fileScope.declare(name, { kind: "variable", id });
  return lowering.variable(id);
}

function parenthesizedPlace(lowering: Lowering, node: SyntaxNode): Place {
  const inner = node.namedChildren.find((child) => child.type !== "comment");
  if (!inner || inner.type === "compound_statement") return placeOfValue(lowering, node);
  return lowerPlace(lowering, inner);
}

function memberPlace(lowering: Lowering, node: SyntaxNode): Place {
  const argument = node.childForFieldName("argument");
  const name = node.childForFieldName("field");
  if (!argument || !name) return { address: unknownOperand, type: nameType, volatile: false };
  const base =
    node.child(1)?.type === "->" ? pointee(lowerValue(lowering, argument)) : lowerPlace(lowering, argument);
  const field = base.type.kind === "record" ? findField(base.type, textOf(lowering, name)) : undefined;
  const unknown: Field = { name: textOf(lowering, name), type: nameType, offset: undefined };
  return memberOf(lowering, base, field ?? unknown, node);
}

function elementPlace(lowering: Lowering, node: SyntaxNode): Place {
  const argument = node.childForFieldName("argument");
  const subscript = node.childForFieldName("index");
  if (!argument || !subscript) return { address: unknownOperand, type: nameType, volatile: false };
  const type = typeOfSubscripts(lowering, node);
  if (type) return { address: unknownOperand, type, volatile: false };
  const left = lowerValue(lowering, argument);
  const right = lowerValue(lowering, subscript);
  const isSwapped = left.type.kind !== "pointer" && right.type.kind === "pointer";
  const [base, index] = isSwapped ? [right, left] : [left, right];
  const element = pointee(base);
  const address = lowering.element(base.operand, index.operand, element.type, "after", nodeSpan(node));
  return { ...element, address };
}

function pointedPlace(lowering: Lowering, node: SyntaxNode): Place {
  const argument = node.childForFieldName("argument");
  if (!argument || node.child(0)?.type !== "*") return placeOfValue(lowering, node);
  return pointee(lowerValue(lowering, argument));
}

/** The place a pointer points to. */
export function pointee({ operand, type }: Value): Place {
  if (type.kind === "pointer") {
    return { address: operand, type: type.to, volatile: type.volatile, isConst: type.toConst };
  }
  return { address: operand, type: nameType, volatile: false };
}

function stringPlace(lowering: Lowering, node: SyntaxNode): Place {
  const { value, width, bytes } = readStrings(textOf(lowering, node));
  const of: CType =
    width === 1
      ? { kind: "integer", bytes: 1, signed: true, name: "char" }
      : { kind: "integer", bytes: width, signed: width === 4, name: "wchar_t" };
  const id = lowering.unit.strings++;
  return {
    address: { kind: "string", id, value, bytes },
    type: { kind: "array", of, length: bytes / width },
    volatile: false,
    isConst: false,
  };
}

/** A record as a value is its address; other values have no place. */
function placeOfValue(lowering: Lowering, node: SyntaxNode): Place {
  const { operand, type } = lowerValue(lowering, node);
  return { address: type.kind === "record" ? operand : unknownOperand, type, volatile: false };
}
