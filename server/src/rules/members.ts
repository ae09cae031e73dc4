/** What a record's member holds, as far as one assignment in the whole unit tells: where arguments come from by way of one. */
import type { FunctionIr, Instruction, Operand, Unit } from "../c/ir";
import type { CType } from "../c/types/types";
import { callersOf, madeBy, parameterOf } from "./arguments";

/** An operand, and the function in which it stands. */
export interface Place {
  readonly fn: FunctionIr;
  readonly operand: Operand;
}

type Store = Extract<Instruction, { op: "store" }>;

/** What the one assignment to a member stores that an operand is loaded from; undefined where there are more, or others may make one. */
export function memberOf(unit: Unit, fn: FunctionIr, operand: Operand): Place | undefined {
  const load = madeBy(fn, operand);
  const key = load?.op === "load" ? keyOf(unit, fn, load.address) : undefined;
  if (!key || !isWhole(unit, key.field)) return undefined;
  const [only, ...others] = storesOf(unit).get(`${key.record} ${key.field}`) ?? [];
  return others.length === 0 ? only : undefined;
}

/** What is handed to a function as the parameter that the operand is; the operand itself where it is none. */
export function handedIn(unit: Unit, place: Place): readonly Place[] {
  const index = parameterOf(place.fn, place.operand);
  if (index === undefined) return [place];
  return callersOf(unit, place.fn.name).flatMap(({ fn, call }) => {
    const operand = call.args[index];
    return operand ? [{ fn, operand }] : [];
  });
}

interface Key {
  readonly record: string;
  readonly field: string;
}

/** A member is known by its name and its record's tag. */
function keyOf(unit: Unit, fn: FunctionIr, address: Operand): Key | undefined {
  const made = madeBy(fn, address);
  if (made?.op !== "field") return undefined;
  const record = recordAt(unit, fn, made.base);
  return record === undefined ? undefined : { record, field: made.field };
}

function recordAt(unit: Unit, fn: FunctionIr, base: Operand): string | undefined {
  if (base.kind === "address") return tagOf(unit.variables[base.variable]?.type);
  const made = madeBy(fn, base);
  if (made?.op === "field" || made?.op === "index") return tagOf(made.type);
  return made && "type" in made && made.type.kind === "pointer" ? tagOf(made.type.to) : undefined;
}

function tagOf(type: CType | undefined): string | undefined {
  if (type?.kind === "array") return tagOf(type.of);
  return type?.kind === "record" ? type.tag : undefined;
}

/** A function that was not looked into may set what it mentions. */
const isWhole = ({ outline, functions }: Unit, field: string): boolean =>
  outline.every(({ name, mentions }) => functions.has(name) || !mentions.has(field));

const known = new WeakMap<Unit, ReadonlyMap<string, readonly Place[]>>();

/** Of all members of a unit at once, since it never changes. */
function storesOf(unit: Unit): ReadonlyMap<string, readonly Place[]> {
  const stores = known.get(unit) ?? allStores(unit);
  known.set(unit, stores);
  return stores;
}

function allStores(unit: Unit): ReadonlyMap<string, readonly Place[]> {
  const stores = new Map<string, Place[]>();
  for (const fn of [unit.initializer, ...unit.functions.values()]) {
    for (const { address, value } of fn.blocks.flatMap(({ instructions }) => instructions.filter(isStore))) {
      const key = keyOf(unit, fn, address);
      if (!key || (value.kind === "integer" && value.value === 0)) continue;
      const name = `${key.record} ${key.field}`;
      stores.set(name, [...(stores.get(name) ?? []), { fn, operand: value }]);
    }
  }
  return stores;
}

const isStore = (one: Instruction): one is Store => one.op === "store";
