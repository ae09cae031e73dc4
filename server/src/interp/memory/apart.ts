/** Which addresses cannot be one, although nobody knows where objects lie: those of bytes of two objects that both are there. */
import { sizeOf } from "../../c/types/types";
import type { Frame, Run } from "../context";
import { modelOf } from "../models";
import type { State } from "../state";
import * as ranges from "../values/range";
import { isAutomatic, isLocalOf, makerOf, variableOfRegion } from "../values/region";
import type { Target, Value } from "../values/value";

/** Do the two values differ, whichever of their addresses they are? */
export function areApart(run: Run, state: State, frame: Frame, left: Value, right: Value): boolean {
  if (left.functions || right.functions || left.targets.length === 0 || right.targets.length === 0)
    return false;
  if (!areNumbersApart(left, right)) return false;
  return left.targets.every((a) => right.targets.every((b) => arePlacesApart(run, state, frame, a, b)));
}

/** Null and what calls return for failure is no object's address. */
function areNumbersApart({ range: a }: Value, { range: b }: Value): boolean {
  if (a && b && ranges.meet(a, b)) return false;
  return [a, b].every((range) => !range || (range.low >= -4095 && range.high <= 4095));
}

function arePlacesApart(run: Run, state: State, frame: Frame, a: Target, b: Target): boolean {
  if (a.region === b.region) return !ranges.meet(a.offset, b.offset);
  return isInObject(run, state, frame, a) && isInObject(run, state, frame, b);
}

/** One past an object's end may be where the next begins. */
function isInObject(run: Run, state: State, frame: Frame, { region, offset }: Target): boolean {
  const object = objectAt(run, state, frame, region);
  return object !== undefined && offset.low >= 0 && offset.high < (object.size ?? 1);
}

/**
 * A variable that was seen to be defined and whose function runs, or a block that was not freed; its size in bytes, where
 * that is known. A linker gives names of its own to what other files declare: there two names may be one place.
 */
function objectAt(
  run: Run,
  state: State,
  frame: Frame,
  region: Target["region"],
): { readonly size: number | undefined } | undefined {
  const variable = variableOfRegion(run.unit, region);
  if (variable) {
    const isThere = isAutomatic(region) ? isRunning(frame, region) : variable.scope !== "external";
    return isThere ? { size: sizeOf(variable.type, run.unit.layout) } : undefined;
  }
  const model = modelOf(makerOf(region)?.callee ?? "");
  return model?.allocates && model.blocks ? state.world.regions.get(region) : undefined;
}

function isRunning(frame: Frame, region: Target["region"]): boolean {
  for (let one: Frame | undefined = frame; one; one = one.caller) if (isLocalOf(one)(region)) return true;
  return false;
}
