/** Variables in which a function keeps the page size once it has asked for it: whoever runs first, they hold no other number. */
import type { FunctionIr, Instruction, Operand, TempId, Unit, VariableId } from "../c/ir";
import { operandsOf } from "../c/operands";
import type { Run } from "./context";
import { flowOf } from "./flow";
import { exactly, join, type Range } from "./values/range";

/** What a variable that keeps the page size may hold at any time; undefined for every other variable. */
export function keptPageSize({ unit, platform }: Run, variable: VariableId): Range | undefined {
  const first = cachesIn(unit).get(variable);
  return first === undefined ? undefined : join(exactly(first), exactly(platform.pageSize.usual));
}

const known = new WeakMap<Unit, ReadonlyMap<VariableId, number>>();

/** By variable, what it holds before somebody has asked. */
function cachesIn(unit: Unit): ReadonlyMap<VariableId, number> {
  const before = known.get(unit);
  if (before) return before;
  const found = new Map<VariableId, number>();
  for (const fn of unit.functions.values()) {
    for (const variable of storedIn(fn)) {
      const first = isCache(unit, fn, variable) ? firstValue(unit, variable) : undefined;
      if (first !== undefined) found.set(variable, first);
    }
  }
  known.set(unit, found);
  return found;
}

const instructionsOf = ({ blocks }: FunctionIr): readonly Instruction[] =>
  blocks.flatMap(({ instructions }) => instructions);

const isAddress = (operand: Operand, variable: VariableId): boolean =>
  operand.kind === "address" && operand.variable === variable;

const storedIn = (fn: FunctionIr): ReadonlySet<VariableId> =>
  new Set(
    instructionsOf(fn).flatMap((one) =>
      one.op === "store" && one.address.kind === "address" ? [one.address.variable] : [],
    ),
  );

/** One function alone reads, tests and writes it, and writes nothing there but the page size. */
function isCache(unit: Unit, fn: FunctionIr, id: VariableId): boolean {
  const variable = unit.variables[id];
  if (variable?.scope !== "static" || !isOwn(unit, fn, id)) return false;
  const isElsewhere = [...unit.functions.values()].some(
    (other) =>
      other !== fn && instructionsOf(other).some((one) => operandsOf(one).some((it) => isAddress(it, id))),
  );
  return !isElsewhere && holdsPageSize(fn, id, new Set()) && isTested(fn, id);
}

/** Declared inside the function, or in a file whose functions are all in sight that mention it. */
function isOwn({ variables, outline, functions, guests }: Unit, fn: FunctionIr, id: VariableId): boolean {
  const { name, span } = variables[id] ?? { name: "", span: fn.nameSpan };
  if (fn.body.start <= span.start && span.end <= fn.body.end) return true;
  const unseen = outline.some((one) => one.mentions.has(name) && !functions.has(one.name));
  return !guests.has(fn.name) && !unseen;
}

/** Is the variable only loaded and stored, and is the page size all that is stored? */
function holdsPageSize(fn: FunctionIr, id: VariableId, seen: ReadonlySet<VariableId>): boolean {
  if (seen.has(id)) return false;
  const uses = instructionsOf(fn).filter((one) => operandsOf(one).some((operand) => isAddress(operand, id)));
  const stores = uses.flatMap((one) => (one.op === "store" && !isAddress(one.value, id) ? [one.value] : []));
  const isPlain = uses.every(({ op }) => op === "load" || op === "store");
  return (
    isPlain && stores.length > 0 && stores.every((value) => isPageSize(fn, value, new Set([...seen, id])))
  );
}

/** Does an operand come from sysconf(_SC_PAGESIZE) or getpagesize() by conversions and local variables alone? */
function isPageSize(fn: FunctionIr, operand: Operand, seen: ReadonlySet<VariableId>): boolean {
  const made = operand.kind === "temp" ? flowOf(fn).definitions.get(operand.id) : undefined;
  if (made?.op === "convert") return isPageSize(fn, made.value, seen);
  if (made?.op === "load" && made.address.kind === "address")
    return holdsPageSize(fn, made.address.variable, seen);
  if (made?.op !== "call" || made.callee.kind !== "function") return false;
  const [asked] = made.args;
  const isAsked = asked?.kind === "name" && /^_SC_PAGE_?SIZE$/.test(asked.name);
  return made.callee.name === "getpagesize" || (made.callee.name === "sysconf" && isAsked);
}

/** `if (size == 0)`, `if (!size)`: whoever reads it afterwards knows that somebody has asked. */
function isTested(fn: FunctionIr, id: VariableId): boolean {
  const { definitions } = flowOf(fn);
  const isRead = (temp: TempId): boolean => {
    const made = definitions.get(temp);
    if (made?.op === "load") return isAddress(made.address, id);
    if (!made || !tests.has(made.op)) return false;
    return operandsOf(made).some((operand) => operand.kind === "temp" && isRead(operand.id));
  };
  return fn.blocks.some(
    ({ terminator }) =>
      terminator.op === "branch" && terminator.condition.kind === "temp" && isRead(terminator.condition.id),
  );
}

const tests: ReadonlySet<Instruction["op"]> = new Set(["convert", "unary", "binary"]);

/** Its initial value: a number that is written there, or 0. */
function firstValue({ initializer }: Unit, id: VariableId): number | undefined {
  const uses = instructionsOf(initializer).filter((one) => operandsOf(one).some((it) => isAddress(it, id)));
  if (uses.length === 0) return 0;
  const [only] = uses;
  return uses.length === 1 && only?.op === "store" && only.value.kind === "integer"
    ? only.value.value
    : undefined;
}
