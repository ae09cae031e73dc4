/** The book of what the program has locked, and what it does to memory that it still holds locked. */
import type { CallSite } from "../../c/ir";
import type { RegionId } from "../../sim/types";
import type { Calling } from "../calls/calling";
import { framePrefix } from "../context";
import { type Deed, type Deeds, deedsOf, did, undid } from "../deeds";
import { extend } from "../record/trail";
import { changed, type State } from "../state";
import * as ranges from "../values/range";
import { anything, exact, likelyTarget, onlyTarget } from "../values/value";
import type { CallCheck, LeaveCheck, TouchCheck } from "./watch";

/** What locks and unlocks, call by call. */
export const lockKeeping: readonly CallCheck[] = [
  { calls: ["mlock", "mlock2"], after: onSuccess(locked) },
  { calls: ["munlock", "munmap", "free"], after: onSuccess(unlocked) },
  { calls: ["mlockall"], after: onSuccess(lockedAll) },
  { calls: ["munlockall"], after: onSuccess(unlockedAll) },
  { calls: ["fork", "_Fork", "daemon"], after: onSuccess(inChild) },
];

function onSuccess(then: (calling: Calling, after: State) => State): NonNullable<CallCheck["after"]> {
  return (calling, after, end) => (end === "failed" ? after : then(calling, after));
}

function locked({ args, site }: Calling, after: State): State {
  const target = likelyTarget(args[0] ?? anything);
  if (!target) return after;
  const { region } = target;
  const start = ranges.exact(target.offset);
  const deed = { kind: "locked", site, region, start, length: exact(args[1] ?? anything) } as const;
  const deeds = undid(after.deeds, (old) => isEnd(old) && isOf(old, region, start));
  return changed(noted(after, "locked", site, region), { deeds: did(deeds, deed) });
}

function lockedAll({ args, site }: Calling, after: State): State {
  const flags = exact(args[0] ?? anything);
  const deed = { kind: "locked-all", site, flags } as const;
  return changed(noted(after, "locked", site, undefined), { deeds: did(after.deeds, deed) });
}

/** One lock or many, an unlock ends them all; where it begins in another place, nobody knows what of them is left. */
function unlocked({ args, site, name }: Calling, after: State): State {
  const { targets } = args[0] ?? anything;
  const only = targets.length === 1 ? targets[0] : undefined;
  const start = only && name !== "free" ? ranges.exact(only.offset) : undefined;
  const isEnded = (deed: Deed) =>
    deed.kind === "locked" && targets.some(({ region }) => isOf(deed, region, start));
  const region = name === "munlock" ? only?.region : undefined;
  const told = region === undefined ? after : noted(after, "unlocked", site, region);
  return ended(told, isEnded, (deed) => ({ ...deed, kind: "unlocked", site, began: deed.site }));
}

function unlockedAll({ site }: Calling, after: State): State {
  const told = noted(after, "unlocked", site, undefined);
  return ended(told, isLock, (deed) => ({ ...deed, kind: "unlocked", site, began: deed.site }));
}

/** The child's pages are locked no more. */
function inChild({ run, site }: Calling, after: State): State {
  const isParent = after.life.lineage !== "child" && after.life.lineage !== "daemon";
  if (isParent || run.platform.facts["lock.fork"].value !== "dropped") return after;
  return ended(after, isLock, (deed) => ({ ...deed, kind: "left-behind", site, began: deed.site }));
}

const isLock = ({ kind }: Deed): boolean => kind === "locked" || kind === "locked-all";
const isEnd = ({ kind }: Deed): boolean => kind === "unlocked" || kind === "left-behind";

const noted = (
  state: State,
  kind: "locked" | "unlocked",
  { span, name = "" }: CallSite,
  region: RegionId | undefined,
): State => changed(state, { trail: extend(state.trail, { kind, span, name, region }) });

/** What is not known of either may be the same. */
const isOf = (deed: Deed, region: string, start: number | undefined): boolean =>
  deed.region === region && (start === undefined || deed.start === undefined || deed.start === start);

/** Deeds that have come to an end, and what they are from now on. */
function ended(after: State, isEnded: (deed: Deed) => boolean, next: (deed: Deed) => Deed): State {
  const over = [...after.deeds.values()].filter(isEnded);
  if (over.length === 0) return after;
  let deeds: Deeds = undid(after.deeds, isEnded);
  for (const deed of over) deeds = did(deeds, next(deed));
  return changed(after, { deeds });
}

/** free() of a block on which the program holds a lock: the pages go back to the heap locked. */
export const freedWhileLocked: CallCheck = {
  calls: ["free"],
  before: ({ run, frame, site, args }, state) => {
    const target = onlyTarget(args[0] ?? anything);
    if (!target) return state;
    const held = deedsOf(state.deeds, "locked", target.region).find(({ isSure }) => isSure);
    run.recorder.observe({
      kind: "freed-locked",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: held ? "certain" : "fine",
      other: held?.site,
      way: { trail: state.trail, region: target.region },
    });
    return state;
  },
};

/** A function's own array, locked and left so: the stack stays locked where it was, under whatever comes next. */
export const leftLocked: LeaveCheck = ({ run, frame, state }) => {
  const own = framePrefix(frame);
  for (const deed of state.deeds.values()) {
    const lock = deed.kind === "locked" ? deed.site : deed.began;
    if (!lock || !deed.region?.startsWith(own) || !deed.isSure) continue;
    run.recorder.observe({
      kind: "left-locked",
      span: lock.span,
      functionName: frame.fn.name,
      site: lock,
      verdict: deed.kind === "locked" ? "certain" : "fine",
      way: { trail: state.trail, region: deed.region },
    });
  }
};

/** fork() gave the child the memory, and not its lock. */
export const usedWithoutLock: TouchCheck = ({ run, frame, state, region, span }) => {
  const [lost] = deedsOf(state.deeds, "left-behind", region);
  if (!lost) return;
  run.recorder.observe({
    kind: "used-without-lock",
    span,
    functionName: frame.fn.name,
    verdict: lost.isSure ? "certain" : "fine",
    other: lost.began,
    way: { trail: state.trail, region },
  });
};
