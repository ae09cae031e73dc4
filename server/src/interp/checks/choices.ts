/** Branches by which the program decides whether it unlocks: by a flag, or by a count of its own. */
import type { BlockId, FunctionIr, Instruction, Operand, Unit, VariableId } from "../../c/ir";
import type { Frame, Run } from "../context";
import { isBlank, put } from "../deeds";
import { flowOf } from "../flow";
import { changed, type State } from "../state";
import { isLock } from "./book";

/**
 * A branch that could go either way was taken to `to` and not to `other`. Where an unlock lies on the other side, and what
 * decides is a variable that nobody knows here, the program knows better whether anything is locked.
 */
export function onChoice(run: Run, state: State, frame: Frame, condition: Operand, other: BlockId): State {
  if (run.observer || isBlank(state.deeds)) return state;
  const held = [...state.deeds.done.values()].filter((deed) => isLock(deed) && deed.isSure);
  if (held.length === 0 || !unlocksIn(run.unit, frame.fn, other)) return state;
  if (!isKept(run.unit, frame.fn, condition)) return state;
  const deeds = held.reduce((all, deed) => put(all, { ...deed, isSure: false }), state.deeds);
  return changed(state, { deeds });
}

const unlocks: readonly string[] = ["munlock", "munlockall"];

const unlocksIn = ({ outline }: Unit, fn: FunctionIr, block: BlockId): boolean =>
  (fn.blocks[block]?.instructions ?? []).some(
    (one) =>
      one.op === "call" &&
      one.callee.kind === "function" &&
      [one.callee.name, ...(outline.find(({ name }) => name === calleeOf(one))?.mentions ?? [])].some(
        (name) => unlocks.includes(name),
      ),
  );

const calleeOf = ({ callee }: Extract<Instruction, { op: "call" }>): string =>
  callee.kind === "function" ? callee.name : "";

/** Is it read from what outlives the function: a global, a static, or what a pointer leads to? */
function isKept({ variables }: Unit, fn: FunctionIr, condition: Operand): boolean {
  const { definitions } = flowOf(fn);
  const isLasting = (id: VariableId) => !["local", "parameter"].includes(variables[id]?.scope ?? "local");
  const pending: Operand[] = [condition];
  const seen = new Set<number>();
  for (let operand = pending.pop(); operand; operand = pending.pop()) {
    if (operand.kind !== "temp" || seen.has(operand.id)) continue;
    seen.add(operand.id);
    const definition = definitions.get(operand.id);
    if (definition?.op === "load") {
      const { address } = definition;
      if (address.kind === "temp" || (address.kind === "address" && isLasting(address.variable))) return true;
    } else if (definition?.op === "binary") pending.push(definition.left, definition.right);
    else if (definition?.op === "unary") pending.push(definition.operand);
    else if (definition?.op === "convert" || definition?.op === "set") pending.push(definition.value);
  }
  return false;
}
