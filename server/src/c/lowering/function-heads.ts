/** Functions at file scope by their heads: name and attributes at once, types only when somebody asks. */

import type { SyntaxNode } from "../syntax/parse";
import { readDeclarator } from "../types/declarators";
import type { Scope } from "../types/scope";
import {
  attributesBetween,
  blanksAfter,
  blanksBefore,
  isNoreturn,
  readSpecifiers,
  textOf,
} from "../types/specifiers";
import { type CType, unknownType } from "../types/types";
import type { Lowering } from "./lowering";

export interface FunctionHead {
  readonly name: string;
  /** With the attributes before it. */
  readonly start: number;
  readonly isStatic: boolean;
  readonly noreturn: boolean;
}

/** The head of a definition, or of a declaration of one function; undefined for declarations of anything else. */
export function functionHead(lowering: Lowering, node: SyntaxNode): FunctionHead | undefined {
  const declarator = node.childForFieldName("declarator");
  const nameNode = declarator && (functionName(declarator) ?? definedName(node, declarator));
  if (!declarator || !nameNode) return undefined;
  const { plainText } = lowering;
  const { startIndex, endIndex } = node;
  const specifiers = plainText.slice(startIndex, declarator.startIndex);
  const next = blanksAfter(lowering, declarator.endIndex);
  if (node.type === "declaration" && (plainText[next] !== ";" || /\{|\btypedef\b/.test(specifiers)))
    return undefined;
  const said = attributesBetween(lowering, blanksBefore(lowering, startIndex), Math.min(next, endIndex));
  return {
    name: nameOf(lowering, node, declarator, nameNode),
    start: Math.min(startIndex, said[0]?.start ?? startIndex),
    isStatic: /\bstatic\b/.test(specifiers),
    noreturn: said.some(isNoreturn),
  };
}

/** The name as written; where a macro makes it, the macro's use: `FUNCTION(get)` in `int FUNCTION(get)(int a)`. */
function nameOf(lowering: Lowering, node: SyntaxNode, declarator: SyntaxNode, nameNode: SyntaxNode): string {
  const { text, plainText } = lowering;
  const { startIndex: start } = node;
  // A definition without a type got one in the place of its name's first letters.
  const hasType = text[start] === plainText[start];
  // No function returns a function: the inner parentheses are the macro's.
  const use = innermostFunction(declarator);
  const named = use && use.outer !== use.inner ? use.inner : nameNode;
  if (hasType) return textOf(lowering, named);
  const rest = text.slice(named.endIndex, declarator.endIndex);
  const isWhole = plainText.startsWith(rest, named.endIndex);
  return text.slice(start, isWhole ? named.endIndex : declarator.endIndex);
}

/** `f(a)` and `f(a)(b)` in `int *f(a)(b)`. */
function innermostFunction(declarator: SyntaxNode): { outer: SyntaxNode; inner: SyntaxNode } | undefined {
  let outer: SyntaxNode | null = declarator;
  while (outer?.type === "pointer_declarator") outer = outer.childForFieldName("declarator");
  if (outer?.type !== "function_declarator") return undefined;
  let inner = outer;
  for (
    let next: SyntaxNode | null = outer;
    next?.type === "function_declarator";
    next = next.childForFieldName("declarator")
  )
    inner = next;
  return { outer, inner };
}

/** Gives a function at file scope its meaning. */
export function declareHead(lowering: Lowering, node: SyntaxNode, head: FunctionHead): void {
  const { name, noreturn, isStatic } = head;
  const isHere = isStatic || node.type === "function_definition";
  declareFunction(lowering, lowering.scope, name, () => typeOfHead(lowering, node), { noreturn, isHere });
}

/** Gives a function its meaning; says whether it returns. The type is read when it is first asked for. */
export function declareFunction(
  lowering: Lowering,
  scope: Scope,
  name: string,
  readType: () => CType,
  how: { readonly noreturn: boolean; readonly isHere: boolean },
): void {
  const { noreturn } = lowering.unit;
  if (how.noreturn) noreturn.add(name);
  const known = scope.lookUp(name);
  // What a header says of a function holds for its redeclaration, but not for another function of that name.
  const inherits = !how.isHere && known?.kind === "function" && known.returns === "never";
  let type: CType | undefined;
  scope.declare(name, {
    kind: "function",
    returns: inherits || noreturn.has(name) ? "never" : "returns",
    get type() {
      type ??= readType();
      return type;
    },
  });
}

/** `f` in `int *f(int)`; undefined where the name itself is no function. */
function functionName(declarator: SyntaxNode): SyntaxNode | undefined {
  let node: SyntaxNode | null = declarator;
  while (node?.type === "pointer_declarator") node = node.childForFieldName("declarator");
  const inner = node?.type === "function_declarator" ? node.childForFieldName("declarator") : null;
  return inner?.type === "identifier" ? inner : undefined;
}

/** A definition's name stands in the middle, however its declarator winds: `void (*f(int))(void) { ... }`. */
function definedName(node: SyntaxNode, declarator: SyntaxNode): SyntaxNode | undefined {
  if (node.type !== "function_definition") return undefined;
  let inner: SyntaxNode | null | undefined = declarator;
  while (inner && inner.type !== "identifier") {
    inner =
      inner.childForFieldName("declarator") ??
      inner.namedChildren.find((child) => /declarator|identifier/.test(child.type));
  }
  return inner ?? undefined;
}

function typeOfHead(lowering: Lowering, node: SyntaxNode): CType {
  const declarator = node.childForFieldName("declarator");
  const { scope } = lowering;
  lowering.scope = lowering.unit.fileScope;
  const { base } = readSpecifiers(lowering, node);
  const type = declarator ? readDeclarator(lowering, declarator, base).qualified.type : unknownType;
  lowering.scope = scope;
  return type;
}
