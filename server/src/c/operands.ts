/** What code reads: the operands of instructions, and the functions and variables that they name. */
import type { FunctionIr, Instruction, Operand, Unit } from "./ir";

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
  for (const fn of functions.values()) yield* operandsInFunction(fn);
  yield* operandsInFunction(initializer);
}

function* operandsInFunction({ blocks }: FunctionIr): Generator<Operand> {
  for (const { instructions, terminator } of blocks) {
    for (const instruction of instructions) yield* operandsOf(instruction);
    if (terminator.op === "branch") yield terminator.condition;
    else if ("value" in terminator && terminator.value) yield terminator.value;
  }
}
