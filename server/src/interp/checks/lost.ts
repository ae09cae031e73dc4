/** Locks that are gone while the program goes on as if they were there: left to a parent, replaced, moved, cut off. */
import { all } from "../../sim/mappings";
import type { Calling } from "../calls/calling";
import { type Deed, deedsOf, type Locked, put, undid } from "../deeds";
import { executing } from "../models/process";
import { fine } from "../record/observations";
import { changed, type State } from "../state";
import { anything, exact, onlyTarget } from "../values/value";
import { bytesAt, bytesOf, type Extent, isIn, isShared, relationOf } from "./extents";
import type { CallCheck, TouchCheck } from "./watch";

/** Memory is used after its lock has gone; the first use on a path stands for all. */
export const usedWithoutLock: TouchCheck = ({ run, frame, state, target, place }) => {
  const lost = deedsOf(state.deeds, "left-behind", target.region).find(
    (deed) => bytesOf(deed) === undefined || isIn(deed, target.offset),
  );
  // Where the lock had failed there was nothing to lose.
  const isFine = !lost && deedsOf(state.deeds, "tried", target.region).length > 0;
  if (!(lost || isFine) || place.wipes || lost?.isUsed) return state;
  // The parent's lock keeps the pages where they are, for whoever shares them.
  const isForked = lost?.site?.name === "fork" || lost?.site?.name === "_Fork";
  if (isForked && isShared(state.world, target.region)) return state;
  run.recorder.observe({
    kind: "used-without-lock",
    span: place.span,
    functionName: frame.fn.name,
    ...(lost?.isSure ? ({ verdict: "certain", ...lossBy(lost.site?.name) } as const) : fine),
    other: lost?.began,
    way: { trail: state.trail, region: target.region },
  });
  return lost ? changed(state, { deeds: put(state.deeds, { ...lost, isUsed: true }) }) : state;
};

type Loss = { readonly loss: "forked" } | { readonly loss: "replaced" | "truncated"; readonly by: string };

function lossBy(name: string | undefined): Loss {
  if (name === undefined || /^(?:fork|_Fork|daemon)$/.test(name)) return { loss: "forked" };
  return { loss: name.startsWith("ftruncate") ? "truncated" : "replaced", by: name };
}

/** mmap() in the place of locked memory, and ftruncate() of the file behind it: the lock is not the new pages'. */
export const replaced: readonly CallCheck[] = [
  {
    calls: ["mmap", "mmap64"],
    after: (calling, after, end, before) => {
      const { run, args, site } = calling;
      const flags = exact(args[3] ?? anything) ?? 0;
      const has = (name: string) => (flags & (run.platform.constants[name] ?? 0)) !== 0;
      const bytes = bytesAt(args[0], args[1]);
      const isLockedNow = has("MAP_LOCKED") || !["off", "unknown"].includes(before.world.future);
      if (end === "failed" || !bytes || !has("MAP_FIXED") || exact(args[2] ?? anything) === 0) return after;
      const isCovered = (deed: Deed): deed is Locked => {
        if (deed.kind !== "locked" || deed.region !== bytes.region) return false;
        const own = bytesOf(deed);
        return (
          own !== undefined && relationOf(before.world, bytes, own, run.platform.pageSize.usual) !== "apart"
        );
      };
      return isLockedNow ? after : behind(after, isCovered, site, () => ({}));
    },
  },
  {
    calls: ["ftruncate", "ftruncate64"],
    after: ({ args, site }, after, end, before) => {
      const size = exact(args[1] ?? anything);
      const handle = args[0]?.handle;
      if (end === "failed" || size === undefined || handle === undefined) return after;
      const lies = (deed: Locked) => {
        const mappings = before.world.regions.get(deed.region)?.mappings;
        const object = mappings && [...all(mappings)].find((one) => one.object?.id === handle)?.object;
        const own = bytesOf(deed);
        return own && object && object.origin + size < own.end ? object.origin + size : undefined;
      };
      return behind(
        after,
        (deed): deed is Locked => deed.kind === "locked" && lies(deed) !== undefined,
        site,
        (deed) => {
          const start = Math.max(deed.start ?? 0, lies(deed) ?? 0);
          return { start, length: (deed.start ?? 0) + (deed.length ?? 0) - start };
        },
      );
    },
  },
];

function behind(
  state: State,
  isLost: (deed: Deed) => deed is Locked,
  site: Calling["site"],
  extent: (deed: Locked) => Partial<Extent>,
): State {
  const lost = [...state.deeds.done.values()].filter(isLost);
  if (lost.length === 0) return state;
  const next = lost.map(
    (deed): Deed => ({ ...deed, ...extent(deed), kind: "left-behind", site, began: deed.site }),
  );
  return changed(state, { deeds: next.reduce(put, undid(state.deeds, isLost)) });
}

/** realloc() of a locked block: a lock belongs to pages, and does not move along. */
const movedWhileLocked: CallCheck = {
  calls: ["realloc", "reallocarray", "recallocarray", "reallocf"],
  before: (calling, state) => {
    const target = onlyTarget(calling.args[0] ?? anything);
    if (!target) return state;
    const held = deedsOf(state.deeds, "locked", target.region).find(({ isSure }) => isSure);
    observe(calling, state, { kind: "moved-locked", region: target.region, deed: held });
    const isOld = ({ kind, region }: Deed) => kind === "locked" && region === target.region;
    return held ? changed(state, { deeds: undid(state.deeds, isOld) }) : state;
  },
};

/** A mapping that mremap() moves takes its lock along, to where is not followed. */
const movedAlong: CallCheck = {
  calls: ["mremap"],
  after: ({ args }, after) => {
    const { targets } = args[0] ?? anything;
    const isOld = ({ region }: Deed) => targets.some((target) => target.region === region);
    return changed(after, { deeds: undid(after.deeds, isOld) });
  },
};

/** vfork()'s child works in its parent's memory: what it unlocks is unlocked for both. */
const unlockedForParent: CallCheck = {
  calls: ["munlock", "munlockall"],
  before: (calling, state) => {
    const { run, name } = calling;
    if (state.life.lineage !== "vfork-child" || run.platform.facts["lock.vfork"].value !== "shared")
      return state;
    const target = onlyTarget(calling.args[0] ?? anything);
    const held =
      name === "munlock"
        ? target && deedsOf(state.deeds, "locked", target.region).find(({ isSure }) => isSure)
        : [...deedsOf(state.deeds, "locked-all"), ...deedsOf(state.deeds, "locked")].find(
            ({ isSure }) => isSure,
          );
    observe(calling, state, { kind: "unlocked-for-parent", region: held?.region, deed: held });
    return state;
  },
};

/** The process that has locked everything is gone, or another program runs in its place. */
const lostAsWhole: readonly CallCheck[] = [
  {
    calls: ["daemon"],
    before: (calling, state) => {
      const held = deedsOf(state.deeds, "locked-all").find(({ isSure }) => isSure);
      observe(calling, state, { kind: "lost-as-whole", deed: held });
      return state;
    },
  },
  {
    calls: ["setsid", "sched_setscheduler"],
    before: (calling, state) => {
      const lost = deedsOf(state.deeds, "left-behind-all").find(({ isSure }) => isSure);
      if (!lost || lost.site.name === "daemon" || state.life.lineage !== "child") return state;
      observe({ ...calling, site: lost.site }, state, {
        kind: "lost-as-whole",
        deed: { ...lost, site: lost.began },
      });
      return state;
    },
  },
  {
    calls: executing.split(" "),
    before: (calling, state) => {
      // The child of vfork() leaves its parent's locks behind with the memory.
      const isLeft = state.life.lineage === "vfork-child";
      if (isLeft || calling.run.platform.facts["lock.exec"].value !== "dropped") return state;
      const held = deedsOf(state.deeds, "locked-all").find(({ isSure }) => isSure);
      const asked = deedsOf(state.deeds, "real-time").some(({ isSure }) => isSure);
      observe(calling, state, { kind: "lost-to-image", deed: asked ? held : undefined });
      return state;
    },
  },
  {
    calls: ["mlockall"],
    before: (calling, state) => {
      const [lost] = deedsOf(state.deeds, "left-behind-all");
      if (lost) observe({ ...calling, site: lost.site }, state, { kind: "locked-again", deed: lost });
      return state;
    },
  },
];

function observe(
  { run, site }: Pick<Calling, "run" | "site">,
  state: State,
  {
    kind,
    deed,
    region,
  }: {
    readonly kind:
      | "moved-locked"
      | "unlocked-for-parent"
      | "lost-as-whole"
      | "lost-to-image"
      | "locked-again";
    readonly deed: Deed | undefined;
    readonly region?: string | undefined;
  },
): void {
  run.recorder.observe({
    kind,
    span: site.span,
    functionName: site.functionName,
    site,
    verdict: deed ? "certain" : "fine",
    other: deed?.site,
    way: { trail: state.trail, region },
  });
}

/** Those that look before the book is kept, and those that keep it. */
export const lossChecks: readonly CallCheck[] = [
  movedWhileLocked,
  unlockedForParent,
  ...lostAsWhole,
  ...replaced,
  movedAlong,
];
