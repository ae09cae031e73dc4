/** How code reckons in pages: what it takes for their size, and what counts them. */
import type { FunctionIr, Instruction, Operand, Unit, VariableId } from "../c/ir";
import { madeBy, originOf, unconverted } from "./arguments";
import { memberOf } from "./members";

/** Sizes that pages have somewhere, bytes. */
const sizes: ReadonlySet<number> = new Set([4096, 8192, 16384, 65536]);
/** By 16 bits two numbers are packed into one. */
const shifts: ReadonlySet<number> = new Set([12, 13, 14]);

const sizeName = /^(?:\w*_)?page_?(?:size|sz|bytes)$/i;

/** Is it the page size: asked for, named, or written out? */
export function isPageSize(unit: Unit, fn: FunctionIr, operand: Operand): boolean {
  const plain = unconverted(fn, operand);
  if (bearsName(unit, fn, plain)) return true;
  const { operand: origin } = originOf(unit, fn, plain);
  if (origin.kind === "integer") return sizes.has(origin.value);
  if (origin.kind === "name") return sizeName.test(origin.name);
  const made = madeBy(fn, origin);
  if (made?.op !== "call" || made.callee.kind !== "function") return bearsName(unit, fn, origin);
  const [asked] = made.args;
  return (
    made.callee.name === "getpagesize" ||
    (made.callee.name === "sysconf" && asked?.kind === "name" && /^_SC_PAGE_?SIZE$/.test(asked.name))
  );
}

function bearsName({ variables }: Unit, fn: FunctionIr, operand: Operand): boolean {
  const made = madeBy(fn, operand);
  if (made?.op !== "load") return false;
  if (made.address.kind === "address") return sizeName.test(variables[made.address.variable]?.name ?? "");
  const field = madeBy(fn, made.address);
  return field?.op === "field" && sizeName.test(field.field);
}

/** Does it count pages: bytes divided by their size, a member that is set to such, or a variable that is multiplied by it elsewhere? */
export function countsPages(unit: Unit, fn: FunctionIr, operand: Operand): boolean {
  const { operand: origin } = originOf(unit, fn, operand);
  const member = memberOf(unit, fn, origin);
  if (member && madeBy(member.fn, member.operand)?.op === "binary")
    return countsPages(unit, member.fn, member.operand);
  const made = madeBy(fn, origin);
  if (made?.op === "binary") {
    if (made.operator === "/") return isPageSize(unit, fn, made.right);
    return made.operator === ">>" && made.right.kind === "integer" && shifts.has(made.right.value);
  }
  const variable = variableOf(fn, origin) ?? variableOf(fn, operand);
  return variable !== undefined && isSetOnce(fn, variable) && isMultiplied(unit, fn, variable);
}

function variableOf(fn: FunctionIr, operand: Operand): VariableId | undefined {
  const made = madeBy(fn, operand);
  return made?.op === "load" && made.address.kind === "address" ? made.address.variable : undefined;
}

const instructionsOf = ({ blocks }: FunctionIr): Instruction[] =>
  blocks.flatMap(({ instructions }) => instructions);

/** What is a count first and then bytes is both. */
const isSetOnce = (fn: FunctionIr, variable: VariableId): boolean =>
  instructionsOf(fn).filter(
    (one) => one.op === "store" && one.address.kind === "address" && one.address.variable === variable,
  ).length <= (fn.parameters.includes(variable) ? 0 : 1);

const isMultiplied = (unit: Unit, fn: FunctionIr, variable: VariableId): boolean =>
  instructionsOf(fn).some((one) => {
    if (one.op !== "binary") return false;
    if (one.operator === "<<") {
      const { right } = one;
      return variableOf(fn, one.left) === variable && right.kind === "integer" && shifts.has(right.value);
    }
    if (one.operator !== "*") return false;
    return [
      [one.left, one.right],
      [one.right, one.left],
    ].some(([count, size]) => {
      if (!count || !size || variableOf(fn, count) !== variable) return false;
      return isPageSize(unit, fn, size);
    });
  });
