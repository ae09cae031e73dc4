/**
 * Loops that walk over memory an unknown number of times. Whether they reached a page depends on numbers that nobody
 * knows here, so after them it is not known either: the path on which they run too short is no path to warn of.
 */
import type { BlockId, FunctionIr, Operand, VariableId } from "../../c/ir";
import { some } from "../../sim/mappings";
import { regions } from "../../sim/regions";
import { step } from "../../sim/step";
import type { Region, World } from "../../sim/types";
import { type Frame, placeOf, type Run, variableOf } from "../context";
import { type Flow, flowOf } from "../flow";
import { changed, type State } from "../state";
import * as ranges from "../values/range";
import { pointer } from "../values/value";
import { addressOf } from "./addresses";
import { load } from "./memory";

/** The state after a loop was left by a test that could have gone either way. */
export function leaveSweeps(run: Run, state: State, frame: Frame, from: BlockId, to: BlockId): State {
  if (!hasUnreferenced(state.world)) return state;
  const flow = flowOf(frame.fn);
  let after = state;
  for (const [head, body] of flow.loops) {
    if (!body.has(from) || body.has(to)) continue;
    for (const variable of walked(frame.fn, flow, head, body))
      after = forgetReferences(run, after, frame, variable);
  }
  return after;
}

const unreferenced = new WeakMap<World, boolean>();

/** Mostly there is no lazy memory, and nothing to look for. */
function hasUnreferenced(world: World): boolean {
  let known = unreferenced.get(world);
  if (known === undefined) {
    known = [...world.regions.values()].some(isUnreferenced);
    unreferenced.set(world, known);
  }
  return known;
}

const isUnreferenced = ({ mappings }: Region): boolean =>
  some(mappings, ({ lazy, residency }) => lazy && residency === "absent");

function forgetReferences(run: Run, state: State, frame: Frame, id: VariableId): State {
  const variable = variableOf(run, id);
  if (!variable) return state;
  const value = load(state.memory, placeOf(run, variable, frame), run.unit.layout.pointer, variable.type);
  let { world } = state;
  for (const target of value.targets) {
    const region = world.regions.get(target.region);
    if (!region || !isUnreferenced(region)) continue;
    const somewhere = pointer({ ...target, offset: ranges.top });
    const touch = { name: "touch", address: addressOf(somewhere, world), length: 1, write: true } as const;
    const { outcomes } = step(run.platform, world, touch, regions);
    world = outcomes.find(({ result }) => result === "success")?.world ?? world;
  }
  return world === state.world ? state : changed(state, { world });
}

const known = new WeakMap<FunctionIr, Map<BlockId, ReadonlySet<VariableId>>>();

/** The variables through which a loop's body reads, writes or hands on memory. */
function walked(
  fn: FunctionIr,
  flow: Flow,
  head: BlockId,
  body: ReadonlySet<BlockId>,
): ReadonlySet<VariableId> {
  const byHead = known.get(fn) ?? new Map<BlockId, ReadonlySet<VariableId>>();
  known.set(fn, byHead);
  const before = byHead.get(head);
  if (before) return before;
  const found = new Set<VariableId>();
  const add = (operand: Operand) => {
    const root = rootOf(flow, operand);
    if (root !== undefined) found.add(root);
  };
  for (const id of body) {
    for (const instruction of fn.blocks[id]?.instructions ?? []) {
      if (instruction.op === "store" || instruction.op === "load") add(instruction.address);
      if (instruction.op === "call") for (const argument of instruction.args) add(argument);
    }
  }
  byHead.set(head, found);
  return found;
}

/** The variable whose value an address is computed from. */
function rootOf(flow: Flow, operand: Operand): VariableId | undefined {
  let at = operand;
  for (let steps = 0; at.kind === "temp" && steps < 16; steps++) {
    const definition = flow.definitions.get(at.id);
    if (definition?.op === "load") {
      if (definition.address.kind === "address") return definition.address.variable;
      at = definition.address;
    } else if (definition?.op === "index" || definition?.op === "field") at = definition.base;
    else if (definition?.op === "convert") at = definition.value;
    else if (definition?.op === "binary") at = definition.left;
    else return undefined;
  }
  return undefined;
}
