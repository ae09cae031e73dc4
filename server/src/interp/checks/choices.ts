/** Where the program decides whether it unlocks: by a flag, by a count of its own, or by a table of functions. */
import type { BlockId, FunctionIr, Operand, Unit, VariableId } from "../../c/ir";
import type { Frame, Run } from "../context";
import { doubted, isBlank, put } from "../deeds";
import { flowOf, successors } from "../flow";
import { changed, type State } from "../state";
import type { Value } from "../values/value";
import { isLock } from "./book";

/**
 * A branch that could go either way was taken to `to` and not to `other`. Where an unlock lies on the other side, and what
 * decides is a variable that nobody knows here, the program knows better whether anything is locked.
 */
export function onChoice(run: Run, state: State, frame: Frame, condition: Operand, other: BlockId): State {
  if (run.observer || isBlank(state.deeds)) return state;
  const held = [...state.deeds.done.values()].filter((deed) => isLock(deed) && deed.isSure);
  if (held.length === 0 || !leadsToUnlock(run.unit, frame.fn, other)) return state;
  if (!isKept(run.unit, frame.fn, condition)) return state;
  const deeds = held.reduce((all, deed) => put(all, { ...deed, isSure: false }), state.deeds);
  return changed(state, { deeds });
}

/**
 * A call through a pointer that may lead to each of these functions. Where some of them unlock and some do not, the program
 * knows better which of them goes with what it was given.
 */
export function onPicked(run: Run, state: State, names: readonly string[], args: readonly Value[]): State {
  if (names.length < 2 || run.observer || isBlank(state.deeds)) return state;
  const ends = names.filter((name) => mentionsOf(run.unit, name).some((one) => endings.includes(one)));
  if (ends.length === 0 || ends.length === names.length) return state;
  const held = [...state.deeds.done.values()].filter(isLock).map(({ region }) => region);
  const given = args.flatMap(({ targets }) => targets.map(({ region }) => region));
  return changed(state, { deeds: [...held, ...given].reduce(doubted, state.deeds) });
}

const unlocks: readonly string[] = ["munlock", "munlockall"];
const endings: readonly string[] = [...unlocks, "munmap"];

const mentionsOf = ({ outline }: Unit, name: string): readonly string[] => [
  ...(outline.find((one) => one.name === name)?.mentions ?? []),
];

/** Is an unlock among the next calls? Between the branch and it may lie the rest of a condition: `p && --p->count == 0`. */
function leadsToUnlock(unit: Unit, fn: FunctionIr, first: BlockId): boolean {
  const pending = [first];
  const seen = new Set<BlockId>();
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const block = fn.blocks[id];
    if (!block || seen.has(id)) continue;
    seen.add(id);
    const calls = block.instructions.filter((one) => one.op === "call");
    if (calls.some(({ callee }) => callee.kind === "function" && unlocksIn(unit, callee.name))) return true;
    if (calls.length === 0) pending.push(...successors(block.terminator));
  }
  return false;
}

const unlocksIn = (unit: Unit, callee: string): boolean =>
  [callee, ...mentionsOf(unit, callee)].some((name) => unlocks.includes(name));

/** Is it read from what outlives the function (a global, a static, what a pointer leads to), if by way of a local? */
function isKept({ variables }: Unit, fn: FunctionIr, condition: Operand): boolean {
  const { definitions } = flowOf(fn);
  const isLasting = (id: VariableId) => !["local", "parameter"].includes(variables[id]?.scope ?? "local");
  const pending: Operand[] = [condition];
  const seen = new Set<number>();
  const locals = new Set<VariableId>();
  for (let operand = pending.pop(); operand; operand = pending.pop()) {
    if (operand.kind !== "temp" || seen.has(operand.id)) continue;
    seen.add(operand.id);
    const definition = definitions.get(operand.id);
    if (definition?.op === "load") {
      const { address } = definition;
      if (address.kind === "temp" || (address.kind === "address" && isLasting(address.variable))) return true;
      if (address.kind !== "address" || locals.has(address.variable)) continue;
      locals.add(address.variable);
      pending.push(...storedIn(fn, address.variable));
    } else if (definition?.op === "binary") pending.push(definition.left, definition.right);
    else if (definition?.op === "unary") pending.push(definition.operand);
    else if (definition?.op === "convert" || definition?.op === "set") pending.push(definition.value);
  }
  return false;
}

const storedIn = ({ blocks }: FunctionIr, variable: VariableId): Operand[] =>
  blocks
    .flatMap(({ instructions }) => instructions)
    .flatMap((one) =>
      one.op === "store" && one.address.kind === "address" && one.address.variable === variable
        ? [one.value]
        : [],
    );
