/** The shape of a function's control flow: order of blocks, loops, joins, and where each temporary is defined. */
import type { BlockId, FunctionIr, Instruction, Operand, TempId, Terminator, VariableId } from "../c/ir";
import { operandsOf } from "../c/operands";

export interface Flow {
  /** Position in reverse postorder, in which a loop's body comes before what follows the loop. */
  readonly order: readonly number[];
  /** Loop head -> the blocks of its natural loop. */
  readonly loops: ReadonlyMap<BlockId, ReadonlySet<BlockId>>;
  readonly predecessors: readonly (readonly BlockId[])[];
  readonly exitsOf: ReadonlyMap<BlockId, readonly BlockId[]>;
  /** The one instruction that defines a temporary; absent where several do. */
  readonly definitions: ReadonlyMap<TempId, Instruction>;
  /** Calls that take a temporary as an argument. */
  readonly consumers: ReadonlyMap<TempId, readonly Instruction[]>;
  /** Temporaries that are stored right away in a variable or a member: where they can be read by name. */
  readonly receivers: ReadonlyMap<TempId, Receiver>;
  /** Temporaries whose value nobody takes. */
  readonly discarded: ReadonlySet<TempId>;
  /** Temporaries that are read in another block than the one that defines them. */
  readonly crossing: ReadonlySet<TempId>;
  /** Loaded values that are still in memory at the end of their block: nothing there may have written since. */
  readonly steady: ReadonlySet<TempId>;
}

export type Receiver = { readonly variable: VariableId } | { readonly field: string };

const known = new WeakMap<FunctionIr, Flow>();

export function flowOf(fn: FunctionIr): Flow {
  let flow = known.get(fn);
  if (!flow) {
    flow = computeFlow(fn);
    known.set(fn, flow);
  }
  return flow;
}

export function successors(terminator: Terminator): readonly BlockId[] {
  switch (terminator.op) {
    case "jump":
      return [terminator.to];
    case "branch":
      return [terminator.then, terminator.else];
    case "switch":
      return [...new Set([...terminator.cases.map((one) => one.to), terminator.otherwise])];
    default:
      return [];
  }
}

function computeFlow(fn: FunctionIr): Flow {
  const predecessors: BlockId[][] = fn.blocks.map(() => []);
  fn.blocks.forEach((block, id) => {
    for (const next of successors(block.terminator)) predecessors[next]?.push(id);
  });
  const { order, backEdges } = depthFirst(fn);
  const loops = new Map<BlockId, Set<BlockId>>();
  for (const [from, head] of backEdges) {
    const body = loops.get(head) ?? new Set([head]);
    loops.set(head, body);
    collectLoop(from, body, predecessors);
  }
  const exitsOf = new Map(fn.blocks.map((block, id) => [id, successors(block.terminator)] as const));
  return {
    order,
    loops,
    predecessors,
    exitsOf,
    ...collectTemps(fn),
    receivers: receiversOf(fn),
    crossing: crossingTemps(fn),
    steady: steadyLoads(fn),
  };
}

/** Iterative, so that a long function is no deep recursion. The last successor goes first: it ends up last in the order. */
function depthFirst(fn: FunctionIr): { order: number[]; backEdges: [BlockId, BlockId][] } {
  const order = fn.blocks.map(() => fn.blocks.length);
  const backEdges: [BlockId, BlockId][] = [];
  const status = new Map<BlockId, "open" | "done">();
  const stack: { block: BlockId; pending: BlockId[] }[] = [];
  let position = fn.blocks.length;
  const open = (block: BlockId) => {
    const body = fn.blocks[block];
    if (!body) return;
    status.set(block, "open");
    stack.push({ block, pending: [...successors(body.terminator)] });
  };
  open(0);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const next = top.pending.pop();
    if (next === undefined) {
      status.set(top.block, "done");
      order[top.block] = --position;
      stack.pop();
    } else if (!status.has(next)) open(next);
    else if (status.get(next) === "open") backEdges.push([top.block, next]);
  }
  return { order, backEdges };
}

function collectLoop(from: BlockId, body: Set<BlockId>, predecessors: readonly (readonly BlockId[])[]): void {
  const pending = [from];
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    if (body.has(block)) continue;
    body.add(block);
    pending.push(...(predecessors[block] ?? []));
  }
}

function crossingTemps(fn: FunctionIr): ReadonlySet<TempId> {
  const crossing = new Set<TempId>();
  for (const { instructions, terminator } of fn.blocks) {
    const here = new Set<TempId>();
    const read = (operand: Operand) => {
      if (operand.kind === "temp" && !here.has(operand.id)) crossing.add(operand.id);
    };
    for (const instruction of instructions) {
      for (const operand of operandsOf(instruction)) read(operand);
      if ("into" in instruction) here.add(instruction.into);
    }
    if (terminator.op === "branch") read(terminator.condition);
    if (terminator.op === "switch") read(terminator.value);
    if (terminator.op === "return" && terminator.value) read(terminator.value);
  }
  return crossing;
}

function steadyLoads(fn: FunctionIr): ReadonlySet<TempId> {
  const steady = new Set<TempId>();
  for (const { instructions } of fn.blocks) {
    for (const instruction of [...instructions].reverse()) {
      if (mayWrite.has(instruction.op)) break;
      if (instruction.op === "load") steady.add(instruction.into);
    }
  }
  return steady;
}

function receiversOf(fn: FunctionIr): ReadonlyMap<TempId, Receiver> {
  const receivers = new Map<TempId, Receiver>();
  for (const { instructions } of fn.blocks) {
    const fields = new Map<TempId, string>();
    const converted = new Map<TempId, TempId>();
    for (const instruction of instructions) {
      if (instruction.op === "field") fields.set(instruction.into, instruction.field);
      if (instruction.op === "convert" && instruction.value.kind === "temp")
        converted.set(instruction.into, converted.get(instruction.value.id) ?? instruction.value.id);
      if (instruction.op !== "store" || instruction.value.kind !== "temp") continue;
      const { address, value } = instruction;
      const id = converted.get(value.id) ?? value.id;
      const field = address.kind === "temp" ? fields.get(address.id) : undefined;
      if (receivers.has(id)) continue;
      if (address.kind === "address") receivers.set(id, { variable: address.variable });
      else if (field !== undefined) receivers.set(id, { field });
    }
  }
  return receivers;
}

const mayWrite: ReadonlySet<Instruction["op"]> = new Set(["store", "call", "copy", "zero", "havoc"]);

function collectTemps(fn: FunctionIr): Pick<Flow, "definitions" | "consumers" | "discarded"> {
  const definitions = new Map<TempId, Instruction>();
  const several = new Set<TempId>();
  const consumers = new Map<TempId, Instruction[]>();
  const discarded = new Set<TempId>();
  for (const block of fn.blocks) {
    for (const instruction of block.instructions) {
      if ("into" in instruction) {
        if (definitions.has(instruction.into)) several.add(instruction.into);
        definitions.set(instruction.into, instruction);
      }
      if (instruction.op === "discard" && instruction.value.kind === "temp")
        discarded.add(instruction.value.id);
      if (instruction.op !== "call") continue;
      for (const argument of instruction.args) {
        if (argument.kind !== "temp") continue;
        consumers.set(argument.id, [...(consumers.get(argument.id) ?? []), instruction]);
      }
    }
  }
  for (const id of several) definitions.delete(id);
  return { definitions, consumers, discarded };
}
