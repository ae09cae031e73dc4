/** What a function may write, read off its code and that of what it calls: one that is not followed costs no more than that. */
import type { FunctionIr, Operand, TempId, Unit, VariableId } from "../../c/ir";
import { operandsOf, rootOf } from "../../c/operands";
import { isKernelCall } from "../kernel/kernel";
import { modelOf } from "../models";

export interface Writes {
  /** Those of the file. */
  readonly variables: ReadonlySet<VariableId>;
  /** It writes where a pointer leads that is not one of these variables' addresses. */
  readonly throughPointers: boolean;
  /** It calls what nobody here knows, and what may come back into this file and write anything. */
  readonly callsUnknown: boolean;
}

const known = new WeakMap<FunctionIr, Writes>();

export function writesOf(unit: Unit, start: FunctionIr): Writes {
  const before = known.get(start);
  if (before) return before;
  const variables = new Set<VariableId>();
  let throughPointers = false;
  let callsUnknown = false;
  const running = new Set([start]);
  for (const { blocks } of running) {
    const roots = new Map<TempId, VariableId>();
    const givesAway = (operand: Operand) => {
      const root = rootOf(roots, operand);
      if (root !== undefined && isOfFile(unit, root)) variables.add(root);
    };
    const writes = (operand: Operand) => {
      if (rootOf(roots, operand) === undefined) throughPointers = true;
      givesAway(operand);
    };
    for (const { instructions, terminator } of blocks) {
      for (const instruction of instructions) {
        if ("into" in instruction && instruction.op !== "call" && instruction.op !== "set") {
          const from =
            "base" in instruction ? instruction.base : "value" in instruction ? instruction.value : undefined;
          const root = from && rootOf(roots, from);
          if (root !== undefined) roots.set(instruction.into, root);
        }
        if (instruction.op === "store" || instruction.op === "set") givesAway(instruction.value);
        if (instruction.op === "store" || instruction.op === "zero") writes(instruction.address);
        if (instruction.op === "copy") writes(instruction.to);
        if (instruction.op === "havoc") throughPointers = callsUnknown = true;
        if (instruction.op !== "call") continue;
        instruction.args.forEach(givesAway);
        for (const operand of [instruction.callee, ...instruction.args]) {
          const callee = operand.kind === "function" && unit.functions.get(operand.name);
          if (callee) running.add(callee);
          else if (operand.kind === "function" || operand === instruction.callee) {
            throughPointers = true;
            if (!isOfLibrary(operand)) callsUnknown = true;
          }
        }
      }
      if (terminator.op === "return" && terminator.value) givesAway(terminator.value);
    }
  }
  const writes = { variables, throughPointers, callsUnknown };
  known.set(start, writes);
  return writes;
}

const isOfFile = ({ variables }: Unit, id: VariableId): boolean =>
  ["global", "static", "external"].includes(variables[id]?.scope ?? "") && id !== 0;

/** Before these return, functions may run that the call does not name. */
export const runsOthers: ReadonlySet<string> = new Set([
  "pthread_join",
  "raise",
  "kill",
  "pthread_kill",
  "sigqueue",
  "pause",
  "sigsuspend",
  "sigprocmask",
  "pthread_sigmask",
]);

const isOfLibrary = (callee: Operand): boolean =>
  callee.kind === "function" &&
  !runsOthers.has(callee.name) &&
  (isKernelCall(callee.name) || modelOf(callee.name) !== undefined);

/** What all of them together may write. */
export const allOf = (writes: readonly Writes[]): Writes => ({
  variables: new Set(writes.flatMap(({ variables }) => [...variables])),
  throughPointers: writes.some((one) => one.throughPointers),
  callsUnknown: writes.some((one) => one.callsUnknown),
});

/** How many parameters a signal handler or a thread may be declared with. */
const parametersOfOthers: ReadonlySet<number> = new Set([0, 1, 3]);

const knownOthers = new WeakMap<Unit, Writes | undefined>();

/** What handlers and threads of the unit may write; undefined where code that may set some was not read. */
export function writesOfOthers(unit: Unit): Writes | undefined {
  if (knownOthers.has(unit)) return knownOthers.get(unit);
  const isWhole = unit.outline.every(({ name }) => unit.functions.has(name));
  const others = isWhole ? allOf(othersOf(unit).map((fn) => writesOf(unit, fn))) : undefined;
  knownOthers.set(unit, others);
  return others;
}

/** Functions whose address is taken, by what they are like. */
function othersOf({ functions, initializer }: Unit): readonly FunctionIr[] {
  const given = new Set<string>();
  for (const { blocks } of [initializer, ...functions.values()]) {
    for (const { instructions, terminator } of blocks) {
      const read = instructions.flatMap((one) => (one.op === "call" ? one.args : operandsOf(one)));
      const last = terminator.op === "return" && terminator.value ? [terminator.value] : [];
      for (const operand of [...read, ...last]) if (operand.kind === "function") given.add(operand.name);
    }
  }
  return [...functions.values()].filter(
    ({ name, parameters }) => given.has(name) && parametersOfOthers.has(parameters.length),
  );
}
