/** Operands that C evaluates in any order: they are lowered from left to right, and what each of them does is noted. */
import type { Instruction } from "../ir";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import type { Lowering } from "./lowering";

/** Lowers each of the operands. */
export function inAnyOrder<Result>(
  lowering: Lowering,
  whole: SyntaxNode,
  operands: readonly SyntaxNode[],
  lower: (operand: SyntaxNode, index: number) => Result,
): Result[] {
  const { emitted } = lowering.code;
  const parts: (readonly Instruction[])[] = [];
  const results = operands.map((operand, index) => {
    const start = emitted.length;
    const result = lower(operand, index);
    parts.push(emitted.slice(start));
    return result;
  });
  noteOrder(lowering, whole, parts);
  return results;
}

/** What is longer is not gone through: it may do anything. */
const mostInstructions = 500;

const writing: ReadonlySet<Instruction["op"]> = new Set(["store", "copy", "zero", "call", "havoc"]);
const reading: ReadonlySet<Instruction["op"]> = new Set(["load", ...writing]);
const leading: ReadonlySet<Instruction["op"]> = new Set(["field", "index"]);

/** Where one operand may change what another one reads, it is said so: the order may decide. */
export function noteOrder(
  lowering: Lowering,
  whole: SyntaxNode,
  parts: readonly (readonly Instruction[])[],
): void {
  const span = nodeSpan(whole);
  if (parts.reduce((sum, { length }) => sum + length, 0) > mostInstructions) {
    const anything: Instruction = { op: "havoc", reason: "too long", span };
    lowering.code.emit({ op: "unordered", operands: [[anything], [anything]], span });
    return;
  }
  const used = parts.filter((part) => part.some(({ op }) => reading.has(op)));
  if (used.length < 2 || !used.some((part) => part.some(({ op }) => writing.has(op)))) return;
  const operands = used.map((part) => part.filter(({ op }) => reading.has(op) || leading.has(op)));
  lowering.code.emit({ op: "unordered", operands, span });
}
