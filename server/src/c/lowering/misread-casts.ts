/** Arithmetic on a variable in parentheses that the grammar takes for a cast: `(a)-1`, `(a)*b`, `(a * ((unsigned)(b))) + c`. */
import type { SyntaxNode } from "../syntax/parse";
import type { Value } from "../types/conversions";
import { textOf } from "../types/specifiers";
import { applyBinary, lowerValue } from "./expressions";
import { giveUp, type Lowering } from "./lowering";
import { readPlace } from "./places";

/** The value of what is no cast, since its type is a variable's name; undefined for a cast. */
export function lowerMisreadCast(
  lowering: Lowering,
  descriptor: SyntaxNode,
  operand: SyntaxNode,
  node: SyntaxNode,
): Value | undefined {
  const name = descriptor.childForFieldName("type");
  const meaning =
    name?.type === "type_identifier" ? lowering.scope.lookUp(textOf(lowering, name)) : undefined;
  if (!name || meaning?.kind !== "variable") return undefined;
  const left = () => readPlace(lowering, lowering.variable(meaning.id), name);
  const isAlone = descriptor.childCount === 1 && standsAlone(lowering.text, node);
  const value = isAlone ? arithmetic(lowering, left, operand, node) : undefined;
  return value ?? giveUp(lowering, node, "an operand that reads like a type");
}

function arithmetic(
  lowering: Lowering,
  left: () => Value,
  operand: SyntaxNode,
  node: SyntaxNode,
): Value | undefined {
  if (operand.type === "number_literal") {
    // The sign belongs to the literal, so it is added; with an unsigned one the sum could be another.
    const isSigned = /^[-+]\d+[lL]*$/.test(textOf(lowering, operand));
    return isSigned ? applyBinary(lowering, "+", left(), lowerValue(lowering, operand), node) : undefined;
  }
  const written = operand.childForFieldName("operator")?.type;
  const operator = (["-", "+", "*", "&"] as const).find((one) => one === written);
  const argument = operand.childForFieldName("argument");
  if (operator === undefined || !argument) return undefined;
  return applyBinary(lowering, operator, left(), lowerValue(lowering, argument), node);
}

/** Between brackets, commas and the like, where no operator beside it could take a part of it. */
function standsAlone(text: string, { startIndex, endIndex }: SyntaxNode): boolean {
  const before = /[([{,;=?:]\s*$/.test(text.slice(Math.max(0, startIndex - 80), startIndex));
  return before && /^\s*[)\]},;?:]/.test(text.slice(endIndex, endIndex + 80));
}
