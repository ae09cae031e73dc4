/**
 * What a manual page says of a platform, as data. A fact that is missing does not compile; where no page
 * speaks the fact says `silent` and nobody guesses. This room knows nothing of C, pages or the editor.
 */

/** Platforms that code can be checked for: their facts suffice to simulate them. */
export type SimulatedId =
  | "qnx8"
  | "qnx7"
  | "qnx6"
  | "illumos"
  | "solaris"
  | "linux"
  | "linux-2.4"
  | "android"
  | "freebsd"
  | "netbsd"
  | "openbsd"
  | "macos"
  | "posix";

/** Platforms that are only documented: too little of them is known to check code for them. */
export type DocumentedId = "aix" | "hpux" | "rtems" | "vxworks" | "cygwin";

/** Every platform that the project knows. */
export type PlatformId = SimulatedId | DocumentedId;

/** The errno values that lock and mapping calls set. */
export type Errno =
  | "EPERM"
  | "ENOMEM"
  | "EAGAIN"
  | "EINVAL"
  | "ENOSYS"
  | "EBUSY"
  | "EIO"
  | "EEXIST"
  | "EFAULT"
  | "EACCES"
  | "ENOTSUP";

/** The signals that an access may end in. */
export type Signal = "SIGSEGV" | "SIGBUS" | "SIGILL";

/** What happens when a requirement is broken: an errno, a signal, a plain description, or that no page says. */
export type Consequence =
  | { readonly kind: "fails"; readonly errno: readonly Errno[] }
  | { readonly kind: "signals"; readonly signal: Signal }
  | { readonly kind: "does"; readonly what: string }
  | { readonly kind: "silent" };

/** Where a statement can be read. */
export interface Source {
  /** Short name of the page or source, for people: "QNX 7.1 mlock()". */
  readonly page: string;
  /** Where it can be found: a seed page's number ("000"), a URL, or a source file. */
  readonly at: string;
  /** The few words that the fact rests on. */
  readonly quote: string;
}

/** One statement of a platform: what the simulator reads of it, and what people do. */
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
  | "executable"
  | "beyond-end"
  | "never-locked"
  | "resources";
/** The tests that mmap() makes. */
export type MmapCheck = "length" | "place" | "lock" | "flags" | "lazy" | "secret" | "memory";
/** The tests that mlockall() makes, by the fact each rests on. */
export type WholeCheck = "flags" | "privilege" | "limit" | "resources";

/**
 * Every fact a platform must state, by the name that findings cite. `lock` in a comment stands for mlock.
 * Byte quantities are bytes; page quantities say so.
 */
export interface Facts {
  /** Does the call do anything? `noop`: returns 0 and does nothing; `fails`: always, as its outcome says; `absent`: there is no such function. */
  readonly "mlock.effect": Fact<"locks" | "noop" | "fails" | "absent" | Silent>;
  readonly "munlock.effect": Fact<"unlocks" | "noop" | "fails" | "absent" | Silent>;
  readonly "mlockall.effect": Fact<"locks" | "noop" | "fails" | "absent" | Silent>;
  readonly "munlockall.effect": Fact<"unlocks" | "noop" | "fails" | "absent" | Silent>;
  /** mlock2() with MLOCK_ONFAULT. */
  readonly "mlock2.effect": Fact<"locks" | "absent">;
  /** In which order a call finds faults; silent: any of them may be reported. */
  readonly "mlock.order": Fact<readonly RangeCheck[] | Silent>;
  readonly "munlock.order": Fact<readonly RangeCheck[] | Silent>;
  readonly "mlockall.order": Fact<readonly WholeCheck[] | Silent>;
  /**
   * addr + len beyond the end of the address space; `rounds`: rounding up may overflow to an empty range first;
   * `truncates`: the range ends where the address space does.
   */
  readonly "lock.wrap": Fact<"rounds" | "truncates" | "fails" | Silent>;
  /** `round`: the address is rounded down; `demand`: it must be a multiple of the page size; `may-demand`: POSIX. */
  readonly "mlock.alignment": Fact<"round" | "demand" | "may-demand">;
  readonly "munlock.alignment": Fact<"round" | "demand" | "may-demand" | Silent>;
  /** A length of zero; `rounds`: nothing at an aligned address, and the page of an unaligned one; `nothing`: never anything. */
  readonly "mlock.zero-length": Fact<"rounds" | "nothing" | "fails" | Silent>;
  readonly "munlock.zero-length": Fact<"rounds" | "nothing" | "fails" | Silent>;
  /** Part of the range is not mapped; what earlier parts keep. */
  readonly "mlock.mapped": Fact<"partial" | "rollback" | "precheck" | Silent>;
  readonly "munlock.mapped": Fact<"partial" | "rollback" | "precheck" | Silent>;
  /** Where it is not the first page that is not mapped: `like-start` as above, or something else; `skipped`: ignored. */
  readonly "mlock.hole": Fact<"like-start" | "fails" | Silent>;
  readonly "munlock.hole": Fact<"like-start" | "fails" | "skipped" | Silent>;
  /** A PROT_NONE page in the range; `skips`: it stays unlocked and nobody is told; `demand-readable`: write-only is refused too. */
  readonly "mlock.accessible": Fact<
    "demand-marks-all" | "demand" | "demand-readable" | "locks" | "skips" | Silent
  >;
  /** Pages of a file mapping that lie beyond the end of the file; `stops`: success, the rest stays unlocked. */
  readonly "mlock.beyond-end": Fact<"demand-marks-all" | "demand" | "stops" | Silent>;
  /** Executable memory. */
  readonly "mlock.executable": Fact<"locks" | "refused" | Silent>;
  /** MAP_NORESERVE memory that nobody touched; `skips`: success, and it stays unlocked. */
  readonly "mlock.noreserve": Fact<"populates" | "skips" | "unknown-flag" | Silent>;
  /** Which pages a successful call brings in. */
  readonly "mlock.population": Fact<"every-page" | "not-lazy" | Silent>;
  /** How many mappings a process may have; a lock in the middle of one splits it. null: no source says. */
  readonly "mlock.map-count": Fact<number | null>;
  /**
   * Who may lock. `limit`: anyone within RLIMIT_MEMLOCK; without limit who is root or holds root's capability. What is
   * root's goes when a process gives up being root; whether other privileges do, no page says.
   */
  readonly "mlock.privilege": Fact<"superuser" | "ability" | "privilege" | "limit" | "none" | "may-demand">;
  readonly "munlock.privilege": Fact<"superuser" | "ability" | "privilege" | "none" | Silent>;
  readonly "mlockall.privilege": Fact<
    "superuser" | "ability" | "privilege" | "limit" | "none" | "may-demand"
  >;
  readonly "munlockall.privilege": Fact<"superuser" | "ability" | "privilege" | "none" | Silent>;
  /** More than the limit; `none`: there is no limit but memory; `fails-walking`: tested at one mapping after the other, so that a hole before it is told first; `fails-partial`: reached by one mapping after the other, of which the earlier stay locked; `unless-privileged`: the privilege lifts it. */
  readonly "mlock.limit": Fact<
    "fails" | "fails-walking" | "fails-partial" | "unless-privileged" | "none" | Silent
  >;
  readonly "mlockall.limit": Fact<"fails" | "fails-partial" | "unless-privileged" | "none" | Silent>;
  /** Is a page that is locked already counted against the limit again when it is locked anew? `drifts`: it is added to the account for good, and unlocking subtracts what was never locked. */
  readonly "limit.counting": Fact<"once" | "again" | "drifts" | Silent>;
  /** Whose locked memory is added up. */
  readonly "limit.scope": Fact<"process" | "project" | "none" | Silent>;
  /** Giving up the privilege: what is locked stays. */
  readonly "limit.dropped-privilege": Fact<"locks-stay" | Silent>;
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
  /** With MCL_FUTURE, or a flag that locks, and the limit: does it count what is mapped with PROT_NONE? */
  readonly "mlockall.future-inaccessible": Fact<"counted" | "exempt" | Silent>;
  /** What mlockall(MCL_CURRENT) counts against the limit: all that is mapped, or without PROT_NONE memory. */
  readonly "mlockall.counting": Fact<"mapped" | "accessible" | Silent>;
  /** After a failed mlockall(): is MCL_FUTURE in force if it was asked for? `past-limit`: unless the limit refused it; silent: no lock is known any more. */
  readonly "mlockall.failure": Fact<"unchanged" | "future-stays" | "past-limit" | Silent>;
  /** PROT_NONE memory under mlockall(). */
  readonly "mlockall.inaccessible": Fact<"marks" | "skips" | Silent>;
  /** With MCL_FUTURE, a stack that cannot grow. */
  readonly "mlockall.stack": Fact<"signals" | Silent>;
  /** A stack that grows under MCL_FUTURE: is what it gains locked (`covered`), or only if the stack itself is (`own-lock`)? */
  readonly "mlockall.stack-growth": Fact<"covered" | "own-lock" | Silent>;
  /** Are the stacks of threads lazy memory? */
  readonly "pthread_create.stack": Fact<"lazy" | "ordinary" | Silent>;
  /** With MCL_FUTURE, a heap that cannot grow: brk() and sbrk(). */
  readonly "brk.limit": Fact<"fails" | Silent>;
  /** With MCL_FUTURE, a thread whose stack cannot be locked. */
  readonly "pthread_create.limit": Fact<"fails" | Silent>;
  /** MAP_LOCKED: locks as mmap() maps, without a promise that the pages are resident. */
  readonly "mmap.locked": Fact<"locks" | "unknown-flag" | Silent>;
  /** MAP_LOCKED without the right to lock. */
  readonly "mmap.privilege": Fact<"limit" | "may-demand" | "none" | "unknown-flag" | Silent>;
  /** In which order mmap() finds faults; silent: any of them may be reported. */
  readonly "mmap.order": Fact<readonly MmapCheck[] | Silent>;
  /** MAP_FIXED memory that cannot be locked: is what was there still there (`tests-first`), or gone (`clears-first`)? */
  readonly "mmap.replacement": Fact<"tests-first" | "clears-first" | Silent>;
  readonly "mmap.flags": Fact<{ readonly needOneOf: readonly string[] } | Silent>;
  /** A length of zero. */
  readonly "mmap.length": Fact<"demand" | Silent>;
  /** MAP_FIXED_NOREPLACE where something is mapped already. */
  readonly "mmap.exists": Fact<"demand" | "unknown-flag">;
  /** MAP_POPULATE: resident at once, not locked. */
  readonly "mmap.populate": Fact<"resident" | "unknown-flag">;
  /** Typed memory with MAP_LAZY. */
  readonly "mmap.lazy-typed": Fact<"refused" | "not-applicable" | Silent>;
  /** MAP_PHYS without MAP_ANON: memory by its physical address. */
  readonly "mmap.physical": Fact<"superuser" | "not-applicable" | Silent>;
  /** shm_ctl(); `tests-flags`: SHMCTL_PHYS and SHMCTL_GLOBAL are root's, and SHMCTL_PHYS excludes SHMCTL_ANON with SHMCTL_LAZY. */
  readonly "shm_ctl.effect": Fact<"tests-flags" | "absent" | Silent>;
  /** Which pages ordinary memory has before anybody touches it. */
  readonly "mmap.residency": Fact<"on-touch" | "some-pages" | Silent>;
  /** munmap() of nothing. */
  readonly "munmap.arguments": Fact<"demand" | Silent>;
  /** `may-demand`: POSIX. */
  readonly "munmap.alignment": Fact<"demand" | "may-demand" | Silent>;
  readonly "mprotect.alignment": Fact<"demand" | "may-demand" | Silent>;
  readonly "mprotect.mapped": Fact<"partial" | "precheck" | Silent>;
  /** Locked memory keeps its lock, whatever its protection becomes; `populates`: pages come as it becomes writable. */
  readonly "mprotect.lock": Fact<"kept-populates" | "kept" | Silent>;
  /** mremap(): locks move and grow with the mapping. */
  readonly "mremap.effect": Fact<"keeps-lock" | "absent" | Silent>;
  readonly "mremap.arguments": Fact<"demand" | "not-applicable">;
  readonly "mremap.mapped": Fact<"demand" | "not-applicable">;
  readonly "mremap.limit": Fact<"demand" | "not-applicable">;
  /** No room to grow where it is. */
  readonly "mremap.room": Fact<"demand" | "not-applicable">;
  readonly "madvise.arguments": Fact<"demand" | Silent>;
  readonly "madvise.mapped": Fact<"continues" | Silent>;
  /** Advice that would drop locked pages: MADV_DONTNEED, MADV_FREE, MADV_COLD, MADV_PAGEOUT. */
  readonly "madvise.locked": Fact<"refused" | Silent>;
  /** msync(MS_INVALIDATE) on locked memory. */
  readonly "msync.locked": Fact<"refused" | Silent>;
  readonly "msync.mapped": Fact<"demand" | Silent>;
  /** The file behind a locked mapping gets shorter; `kept`: it counts as locked all the same. */
  readonly "lock.truncate": Fact<"kept" | "dropped" | Silent>;
  /** A soft limit above the hard one. */
  readonly "setrlimit.order": Fact<"demand" | Silent>;
  /** A hard limit raised without privilege. */
  readonly "setrlimit.hard": Fact<"demand" | Silent>;
  /** `refused`: RLIMIT_MEMLOCK cannot be set, although it has a name; `absent`: it has none. */
  readonly "setrlimit.effect": Fact<"sets" | "refused" | "absent" | Silent>;
  /** Loads and stores where nothing is mapped or nothing may be accessed. */
  readonly "touch.mapped": Fact<"signals">;
  readonly "touch.accessible": Fact<"signals">;
  /** Loads and stores beyond the end of the file. */
  readonly "touch.beyond-end": Fact<"signals">;
  /** munlock() on memory that is mapped and not locked. */
  readonly "munlock.never-locked": Fact<"succeeds" | "fails" | Silent>;
  readonly "lock.nesting": Fact<"flag" | "counted">;
  readonly "lock.fork": Fact<"dropped" | "kept" | Silent>;
  readonly "lock.exec": Fact<"dropped" | "kept" | Silent>;
  readonly "lock.exit": Fact<"dropped" | Silent>;
  /** A vfork() child's calls reach the parent's memory. */
  readonly "lock.vfork": Fact<"shared" | Silent>;
  /** After fork(), the first write to each locked private page faults once, in the parent too. */
  readonly "lock.fork-writes": Fact<"fault-once" | Silent>;
  /** Do locks on one page through several mappings or processes hold it until the last is gone? */
  readonly "lock.sharing": Fact<"held-by-any" | Silent>;
  readonly "lock.unmap": Fact<"dropped" | Silent>;
  /** Do whole pages get locked, neighbours included? */
  readonly "lock.whole-pages": Fact<true | Silent>;
  /** Locked memory may still fault on first access; superlocked memory never. */
  readonly "lock.states": Fact<"two" | "three">;
  /** What each state promises. */
  readonly "lock.unlocked": Fact<"may-page" | Silent>;
  readonly "lock.locked": Fact<"resident-may-fault" | "resident" | Silent>;
  readonly "lock.superlocked": Fact<"never-faults" | "not-applicable">;
  /**
   * What superlocks the address space: ThreadCtl() commands, and attaching an interrupt handler; `always`: every process is
   * superlocked from its start. `unlocking`: does munlock() or munlockall() end the locks that came with it? `for-good`: yes,
   * and superlocking once more brings none back.
   */
  readonly "lock.superlock": Fact<
    | {
        readonly commands: readonly string[];
        readonly attach: boolean;
        readonly unlocking: "for-good" | Silent;
      }
    | "always"
    | "not-applicable"
  >;
  /** What the -m option of procnto sets for the whole system. */
  readonly "lock.default-state": Fact<"procnto-option" | "not-applicable">;
  /** MLOCK_ONFAULT and MCL_ONFAULT: pages get locked when touched. */
  readonly "lock.onfault": Fact<"on-touch" | "unknown-flag">;
  /** Memory mapped lazily (MAP_LAZY) stays absent until first referenced, locked or not. */
  readonly "lazy.reference": Fact<"on-first-reference" | "unknown-flag" | Silent>;
  /** Touching unreferenced lazy memory with interrupts disabled or in an ISR. */
  readonly "lazy.critical": Fact<"error" | "not-applicable">;
  /** What the processor makes of it in an ISR. */
  readonly "lazy.interrupt": Fact<"signals" | "not-applicable" | Silent>;
  /** May the four calls be made from an interrupt handler? */
  readonly "mlock.interrupt": Fact<"forbidden" | "not-applicable">;
  readonly "munlock.interrupt": Fact<"forbidden" | "not-applicable" | Silent>;
  readonly "mlockall.interrupt": Fact<"forbidden" | "not-applicable">;
  readonly "munlockall.interrupt": Fact<"forbidden" | "not-applicable" | Silent>;
  /** ...from a signal handler? */
  readonly "lock.signal-handler": Fact<"allowed" | "except-munlockall" | "not-listed" | Silent>;
  /** ...from several threads? */
  readonly "lock.thread": Fact<"safe" | Silent>;
  readonly "lock.cancellation": Fact<"no" | Silent>;
  /** Kernel calls allowed with interrupts disabled or in an ISR; `removed`: a handler cannot be attached any more. */
  readonly "interrupt.calls": Fact<{ readonly allowed: readonly string[] } | "removed" | "not-applicable">;
  /** Memory that is locked without asking. */
  readonly "lock.implicit": Fact<"typed-and-shm-ctl" | "none" | Silent>;
  /** shmctl(SHM_LOCK) on System V shared memory; `separate`: not among the process's locked bytes. */
  readonly "shmctl.lock": Fact<"separate" | "absent" | Silent>;
  /** memfd_secret() memory is always locked. */
  readonly "memfd_secret.lock": Fact<"always" | "absent">;
  /** Huge pages of hugetlbfs are never marked as locked, and tested against the limit all the same. */
  readonly "hugetlb.lock": Fact<"never-marked" | "not-applicable" | Silent>;
  /** The system's own pages ([vdso], [vvar], the system page); `refused`: mlock() fails if its range includes one. */
  readonly "special.lock": Fact<"skipped" | "refused" | Silent>;
  /** plock() and memcntl(), the older calls beneath. */
  readonly "plock.effect": Fact<"locks" | "absent" | Silent>;
  readonly "plock.state": Fact<"demand" | "not-applicable">;
  readonly "plock.privilege": Fact<"superuser" | "privilege" | "not-applicable">;
  readonly "memcntl.effect": Fact<"locks" | "absent">;
  readonly "memcntl.arguments": Fact<"demand" | "not-applicable">;
  /** With an address or thread sanitizer. */
  readonly "sanitizer.effect": Fact<"noop" | Silent>;
  /** The header that declares the four calls, and the feature macros under which it does. */
  readonly "lock.header": Fact<readonly string[]>;
  readonly "lock.feature": Fact<string | Silent>;
  /** Real time: what the lock calls do not promise (suspension to disk, core dumps). */
  readonly "lock.not-covered": Fact<readonly string[] | Silent>;
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

/** The name that findings, transcripts and outcomes cite. */
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

/** All that is known of one system. */
export interface Platform {
  readonly id: PlatformId;
  /** Whose facts, value by value the same objects, it takes over where it states none of its own. */
  readonly heirOf?: PlatformId;
  /** Versions and relatives of one system, between which a file's evidence may not decide: "qnx", "linux", "sunos". */
  readonly family: string;
  /** `documented`: for hovers and pages only. */
  readonly standing: "simulated" | "documented";
  /** "QNX Neutrino 7.1". */
  readonly title: string;
  /** One line on where these facts come from. */
  readonly basis: string;
  /** Macros that the platform's compiler predefines, by name. */
  readonly predefines: Readonly<Record<string, string>>;
  readonly dataModel: "ILP32" | "LP64";
  /** Bytes: the usual size, the least and largest that the platform is known to use, and which processors use which. */
  readonly pageSize: {
    readonly usual: number;
    readonly least: number;
    readonly most: number;
    readonly byArchitecture: Readonly<Record<string, readonly number[]>>;
  };
  /** Values of header constants: MCL_*, MAP_*, PROT_*, errno names, RLIMIT_MEMLOCK, _SC_PAGESIZE, ThreadCtl commands... */
  readonly constants: Readonly<Record<string, number>>;
  /** Where a processor's headers have other values: "alpha", "sparc"... */
  readonly constantsByArchitecture?: Readonly<Record<string, Readonly<Record<string, number>>>>;
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
