/** Operands that C evaluates in any order: they are lowered from left to right, and what each of them does is noted. */
import type { Instruction } from "../ir";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import { writing } from "./code";
import type { Lowering } from "./lowering";

/** Lowers each of the operands. */
export function inAnyOrder<Result>(
  lowering: Lowering,
  whole: SyntaxNode,
  operands: readonly SyntaxNode[],
  lower: (operand: SyntaxNode, index: number) => Result,
): Result[] {
  const { emitted } = lowering.code;
  const mark = beforeOperands(lowering);
  const starts: number[] = [];
  const results = operands.map((operand, index) => {
    starts.push(emitted.length);
    return lower(operand, index);
  });
  if (mayDepend(lowering, mark)) {
    const parts = starts.map((start, index) => emitted.slice(start, starts[index + 1]));
    noteOrder(lowering, whole, parts);
  }
  return results;
}

interface Mark {
  readonly emitted: number;
  readonly writes: number;
}

export const beforeOperands = ({ code }: Lowering): Mark => ({
  emitted: code.emitted.length,
  writes: code.writes,
});

/** Can an order matter in what was lowered since? Not where nothing is written. */
export const mayDepend = ({ code }: Lowering, { emitted, writes }: Mark): boolean =>
  code.writes > writes || code.emitted.length - emitted > mostInstructions;

/** What is longer is not gone through: it may do anything. */
const mostInstructions = 500;

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
