/** switch, its cases, and goto. */

import type { Slices } from "../../text/slices";
import type { BlockId, Operand } from "../ir";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import { nameType, promoted } from "../types/conversions";
import { textOf } from "../types/specifiers";
import { intType } from "../types/types";
import { runCleanupsBefore } from "./cleanups";
import { converted, lowerFull, lowerValue } from "./expressions";
import type { Lowering, OpenSwitch } from "./lowering";
import { lowerStatement } from "./statements";

/** A range of more values than these is tested by comparisons instead of one case a value. */
const longestCaseRange = 16;

export function* lowerSwitch(lowering: Lowering, node: SyntaxNode): Slices<void> {
  const { code } = lowering;
  const condition = node.childForFieldName("condition");
  const body = node.childForFieldName("body");
  if (!condition || !body) return;
  const written = lowering.within({ statementKind: "condition" }, () => lowerFull(lowering, condition));
  const type = written.type === nameType ? intType : promoted(written.type);
  const value = converted(lowering, written, type, condition).operand;
  const dispatch = code.here;
  const [start, after] = [code.open(), code.open()];
  const open: OpenSwitch = { type, cases: [], otherwise: undefined };
  lowering.switches.push(open);
  code.loops.push({ breakTo: after, continueTo: undefined, cleanups: lowering.cleanups.length });
  // Nothing leads to what stands before the first case.
  code.enter(start);
  yield* lowerStatement(lowering, body, "elsewhere");
  code.jump(after, nodeSpan(node));
  code.loops.pop();
  lowering.switches.pop();
  code.enter(dispatch);
  closeSwitch(lowering, node, value, open, after);
  code.enter(after);
}

export function* lowerCase(lowering: Lowering, node: SyntaxNode): Slices<void> {
  const { code } = lowering;
  const open = lowering.switches.at(-1);
  const value = node.childForFieldName("value");
  const block = code.open();
  if (open) {
    // What stands before falls through.
    code.jump(block, nodeSpan(node));
    code.enter(block);
    if (node.child(0)?.type === "default") open.otherwise = block;
    else if (value) addCase(lowering, open, value, block);
  }
  const { children } = node;
  const colon = children.findIndex((child) => child.type === ":");
  for (const child of children.slice(colon + 1)) {
    if (child.isNamed) yield* lowerStatement(lowering, child, "block");
  }
}

/** `goto *p`, which was made to look like `_ = *p`; which label it means, nobody follows. */
export function lowerComputedGoto(lowering: Lowering, assignment: SyntaxNode): void {
  const target = assignment.childForFieldName("right");
  const pointer = target?.childForFieldName("argument") ?? target;
  if (pointer) lowerFull(lowering, pointer);
  lowering.code.jumpAnywhere(nodeSpan(assignment));
}

/** `goto label`. */
export function lowerGoto(lowering: Lowering, node: SyntaxNode): void {
  const { code } = lowering;
  const label = node.childForFieldName("label");
  const span = nodeSpan(node);
  if (!label) code.end({ op: "stop", reason: "unknown", span });
  else {
    const name = textOf(lowering, label);
    if (lowering.cleanups.length > 0) runCleanupsBefore(lowering, placeOfLabel(lowering, name));
    code.jump(code.label(name, "mentioned"), span);
  }
}

/** Where a label stands in the function; its end, where there is none. */
function placeOfLabel(lowering: Lowering, name: string): number {
  const { body } = lowering;
  const waiting = body ? [body] : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const label = node.type === "labeled_statement" ? node.childForFieldName("label") : null;
    if (label && textOf(lowering, label) === name) return node.startIndex;
    for (const child of node.namedChildren) waiting.push(child);
  }
  return body?.endIndex ?? 0;
}

function addCase(lowering: Lowering, open: OpenSwitch, value: SyntaxNode, to: BlockId): void {
  const [first, last] = caseEnds(lowering, value);
  if (!first) return;
  const low = caseOperand(lowering, open, first);
  open.cases.push({ low, high: last ? caseOperand(lowering, open, last) : low, to });
}

/** One value; or the two ends of GNU's `case 1 ... 4`, which was made to look like `1 || 4`. */
function caseEnds(lowering: Lowering, value: SyntaxNode): [SyntaxNode | null, SyntaxNode | null] {
  const operator = value.childForFieldName("operator");
  if (operator?.type !== "||" || textOf(lowering, operator) === "||") return [value, null];
  return [value.childForFieldName("left"), value.childForFieldName("right")];
}

function caseOperand(lowering: Lowering, open: OpenSwitch, node: SyntaxNode): Operand {
  return lowering.speculate(() => {
    const value = node.hasError ? undefined : lowerValue(lowering, node);
    const operand = value && converted(lowering, value, open.type, node).operand;
    return operand?.kind === "integer" || operand?.kind === "name" ? operand : { kind: "unknown" };
  });
}

/** Writes the dispatch, now that all cases are known. */
function closeSwitch(
  lowering: Lowering,
  node: SyntaxNode,
  value: Operand,
  open: OpenSwitch,
  after: BlockId,
): void {
  const { code } = lowering;
  const span = nodeSpan(node);
  const cases: { value: Operand; to: BlockId }[] = [];
  for (const { low, high, to } of open.cases) {
    const isOne =
      low === high || (low.kind === "integer" && high.kind === "integer" && low.value === high.value);
    const count = low.kind === "integer" && high.kind === "integer" ? high.value - low.value + 1 : undefined;
    if (isOne) cases.push({ value: low, to });
    else if (low.kind === "integer" && count !== undefined && count <= longestCaseRange) {
      for (let i = 0; i < count; i++) {
        cases.push({ value: { kind: "integer", value: low.value + i, type: open.type }, to });
      }
    } else testRange(lowering, node, value, low, high, to, open);
  }
  code.end({ op: "switch", value, cases, otherwise: open.otherwise ?? after, span });
}

function testRange(
  lowering: Lowering,
  node: SyntaxNode,
  value: Operand,
  low: Operand,
  high: Operand,
  to: BlockId,
  { type }: OpenSwitch,
): void {
  const { code } = lowering;
  const span = nodeSpan(node);
  const [inRange, next] = [code.open(), code.open()];
  for (const [operator, bound, yes] of [
    [">=", low, inRange],
    ["<=", high, to],
  ] as const) {
    const into = code.temp();
    const common = { into, left: value, right: bound, operandType: type, type: intType, span };
    code.emit({ op: "binary", operator, ...common });
    code.branch({ kind: "temp", id: into }, yes, next, span);
    code.enter(yes === inRange ? inRange : next);
  }
}
