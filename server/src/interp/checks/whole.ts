/** What programs do around mlockall(): what was mapped before it, what comes after it, and the calls that follow one another. */
import type { Platform } from "../../platforms/profile";
import { within } from "../../sim/mappings";
import type { RegionId } from "../../sim/types";
import { isLocked } from "../../sim/world";
import type { Calling } from "../calls/calling";
import { type Deed, deedsOf, did, type New, surelyNot, undid } from "../deeds";
import { changed, type State } from "../state";
import { find } from "../temps";
import { anything, exact, likelyTarget } from "../values/value";
import type { CallCheck } from "./watch";

/** Calls that map or allocate memory. */
export const allocators: readonly string[] = [
  ..."mmap mmap64 malloc calloc realloc posix_memalign aligned_alloc memalign valloc".split(" "),
  "pthread_create",
];

/** That something was allocated, and is there: one is enough. */
export const allocationKeeping: readonly CallCheck[] = [
  {
    calls: allocators,
    after: ({ site, instruction }, after, end) => {
      const [known] = deedsOf(after.deeds, "allocated");
      if (end === "failed" || known?.isSure) return after;
      const value = find(after.temps, instruction.into);
      const deed: New = {
        kind: "allocated",
        site,
        region: value && likelyTarget(value)?.region,
      };
      return changed(after, { deeds: did(undid(after.deeds, isAllocation), deed) });
    },
  },
  {
    calls: ["free", "munmap", "realloc"],
    before: ({ args }, state) => {
      const regions = (args[0] ?? anything).targets.map(({ region }) => region);
      const deeds = undid(state.deeds, (deed) => isAllocation(deed) && regions.includes(deed.region ?? ""));
      return deeds === state.deeds ? state : changed(state, { deeds });
    },
  },
];

const isAllocation = ({ kind }: Deed): boolean => kind === "allocated";

/** Which of the two an mlockall() asks for; undefined where its flags are not known. */
interface Wish {
  readonly current: boolean;
  readonly future: boolean;
}

function wishOf({ constants }: Platform, flags: number | undefined): Wish | undefined {
  if (flags === undefined) return undefined;
  const has = (name: string) => (flags & (constants[name] ?? 0)) !== 0;
  return { current: has("MCL_CURRENT"), future: has("MCL_FUTURE") };
}

/** mlockall() for the future alone, after something was mapped; or for the present alone, after one for the future. */
export const incompleteLock: CallCheck = {
  calls: ["mlockall"],
  before: (calling, state) => {
    const { run, args } = calling;
    const wish = wishOf(run.platform, exact(args[0] ?? anything));
    const isFutureAlone = wish?.future === true && !wish.current;
    const [before] = deedsOf(state.deeds, "allocated");
    const isLeftOut =
      isFutureAlone &&
      before?.isSure === true &&
      !isHeld(state, before.region) &&
      surelyNot(state.deeds, "locked-all");
    observe(calling, state, "future-alone", isLeftOut, before);
    const isCancelled =
      wish?.current === true &&
      !wish.future &&
      (state.world.future === "on" || state.world.future === "onfault") &&
      run.platform.facts["mlockall.current-cancels-future"].value === true;
    const [earlier] = deedsOf(state.deeds, "locked-all");
    observe(calling, state, "future-cancelled", isCancelled, earlier);
    return state;
  },
};

function isHeld({ world }: State, region: RegionId | undefined): boolean {
  const known = region === undefined ? undefined : world.regions.get(region);
  return known !== undefined && within(known.mappings, everywhere).some(isLocked);
}

const everywhere = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

function observe(
  { run, frame, site }: Calling,
  state: State,
  kind: "future-alone" | "future-cancelled",
  isSo: boolean,
  because: Deed | undefined,
): void {
  run.recorder.observe({
    kind,
    span: site.args[0] ?? site.span,
    functionName: frame.fn.name,
    site,
    verdict: isSo ? "certain" : "fine",
    other: because?.site,
    way: { trail: state.trail, region: because?.region },
  });
}

/** New memory after mlockall(MCL_CURRENT) is not locked; told where the lock is. */
export const mappedAfterLock: CallCheck = {
  calls: allocators,
  before: (calling, state) => {
    const { run, site } = calling;
    const [lock] = deedsOf(state.deeds, "locked-all");
    const wish = lock && wishOf(run.platform, lock.flags);
    const isOver = lock?.isSure === true && wish?.current === true && !wish.future;
    if (!isOver || state.world.future !== "off" || !isNewMemory(calling)) return state;
    run.recorder.observe({
      kind: "current-early",
      span: lock.site.args[0] ?? lock.site.span,
      functionName: lock.site.functionName,
      site: lock.site,
      verdict: "certain",
      other: site,
      way: { trail: state.trail, region: undefined },
    });
    return state;
  },
};

/** Blocks of this size and more, bytes, get a mapping of their own (glibc); smaller ones may come from pages that are locked. */
const ownMapping = 128 * 1024;

function isNewMemory({ run, name, args }: Calling): boolean {
  const number = (index: number) => exact(args[index] ?? anything);
  if (name === "pthread_create") return true;
  if (name.startsWith("mmap")) {
    const { MAP_ANON = 0, MAP_ANONYMOUS = 0, MAP_LOCKED = 0 } = run.platform.constants;
    const [protection, flags] = [number(2), number(3)];
    if (!protection || flags === undefined || (flags & MAP_LOCKED) !== 0) return false;
    return (flags & (MAP_ANON | MAP_ANONYMOUS)) !== 0;
  }
  if (name === "calloc") return (number(0) ?? 0) * (number(1) ?? 0) >= ownMapping;
  const size = { malloc: 0, valloc: 0, posix_memalign: 2 }[name] ?? 1;
  return (number(size) ?? 0) >= ownMapping;
}

/** SHMCTL_LAZY on an object that would be locked without asking. */
export const lazyObject: CallCheck = {
  calls: ["shm_ctl"],
  before: ({ run, frame, site, args }, state) => {
    const flags = exact(args[1] ?? anything);
    const isLazy = flags !== undefined && (flags & (run.platform.constants.SHMCTL_LAZY ?? 0)) !== 0;
    run.recorder.observe({
      kind: "implicit-cancelled",
      span: site.args[1] ?? site.span,
      functionName: frame.fn.name,
      site,
      verdict:
        isLazy && run.platform.facts["lock.implicit"].value === "typed-and-shm-ctl" ? "certain" : "fine",
      way: { trail: state.trail, region: undefined },
    });
    return state;
  },
};
