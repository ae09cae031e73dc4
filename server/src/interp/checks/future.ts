/** What MCL_FUTURE makes of allocations: each may be refused that could not fail before. */
import type { Platform } from "../../platforms/profile";
import { deedsOf, did, undid } from "../deeds";
import { flowOf } from "../flow";
import { changed, type State } from "../state";
import { find } from "../temps";
import { likelyTarget } from "../values/value";
import type { CallCheck, TouchCheck } from "./watch";

/** Is all that comes locked, for somebody whom the limit binds? */
function isBound({ world, deeds }: State): boolean {
  if (world.future !== "on" || world.privileged === true) return false;
  // Who has set a limit of which nobody knows how high it is has thought of it.
  return world.limit === undefined ? deedsOf(deeds, "provided").length === 0 : world.limit < Infinity;
}

const mayRefuse = ({ facts }: Platform, name: "brk.limit" | "pthread_create.limit"): boolean =>
  facts[name].value === "fails";

/** malloc() and the like say null. */
export const allocatedLocked: CallCheck = {
  calls: ["malloc", "calloc", "realloc", "reallocarray", "aligned_alloc", "memalign", "valloc", "strdup"],
  after: ({ run, site, instruction }, after, _, before) => {
    const value = find(after.temps, instruction.into);
    const region = value && likelyTarget(value)?.region;
    if (region === undefined) return after;
    // What the same call gave before is forgotten.
    const deeds = undid(after.deeds, (deed) => deed.kind === "allocated-locked" && deed.region === region);
    const isSo = isBound(before) && mayRefuse(run.platform, "brk.limit");
    const now = isSo ? did(deeds, { kind: "allocated-locked", site, region }) : deeds;
    return now === after.deeds ? after : changed(after, { deeds: now });
  },
};

/** It is used, and null would have been used just so. */
export const usedUnasked: TouchCheck = ({ run, state, target: { region } }) => {
  const [deed] = deedsOf(state.deeds, "allocated-locked", region);
  if (!deed?.site || !deed.isSure || run.recorder.isAsked(region)) return state;
  run.recorder.observe({
    kind: "used-unasked",
    span: deed.site.span,
    functionName: deed.site.functionName,
    site: deed.site,
    verdict: "certain",
    way: { trail: state.trail, region },
  });
  return state;
};

/** Whoever asserts that it is there has asked. */
export const asserted: CallCheck = {
  calls: ["assert"],
  before: ({ run, args }, state) => {
    for (const argument of args) run.recorder.ask(argument);
    return state;
  },
};

export const threadUnasked: CallCheck = {
  calls: ["pthread_create"],
  before: ({ run, frame, site, instruction }, state) => {
    const isUnasked = flowOf(frame.fn).discarded.has(instruction.into);
    run.recorder.observe({
      kind: "thread-unasked",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict:
        isUnasked && isBound(state) && mayRefuse(run.platform, "pthread_create.limit") ? "certain" : "fine",
      way: { trail: state.trail, region: undefined },
    });
    return state;
  },
};
