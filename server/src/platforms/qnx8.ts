/** QNX OS 8.0, where all memory is locked without asking, the lock calls do nothing, and interrupt handlers are gone. */
import { fact, page, silent } from "./build";
import { withoutQnxAdditions } from "./common";
import { qnxConstants } from "./constants";
import type { Platform } from "./profile";
import { qnxFacts } from "./qnx";

const docs = "https://www.qnx.com/developers/docs/8.0/com.qnx.doc.neutrino.lib_ref/topic/m";
const lockall = page("QNX 8.0 mlockall()", `${docs}/mlockall.html`);
const unlock = page("QNX 8.0 munlock()", `${docs}/munlock.html`);
const unlockall = page("QNX 8.0 munlockall()", `${docs}/munlockall.html`);
const migration = page("QNX 8.0 migration guide", "QNX 8.0 documentation, migration/kernel.html");

const moot = silent("The call does nothing on QNX 8, so the question does not arise.", lockall);
const noPrivilege = fact("none", {
  says: "The calls always return 0 and need no ability.",
  from: lockall(""),
});
const noHandlers = {
  says: "QNX 8 has no interrupt handlers any more: InterruptAttach() was removed, and threads serve interrupts through InterruptAttachThread().",
  from: migration("InterruptAttachThread"),
};
const always = {
  says: "The call always returns 0, but a program for earlier releases too must test its result.",
  from: lockall(""),
};
const noErrors = fact([], { says: "The call does not fail on QNX 8.", from: lockall("") });

export const qnx8: Platform = {
  id: "qnx8",
  family: "qnx",
  standing: "simulated",
  title: "QNX OS 8.0",
  basis:
    "QNX 8.0 mlockall(), munlock() and munlockall(), and its migration guide; mlock() is taken to be like them",
  predefines: { __QNX__: "1", __QNXNTO__: "1", __unix__: "1", __LP64__: "1" },
  dataModel: "LP64",
  pageSize: {
    usual: 4096,
    least: 4096,
    most: 4096,
    byArchitecture: { x86_64: [4096], aarch64: [4096] },
  },
  constants: { ...qnxConstants, _NTO_TCTL_IO_PRIV: 7 },
  evidence: { headers: [], macros: [], names: ["InterruptAttachThread"] },
  privilege: null,
  facts: {
    ...qnxFacts(lockall),
    ...withoutQnxAdditions("QNX 8", migration),
    "mlock.effect": fact("noop", {
      says: "mlock() is taken to do nothing and return 0 like the other three calls; its own page was not seen.",
      from: lockall("all memory is locked for the entire duration"),
    }),
    "munlock.effect": fact("noop", {
      says: "munlock() does nothing and returns 0.",
      from: unlock(""),
    }),
    "mlockall.effect": fact("noop", {
      says: "mlockall() does nothing and returns 0, since all memory is locked for as long as the process runs.",
      from: lockall(""),
    }),
    "munlockall.effect": fact("noop", {
      says: "munlockall() does nothing and returns 0.",
      from: unlockall(""),
    }),
    "mlock.order": moot,
    "munlock.order": moot,
    "mlockall.order": moot,
    "lock.wrap": moot,
    "mlock.alignment": fact("round", {
      says: "Any address is accepted, since the call does nothing with it.",
      from: lockall(""),
    }),
    "munlock.alignment": fact("round", {
      says: "Any address is accepted, since the call does nothing with it.",
      from: unlock(""),
    }),
    "mlock.zero-length": moot,
    "munlock.zero-length": moot,
    "mlock.mapped": moot,
    "munlock.mapped": moot,
    "mlock.hole": moot,
    "munlock.hole": moot,
    "mlock.accessible": moot,
    "mlock.population": moot,
    "mlock.privilege": noPrivilege,
    "munlock.privilege": noPrivilege,
    "mlockall.privilege": noPrivilege,
    "munlockall.privilege": noPrivilege,
    "mlock.limit": fact("none", { says: "No limit applies, since the call never fails.", from: lockall("") }),
    "mlockall.limit": fact("none", {
      says: "No limit applies, since the call never fails.",
      from: lockall(""),
    }),
    "limit.counting": moot,
    "limit.scope": fact("none", { says: "Locked memory is not counted.", from: lockall("") }),
    "limit.default": fact(null, { says: "No page at hand speaks of a limit.", from: lockall("") }),
    "mlock.resources": moot,
    "mlockall.resources": moot,
    "mlockall.flags": fact(
      { known: ["MCL_CURRENT", "MCL_FUTURE"], alone: [] },
      {
        says: "mlockall() takes MCL_CURRENT and MCL_FUTURE, and returns 0 whatever its flags are.",
        from: lockall(""),
      },
    ),
    "mlockall.current-cancels-future": moot,
    "mlockall.future-failure": moot,
    "mlockall.failure": moot,
    "mlockall.stack-growth": moot,
    "pthread_create.stack": fact("ordinary", {
      says: "Lazy stacks no longer exist.",
      from: migration("lazy stacks"),
    }),
    "mlockall.stack": silent(
      "QNX 8 has no lazy stacks, and its pages do not speak of stacks further.",
      migration,
    ),
    "mmap.residency": silent("No page at hand says which pages memory has before it is touched.", migration),
    "mmap.physical": silent("No 8.0 page at hand says who may use MAP_PHYS.", migration),
    "shm_ctl.effect": silent("No 8.0 page at hand says when shm_ctl() fails.", migration),
    "mmap.lazy-typed": silent("No 8.0 page at hand speaks of MAP_LAZY.", migration),
    "munlock.never-locked": moot,
    "lock.nesting": fact("flag", {
      says: "Locks do not stack, since no call changes them.",
      from: unlock(""),
    }),
    "lock.fork": fact("kept", {
      says: "A child is a process like any other, and all its memory is locked.",
      from: lockall("all memory is locked for the entire duration"),
    }),
    "lock.exec": moot,
    "lock.exit": fact("dropped", {
      says: "Memory is locked for as long as the process runs.",
      from: lockall("for the entire duration of the process"),
    }),
    "lock.sharing": moot,
    "lock.whole-pages": moot,
    "lock.atomic": moot,
    "lock.states": fact("three", {
      says: "QNX 8 keeps all memory in the last of the three states that QNX knows: superlocked.",
      from: migration("superlocked"),
    }),
    "lock.unlocked": silent("No memory is unlocked on QNX 8.", migration),
    "lock.locked": silent(
      "QNX 8 superlocks all memory, so nothing is said of memory that is only locked.",
      migration,
    ),
    "lock.superlocked": fact("never-faults", {
      says: "Memory is superlocked by default and does not fault.",
      from: migration("superlocked"),
    }),
    "lock.superlock": fact("always", {
      says: "No call is needed for a superlock, which every process has from its start.",
      from: migration("superlocked"),
    }),
    "lock.default-state": fact("not-applicable", {
      says: "The superlock options of procnto must not be used any more, since the system superlocks by default.",
      from: migration("superlock"),
    }),
    "lazy.reference": silent("No 8.0 page at hand speaks of MAP_LAZY.", migration),
    "lazy.critical": fact("not-applicable", {
      says: "QNX 8 has no interrupt handlers any more, and no page at hand speaks of MAP_LAZY memory where a thread has disabled interrupts.",
      from: migration("InterruptAttachThread"),
    }),
    "mlock.interrupt": fact("not-applicable", noHandlers),
    "munlock.interrupt": fact("not-applicable", noHandlers),
    "mlockall.interrupt": fact("not-applicable", noHandlers),
    "munlockall.interrupt": fact("not-applicable", noHandlers),
    "interrupt.calls": fact("removed", noHandlers),
    "lock.signal-handler": fact("except-munlockall", {
      says: "mlockall() and munlock() may be called from a signal handler, but munlockall() may not.",
      from: unlockall(""),
    }),
    "lock.thread": fact("safe", { says: "The calls are thread-safe.", from: lockall("") }),
    "lock.cancellation": fact("no", {
      says: "None of the calls is a cancellation point.",
      from: lockall(""),
    }),
    "lock.implicit": fact("silent", {
      says: "All memory is locked without asking, for as long as the process runs.",
      from: lockall("all memory is locked for the entire duration"),
    }),
    "special.lock": moot,
    "mlock.result": fact("zero-or-minus-one", always),
    "mlockall.result": fact("zero-or-minus-one", always),
    "mlock.errno": noErrors,
    "munlock.errno": noErrors,
    "mlockall.errno": noErrors,
    "munlockall.errno": noErrors,
    "mlock.since": silent("No 8.0 page at hand says since when the calls exist.", lockall),
  },
};
