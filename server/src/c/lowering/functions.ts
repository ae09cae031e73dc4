/** A function definition: its parameters as variables, its body as blocks. */

import { finished, type Slices } from "../../text/slices";
import type { FunctionIr, VariableId } from "../ir";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import { readDeclarator, readParameters } from "../types/declarators";
import { Scope } from "../types/scope";
import { readSpecifiers, textOf } from "../types/specifiers";
import { intType } from "../types/types";
import { Code } from "./code";
import { lowerLocalDeclaration } from "./declarations";
import { declareFunction } from "./function-heads";
import type { Lowering } from "./lowering";
import { lowerCompound } from "./statements";

/** Stops between statements. */
export function* lowerFunction(
  lowering: Lowering,
  node: SyntaxNode,
  body: SyntaxNode,
  name: string,
): Slices<FunctionIr | undefined> {
  const declarator = node.childForFieldName("declarator");
  if (!declarator) return undefined;
  const { base, storage, start } = readSpecifiers(lowering, node);
  const { nameSpan, qualified, parameters: list } = readDeclarator(lowering, declarator, base);
  const returns = qualified.type.kind === "function" ? qualified.type.returns : intType;
  const fileScope = lowering.scope;
  lowering.code = new Code();
  lowering.functionCode = lowering.code;
  lowering.body = body;
  lowering.captures.clear();
  lowering.functionName = name;
  lowering.returns = returns;
  lowering.scope = new Scope(fileScope);
  const parameters = list ? declareParameters(lowering, node, list) : [];
  yield* lowerCompound(lowering, body);
  lowering.scope = fileScope;
  if (body.hasError) lowering.unit.damaged.add(name);
  const { code } = lowering;
  return {
    name,
    span: { start, end: node.endIndex },
    nameSpan,
    body: nodeSpan(body),
    parameters,
    returns,
    isStatic: storage.has("static"),
    blocks: yield* code.finish({ start: Math.max(body.startIndex, body.endIndex - 1), end: body.endIndex }),
    temps: code.temps,
  };
}

/** GNU's function in a function. Its body is not followed: a call of it may change every variable that it mentions. */
export function declareNested(lowering: Lowering, node: SyntaxNode): void {
  const declarator = node.childForFieldName("declarator");
  const body = node.childForFieldName("body");
  if (!declarator || !body) return;
  const { base } = readSpecifiers(lowering, node);
  const { name, qualified } = readDeclarator(lowering, declarator, base);
  const captured = new Set<VariableId>();
  for (const word of textOf(lowering, body).match(/[A-Za-z_]\w*/g) ?? []) {
    const meaning = lowering.scope.lookUp(word);
    if (meaning?.kind === "variable") captured.add(meaning.id);
  }
  declareFunction(lowering, lowering.scope, name, () => qualified.type, { noreturn: false, isHere: true });
  lowering.captures.set(name, captured);
}

function declareParameters(lowering: Lowering, node: SyntaxNode, list: SyntaxNode): VariableId[] {
  const declared = readParameters(lowering, list) ?? [];
  if (declared.length === 0) return oldStyleParameters(lowering, node, list);
  return declared.map(({ name, nameSpan, qualified }) => {
    const id = lowering.newVariable(name, qualified, "parameter", nameSpan);
    if (name !== "") lowering.scope.declare(name, { kind: "variable", id });
    return id;
  });
}

/** `int f(a, b) char *b; { ... }`: names in the list, types after it. */
function oldStyleParameters(lowering: Lowering, node: SyntaxNode, list: SyntaxNode): VariableId[] {
  const first = lowering.unit.variables.length;
  for (const child of node.children) {
    if (child.type === "declaration") finished(lowerLocalDeclaration(lowering, child));
  }
  for (let id = first; id < lowering.unit.variables.length; id++) {
    const variable = lowering.unit.variables[id];
    if (variable?.scope === "local") lowering.unit.variables[id] = { ...variable, scope: "parameter" };
  }
  const names = list.namedChildren.filter((child) => child.type === "identifier");
  return names.map((child) => {
    const name = lowering.text.slice(child.startIndex, child.endIndex);
    const meaning = lowering.scope.own(name);
    if (meaning?.kind === "variable") return meaning.id;
    const type = { type: intType, isConst: false, isVolatile: false, alignment: undefined };
    const id = lowering.newVariable(name, type, "parameter", nodeSpan(child));
    lowering.scope.declare(name, { kind: "variable", id });
    return id;
  });
}
