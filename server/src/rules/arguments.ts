/** Where the arguments of a call come from, as the code spells it: helpers that pass them on, locals set once. */
import type { CallSite, FunctionIr, Instruction, Operand, Unit, VariableId } from "../c/ir";
import { operandsOf } from "../c/operands";
import { flowOf } from "../interp/flow";
import type { Span } from "../text/span";

export type CallInstruction = Extract<Instruction, { op: "call" }>;

/** Some arguments of a call, in the order in which they were asked for. */
export interface Given {
  readonly fn: FunctionIr;
  readonly site: CallSite;
  readonly operands: readonly Operand[];
  readonly spans: readonly Span[];
}

const mostHelpers = 3;

/** The call itself; where its function only passes on what it is given there, the calls of that function in its place. */
export function givenTo(
  unit: Unit,
  site: CallSite,
  positions: readonly number[],
  depth = 0,
): readonly Given[] {
  const fn = unit.functions.get(site.functionName);
  const call = fn && callAt(fn, site);
  const operands = positions.flatMap((position) => call?.args[position] ?? []);
  const spans = positions.flatMap((position) => site.args[position] ?? []);
  if (!fn || operands.length < positions.length || spans.length < positions.length) return [];
  const own = operands.map((operand) => parameterOf(fn, operand));
  const passed = own.filter((index) => index !== undefined);
  if (passed.length < own.length || depth >= mostHelpers) return [{ fn, site, operands, spans }];
  const callers = callersOf(unit, fn.name);
  return callers.length === 0
    ? [{ fn, site, operands, spans }]
    : callers.flatMap((caller) => givenTo(unit, caller, passed, depth + 1));
}

const callAt = ({ blocks }: FunctionIr, { id }: CallSite): CallInstruction | undefined =>
  blocks
    .flatMap(({ instructions }) => instructions)
    .find((one): one is CallInstruction => one.op === "call" && one.site === id);

function callersOf({ functions, sites }: Unit, name: string): CallSite[] {
  const found: CallSite[] = [];
  for (const { blocks } of functions.values()) {
    for (const { instructions } of blocks) {
      for (const one of instructions) {
        if (one.op !== "call" || one.callee.kind !== "function" || one.callee.name !== name) continue;
        const site = sites[one.site];
        if (site) found.push(site);
      }
    }
  }
  return found;
}

/** The parameter that an operand is, unchanged. */
function parameterOf(fn: FunctionIr, operand: Operand): number | undefined {
  const load = madeBy(fn, operand);
  if (load?.op !== "load" || load.address.kind !== "address") return undefined;
  const index = fn.parameters.indexOf(load.address.variable);
  return index >= 0 && usesOf(fn, load.address.variable).stores.length === 0 ? index : undefined;
}

/** What makes an operand, conversions left aside; undefined for constants and addresses. */
export function madeBy(fn: FunctionIr, operand: Operand): Instruction | undefined {
  const made = operand.kind === "temp" ? flowOf(fn).definitions.get(operand.id) : undefined;
  return made?.op === "convert" ? (madeBy(fn, made.value) ?? made) : made;
}

/** The operand without the conversions around it. */
export function unconverted(fn: FunctionIr, operand: Operand): Operand {
  const made = operand.kind === "temp" ? flowOf(fn).definitions.get(operand.id) : undefined;
  return made?.op === "convert" ? unconverted(fn, made.value) : operand;
}

export interface Origin {
  readonly operand: Operand;
  /** The assignment that it comes from, where it comes from one. */
  readonly set: Span | undefined;
}

/** What an operand is made of, behind conversions and local variables that are set in one place. */
export function originOf(unit: Unit, fn: FunctionIr, operand: Operand, set?: Span): Origin {
  const plain = unconverted(fn, operand);
  const load = madeBy(fn, plain);
  if (load?.op !== "load" || load.address.kind !== "address") return { operand: plain, set };
  const { variable } = load.address;
  if (unit.variables[variable]?.scope !== "local") return { operand: plain, set };
  const { stores, isShared } = usesOf(fn, variable);
  const [only, ...more] = stores;
  if (!only || more.length > 0 || isShared) return { operand: plain, set };
  return originOf(unit, fn, only.value, only.span);
}

interface Uses {
  readonly stores: readonly Extract<Instruction, { op: "store" }>[];
  /** Its address goes elsewhere: others may set it. */
  readonly isShared: boolean;
}

function usesOf({ blocks }: FunctionIr, variable: VariableId): Uses {
  const all = blocks.flatMap(({ instructions }) => instructions);
  const isIt = (operand: Operand) => operand.kind === "address" && operand.variable === variable;
  const stores = all.filter((one) => one.op === "store").filter(({ address }) => isIt(address));
  const isShared = all.some(
    (one) =>
      one.op !== "load" && (one.op === "store" ? isIt(one.value) : operandsOf(one).some((o) => isIt(o))),
  );
  return { stores, isShared };
}
