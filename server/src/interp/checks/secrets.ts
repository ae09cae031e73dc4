/** What the program puts into memory that it has locked, and whether that is overwritten before the lock ends. */
import type { CallSite, Instruction } from "../../c/ir";
import type { Span } from "../../text/span";
import type { Frame } from "../context";
import { deedsOf, did, type Filled, isSeen, put, undid } from "../deeds";
import { flowOf } from "../flow";
import { changed, type State } from "../state";
import * as ranges from "../values/range";
import { anything, likelyTarget } from "../values/value";
import { freeing } from "./book";
import { isShared } from "./extents";
import { giverOf } from "./given-secrets";
import type { CallCheck, TouchCheck } from "./watch";

/** Calls that are made for nothing else, and that no compiler leaves out. */
export const wiping: readonly string[] = [
  "explicit_bzero",
  "explicit_memset",
  "memset_explicit",
  "memset_s",
  "memzero_explicit",
];

/**
 * Locked memory that is written holds something; once that is wiped, nothing. What the kernel or a stream has filled may
 * have failed to come, until the program reads it.
 */
export const contentKeeping: TouchCheck = ({ run, frame, state, target: { region, offset }, place }) => {
  const isWipe = wiping.includes(place.by ?? "");
  // A zero behind the beginning ends a text; the rounds of a loop come by the beginning.
  const begins = ranges.exact(offset) ?? (isRepeated(frame, place.span) ? 0 : undefined);
  if (place.zero && begins !== 0) return state;
  if (place.zero || place.wipes || isWipe) {
    const [held] = deedsOf(state.deeds, "filled", region);
    if (!held) return state;
    const [unlock] = deedsOf(state.deeds, "bared", region);
    const way = { trail: state.trail, region };
    const sight = { verdict: "certain", isExplicit: isWipe, region, way } as const;
    if (held.site) run.recorder.observe({ kind: "wiped", ...at(held.site), ...sight });
    if (unlock?.isSure && unlock.site && place.by)
      run.recorder.observe({ kind: "wiped-late", ...at(unlock.site), ...sight });
    return changed(state, {
      deeds: undid(
        state.deeds,
        (deed) => (deed.kind === "filled" || deed.kind === "bared") && deed.region === region,
      ),
    });
  }
  const [lock] = deedsOf(state.deeds, "locked", region);
  const [held] = deedsOf(state.deeds, "filled", region);
  if (!place.write) {
    return held && !held.isUsed ? used(state, held) : state;
  }
  if (!lock?.isSure || !lock.site || (held?.isSure && held.isUsed)) return state;
  const isUsed = place.forKernel !== true;
  const deed = { kind: "filled", site: lock.site, region, isUsed, mayBeUsed: isUsed } as const;
  return changed(state, { deeds: did(state.deeds, deed) });
};

/** Does what stands at this place lie in a loop of its function? */
function isRepeated({ fn }: Frame, span: Span): boolean {
  const { loops } = flowOf(fn);
  const stands = (one: Instruction) =>
    "span" in one && one.span.start === span.start && one.span.end === span.end;
  return fn.blocks.some(
    ({ instructions }, id) => [...loops.values()].some((body) => body.has(id)) && instructions.some(stands),
  );
}

const at = (site: CallSite) => ({ site, span: site.span, functionName: site.functionName });

/** The lock ends, and what it kept is still there. */
export const endedUnwiped: CallCheck = {
  calls: ["munlock", "munmap", ...freeing.filter((name) => name !== "freezero")],
  before: ({ run, frame, site, args }, state) => {
    const region = likelyTarget(args[0] ?? anything)?.region;
    if (region === undefined) return state;
    const [lock] = deedsOf(state.deeds, "locked", region);
    const [held] = deedsOf(state.deeds, "filled", region);
    // Of what processes share, another one may hold a lock still, and need what it keeps.
    if (!lock || isShared(state.world, region)) return state;
    const isHeld = held?.isSure === true && held.isUsed === true;
    // A loop that fills it may have had no round, a call may have brought nothing: nobody else has touched it.
    const isPerhaps = lock.isSure && held?.mayBeUsed === true && isSeen(state.deeds, region);
    run.recorder.observe({
      kind: "ended-unwiped",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: isHeld ? "certain" : isPerhaps ? "possible" : "fine",
      other: lock.site,
      giver: giverOf(state, region),
      way: { trail: state.trail, region },
    });
    if (!(isHeld || isPerhaps) || site.name !== "munlock") return state;
    return changed(state, { deeds: did(state.deeds, { kind: "bared", site, region }) });
  },
};

/** Whoever compares it or sends it has it. */
export const contentRead: CallCheck = {
  calls: [
    ..."strcmp strncmp strcasecmp memcmp strlen strnlen strcspn strchr strtok sscanf strdup crypt".split(" "),
    ..."write send fwrite fputs puts".split(" "),
  ],
  before: ({ args }, state) =>
    args.reduce((before, value) => {
      const region = likelyTarget(value)?.region;
      const [held] = region === undefined ? [] : deedsOf(before.deeds, "filled", region);
      return held && !held.isUsed ? used(before, held) : before;
    }, state),
};

const used = (state: State, held: Filled): State =>
  changed(state, { deeds: put(state.deeds, { ...held, isUsed: true, mayBeUsed: true }) });
