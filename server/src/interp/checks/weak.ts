/** Locks that bring no page in, or do not promise it, and who relies on the pages all the same. */
import type { CallSite } from "../../c/ir";
import type { Platform } from "../../platforms/profile";
import type { RegionId } from "../../sim/types";
import type { Calling } from "../calls/calling";
import type { Run } from "../context";
import {
  type Deed,
  type DeedKind,
  deedsOf,
  did,
  isGivenAway,
  type New,
  type PartlyTouched,
  type Untouched,
  undid,
} from "../deeds";
import { pointedFromShared } from "../memory/memory";
import type { Observed } from "../record/observations";
import { extend } from "../record/trail";
import { changed, type State } from "../state";
import { find } from "../temps";
import { anything, exact, likelyTarget, onlyTarget } from "../values/value";
import { freeing, isMadeHere } from "./book";
import { policyCalls, realTimeFor } from "./realtime";
import type { CallCheck, LeaveCheck, TouchCheck } from "./watch";

const flagsOf = ({ args }: Calling, position: number): number | undefined =>
  exact(args[position] ?? anything);

const has = ({ constants }: Platform, flags: number | undefined, name: string): boolean =>
  flags !== undefined && (flags & (constants[name] ?? 0)) !== 0;

/** What was mapped and locked so that its pages are not there, and who asked to be run before all others. */
export const weakKeeping: readonly CallCheck[] = [
  {
    calls: ["mmap", "mmap64"],
    after: (calling, after, end) => (end === "failed" ? after : mapped(calling, after)),
  },
  {
    calls: ["mlock", "mlock2"],
    after: (calling, after, end) => (end === "failed" ? after : locked(calling, after)),
  },
  {
    calls: ["mlockall"],
    after: (calling, after, end) => (end === "failed" ? after : lockedAll(calling, after)),
  },
  {
    calls: ["munlock", "munmap", ...freeing],
    after: ({ args }, after) => {
      const { targets } = args[0] ?? anything;
      return without(
        after,
        ({ kind, region }) => isWeak(kind) && targets.some((one) => one.region === region),
      );
    },
  },
  { calls: ["munlockall"], after: (_, after) => without(after, ({ kind }) => isWeakLock(kind)) },
  {
    calls: Object.keys(policyCalls),
    after: (calling, after, end) => (end === "failed" ? after : inRealTime(calling, after)),
  },
];

const isWeakLock = (kind: DeedKind): boolean => kind === "weakly-locked" || kind === "weakly-locked-all";
const isWeak = (kind: DeedKind): boolean =>
  kind === "untouched" || kind === "partly-touched" || isWeakLock(kind);

function without(state: State, isOver: (deed: Deed) => boolean): State {
  const deeds = undid(state.deeds, isOver);
  return deeds === state.deeds ? state : changed(state, { deeds });
}

const withDeed = (state: State, deed: New): State => changed(state, { deeds: did(state.deeds, deed) });

function mapped(calling: Calling, after: State): State {
  const { run, site, instruction } = calling;
  const { platform } = run;
  const flags = flagsOf(calling, 3);
  const region = likelyTarget(find(after.temps, instruction.into) ?? anything)?.region;
  if (region === undefined) return after;
  if (has(platform, flags, "MAP_LOCKED") && platform.facts["mmap.locked"].value === "locks")
    return withDeed(after, { kind: "weakly-locked", site, region, length: undefined });
  const isAbsent = has(platform, flags, "MAP_LAZY") || has(platform, flags, "MAP_NORESERVE");
  return isAbsent ? withDeed(after, { kind: "untouched", site, region, flags }) : after;
}

function locked(calling: Calling, after: State): State {
  const { run, site, name, args } = calling;
  const region = onlyTarget(args[0] ?? anything)?.region;
  if (region === undefined) return after;
  const [untouched] = deedsOf(after.deeds, "untouched", region);
  const isOnFault = name === "mlock2" && has(run.platform, flagsOf(calling, 2), "MLOCK_ONFAULT");
  const isAbsent = untouched !== undefined && isLazy(run.platform, untouched);
  const length = isAbsent ? exact(args[1] ?? anything) : undefined;
  const rest = without(after, (deed) => deed.kind === "weakly-locked" && deed.region === region);
  return isOnFault || isAbsent ? withDeed(rest, { kind: "weakly-locked", site, region, length }) : rest;
}

/** Surely mapped so that no lock brings its pages in, and not used since. */
const isLazy = (platform: Platform, { isSure, flags }: Untouched): boolean =>
  isSure && has(platform, flags, "MAP_LAZY");

/** All that is there is brought in, but for what was mapped lazily; or with MCL_ONFAULT nothing is. */
function lockedAll(calling: Calling, after: State): State {
  const flags = flagsOf(calling, 0);
  const { platform } = calling.run;
  if (has(platform, flags, "MCL_ONFAULT"))
    return withDeed(after, { kind: "weakly-locked-all", site: calling.site });
  if (!has(platform, flags, "MCL_CURRENT")) return after;
  const isLockedLazily = ({ site }: Deed) => site.name === "mlock";
  const rest = without(after, (deed) => isWeakLock(deed.kind) && !isLockedLazily(deed));
  return deedsOf(after.deeds, "untouched")
    .filter((deed) => isLazy(platform, deed))
    .reduce(
      (state, { region }) =>
        withDeed(state, { kind: "weakly-locked", site: calling.site, region, length: undefined }),
      rest,
    );
}

function inRealTime(calling: Calling, after: State): State {
  if (realTimeFor(calling) !== "self") return after;
  const { run, site, name } = calling;
  const weak = ofProcess(after);
  if (weak) observe(run, after, weak.site, { verdict: "possible", weakness: "everything", other: site });
  const trail = extend(after.trail, { kind: "real-time", span: site.span, name });
  return withDeed(changed(after, { trail }), { kind: "real-time", site });
}

/** mlockall() with MCL_ONFAULT, since which nothing was brought in on purpose. */
const ofProcess = ({ deeds }: State): Deed | undefined =>
  deedsOf(deeds, "weakly-locked-all").find(({ isSure }) => isSure);

/** Where each call has its flags: there a weak lock is told. */
const flagsAt: Readonly<Record<string, number>> = { mmap: 3, mmap64: 3, mlock2: 2, mlockall: 0 };

function observe(
  { recorder }: Run,
  { trail }: State,
  site: CallSite,
  sight: Pick<Observed<"weak-lock">, "weakness" | "other"> & {
    readonly verdict: "certain" | "possible" | "fine";
    readonly region?: RegionId;
  },
): void {
  const { region, ...seen } = sight;
  recorder.observe({
    kind: "weak-lock",
    span: site.args[flagsAt[site.name ?? ""] ?? -1] ?? site.span,
    functionName: site.functionName,
    site,
    ...seen,
    way: { trail, region },
  });
}

/** Memory under a weak lock is used for the first time: too late where the program is in real time by now. */
export const usedInRealTime: TouchCheck = ({ run, state, target, place }) => {
  const { region } = target;
  const [weak] = deedsOf(state.deeds, "weakly-locked", region);
  const [partly] = deedsOf(state.deeds, "partly-touched", region);
  const [asked] = deedsOf(state.deeds, "real-time");
  // Whoever goes from page to page, or has a function of the library fill memory, brings it in.
  const isSweep = place.by !== undefined || target.offset.high >= run.platform.pageSize.usual;
  const rest = without(
    state,
    ({ kind, region: other }) =>
      isWeak(kind) &&
      (other === region ? kind !== "partly-touched" || isSweep : isSweep && other === undefined),
  );
  if (partly && isSweep) observe(run, state, partly.site, { verdict: "fine", weakness: "partly", region });
  if (!weak) return rest;
  const { site } = weak;
  const isInTime = asked === undefined;
  if (isInTime && !isSweep && weak.isSure && (weak.length ?? 0) > run.platform.pageSize.usual)
    return withDeed(rest, { kind: "partly-touched", site, region });
  const isLate = weak.isSure && asked?.isSure === true;
  const verdict = isLate ? "certain" : "fine";
  observe(run, state, site, { verdict, weakness: "late", other: asked?.site, region });
  return rest;
};

/**
 * The end of all that was run, with lazy memory that was locked and never used, or in one page alone, and that nobody
 * else can use.
 */
export const neverReferenced: LeaveCheck = ({ run, frame, state, value }) => {
  if (frame.caller) return;
  const isKept = (region: RegionId) =>
    value.targets.some((target) => target.region === region) || isShared(state, region);
  for (const { site, region, isSure } of deedsOf(state.deeds, "weakly-locked")) {
    if (site.name !== "mlock") continue;
    const isNever = isSure && isMadeHere(region) && !isKept(region);
    observe(run, state, site, { verdict: isNever ? "certain" : "fine", weakness: "never", region });
  }
  for (const deed of deedsOf(state.deeds, "partly-touched")) observePart(run, state, deed, isKept);
};

const isShared = ({ memory, deeds }: State, region: RegionId): boolean =>
  isGivenAway(deeds, region) || pointedFromShared(memory, "shared and statics").includes(region);

function observePart(
  run: Run,
  state: State,
  { site, region, isSure }: PartlyTouched,
  isKept: (region: RegionId) => boolean,
): void {
  const isAll = isSure && isMadeHere(region) && !isKept(region);
  observe(run, state, site, { verdict: isAll ? "possible" : "fine", weakness: "partly", region });
}

/** Lazy memory is unmapped of which one page alone was ever used. */
export const unmappedInPart: CallCheck = {
  calls: ["munmap"],
  before: ({ run, args }, state) => {
    const region = onlyTarget(args[0] ?? anything)?.region;
    if (region === undefined) return state;
    const isKept = (other: RegionId) => isShared(state, other);
    for (const deed of deedsOf(state.deeds, "partly-touched", region)) observePart(run, state, deed, isKept);
    return state;
  },
};

/** mlock() of memory that nobody used yet, on a platform that locks only what is there. */
export const passedOver: CallCheck = {
  calls: ["mlock"],
  before: ({ run, site, args }, state) => {
    if (run.platform.facts["mlock.noreserve"].value !== "skips") return state;
    const region = onlyTarget(args[0] ?? anything)?.region;
    if (region === undefined) return state;
    const [untouched] = deedsOf(state.deeds, "untouched", region);
    const isSkipped = untouched?.isSure === true && has(run.platform, untouched.flags, "MAP_NORESERVE");
    observe(run, state, site, { verdict: isSkipped ? "certain" : "fine", weakness: "skipped", region });
    return state;
  },
};
