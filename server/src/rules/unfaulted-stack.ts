/** A real-time section that is entered with a stack of which nobody has touched more than was needed. */
import type { FunctionIr, Operand, TempId, Unit, VariableId } from "../c/ir";
import { rootOf } from "../c/operands";
import { sizeOf } from "../c/types/types";
import { judgeObserved } from "./observed";
import type { Rule } from "./rule";
import { isWholeProgram, mentions } from "./whole-program";

export const unfaultedStack: Rule = {
  id: "unfaulted-stack",
  summary: "A real-time program locks all its memory and never touches the stack that it will use.",
  start: "hint",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => {
    const { unit, platform } = scene;
    if (platform.facts["mlockall.stack-growth"].value === "silent") return [];
    if (!isWholeProgram(scene) || !mentions(scene, ["mlockall"])) return [];
    if (mentions(scene, ["alloca"]) || [...unit.functions.values()].some((fn) => touchesStack(unit, fn)))
      return [];
    return judgeObserved(scene, {
      rule: "unfaulted-stack",
      kind: "real-time",
      severity: ({ whose }) => (whose === "self" ? "hint" : undefined),
      message: () => "no function has written to the stack that the real-time part will use",
      consequence: () => "each page of it is brought in by a fault when a call first gets that deep",
      facts: () => ["mlockall.stack-growth"],
      about: [],
      repair: ({ site }) => ({ kind: "touch-stack", at: site.statement, bytes: usual }),
    });
  },
};

/** Bytes: deep enough for most loops. */
const usual = 64 * 1024;

/** An array of this size, bytes, is there to reserve stack. */
const reserve = 8192;

/** Is there a large array on its stack that it writes to, or that it hands to somebody who may? */
function touchesStack(unit: Unit, fn: FunctionIr): boolean {
  const isLarge = (id: VariableId | undefined): boolean => {
    const variable = id === undefined ? undefined : unit.variables[id];
    if (variable?.scope !== "local" || variable.type.kind !== "array") return false;
    return (sizeOf(variable.type, unit.layout) ?? reserve) >= reserve;
  };
  return [...writtenTo(fn)].some(isLarge);
}

function* writtenTo({ blocks }: FunctionIr): Generator<VariableId | undefined> {
  const roots = new Map<TempId, VariableId>();
  const root = (operand: Operand) => rootOf(roots, operand);
  for (const instruction of blocks.flatMap(({ instructions }) => instructions)) {
    switch (instruction.op) {
      case "field":
      case "index":
      case "convert":
      case "set": {
        const from = root("base" in instruction ? instruction.base : instruction.value);
        if (from !== undefined) roots.set(instruction.into, from);
        break;
      }
      case "store":
      case "zero":
        yield root(instruction.address);
        break;
      case "copy":
        yield root(instruction.to);
        break;
      case "call":
        yield* instruction.args.map(root);
    }
  }
}
