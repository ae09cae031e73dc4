/** What a declarator makes of the type before it: pointers, arrays, functions, and the name in their midst. */
import type { Span } from "../../text/span";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import type { Qualified } from "./scope";
import { readSpecifiers, type TypeContext, textOf } from "./specifiers";
import { type CType, unknownType } from "./types";

export interface Declared {
  /** Empty where the declarator has no name, or the parser had to invent it. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly qualified: Qualified;
  /** The parameter list, where the name itself is a function. */
  readonly parameters: SyntaxNode | undefined;
}

/** Types nest no deeper than this; deeper ones are unknown. */
const deepestType = 200;

/** Reads from the outside in: each layer wraps the type of the one around it. */
export function readDeclarator(context: TypeContext, declarator: SyntaxNode, base: Qualified): Declared {
  let qualified = base;
  let parameters: SyntaxNode | undefined;
  let node: SyntaxNode | null = declarator;
  let name: SyntaxNode | null = null;
  for (let layers = layersOf(base.type); node && layers < deepestType; layers++) {
    const inner: SyntaxNode | null = node.childForFieldName("declarator");
    switch (node.type) {
      case "pointer_declarator":
      case "abstract_pointer_declarator":
        qualified = pointerTo(context, node, qualified);
        parameters = undefined;
        node = inner;
        break;
      case "array_declarator":
      case "abstract_array_declarator":
        qualified = { ...qualified, type: arrayOf(context, node, elementOf(qualified)) };
        parameters = undefined;
        node = inner;
        break;
      case "function_declarator":
      case "abstract_function_declarator":
        parameters = node.childForFieldName("parameters") ?? undefined;
        qualified = functionReturning(context, parameters, qualified);
        node = inner;
        // No function returns a function: `MACRO(a)(int b)` is named by a macro.
        if (inner?.type === "function_declarator") [name, node] = [inner, null];
        break;
      case "parenthesized_declarator":
      case "abstract_parenthesized_declarator":
      case "attributed_declarator":
        node = node.namedChildren.find((child) => child.type.endsWith("declarator") || isName(child)) ?? null;
        break;
      default:
        name = isName(node) && !node.isMissing ? node : null;
        node = null;
    }
  }
  // Still something left: it nests too deep.
  if (node) qualified = { ...qualified, type: unknownType };
  return {
    name: name ? textOf(context, name) : "",
    nameSpan: nodeSpan(name ?? declarator),
    qualified,
    parameters,
  };
}

/** The declarations in a parameter list, with the types that parameters really have. */
export function readParameters(context: TypeContext, list: SyntaxNode): readonly Declared[] | undefined {
  const result: Declared[] = [];
  for (const child of list.namedChildren) {
    // Names without types: an old-style definition.
    if (child.type === "identifier") return undefined;
    if (child.type !== "parameter_declaration") continue;
    const { base } = readSpecifiers(context, child);
    const declarator = child.childForFieldName("declarator");
    const declared = declarator
      ? readDeclarator(context, declarator, base)
      : { name: "", nameSpan: nodeSpan(child), qualified: base, parameters: undefined };
    if (declared.qualified.type.kind === "void") continue;
    result.push({
      ...declared,
      qualified: { ...declared.qualified, type: decayed(declared.qualified.type) },
    });
  }
  return result;
}

/** Arrays and functions as values and parameters are pointers. */
export function decayed(type: CType): CType {
  if (type.kind === "array") return { kind: "pointer", to: type.of, volatile: false };
  return type.kind === "function" ? { kind: "pointer", to: type, volatile: false, toConst: false } : type;
}

const isName = (node: SyntaxNode) => node.type.endsWith("identifier") || node.type === "primitive_type";

function layersOf(type: CType): number {
  let layers = 0;
  for (let inner: CType | undefined = type; inner; layers++) inner = within(inner);
  return layers - 1;
}

function within(type: CType): CType | undefined {
  if (type.kind === "pointer") return type.to;
  if (type.kind === "array") return type.of;
  return type.kind === "function" ? type.returns : undefined;
}

function pointerTo(context: TypeContext, node: SyntaxNode, to: Qualified): Qualified {
  const qualifiers = node.namedChildren.filter((child) => child.type === "type_qualifier");
  const words = qualifiers.map((child) => textOf(context, child)).join(" ");
  return {
    type: { kind: "pointer", to: to.type, volatile: to.isVolatile, toConst: to.isConst },
    isConst: words.includes("const"),
    isVolatile: words.includes("volatile"),
    // What a typedef asks for is asked of what is pointed to.
    alignment: undefined,
  };
}

/** Compilers do not agree whether a qualified type's own alignment is that of an array of it. */
function elementOf({ type, isConst, isVolatile, alignment }: Qualified): CType {
  return alignment !== undefined && (isConst || isVolatile) ? unknownType : type;
}

function arrayOf(context: TypeContext, node: SyntaxNode, of: CType): CType {
  const size = node.childForFieldName("size");
  const length = size?.isNamed ? context.constant(size) : undefined;
  return { kind: "array", of, length: length !== undefined && length >= 0 ? length : undefined };
}

function functionReturning(
  context: TypeContext,
  list: SyntaxNode | undefined,
  returns: Qualified,
): Qualified {
  const read = list && context.nested(() => readParameters(context, list), undefined);
  const unspecified = list?.namedChildren.length === 0;
  const parameters = unspecified ? undefined : read?.map((parameter) => parameter.qualified.type);
  return { ...returns, type: { kind: "function", returns: returns.type, parameters } };
}
