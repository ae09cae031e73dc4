/** Declarations: typedefs, functions and variables, at file scope and in blocks, with their initialisers. */

import type { Slices } from "../../text/slices";
import type { Variable, VariableId } from "../ir";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import { type Declared, readDeclarator } from "../types/declarators";
import type { Qualified } from "../types/scope";
import {
  alignmentOf,
  attributesBetween,
  changedBy,
  isNoreturn,
  readSpecifiers,
  type Specifiers,
  strictest,
  textOf,
} from "../types/specifiers";
import { type CType, withAlignment } from "../types/types";
import { openCleanup } from "./cleanups";
import { lowerValue } from "./expressions";
import { declareFunction } from "./function-heads";
import { completedType, lowerInitializer } from "./initializers";
import type { Lowering } from "./lowering";

/** One name of a declaration. */
interface Item extends Declared {
  readonly node: SyntaxNode;
  readonly initializer: SyntaxNode | undefined;
  /** Bytes that attributes of the declaration ask for, beside those of the type's name. */
  readonly alignment: number | undefined;
  readonly noreturn: boolean;
}

export const lowerLocalDeclaration = (lowering: Lowering, node: SyntaxNode): Slices<void> =>
  declareAllOf(lowering, node, "block");

export const lowerFileDeclaration = (lowering: Lowering, node: SyntaxNode): Slices<void> =>
  declareAllOf(lowering, node, "file");

/** Stops between names, and between the values of an initialiser. */
function* declareAllOf(lowering: Lowering, node: SyntaxNode, where: "file" | "block"): Slices<void> {
  const specifiers = readSpecifiers(lowering, node);
  const isTypedef = node.type === "type_definition" || specifiers.storage.has("typedef");
  for (const item of itemsOf(lowering, node, specifiers)) {
    if (lowering.isSliceDone()) yield;
    if (item.name === "") continue;
    if (isTypedef) declareType(lowering, item);
    else if (item.qualified.type.kind === "function") {
      const how = { noreturn: item.noreturn, isHere: specifiers.storage.has("static") };
      declareFunction(lowering, lowering.scope, item.name, () => item.qualified.type, how);
    } else if (where === "file") declareFileVariable(lowering, item, specifiers);
    else yield* declareLocalVariable(lowering, node, item, specifiers);
  }
}

function* itemsOf(lowering: Lowering, node: SyntaxNode, specifiers: Specifiers): Generator<Item> {
  const { children } = node;
  for (const [index, child] of children.entries()) {
    if (node.fieldNameForChild(index) !== "declarator") continue;
    const isInitialized = child.type === "init_declarator";
    const declarator = isInitialized ? child.childForFieldName("declarator") : child;
    const initializer = isInitialized ? (child.childForFieldName("value") ?? undefined) : undefined;
    if (!declarator) continue;
    let next = index + 1;
    while (next < children.length && children[next]?.type !== ",") next++;
    const end = children[next]?.startIndex ?? node.endIndex;
    const said = attributesBetween(lowering, child.startIndex, end);
    const base = deduced(lowering, node, specifiers, initializer);
    const declared = readDeclarator(lowering, declarator, base);
    yield {
      ...declared,
      qualified: changedBy(lowering, declared.qualified, said),
      node: child,
      initializer,
      alignment: strictest(specifiers.alignment, alignmentOf(lowering, said)),
      noreturn: specifiers.noreturn || said.some(isNoreturn),
    };
  }
}

/** `__auto_type x = value` and C23's `auto x = value`: the value's type. */
function deduced(
  lowering: Lowering,
  node: SyntaxNode,
  { base }: Specifiers,
  initializer: SyntaxNode | undefined,
): Qualified {
  const type = node.childForFieldName("type");
  const isDeduced = initializer && type && /^(?:__auto_type|auto)$/.test(textOf(lowering, type));
  return isDeduced ? { ...base, type: lowering.typeOf(initializer) } : base;
}

function declareType(lowering: Lowering, { name, qualified, alignment }: Item): void {
  const type = withAlignment(qualified.type, alignment);
  const of = { ...qualified, type, alignment: alignment ?? qualified.alignment };
  lowering.scope.declare(name, { kind: "type", of });
}

/** All declarations of a file-scope name are one variable; the definition and the completest type win. */
function declareFileVariable(lowering: Lowering, item: Item, { storage }: Specifiers): void {
  const { name, initializer, nameSpan } = item;
  const before = lowering.scope.own(name);
  const known = before?.kind === "variable" ? lowering.unit.variables[before.id] : undefined;
  const scope = storage.has("static")
    ? "static"
    : storage.has("extern") && !initializer
      ? "external"
      : "global";
  const qualified = completed(lowering, item);
  let id: VariableId;
  if (known) {
    id = known.id;
    lowering.unit.variables[id] = merged(known, { ...known, ...qualified, scope, span: nameSpan });
  } else {
    id = lowering.newVariable(name, qualified, scope, nameSpan);
    lowering.scope.declare(name, { kind: "variable", id });
  }
  if (!initializer) return;
  lowering.unit.initializerTexts.set(name, textOf(lowering, initializer));
  initializeLater(lowering, id, item, initializer);
}

function merged(before: Variable, now: Variable): Variable {
  const isComplete = (type: CType) => type.kind !== "array" || type.length !== undefined;
  return {
    ...(now.scope === "external" ? before : now),
    type: isComplete(now.type) ? now.type : before.type,
    alignment: strictest(before.alignment, now.alignment),
  };
}

function initializeLater({ unit }: Lowering, id: VariableId, { node }: Item, initializer: SyntaxNode): void {
  unit.initializers.set(id, function* (lowering) {
    const { scope, place } = lowering;
    lowering.scope = lowering.unit.fileScope;
    lowering.place = { statement: nodeSpan(node), statementKind: "declaration", inBlock: false };
    yield* lowerInitializer(lowering, lowering.variable(id), initializer);
    lowering.scope = scope;
    lowering.place = place;
  });
}

function* declareLocalVariable(
  lowering: Lowering,
  declaration: SyntaxNode,
  item: Item,
  { storage }: Specifiers,
): Slices<void> {
  const { name, initializer, nameSpan } = item;
  if (storage.has("extern")) {
    const { fileScope } = lowering.unit;
    const known = fileScope.lookUp(name);
    const id =
      known?.kind === "variable"
        ? known.id
        : lowering.newVariable(name, completed(lowering, item), "external", nameSpan);
    lowering.scope.declare(name, { kind: "variable", id });
    return;
  }
  const isStatic = [...storage].some((word) => /static|thread/.test(word));
  const id = lowering.newVariable(name, completed(lowering, item), isStatic ? "static" : "local", nameSpan);
  lowering.scope.declare(name, { kind: "variable", id });
  if (!isStatic) sizesOf(lowering, item.node);
  if (!initializer) {
    if (!isStatic) openCleanup(lowering, declaration, item.node, id);
    return;
  }
  const writing = lowerInitializer(lowering, lowering.variable(id), initializer);
  if (isStatic) yield* lowering.inInitializer(writing);
  else {
    yield* writing;
    openCleanup(lowering, declaration, item.node, id);
  }
}

/** `int a[n++]`: the sizes of an array whose length is not constant are computed where it is declared. */
function sizesOf(lowering: Lowering, declarator: SyntaxNode): void {
  for (let node: SyntaxNode | null = declarator; node; node = node.childForFieldName("declarator")) {
    const size = node.type === "array_declarator" ? node.childForFieldName("size") : null;
    if (size?.isNamed && !size.hasError && /[(=]|\+\+|--/.test(textOf(lowering, size))) {
      if (lowering.constant(size) === undefined) lowerValue(lowering, size);
    }
  }
}

function completed(lowering: Lowering, { qualified, alignment, initializer }: Item): Qualified {
  const type = initializer ? completedType(lowering, qualified.type, initializer) : qualified.type;
  return { ...qualified, type, alignment: strictest(alignment, qualified.alignment) };
}
