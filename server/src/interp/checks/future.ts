/** What MCL_FUTURE makes of allocations: each may be refused that could not fail before. */

import type { CType } from "../../c/types/types";
import type { Platform } from "../../platforms/profile";
import type { Calling } from "../calls/calling";
import { deedsOf, did, undid } from "../deeds";
import { flowOf } from "../flow";
import { load } from "../memory/memory";
import { changed, type State } from "../state";
import { find } from "../temps";
import { anything, likelyTarget, onlyTarget, type Value } from "../values/value";
import type { CallCheck, TouchCheck } from "./watch";

/** Is all that comes locked, for somebody whom the limit binds? */
function isBound({ world, deeds }: State): boolean {
  if (world.future !== "on" || world.privileged === true) return false;
  // Who has set a limit of which nobody knows how high it is has thought of it.
  return world.limit === undefined ? deedsOf(deeds, "provided").length === 0 : world.limit < Infinity;
}

const mayRefuse = ({ facts }: Platform, name: "brk.limit" | "pthread_create.limit"): boolean =>
  facts[name].value === "fails";

const pointer: CType = { kind: "pointer", to: { kind: "void" }, volatile: false };

/** malloc() and the like say null; posix_memalign() leaves its pointer as it was, where nobody takes what it returns. */
export const allocatedLocked: CallCheck = {
  calls: [
    ...["malloc", "calloc", "realloc", "reallocarray", "aligned_alloc", "memalign", "valloc", "pvalloc"],
    ...["strdup", "strndup", "posix_memalign"],
  ],
  after: (calling, after, _, before) => {
    const { run, site, name } = calling;
    const value = name === "posix_memalign" ? givenBlock(calling, after) : resultOf(calling, after);
    const region = value && likelyTarget(value)?.region;
    if (region === undefined) return after;
    // What the same call gave before is forgotten.
    const deeds = undid(after.deeds, (deed) => deed.kind === "allocated-locked" && deed.region === region);
    const isSo = isBound(before) && mayRefuse(run.platform, "brk.limit");
    const now = isSo ? did(deeds, { kind: "allocated-locked", site, region }) : deeds;
    return now === after.deeds ? after : changed(after, { deeds: now });
  },
};

const resultOf = ({ instruction }: Calling, { temps }: State): Value | undefined =>
  find(temps, instruction.into);

/** What was stored through the first argument, unless the result is taken, which tells the same. */
function givenBlock({ run, frame, args, instruction }: Calling, { memory }: State): Value | undefined {
  const place = onlyTarget(args[0] ?? anything);
  if (!place || !flowOf(frame.fn).discarded.has(instruction.into)) return undefined;
  return load(memory, place, run.unit.layout.pointer, pointer);
}

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

/** A thread that was refused is told of by the result alone, which nobody takes. */
export const resultUnasked: CallCheck = {
  calls: ["pthread_create"],
  before: ({ run, frame, site, instruction }, state) => {
    const isUnasked = flowOf(frame.fn).discarded.has(instruction.into);
    const isRefused = isBound(state) && mayRefuse(run.platform, "pthread_create.limit");
    run.recorder.observe({
      kind: "result-unasked",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: isUnasked && isRefused ? "certain" : "fine",
      way: { trail: state.trail, region: undefined },
    });
    return state;
  },
};

/** A mapping that may be refused for this reason alone; whether anybody tests it, its result tells. */
export const mappedLocked: CallCheck = {
  calls: ["mmap", "mmap64"],
  before: ({ run, frame, site }, state) => {
    const mayFail = run.platform.facts["mlockall.future-failure"].value === "mapping-fails";
    run.recorder.observe({
      kind: "mapped-under-future",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: mayFail && isBound(state) ? "certain" : "fine",
      way: { trail: state.trail, region: undefined },
    });
    return state;
  },
};
