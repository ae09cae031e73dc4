/** Statements as blocks and jumps between them. */

import type { Slices } from "../../text/slices";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import { nameType, unknownOperand, unknownValue, type Value } from "../types/conversions";
import { Scope } from "../types/scope";
import { readType, readTypeDescriptor, textOf } from "../types/specifiers";
import { closeCleanups, runCleanups } from "./cleanups";
import { lowerControlling } from "./conditions";
import { lowerLocalDeclaration } from "./declarations";
import { converted, lowerFull, lowerValue } from "./expressions";
import { declareNested } from "./functions";
import { lowerCase, lowerComputedGoto, lowerGoto, lowerSwitch } from "./jumps";
import { type Lowering, tooDeep } from "./lowering";
import { lowerPlace } from "./places";

/** `block`: directly between braces, so that a line may be put before it. */
type Position = "block" | "elsewhere";

/** Stops between statements, also those inside of it. */
export function* lowerStatement(lowering: Lowering, node: SyntaxNode, position: Position): Slices<void> {
  const around = lowering.place;
  lowering.begin();
  lowering.place = {
    statement: nodeSpan(node),
    statementKind: statementKinds.get(node.type) ?? "other",
    inBlock: position === "block",
  };
  if (node.hasError && node.children.some((child) => child.isError)) lowering.havoc(node, "syntax error");
  const nesting = holding.get(node.type);
  const reached = nesting
    ? yield* lowering.inside(nesting(lowering, node))
    : lowering.nested(() => lowerSimple(lowering, node), false);
  if (!reached) lowering.havoc(node, tooDeep);
  lowering.place = around;
  if (lowering.isSliceDone()) yield;
}

/** The statements between braces, in a scope of their own. */
export const lowerCompound = (lowering: Lowering, node: SyntaxNode): Slices<void> =>
  inScope(lowering, node, lowerAll(lowering, node.namedChildren));

function* lowerAll(lowering: Lowering, statements: readonly SyntaxNode[]): Slices<void> {
  for (const child of statements) yield* lowerStatement(lowering, child, "block");
}

/** GNU's `({ ... })`: worth what its last expression is worth. */
export function lowerStatementExpression(lowering: Lowering, node: SyntaxNode): Value {
  let result: Value = unknownValue({ kind: "void" });
  const statements = node.namedChildren.filter((child) => child.type !== "comment");
  const last = statements.at(-1);
  const lowerEach = function* (): Slices<void> {
    for (const child of statements) {
      const value = child === last && child.type === "expression_statement" ? expressionOf(child) : undefined;
      if (value) {
        const place = { statement: nodeSpan(child), statementKind: "expression", inBlock: true } as const;
        result = lowering.within(place, () => lowerFull(lowering, value));
      } else yield* lowerStatement(lowering, child, "block");
    }
  };
  lowering.withoutStops(inScope(lowering, node, lowerEach()));
  return result;
}

/** An expression for its effects: says so when it drops what a call returned. */
export function discardValue(
  lowering: Lowering,
  node: SyntaxNode,
  how: "ignored" | "cast" = "ignored",
): void {
  const done = lowering.nested(() => discardNested(lowering, node, how), false);
  if (!done) lowering.havoc(node, tooDeep);
}

function discardNested(lowering: Lowering, node: SyntaxNode, how: "ignored" | "cast"): true {
  const inner = node.namedChildren.find((child) => child.type !== "comment");
  if (node.type === "parenthesized_expression" && inner) {
    if (inner.type === "compound_statement")
      lowering.withoutStops(lowerStatement(lowering, inner, "elsewhere"));
    else discardValue(lowering, inner, how);
  } else if (node.type === "cast_expression") {
    discardCast(lowering, node, how);
  } else if (node.type === "comma_expression") {
    for (const part of node.namedChildren) if (part.type !== "comment") discardValue(lowering, part, how);
  } else if (node.type === "conditional_expression") {
    discardChoice(lowering, node, how);
  } else {
    const { operand, type } = lowerValue(lowering, node);
    const isResult = node.type === "call_expression" && operand.kind === "temp" && type.kind !== "void";
    if (isResult) lowering.code.emit({ op: "discard", value: operand, how, span: nodeSpan(node) });
  }
  return true;
}

function discardCast(lowering: Lowering, node: SyntaxNode, how: "ignored" | "cast"): void {
  const descriptor = node.childForFieldName("type");
  const value = node.childForFieldName("value");
  const isVoid = descriptor !== null && readTypeDescriptor(lowering, descriptor).type.kind === "void";
  if (value) discardValue(lowering, value, isVoid ? "cast" : how);
}

function discardChoice(lowering: Lowering, node: SyntaxNode, how: "ignored" | "cast"): void {
  const { code } = lowering;
  const condition = node.childForFieldName("condition");
  const arms = [node.childForFieldName("consequence"), node.childForFieldName("alternative")];
  const [yes, no, after] = [code.open(), code.open(), code.open()];
  if (condition) lowerControlling(lowering, condition, yes, no);
  for (const [index, block] of [yes, no].entries()) {
    const arm = arms[index];
    code.enter(block);
    if (arm) discardValue(lowering, arm, how);
    code.jump(after, nodeSpan(node));
  }
  code.enter(after);
}

const statementKinds = new Map([
  ["expression_statement", "expression"],
  ["declaration", "declaration"],
  ["return_statement", "return"],
] as const) as ReadonlyMap<string, "expression" | "declaration" | "return">;

/** Statements that hold others, or a list of values. */
const holding = new Map<string, (lowering: Lowering, node: SyntaxNode) => Slices<void>>([
  ["compound_statement", lowerCompound],
  ["declaration", (lowering, node) => lowerLocalDeclaration(lowering, node)],
  ["type_definition", (lowering, node) => lowerLocalDeclaration(lowering, node)],
  ["if_statement", lowerIf],
  ["while_statement", lowerWhile],
  ["do_statement", lowerDo],
  ["for_statement", (lowering, node) => inScope(lowering, node, lowerFor(lowering, node))],
  ["switch_statement", (lowering, node) => lowerSwitch(lowering, node)],
  ["case_statement", (lowering, node) => lowerCase(lowering, node)],
  ["labeled_statement", lowerLabeled],
  ["attributed_statement", lowerLast],
  ["seh_try_statement", lowerTry],
]);

const simple = new Map<string, (lowering: Lowering, node: SyntaxNode) => void>([
  ["expression_statement", lowerExpressionStatement],
  ["goto_statement", (lowering, node) => lowerGoto(lowering, node)],
  ["break_statement", (lowering, node) => jumpOut(lowering, node, "breakTo")],
  ["continue_statement", (lowering, node) => jumpOut(lowering, node, "continueTo")],
  ["return_statement", lowerReturn],
  ["function_definition", (lowering, node) => declareNested(lowering, node)],
  ["ERROR", (lowering, node) => lowering.havoc(node, "syntax error")],
]);

function lowerSimple(lowering: Lowering, node: SyntaxNode): true {
  const lower = simple.get(node.type) ?? lowerOther;
  lower(lowering, node);
  return true;
}

/** Records and enums declared by themselves; comments and directives do nothing here. */
function lowerOther(lowering: Lowering, node: SyntaxNode): void {
  if (/^(?:struct|union|enum)_specifier$/.test(node.type)) readType(lowering, node);
}

function* inScope(lowering: Lowering, block: SyntaxNode, statements: Slices<void>): Slices<void> {
  const { scope, blockEnd } = lowering;
  const depth = lowering.cleanups.length;
  lowering.scope = new Scope(scope);
  lowering.blockEnd = block.endIndex;
  yield* statements;
  closeCleanups(lowering, depth);
  lowering.scope = scope;
  lowering.blockEnd = blockEnd;
}

function expressionOf(statement: SyntaxNode): SyntaxNode | undefined {
  return statement.namedChildren.find((child) => child.type !== "comment");
}

function lowerExpressionStatement(lowering: Lowering, node: SyntaxNode): void {
  const expression = expressionOf(node);
  if (!expression) return;
  const { text, plainText } = lowering;
  const { startIndex } = node;
  const isComputedGoto = text.startsWith("goto", startIndex) && plainText.startsWith("_ =", startIndex);
  if (isComputedGoto) lowerComputedGoto(lowering, expression);
  else if (expression.hasError) lowering.havoc(expression, "syntax error");
  else discardValue(lowering, expression);
}

/** A chain of else-ifs is walked, not nested: generated ones are long. */
function* lowerIf(lowering: Lowering, node: SyntaxNode): Slices<void> {
  const { code } = lowering;
  const after = code.open();
  let current: SyntaxNode | undefined = node;
  while (current) {
    const condition = current.childForFieldName("condition");
    const consequence = current.childForFieldName("consequence");
    const otherwise: SyntaxNode | null | undefined = expressionOfElse(current);
    const [yes, no] = [code.open(), code.open()];
    lowering.begin();
    if (condition) lowerControlling(lowering, condition, yes, no);
    code.enter(yes);
    if (consequence) yield* lowerStatement(lowering, consequence, "elsewhere");
    code.jump(after, nodeSpan(current));
    code.enter(no);
    if (otherwise?.type !== "if_statement") {
      if (otherwise) yield* lowerStatement(lowering, otherwise, "elsewhere");
      break;
    }
    lowering.place = { statement: nodeSpan(otherwise), statementKind: "other", inBlock: false };
    current = otherwise;
  }
  code.jump(after, nodeSpan(node));
  code.enter(after);
}

function expressionOfElse(node: SyntaxNode): SyntaxNode | undefined {
  const clause = node.childForFieldName("alternative");
  return clause?.namedChildren.find((child) => child.type !== "comment");
}

function* lowerWhile(lowering: Lowering, node: SyntaxNode): Slices<void> {
  const { code } = lowering;
  const [test, body, after] = [code.open(), code.open(), code.open()];
  const span = nodeSpan(node);
  code.jump(test, span);
  code.enter(test);
  const condition = node.childForFieldName("condition");
  // A macro that nobody defined was made to look like a loop.
  if (condition && !lowering.text.startsWith("while", node.startIndex)) {
    forgetArguments(lowering, condition);
    code.branch(unknownOperand, body, after, span);
  } else if (condition) lowerControlling(lowering, condition, body, after);
  code.enter(body);
  yield* lowerBody(lowering, node, after, test);
  code.jump(test, span);
  code.enter(after);
}

/** `FOREACH(p, list)` may give each of its arguments another value, and is evaluated for its effects. */
function forgetArguments(lowering: Lowering, node: SyntaxNode): void {
  const parts = /^(?:parenthesized|comma)_expression$/.test(node.type) ? node.namedChildren : undefined;
  const reached = lowering.nested(() => {
    if (parts) for (const part of parts) forgetArguments(lowering, part);
    else if (/^(?:identifier|field_expression|subscript_expression)$/.test(node.type)) {
      const meaning = node.type === "identifier" ? lowering.scope.lookUp(textOf(lowering, node)) : undefined;
      if (node.type !== "identifier" || meaning?.kind === "variable")
        lowering.store(lowerPlace(lowering, node), unknownOperand, nodeSpan(node));
    } else if (node.type !== "comment") discardWhole(lowering, node);
    return true;
  }, false);
  if (!reached) lowering.havoc(node, tooDeep);
}

function* lowerDo(lowering: Lowering, node: SyntaxNode): Slices<void> {
  const { code } = lowering;
  const [body, test, after] = [code.open(), code.open(), code.open()];
  code.jump(body, nodeSpan(node));
  code.enter(body);
  yield* lowerBody(lowering, node, after, test);
  code.jump(test, nodeSpan(node));
  code.enter(test);
  const condition = node.childForFieldName("condition");
  if (condition) lowerControlling(lowering, condition, body, after);
  code.enter(after);
}

function* lowerFor(lowering: Lowering, node: SyntaxNode): Slices<void> {
  const { code } = lowering;
  const [test, body, update, after] = [code.open(), code.open(), code.open(), code.open()];
  const span = nodeSpan(node);
  const initializer = node.childForFieldName("initializer");
  if (initializer?.type === "declaration") yield* lowerLocalDeclaration(lowering, initializer);
  else if (initializer) discardWhole(lowering, initializer);
  code.jump(test, span);
  code.enter(test);
  const condition = node.childForFieldName("condition");
  if (condition) lowerControlling(lowering, condition, body, after);
  else code.jump(body, span);
  code.enter(body);
  yield* lowerBody(lowering, node, after, update);
  code.jump(update, span);
  code.enter(update);
  const step = node.childForFieldName("update");
  if (step) discardWhole(lowering, step);
  code.jump(test, span);
  code.enter(after);
}

function discardWhole(lowering: Lowering, node: SyntaxNode): void {
  if (node.hasError) lowering.havoc(node, "syntax error");
  else discardValue(lowering, node);
}

function* lowerBody(lowering: Lowering, loop: SyntaxNode, breakTo: number, continueTo: number): Slices<void> {
  const body = loop.childForFieldName("body");
  lowering.code.loops.push({ breakTo, continueTo, cleanups: lowering.cleanups.length });
  if (body) yield* lowerStatement(lowering, body, "elsewhere");
  lowering.code.loops.pop();
}

function jumpOut(lowering: Lowering, node: SyntaxNode, where: "breakTo" | "continueTo"): void {
  const { code } = lowering;
  const loop = code.loops.findLast((one) => one[where] !== undefined);
  const target = loop?.[where];
  if (target === undefined) code.end({ op: "stop", reason: "unknown", span: nodeSpan(node) });
  else {
    runCleanups(lowering, loop?.cleanups ?? 0);
    code.jump(target, nodeSpan(node));
  }
}

function* lowerLabeled(lowering: Lowering, node: SyntaxNode): Slices<void> {
  const label = node.childForFieldName("label");
  if (label) {
    const block = lowering.code.label(lowering.text.slice(label.startIndex, label.endIndex), "defined");
    lowering.code.jump(block, nodeSpan(label));
    lowering.code.enter(block);
  }
  yield* lowerLast(lowering, node);
}

/** The statement after a label or an attribute. */
function* lowerLast(lowering: Lowering, node: SyntaxNode): Slices<void> {
  const statement = node.namedChildren.at(-1);
  if (statement && statement.type !== "statement_identifier")
    yield* lowerStatement(lowering, statement, "elsewhere");
}

function lowerReturn(lowering: Lowering, node: SyntaxNode): void {
  const expression = expressionOf(node);
  const span = nodeSpan(node);
  const value = expression && lowerFull(lowering, expression);
  const { returns } = lowering;
  const isValue = value && value.type.kind !== "void" && returns.kind !== "void";
  const operand = isValue
    ? converted(lowering, value, returns === nameType ? value.type : returns, node).operand
    : undefined;
  runCleanups(lowering, 0);
  lowering.code.end({ op: "return", value: operand, span });
}

/** Microsoft's __try: the body, then the handler as if nothing had happened in it. */
function* lowerTry(lowering: Lowering, node: SyntaxNode): Slices<void> {
  for (const child of node.namedChildren) {
    const body = child.type === "compound_statement" ? child : child.childForFieldName("body");
    const isBody = child.type === "compound_statement" || child.type === "seh_finally_clause";
    const block = isBody ? (body ?? child.namedChildren[0]) : undefined;
    if (block) yield* lowerStatement(lowering, block, "block");
  }
}
