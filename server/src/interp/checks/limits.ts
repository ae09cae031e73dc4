/** Locks that do not fit into the limit that the program itself has set, or, if nobody raised it, into the usual one. */
import type { Platform } from "../../platforms/profile";
import type { RegionId } from "../../sim/types";
import type { Calling } from "../calls/calling";
import { type Deed, deedsOf, did, undid } from "../deeds";
import { fine, type Observed } from "../record/observations";
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

type Excess = Pick<Observed<"over-limit">, "whose" | "limit" | "wanted" | "fact">;

/** What is wanted, bytes, is more than the limit that is known, or else the usual one. */
function excessOf(
  { run }: Calling,
  { world }: State,
  wanted: number | undefined,
  fact: Excess["fact"] | undefined,
): Excess | undefined {
  const given = run.assumed.begin.limit;
  const limit = world.limit ?? run.platform.facts["limit.default"].value;
  if (fact === undefined || wanted === undefined || limit === null || wanted <= limit) return undefined;
  const whose = world.limit === undefined ? "usual" : world.limit === given ? "given" : "own";
  return { whose, limit, wanted, fact };
}

function observe(
  { run, frame, site }: Calling,
  state: State,
  over: Excess | undefined,
  region: RegionId | undefined,
): void {
  const verdict = over && refusal(run.platform, "mlock.limit", state);
  run.recorder.observe({
    kind: "over-limit",
    span: site.span,
    functionName: frame.fn.name,
    site,
    ...(over && verdict ? { verdict, ...over } : fine),
    way: { trail: state.trail, region },
  });
}

export const overLimit: CallCheck = {
  calls: ["mlock", "mlock2"],
  before: (calling, state) => {
    const { run, frame, site, args } = calling;
    const region = likelyTarget(args[0] ?? anything)?.region;
    const wanted = bytesWanted(calling, state);
    const over = excessOf(calling, state, wanted, "mlock.limit");
    // The first rounds of a loop that passes the limit in a later one.
    if (state.world.limit !== undefined && wanted !== undefined && !over) {
      run.recorder.observe({
        kind: "within-limit",
        span: site.span,
        functionName: frame.fn.name,
        site,
        verdict: "certain",
        way: { trail: state.trail, region },
      });
    } else observe(calling, state, over, region);
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
      const { site, name, args } = calling;
      const why = whyLocked(calling, state);
      const length = exact(args[name === "malloc" ? 0 : 1] ?? anything);
      // What the heap has left may be enough for a small block.
      const wanted = name === "malloc" ? length : withWhatIsLocked(state, length, undefined);
      const over = excessOf(calling, state, wanted, why);
      observe(calling, state, over, undefined);
      if (why === undefined && length !== undefined) fellBack(calling, state, length);
      if (!over || name === "malloc") return state;
      return changed(state, { deeds: did(state.deeds, { kind: "asked-too-much", site, length }) });
    },
    after: (calling, after, end, before) => {
      const region = likelyTarget(find(after.temps, calling.instruction.into) ?? anything)?.region;
      if (end === "failed" || region === undefined || whyLocked(calling, before) !== "mmap.locked")
        return after;
      const length = exact(calling.args[1] ?? anything);
      return changed(after, {
        deeds: did(after.deeds, { kind: "mapped-locked", site: calling.site, region, length }),
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
function fellBack(calling: Calling, state: State, length: number): void {
  for (const asked of deedsOf(state.deeds, "asked-too-much")) {
    if (asked.site === calling.site || asked.length !== length) continue;
    observe({ ...calling, site: asked.site }, state, undefined, undefined);
  }
}

/** The fact by which what this call maps must fit into the limit. */
function whyLocked({ run, name, args }: Calling, { world }: State): Excess["fact"] | undefined {
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
    const verdict = isOver ? refusal(run.platform, "mlockall.limit", state) : undefined;
    run.recorder.observe({
      kind: "process-over-limit",
      span: site.span,
      functionName: frame.fn.name,
      site,
      ...(isOver && verdict ? { verdict, limit } : fine),
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
): "certain" | "possible" | undefined {
  const { value } = facts[name];
  if (value === "none" || value === "silent") return undefined;
  if (value !== "unless-privileged") return name === "mlock.limit" ? "certain" : "possible";
  return world.privileged === true ? undefined : world.privileged === false ? "certain" : "possible";
}
