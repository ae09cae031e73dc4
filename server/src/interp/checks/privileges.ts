/** The book of the right to lock memory: who gave it up, and what is locked, unlocked or mapped without it. */
import type { FactName } from "../../platforms/profile";
import type { Calling } from "../calls/calling";
import { deedsOf, did, surelyNot, undid } from "../deeds";
import { demandedPrivilege } from "../kernel/kernel";
import { fine } from "../record/observations";
import { extend } from "../record/trail";
import { changed, type State } from "../state";
import { isResultOf } from "../values/region";
import { anything, exact } from "../values/value";
import type { CallCheck } from "./watch";

/** Which argument is the effective user. */
const userCalls: Readonly<Record<string, number>> = { setuid: 0, seteuid: 0, setreuid: 1, setresuid: 1 };

/** Calls that may give the right up, or get it back. */
const changing = ["capset", "cap_set_proc", "capng_apply", "priv_set", "setppriv", "procmgr_ability"];

const limiting = ["setrlimit", "setrlimit64", "prlimit", "prlimit64"];

export const rightKeeping: readonly CallCheck[] = [
  {
    calls: [...Object.keys(userCalls), ...changing],
    after: (calling, after, end) => (end === "failed" ? after : afterChange(calling, after)),
  },
  { calls: limiting, after: (calling, after) => provided(calling, after) },
  // Capabilities that survive a change of the user: what is left then, nobody looks at.
  {
    calls: ["prctl"],
    after: (calling, after) =>
      keepsCapabilities.has(calling.args[0]?.constant ?? "") ? provided(calling, after) : after,
  },
];

const keepsCapabilities = new Set(["PR_SET_KEEPCAPS", "PR_SET_SECUREBITS"]);

const provided = ({ site }: Calling, after: State): State =>
  changed(after, { deeds: did(after.deeds, { kind: "provided", site }) });

function afterChange(calling: Calling, after: State): State {
  const { site, name } = calling;
  const isLost = after.world.privileged === false;
  const [known] = deedsOf(after.deeds, "gave-up");
  if (isLost && known?.isSure) return after;
  const deeds = undid(after.deeds, ({ kind }) => kind === "gave-up");
  if (!isLost && !becomesSomebody(calling, after)) return changed(after, { deeds });
  const step = { kind: "privilege-dropped", span: site.span, name } as const;
  const trail = isLost ? after.trail : extend(after.trail, step);
  return changed(after, { trail, deeds: did(deeds, { kind: "gave-up", site }) });
}

/** setuid(pw->pw_uid), seteuid(getuid()): whoever it is, who asks the system for a user means one that is not root. */
function becomesSomebody({ name, args, run }: Calling, { world }: State): boolean {
  const index = Object.hasOwn(userCalls, name) ? userCalls[name] : undefined;
  if (index === undefined || world.privileged === true) return false;
  const { value } = run.platform.facts["mlock.privilege"];
  if (value !== "superuser" && value !== "limit") return false;
  const user = args[index] ?? anything;
  return exact(user) === undefined && !isResultOf(user.handle, "geteuid");
}

/** Locks and unlocks by somebody who has given up the right to. */
export const lockedWithoutRight: CallCheck = {
  calls: ["mlock", "mlock2", "mlockall", "munlock", "munlockall"],
  before: (calling, state) => {
    const { run, frame, site } = calling;
    const [lost] = deedsOf(state.deeds, "gave-up");
    const seen = lost && withoutRight(calling, state, lost.isSure);
    run.recorder.observe({
      kind: "locked-without-right",
      span: site.span,
      functionName: frame.fn.name,
      site,
      ...(seen ?? fine),
      other: lost?.site,
      way: { trail: state.trail, region: undefined },
    });
    return state;
  },
};

interface Without {
  readonly fact: FactName;
  readonly verdict: "certain" | "possible";
}

function withoutRight({ run, name, args }: Calling, state: State, isSure: boolean): Without | undefined {
  const { facts, constants } = run.platform;
  const { privileged } = state.world;
  const fact = demandedPrivilege(run.platform, name);
  if (fact && privileged === false) return { fact, verdict: "certain" };
  if (!isSure || privileged === true) return undefined;
  if (fact) return facts[fact].value === "superuser" ? { fact, verdict: "possible" } : undefined;
  // Within the limit anybody may lock; all that is mapped is seldom within it.
  const flags = exact(args[0] ?? anything);
  const isCurrent = flags !== undefined && (flags & (constants.MCL_CURRENT ?? 0)) !== 0;
  const isLimited = facts["mlockall.limit"].value === "unless-privileged";
  return name === "mlockall" && isCurrent && isLimited && surelyNot(state.deeds, "provided")
    ? { fact: "mlockall.limit", verdict: "possible" }
    : undefined;
}

/** What is mapped under MCL_FUTURE by somebody whom the limit binds since the right was given up; told where that was. */
export const mappedWithoutRight: CallCheck = {
  calls: [
    "mmap",
    "mmap64",
    "malloc",
    "calloc",
    "realloc",
    "posix_memalign",
    "aligned_alloc",
    "memalign",
    "valloc",
    "pthread_create",
  ],
  before: ({ run, site }, state) => {
    const { facts } = run.platform;
    const [lost] = deedsOf(state.deeds, "gave-up");
    const isBound =
      lost?.isSure === true &&
      state.world.privileged === false &&
      state.world.future === "on" &&
      facts["mlockall.limit"].value === "unless-privileged" &&
      facts["mlockall.future-failure"].value === "mapping-fails" &&
      surelyNot(state.deeds, "provided");
    if (!lost?.site || !isBound) return state;
    run.recorder.observe({
      kind: "mapped-without-right",
      span: lost.site.span,
      functionName: lost.site.functionName,
      site: lost.site,
      verdict: "possible",
      other: site,
      way: { trail: state.trail, region: undefined },
    });
    return state;
  },
};
