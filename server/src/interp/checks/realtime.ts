/** Who asks for a real-time policy. */
import { exact, type Value } from "../values/value";
import type { CallCheck } from "./watch";

/** Which argument is the policy, and which says for whom. */
const policyCalls: Readonly<Record<string, { readonly policy: number; readonly who: number }>> = {
  sched_setscheduler: { policy: 1, who: 0 },
  pthread_setschedparam: { policy: 1, who: 0 },
  pthread_attr_setschedpolicy: { policy: 1, who: 0 },
};

/** The program, seen from main, asks that it or a thread of its own be run before all others. */
export const realTimePolicy: CallCheck = {
  calls: Object.keys(policyCalls),
  before: ({ run, frame, site, name, args }, state) => {
    const row = policyCalls[name];
    const policy = row && args[row.policy];
    const who = row && args[row.who];
    const { constants } = run.platform;
    const wanted = ["SCHED_FIFO", "SCHED_RR"].find(
      (one) => policy?.constant === one || (policy && exact(policy) === constants[one]),
    );
    if (wanted === undefined || !who || state.life.lineage !== "original") return state;
    const isSelf =
      name === "sched_setscheduler" ? isThisProcess(who) : who.handle?.startsWith("=pthread_self@");
    if (name === "sched_setscheduler" && !isSelf) return state;
    run.recorder.observe({
      kind: "real-time",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: "possible",
      detail: isSelf ? "self" : "thread",
      way: { trail: state.trail, region: undefined },
    });
    return state;
  },
};

const isThisProcess = (who: Value): boolean => exact(who) === 0 || /^=get[pt]id@/.test(who.handle ?? "");
