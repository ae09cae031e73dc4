/** Locks that do not fit into the limit that the program itself has set, or, if nobody raised it, into the usual one. */
import type { FactName, Platform } from "../../platforms/profile";
import type { RegionId } from "../../sim/types";
import type { Calling } from "../calls/calling";
import { type Deed, deedsOf, did, undid } from "../deeds";
import { extend } from "../record/trail";
import { changed, type State } from "../state";
import { find } from "../temps";
import { anything, exact, likelyTarget } from "../values/value";
import type { CallCheck } from "./watch";

/** The step that tells where a limit comes from. */
export const limitKeeping: CallCheck = {
  calls: ["setrlimit", "setrlimit64", "prlimit", "prlimit64"],
  after: ({ site, name }, after, end, before) => {
    if (end === "failed" || after.world.limit === before.world.limit) return after;
    const step = { kind: "limit-set", span: site.span, name } as const;
    return changed(after, { trail: extend(after.trail, step) });
  },
};

/** Who says how much may be locked: the program itself, whoever starts it, or, where nobody does, the platform. */
const whose = (known: number | undefined, given: number | undefined): "own" | "given" | "usual" =>
  known === undefined ? "usual" : known === given ? "given" : "own";

/** `own LIMIT WANTED`, or `given` or `usual`, bytes. */
export const overLimit: CallCheck = {
  calls: ["mlock", "mlock2"],
  before: (calling, state) => {
    const { run, frame, site, args } = calling;
    const { facts } = run.platform;
    const region = likelyTarget(args[0] ?? anything)?.region;
    const wanted = bytesWanted(calling, state);
    const known = state.world.limit;
    const limit = known ?? facts["limit.default"].value;
    const isOver = wanted !== undefined && limit !== null && wanted > limit;
    const way = { trail: state.trail, region };
    const place = { span: site.span, functionName: frame.fn.name, site, way };
    // The first rounds of a loop that passes the limit in a later one.
    if (known !== undefined && wanted !== undefined && !isOver) {
      run.recorder.observe({ ...place, kind: "within-limit", verdict: "certain" });
      return state;
    }
    run.recorder.observe({
      ...place,
      kind: "over-limit",
      verdict: isOver ? refusal(run.platform, "mlock.limit", state) : "fine",
      detail: `${whose(known, run.known.begin.limit)} ${limit} ${wanted}`,
    });
    return state;
  },
};

/** What this lock asks for, and what other memory surely keeps locked beside it. */
function bytesWanted({ args }: Calling, state: State): number | undefined {
  const length = exact(args[1] ?? anything);
  const region = likelyTarget(args[0] ?? anything)?.region;
  return withWhatIsLocked(state, length, region);
}

/** A child's memory holds none of its parent's locks; of a mapping that mlock() was called for, too, the lock counts. */
function withWhatIsLocked(
  { deeds, life }: State,
  length: number | undefined,
  region: RegionId | undefined,
): number | undefined {
  if (length === undefined || length <= 0) return undefined;
  const locked = deedsOf(deeds, "locked");
  const mapped = life.lineage === "original" ? deedsOf(deeds, "mapped-locked") : [];
  const others = [...locked, ...mapped.filter((one) => !locked.some((lock) => lock.region === one.region))];
  return others
    .filter((deed) => deed.isSure && deed.region !== region)
    .reduce((sum, deed) => sum + Math.max(0, deed.length ?? 0), length);
}

/** mmap() that locks, by a flag of its own or because all that comes is locked; malloc() for the second reason. */
export const mappedOverLimit: readonly CallCheck[] = [
  {
    calls: ["mmap", "mmap64", "malloc"],
    before: (calling, state) => {
      const { run, frame, site, name, args } = calling;
      const why = whyLocked(calling, state);
      const length = exact(args[name === "malloc" ? 0 : 1] ?? anything);
      // What the heap has left may be enough for a small block.
      const wanted = name === "malloc" ? length : withWhatIsLocked(state, length, undefined);
      const known = state.world.limit;
      const limit = known ?? run.platform.facts["limit.default"].value;
      const isOver = why !== undefined && wanted !== undefined && limit !== null && wanted > limit;
      run.recorder.observe({
        kind: "over-limit",
        span: site.span,
        functionName: frame.fn.name,
        site,
        verdict: isOver ? refusal(run.platform, "mlock.limit", state) : "fine",
        detail: `${whose(known, run.known.begin.limit)} ${limit} ${wanted} ${why ?? "unlocked"}`,
        way: { trail: state.trail, region: undefined },
      });
      if (why === undefined && length !== undefined) fellBack(calling, state, length);
      if (!isOver || name === "malloc") return state;
      return changed(state, { deeds: did(state.deeds, { kind: "asked-too-much", site, length }) });
    },
    after: (calling, after, end, before) => {
      const region = likelyTarget(find(after.temps, calling.instruction.into) ?? anything)?.region;
      if (end === "failed" || region === undefined || whyLocked(calling, before) !== "mmap.locked")
        return after;
      const length = exact(calling.args[1] ?? anything);
      return changed(after, {
        deeds: did(after.deeds, { kind: "mapped-locked", site: calling.site, region, start: 0, length }),
      });
    },
  },
  {
    calls: ["munmap", "munlock", "munlockall"],
    after: ({ args, name }, after) => {
      const { targets } = args[0] ?? anything;
      const isOver = ({ kind, region }: Deed) =>
        kind === "mapped-locked" &&
        (name === "munlockall" || targets.some((target) => target.region === region));
      const deeds = undid(after.deeds, isOver);
      return deeds === after.deeds ? after : changed(after, { deeds });
    },
  },
];

/** As many bytes are mapped without a lock: on this way the program does without what was too much. */
function fellBack({ run, frame, site }: Calling, { deeds, trail }: State, length: number): void {
  for (const asked of deedsOf(deeds, "asked-too-much")) {
    if (!asked.site || asked.site === site || asked.length !== length) continue;
    run.recorder.observe({
      kind: "over-limit",
      span: asked.site.span,
      functionName: frame.fn.name,
      site: asked.site,
      verdict: "fine",
      way: { trail, region: undefined },
    });
  }
}

/** The fact by which what this call maps must fit into the limit. */
function whyLocked({ run, name, args }: Calling, { world }: State): FactName | undefined {
  const { facts, constants } = run.platform;
  const flags = name === "malloc" ? 0 : exact(args[3] ?? anything);
  // Of memory that nobody may access, platforms count what they like.
  if (name !== "malloc" && exact(args[2] ?? anything) === 0) return undefined;
  const isAsked = flags !== undefined && (flags & (constants.MAP_LOCKED ?? 0)) !== 0;
  if (isAsked && facts["mmap.locked"].value === "locks") return "mmap.locked";
  if (world.future !== "on" || facts["mlockall.future-failure"].value !== "mapping-fails") return undefined;
  if (name !== "malloc") return "mlockall.future-failure";
  return facts["brk.limit"].value === "fails" ? "brk.limit" : undefined;
}

/** No process that a dynamic linker has put together is smaller, bytes. */
const leastProcess = 256 * 1024;

/** mlockall(MCL_CURRENT) within a limit into which no process fits. */
export const wholeOverLimit: CallCheck = {
  calls: ["mlockall"],
  before: ({ run, frame, site, args }, state) => {
    const { limit } = state.world;
    const flags = exact(args[0] ?? anything);
    const isAll = flags !== undefined && (flags & (run.platform.constants.MCL_CURRENT ?? 0)) !== 0;
    const isOver = isAll && limit !== undefined && limit < leastProcess;
    run.recorder.observe({
      kind: "over-limit",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: isOver ? refusal(run.platform, "mlockall.limit", state) : "fine",
      detail: `whole ${limit} 0`,
      way: { trail: state.trail, region: undefined },
    });
    return state;
  },
};

/** Privileged processes are not held to the limit everywhere. */
function refusal(
  { facts }: Platform,
  name: "mlock.limit" | "mlockall.limit",
  { world }: State,
): "certain" | "possible" | "fine" {
  const { value } = facts[name];
  if (value === "none" || value === "silent") return "fine";
  if (value !== "unless-privileged") return name === "mlock.limit" ? "certain" : "possible";
  return world.privileged === true ? "fine" : world.privileged === false ? "certain" : "possible";
}
