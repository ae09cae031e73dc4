/** Linux before 2.6.9, as an old mlockall(2) page tells it: only root may lock. */
import { derive, does, fact, fails, page, signals, silent } from "./build";
import { linuxConstants, linuxConstantsByArchitecture } from "./constants";
import { linux } from "./linux";
import type { Platform } from "./profile";

const seed = page("old Linux mlockall(2)", "004");
const man = page("Linux mlock(2)", "https://man7.org/linux/man-pages/man2/mlock.2.html");
const mmapPage = page("Linux mmap(2)", "https://man7.org/linux/man-pages/man2/mmap.2.html");

/** What today's kernels do says nothing about these old ones. */
const untold = silent("The page describes mlockall() and does not speak of this.", seed);
/** Flags and advice that are younger. */
const younger = [
  "MCL_ONFAULT",
  "MLOCK_ONFAULT",
  "MAP_SHARED_VALIDATE",
  "MAP_POPULATE",
  "MAP_NONBLOCK",
  "MAP_STACK",
  "MAP_HUGETLB",
  "MAP_FIXED_NOREPLACE",
  "MREMAP_DONTUNMAP",
  "SYS_mlock2",
  "__NR_mlock2",
];
const oldAdvice = ["MADV_NORMAL", "MADV_RANDOM", "MADV_SEQUENTIAL", "MADV_WILLNEED", "MADV_DONTNEED"];
const oldOnly = (constants: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(constants).filter(([name]) =>
      name.startsWith("MADV_") ? oldAdvice.includes(name) : !younger.includes(name),
    ),
  );
const byArchitecture = Object.entries(linuxConstantsByArchitecture).map(
  ([name, constants]) => [name, oldOnly(constants)] as const,
);

const noMremap = fact("not-applicable", {
  says: "The page describes mlockall() and does not speak of mremap().",
  from: seed(""),
});
const onlyRoot = {
  requires: "the process must run as root",
  otherwise: fails("EPERM"),
  says: "Only root processes may lock pages; every other process gets EPERM.",
  from: seed("Only root processes are allowed to lock pages"),
};

const derived = derive(linux, {
  id: "linux-2.4",
  title: "Linux before 2.6.9",
  basis: "an old mlockall(2) page; today's mlock(2) where it speaks of old kernels",
  predefines: { __linux__: "1", __linux: "1", __unix__: "1", __i386__: "1" },
  dataModel: "ILP32",
  pageSize: {
    usual: 4096,
    least: 4096,
    most: 8192,
    byArchitecture: { i386: [4096], sparc64: [8192], alpha: [8192] },
  },
  evidence: { headers: [], macros: [], names: [] },
  privilege: {
    name: "superuser",
    acquiredBy: ["geteuid", "getuid", "seteuid", "setuid", "capget", "capset", "cap_get_proc"],
    acquire: { includes: ["unistd.h"], condition: "geteuid() != 0" },
  },
  facts: {
    "mlock.effect": fact("locks", {
      says: "mlock() locks part of the address space, which is enough for a few secrets.",
      from: seed("only small parts of memory have to be locked"),
    }),
    "munlock.effect": fact("unlocks", {
      says: "munlock() unlocks pages, also those that mlockall() locked.",
      from: seed("unlocked again by munlock(2) or munlockall(2)"),
    }),
    "mlockall.effect": fact("locks", {
      says: "When mlockall() returns successfully, all mapped pages are in RAM and stay there: code, data, stack, libraries, shared memory and mapped files.",
      from: seed("All mapped pages are guaranteed to be resident in RAM"),
    }),
    "munlockall.effect": fact("unlocks", {
      says: "One munlockall() unlocks everything, however often it was locked.",
      from: seed("unlocked by a single call to munlockall(2)"),
    }),
    "mlock2.effect": fact("absent", { says: "mlock2() came with Linux 4.4.", from: man("Linux 4.4") }),
    "mlock.privilege": fact("superuser", onlyRoot),
    "munlock.privilege": fact("none", {
      says: "Today's page lists EPERM for old kernels at munlockall() and not at munlock().",
      from: man("(Linux 2.6.8 and earlier)"),
    }),
    "mlockall.privilege": fact("superuser", onlyRoot),
    "munlockall.privilege": fact("superuser", {
      requires: "the process must run as root",
      otherwise: fails("EPERM"),
      says: "Up to Linux 2.6.8 munlockall() fails with EPERM for an unprivileged process.",
      from: man("(Linux 2.6.8 and earlier) The caller was not privileged"),
    }),
    "mlockall.limit": fact("fails", {
      requires: "the locked pages must stay within the limit",
      otherwise: fails("ENOMEM"),
      says: "mlockall() fails with ENOMEM if it would lock more pages than allowed.",
      from: seed("exceed the maximum number of allowed locked pages"),
    }),
    "mlockall.resources": fact("may-fail", {
      otherwise: fails("EAGAIN"),
      says: "SVr4 knows EAGAIN as well, so portable code must expect it.",
      from: seed("SVr4 documents an additional EAGAIN error code"),
    }),
    "limit.default": fact(null, {
      says: "The page names no default for the limit.",
      from: seed(""),
    }),
    "mlockall.flags": fact(
      { known: ["MCL_CURRENT", "MCL_FUTURE"], alone: [] },
      {
        requires: "flags must be MCL_CURRENT, MCL_FUTURE or both",
        otherwise: fails("EINVAL"),
        says: "mlockall() fails with EINVAL for unknown flags.",
        from: seed("Unknown flags were specified"),
      },
    ),
    "mlockall.future-failure": fact("mapping-fails", {
      requires: "with MCL_FUTURE, new mappings must fit into the limit",
      otherwise: fails("ENOMEM"),
      says: "With MCL_FUTURE, a system call that would map more than the limit fails with ENOMEM.",
      from: seed("the new mapping will fail with ENOMEM"),
    }),
    "mlockall.stack-growth": fact("covered", {
      says: "MCL_FUTURE locks the pages that a growing heap and stack will gain.",
      from: seed("growing heap and stack"),
    }),
    "mlockall.stack": fact("signals", {
      requires: "enough stack must be touched before the time-critical part",
      otherwise: signals("SIGSEGV"),
      says: "A stack that would grow beyond the limit is denied and the process gets SIGSEGV, so the stack should be written to in advance.",
      from: seed("deny stack expansion and send a SIGSEGV"),
    }),
    "lock.nesting": fact("flag", {
      says: "Locks do not stack: pages locked several times are unlocked by one call.",
      from: seed("Memory locks do not stack"),
    }),
    "lock.fork": fact("dropped", {
      says: "A child does not inherit page locks across fork().",
      from: seed("Child processes do not inherit page locks across a fork(2)"),
    }),
    "lock.exec": fact("dropped", {
      says: "Locks end when the process terminates or starts another program with exec.",
      from: seed("starts another program with exec"),
    }),
    "lock.whole-pages": fact(true, {
      says: "What is locked and unlocked is pages.",
      from: seed("disables paging for all pages mapped"),
    }),
    "lock.states": fact("two", { says: "Memory is unlocked or locked.", from: seed("disables paging") }),
    "lock.unlocked": fact("may-page", {
      says: "Unlocked memory may be paged out, and secrets in it may reach the swap area.",
      from: seed("transfered onto a persistent swap store medium"),
    }),
    "lock.locked": fact("resident", {
      says: "Locked pages stay in RAM until they are unlocked; writing to them in advance avoids copy-on-write faults.",
      from: seed("guaranteed to stay in RAM until the pages are unlocked"),
    }),
    "lock.onfault": fact("unknown-flag", {
      says: "MLOCK_ONFAULT and MCL_ONFAULT came with Linux 4.4.",
      from: man("Linux 4.4"),
    }),
    "mlockall.result": fact("zero-or-minus-one", {
      requires: "the result must be compared with 0 or -1",
      otherwise: does("a failure goes unnoticed"),
      says: "mlockall() returns 0, or -1 with errno set.",
      from: seed("On success, mlockall returns zero"),
    }),
    "mlock.errno": fact(["EPERM"], {
      says: "The page names EPERM, for processes that are not root.",
      from: seed("Only root processes are allowed to lock pages"),
    }),
    "munlock.errno": fact([], { says: "The page names no errno for munlock().", from: seed("") }),
    "mlockall.errno": fact(["ENOMEM", "EPERM", "EINVAL", "EAGAIN"], {
      says: "mlockall() sets ENOMEM for the limit, EPERM for the privilege and EINVAL for unknown flags, and SVr4 adds EAGAIN.",
      from: seed("SVr4 documents an additional EAGAIN error code"),
    }),
    "munlockall.errno": fact(["EPERM"], {
      says: "munlockall() sets EPERM for an unprivileged process.",
      from: man("(Linux 2.6.8 and earlier)"),
    }),
    "mlock.population": fact("every-page", {
      says: "Locked pages are in RAM when the call returns.",
      from: seed("guaranteed to be resident in RAM"),
    }),
    "mlock.map-count": fact(null, {
      says: "The page names no limit on the number of mappings.",
      from: seed(""),
    }),
    "limit.counting": fact("again", {
      says: "Up to Linux 4.8 what is locked already is counted again when it is locked anew.",
      from: man("doubly counted"),
    }),
    "brk.limit": fact("fails", {
      requires: "with MCL_FUTURE, the heap must stay within the limit as it grows",
      otherwise: fails("ENOMEM"),
      says: "With MCL_FUTURE, a heap that would grow beyond the limit makes the system call fail with ENOMEM.",
      from: seed("new pages required by a growing heap and stack"),
    }),
    "mmap.exists": fact("unknown-flag", {
      says: "MAP_FIXED_NOREPLACE came with Linux 4.17.",
      from: mmapPage("since Linux 4.17"),
    }),
    "mmap.populate": fact("unknown-flag", {
      says: "MAP_POPULATE came with Linux 2.5.46.",
      from: mmapPage("since Linux 2.5.46"),
    }),
    "memfd_secret.lock": fact("absent", {
      says: "memfd_secret() came with Linux 5.14.",
      from: page(
        "Linux memfd_secret(2)",
        "https://man7.org/linux/man-pages/man2/memfd_secret.2.html",
      )("Linux 5.14"),
    }),
    "lock.exit": fact("dropped", {
      says: "Locks end with the process.",
      from: seed("until the process terminates"),
    }),
    "lock.sharing": fact("held-by-any", {
      says: "A page that is mapped several times or by several processes stays locked as long as one of them locks it.",
      from: seed("as long as they are locked at least at one location"),
    }),
    "lock.feature": fact("_POSIX_MEMLOCK", {
      says: "Where mlockall() and munlockall() are available, <unistd.h> defines _POSIX_MEMLOCK.",
      from: seed("_POSIX_MEMLOCK is defined in <unistd.h>"),
    }),
    "mlock.order": untold,
    "munlock.order": untold,
    "mlockall.order": untold,
    "lock.wrap": untold,
    "mlock.zero-length": untold,
    "munlock.zero-length": untold,
    "mlock.mapped": untold,
    "munlock.mapped": untold,
    "mlock.hole": untold,
    "munlock.hole": untold,
    "mlock.accessible": untold,
    "mlock.beyond-end": untold,
    "mlock.executable": untold,
    "mlock.noreserve": untold,
    "mlock.limit": untold,
    "mlock.resources": untold,
    "mlockall.current-cancels-future": untold,
    "mlockall.failure": untold,
    "mlockall.inaccessible": untold,
    "munlock.never-locked": untold,
    "limit.dropped-privilege": untold,
    "mmap.locked": silent(
      "MAP_LOCKED came with Linux 2.5.37; no page says what it does before 2.6.9.",
      mmapPage,
    ),
    "mmap.privilege": fact("may-demand", {
      requires: "for MAP_LOCKED the process should run as root",
      otherwise: fails("EPERM", "EAGAIN"),
      says: "Only root processes may lock pages, so MAP_LOCKED may fail for every other one, with EPERM or EAGAIN.",
      from: seed("Only root processes are allowed to lock pages"),
    }),
    "mmap.order": untold,
    "mmap.replacement": untold,
    "mmap.residency": untold,
    "mmap.flags": untold,
    "mmap.length": untold,
    "munmap.arguments": untold,
    "munmap.alignment": untold,
    "mprotect.alignment": untold,
    "mprotect.mapped": untold,
    "mprotect.lock": untold,
    "mremap.effect": untold,
    "mremap.arguments": noMremap,
    "mremap.mapped": noMremap,
    "mremap.limit": noMremap,
    "mremap.room": noMremap,
    "madvise.arguments": untold,
    "madvise.mapped": untold,
    "madvise.locked": untold,
    "msync.locked": untold,
    "msync.mapped": untold,
    "setrlimit.effect": untold,
    "setrlimit.order": untold,
    "setrlimit.hard": untold,
    "pthread_create.stack": untold,
    "limit.scope": untold,
    "mlockall.future-inaccessible": untold,
    "mlockall.counting": fact("mapped", {
      says: "mlockall() locks all pages that are mapped, and fails if those are more than allowed.",
      from: seed("exceed the maximum number of allowed locked pages"),
    }),
    "pthread_create.limit": untold,
    "lock.unmap": untold,
    "lock.truncate": untold,
    "lock.vfork": untold,
    "lock.fork-writes": untold,
    "lock.atomic": untold,
    "lock.implicit": untold,
    "shmctl.lock": untold,
    "hugetlb.lock": untold,
    "special.lock": untold,
    "sanitizer.effect": untold,
    "lock.not-covered": untold,
    "mlock.since": untold,
  },
});

/** derive() adds constants, and here some are taken away. */
export const linux24: Platform = {
  ...derived,
  constants: oldOnly(linuxConstants),
  constantsByArchitecture: Object.fromEntries(byArchitecture),
};
