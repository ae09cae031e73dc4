/** Where a unit is run from, and which of those places can lead to something that a rule judges. */
import type { FunctionIr, Instruction, Operand, TempId, Unit, VariableId } from "../c/ir";
import { operandsOf, rootOf } from "../c/operands";
import { callbackOf } from "./calls/callbacks";
import { isKernelCall } from "./kernel/kernel";
import { modelOf } from "./models";

export interface Entry {
  readonly fn: FunctionIr;
  /** It is given to somebody who runs it, and no other file can name it: it is judged where it is given, if it is. */
  readonly isGiven: boolean;
}

export interface Entries {
  /** In the order in which they are run. */
  readonly run: readonly Entry[];
  /** Functions that would be entry points, too, if they led to something that a rule judges. */
  readonly leftOut: readonly string[];
}

/**
 * main; what other files can call; what nobody in this file calls by name. With main in sight the whole program is, so
 * functions that it reaches are judged only as it calls them. Those that are given to somebody come last.
 */
export function entryPoints(unit: Unit, isNamedHandler: (name: string) => boolean = () => false): Entries {
  const called = new Set<string>();
  const given = new Set<string>();
  const handlers = new Set<string>();
  for (const [instruction, name] of instructionsOf(unit)) {
    if (instruction.op === "call" && instruction.callee.kind === "function") {
      if (instruction.callee.name !== name) called.add(instruction.callee.name);
      const handler = handlerOf(instruction);
      if (handler !== undefined) handlers.add(handler);
    }
    const operands = instruction.op === "call" ? instruction.args : operandsOf(instruction);
    for (const operand of operands) if (operand.kind === "function") given.add(operand.name);
  }
  const isProgram = unit.functions.has("main");
  const outline = new Set(unit.outline.map((one) => one.name));
  const leads = leadsToJudged(unit);
  const own = [...unit.functions.values()].filter(({ name }) => !unit.guests.has(name));
  const isCalledByOthers = ({ name, isStatic }: FunctionIr) =>
    isNamedHandler(name) || !called.has(name) || (!isStatic && !isProgram && outline.has(name));
  const isJudgedIn = (fn: FunctionIr) =>
    leads(fn.name) || isNamedHandler(fn.name) || isInterruptHandler(unit, fn);
  const isGiven = ({ name, isStatic }: FunctionIr) => handlers.has(name) || (given.has(name) && isStatic);
  const entries = own.filter((fn) => fn.name === "main" || (isCalledByOthers(fn) && isJudgedIn(fn)));
  const leftOut = own.filter(
    (fn) => !isJudgedIn(fn) && !handlers.has(fn.name) && (isCalledByOthers(fn) || given.has(fn.name)),
  );
  const all = entries.map((fn) => ({ fn, isGiven: isGiven(fn) }));
  return {
    run: [...all.filter(({ isGiven }) => !isGiven), ...all.filter(({ isGiven }) => isGiven)],
    leftOut: leftOut.map(({ name }) => name).filter((name) => name !== "main"),
  };
}

function* instructionsOf({ functions, initializer }: Unit): Generator<[Instruction, string]> {
  for (const { blocks, name } of [...functions.values(), initializer]) {
    for (const { instructions } of blocks) for (const instruction of instructions) yield [instruction, name];
  }
}

function handlerOf({ callee, args }: Extract<Instruction, { op: "call" }>): string | undefined {
  const place = callee.kind === "function" ? callbackOf(callee.name) : undefined;
  const handler = place && args[place.handler];
  return handler?.kind === "function" ? handler.name : undefined;
}

/** `const struct sigevent *f(void *, int)` is what InterruptAttach() takes, wherever this one may be attached. */
export function isInterruptHandler({ variables }: Unit, { returns, parameters }: FunctionIr): boolean {
  if (returns.kind !== "pointer" || returns.to.kind !== "record" || returns.to.tag !== "sigevent")
    return false;
  const [area, id, ...more] = parameters.map((parameter) => variables[parameter]?.type.kind);
  return area === "pointer" && id === "integer" && more.length === 0;
}

/** Does the function, or what it calls or mentions, call something of which a rule may have something to say? */
function leadsToJudged(unit: Unit): (name: string) => boolean {
  const held = heldFunctions(unit);
  const mentionedBy = new Map<string, Set<string>>();
  const pending: string[] = [];
  for (const [instruction, name] of instructionsOf(unit)) {
    for (const operand of operandsOf(instruction)) {
      for (const mention of functionsIn(operand, held)) {
        if (isJudged(mention)) pending.push(name);
        else {
          const mentioning = mentionedBy.get(mention) ?? new Set();
          mentionedBy.set(mention, mentioning.add(name));
        }
      }
    }
  }
  const leading = new Set<string>();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (leading.has(name)) continue;
    leading.add(name);
    pending.push(...(mentionedBy.get(name) ?? []));
  }
  return (name) => leading.has(name);
}

const isJudged = (name: string): boolean =>
  isKernelCall(name) || callbackOf(name)?.context === "isr" || modelOf(name)?.result !== undefined;

function functionsIn(operand: Operand, held: ReadonlyMap<VariableId, ReadonlySet<string>>): Iterable<string> {
  if (operand.kind === "function") return [operand.name];
  return operand.kind === "address" ? (held.get(operand.variable) ?? []) : [];
}

/** The functions that a variable's initialiser holds, and those of the variables that it points to. */
function heldFunctions({ initializer }: Unit): ReadonlyMap<VariableId, ReadonlySet<string>> {
  const held = new Map<VariableId, Set<string>>();
  const pointers: [VariableId, VariableId][] = [];
  const roots = new Map<TempId, VariableId>();
  for (const instruction of initializer.blocks.flatMap((block) => block.instructions)) {
    if (instruction.op === "field" || instruction.op === "index") {
      const root = rootOf(roots, instruction.base);
      if (root !== undefined) roots.set(instruction.into, root);
    }
    if (instruction.op !== "store") continue;
    const { value } = instruction;
    const root = rootOf(roots, instruction.address);
    if (root === undefined) continue;
    if (value.kind === "function") held.set(root, (held.get(root) ?? new Set()).add(value.name));
    const to = rootOf(roots, value);
    if (to !== undefined && to !== root) pointers.push([root, to]);
  }
  // A table of tables: as deep as they are.
  for (let hasGrown = pointers.length > 0; hasGrown; ) {
    hasGrown = false;
    for (const [from, to] of pointers) {
      const all = held.get(from) ?? new Set();
      const size = all.size;
      for (const name of held.get(to) ?? []) all.add(name);
      if (all.size > size) hasGrown = true;
      if (all.size > 0) held.set(from, all);
    }
  }
  return held;
}
