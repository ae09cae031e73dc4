/** Inline assembly: its outputs hold anything afterwards, and `asm goto` may lead to its labels. */
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import { unknownOperand, unknownValue, type Value } from "../types/conversions";
import { textOf } from "../types/specifiers";
import { lowerValue } from "./expressions";
import type { Lowering } from "./lowering";
import { lowerPlace } from "./places";

/** Assembly without outputs does nothing that we follow; its outputs hold anything. */
export function lowerAssembly(lowering: Lowering, node: SyntaxNode): Value {
  for (const input of node.childForFieldName("input_operands")?.namedChildren ?? []) {
    const value = input.childForFieldName("value");
    if (value) lowerValue(lowering, value);
  }
  for (const output of node.childForFieldName("output_operands")?.namedChildren ?? []) {
    const value = output.childForFieldName("value");
    if (value) lowering.store(lowerPlace(lowering, value), unknownOperand, nodeSpan(node));
  }
  const labels = node.childForFieldName("goto_labels")?.namedChildren ?? [];
  if (labels.length > 0) {
    const { code } = lowering;
    const next = code.open();
    const targets = labels.map((label) => code.label(textOf(lowering, label), "mentioned"));
    code.scatter([next, ...targets], nodeSpan(node));
    code.enter(next);
  }
  return unknownValue({ kind: "void" });
}
