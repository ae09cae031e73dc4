/** Who asks for a real-time policy. */
import type { Calling } from "../calls/calling";
import { isResultOf } from "../values/region";
import { exact, type Value } from "../values/value";
import type { CallCheck } from "./watch";

/** Which argument is the policy, and which says for whom. */
export const policyCalls: Readonly<Record<string, { readonly policy: number; readonly who: number }>> = {
  sched_setscheduler: { policy: 1, who: 0 },
  pthread_setschedparam: { policy: 1, who: 0 },
  pthread_attr_setschedpolicy: { policy: 1, who: 0 },
};

/** The program, seen from main, asks that it or a thread of its own be run before all others. */
export const realTimePolicy: CallCheck = {
  calls: Object.keys(policyCalls),
  before: (calling, state) => {
    const { run, frame, site } = calling;
    const whose = realTimeFor(calling);
    if (whose === undefined || state.life.lineage !== "original") return state;
    run.recorder.observe({
      kind: "real-time",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: "possible",
      whose: isMainThread(calling) ? whose : "thread",
      way: { trail: state.trail, region: undefined },
    });
    return state;
  },
};

/** For whom the call asks for a real-time policy; undefined where it asks for another, or nobody knows. */
export function realTimeFor({ run, name, args }: Calling): "self" | "thread" | undefined {
  const row = policyCalls[name];
  const policy = row && args[row.policy];
  const who = row && args[row.who];
  if (!policy || !who) return undefined;
  const { constants } = run.platform;
  const number = exact(policy);
  const isWanted = ["SCHED_FIFO", "SCHED_RR"].some(
    (one) => policy.constant === one || (number !== undefined && number === constants[one]),
  );
  if (!isWanted) return undefined;
  if (name === "sched_setscheduler") return isThisProcess(who) ? "self" : undefined;
  return isResultOf(who.handle, "pthread_self") ? "self" : "thread";
}

/** Is it the thread in which main() runs? Of other functions nobody knows. */
function isMainThread({ run, frame }: Calling): boolean {
  const isMade = frame.chain.some((site) => /^(pthread|thrd)_create$/.test(run.unit.sites[site]?.name ?? ""));
  let root = frame;
  while (root.caller) root = root.caller;
  return !isMade && root.fn.name === "main";
}

const isThisProcess = (who: Value): boolean => exact(who) === 0 || isResultOf(who.handle, "getpid", "gettid");
