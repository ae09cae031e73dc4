/** Where the arguments of a call come from, as the code spells it: helpers that pass them on, locals set once. */
import type { CallSite, FunctionIr, Instruction, Operand, SiteId, Unit, VariableId } from "../c/ir";
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
  const written = writtenAt(unit, site, positions);
  if (!written) return [];
  const own = written.operands.map((operand) => parameterOf(written.fn, operand));
  const passed = own.filter((index) => index !== undefined);
  if (passed.length < own.length || depth >= mostHelpers) return [written];
  const callers = callsOf(unit).byName.get(written.fn.name) ?? [];
  return callers.length === 0
    ? [written]
    : callers.flatMap((caller) => givenTo(unit, caller, passed, depth + 1));
}

/** The call itself, whoever gave its function what it passes on; undefined where it lacks one of these arguments. */
export function writtenAt(unit: Unit, site: CallSite, positions: readonly number[]): Given | undefined {
  const fn = unit.functions.get(site.functionName);
  const call = fn && callsOf(unit).bySite.get(site.id);
  // The site of syscall(SYS_mlock, p, n) is told as that of mlock(p, n).
  const before = (call?.args.length ?? 0) - site.args.length;
  const operands = positions.flatMap((position) => call?.args[before + position] ?? []);
  const spans = positions.flatMap((position) => site.args[position] ?? []);
  const isWhole = operands.length === positions.length && spans.length === positions.length;
  return fn && isWhole ? { fn, site, operands, spans } : undefined;
}

interface Calls {
  readonly bySite: ReadonlyMap<SiteId, CallInstruction>;
  /** Those of a function that is called by its name. */
  readonly byName: ReadonlyMap<string, readonly CallSite[]>;
}

const callsIn = new WeakMap<Unit, Calls>();

/** A unit never changes: its calls are sorted once. */
function callsOf(unit: Unit): Calls {
  const calls = callsIn.get(unit) ?? sortedCalls(unit);
  callsIn.set(unit, calls);
  return calls;
}

function sortedCalls({ functions, sites }: Unit): Calls {
  const bySite = new Map<SiteId, CallInstruction>();
  const byName = new Map<string, CallSite[]>();
  for (const { blocks } of functions.values()) {
    for (const { instructions } of blocks) {
      for (const one of instructions) {
        if (one.op !== "call") continue;
        bySite.set(one.site, one);
        const site = one.callee.kind === "function" ? sites[one.site] : undefined;
        if (!site || one.callee.kind !== "function") continue;
        const known = byName.get(one.callee.name);
        if (known) known.push(site);
        else byName.set(one.callee.name, [site]);
      }
    }
  }
  return { bySite, byName };
}

/** The calls of a function by its name, and where they stand. */
export const callersOf = (
  unit: Unit,
  name: string,
): readonly { readonly fn: FunctionIr; readonly call: CallInstruction }[] =>
  (callsOf(unit).byName.get(name) ?? []).flatMap(({ id, functionName }) => {
    const [fn, call] = [unit.functions.get(functionName), callsOf(unit).bySite.get(id)];
    return fn && call ? [{ fn, call }] : [];
  });

/** The parameter that an operand is, unchanged. */
export function parameterOf(fn: FunctionIr, operand: Operand): number | undefined {
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

const longestWay = 16;

/** What an operand is made of, behind conversions and local variables of which one assignment alone can have set it. */
export function originOf(unit: Unit, fn: FunctionIr, operand: Operand, set?: Span, steps = 0): Origin {
  const plain = unconverted(fn, operand);
  const load = madeBy(fn, plain);
  if (load?.op !== "load" || load.address.kind !== "address") return { operand: plain, set };
  const { variable } = load.address;
  if (unit.variables[variable]?.scope !== "local") return { operand: plain, set };
  const { stores, isShared } = usesOf(fn, variable);
  const only = stores.length > 1 ? lastStore(fn, load, variable) : stores[0];
  if (!only || isShared || steps > longestWay) return { operand: plain, set };
  return originOf(unit, fn, only.value, only.span, steps + 1);
}

type Store = Extract<Instruction, { op: "store" }>;

export const isStoreTo = (one: Instruction, variable: VariableId): one is Store =>
  one.op === "store" && one.address.kind === "address" && one.address.variable === variable;

/** The assignments that may have been made last before a load, one for each way to it; undefined for a way without one. */
export function storesBefore(
  fn: FunctionIr,
  load: Instruction,
  variable: VariableId,
): ReadonlySet<Store | undefined> {
  const { predecessors } = flowOf(fn);
  const lastIn = (instructions: readonly Instruction[] = []) =>
    instructions.findLast((one): one is Store => isStoreTo(one, variable));
  const home = fn.blocks.findIndex(({ instructions }) => instructions.includes(load));
  const before = fn.blocks[home]?.instructions ?? [];
  const near = lastIn(before.slice(0, before.indexOf(load)));
  if (near) return new Set([near]);
  // At the function's beginning nothing was assigned yet.
  const found = new Set<Store | undefined>(home === 0 ? [undefined] : []);
  const seen = new Set<number>();
  const pending = [...(predecessors[home] ?? [])];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const last = lastIn(fn.blocks[id]?.instructions);
    if (last || id === 0) found.add(last);
    if (!last) pending.push(...(predecessors[id] ?? []));
  }
  return found;
}

/** The assignment that was made last before a load, whichever way was taken to it. */
function lastStore(fn: FunctionIr, load: Instruction, variable: VariableId): Store | undefined {
  const stores = storesBefore(fn, load, variable);
  return stores.size === 1 ? [...stores][0] : undefined;
}

interface Uses {
  readonly stores: readonly Store[];
  /** Its address goes elsewhere: others may set it. */
  readonly isShared: boolean;
}

const usesIn = new WeakMap<FunctionIr, ReadonlyMap<VariableId, Uses>>();
const unused: Uses = { stores: [], isShared: false };

/** Of all variables of a function at once, since it never changes. */
function usesOf(fn: FunctionIr, variable: VariableId): Uses {
  const uses = usesIn.get(fn) ?? allUses(fn);
  usesIn.set(fn, uses);
  return uses.get(variable) ?? unused;
}

function allUses({ blocks }: FunctionIr): ReadonlyMap<VariableId, Uses> {
  const uses = new Map<VariableId, Uses>();
  const of = (variable: VariableId) => uses.get(variable) ?? unused;
  const share = (operand: Operand) => {
    if (operand.kind === "address") uses.set(operand.variable, { ...of(operand.variable), isShared: true });
  };
  for (const { instructions } of blocks) {
    for (const one of instructions) {
      if (one.op === "load") continue;
      if (one.op !== "store") {
        operandsOf(one).forEach(share);
        continue;
      }
      share(one.value);
      if (one.address.kind !== "address") continue;
      const { variable } = one.address;
      uses.set(variable, { ...of(variable), stores: [...of(variable).stores, one] });
    }
  }
  return uses;
}
