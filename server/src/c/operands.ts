/** What code reads: the operands of instructions, and the functions and variables that they name. */
import type { Instruction, Operand, TempId, Unit, VariableId } from "./ir";

/** What an instruction reads; of a call, the callee too. */
export function operandsOf(instruction: Instruction): readonly Operand[] {
  switch (instruction.op) {
    case "load":
    case "zero":
      return [instruction.address];
    case "store":
      return [instruction.address, instruction.value];
    case "field":
      return [instruction.base];
    case "index":
      return [instruction.base, instruction.index];
    case "binary":
      return [instruction.left, instruction.right];
    case "unary":
      return [instruction.operand];
    case "convert":
    case "set":
    case "discard":
      return [instruction.value];
    case "call":
      return [instruction.callee, ...instruction.args];
    case "copy":
      return [instruction.to, instruction.from];
    case "unordered":
    case "havoc":
      return [];
  }
}

/** All that a unit's lowered code reads. */
export function* operandsIn({
  functions,
  initializer,
}: Pick<Unit, "functions" | "initializer">): Generator<Operand> {
  for (const { blocks } of [...functions.values(), initializer]) {
    for (const { instructions, terminator } of blocks) {
      for (const instruction of instructions) for (const operand of operandsOf(instruction)) yield operand;
      if (terminator.op === "branch") yield terminator.condition;
      else if ("value" in terminator && terminator.value) yield terminator.value;
    }
  }
}

/** The variable that an address lies in; `roots` knows those that were computed. */
export function rootOf(roots: ReadonlyMap<TempId, VariableId>, operand: Operand): VariableId | undefined {
  if (operand.kind === "address") return operand.variable;
  return operand.kind === "temp" ? roots.get(operand.id) : undefined;
}
