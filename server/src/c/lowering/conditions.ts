/** Conditions as branches: `&&`, `||`, `!` and `?:` are control flow, and values only where somebody takes the value. */

import type { BlockId } from "../ir";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import { commonType, intValue, nameType, unknownValue, type Value } from "../types/conversions";
import { textOf } from "../types/specifiers";
import { type CType, intType } from "../types/types";
import { converted, lowerFull, lowerValue } from "./expressions";
import { giveUp, type Lowering, temporary, tooDeep } from "./lowering";
import { discardValue } from "./statements";

/** Which of the two blocks can be reached. */
type Reached = "yes" | "no" | "both";

/** The controlling expression of a statement or of `?:`: goes to one block or the other. */
export function lowerControlling(lowering: Lowering, node: SyntaxNode, yes: BlockId, no: BlockId): Reached {
  return lowering.within({ statementKind: "condition" }, () =>
    node.hasError
      ? branchOn(lowering, lowerFull(lowering, node), node, yes, no)
      : lowerCondition(lowering, node, yes, no),
  );
}

/** `a && b`, `a || b` as 1 or 0. */
export function lowerTruth(lowering: Lowering, node: SyntaxNode): Value {
  const { code } = lowering;
  const [yes, no, after] = [code.open(), code.open(), code.open()];
  const span = nodeSpan(node);
  const isReached = lowerCondition(lowering, node, yes, no);
  // Constants decide: no temporary is needed.
  if (isReached !== "both") {
    code.enter(isReached === "yes" ? yes : no);
    return intValue(isReached === "yes" ? 1 : 0);
  }
  const into = code.temp();
  for (const [block, value] of [
    [yes, 1],
    [no, 0],
  ] as const) {
    code.enter(block);
    code.emit({ op: "set", into, value: { kind: "integer", value, type: intType }, type: intType, span });
    code.jump(after, span);
  }
  code.enter(after);
  return temporary(into, intType);
}

/** `c ? a : b` and GNU's `a ?: b`. */
export function lowerChoice(lowering: Lowering, node: SyntaxNode): Value {
  const { code } = lowering;
  const condition = node.childForFieldName("condition");
  const consequence = node.childForFieldName("consequence");
  const alternative = node.childForFieldName("alternative");
  if (!condition || !alternative) return giveUp(lowering, node, "syntax error");
  const [yes, no, after] = [code.open(), code.open(), code.open()];
  const span = nodeSpan(node);
  let tested: Value | undefined;
  let reached: Reached;
  if (consequence) {
    reached = lowerControlling(lowering, condition, yes, no);
  } else {
    tested = lowering.within({ statementKind: "condition" }, () => lowerValue(lowering, condition));
    reached = branchOn(lowering, tested, condition, yes, no);
  }
  code.enter(yes);
  const first = tested ?? (consequence ? lowerValue(lowering, consequence) : unknownValue(nameType));
  const firstEnd = code.here;
  code.enter(no);
  const second = lowerValue(lowering, alternative);
  const secondEnd = code.here;
  const type = typeOfChoice(first, second);
  if (reached !== "both") {
    code.enter(reached === "yes" ? firstEnd : secondEnd);
    return converted(lowering, reached === "yes" ? first : second, type, node);
  }
  const into = code.temp();
  for (const [block, value] of [
    [firstEnd, first],
    [secondEnd, second],
  ] as const) {
    code.enter(block);
    const { operand } = converted(lowering, value, type, node);
    if (type.kind !== "void") code.emit({ op: "set", into, value: operand, type, span });
    code.jump(after, span);
  }
  code.enter(after);
  return type.kind === "void" ? unknownValue(type) : temporary(into, type);
}

/** Pointers win over null constants, a pointer to something over `void *`. */
function typeOfChoice({ type: first }: Value, { type: second }: Value): CType {
  if (first.kind === "void" || second.kind === "void") return { kind: "void" };
  if (first.kind === "record") return first;
  if (first.kind === "pointer" && second.kind === "pointer") return first.to.kind === "void" ? second : first;
  if (first.kind === "pointer") return first;
  return second.kind === "pointer" ? second : commonType(first, second);
}

/** Branches without making a value of the condition. */
function lowerCondition(lowering: Lowering, node: SyntaxNode, yes: BlockId, no: BlockId): Reached {
  const reached = lowering.nested(() => lowerNested(lowering, node, yes, no), undefined);
  return reached ?? branchOn(lowering, giveUp(lowering, node, tooDeep), node, yes, no);
}

function lowerNested(lowering: Lowering, node: SyntaxNode, yes: BlockId, no: BlockId): Reached {
  switch (node.type) {
    case "parenthesized_expression": {
      const inner = node.namedChildren.find((child) => child.type !== "comment");
      if (inner && inner.type !== "compound_statement") return lowerCondition(lowering, inner, yes, no);
      break;
    }
    case "unary_expression": {
      const argument = node.childForFieldName("argument");
      if (argument && node.child(0)?.type === "!")
        return opposite(lowerCondition(lowering, argument, no, yes));
      break;
    }
    case "binary_expression": {
      const operator = node.childForFieldName("operator")?.type;
      if (operator === "&&" || operator === "||") return lowerLogical(lowering, node, operator, yes, no);
      break;
    }
    case "comma_expression": {
      const left = node.childForFieldName("left");
      const right = node.childForFieldName("right");
      if (left) discardValue(lowering, left);
      if (right) return lowerCondition(lowering, right, yes, no);
      break;
    }
    case "call_expression": {
      const expected = expectedCondition(lowering, node);
      if (expected) return lowerCondition(lowering, expected, yes, no);
    }
  }
  return branchOn(lowering, lowerValue(lowering, node), node, yes, no);
}

const opposite = (reached: Reached): Reached =>
  reached === "both" ? "both" : reached === "yes" ? "no" : "yes";

function lowerLogical(
  lowering: Lowering,
  node: SyntaxNode,
  operator: "&&" | "||",
  yes: BlockId,
  no: BlockId,
): Reached {
  const { code } = lowering;
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  if (!left || !right) return branchOn(lowering, giveUp(lowering, node, "syntax error"), node, yes, no);
  const second = code.open();
  const decidedBy = operator === "&&" ? "no" : "yes";
  const first =
    operator === "&&"
      ? lowerCondition(lowering, left, second, no)
      : lowerCondition(lowering, left, yes, second);
  code.enter(second);
  const rest = lowerCondition(lowering, right, yes, no);
  if (first === decidedBy) return decidedBy;
  return first === "both" && rest !== decidedBy ? "both" : rest;
}

/** `__builtin_expect(x, 1)`: the condition is x. */
function expectedCondition(lowering: Lowering, call: SyntaxNode): SyntaxNode | undefined {
  const callee = call.childForFieldName("function");
  if (!callee || !textOf(lowering, callee).startsWith("__builtin_expect")) return undefined;
  return call.childForFieldName("arguments")?.namedChildren[0];
}

function branchOn(
  lowering: Lowering,
  { operand }: Value,
  node: SyntaxNode,
  yes: BlockId,
  no: BlockId,
): Reached {
  const span = nodeSpan(node);
  if (operand.kind === "integer") {
    const reached = operand.value === 0 ? "no" : "yes";
    lowering.code.jump(reached === "yes" ? yes : no, span);
    return reached;
  }
  lowering.code.branch(operand, yes, no, span);
  return "both";
}
