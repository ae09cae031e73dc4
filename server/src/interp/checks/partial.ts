/** What a call that has failed may have left behind, where the platform does not undo it. */
import type { Operand } from "../../c/ir";
import type { Platform } from "../../platforms/profile";
import type { Calling } from "../calls/calling";
import type { Frame } from "../context";
import { deedsOf, put } from "../deeds";
import { flowOf } from "../flow";
import { changed } from "../state";
import { anything, onlyTarget } from "../values/value";
import { freeing } from "./book";
import type { CallCheck } from "./watch";
import { allocators } from "./whole";

/** May a failed mlock() keep the pages that it had locked by then? */
const keepsPart = ({ facts }: Platform): boolean =>
  facts["lock.atomic"].value === false &&
  (facts["mlock.mapped"].value === "partial" || facts["mlock.limit"].value === "fails-partial");

/** A block of several pages is freed after mlock() of it has failed, and nobody has unlocked it. */
const partFreed: CallCheck = {
  calls: freeing,
  before: ({ run, frame, site, args }, state) => {
    const region = onlyTarget(args[0] ?? anything)?.region;
    if (region === undefined || !keepsPart(run.platform)) return state;
    const isMany = (length = 0) => length > run.platform.pageSize.usual;
    const tried = deedsOf(state.deeds, "tried", region).find(
      ({ isSure, length }) => isSure && isMany(length),
    );
    run.recorder.observe({
      kind: "part-kept",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: tried ? "certain" : "fine",
      other: tried?.site,
      way: { trail: state.trail, region },
    });
    return state;
  },
};

/** Is the call's result compared with something, or branched on, by the name of what takes it? Then its failure is seen. */
function isTested({ fn }: Frame, { into }: Calling["instruction"]): boolean {
  const { definitions, receivers } = flowOf(fn);
  const receiver = receivers.get(into);
  const isResult = (operand: Operand): boolean => {
    if (operand.kind !== "temp") return false;
    if (operand.id === into) return true;
    const made = definitions.get(operand.id);
    if (made?.op === "convert") return isResult(made.value);
    if (made?.op !== "load" || !receiver) return false;
    const { address } = made;
    if ("variable" in receiver) return address.kind === "address" && address.variable === receiver.variable;
    const place = address.kind === "temp" ? definitions.get(address.id) : undefined;
    return place?.op === "field" && place.field === receiver.field;
  };
  return fn.blocks.some(
    ({ instructions, terminator }) =>
      (terminator.op === "branch" && isResult(terminator.condition)) ||
      instructions.some(
        (one) =>
          (one.op === "binary" && /^[=!<>]/.test(one.operator) && [one.left, one.right].some(isResult)) ||
          (one.op === "unary" && one.operator === "!" && isResult(one.operand)),
      ),
  );
}

/**
 * Memory is mapped after mlockall(MCL_FUTURE) has failed, and the future is locked all the same: then the mapping may fail,
 * too, which is nobody's loss where its result is tested.
 */
const futureKept: CallCheck = {
  calls: allocators,
  before: ({ run, frame, instruction }, state) => {
    const { constants, facts } = run.platform;
    if (facts["mlockall.failure"].value !== "future-stays") return state;
    const tried = deedsOf(state.deeds, "tried-all").find(
      ({ isSure, isUsed, flags = 0 }) => isSure && !isUsed && (flags & (constants.MCL_FUTURE ?? 0)) !== 0,
    );
    if (!tried || isTested(frame, instruction)) return state;
    run.recorder.observe({
      kind: "future-kept",
      span: tried.site.span,
      functionName: tried.site.functionName,
      site: tried.site,
      verdict: "certain",
      way: { trail: state.trail, region: undefined },
    });
    return changed(state, { deeds: put(state.deeds, { ...tried, isUsed: true }) });
  },
};

export const partialChecks: readonly CallCheck[] = [partFreed, futureKept];
