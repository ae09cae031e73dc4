/** Casts to a typedef's name, which the grammar takes for calls and arithmetic: `(T)(x)`, `(T)(U)(x)`, `(T)*p`, `(long)(T)-1`. */
import type { SyntaxNode } from "../syntax/parse";
import { namedType, readTypeDescriptor, type TypeContext, textOf } from "../types/specifiers";
import type { CType } from "../types/types";

export const isParenthesizedName = (node: SyntaxNode): boolean =>
  node.type === "parenthesized_expression" && node.childCount === 3 && node.child(1)?.type === "identifier";

/** The types in front of what is cast, the outermost first; undefined where one is no type. */
export function castTypes(context: TypeContext, node: SyntaxNode): readonly CType[] | undefined {
  if (isParenthesizedName(node)) return typeIn(context, node);
  if (node.type === "cast_expression") return castThenName(context, node);
  if (node.type !== "call_expression") return undefined;
  const [outer, list] = [node.childForFieldName("function"), node.childForFieldName("arguments")];
  const outerTypes = outer && context.nested(() => castTypes(context, outer), undefined);
  const isName = list?.childCount === 3 && list.child(1)?.type === "identifier";
  const own = outerTypes && isName ? typeIn(context, list) : undefined;
  return own && [...(outerTypes ?? []), ...own];
}

/** `(long)(T)-1`: a cast of the name. */
function castThenName(context: TypeContext, node: SyntaxNode): readonly CType[] | undefined {
  const [descriptor, value] = [node.childForFieldName("type"), node.childForFieldName("value")];
  const inner = value && context.nested(() => castTypes(context, value), undefined);
  return descriptor && inner ? [readTypeDescriptor(context, descriptor).type, ...inner] : undefined;
}

function typeIn(context: TypeContext, node: SyntaxNode): readonly CType[] | undefined {
  const name = node.child(1);
  const type = name && namedType(context, textOf(context, name))?.type;
  return type ? [type] : undefined;
}
