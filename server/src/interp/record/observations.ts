/** What the checks saw, by place: so many visits, and at so many of them the habit that a rule tells of. */
import type { CallSite } from "../../c/ir";
import type { Span } from "../../text/span";
import type { Way } from "./trail";

export type ObservationKind =
  /** A lock or an unlock of no bytes ("zero"), or of less than none ("negative"). */
  | "bad-length"
  /** A lock from an object's start: "LENGTH SIZE" where it is shorter than the object, else "covered REGION". */
  | "part-locked"
  /** A lock beyond a limit: whose ("own", "usual", "whole"), the limit, the bytes asked for; of a mapping, by which fact it is locked. */
  | "over-limit"
  /** A lock that fits into a limit that is known. */
  | "within-limit"
  /** errno is read that a lock's failure has set; the detail is that lock's site. */
  | "errno-read"
  /** A lock of as many bytes as its memory has pages; the detail is that number. */
  | "pages-for-bytes"
  /** A block is freed while the program still holds a lock on it. */
  | "freed-locked"
  /** A function returns while its own array is locked; the place is the lock's. */
  | "left-locked"
  /** The last address of locked memory is gone: `overwritten` at the place, or with its function; whether it was `filled` or `unused`. */
  | "lost-locked"
  /** Memory is used whose lock only the parent of fork() holds, or which the call that is the detail has replaced or cut off. */
  | "used-without-lock"
  /** realloc() of a block that is locked. */
  | "moved-locked"
  /** The child of vfork() unlocks its parent's memory. */
  | "unlocked-for-parent"
  /** fork() or daemon() after mlockall(), where the child is to do the work; `locked-again`: and it locks for itself. */
  | "lost-as-whole"
  | "locked-again"
  /** exec() after mlockall() and a real-time policy, which the new program keeps. */
  | "lost-to-image"
  /**
   * munlock() of something else than was locked. Its detail: `stranger`: of what was never locked; `elsewhere`: of no page
   * that is locked; `shifted`: of some that are and some that are not; `farther`: of more than is locked; `part`: of less,
   * and the rest was never thought of again.
   */
  | "unlocked-otherwise"
  /** An unlock that ended two locks, each of which the program unlocks: `used`, `idle`: the memory was or was not used in between. */
  | "unlocked-by-count"
  /** Memory is used after an unlock that ended two locks (`locks`), or what mlockall() held, too (`mlockall`, `munlockall`). */
  | "used-after-unlock"
  /** memset() of memory that is or was locked, "free" or "return" right after it; "itself", or with "all" the process. */
  | "wiped-in-vain"
  /** A block is freed after mlock() of it has failed, and nothing was unlocked. */
  | "part-kept"
  /** Memory is mapped after mlockall(MCL_FUTURE) has failed; the place is that call. */
  | "future-kept"
  /** munlock() took the page of other memory along that is locked and used afterwards. */
  | "neighbour-unlocked"
  /** Memory is locked or unlocked after the right to do so was given up; the detail is the fact that asks for it. */
  | "locked-without-right"
  /** The right was given up under MCL_FUTURE, and something is mapped after it; the place is where it was given up. */
  | "mapped-without-right"
  /** mlockall() locks the future alone, and something was mapped before; the place is its flags. */
  | "future-alone"
  /** mlockall() locks the present alone, and something is mapped after it; the place is its flags. */
  | "current-early"
  /** mlockall() for the present ends what one for the future began; the place is its flags. */
  | "future-cancelled"
  /** The lock on memory ends, and what was written there meanwhile is still in it; the detail is the call that gave it, or "". */
  | "ended-unwiped"
  /** A function returns while the call's own memory, which nobody locks, still has the secret that was copied from there. */
  | "secret-left"
  /** What locked memory held is overwritten: the place is the lock, the detail "explicit REGION" by a call that is there for that, else "plain REGION". */
  | "wiped"
  /** The same after an unlock, which is the place. */
  | "wiped-late"
  /** A signal handler calls what the list of async-signal-safe functions does not have. */
  | "unsafe-in-handler"
  /**
   * A lock that brings no page in, or promises none. Its detail: `late`: the memory is first used in real time; `everything`:
   * a real-time policy comes after it, with nothing brought in; `never`: nothing uses the memory; `partly`: one of its pages is used; `skipped`: the lock
   * passes it over.
   */
  | "weak-lock"
  /** A real-time policy is asked for; the detail says for whom: "self", "thread". */
  | "real-time"
  /** Memory that was allocated under MCL_FUTURE is used, and nobody has asked whether it is there; the place is the allocation. */
  | "used-unasked"
  /** A thread is made under MCL_FUTURE, and nobody takes the result. */
  | "result-unasked"
  /** Memory is mapped under MCL_FUTURE, within a limit. */
  | "mapped-under-future"
  /** A shared object is populated lazily that would have been locked without asking; the place is the flags. */
  | "implicit-cancelled";

/** A place that may be told of, over all visits. */
export interface Observation {
  readonly kind: ObservationKind;
  readonly span: Span;
  readonly functionName: string;
  /** The call that is at fault, where it is one. */
  readonly site: CallSite | undefined;
  visits: number;
  /** Visits at which it is so, and at which it may be so. */
  certain: number;
  possible: number;
  /** The call that began it: the lock that is lost, the fork... */
  other: CallSite | undefined;
  /** More for the words: a name, a number. */
  detail: string;
  /** The shortest way to one of them. */
  way: Way;
}

/** What one visit saw. */
export interface Sight {
  readonly kind: ObservationKind;
  readonly span: Span;
  readonly functionName: string;
  readonly site?: CallSite | undefined;
  /** `fine`: it is not so here. It counts: what is so at every visit is certain. */
  readonly verdict: "certain" | "possible" | "fine";
  readonly other?: CallSite | undefined;
  readonly detail?: string;
  readonly way: Way;
}

/** Collects what is seen at a place. Each detail is an observation of its own. */
export class Observations {
  private readonly places = new Map<string, Observation[]>();
  private readonly visits = new Map<string, number>();

  add({ kind, span, functionName, site, verdict, other, detail = "", way }: Sight): void {
    const key = `${kind}|${span.start}-${span.end}`;
    const visits = (this.visits.get(key) ?? 0) + 1;
    this.visits.set(key, visits);
    if (verdict === "fine") return;
    const known = this.places.get(key) ?? [];
    this.places.set(key, known);
    let seen = known.find((one) => one.detail === detail);
    if (!seen) {
      seen = { kind, span, functionName, site, visits, certain: 0, possible: 0, other, detail, way };
      known.push(seen);
    }
    seen[verdict] += 1;
    if ((way.trail?.length ?? 0) < (seen.way.trail?.length ?? 0)) {
      seen.way = way;
      seen.other = other;
    }
  }

  all(): Observation[] {
    return [...this.places].flatMap(([key, seen]) =>
      seen.map((one) => ({ ...one, visits: this.visits.get(key) ?? one.visits })),
    );
  }
}
