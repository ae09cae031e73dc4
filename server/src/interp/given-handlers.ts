/** Which functions are given to somebody who runs them: as an argument, in a record, or through a helper of the program's own. */
import type { FunctionIr, Instruction, Operand, Unit } from "../c/ir";
import type { Slices } from "../text/slices";
import { callbackOf } from "./calls/callbacks";
import { flowOf } from "./flow";

/** The members in which sigaction() finds a handler. */
const members: ReadonlySet<string> = new Set(["sa_handler", "sa_sigaction"]);

/** How many helpers may stand between. */
const mostHelpers = 3;

/** Instructions between two chances to give up. */
export const instructionsPerSlice = 10_000;

export function* handlersIn(unit: Unit): Slices<ReadonlySet<string>> {
  const giving = yield* givingIn(unit);
  const handlers = new Set<string>();
  /** Parameters that are handed on, as "position of function". */
  const passed = new Set<string>();
  for (let round = 0, hasGrown = true; hasGrown && round <= mostHelpers; round++) {
    const before = handlers.size + passed.size;
    for (const { fn, instruction } of giving) {
      for (const operand of givenBy(fn, instruction, passed)) {
        if (operand.kind === "function") handlers.add(operand.name);
        const position = parameterOf(fn, operand);
        if (position >= 0) passed.add(`${position} of ${fn.name}`);
      }
    }
    hasGrown = handlers.size + passed.size > before;
    yield;
  }
  return handlers;
}

interface Giving {
  readonly fn: FunctionIr;
  readonly instruction: Instruction;
}

/** Calls by name, and stores in functions that name such a member: nearly all of a unit is gone over once only. */
function* givingIn({ functions, initializer }: Unit): Slices<readonly Giving[]> {
  const giving: Giving[] = [];
  let count = 0;
  for (const fn of [...functions.values(), initializer]) {
    const instructions = fn.blocks.flatMap((block) => block.instructions);
    const namesMember = instructions.some((one) => one.op === "field" && members.has(one.field));
    for (const instruction of instructions) {
      if (instruction.op === "call" || (instruction.op === "store" && namesMember))
        giving.push({ fn, instruction });
    }
    count += instructions.length;
    if (count < instructionsPerSlice) continue;
    count = 0;
    yield;
  }
  return giving;
}

/** What an instruction gives away as a function to be run. */
function givenBy(fn: FunctionIr, one: Instruction, passed: ReadonlySet<string>): readonly Operand[] {
  if (one.op === "store") return isMember(fn, one.address) ? [one.value] : [];
  if (one.op !== "call" || one.callee.kind !== "function") return [];
  const { name } = one.callee;
  const row = callbackOf(name);
  return one.args.filter((_, index) => index === row?.handler || passed.has(`${index} of ${name}`));
}

function isMember(fn: FunctionIr, address: Operand): boolean {
  const made = address.kind === "temp" ? flowOf(fn).definitions.get(address.id) : undefined;
  return made?.op === "field" && members.has(made.field);
}

function parameterOf(fn: FunctionIr, operand: Operand): number {
  const made = operand.kind === "temp" ? flowOf(fn).definitions.get(operand.id) : undefined;
  if (made?.op === "convert") return parameterOf(fn, made.value);
  return made?.op === "load" && made.address.kind === "address"
    ? fn.parameters.indexOf(made.address.variable)
    : -1;
}
