/** What a call that has failed may have left behind, where the platform does not undo it. */
import type { Platform } from "../../platforms/profile";
import { deedsOf, put } from "../deeds";
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

/** Memory is mapped after mlockall(MCL_FUTURE) has failed, and the future is locked all the same. */
const futureKept: CallCheck = {
  calls: allocators,
  before: ({ run }, state) => {
    const { constants, facts } = run.platform;
    if (facts["mlockall.failure"].value !== "future-stays") return state;
    const tried = deedsOf(state.deeds, "tried").find(
      ({ region, isSure, isUsed, flags = 0 }) =>
        region === undefined && isSure && !isUsed && (flags & (constants.MCL_FUTURE ?? 0)) !== 0,
    );
    if (!tried?.site) return state;
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
