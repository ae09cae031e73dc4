/** The types that declarations begin with: `unsigned long`, `struct s { ... }`, `enum e`, a typedef's name, typeof. */

import type { Attribute } from "../syntax/dialect";
import type { SyntaxNode } from "../syntax/parse";
import { atomicAlignment, basicType, bitInt, complexOf, ofMode, sizedType, vectorOf } from "./basic-types";
import type { Constant } from "./conversions";
import { readDeclarator } from "./declarators";
import { readEnum } from "./enums";
import { readRecord } from "./members";
import { plain, type Qualified, type Scope } from "./scope";
import { type CType, intType, type Layout, unknownType } from "./types";

/** What reading types needs to know of the place it reads at. */
export interface TypeContext {
  /** As written; and the same without its dialect, which is what the tree was made from. */
  readonly text: string;
  readonly plainText: string;
  readonly attributes: readonly Attribute[];
  readonly layout: Layout;
  scope: Scope;
  /** The value of an integer constant expression. */
  constant(node: SyntaxNode): number | undefined;
  /** The same with its type. */
  integer(node: SyntaxNode): Constant | undefined;
  /** The type of an expression that is not evaluated. */
  typeOf(node: SyntaxNode): CType;
  /** The value of an attribute's argument. */
  constantOfText(text: string): number | undefined;
  /** The type of typeof's operand, an expression or a type. */
  typeOfText(text: string): Qualified;
  /** Goes one level deeper into the tree, unless that is too deep. */
  nested<T>(read: () => T, tooDeep: T): T;
}

export interface Specifiers {
  readonly base: Qualified;
  /** Bytes that attributes before the declarators ask for, whatever those make of the type. */
  readonly alignment: number | undefined;
  /** `static`, `extern`, `typedef`... */
  readonly storage: ReadonlySet<string>;
  readonly noreturn: boolean;
  /** What stands before the first declarator and is not about a record or enumeration defined there. */
  readonly attributes: readonly Attribute[];
  /** With the attributes before it. */
  readonly start: number;
}

/** The type at the start of a declaration, with qualifiers, storage classes and attributes around it. */
export function readSpecifiers(context: TypeContext, node: SyntaxNode): Specifiers {
  const storage = new Set<string>();
  let isConst = false;
  let isVolatile = false;
  for (const child of node.children) {
    const { type } = child;
    if (type === "storage_class_specifier" || type === "typedef") storage.add(textOf(context, child));
    if (type !== "type_qualifier") continue;
    const qualifier = textOf(context, child);
    isConst ||= qualifier.includes("const");
    isVolatile ||= qualifier.includes("volatile");
  }
  const typeNode = node.childForFieldName("type");
  const own = typeNode ? readType(context, typeNode) : plain(intType);
  const { from, attributes } = leadingAttributes(context, node, typeNode);
  const written = {
    type: own.type.kind === "unknown" ? afterMacro(context, node, own.type) : own.type,
    isConst: isConst || own.isConst,
    isVolatile: isVolatile || own.isVolatile,
    alignment: own.alignment,
  };
  const base = changedBy(context, written, attributes);
  const alignment = alignmentOf(context, attributes);
  return { base, alignment, storage, noreturn: attributes.some(isNoreturn), attributes, start: from };
}

/** A type as attributes make another of it: `_Complex`, `_Atomic`, GNU's mode and vector_size. */
export function changedBy(
  context: TypeContext,
  written: Qualified,
  attributes: readonly Attribute[],
): Qualified {
  let { type, alignment } = written;
  const { layout } = context;
  for (const { name, argument } of attributes) {
    if (name === "Complex") type = complexOf(type);
    else if (name === "BitInt") type = bitInt(context.constantOfText(argument) ?? 0, type, layout);
    else if (name === "mode") type = ofMode(type, argument, layout);
    else if (name === "vector_size") type = vectorOf(type, context.constantOfText(argument), layout);
    else if (name === "Atomic" && type.kind !== "array" && type.kind !== "pointer") {
      const atomic = atomicAlignment(type, layout);
      if (atomic === "unknown") type = unknownType;
      else alignment = strictest(alignment, atomic);
    }
  }
  return type === written.type && alignment === written.alignment ? written : { ...written, type, alignment };
}

/** The type of a cast, of sizeof, of a compound literal. */
export function readTypeDescriptor(context: TypeContext, node: SyntaxNode): Qualified {
  const { base } = readSpecifiers(context, node);
  const declarator = node.childForFieldName("declarator");
  return declarator ? readDeclarator(context, declarator, base).qualified : base;
}

export const textOf = (context: { readonly text: string }, node: SyntaxNode): string =>
  context.text.slice(node.startIndex, node.endIndex);

export const isNoreturn = (attribute: Attribute): boolean =>
  attribute.name === "noreturn" || attribute.name === "Noreturn";

export function strictest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

/** Attributes whose place is in the half-open range. */
export function attributesBetween(context: TypeContext, from: number, to: number): readonly Attribute[] {
  const { attributes } = context;
  let low = 0;
  let high = attributes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((attributes[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < attributes.length && (attributes[end]?.start ?? to) < to) end++;
  return low === end ? none : attributes.slice(low, end).filter(({ name }) => name !== "pack");
}

/** What is said of a record or an enumeration where it is defined: before its body and right behind it. */
export function attributesOfBody(
  context: TypeContext,
  node: SyntaxNode,
  body: SyntaxNode | null,
): readonly Attribute[] {
  if (!body) return attributesBetween(context, node.startIndex, node.endIndex);
  return [
    ...attributesBetween(context, node.startIndex, body.startIndex),
    ...attributesBetween(context, body.endIndex, blanksAfter(context, body.endIndex)),
  ];
}

const none: readonly Attribute[] = [];

export function alignmentOf(context: TypeContext, attributes: readonly Attribute[]): number | undefined {
  let result: number | undefined;
  for (const { name, argument } of attributes) {
    if (name !== "aligned") continue;
    const value = argument === "" ? context.layout.largestAlignment : context.constantOfText(argument);
    if (value !== undefined && value > 0) result = strictest(result, value);
  }
  return result;
}

/** Attributes before the first declarator, but those that belong to a record defined there. */
function leadingAttributes(context: TypeContext, node: SyntaxNode, typeNode: SyntaxNode | null) {
  if (context.attributes.length === 0) return { from: node.startIndex, attributes: none };
  const before = attributesBetween(context, blanksBefore(context, node.startIndex), node.startIndex);
  const first = node.childForFieldName("declarator")?.startIndex ?? node.endIndex;
  const inside = attributesBetween(context, node.startIndex, first);
  const body = typeNode?.childForFieldName("body");
  const taken =
    typeNode && body ? { from: typeNode.startIndex, to: blanksAfter(context, body.endIndex) } : undefined;
  const own = taken ? inside.filter(({ start }) => start < taken.from || start >= taken.to) : inside;
  return { from: before[0]?.start ?? node.startIndex, attributes: [...before, ...own] };
}

const isBlank = (text: string, at: number) => at >= 0 && at < text.length && text.charCodeAt(at) <= 32;

/** Where the blanks before a place begin: attributes were blanked, too. */
export function blanksBefore(context: TypeContext, end: number): number {
  let at = end;
  while (isBlank(context.plainText, at - 1)) at--;
  return at;
}

export function blanksAfter(context: TypeContext, start: number): number {
  let at = start;
  while (isBlank(context.plainText, at)) at++;
  return at;
}

/** `ATTRIBUTE int f(void)`: the grammar takes the macro for the type, and the type for a mistake. */
function afterMacro(context: TypeContext, node: SyntaxNode, otherwise: CType): CType {
  const mistake = node.children.find((child) => child.isError);
  const word = mistake?.namedChildren[0];
  return (word && namedType(context, textOf(context, word)))?.type ?? otherwise;
}

/** The type that a name or a typeof stands for; undefined where that is none that we know. */
export function namedType(context: TypeContext, name: string): Qualified | undefined {
  const known = context.scope.typeNamed(name);
  if (known) return known;
  const basic = basicType(name, context.layout);
  if (basic) return plain(basic);
  const open = name.startsWith("typeof") || name.startsWith("__typeof") ? name.indexOf("(") : -1;
  return open < 0 ? undefined : context.typeOfText(name.slice(open + 1, -1));
}

/** The type that the words of a specifier name, outside of any tree: `unsigned char`. */
export function readTypeWords(context: TypeContext, words: string): CType {
  const plainWords = words.replace(/\b(?:const|volatile)\b/g, "").trim();
  const isSized = /\b(?:unsigned|signed|long|short)\b/.test(plainWords);
  if (isSized) return sizedType(plainWords, context.layout);
  return namedType(context, plainWords)?.type ?? { kind: "unknown", name: plainWords };
}

/** The type that a specifier names or defines. */
export function readType(context: TypeContext, node: SyntaxNode): Qualified {
  switch (node.type) {
    case "primitive_type":
    case "type_identifier": {
      const name = textOf(context, node);
      return namedType(context, name) ?? plain({ kind: "unknown", name });
    }
    case "sized_type_specifier":
      // The plain text: `unsigned _BitInt(7)` has an int there.
      return plain(sizedType(context.plainText.slice(node.startIndex, node.endIndex), context.layout));
    case "struct_specifier":
      return plain(context.nested<CType>(() => readRecord(context, node, "struct"), unknownType));
    case "union_specifier":
      return plain(context.nested<CType>(() => readRecord(context, node, "union"), unknownType));
    case "enum_specifier":
      return readEnum(context, node);
    default:
      return plain(unknownType);
  }
}
