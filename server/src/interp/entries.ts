/** Where a unit is run from, and which of those places can lead to something that a rule judges. */
import type { FunctionIr, Instruction, Operand, TempId, Unit, VariableId } from "../c/ir";
import { operandsOf, rootOf } from "../c/operands";
import { systemCallNamed } from "../c/system-calls";
import { finished, type Slices } from "../text/slices";
import { callbackOf } from "./calls/callbacks";
import { handlersIn, instructionsPerSlice } from "./given-handlers";
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
export function* entriesInSlices(
  unit: Unit,
  isNamedHandler: (name: string) => boolean = () => false,
): Slices<Entries> {
  const names = yield* namesIn(unit);
  const { called, given, handlers } = names;
  const isProgram = unit.functions.has("main");
  const outline = new Set(unit.outline.map((one) => one.name));
  const leading = leadingToJudged(names);
  const own = [...unit.functions.values()].filter(({ name }) => !unit.guests.has(name));
  const isCalledByOthers = ({ name, isStatic }: FunctionIr) =>
    isNamedHandler(name) || !called.has(name) || (!isStatic && !isProgram && outline.has(name));
  const isJudgedIn = (fn: FunctionIr) =>
    leading.has(fn.name) || isNamedHandler(fn.name) || isInterruptHandler(unit, fn);
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

export const entryPoints = (unit: Unit, isNamedHandler?: (name: string) => boolean): Entries =>
  finished(entriesInSlices(unit, isNamedHandler));

/** Functions that the lowered code names. */
interface Names {
  /** By another function's call. */
  readonly called: Set<string>;
  /** As a value. */
  readonly given: Set<string>;
  /** To who runs them as handlers. */
  readonly handlers: Set<string>;
  /** In any way, also by a variable that holds them: the functions that do. */
  readonly mentionedBy: Map<string, Set<string>>;
}

function* namesIn(unit: Unit): Slices<Names> {
  const { functions, initializer } = unit;
  const held = heldFunctions(unit);
  const names: Names = { called: new Set(), given: new Set(), handlers: new Set(), mentionedBy: new Map() };
  let count = 0;
  for (const { blocks, name } of [...functions.values(), initializer]) {
    for (const { instructions } of blocks) {
      for (const instruction of instructions) note(names, held, instruction, name);
      count += instructions.length;
    }
    if (count < instructionsPerSlice) continue;
    count = 0;
    yield;
  }
  for (const handler of yield* handlersIn(unit)) names.handlers.add(handler);
  return names;
}

function note(names: Names, held: Held, instruction: Instruction, by: string): void {
  const callee = instruction.op === "call" ? instruction.callee : undefined;
  if (instruction.op === "call" && callee?.kind === "function") {
    if (callee.name !== by) names.called.add(callee.name);
  }
  for (const operand of operandsOf(instruction)) {
    if (operand.kind === "function" && operand !== callee) names.given.add(operand.name);
    for (const mention of functionsIn(operand, held)) {
      const mentioning = names.mentionedBy.get(mention);
      if (mentioning) mentioning.add(by);
      else names.mentionedBy.set(mention, new Set([by]));
    }
  }
}

/** `const struct sigevent *f(void *, int)` is what InterruptAttach() takes, wherever this one may be attached. */
export function isInterruptHandler({ variables }: Unit, { returns, parameters }: FunctionIr): boolean {
  if (returns.kind !== "pointer" || returns.to.kind !== "record" || returns.to.tag !== "sigevent")
    return false;
  const [area, id, ...more] = parameters.map((parameter) => variables[parameter]?.type.kind);
  return area === "pointer" && id === "integer" && more.length === 0;
}

/** The functions that mention, or mention what mentions, something of which a rule may have something to say. */
function leadingToJudged({ mentionedBy }: Names): ReadonlySet<string> {
  const leading = new Set<string>();
  for (const [name, mentioning] of mentionedBy) {
    if (isJudged(name)) for (const one of mentioning) leading.add(one);
  }
  for (const name of leading) for (const one of mentionedBy.get(name) ?? []) leading.add(one);
  return leading;
}

const isJudged = (name: string): boolean =>
  isKernelCall(name) || callbackOf(name)?.context === "isr" || modelOf(name)?.result !== undefined;

type Held = ReadonlyMap<VariableId, ReadonlySet<string>>;

function functionsIn(operand: Operand, held: Held): Iterable<string> {
  if (operand.kind === "function") return [operand.name];
  if (operand.kind === "address") return held.get(operand.variable) ?? none;
  const called = operand.kind === "name" ? systemCallNamed(operand.name) : undefined;
  return called === undefined ? none : [called];
}

const none: readonly string[] = [];

/** The functions that a variable's initialiser holds, and those of the variables that it points to. */
function heldFunctions({ initializer }: Unit): Held {
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
