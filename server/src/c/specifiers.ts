/** The types that declarations begin with: `unsigned long`, `struct s { ... }`, `enum e`, a typedef's name, typeof. */

import { readDeclarator } from "./declarators";
import type { Attribute } from "./dialect";
import type { SyntaxNode } from "./parse";
import { layOut, type Member } from "./records";
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
  /** The type of an expression that is not evaluated. */
  typeOf(node: SyntaxNode): CType;
  /** The value of an attribute's argument. */
  constantOfText(text: string): number | undefined;
  /** The type of typeof's operand, an expression or a type. */
  typeOfText(text: string): CType;
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
  const base = {
    type: own.type.kind === "unknown" ? afterMacro(context, node, own.type) : own.type,
    isConst: isConst || own.isConst,
    isVolatile: isVolatile || own.isVolatile,
    alignment: own.alignment,
  };
  const alignment = alignmentOf(context, attributes);
  return { base, alignment, storage, noreturn: attributes.some(isNoreturn), start: from };
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
  return low === end ? none : attributes.slice(low, end);
}

const none: readonly Attribute[] = [];
/** What `aligned` without a number means: the largest that the machine cares for. */
const largestAlignment = 16;

export function alignmentOf(context: TypeContext, attributes: readonly Attribute[]): number | undefined {
  let result: number | undefined;
  for (const { name, argument } of attributes) {
    if (name !== "aligned") continue;
    const value = argument === "" ? largestAlignment : context.constantOfText(argument);
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
  if (!word) return otherwise;
  const name = textOf(context, word);
  return (context.scope.typeNamed(name) ?? basicType(name))?.type ?? otherwise;
}

/** The type that a specifier names or defines. */
export function readType(context: TypeContext, node: SyntaxNode): Qualified {
  switch (node.type) {
    case "primitive_type":
    case "type_identifier": {
      const name = textOf(context, node);
      const known = context.scope.typeNamed(name) ?? basicType(name);
      if (known) return known;
      const operand = name.startsWith("typeof") || name.startsWith("__typeof") ? name.indexOf("(") : -1;
      return plain(operand < 0 ? { kind: "unknown", name } : context.typeOfText(name.slice(operand + 1, -1)));
    }
    case "sized_type_specifier":
      return plain(sizedType(textOf(context, node), context.layout));
    case "struct_specifier":
      return plain(context.nested<CType>(() => readRecord(context, node, "struct"), unknownType));
    case "union_specifier":
      return plain(context.nested<CType>(() => readRecord(context, node, "union"), unknownType));
    case "enum_specifier":
      readEnumerators(context, node);
      return plain(intType);
    default:
      return plain(unknownType);
  }
}

const integer = (name: string, bytes: number, signed: boolean): CType => ({
  kind: "integer",
  bytes,
  signed,
  name,
});

const basicTypes = new Map<string, Qualified>(
  [
    { name: "void", type: { kind: "void" } as const },
    { name: "char", type: integer("char", 1, true) },
    { name: "int", type: intType },
    { name: "_Bool", type: integer("_Bool", 1, false) },
    { name: "bool", type: integer("_Bool", 1, false) },
    { name: "float", type: { kind: "float", bytes: 4 } as const },
    { name: "double", type: { kind: "float", bytes: 8 } as const },
    { name: "__int128", type: integer("__int128", 16, true) },
  ].map(({ name, type }) => [name, plain(type)]),
);

const basicType = (name: string): Qualified | undefined => basicTypes.get(name);

/** `unsigned long int` and its kin, in whatever order. */
function sizedType(text: string, layout: Layout): CType {
  const words: readonly string[] = text.match(/\w+/g) ?? [];
  const longs = words.filter((word) => word === "long").length;
  const signed = !words.includes("unsigned");
  const prefix = signed ? "" : "unsigned ";
  if (words.includes("double")) return { kind: "float", bytes: longs > 0 ? 2 * layout.pointer : 8 };
  if (words.includes("char")) return integer(`${signed ? "signed " : prefix}char`, 1, signed);
  if (words.includes("short")) return integer(`${prefix}short`, 2, signed);
  if (words.includes("__int128")) return integer(`${prefix}__int128`, 16, signed);
  if (longs > 1) return integer(`${prefix}long long`, 8, signed);
  if (longs === 1) return integer(`${prefix}long`, layout.long, signed);
  return signed ? intType : integer("unsigned int", 4, false);
}

function readRecord(context: TypeContext, node: SyntaxNode, kind: "struct" | "union"): CType {
  const nameNode = node.childForFieldName("name");
  const tag = nameNode ? textOf(context, nameNode) : "";
  const body = node.childForFieldName("body");
  if (!body) return context.scope.record(tag);
  const record = context.scope.recordToDefine(tag);
  const said = [
    ...attributesBetween(context, node.startIndex, body.startIndex),
    ...attributesBetween(context, body.endIndex, blanksAfter(context, body.endIndex)),
  ];
  const members: Member[] = [];
  for (const child of body.namedChildren) {
    if (child.type === "field_declaration") readMembers(context, child, members);
  }
  const packed = said.some(({ name }) => name === "packed");
  layOut(record, members, { kind, packed, alignment: alignmentOf(context, said) }, context.layout);
  return record;
}

function readMembers(context: TypeContext, node: SyntaxNode, members: Member[]): void {
  const { base, alignment } = readSpecifiers(context, node);
  const { children } = node;
  const leading = attributesBetween(context, blanksBefore(context, node.startIndex), node.startIndex);
  const atAll = leading.some(({ name }) => name === "packed");
  let declared = 0;
  children.forEach((child, index) => {
    if (node.fieldNameForChild(index) !== "declarator") return;
    declared++;
    const next = children.slice(index + 1).find((sibling) => sibling.type === ",");
    const said = attributesBetween(context, child.startIndex, next?.startIndex ?? node.endIndex);
    const { name, qualified } = readDeclarator(context, child, base);
    const clause = children[index + 1];
    members.push({
      name,
      type: qualified.type,
      alignment: strictest(strictest(alignment, qualified.alignment), alignmentOf(context, said)),
      packed: atAll || said.some((attribute) => attribute.name === "packed"),
      isFlexible: child.type === "array_declarator" && !child.childForFieldName("size"),
      bits: clause?.type === "bitfield_clause" ? widthOf(context, clause) : undefined,
    });
  });
  if (declared === 0) {
    members.push({
      name: "",
      type: base.type,
      alignment: strictest(alignment, base.alignment),
      packed: atAll,
      bits: undefined,
      isFlexible: false,
    });
  }
}

function widthOf(context: TypeContext, clause: SyntaxNode): number | "unknown" {
  const [width] = clause.namedChildren;
  const value = width && context.constant(width);
  return value === undefined || value < 0 ? "unknown" : value;
}

/** Enumerators become integers of the scope they stand in; those of unknown value stay names. */
function readEnumerators(context: TypeContext, node: SyntaxNode): void {
  let next: number | undefined = 0;
  for (const child of node.childForFieldName("body")?.namedChildren ?? []) {
    const name = child.type === "enumerator" ? child.childForFieldName("name") : null;
    if (!name) continue;
    const written = child.childForFieldName("value");
    const value: number | undefined = written ? context.constant(written) : next;
    if (value !== undefined) context.scope.declare(textOf(context, name), { kind: "enumerator", value });
    next = value === undefined ? undefined : value + 1;
  }
}
