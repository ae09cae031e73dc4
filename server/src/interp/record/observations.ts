/** What the checks saw, by place: so many visits, and at so many of them the habit that a rule tells of. */
import type { CallSite, SiteId } from "../../c/ir";
import type { FactName } from "../../platforms/profile";
import type { RegionId } from "../../sim/types";
import type { Span } from "../../text/span";
import type { Way } from "./trail";

/** The place is a call, which is the one at fault. */
interface AtCall {
  readonly site: CallSite;
}

/** A limit on locked memory that is too low. */
interface TooLow extends AtCall {
  /** Bytes. */
  readonly limit: number;
}

/** A branch on what the program's own function returns after the failure of a call, which is `other`. */
interface OutcomeTest {
  /** The function, and what it returns after success and after the failure. */
  readonly by: string;
  readonly success: number;
  readonly failure: number | "positive" | "negative";
  /** As it is written: `< 0`; empty for the value itself. */
  readonly test: string;
}

/** The kinds of observations, and what each tells beside its place. What differs in this is another observation. */
interface Kinds {
  /** A lock or an unlock of no bytes, or of less than none. */
  "bad-length": AtCall & { readonly length: "zero" | "negative" };
  /** A lock from an object's start that is shorter than the object; both in bytes. */
  "part-locked": AtCall & { readonly length: number; readonly size: number };
  /** A lock of the memory of which no part is known to be left out. */
  "whole-locked": AtCall & { readonly region: RegionId };
  /** A lock, or a mapping that is locked, beyond a limit. */
  "over-limit": TooLow & {
    /** The program has set the limit, whoever starts it has, or it is the platform's usual one. */
    readonly whose: "own" | "given" | "usual";
    /** Bytes that are asked for, with what is locked already. */
    readonly wanted: number;
    /** By which the limit binds. */
    readonly fact: "mlock.limit" | "mmap.locked" | "mlockall.future-failure" | "brk.limit";
  };
  /** mlockall() within a limit into which no process fits. */
  "process-over-limit": TooLow;
  /** A lock that fits into a limit that is known. */
  "within-limit": AtCall;
  /** errno is read that this lock's failure has set. */
  "errno-read": { readonly owner: SiteId };
  /** A lock of as many bytes as its memory has pages: so many. */
  "pages-for-bytes": AtCall & { readonly length: number };
  /** A block is freed while the program still holds a lock on it. */
  "freed-locked": AtCall;
  /** A function returns while its own array is locked; the place is the lock's. */
  "left-locked": AtCall;
  /** The last address of locked memory is overwritten; the call, if it is one, gave what is stored there. */
  "address-overwritten": { readonly site: CallSite | undefined };
  /** The last address of locked memory is gone with its function; the place is the lock's. Was anything written there? */
  "address-left": AtCall & { readonly isFilled: boolean };
  /** Memory is used whose lock only the parent of fork() holds, or which this call has replaced or cut off. */
  "used-without-lock":
    | { readonly loss: "forked" }
    | { readonly loss: "replaced" | "truncated"; readonly by: string };
  /** realloc() of a block that is locked. */
  "moved-locked": AtCall;
  /** The child of vfork() unlocks its parent's memory. */
  "unlocked-for-parent": AtCall;
  /** fork() or daemon() after mlockall(), where the child is to do the work. */
  "lost-as-whole": AtCall;
  /** The same, and the child locks for itself. */
  "locked-again": AtCall;
  /** exec() after mlockall() and a real-time policy, which the new program keeps. */
  "lost-to-image": AtCall;
  /**
   * munlock() of something else than was locked. `stranger`: of what was never locked; `elsewhere`: of no page that is
   * locked; `shifted`: of some that are and some that are not; `farther`: of more than is locked; `part`: of less, and the
   * rest was never thought of again.
   */
  "unlocked-otherwise": AtCall & {
    readonly range: "stranger" | "elsewhere" | "shifted" | "farther" | "part";
  };
  /** An unlock that ended two locks, each of which the program unlocks: was the memory used in between? */
  "unlocked-by-count": AtCall & { readonly isUsed: boolean };
  /** Memory is used after an unlock that ended two locks, or mlockall()'s with its own, or as munlockall() others' too. */
  "used-after-unlock": AtCall & { readonly ended: "locks" | "mlockall" | "munlockall" };
  /** memset() right before the memory's end of memory that is or was locked, by itself or with all of the process. */
  "wiped-in-vain": AtCall & { readonly before: "free" | "return"; readonly locked: "itself" | "all" };
  /** A block is freed after mlock() of it has failed, and nothing was unlocked. */
  "part-kept": AtCall;
  /** Memory is mapped after mlockall(MCL_FUTURE) has failed; the place is that call. */
  "future-kept": AtCall;
  /** The branch goes the same way after success. */
  "blind-outcome": OutcomeTest;
  /** What the branch does after success is to complain. */
  "inverted-outcome": OutcomeTest;
  /** munlock() took the page of other memory along that is locked and used afterwards. */
  "neighbour-unlocked": AtCall;
  /** Memory is locked or unlocked after the right to do so, which this fact asks for, was given up. */
  "locked-without-right": AtCall & { readonly fact: FactName };
  /** The right was given up under MCL_FUTURE, and something is mapped after it; the place is where it was given up. */
  "mapped-without-right": AtCall;
  /** mlockall() locks the future alone, and something was mapped before; the place is its flags. */
  "future-alone": AtCall;
  /** mlockall() locks the present alone, and something is mapped after it; the place is its flags. */
  "current-early": AtCall;
  /** mlockall() for the present ends what one for the future began; the place is its flags. */
  "future-cancelled": AtCall;
  /** The lock on memory ends, and what was written there meanwhile is still in it; a secret that this function gave. */
  "ended-unwiped": AtCall & { readonly giver: string | undefined };
  /** A function returns while the call's own memory, which nobody locks, still has the secret that was copied from there. */
  "secret-left": AtCall;
  /** What locked memory held is overwritten, by a call that is there for nothing else or not; the place is the lock. */
  wiped: AtCall & { readonly isExplicit: boolean; readonly region: RegionId };
  /** The same after an unlock, which is the place. */
  "wiped-late": Kinds["wiped"];
  /** A signal handler calls what the list of async-signal-safe functions does not have: a lock call, or another. */
  "unsafe-in-handler": AtCall & { readonly callee: "lock" | "library" };
  /**
   * A lock that brings no page in, or promises none. `late`: the memory is first used in real time; `everything`: a
   * real-time policy comes after it, with nothing brought in; `never`: nothing uses the memory; `partly`: one of its pages
   * is used; `skipped`: the lock passes it over.
   */
  "weak-lock": AtCall & { readonly weakness: "late" | "everything" | "never" | "partly" | "skipped" };
  /** A real-time policy is asked for, for the main thread or another. */
  "real-time": AtCall & { readonly whose: "self" | "thread" };
  /** Memory that was allocated under MCL_FUTURE is used, and nobody has asked whether it is there; the place is the allocation. */
  "used-unasked": AtCall;
  /** A thread is made under MCL_FUTURE, and nobody takes the result. */
  "result-unasked": AtCall;
  /** Memory is mapped under MCL_FUTURE, within a limit. */
  "mapped-under-future": AtCall;
  /** A shared object is populated lazily that would have been locked without asking; the place is the flags. */
  "implicit-cancelled": AtCall;
}

export type ObservationKind = keyof Kinds;

interface Place {
  readonly span: Span;
  readonly functionName: string;
}

/** What every kind tells of a visit. */
interface Shown {
  /** The call that began it: the lock that is lost, the fork... */
  other?: CallSite | undefined;
  way: Way;
}

type Sights = {
  [Kind in ObservationKind]: Place & {
    readonly kind: Kind;
    readonly verdict: "certain" | "possible";
  } & Kinds[Kind] &
    Shown;
};

/** It is not so here. That counts: what is so at every visit is certain. */
interface Nothing extends Place, Partial<Shown> {
  readonly site?: CallSite | undefined;
  readonly kind: ObservationKind;
  readonly verdict: "fine";
}

/** What one visit saw. */
export type Sight = Sights[ObservationKind] | Nothing;

/** The verdict of what is not so. */
export const fine = { verdict: "fine" } as const;

/** How often a place was visited, and at how many visits it is so, and may be so. */
interface Counts {
  visits: number;
  certain: number;
  possible: number;
}

type Observations = {
  [Kind in ObservationKind]: Place & { readonly kind: Kind } & Kinds[Kind] & Shown & Counts;
};

/** A place that may be told of, over all visits, with the shortest way to one of them. */
export type Observation = Observations[ObservationKind];
export type Observed<Kind extends ObservationKind> = Observations[Kind];

/** Those of one kind. */
export const observed = <Kind extends ObservationKind>(
  all: readonly Observation[],
  kind: Kind,
): Observed<Kind>[] => all.filter((seen): seen is Observed<Kind> => seen.kind === kind);

/** What all kinds have; in the rest, one observation at a place differs from another. */
const shared: ReadonlySet<string> = new Set(["kind", "span", "functionName", "site", "other", "way"]);

const isSame = (one: object, other: object): boolean =>
  Object.entries(one).every(([name, value]) => shared.has(name) || Reflect.get(other, name) === value);

/** Collects what is seen at a place. */
export class Sightings {
  private readonly places = new Map<string, Observation[]>();
  private readonly visits = new Map<string, number>();

  add(sight: Sight): void {
    const key = `${sight.kind}|${sight.span.start}-${sight.span.end}`;
    const visits = (this.visits.get(key) ?? 0) + 1;
    this.visits.set(key, visits);
    if (sight.verdict === "fine") return;
    const { verdict, ...shown } = sight;
    const known = this.places.get(key) ?? [];
    this.places.set(key, known);
    let seen = known.find((one) => isSame(shown, one));
    if (!seen) {
      seen = { ...shown, visits, certain: 0, possible: 0 };
      known.push(seen);
    }
    seen[verdict] += 1;
    if ((shown.way.trail?.length ?? 0) < (seen.way.trail?.length ?? 0)) {
      seen.way = shown.way;
      seen.other = shown.other;
    }
  }

  all(): Observation[] {
    return [...this.places].flatMap(([key, seen]) =>
      seen.map((one) => ({ ...one, visits: this.visits.get(key) ?? one.visits })),
    );
  }
}
