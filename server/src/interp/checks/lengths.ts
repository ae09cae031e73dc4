/** Lengths that a lock or an unlock is given: none, less than nothing, or less than the object that begins there. */
import { sizeOf } from "../../c/types/types";
import type { Run } from "../context";
import { fine } from "../record/observations";
import type { State } from "../state";
import * as ranges from "../values/range";
import { isSeveral, variableOfRegion } from "../values/region";
import { anything, exact, isNumber, onlyTarget, type Target, type Value } from "../values/value";
import type { CallCheck } from "./watch";

export const emptyLength: CallCheck = {
  calls: ["mlock", "mlock2", "munlock"],
  before: ({ run, frame, site, args }, state) => {
    const length = wrongIn(args[1] ?? anything);
    run.recorder.observe({
      kind: "bad-length",
      span: site.span,
      functionName: frame.fn.name,
      site,
      ...(length ? ({ verdict: "certain", length } as const) : fine),
      way: { trail: state.trail, region: onlyTarget(args[0] ?? anything)?.region },
    });
    return state;
  },
};

function wrongIn(length: Value): "zero" | "negative" | undefined {
  if (exact(length) === 0) return "zero";
  return isNumber(length) && length.range && length.range.high < 0 ? "negative" : undefined;
}

/** Every lock of an object is seen, since several may cover together what one does not. */
export const partLocked: CallCheck = {
  calls: ["mlock", "mlock2"],
  before: ({ run, frame, site, args }, state) => {
    const target = onlyTarget(args[0] ?? anything);
    if (!target) return state;
    const { region } = target;
    const short = shortfall(run, state, target, exact(args[1] ?? anything));
    const way = { trail: state.trail, region };
    const place = { span: site.span, functionName: frame.fn.name, site, way };
    run.recorder.observe({ ...place, kind: "part-locked", ...(short ?? fine) });
    if (!short) run.recorder.observe({ ...place, kind: "whole-locked", verdict: "possible", region });
    return state;
  },
};

interface Shortfall {
  /** `certain`: whole pages of the object stay unlocked. `possible`: its last bytes may lie on a page of their own. */
  readonly verdict: "certain" | "possible";
  /** Bytes that are locked, and those that the object has. */
  readonly length: number;
  readonly size: number;
}

function shortfall(
  run: Run,
  state: State,
  target: Target,
  length: number | undefined,
): Shortfall | undefined {
  const size = bytesOf(run, state, target);
  if (size === undefined || length === undefined || length <= 0 || length >= size) return undefined;
  if (ranges.exact(target.offset) !== 0) return undefined;
  if (size === length * run.platform.pageSize.usual) return undefined;
  const { usual, most } = run.platform.pageSize;
  const { modulus, remainder } = target.alignment;
  const isAligned = modulus > 0 && modulus % usual === 0 && remainder === 0;
  if (isAligned && Math.ceil(length / usual) * usual >= size) return undefined;
  return { verdict: size >= length + most ? "certain" : "possible", length, size };
}

/** mlock(p, 4) where four pages begin at p. One byte is how a single page may be asked for. */
export const pagesForBytes: CallCheck = {
  calls: ["mlock", "mlock2"],
  before: ({ run, frame, site, args }, state) => {
    const target = onlyTarget(args[0] ?? anything);
    if (!target) return state;
    const length = exact(args[1] ?? anything);
    const size = state.world.regions.get(target.region)?.size;
    const isOfPages = length !== undefined && length > 1 && size === length * run.platform.pageSize.usual;
    const isCount = isOfPages && ranges.exact(target.offset) === 0;
    run.recorder.observe({
      kind: "pages-for-bytes",
      span: site.span,
      functionName: frame.fn.name,
      site,
      ...(isCount ? ({ verdict: "certain", length } as const) : fine),
      way: { trail: state.trail, region: target.region },
    });
    return state;
  },
};

/** Of an array, or of a block from the heap; of a record its first member may be what is meant. */
function bytesOf({ unit }: Run, { world }: State, { region }: Target): number | undefined {
  const variable = variableOfRegion(unit, region);
  if (variable) return variable.type.kind === "array" ? sizeOf(variable.type, unit.layout) : undefined;
  const found = world.regions.get(region);
  return found && !found.ownsPages && !isSeveral(region) ? found.size : undefined;
}
