/** Where C leaves the order of operands open, and one of them changes what another one reads, nobody can foretell. */
import type { FunctionIr, Instruction, Operand, TempId, Unit, VariableId } from "../../c/ir";
import { errnoVariable, type Frame, type Run } from "../context";
import { isKernelCall } from "../kernel/kernel";
import { modelOf } from "../models";
import type { State } from "../state";
import { statusMacros } from "./signals";

/** What code reads and writes; `memory` is what pointers lead to. */
interface Effects {
  readonly reads: Set<VariableId | "memory">;
  readonly writes: Set<VariableId | "memory">;
  /** It asks somebody for something, in an order that they may see. */
  acts: boolean;
}

type Unordered = Extract<Instruction, { op: "unordered" }>;

export function noteOrder(run: Run, { life }: State, { fn }: Frame, instruction: Unordered): void {
  if (!run.endings) return;
  const matters = known.get(instruction) ?? doesOrderMatter(run.unit, fn, instruction);
  known.set(instruction, matters);
  if (matters) run.endings.doubt(life.process, { kind: "order", span: instruction.span, name: "" });
}

const known = new WeakMap<Unordered, boolean>();

function doesOrderMatter(unit: Unit, fn: FunctionIr, { operands }: Unordered): boolean {
  const all = operands.map((part) => effectsOf(unit, part));
  const isSeen = seenThroughPointers(unit, fn);
  return all.some((one, index) =>
    all.some((other, at) => at !== index && changesWhatOtherUses(one, other, isSeen)),
  );
}

type IsSeen = (variable: VariableId) => boolean;

function changesWhatOtherUses(one: Effects, other: Effects, isSeen: IsSeen): boolean {
  if (one.acts && other.acts) return true;
  const used = [...other.reads, ...other.writes];
  return [...one.writes].some((written) =>
    used.some(
      (place) =>
        place === written ||
        (place === "memory" && written !== "memory" && isSeen(written)) ||
        (written === "memory" && place !== "memory" && isSeen(place)),
    ),
  );
}

/** Globals, records, arrays, and whatever has its address taken. */
function seenThroughPointers({ variables }: Unit, fn: FunctionIr): IsSeen {
  return (id) => {
    const variable = variables[id];
    if (id === errnoVariable) return false;
    if (!variable || !isOfFunction(variable.scope)) return true;
    if (!["integer", "pointer", "float"].includes(variable.type.kind)) return true;
    return addressTaken(fn).has(id);
  };
}

const isOfFunction = (scope: string) => scope === "local" || scope === "parameter";

const taken = new WeakMap<FunctionIr, ReadonlySet<VariableId>>();

function addressTaken(fn: FunctionIr): ReadonlySet<VariableId> {
  const before = taken.get(fn);
  if (before) return before;
  const found = new Set<VariableId>();
  for (const instruction of fn.blocks.flatMap((block) => block.instructions)) {
    const given =
      "args" in instruction ? instruction.args : "value" in instruction ? [instruction.value] : [];
    for (const operand of given) if (operand.kind === "address") found.add(operand.variable);
  }
  taken.set(fn, found);
  return found;
}

const nothing = (): Effects => ({ reads: new Set(), writes: new Set(), acts: false });

function effectsOf(unit: Unit, instructions: readonly Instruction[]): Effects {
  const effects = nothing();
  const running = new Set<FunctionIr>();
  collect(unit, instructions, effects, running, "all");
  for (const fn of running) {
    for (const { instructions: inside } of fn.blocks)
      collect(unit, inside, effects, running, "not of a function");
  }
  return effects;
}

/** Of functions that are called, their own variables are nobody else's. */
function collect(
  unit: Unit,
  instructions: readonly Instruction[],
  effects: Effects,
  running: Set<FunctionIr>,
  which: "all" | "not of a function",
): void {
  const roots = new Map<TempId, VariableId>();
  const add = (to: Effects["reads"], operand: Operand) => {
    const root = rootOf(roots, operand);
    const isOurs = root !== undefined && isOfFunction(unit.variables[root]?.scope ?? "");
    if (which === "all" || !isOurs) to.add(root ?? "memory");
  };
  for (const instruction of instructions) {
    switch (instruction.op) {
      case "load":
        add(effects.reads, instruction.address);
        break;
      case "store":
      case "zero":
        add(effects.writes, instruction.address);
        break;
      case "copy":
        add(effects.writes, instruction.to);
        add(effects.reads, instruction.from);
        break;
      case "field":
      case "index": {
        const root = rootOf(roots, instruction.base);
        if (root !== undefined) roots.set(instruction.into, root);
        break;
      }
      case "call":
        addCall(unit, instruction.callee, effects, running);
        break;
      case "havoc":
        addAll(effects);
    }
  }
}

function rootOf(roots: ReadonlyMap<TempId, VariableId>, operand: Operand): VariableId | undefined {
  if (operand.kind === "address") return operand.variable;
  return operand.kind === "temp" ? roots.get(operand.id) : undefined;
}

function addAll(effects: Effects): void {
  effects.reads.add("memory");
  effects.writes.add("memory").add(errnoVariable);
  effects.acts = true;
}

function addCall({ functions }: Unit, callee: Operand, effects: Effects, running: Set<FunctionIr>): void {
  const name = callee.kind === "function" ? callee.name : undefined;
  const own = name === undefined ? undefined : functions.get(name);
  if (own) running.add(own);
  else if (name === undefined) addAll(effects);
  else if (!Object.hasOwn(statusMacros, name)) addLibrary(name, effects);
}

function addLibrary(name: string, effects: Effects): void {
  const model = modelOf(name);
  if (isKernelCall(name)) {
    effects.writes.add(errnoVariable);
    effects.acts = true;
    return;
  }
  if (!model) {
    addAll(effects);
    return;
  }
  if (model.errno !== "keeps") effects.writes.add(errnoVariable);
  effects.reads.add("memory");
  if (model.pure || model.allocates) return;
  // A question, such as getpid(): asking it changes nothing.
  if (model.changesNothing && model.errno === "keeps") return;
  effects.acts = true;
  const writes = model.accesses ? model.accesses.some(({ kind }) => kind === "write") : !model.changesNothing;
  if (writes) effects.writes.add("memory");
}
