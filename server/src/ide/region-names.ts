/** Names of memory and words for arguments, as a reader of the program knows them. */
import type { CallSite, Unit } from "../c/ir";
import * as ranges from "../interp/values/range";
import { isLiteral, isOfProgram, isSeveral, makerOf, nameOfRegion } from "../interp/values/region";
import { exact, type Target, type Value } from "../interp/values/value";
import type { RegionId } from "../sim/types";
import type { Locator } from "./locate";

/** Memory that a call yielded has the name of the variable that took the call's result. */
export function regionName(id: RegionId, unit: Unit, locator: Locator): string {
  const made = makerOf(id);
  const from = made && unit.sites[made.site];
  if (!from) return nameOfRegion(id);
  const taker = takerOf(from, locator);
  const name = taker ?? `${made.callee}() of line ${locator.location(from.span).start.line + 1}`;
  return isSeveral(id) ? `${name} again` : name;
}

/** What stands before the "=" in front of the call. */
function takerOf({ statement, span }: CallSite, locator: Locator): string | undefined {
  const before = locator.textAt({ start: statement.start, end: Math.max(statement.start, span.start) });
  return /([A-Za-z_][\w.[\]>-]*)\s*=\s*(?:\([^()]*\)\s*)?$/.exec(before.replace(/->/g, "."))?.[1];
}

/** Each argument as its known value: a number, memory and offset, or "?"; what is written in a header's names stays. */
export const argumentWords = (
  unit: Unit,
  locator: Locator,
  { args: written }: CallSite,
  args: readonly Value[],
): string =>
  args
    .map((value, index) => {
      const span = written[index];
      const text = span ? locator.textAt(span).replace(/\s+/g, " ") : "";
      return /^[A-Z_][A-Z_0-9]*(?: *\| *[A-Z_0-9]+)*$/.test(text) ? text : valueWords(unit, locator, value);
    })
    .join(", ");

function valueWords(unit: Unit, locator: Locator, value: Value): string {
  const n = exact(value);
  if (value.constant !== undefined) return value.constant;
  if (n !== undefined) return String(n);
  const [function_] = value.functions ?? [];
  if (function_ !== undefined) return function_;
  const [target, ...others] = value.targets;
  return target && others.length === 0 ? placeWords(unit, locator, target) : "?";
}

function placeWords(unit: Unit, locator: Locator, { region, offset }: Target): string {
  if (isLiteral(region)) return "text";
  if (!makerOf(region) && !isOfProgram(region)) return "?";
  const name = regionName(region, unit, locator);
  const at = ranges.exact(offset);
  if (at === 0) return name;
  return at === undefined ? `${name} + ?` : `${name} ${at < 0 ? "-" : "+"} ${Math.abs(at)}`;
}
