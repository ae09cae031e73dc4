/** What the program does to memory on which it still holds a lock, and where a lock is lost to it. */
import type { CallSite } from "../../c/ir";
import type { RegionId } from "../../sim/types";
import type { Calling } from "../calls/calling";
import { type Deed, deedsOf } from "../deeds";
import { extend, type Trail } from "../record/trail";
import type { State } from "../state";
import { isLocalOf, isSeveral } from "../values/region";
import { anything, onlyTarget } from "../values/value";
import { freeing } from "./book";
import type { CallCheck, LeaveCheck, Leaving } from "./watch";

/** free() of a block on which the program holds a lock: the pages go back to the heap locked. */
export const freedWhileLocked: CallCheck = {
  calls: freeing,
  before: (calling, state) => {
    const { run, frame, site, args } = calling;
    // A handler runs in the middle of whoever holds the lock: that it frees at all is another rule's concern.
    if (state.world.context === "signal-handler") return state;
    const target = onlyTarget(args[0] ?? anything);
    if (!target || isSeveral(target.region)) return state;
    const held = heldOf(state, target.region).find(({ isSure, undermined }) => isSure && !undermined);
    if (held?.shortened) observeRest(calling, state, held, held.shortened);
    run.recorder.observe({
      kind: "freed-locked",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: held && !held.shortened ? "certain" : "fine",
      other: held?.site,
      way: { trail: state.trail, region: target.region },
    });
    return state;
  },
};

const heldOf = ({ deeds }: State, region: RegionId) => deedsOf(deeds, "locked", region);

/** The program has unlocked part of it, and has never come back to the rest. */
export function observeRest({ run }: Pick<Calling, "run">, state: State, deed: Deed, unlock: CallSite): void {
  run.recorder.observe({
    kind: "unlocked-otherwise",
    span: unlock.span,
    functionName: unlock.functionName,
    site: unlock,
    verdict: "certain",
    range: "part",
    other: deed.site,
    way: { trail: state.trail, region: deed.region },
  });
}

/** The way to the end of a function, and which of its ends it is. */
export const returned = ({ state, frame, span }: Leaving): Trail =>
  extend(state.trail, { kind: "returned", span, name: frame.fn.name });

/** A function's own array, locked and left so: the stack stays locked where it was, under whatever comes next. */
export const leftLocked: LeaveCheck = (leaving) => {
  const { run, frame, state } = leaving;
  const isOwn = isLocalOf(frame);
  for (const deed of state.deeds.done.values()) {
    if (deed.kind !== "locked" && deed.kind !== "unlocked" && deed.kind !== "left-behind") continue;
    const isLocked = deed.kind === "locked" && !deed.undermined;
    const lock = isLocked ? deed.site : deed.kind === "locked" ? undefined : deed.began;
    if (!lock || !isOwn(deed.region) || (isLocked && !deed.isSure)) continue;
    if (isLocked && deed.shortened) observeRest({ run }, state, deed, deed.shortened);
    run.recorder.observe({
      kind: "left-locked",
      span: lock.span,
      functionName: frame.fn.name,
      site: lock,
      verdict: isLocked && !deed.shortened ? "certain" : "fine",
      way: { trail: returned(leaving), region: deed.region },
    });
  }
};
