/** Structures and unions as they are written: their members, and what attributes and pragmas say of them. */

import type { SyntaxNode } from "../syntax/parse";
import { readDeclarator } from "./declarators";
import { packingAt } from "./packing";
import { layOut, type Member } from "./records";
import {
  alignmentOf,
  attributesBetween,
  attributesOfBody,
  changedBy,
  readSpecifiers,
  type Specifiers,
  strictest,
  type TypeContext,
  textOf,
} from "./specifiers";
import { type CType, unknownType } from "./types";

/** The type of a struct or union specifier; one with a body is laid out. */
export function readRecord(context: TypeContext, node: SyntaxNode, kind: "struct" | "union"): CType {
  const nameNode = node.childForFieldName("name");
  const tag = nameNode ? textOf(context, nameNode) : "";
  const body = node.childForFieldName("body");
  if (!body) return context.scope.record(tag);
  const record = context.scope.recordToDefine(tag);
  const said = attributesOfBody(context, node, body);
  const members: Member[] = [];
  for (const child of body.namedChildren) {
    if (child.type === "field_declaration") readMembers(context, child, members);
    if (hasMistake(context, child)) members.push(unreadable);
  }
  const has = (name: string) => said.some((attribute) => attribute.name === name);
  const bound = packingAt(context.attributes, body.endIndex);
  if (has("ms_struct") || bound === "unknown") members.push(unreadable);
  layOut(
    record,
    members,
    {
      kind,
      packed: has("packed"),
      bound: bound === "unknown" ? undefined : bound,
      alignment: alignmentOf(context, said),
    },
    context.layout,
  );
  return record;
}

/** Stands for what may be anywhere in the record and of any size. */
const unreadable: Member = {
  name: "",
  type: unknownType,
  alignment: undefined,
  typeAlignment: undefined,
  packed: false,
  bits: undefined,
  isFlexible: false,
  isVolatile: false,
};

/** Is there a syntax error in it, other than a semicolon too many and what the grammar makes of a bit-field without a name? */
function hasMistake(context: TypeContext, node: SyntaxNode): boolean {
  if (!node.hasError) return false;
  if (node.isError) return !/^\s*(?:;|:[^,]*$|$)/.test(textOf(context, node));
  return node.children.some((child) => hasMistake(context, child));
}

function readMembers(context: TypeContext, node: SyntaxNode, members: Member[]): void {
  const specifiers = readSpecifiers(context, node);
  const { children } = node;
  let from = node.startIndex;
  let declared = 0;
  children.forEach((child, index) => {
    if (child.type === ",") from = child.endIndex;
    if (node.fieldNameForChild(index) !== "declarator") return;
    const next = children.slice(index + 1).find((sibling) => sibling.type === ",");
    // What stands before the first declarator is said of all.
    const start = declared === 0 ? child.startIndex : from;
    const said = attributesBetween(context, start, next?.startIndex ?? node.endIndex);
    declared++;
    const { name, qualified: written } = readDeclarator(context, child, specifiers.base);
    const qualified = changedBy(context, written, said);
    const clause = children[index + 1];
    members.push({
      name,
      type: qualified.type,
      alignment: strictest(specifiers.alignment, alignmentOf(context, said)),
      typeAlignment: qualified.alignment,
      packed: [...specifiers.attributes, ...said].some((attribute) => attribute.name === "packed"),
      isFlexible: isFlexible(child),
      bits: clause?.type === "bitfield_clause" ? widthOf(context, clause) : undefined,
      isVolatile: qualified.isVolatile,
    });
  });
  if (declared > 0) return;
  const unnamed = unnamedBitField(context, node);
  if (unnamed !== undefined) members.push({ ...anonymous(specifiers), bits: unnamed });
  else if (isAnonymousRecord(node)) members.push(anonymous(specifiers));
}

/** The width in `long : 3;`, which the grammar takes for a mistake. */
function unnamedBitField(context: TypeContext, node: SyntaxNode): Member["bits"] {
  const mistake = node.children.find((child) => child.isError && textOf(context, child).startsWith(":"));
  if (!mistake) return undefined;
  const written = context.plainText.slice(mistake.startIndex + 1, node.endIndex).replace(/;\s*$/, "");
  return context.constantOfText(written) ?? "unknown";
}

/** With a tag, a record without a declarator is defined and is no member. */
function isAnonymousRecord(node: SyntaxNode): boolean {
  const type = node.childForFieldName("type");
  const isRecord = type?.type === "struct_specifier" || type?.type === "union_specifier";
  return isRecord && !type.childForFieldName("name");
}

function anonymous({ base, alignment, attributes }: Specifiers): Member {
  return {
    ...unreadable,
    type: base.type,
    alignment,
    typeAlignment: base.alignment,
    packed: attributes.some(({ name }) => name === "packed"),
  };
}

/** `name[]`, `name[][3]`: the outermost array has no length. */
function isFlexible(declarator: SyntaxNode): boolean {
  let around: SyntaxNode | undefined;
  let node: SyntaxNode | null | undefined = declarator;
  while (node?.type.endsWith("_declarator")) {
    if (node.type !== "parenthesized_declarator") around = node;
    node = node.childForFieldName("declarator") ?? node.namedChildren[0];
  }
  return around?.type === "array_declarator" && !around.childForFieldName("size");
}

function widthOf(context: TypeContext, clause: SyntaxNode): number | "unknown" {
  const [width] = clause.namedChildren;
  const value = width && context.constant(width);
  return value === undefined || value < 0 ? "unknown" : value;
}
