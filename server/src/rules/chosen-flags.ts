/** Flags that are chosen on the way to a call: on one of the ways they are set to what the call refuses. */
import type { FunctionIr, Operand, Unit, VariableId } from "../c/ir";
import type { Breach, CallRecord } from "../interp/record/events";
import type { Platform } from "../platforms/profile";
import type { Span } from "../text/span";
import { givenTo, isStoreTo, madeBy, storesBefore, unconverted } from "./arguments";

/** Which argument holds a call's flags. */
export const flagsArgument: Readonly<Record<string, number>> = { mlockall: 0, mlock2: 2, mmap: 3, mmap64: 3 };

/** Is it a breach by one of several numbers that the flags may be? */
export const isChoice = ({ flags }: Breach): boolean => flags !== undefined;

export interface WrongChoice {
  readonly breach: Breach;
  /** Where the flags become that. */
  readonly span: Span;
}

/** The first choice that the text spells out: an assignment, or a side of `? :`. What a variable began with is none where it is zero. */
export function wrongChoice(
  unit: Unit,
  platform: Platform,
  { site, name, breaches }: CallRecord,
): WrongChoice | undefined {
  const position = flagsArgument[name];
  const refused = breaches.filter(isChoice);
  if (position === undefined || refused.length === 0) return undefined;
  const chosen = givenTo(unit, site, [position]).flatMap(({ fn, operands: [flags] }) =>
    flags ? choicesIn(unit, fn, flags) : [],
  );
  for (const breach of refused) {
    const found = chosen.find(
      ({ fn, value, isFirst }) =>
        numberOf(fn, value, platform) === breach.flags && !(isFirst && breach.flags === 0),
    );
    if (found) return { breach, span: found.span };
  }
  return undefined;
}

interface Chosen {
  readonly fn: FunctionIr;
  readonly value: Operand;
  readonly span: Span;
  /** A variable's initialiser: mostly there is another value to come. */
  readonly isFirst: boolean;
}

function choicesIn(unit: Unit, fn: FunctionIr, flags: Operand): readonly Chosen[] {
  const plain = unconverted(fn, flags);
  if (plain.kind === "temp") {
    const sets = fn.blocks
      .flatMap(({ instructions }) => instructions)
      .filter((one) => one.op === "set" && one.into === plain.id);
    if (sets.length > 1)
      return sets.flatMap((one) =>
        one.op === "set" ? [{ fn, value: one.value, span: one.span, isFirst: false }] : [],
      );
  }
  const load = madeBy(fn, plain);
  if (load?.op !== "load" || load.address.kind !== "address") return [];
  const { variable } = load.address;
  if (unit.variables[variable]?.scope !== "local") return [];
  if (isGathered(fn, variable)) return [];
  return [...storesBefore(fn, load, variable)].flatMap((store): readonly Chosen[] => {
    if (!store) return [];
    const deeper = choicesIn(unit, fn, store.value);
    if (deeper.length > 0) return deeper;
    return [{ fn, value: store.value, span: store.span, isFirst: store.declares }];
  });
}

/** `flags |= …` somewhere: what else is stored there is a beginning, and no choice. */
const isGathered = (fn: FunctionIr, variable: VariableId): boolean =>
  fn.blocks.some(({ instructions }) =>
    instructions.some((one) => {
      if (!isStoreTo(one, variable)) return false;
      const made = madeBy(fn, unconverted(fn, one.value));
      if (made?.op !== "binary" || made.operator !== "|") return false;
      return [made.left, made.right].some((operand) => {
        const load = madeBy(fn, unconverted(fn, operand));
        return load?.op === "load" && load.address.kind === "address" && load.address.variable === variable;
      });
    }),
  );

/** A number, a constant of the platform, or several joined. */
function numberOf(fn: FunctionIr, operand: Operand, platform: Platform): number | undefined {
  const plain = unconverted(fn, operand);
  if (plain.kind === "integer") return plain.value;
  if (plain.kind === "name") return platform.constants[plain.name];
  const made = madeBy(fn, plain);
  if (made?.op !== "binary") return undefined;
  const left = numberOf(fn, made.left, platform);
  const right = numberOf(fn, made.right, platform);
  if (left === undefined || right === undefined) return undefined;
  return made.operator === "|" ? left | right : made.operator === "&" ? left & right : undefined;
}
