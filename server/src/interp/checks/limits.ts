/** Locks that do not fit into the limit that the program itself has set, or, if nobody raised it, into the usual one. */
import type { Platform } from "../../platforms/profile";
import type { Calling } from "../calls/calling";
import { deedsOf } from "../deeds";
import { extend } from "../record/trail";
import { changed, type State } from "../state";
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
    run.recorder.observe({
      kind: "over-limit",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: isOver ? refusal(run.platform, "mlock.limit", state) : "fine",
      detail: `${whose(known, run.known.begin.limit)} ${limit} ${wanted}`,
      way: { trail: state.trail, region },
    });
    return state;
  },
};

/** What this lock asks for, and what other memory surely keeps locked beside it. */
function bytesWanted({ args }: Calling, { deeds }: State): number | undefined {
  const length = exact(args[1] ?? anything);
  const region = likelyTarget(args[0] ?? anything)?.region;
  if (length === undefined || length <= 0) return undefined;
  const others = deedsOf(deeds, "locked").filter((deed) => deed.isSure && deed.region !== region);
  return others.reduce((sum, deed) => sum + Math.max(0, deed.length ?? 0), length);
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
