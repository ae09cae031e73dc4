/** QNX Neutrino 6.3.2 to 6.5: the unmaintained mlock() and mlockall() pages, and a published 6.4 source. */
import { does, fact, fails, page, silent } from "./build";
import { qnxConstants } from "./constants";
import type { Platform } from "./profile";
import { handlerCalls, qnxFacts, qnxHeaders, qnxNames } from "./qnx";
import { qnx6Mapping } from "./qnx6-mapping";

const seed = page("QNX 6 mlock()", "003");
const whole = page("QNX 6 mlockall()", "001");
const source = page("QNX 6.4 source", "services/system/memmgr");
const threads = page("QNX 6.4 source", "services/system/ker/ker_thread.c");
const unlock = page(
  "QNX 6.3 munlock()",
  "https://developers.qnx.com/developers/docs/6.3.0SP3/neutrino/lib_ref/m/munlock.html",
);

const superuser = { requires: "the process must be superuser", otherwise: fails("EPERM") };
const unlockNeedsNothing = fact("none", {
  says: "In the 6.4 source unlocking needs no privilege; the pages do not mention one.",
  from: source("memmgr_ctrl.c"),
});
const precheck = {
  requires: "every page of the range must be mapped",
  otherwise: fails("ENOMEM"),
};

export const qnx6: Platform = {
  id: "qnx6",
  family: "qnx",
  standing: "simulated",
  title: "QNX Neutrino 6.x",
  basis: "QNX 6 mlock() and mlockall(), no longer maintained; the published 6.4 source",
  predefines: { __QNX__: "1", __QNXNTO__: "1", __unix__: "1", __i386__: "1" },
  dataModel: "ILP32",
  pageSize: {
    usual: 4096,
    least: 4096,
    most: 4096,
    byArchitecture: { i386: [4096], arm: [4096], mips: [4096], ppc: [4096], sh: [4096] },
  },
  constants: {
    ...qnxConstants,
    MAP_NORESERVE: 0x4000,
    SHMCTL_ISADMA: 4,
    SHMCTL_LAZYWRITE: 0x80,
    SHMCTL_NOX64K: 0x100,
    SHMCTL_HIGHUSAGE: 0x200,
    _NTO_TCTL_THREADS_HOLD: 2,
    _NTO_TCTL_RUNMASK: 4,
    _NTO_TCTL_ALIGN_FAULT: 5,
  },
  evidence: {
    headers: qnxHeaders,
    macros: ["__QNXNTO__", "__QNX__"],
    names: qnxNames,
  },
  privilege: {
    name: "superuser",
    acquiredBy: ["geteuid", "getuid", "seteuid", "setuid", "setreuid"],
    acquire: { includes: ["unistd.h"], condition: "geteuid() != 0" },
  },
  facts: {
    ...qnxFacts(seed),
    "mlock.effect": fact("locks", {
      says: "A successful mlock() makes the pages memory-resident.",
      from: seed("ensures memory-resident pages"),
    }),
    "munlock.effect": fact("unlocks", {
      says: "munlock() unlocks pages that mlock() or mlockall() locked.",
      from: unlock("unlocks the pages already locked by mlock() or mlockall()"),
    }),
    "munlockall.effect": fact("unlocks", {
      says: "munlockall() unlocks everything and ends MCL_FUTURE, but does not end a superlock.",
      from: source("vmm_munlock.c"),
    }),
    "mlockall.effect": fact("locks", {
      says: "mlockall() locks what is mapped now, what will be mapped later, or both, until it is unlocked or the process exits or executes another.",
      from: whole("locked and made memory-resident until unlocked"),
    }),
    "mlock.order": fact(
      ["wrap", "alignment", "zero-length", "mapped", "privilege", "accessible", "limit", "resources"],
      {
        says: "The 6.4 source tests the range first and the privilege second, so an unprivileged call on a bad range reports ENOMEM.",
        from: source("memmgr_ctrl.c"),
      },
    ),
    "munlock.order": fact(["wrap", "alignment", "zero-length", "mapped", "privilege"], {
      says: "The 6.4 source tests the whole range before it unlocks anything.",
      from: source("vmm_validate.c"),
    }),
    "mlockall.order": fact(["flags", "privilege", "limit", "resources"], {
      says: "The 6.4 source tests the flags first and the privilege second.",
      from: source("memmgr_ctrl.c"),
    }),
    "lock.wrap": fact("truncates", {
      requires: "addr + len must not pass the end of the address space",
      otherwise: fails("ENOMEM"),
      says: "In the 6.4 source a length that is too long is cut off at the end of the address space, and the call fails with ENOMEM unless all of that is mapped.",
      from: source("vmm_validate.c"),
    }),
    "mlock.alignment": fact("demand", {
      requires: "addr must be a multiple of the page size (PAGESIZE)",
      says: "The address must be a multiple of PAGESIZE; no errno is listed for other addresses, and the 6.4 source rounds them down.",
      from: seed("The addr must be a multiple of PAGESIZE"),
    }),
    "munlock.alignment": silent("The pages state the alignment for mlock() only.", unlock),
    "mlock.zero-length": fact("fails", {
      requires: "len must be greater than 0",
      otherwise: fails("ENOMEM"),
      says: "In the 6.4 source a length of 0 fails with ENOMEM; the page does not speak of it.",
      from: source("vmm_validate.c"),
    }),
    "munlock.zero-length": fact("fails", {
      requires: "len must be greater than 0",
      otherwise: fails("ENOMEM"),
      says: "In the 6.4 source a length of 0 fails with ENOMEM; the page does not speak of it.",
      from: source("vmm_validate.c"),
    }),
    "mlock.mapped": fact("precheck", {
      ...precheck,
      says: "In the 6.4 source mlock() tests the whole range first, and fails with ENOMEM and locks nothing if part of it is not mapped.",
      from: source("vmm_validate.c"),
    }),
    "munlock.mapped": fact("precheck", {
      ...precheck,
      says: "In the 6.4 source munlock() tests the whole range first, and fails with ENOMEM and unlocks nothing if part of it is not mapped.",
      from: source("vmm_validate.c"),
    }),
    "mlock.hole": fact("like-start", {
      ...precheck,
      says: "A hole further on is treated as one at the start, with ENOMEM.",
      from: source("vmm_validate.c"),
    }),
    "munlock.hole": fact("like-start", {
      ...precheck,
      says: "A hole further on is treated as one at the start, with ENOMEM.",
      from: source("vmm_validate.c"),
    }),
    "mlock.population": fact("not-lazy", {
      says: "In the 6.4 source locking marks MAP_LAZY memory as locked and brings none of its pages in, whereas all other memory becomes resident.",
      from: source("vmm_mlock.c"),
    }),
    "special.lock": fact("refused", {
      requires: "the range must not include the system page",
      otherwise: fails("ENOMEM"),
      says: "In the 6.4 source mlock() fails with ENOMEM if the range includes the system page; what mlockall() does with that is not established.",
      from: source("vmm_validate.c"),
    }),
    "munlock.never-locked": fact("succeeds", {
      says: "In the 6.4 source munlock() of memory that was never locked returns 0.",
      from: source("vmm_munlock.c"),
    }),
    "mlock.accessible": silent(
      "The 6.x page does not speak of PROT_NONE, and the 6.4 source does not test for it when it locks.",
      seed,
    ),
    "mlock.privilege": fact("superuser", {
      ...superuser,
      says: "mlock() needs superuser capabilities and fails with EPERM without them.",
      from: seed("needs superuser capabilities to call the mlock() function"),
    }),
    "munlock.privilege": unlockNeedsNothing,
    "mlockall.privilege": fact("superuser", {
      ...superuser,
      says: "Only a superuser may lock pages; mlockall() fails with EPERM for others.",
      from: whole("You have to be a superuser to lock pages"),
    }),
    "munlockall.privilege": unlockNeedsNothing,
    "mlock.limit": fact("fails-partial", {
      requires: "the locked memory must stay below RLIMIT_MEMLOCK",
      otherwise: fails("EAGAIN"),
      says: "In the 6.4 source mlock() fails with EAGAIN where the locked memory reaches RLIMIT_MEMLOCK and keeps what it has locked by then, but that limit is infinite and cannot be set.",
      from: source("vmm_mlock.c"),
    }),
    "mlockall.limit": fact("fails-partial", {
      requires: "the locked memory must stay within RLIMIT_MEMLOCK",
      otherwise: fails("ENOMEM", "EAGAIN"),
      says: "mlockall() must not exceed RLIMIT_MEMLOCK: the page says ENOMEM, the 6.4 source EAGAIN with part of the memory locked, already where the limit is reached.",
      from: whole("is set by RLIMIT_MEMLOCK rlimit"),
    }),
    "limit.counting": fact("drifts", {
      says: "In the 6.4 source memory that is locked again counts again, and munlock() subtracts what was never locked.",
      from: source("vmm_mlock.c"),
    }),
    "limit.scope": fact("process", {
      says: "In the 6.4 source the locked memory of an address space is counted.",
      from: source("vmm_mlock.c"),
    }),
    "setrlimit.effect": fact("refused", {
      requires: "a program must not rely on setting RLIMIT_MEMLOCK",
      otherwise: fails("EINVAL"),
      says: "In the 6.4 source setrlimit(RLIMIT_MEMLOCK) fails with EINVAL and getrlimit() reports no limit.",
      from: source("mm_rlimit.c"),
    }),
    "mlock.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlock() fails with EAGAIN if the memory could not be locked when the call was made.",
      from: seed("couldn't be locked when the call was made"),
    }),
    "mlockall.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlockall() fails with EAGAIN if the memory could not be locked when the call was made.",
      from: whole("couldn't be locked when the call was made"),
    }),
    "limit.default": fact(null, {
      says: "In the 6.4 source RLIMIT_MEMLOCK reads as infinite and cannot be set.",
      from: source("mm_rlimit.c"),
    }),
    "mlockall.flags": fact(
      { known: ["MCL_CURRENT", "MCL_FUTURE"], alone: [] },
      {
        requires: "flags must be MCL_CURRENT, MCL_FUTURE or both",
        otherwise: fails("EINVAL"),
        says: "mlockall() fails with EINVAL if flags are 0.",
        from: whole("The flags argument is zero"),
      },
    ),
    "mlockall.current-cancels-future": fact(false, {
      says: "In the 6.4 source MCL_FUTURE stays in force until munlockall().",
      from: source("vmm_mlock.c"),
    }),
    "mlockall.future-failure": fact("mapping-fails", {
      requires: "with MCL_FUTURE, new mappings must be lockable",
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "In the 6.4 source a mapping that MCL_FUTURE cannot lock is removed again and mmap() fails with EAGAIN or ENOMEM.",
      from: source("vmm_mmap.c"),
    }),
    "mlockall.failure": fact("future-stays", {
      says: "In the 6.4 source MCL_FUTURE is set before anything is locked, so it stays in force when that fails.",
      from: source("vmm_mlock.c"),
    }),
    ...qnx6Mapping,
    "lock.nesting": fact("flag", {
      says: "Locks do not stack: munlock() ignores how often mlock() was called.",
      from: unlock("ignores how many times mlock() has been called before"),
    }),
    "lock.fork": fact("dropped", {
      says: "In the 6.4 source a child's mappings lose their locks.",
      from: source("vmm_dup.c"),
    }),
    "lock.exec": fact("dropped", {
      says: "Locks end when the process exits or executes another process.",
      from: whole("the process exits or executes another process"),
    }),
    "lock.exit": fact("dropped", {
      says: "Locks end when the process exits or executes another process.",
      from: whole("the process exits or executes another process"),
    }),
    "lock.sharing": fact("held-by-any", {
      says: "In the 6.4 source a page stays locked as long as one mapping of it is.",
      from: source("vmm_munlock.c"),
    }),
    "lock.unmap": silent(
      "The pages do not speak of unmapping locked memory, and a comment in the 6.4 source says that the unlocking is missing.",
      seed,
    ),
    "lock.whole-pages": fact(true, {
      says: "In the 6.4 source the range is widened to whole pages.",
      from: source("vmm_mlock.c"),
    }),
    "lock.atomic": fact(false, {
      requires: "a caller must undo what a failed call has done",
      otherwise: does("part of the range stays locked"),
      says: "In the 6.4 source a bad range changes nothing, but a call that fails at the limit keeps the mappings that it has locked by then.",
      from: source("vmm_mlock.c"),
    }),
    "lock.states": fact("three", {
      says: "Memory is unlocked, locked or superlocked.",
      from: seed("region in three locking states"),
    }),
    "lock.unlocked": fact("may-page", {
      says: "Unlocked memory may be paged in and out.",
      from: seed("May be paged in/out"),
    }),
    "lock.locked": fact("resident-may-fault", {
      says: "Locked memory is not paged in or out, yet an access may still fault to keep usage and modification statistics.",
      from: seed("May still fault on access/reference to maintain usage/modification stats"),
    }),
    "lock.superlocked": fact("never-faults", {
      says: "Superlocked memory never faults; the state covers the whole address space.",
      from: seed("No faulting allowed at all and covers the whole address space"),
    }),
    "lock.superlock": fact(
      { commands: ["_NTO_TCTL_IO"], attach: true, unlocking: "for-good" },
      {
        requires: "the process must be superuser",
        otherwise: fails("EPERM"),
        says: "Granting I/O privileges to a thread with ThreadCtl(_NTO_TCTL_IO, 0) superlocks the whole address space, and so does attaching an interrupt handler in the 6.4 source, where munlockall() leaves half of the superlock behind and a later one is skipped; without root both fail with EPERM.",
        from: threads("_NTO_TCTL_IO"),
      },
    ),
    "lock.default-state": fact("procnto-option", {
      says: "The options -m[~]l (lock) and -m[~]L (superlock) of procnto set the default locking state, and ~ turns them off.",
      from: seed("-m[~]l and -m[~]L options of the procnto manager"),
    }),
    "lazy.reference": fact("on-first-reference", {
      requires: "MAP_LAZY memory must be touched before its pages can be relied on",
      otherwise: does("its pages are not there before the first reference, locked or not"),
      says: "MAP_LAZY memory is not allocated or mapped before its first reference, whatever its locking state.",
      from: seed("memory is not allocated/mapped until the memory is first referenced"),
    }),
    "lazy.critical": fact("error", {
      requires:
        "MAP_LAZY memory must be referenced before it is touched with interrupts disabled or in an interrupt handler",
      says: "It is a programmer error to touch MAP_LAZY memory that was never referenced while interrupts are disabled or in an interrupt handler.",
      from: seed("it's a programmer error to touch a MAP_LAZY area"),
    }),
    "mlock.interrupt": fact("forbidden", {
      requires: "mlock() must not be called from an interrupt handler or with interrupts disabled",
      says: "mlock() must not be called from an interrupt handler.",
      from: seed("Interrupt handler No"),
    }),
    "munlock.interrupt": fact("forbidden", {
      requires: "munlock() must not be called from an interrupt handler or with interrupts disabled",
      says: "munlock() must not be called from an interrupt handler.",
      from: unlock("Interrupt handler | No"),
    }),
    "mlockall.interrupt": fact("forbidden", {
      requires: "mlockall() must not be called from an interrupt handler or with interrupts disabled",
      says: "mlockall() must not be called from an interrupt handler.",
      from: whole("Interrupt handler No"),
    }),
    "munlockall.interrupt": silent("No page at hand speaks of munlockall() in interrupt handlers.", whole),
    "interrupt.calls": fact(
      { allowed: handlerCalls },
      {
        requires: "an interrupt handler may make only a few kernel calls",
        says: "With interrupts disabled or in an interrupt handler only a few calls are safe, since others may block or enable interrupts again.",
        from: page(
          "QNX 6.4.1 InterruptLock()",
          "QNX 6.4.1 documentation, interruptlock.html",
        )("kernel calls"),
      },
    ),
    "lock.signal-handler": fact("allowed", {
      says: "The call may be made from a signal handler.",
      from: seed("Signal handler Yes"),
    }),
    "lock.thread": fact("safe", { says: "The call is thread-safe.", from: seed("Thread Yes") }),
    "lock.cancellation": fact("no", {
      says: "The call is not a cancellation point.",
      from: seed("Cancellation point No"),
    }),
    "lock.implicit": silent("The 6.x pages do not speak of memory that is locked without asking.", seed),
    "mlock.result": fact("zero-or-minus-one", {
      requires: "the result must be compared with 0 or -1",
      otherwise: does("a failure goes unnoticed"),
      says: "mlock() returns 0, or -1 with errno set.",
      from: seed("An error occurred (errno is set)"),
    }),
    "mlockall.result": fact("zero-or-minus-one", {
      requires: "the result must be compared with 0 or -1",
      otherwise: does("a failure goes unnoticed"),
      says: "mlockall() reports an error by setting errno and returning -1.",
      from: whole("An error occurred (errno is set)"),
    }),
    "mlock.errno": fact(["ENOMEM", "EAGAIN", "EPERM"], {
      says: "mlock() may set ENOMEM, EAGAIN or EPERM; EINVAL is not listed.",
      from: seed("doesn't have the superuser capabilities"),
    }),
    "munlock.errno": fact(["ENOMEM"], {
      says: "In the 6.4 source munlock() sets ENOMEM for a range that is not mapped.",
      from: source("vmm_validate.c"),
    }),
    "mlockall.errno": fact(["EAGAIN", "EINVAL", "ENOMEM", "EPERM"], {
      says: "mlockall() may set EAGAIN, EINVAL, ENOMEM or EPERM.",
      from: whole("doesn't have the appropriate privilege"),
    }),
    "munlockall.errno": fact([], {
      says: "No page at hand lists errno values for munlockall().",
      from: whole(""),
    }),
    "mlock.since": fact("full POSIX semantics: Core OS 6.3.2", {
      says: "The full POSIX implementation came with the QNX Neutrino Core OS 6.3.2.",
      from: seed("was added in the QNX Neutrino Core OS 6.3.2"),
    }),
  },
};
