/** Which functions need to be lowered: those that reach a tracked name, what they call, and who calls them. */
import type { FunctionOutline } from "../c/ir";
import { modelOf } from "../interp/models";
import { platforms } from "../platforms";
import { systemCalls, trackedCalls } from "./tracked";

/** A helper longer than this (characters) that leads to nothing tracked is left unknown: what it costs is not worth it. */
const longestHelper = 2500;
/** How many levels of callers are looked at: a wrapper, its users, and theirs. */
const highestCaller = 4;
/** How far calls of helpers are followed that lead out of the file. */
const deepestHelper = 3;

/**
 * Functions that lead to a tracked call, a mapping or a privilege, and the small helpers that they call: a helper may
 * touch, fill or log. Those that call nothing but the library's are wanted however deep. All else is as unknown as another
 * file's function, and the caller's state pays for it.
 */
export function slice(
  outline: readonly FunctionOutline[],
  alsoLeading: ReadonlySet<string> = none,
): ReadonlySet<string> {
  const byName = byNameOf(outline);
  const leading = leadingIn(outline, alsoLeading);
  const tracked = new Set(leading);
  addCallers(outline, leading);
  const wanted = new Set(leading);
  let callers: ReadonlySet<string> = tracked;
  for (let depth = 0; depth < deepestHelper; depth++) callers = addHelpers(byName, callers, wanted);
  // What a caller hands on, one of its own helpers may have made.
  addHelpers(byName, leading, wanted);
  addLeaves(byName, wanted);
  return wanted;
}

/** Why a function of the file is as unknown as another file's: nothing tracked is near it, or it is a long helper. */
export type Left = "leads to no tracked call" | "a long helper" | "a helper's helper";

export function leftOut(
  outline: readonly FunctionOutline[],
  lowered: ReadonlySet<string>,
): ReadonlyMap<string, Left> {
  const used = new Set(outline.flatMap(({ name, mentions }) => (lowered.has(name) ? [...mentions] : [])));
  const left = new Map<string, Left>();
  for (const one of outline) {
    const { name } = one;
    if (lowered.has(name)) continue;
    left.set(
      name,
      used.has(name) ? (isSmall(one) ? "a helper's helper" : "a long helper") : "leads to no tracked call",
    );
  }
  return left;
}

/** Of a file that others call into: the functions that they call, and what those need. */
export function sliceFrom(
  names: ReadonlySet<string>,
  outline: readonly FunctionOutline[],
): ReadonlySet<string> {
  const byName = byNameOf(outline);
  const leading = leadingIn(outline);
  addCallers(outline, leading);
  const wanted = new Set([...names].filter((name) => byName.has(name)));
  let callers: ReadonlySet<string> = new Set(wanted);
  for (let depth = 0; depth < highestCaller; depth++) callers = addHelpers(byName, callers, wanted, leading);
  return wanted;
}

const none: ReadonlySet<string> = new Set();

const byNameOf = (outline: readonly FunctionOutline[]) => new Map(outline.map((one) => [one.name, one]));

/** Those that mention something tracked, or one of the others. */
export function leadingIn(
  outline: readonly FunctionOutline[],
  also: ReadonlySet<string> = none,
): Set<string> {
  const leading = new Set<string>();
  for (const { name, mentions } of outline) {
    if (mentionsAny(mentions, trackedNames) || mentionsAny(mentions, also)) leading.add(name);
  }
  return leading;
}

/** Who runs in real time, and who may lock, is asked of the whole program. */
const realTimeCalls = ["sched_setscheduler", "pthread_setschedparam", "pthread_attr_setschedpolicy"];

/** Mappings are judged where locks are at home; who acquires a privilege decides whether it is missing. */
export const trackedNames: ReadonlySet<string> = new Set([
  ...trackedCalls,
  ...systemCalls.keys(),
  "mmap",
  "mmap64",
  ...realTimeCalls,
  ...Object.values(platforms).flatMap(({ privilege }) => privilege?.acquiredBy ?? []),
]);

function mentionsAny(mentions: ReadonlySet<string>, names: ReadonlySet<string>): boolean {
  for (const name of names) if (mentions.has(name)) return true;
  return false;
}

/** Who mentions one of these, who mentions those, and so on: they are added. */
export function addCallers(outline: readonly FunctionOutline[], wanted: Set<string>): void {
  for (let level = 0; level < highestCaller; level++) {
    const callees = [...wanted];
    for (const { name, mentions } of outline) {
      if (!wanted.has(name) && callees.some((callee) => mentions.has(callee))) wanted.add(name);
    }
  }
}

/** However deep they are called: what is small and leads nowhere costs little to follow, and its caller much if it is not. */
function addLeaves(byName: ReadonlyMap<string, FunctionOutline>, wanted: Set<string>): void {
  const closed = closedIn(byName);
  // Those that are added are visited, too.
  for (const caller of wanted) {
    for (const mention of byName.get(caller)?.mentions ?? []) if (closed.has(mention)) wanted.add(mention);
  }
}

/** The small functions that call nothing but each other and what is known of the library. */
function closedIn(byName: ReadonlyMap<string, FunctionOutline>): ReadonlySet<string> {
  const closed = new Set([...byName.values()].filter(isSmall).map(({ name }) => name));
  const staysWithin = (callee: string) =>
    byName.has(callee) ? closed.has(callee) : modelOf(callee) !== undefined;
  for (let before = Number.POSITIVE_INFINITY; closed.size < before; ) {
    before = closed.size;
    for (const name of closed)
      if (![...(byName.get(name)?.calls ?? [])].every(staysWithin)) closed.delete(name);
  }
  return closed;
}

const isSmall = ({ span }: FunctionOutline): boolean => span.end - span.start <= longestHelper;

/** The small functions that `callers` mention, and those in `leading`; returns those that are new. */
function addHelpers(
  byName: ReadonlyMap<string, FunctionOutline>,
  callers: ReadonlySet<string>,
  wanted: Set<string>,
  leading: ReadonlySet<string> = none,
): ReadonlySet<string> {
  const added = new Set<string>();
  for (const caller of callers) {
    for (const mention of byName.get(caller)?.mentions ?? []) {
      const helper = byName.get(mention);
      if (!helper || wanted.has(mention)) continue;
      if (!isSmall(helper) && !leading.has(mention)) continue;
      wanted.add(mention);
      added.add(mention);
    }
  }
  return added;
}
