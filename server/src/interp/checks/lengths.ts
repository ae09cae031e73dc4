/** Lengths that a lock or an unlock is given: none, less than nothing, or less than the object that begins there. */
import { sizeOf } from "../../c/types/types";
import { type Run, variableOfRegion } from "../context";
import type { Sight } from "../record/observations";
import type { State } from "../state";
import * as ranges from "../values/range";
import { anything, exact, isNumber, isSeveral, onlyTarget, type Target, type Value } from "../values/value";
import type { CallCheck } from "./watch";

export const emptyLength: CallCheck = {
  calls: ["mlock", "mlock2", "munlock"],
  before: ({ run, frame, site, args }, state) => {
    const detail = wrongIn(args[1] ?? anything);
    run.recorder.observe({
      kind: "bad-length",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: detail ? "certain" : "fine",
      detail: detail ?? "",
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
    const length = exact(args[1] ?? anything);
    run.recorder.observe({
      kind: "part-locked",
      span: site.span,
      functionName: frame.fn.name,
      site,
      ...shortfall(run, state, target, length),
      way: { trail: state.trail, region: target.region },
    });
    return state;
  },
};

/** `certain`: whole pages of the object stay unlocked. `possible`: its last bytes may lie on a page of their own. */
function shortfall(
  run: Run,
  state: State,
  target: Target,
  length: number | undefined,
): Pick<Sight, "verdict" | "detail"> {
  const covered = { verdict: "possible", detail: `covered ${target.region}` } as const;
  const size = bytesOf(run, state, target);
  if (size === undefined || length === undefined || length <= 0 || length >= size) return covered;
  if (ranges.exact(target.offset) !== 0) return covered;
  if (size === length * run.platform.pageSize.usual) return covered;
  const { usual, most } = run.platform.pageSize;
  const { modulus, remainder } = target.alignment;
  const isAligned = modulus > 0 && modulus % usual === 0 && remainder === 0;
  if (isAligned && Math.ceil(length / usual) * usual >= size) return covered;
  return { verdict: size >= length + most ? "certain" : "possible", detail: `${length} ${size}` };
}

/** mlock(p, 4) where four pages begin at p. One byte is how a single page may be asked for. */
export const pagesForBytes: CallCheck = {
  calls: ["mlock", "mlock2"],
  before: ({ run, frame, site, args }, state) => {
    const target = onlyTarget(args[0] ?? anything);
    if (!target) return state;
    const length = exact(args[1] ?? anything);
    const size = state.world.regions.get(target.region)?.size;
    const isCount = length !== undefined && length > 1 && size === length * run.platform.pageSize.usual;
    run.recorder.observe({
      kind: "pages-for-bytes",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: isCount && ranges.exact(target.offset) === 0 ? "certain" : "fine",
      detail: `${length}`,
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
