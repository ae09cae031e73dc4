/**
 * What a manual page says of a platform, as data. A fact that is missing does not compile; where no page
 * speaks the fact says `silent` and nobody guesses. This room knows nothing of C, pages or the editor.
 */

export type PlatformId = "qnx7" | "qnx6" | "illumos" | "linux" | "linux-2.4" | "posix";

export type Errno = "EPERM" | "ENOMEM" | "EAGAIN" | "EINVAL" | "ENOSYS" | "EBUSY" | "EIO";

/** What happens when a requirement is broken: an errno, a plain description, or that no page says. */
export type Consequence =
  | { readonly kind: "fails"; readonly errno: readonly Errno[] }
  | { readonly kind: "does"; readonly what: string }
  | { readonly kind: "silent" };

export interface Source {
  /** Short name of the page or source, for people: "QNX 7.1 mlock()". */
  readonly page: string;
  /** Where it can be found: a seed page's number ("000"), a URL, or a source file. */
  readonly at: string;
  /** The few words that the fact rests on. */
  readonly quote: string;
}

export interface Fact<Value> {
  /** What the simulator reads. */
  readonly value: Value;
  /** What the caller must do, as a clause: "addr must be a multiple of the page size"; null where nothing is asked. */
  readonly requirement: string | null;
  /** What happens otherwise. */
  readonly outcome: Consequence;
  /** For hover and messages, in our own words, one full sentence. */
  readonly sentence: string;
  readonly source: Source;
}

/** The value where no page or source speaks. */
export type Silent = "silent";

/** The tests that a range call makes, by the fact each rests on. */
export type RangeCheck =
  | "wrap"
  | "alignment"
  | "zero-length"
  | "privilege"
  | "limit"
  | "mapped"
  | "accessible"
  | "resources";
export type WholeCheck = "flags" | "privilege" | "limit" | "resources";

/**
 * Every fact a platform must state, by the name that findings cite. `lock` in a comment stands for mlock.
 * Byte quantities are bytes; page quantities say so.
 */
export interface Facts {
  /** Does the call exist and do anything? `noop`: returns 0 and does nothing. */
  readonly "mlock.effect": Fact<"locks" | "noop" | "absent" | Silent>;
  readonly "munlock.effect": Fact<"unlocks" | "noop" | "absent" | Silent>;
  readonly "mlockall.effect": Fact<"locks" | "noop" | "absent" | Silent>;
  readonly "munlockall.effect": Fact<"unlocks" | "noop" | "absent" | Silent>;
  /** mlock2() with MLOCK_ONFAULT. */
  readonly "mlock2.effect": Fact<"locks" | "absent">;
  /** In which order a call finds faults; silent: any of them may be reported. */
  readonly "mlock.order": Fact<readonly RangeCheck[] | Silent>;
  readonly "munlock.order": Fact<readonly RangeCheck[] | Silent>;
  readonly "mlockall.order": Fact<readonly WholeCheck[] | Silent>;
  /** addr + len beyond the end of the address space; `rounds`: rounding up may overflow to an empty range first. */
  readonly "lock.wrap": Fact<"rounds" | "fails" | Silent>;
  /** `round`: the address is rounded down; `demand`: it must be a multiple of the page size; `may-demand`: POSIX. */
  readonly "mlock.alignment": Fact<"round" | "demand" | "may-demand">;
  readonly "munlock.alignment": Fact<"round" | "demand" | "may-demand" | Silent>;
  /** A length of zero at an aligned address. */
  readonly "mlock.zero-length": Fact<"nothing" | "fails" | Silent>;
  readonly "munlock.zero-length": Fact<"nothing" | "fails" | Silent>;
  /** Part of the range is not mapped; what earlier parts keep. */
  readonly "mlock.mapped": Fact<"partial" | "rollback" | "precheck" | Silent>;
  readonly "munlock.mapped": Fact<"partial" | "rollback" | "precheck" | Silent>;
  /** A PROT_NONE page in the range. */
  readonly "mlock.accessible": Fact<"demand-marks-all" | "demand" | "locks" | Silent>;
  /** Who may lock. `limit`: anyone within RLIMIT_MEMLOCK (or a holder of the privilege, without limit). */
  readonly "mlock.privilege": Fact<"superuser" | "ability" | "privilege" | "limit" | "may-demand">;
  readonly "munlock.privilege": Fact<"superuser" | "ability" | "privilege" | "none" | Silent>;
  readonly "mlockall.privilege": Fact<"superuser" | "ability" | "privilege" | "limit" | "may-demand">;
  readonly "munlockall.privilege": Fact<"superuser" | "ability" | "privilege" | "none" | Silent>;
  /** More than the limit; `none`: there is no limit but memory; `unless-privileged`: the privilege lifts it. */
  readonly "mlock.limit": Fact<"fails" | "unless-privileged" | "none" | Silent>;
  readonly "mlockall.limit": Fact<"fails" | "unless-privileged" | "none" | Silent>;
  /** Memory that cannot be locked at that moment, whatever the arguments. */
  readonly "mlock.resources": Fact<"may-fail" | Silent>;
  readonly "mlockall.resources": Fact<"may-fail" | Silent>;
  /** RLIMIT_MEMLOCK's usual soft value in bytes; null where there is none or no source says. */
  readonly "limit.default": Fact<number | null>;
  /** The flags that mlockall knows; `alone` lists flags that are not enough by themselves. */
  readonly "mlockall.flags": Fact<{ readonly known: readonly string[]; readonly alone: readonly string[] }>;
  /** Does a later mlockall(MCL_CURRENT) cancel MCL_FUTURE? */
  readonly "mlockall.current-cancels-future": Fact<boolean | Silent>;
  /** With MCL_FUTURE, what a mapping does that cannot be locked. */
  readonly "mlockall.future-failure": Fact<"mapping-fails" | "maps-unlocked" | Silent>;
  /** After a failed mlockall(): is MCL_FUTURE in force if it was asked for? */
  readonly "mlockall.failure": Fact<"unchanged" | "future-stays" | Silent>;
  /** With MCL_FUTURE, a stack that cannot grow. */
  readonly "mlockall.stack": Fact<"signals" | Silent>;
  /** MAP_LOCKED: locks as mmap() maps, without a promise that the pages are resident. */
  readonly "mmap.locked": Fact<"locks" | "unknown-flag">;
  readonly "mmap.flags": Fact<{ readonly needOneOf: readonly string[] } | Silent>;
  /** munlock() on memory that is mapped and not locked. */
  readonly "munlock.never-locked": Fact<"succeeds" | Silent>;
  readonly "lock.nesting": Fact<"flag" | "counted">;
  readonly "lock.fork": Fact<"dropped" | "kept" | Silent>;
  readonly "lock.exec": Fact<"dropped" | "kept" | Silent>;
  readonly "lock.unmap": Fact<"dropped" | Silent>;
  /** Do whole pages get locked, neighbours included? */
  readonly "lock.whole-pages": Fact<true | Silent>;
  /** Locked memory may still fault on first access; superlocked memory never. */
  readonly "lock.states": Fact<"two" | "three">;
  /** What each state promises. */
  readonly "lock.unlocked": Fact<"may-page" | Silent>;
  readonly "lock.locked": Fact<"resident-may-fault" | "resident" | Silent>;
  readonly "lock.superlocked": Fact<"never-faults" | "not-applicable">;
  /** What superlocks the address space: ThreadCtl() commands, and attaching an interrupt handler. */
  readonly "lock.superlock": Fact<
    { readonly commands: readonly string[]; readonly attach: boolean } | "not-applicable"
  >;
  /** What the -m option of procnto sets for the whole system. */
  readonly "lock.default-state": Fact<"procnto-option" | "not-applicable">;
  /** MLOCK_ONFAULT and MCL_ONFAULT: pages get locked when touched. */
  readonly "lock.onfault": Fact<"on-touch" | "unknown-flag">;
  /** Memory mapped lazily (MAP_LAZY) stays absent until first referenced, locked or not. */
  readonly "lazy.reference": Fact<"on-first-reference" | "unknown-flag" | Silent>;
  /** Touching unreferenced lazy memory with interrupts disabled or in an ISR. */
  readonly "lazy.critical": Fact<"error" | "not-applicable">;
  /** May the four calls be made from an interrupt handler? */
  readonly "mlock.interrupt": Fact<"forbidden" | "not-applicable">;
  readonly "munlock.interrupt": Fact<"forbidden" | "not-applicable" | Silent>;
  readonly "mlockall.interrupt": Fact<"forbidden" | "not-applicable">;
  readonly "munlockall.interrupt": Fact<"forbidden" | "not-applicable" | Silent>;
  /** ...from a signal handler? */
  readonly "lock.signal-handler": Fact<"allowed" | "not-listed" | Silent>;
  /** ...from several threads? */
  readonly "lock.thread": Fact<"safe" | Silent>;
  readonly "lock.cancellation": Fact<"no" | Silent>;
  /** Kernel calls allowed with interrupts disabled or in an ISR. */
  readonly "interrupt.calls": Fact<{ readonly allowed: readonly string[] } | "not-applicable">;
  /** Memory that is locked without asking. */
  readonly "lock.implicit": Fact<"typed-and-shm-ctl" | "none" | Silent>;
  /** What the calls return: 0, or -1 with errno set. */
  readonly "mlock.result": Fact<"zero-or-minus-one">;
  readonly "mlockall.result": Fact<"zero-or-minus-one">;
  /** errno values a page lists for the call. */
  readonly "mlock.errno": Fact<readonly Errno[]>;
  readonly "munlock.errno": Fact<readonly Errno[]>;
  readonly "mlockall.errno": Fact<readonly Errno[]>;
  readonly "munlockall.errno": Fact<readonly Errno[]>;
  /** After a failure, are locks unchanged? */
  readonly "lock.atomic": Fact<boolean | Silent>;
  readonly "mlock.since": Fact<string | Silent>;
}

export type FactName = keyof Facts;

/** A privilege as the platform names it, and how a program gets or checks it. */
export interface Privilege {
  /** "PROCMGR_AID_MEM_LOCK", "PRIV_PROC_LOCK_MEMORY", "superuser", "CAP_IPC_LOCK". */
  readonly name: string;
  /** Functions whose call acquires or verifies it. */
  readonly acquiredBy: readonly string[];
  /** C statements that acquire or verify it and leave through `{failure}` when that fails; includes are listed apart. */
  readonly acquire: { readonly includes: readonly string[]; readonly condition: string };
}

export interface Platform {
  readonly id: PlatformId;
  /** "QNX Neutrino 7.1". */
  readonly title: string;
  /** One line on where these facts come from. */
  readonly basis: string;
  /** Macros that the platform's compiler predefines, by name. */
  readonly predefines: Readonly<Record<string, string>>;
  readonly dataModel: "ILP32" | "LP64";
  /** Bytes: the usual size, and the least and largest that the platform is known to use. */
  readonly pageSize: { readonly usual: number; readonly least: number; readonly most: number };
  /** Values of header constants: MCL_*, MAP_*, PROT_*, errno names, RLIMIT_MEMLOCK, _SC_PAGESIZE, ThreadCtl commands... */
  readonly constants: Readonly<Record<string, number>>;
  /** What only this platform (or its family) has: evidence that a file is meant for it. */
  readonly evidence: {
    readonly headers: readonly string[];
    readonly macros: readonly string[];
    readonly names: readonly string[];
  };
  /** null where the platform asks for no privilege by name. */
  readonly privilege: Privilege | null;
  readonly facts: Facts;
}
