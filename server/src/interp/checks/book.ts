/** The book of what the program has locked and unlocked, call by call; the checks read it. */
import type { CallSite } from "../../c/ir";
import type { RegionId, World } from "../../sim/types";
import type { Calling } from "../calls/calling";
import type { Run } from "../context";
import {
  type Deed,
  type Deeds,
  deedsOf,
  did,
  type Locked,
  type LockedAll,
  put,
  type Tried,
  type Unlocked,
  undid,
  whole,
} from "../deeds";
import { modelOf } from "../models";
import { extend } from "../record/trail";
import { changed, type State } from "../state";
import * as ranges from "../values/range";
import { activationOf, isAutomatic, isGlobal, isMade, makerOf } from "../values/region";
import { anything, exact, likelyTarget } from "../values/value";
import {
  type Bytes,
  bytesAt,
  bytesOf,
  type Extent,
  holds,
  inPages,
  isSameRange,
  relationOf,
  sharesPages,
} from "./extents";
import type { CallCheck } from "./watch";

/** What gives a block back to the heap. */
export const freeing = ["free", "cfree", "freezero", "free_sized", "free_aligned_sized"] as const;

/** What locks and unlocks, call by call. */
export const lockKeeping: readonly CallCheck[] = [
  {
    calls: ["mlock", "mlock2"],
    after: (calling, after, end) => (end === "failed" ? tried : locked)(calling, after),
  },
  { calls: ["munlock"], after: onSuccess(unlocked) },
  { calls: ["munmap", ...freeing], after: onSuccess(gone) },
  {
    calls: ["mlockall"],
    after: (calling, after, end) => (end === "failed" ? triedAll : lockedAll)(calling, after),
  },
  { calls: ["munlockall"], after: onSuccess(unlockedAll) },
  { calls: ["fork", "_Fork", "daemon"], after: onSuccess(inChild) },
];

function onSuccess(
  then: (calling: Calling, after: State, before: State) => State,
): NonNullable<CallCheck["after"]> {
  return (calling, after, end, before) => (end === "failed" ? after : then(calling, after, before));
}

function placeOf({ args }: Calling): Extent | undefined {
  const target = likelyTarget(args[0] ?? anything);
  const length = exact(args[1] ?? anything);
  return target && { region: target.region, start: ranges.exact(target.offset), length };
}

function locked(calling: Calling, after: State): State {
  const place = placeOf(calling);
  if (!place) return after;
  const { site } = calling;
  const isPast = (deed: Deed) =>
    (deed.kind === "unlocked" || deed.kind === "left-behind" || deed.kind === "tried") &&
    deed.region === place.region &&
    (place.start === undefined || deed.start === undefined || deed.start === place.start);
  const deeds = did(undid(after.deeds, isPast), { kind: "locked", site, ...place, ...whole });
  return changed(noted(after, "locked", site, place.region), { deeds });
}

function tried(calling: Calling, after: State): State {
  const place = placeOf(calling);
  if (!place) return after;
  // Who tries again knows of the loss, and has said what he thinks of the failure.
  const isMinded = ({ kind, region }: Deed) => kind === "left-behind" && region === place.region;
  const deeds = undid(after.deeds, isMinded);
  return changed(after, { deeds: did(deeds, { kind: "tried", site: calling.site, ...place, ...whole }) });
}

function triedAll({ args, site }: Calling, after: State): State {
  const deed = { kind: "tried-all", site, flags: exact(args[0] ?? anything), isUsed: false } as const;
  return changed(after, { deeds: did(after.deeds, deed) });
}

function lockedAll({ args, site }: Calling, after: State): State {
  const flags = exact(args[0] ?? anything);
  const deed = { kind: "locked-all", site, flags } as const;
  const deeds = did(undid(after.deeds, isTriedAll), deed);
  return changed(noted(after, "locked", site, undefined), { deeds });
}

/** The lock is over. Where locks are counted one is left of two. */
function over({ platform }: Run, site: CallSite): (deed: Locked | Tried) => Locked | Tried | Unlocked {
  const isCounted = platform.facts["lock.nesting"].value === "counted";
  return (deed) =>
    isCounted && deed.times > 1 && deed.times < Number.POSITIVE_INFINITY
      ? { ...deed, times: deed.times - 1 }
      : ended(deed, site);
}

function unlocked(calling: Calling, after: State, before: State): State {
  const { run, args, site } = calling;
  const { targets } = args[0] ?? anything;
  const told = targets.length === 1 ? noted(after, "unlocked", site, targets[0]?.region) : after;
  const bytes = bytesAt(args[0], args[1]);
  const isAny = (deed: Deed): deed is Locked | Tried =>
    (deed.kind === "locked" || deed.kind === "tried") &&
    targets.some((target) => target.region === deed.region);
  // Where nobody knows what is unlocked, all of it may be.
  if (!bytes) return rewritten(told, isAny, (deed) => [over(run, site)(deed)]);
  const unlocking = { run, world: before.world, bytes, site };
  const within = rewritten(told, isAny, (deed) => afterUnlock(unlocking, deed, isMeant(told.deeds, bytes)));
  return isMeant(told.deeds, bytes) ? neighboursUndermined(unlocking, within) : within;
}

/** Was just this range locked? Then what else it unlocks was not meant. */
export const isMeant = (deeds: Deeds, bytes: Bytes): boolean =>
  deedsOf(deeds, "locked", bytes.region).some((deed) => {
    const own = bytesOf(deed);
    return own !== undefined && isSameRange(own, bytes);
  });

interface Unlocking {
  readonly run: Run;
  readonly world: World;
  readonly bytes: Bytes;
  readonly site: CallSite;
}

/** What is left of a lock of the same region. */
function afterUnlock(
  { run, world, bytes, site }: Unlocking,
  deed: Locked | Tried,
  meant: boolean,
): readonly Deed[] {
  const own = bytesOf(deed);
  const end = over(run, site);
  if (!own) return [end(deed)];
  const { usual } = run.platform.pageSize;
  const relation = relationOf(world, bytes, own, usual);
  if (relation === "apart") return [deed];
  if (holds(bytes, own)) return [end(deed)];
  if (meant) {
    if (run.platform.facts["lock.nesting"].value === "counted") return [deed];
    const isOverlap = bytes.start < own.end && own.start < bytes.end;
    const certainty = relation === "near" && !isOverlap ? "possible" : "certain";
    return [{ ...deed, undermined: { site, certainty } as const }];
  }
  if (relation !== "within" && relation !== "crosses") return [end(deed)];
  const pages = inPages(world, bytes, usual) ?? bytes;
  const parts = [
    { start: own.start, length: pages.start - own.start },
    { start: pages.end, length: own.end - pages.end },
  ];
  return parts
    .filter(({ length }) => length > 0)
    .map((part) => ({ ...deed, ...part, shortened: deed.shortened ?? site }));
}

/** Blocks of one heap, variables of one frame: what does not own its pages may share them with its like. */
function neighboursUndermined({ run, world, bytes, site }: Unlocking, after: State): State {
  const { usual } = run.platform.pageSize;
  const area = areaOf(bytes.region);
  if (area === undefined || run.platform.facts["lock.nesting"].value === "counted") return after;
  if (!sharesPages(world, bytes, usual)) return after;
  const isAligned = inPages(world, bytes, usual) !== undefined;
  const isNeighbour = (deed: Deed): deed is Locked => {
    if (deed.kind !== "locked") return false;
    const own = bytesOf(deed);
    if (!own || own.region === bytes.region || areaOf(own.region) !== area) return false;
    // Two that begin with a page do not meet.
    if (isAligned && inPages(world, own, usual)) return false;
    return sharesPages(world, own, usual);
  };
  return rewritten(after, isNeighbour, (deed) => [
    { ...deed, undermined: { site, certainty: "possible" } as const },
  ]);
}

/** Where memory lies, so that its like may be beside it. */
function areaOf(region: RegionId): string | undefined {
  if (isGlobal(region)) return "data";
  const frame = activationOf(region);
  if (frame !== undefined) return frame;
  const callee = makerOf(region)?.callee;
  return callee !== undefined && callee !== "alloca" && modelOf(callee)?.allocates ? "heap" : undefined;
}

/** Unmapped or freed: no lock of it is held any more, or none that the program can end. */
function gone({ run, args, site, name }: Calling, after: State, before: State): State {
  const { targets } = args[0] ?? anything;
  const bytes = name === "munmap" ? bytesAt(args[0], args[1]) : undefined;
  const { usual } = run.platform.pageSize;
  const isConcerned = (deed: Deed): deed is Locked => {
    if (deed.kind !== "locked" || !targets.some(({ region }) => region === deed.region)) return false;
    const own = bytesOf(deed);
    return !bytes || !own || relationOf(before.world, bytes, own, usual) !== "apart";
  };
  return rewritten(after, isConcerned, (deed) => [ended(deed, site)]);
}

/** A lock of bytes that is over. */
const ended = (deed: Locked | Tried, site: CallSite): Unlocked => ({
  ...deed,
  kind: "unlocked",
  site,
  began: deed.site,
});

const isTriedAll = ({ kind }: Deed): boolean => kind === "tried-all";
const isTried = ({ kind }: Deed): boolean => kind === "tried" || kind === "tried-all";

function unlockedAll({ site }: Calling, after: State): State {
  const told = changed(noted(after, "unlocked", site, undefined), { deeds: undid(after.deeds, isTried) });
  return rewritten(told, isLock, (deed) => [
    deed.kind === "locked" ? ended(deed, site) : endedAll("unlocked-all", deed, site),
  ]);
}

/** The child's pages are locked no more. */
function inChild({ run, site }: Calling, after: State): State {
  const isParent = after.life.lineage !== "child" && after.life.lineage !== "daemon";
  if (isParent || run.platform.facts["lock.fork"].value !== "dropped") return after;
  return rewritten(after, isLock, (deed) => [
    deed.kind === "locked"
      ? { ...deed, kind: "left-behind", site, began: deed.site }
      : endedAll("left-behind-all", deed, site),
  ]);
}

const endedAll = (
  kind: "unlocked-all" | "left-behind-all",
  { site: began, times, isSure }: LockedAll,
  site: CallSite,
): Deed => ({ kind, site, began, times, isSure });

export const isLock = (deed: Deed): deed is Locked | LockedAll =>
  deed.kind === "locked" || deed.kind === "locked-all";

const noted = (
  state: State,
  kind: "locked" | "unlocked",
  { span, name = "" }: CallSite,
  region: RegionId | undefined,
): State => changed(state, { trail: extend(state.trail, { kind, span, name, region }) });

/** Some deeds, and what they are from now on. */
function rewritten<One extends Deed>(
  state: State,
  isConcerned: (deed: Deed) => deed is One,
  next: (deed: One) => readonly Deed[],
): State {
  const concerned = [...state.deeds.done.values()].filter(isConcerned);
  if (concerned.length === 0) return state;
  const deeds = concerned.flatMap(next).reduce(put, undid(state.deeds, isConcerned));
  return changed(state, { deeds });
}

/** Was the memory made here, so that whatever was done to it was seen? */
export const isMadeHere = (region: RegionId): boolean => isAutomatic(region) || isMade(region);
