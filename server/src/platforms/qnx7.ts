/** QNX Neutrino 7.x: the 7.1 mlock() page, and other QNX pages where that one is silent. */
import { does, fact, fails, page, signals, silent } from "./build";
import { qnxConstants } from "./constants";
import type { Platform } from "./profile";
import { handlerCalls, qnxFacts, qnxHeaders, qnxNames } from "./qnx";

const seed = page("QNX 7.1 mlock()", "000");
const states = page("QNX 6 mlockall()", "001");
const docs = "https://www.qnx.com/developers/docs/";
const guide = page("QNX 7.1 Locking memory", "QNX 7.1 documentation, proc_Locking_memory.html");
const lockall = page("QNX 8.0 mlockall()", `${docs}8.0/com.qnx.doc.neutrino.lib_ref/topic/m/mlockall.html`);
const unlock = page("QNX 8.0 munlock()", `${docs}8.0/com.qnx.doc.neutrino.lib_ref/topic/m/munlock.html`);
const handlers = page(
  "QNX 7.0 Safe functions for interrupt handlers",
  "QNX 7.0 documentation, inthandler_Safe_functions.html",
);
const migration = page("QNX 7.0 migration guide", "QNX 7.0 documentation, migration/kernel.html");

const mapped = {
  requires: "every page of the range must be mapped",
  otherwise: fails("ENOMEM"),
  says: "mlock() fails with ENOMEM if part of the range is not mapped.",
  from: seed("doesn't correspond to valid mapped pages"),
};
const ability = {
  requires: "the process must have the PROCMGR_AID_MEM_LOCK ability",
  otherwise: fails("EPERM"),
};
const notInHandler = fact("forbidden", {
  requires: "the call must not be made from an interrupt handler or with interrupts disabled",
  says: "The call must not be made from an interrupt handler, where only a few other kernel calls are allowed.",
  from: handlers("InterruptMask"),
});

export const qnx7: Platform = {
  id: "qnx7",
  family: "qnx",
  standing: "simulated",
  title: "QNX Neutrino 7.x",
  basis:
    "QNX 7.1 mlock() (April 2023); where it is silent, QNX pages of 6.x, 7.0 and 8.0 that describe the same calls",
  predefines: { __QNX__: "1", __QNXNTO__: "1", __unix__: "1", __LP64__: "1" },
  dataModel: "LP64",
  pageSize: {
    usual: 4096,
    least: 4096,
    most: 4096,
    byArchitecture: { x86_64: [4096], aarch64: [4096] },
  },
  constants: { ...qnxConstants, _NTO_TCTL_IO_PRIV: 7 },
  evidence: {
    headers: qnxHeaders,
    macros: ["__QNXNTO__", "__QNX__"],
    names: [...qnxNames, "procmgr_ability", "PROCMGR_AID_MEM_LOCK", "_NTO_TCTL_IO_PRIV"],
  },
  privilege: {
    name: "PROCMGR_AID_MEM_LOCK",
    acquiredBy: ["procmgr_ability", "procmgr_ability_lookup", "procmgr_ability_create"],
    acquire: {
      includes: ["errno.h", "sys/procmgr.h"],
      condition:
        "procmgr_ability(0, PROCMGR_ADN_NONROOT | PROCMGR_AOP_ALLOW | PROCMGR_AID_MEM_LOCK, PROCMGR_AID_EOL) != EOK",
    },
  },
  facts: {
    ...qnxFacts(seed),
    "mlock.effect": fact("locks", {
      says: "mlock() makes every page with any part of the range memory-resident until it is unlocked, or the process exits or calls exec.",
      from: seed("memory-resident until unlocked or until the process exits"),
    }),
    "munlock.effect": fact("unlocks", {
      says: "munlock() unlocks every page with any part of the range.",
      from: unlock("unlocks the whole pages containing any part"),
    }),
    "mlockall.effect": fact("locks", {
      says: "mlockall() locks what is mapped now, what will be mapped later, or both.",
      from: lockall("locked and made memory-resident"),
    }),
    "munlockall.effect": fact("unlocks", {
      says: "munlockall() unlocks all currently mapped pages.",
      from: page(
        "QNX 8.0 munlockall()",
        `${docs}8.0/com.qnx.doc.neutrino.lib_ref/topic/m/munlockall.html`,
      )("unlocks all of the currently mapped pages"),
    }),
    "mlock.order": silent("The page does not say which fault mlock() reports first.", seed),
    "munlock.order": silent("No page says which fault munlock() reports first.", unlock),
    "mlockall.order": silent("No page says which fault mlockall() reports first.", lockall),
    "lock.wrap": silent("The page does not speak of lengths beyond the end of the address space.", seed),
    "mlock.alignment": fact("demand", {
      requires: "addr must be a multiple of the page size (PAGESIZE)",
      says: "The address must be a multiple of PAGESIZE; no errno is listed for other addresses.",
      from: seed("The addr must be a multiple of PAGESIZE"),
    }),
    "munlock.alignment": silent("The page states the alignment for mlock() only.", unlock),
    "mlock.zero-length": silent("The page does not speak of a length of 0.", seed),
    "munlock.zero-length": silent("The page does not speak of a length of 0.", unlock),
    "mlock.mapped": fact("precheck", mapped),
    "munlock.mapped": silent("The page does not say what munlock() does where nothing is mapped.", unlock),
    "mlock.hole": fact("like-start", mapped),
    "munlock.hole": silent("The page does not say what munlock() does where nothing is mapped.", unlock),
    "mlock.population": fact("not-lazy", {
      says: "mlock() makes the pages memory-resident, but on MAP_LAZY mappings it may have no immediate effect.",
      from: seed("If you use MAP_LAZY, there may not be an immediate effect"),
    }),
    "special.lock": silent("No page speaks of memory that no call locks.", seed),
    "munlock.never-locked": silent("No page speaks of unlocking what was never locked.", unlock),
    "mlock.accessible": fact("demand", {
      requires: "the range must hold no PROT_NONE page",
      otherwise: fails("ENOMEM"),
      says: "mlock() fails with ENOMEM if part of the range is PROT_NONE.",
      from: seed("is marked as PROT_NONE, meaning it can't be accessed"),
    }),
    "mlock.privilege": fact("ability", {
      ...ability,
      says: "The process must have the PROCMGR_AID_MEM_LOCK ability (see procmgr_ability()), or mlock() fails with EPERM.",
      from: seed("your process must have the PROCMGR_AID_MEM_LOCK ability enabled"),
    }),
    "munlock.privilege": silent("No page says whether munlock() needs an ability.", unlock),
    "mlockall.privilege": fact("ability", {
      ...ability,
      says: "The process must have the PROCMGR_AID_MEM_LOCK ability, or mlockall() fails with EPERM.",
      from: lockall("has the PROCMGR_AID_MEM_LOCK ability enabled"),
    }),
    "munlockall.privilege": silent("No page says whether munlockall() needs an ability.", unlock),
    "mlock.limit": fact("none", {
      says: "There is no limit on locked memory but the physical memory of the system.",
      from: seed("There's no limit on the amount of memory"),
    }),
    "mlockall.limit": silent("No 7.x page states a limit for mlockall().", lockall),
    "mlock.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlock() fails with EAGAIN if the memory could not be locked when the call was made, and with ENOMEM if there is not enough memory.",
      from: seed("couldn't be locked when the call was made"),
    }),
    "mlockall.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlockall() fails with EAGAIN if the memory could not be locked when the call was made.",
      from: states("couldn't be locked when the call was made"),
    }),
    "limit.default": fact(null, {
      says: "No limit is set by default; only physical memory ends what can be locked.",
      from: seed("other than the amount of physical memory in the system"),
    }),
    "limit.counting": silent("No page says how locked memory is counted.", seed),
    "limit.scope": fact("none", {
      says: "Locked memory is not counted, since there is no limit.",
      from: seed("There's no limit on the amount of memory"),
    }),
    "mlockall.flags": fact(
      { known: ["MCL_CURRENT", "MCL_FUTURE"], alone: [] },
      {
        requires: "flags must be MCL_CURRENT, MCL_FUTURE or both",
        otherwise: fails("EINVAL"),
        says: "mlockall() takes MCL_CURRENT, MCL_FUTURE or both, and fails with EINVAL for flags of 0.",
        from: states("The flags argument is zero"),
      },
    ),
    "mlockall.current-cancels-future": silent(
      "No page says whether MCL_CURRENT cancels an earlier MCL_FUTURE.",
      lockall,
    ),
    "mlockall.future-failure": silent(
      "No page says what happens to a mapping that MCL_FUTURE cannot lock.",
      lockall,
    ),
    "mlockall.failure": silent("No page says what a failed mlockall() leaves behind.", lockall),
    "mlockall.stack-growth": silent("No page says whether MCL_FUTURE locks what a stack gains.", lockall),
    "pthread_create.stack": silent("No page at hand speaks of the pages of a thread's stack.", lockall),
    "lazy.interrupt": silent("No page says what a fault in an interrupt handler ends in.", states),
    "mlockall.stack": silent("No page speaks of stacks that grow under MCL_FUTURE.", lockall),
    "mmap.flags": fact(
      { needOneOf: ["MAP_SHARED", "MAP_PRIVATE"] },
      {
        requires: "flags must contain MAP_SHARED or MAP_PRIVATE",
        otherwise: fails("EINVAL"),
        says: "Since QNX 7.0 mmap() fails with EINVAL if flags contain neither MAP_PRIVATE nor MAP_SHARED.",
        from: migration("EINVAL"),
      },
    ),
    "mmap.physical": silent("No 7.x page at hand says who may use MAP_PHYS.", seed),
    "shm_ctl.effect": silent("No 7.x page at hand says when shm_ctl() fails.", seed),
    "mmap.lazy-typed": silent("No 7.x page speaks of typed memory with MAP_LAZY.", seed),
    "mmap.residency": silent("No 7.x page says which pages memory has before it is touched.", guide),
    "touch.mapped": fact("signals", {
      requires: "what is accessed must be mapped, and its pages must be obtainable",
      otherwise: signals("SIGSEGV"),
      says: "An access where nothing is mapped raises SIGSEGV, and one to a page that cannot be initialised SIGBUS.",
      from: guide("SIGBUS"),
    }),
    "lock.nesting": fact("flag", {
      says: "One munlock() undoes any number of mlock() calls on the page.",
      from: unlock("regardless of how many times mlock() has been called"),
    }),
    "lock.fork": fact("dropped", {
      says: "A child made by fork(), spawn() or posix_spawn() does not inherit locks.",
      from: guide("locks"),
    }),
    "lock.exec": fact("dropped", {
      says: "Locks end when the process exits or calls exec.",
      from: seed("until the process exits or execs another process image"),
    }),
    "lock.exit": fact("dropped", {
      says: "Locks end when the process exits.",
      from: seed("until unlocked or until the process exits"),
    }),
    "lock.sharing": silent("No page says what one lock means for other mappings of the page.", seed),
    "lock.whole-pages": fact(true, {
      says: "Every whole page with any part of the range is locked.",
      from: seed("the whole pages containing any part of the address space"),
    }),
    "lock.atomic": silent("The page does not say what a failed call leaves behind.", seed),
    "lock.states": fact("three", {
      says: "Memory is unlocked, locked or superlocked.",
      from: guide("superlocked"),
    }),
    "lock.unlocked": fact("may-page", {
      says: "Unlocked memory may be paged in and out, and the first access to a page may block the thread.",
      from: states("May be paged in/out"),
    }),
    "lock.locked": fact("resident-may-fault", {
      says: "Locked memory is not paged out, yet it may still fault: for usage statistics, and on the first write to a private page, which is mapped read-only until then.",
      from: states("May still fault on access/reference"),
    }),
    "lock.superlocked": fact("never-faults", {
      says: "Superlocked memory never faults; the state covers the whole address space.",
      from: states("No faulting allowed at all and covers the whole"),
    }),
    "lock.superlock": fact(
      { commands: ["_NTO_TCTL_IO_PRIV", "_NTO_TCTL_IO"], attach: true, unlocking: "silent" },
      {
        requires: "the process must have PROCMGR_AID_IO, or PROCMGR_AID_INTERRUPT to attach a handler",
        otherwise: fails("EPERM"),
        says: "A successful ThreadCtl() with _NTO_TCTL_IO_PRIV (7.0: _NTO_TCTL_IO), or attaching an interrupt handler, superlocks the address space; without the right to do so both fail with EPERM.",
        from: guide("_NTO_TCTL_IO_PRIV"),
      },
    ),
    "lock.default-state": fact("procnto-option", {
      says: "The options -m[~]l (lock) and -m[~]L (superlock) of procnto set the default locking state, and ~ turns them off.",
      from: states("-m[~]l and -m[~]L options of the procnto manager"),
    }),
    "lazy.reference": fact("on-first-reference", {
      requires: "MAP_LAZY memory must be touched before its pages can be relied on",
      otherwise: does("its pages are not there before the first reference, locked or not"),
      says: "Locking a MAP_LAZY mapping may have no immediate effect: its pages come with the first reference.",
      from: seed("there may not be an immediate effect on the mappings"),
    }),
    "lazy.critical": fact("error", {
      requires:
        "MAP_LAZY memory must be referenced before it is touched with interrupts disabled or in an interrupt handler",
      says: "It is a programmer error to touch MAP_LAZY memory that was never referenced while interrupts are disabled or in an interrupt handler.",
      from: states("it's a programmer error to touch a MAP_LAZY area"),
    }),
    "mlock.interrupt": fact("forbidden", {
      requires: "mlock() must not be called from an interrupt handler or with interrupts disabled",
      says: "mlock() must not be called from an interrupt handler.",
      from: seed("Interrupt handler No"),
    }),
    "munlock.interrupt": notInHandler,
    "mlockall.interrupt": fact("forbidden", {
      requires: "mlockall() must not be called from an interrupt handler or with interrupts disabled",
      says: "mlockall() must not be called from an interrupt handler.",
      from: states("Interrupt handler No"),
    }),
    "munlockall.interrupt": notInHandler,
    "interrupt.calls": fact(
      { allowed: handlerCalls },
      {
        requires: "an interrupt handler may make only a few kernel calls",
        says: "With interrupts disabled or in an interrupt handler only a few calls are safe, such as InterruptMask(), InterruptUnmask() and TraceEvent().",
        from: handlers("InterruptMask"),
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
    "lock.implicit": fact("typed-and-shm-ctl", {
      says: "Typed memory is locked without asking, and so are shared memory objects populated by shm_ctl(), unless SHMCTL_LAZY was used.",
      from: seed("are implicitly locked, unless you use the SHMCTL_LAZY flag"),
    }),
    "mlock.result": fact("zero-or-minus-one", {
      requires: "the result must be compared with 0 or -1",
      otherwise: does("a failure goes unnoticed"),
      says: "mlock() reports an error by setting errno and returning -1.",
      from: seed("An error occurred (errno is set)"),
    }),
    "mlockall.result": fact("zero-or-minus-one", {
      requires: "the result must be compared with 0 or -1",
      otherwise: does("a failure goes unnoticed"),
      says: "mlockall() reports an error by setting errno and returning -1.",
      from: states("An error occurred (errno is set)"),
    }),
    "mlock.errno": fact(["ENOMEM", "EAGAIN", "EPERM"], {
      says: "mlock() may set ENOMEM, EAGAIN or EPERM; EINVAL is not listed.",
      from: seed("The calling process doesn't have the required permission"),
    }),
    "munlock.errno": fact([], {
      says: "No 7.x page at hand lists errno values for munlock().",
      from: unlock(""),
    }),
    "mlockall.errno": fact(["EAGAIN", "EINVAL", "ENOMEM", "EPERM"], {
      says: "mlockall() may set EAGAIN, EINVAL, ENOMEM or EPERM, as the QNX 6 page has it.",
      from: states("couldn't be locked when the call was made"),
    }),
    "munlockall.errno": fact([], {
      says: "No 7.x page at hand lists errno values for munlockall().",
      from: unlock(""),
    }),
    "mlock.since": fact("full POSIX semantics: Core OS 6.3.2", {
      says: "The full POSIX implementation came with the QNX Neutrino Core OS 6.3.2.",
      from: page("QNX 6 mlock()", "003")("was added in the QNX Neutrino Core OS 6.3.2"),
    }),
  },
};
