/** Linux before 2.6.9, as an old mlockall(2) page tells it: only root may lock. */
import { does, fact, fails, page, silent } from "./build";
import { linuxConstants } from "./constants";
import type { Platform } from "./profile";

const seed = page("old Linux mlockall(2)", "004");
const man = page("Linux mlock(2)", "https://man7.org/linux/man-pages/man2/mlock.2.html");

const noHandlers = fact("not-applicable", {
  says: "User programs on Linux have no interrupt handlers, so the question does not arise.",
  from: seed(""),
});
const noSuperlock = fact("not-applicable", { says: "Linux has no superlocked state.", from: seed("") });
const onlyRoot = {
  requires: "the process must run as root",
  otherwise: fails("EPERM"),
  says: "Only root processes may lock pages; every other process gets EPERM.",
  from: seed("Only root processes are allowed to lock pages"),
};

export const linux24: Platform = {
  id: "linux-2.4",
  title: "Linux before 2.6.9",
  basis: "an old mlockall(2) page; today's mlock(2) where it speaks of old kernels",
  predefines: { __linux__: "1", __linux: "1", __unix__: "1", __i386__: "1" },
  dataModel: "ILP32",
  pageSize: { usual: 4096, least: 4096, most: 8192 },
  constants: linuxConstants,
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
    "mlock.order": silent("The page does not say which fault mlock() reports first.", seed),
    "munlock.order": silent("The page does not say which fault munlock() reports first.", seed),
    "mlockall.order": silent("The page does not say which fault mlockall() reports first.", seed),
    "lock.wrap": silent("The page does not speak of lengths beyond the end of the address space.", seed),
    "mlock.alignment": fact("round", {
      says: "Linux rounds the address down to a page boundary.",
      from: man("automatically round addr down to the nearest page boundary"),
    }),
    "munlock.alignment": fact("round", {
      says: "Linux rounds the address down to a page boundary.",
      from: man("automatically round addr down to the nearest page boundary"),
    }),
    "mlock.zero-length": silent("The page does not speak of a length of 0.", seed),
    "munlock.zero-length": silent("The page does not speak of a length of 0.", seed),
    "mlock.mapped": silent("The page describes mlockall() and does not speak of holes in a range.", seed),
    "munlock.mapped": silent("The page describes mlockall() and does not speak of holes in a range.", seed),
    "munlock.never-locked": silent("The page does not speak of unlocking what was never locked.", seed),
    "mlock.accessible": silent("The page does not speak of PROT_NONE pages.", seed),
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
    "mlock.limit": silent("The page states the limit for mlockall() and for later mappings only.", seed),
    "mlockall.limit": fact("fails", {
      requires: "the locked pages must stay within the limit",
      otherwise: fails("ENOMEM"),
      says: "mlockall() fails with ENOMEM if it would lock more pages than allowed.",
      from: seed("exceed the maximum number of allowed locked pages"),
    }),
    "mlock.resources": silent("The page does not speak of mlock() failing for want of memory.", seed),
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
    "mlockall.current-cancels-future": silent(
      "The page does not say whether MCL_CURRENT cancels an earlier MCL_FUTURE.",
      seed,
    ),
    "mlockall.future-failure": fact("mapping-fails", {
      requires: "with MCL_FUTURE, new mappings must fit into the limit",
      otherwise: fails("ENOMEM"),
      says: "With MCL_FUTURE, a system call that would map more than the limit fails with ENOMEM.",
      from: seed("the new mapping will fail with ENOMEM"),
    }),
    "mlockall.failure": silent("The page does not say what a failed mlockall() leaves behind.", seed),
    "mlockall.stack": fact("signals", {
      requires: "enough stack must be touched before the time-critical part",
      otherwise: does("the process may get SIGSEGV"),
      says: "A stack that would grow beyond the limit is denied and the process gets SIGSEGV, so the stack should be written to in advance.",
      from: seed("deny stack expansion and send a SIGSEGV"),
    }),
    "mmap.locked": fact("locks", {
      says: "MAP_LOCKED locks the mapping as it is made.",
      from: page("Linux mmap(2)", "https://man7.org/linux/man-pages/man2/mmap.2.html")("MAP_LOCKED"),
    }),
    "mmap.flags": fact(
      { needOneOf: ["MAP_SHARED", "MAP_PRIVATE"] },
      {
        requires: "flags must contain MAP_SHARED or MAP_PRIVATE",
        otherwise: fails("EINVAL"),
        says: "mmap() fails with EINVAL if flags contain neither MAP_SHARED nor MAP_PRIVATE.",
        from: page(
          "Linux mmap(2)",
          "https://man7.org/linux/man-pages/man2/mmap.2.html",
        )("flags contained none of MAP_PRIVATE, MAP_SHARED"),
      },
    ),
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
    "lock.unmap": silent("The page does not speak of unmapping locked memory.", seed),
    "lock.whole-pages": fact(true, {
      says: "What is locked and unlocked is pages.",
      from: seed("disables paging for all pages mapped"),
    }),
    "lock.atomic": silent("The page does not say what a failed call leaves behind.", seed),
    "lock.states": fact("two", { says: "Memory is unlocked or locked.", from: seed("disables paging") }),
    "lock.unlocked": fact("may-page", {
      says: "Unlocked memory may be paged out, and secrets in it may reach the swap area.",
      from: seed("transfered onto a persistent swap store medium"),
    }),
    "lock.locked": fact("resident", {
      says: "Locked pages stay in RAM until they are unlocked; writing to them in advance avoids copy-on-write faults.",
      from: seed("guaranteed to stay in RAM until the pages are unlocked"),
    }),
    "lock.superlocked": noSuperlock,
    "lock.superlock": noSuperlock,
    "lock.default-state": fact("not-applicable", {
      says: "Linux has no system-wide default locking state.",
      from: seed(""),
    }),
    "lock.onfault": fact("unknown-flag", {
      says: "MLOCK_ONFAULT and MCL_ONFAULT came with Linux 4.4.",
      from: man("Linux 4.4"),
    }),
    "lazy.reference": fact("unknown-flag", { says: "Linux has no MAP_LAZY.", from: seed("") }),
    "lazy.critical": fact("not-applicable", {
      says: "User programs on Linux cannot disable interrupts, so there is no such critical region.",
      from: seed(""),
    }),
    "mlock.interrupt": noHandlers,
    "munlock.interrupt": noHandlers,
    "mlockall.interrupt": noHandlers,
    "munlockall.interrupt": noHandlers,
    "interrupt.calls": noHandlers,
    "lock.signal-handler": silent("The page does not speak of signal handlers.", seed),
    "lock.thread": silent("The page does not speak of threads.", seed),
    "lock.cancellation": silent("The page does not speak of cancellation.", seed),
    "lock.implicit": silent("The page does not speak of memory that is locked without asking.", seed),
    "mlock.result": fact("zero-or-minus-one", {
      requires: "the result must be compared with 0 or -1",
      otherwise: does("a failure goes unnoticed"),
      says: "The calls return 0, or -1 with errno set.",
      from: man("On error, -1 is returned"),
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
    "mlock.since": silent("The page does not say since when the calls exist.", seed),
  },
};
