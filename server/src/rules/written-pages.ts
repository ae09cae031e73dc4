/** Expressions that round by a page size that is written down as a number. */
import type { FunctionIr, Instruction, Operand, Unit, VariableId } from "../c/ir";
import type { Span } from "../text/span";
import { madeBy, originOf } from "./arguments";
import { handedIn, memberOf } from "./members";

export interface Rounding {
  /** The expression. */
  readonly span: Span;
  /** What it takes a page to have. */
  readonly bytes: number;
}

/** Sizes that pages have somewhere, bytes. */
const sizes: ReadonlySet<number> = new Set([4096, 8192, 16384, 32768]);

const mostHelpers = 3;

export const instructionsOf = ({ blocks }: FunctionIr): Instruction[] =>
  blocks.flatMap(({ instructions }) => instructions);

/** All that rounds in what an argument is made of: sums, locals set once, and what helpers return. */
export function roundingsIn(
  unit: Unit,
  fn: FunctionIr,
  operand: Operand,
  of: "address" | "length",
  depth = 0,
): readonly Rounding[] {
  const made = madeBy(fn, originOf(unit, fn, operand).operand);
  const within = (part: Operand) => roundingsIn(unit, fn, part, of, depth);
  switch (made?.op) {
    case "binary": {
      const bytes = roundedBy(unit, fn, made);
      if (bytes !== undefined) return [{ span: made.span, bytes }];
      if (made.operator !== "+" && made.operator !== "-") return [];
      // What lies above a page's start is taken from an address, and added to a length.
      const takes = made.operator === (of === "address" ? "-" : "+");
      const rests = takes ? [made.left, made.right].flatMap((part) => restOf(unit, fn, part)) : [];
      return [...rests, ...within(made.left), ...within(made.right)];
    }
    case "index":
      return [
        ...(made.subtract ? restOf(unit, fn, made.index) : []),
        ...within(made.base),
        ...within(made.index),
      ];
    case "call": {
      const helper = made.callee.kind === "function" ? unit.functions.get(made.callee.name) : undefined;
      if (!helper || depth >= mostHelpers) return [];
      return returnsOf(helper).flatMap((value) => roundingsIn(unit, helper, value, of, depth + 1));
    }
    case "load": {
      const member =
        depth < mostHelpers ? memberOf(unit, fn, originOf(unit, fn, operand).operand) : undefined;
      if (!member) return [];
      return handedIn(unit, member).flatMap((place) =>
        roundingsIn(unit, place.fn, place.operand, of, depth + 1),
      );
    }
    default:
      return [];
  }
}

const returnsOf = ({ blocks }: FunctionIr): Operand[] =>
  blocks.flatMap(({ terminator }) =>
    terminator.op === "return" && terminator.value ? [terminator.value] : [],
  );

type Binary = Extract<Instruction, { op: "binary" }>;

/** `x & ~4095`, `x / 4096 * 4096`, `x >> 12 << 12`: the page that it rounds to, bytes. */
function roundedBy(unit: Unit, fn: FunctionIr, { operator, left, right }: Binary): number | undefined {
  if (operator === "&") {
    const mask = constantOf(unit, fn, right) ?? constantOf(unit, fn, left);
    return mask === undefined
      ? undefined
      : [-mask, 2 ** 32 - mask, 2 ** 64 - mask].find((one) => sizes.has(one));
  }
  if (operator !== "*" && operator !== "<<") return undefined;
  const count = madeBy(fn, originOf(unit, fn, left).operand);
  const by = constantOf(unit, fn, right);
  if (count?.op !== "binary" || by === undefined || constantOf(unit, fn, count.right) !== by)
    return undefined;
  if (count.operator !== (operator === "*" ? "/" : ">>")) return undefined;
  const bytes = operator === "*" ? by : 2 ** by;
  return sizes.has(bytes) ? bytes : undefined;
}

/** `x & 4095`, `x % 4096`. */
function restOf(unit: Unit, fn: FunctionIr, operand: Operand): readonly Rounding[] {
  const made = madeBy(fn, originOf(unit, fn, operand).operand);
  if (made?.op !== "binary" || (made.operator !== "&" && made.operator !== "%")) return [];
  const by = constantOf(unit, fn, made.right);
  const bytes = by === undefined ? undefined : made.operator === "&" ? by + 1 : by;
  return bytes !== undefined && sizes.has(bytes) ? [{ span: made.span, bytes }] : [];
}

/** The number that an operand always is, as far as the text says it. */
export function constantOf(unit: Unit, fn: FunctionIr, operand: Operand): number | undefined {
  const { operand: origin } = originOf(unit, fn, operand);
  if (origin.kind === "integer") return origin.value;
  const made = madeBy(fn, origin);
  switch (made?.op) {
    case "unary": {
      const value = constantOf(unit, fn, made.operand);
      if (value === undefined || made.operator === "!") return undefined;
      return made.operator === "-" ? -value : -value - 1;
    }
    case "binary": {
      const left = constantOf(unit, fn, made.left);
      const right = left === undefined ? undefined : constantOf(unit, fn, made.right);
      return left === undefined || right === undefined ? undefined : computed(made.operator, left, right);
    }
    case "load": {
      if (made.address.kind === "address") return globalConstant(unit, made.address.variable);
      const stored = memberOf(unit, fn, origin)?.operand;
      return stored?.kind === "integer" ? stored.value : undefined;
    }
    default:
      return undefined;
  }
}

function computed(operator: Binary["operator"], left: number, right: number): number | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "<<":
      return right >= 0 && right < 32 ? left * 2 ** right : undefined;
    default:
      return undefined;
  }
}

/** A variable that is set once, by its initialiser or by one assignment, and that no other file sets. */
function globalConstant(unit: Unit, id: VariableId): number | undefined {
  const { variables, initializer, functions, outline } = unit;
  const variable = variables[id];
  if (!variable || (variable.scope !== "static" && !variable.isConst)) return undefined;
  const sets = (fn: FunctionIr) =>
    instructionsOf(fn).filter(
      (one) => one.op === "store" && one.address.kind === "address" && one.address.variable === id,
    );
  const [only, ...others] = [initializer, ...functions.values()].flatMap(sets);
  if (only?.op !== "store" || only.value.kind !== "integer" || others.length > 0) return undefined;
  // A function that was not looked into may set what it mentions.
  const isOpen = outline.some(({ name, mentions }) => !functions.has(name) && mentions.has(variable.name));
  if (isOpen && !variable.isConst) return undefined;
  return only.value.value;
}
