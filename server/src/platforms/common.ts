/** Facts that several platforms share: what POSIX says of mappings, what only some systems have, what nobody tells. */
import { does, fact, fails, page, signals, silent } from "./build";
import { posixConstants } from "./constants";
import type { DocumentedId, Facts, Platform, Source } from "./profile";

type Page = (quote: string) => Source;

const functions = "https://pubs.opengroup.org/onlinepubs/9699919799/functions/";
const posixMmap = page("POSIX.1-2017 mmap()", `${functions}mmap.html`);
const posixMunmap = page("POSIX.1-2017 munmap()", `${functions}munmap.html`);
const posixMprotect = page("POSIX.1-2017 mprotect()", `${functions}mprotect.html`);
const posixMsync = page("POSIX.1-2017 msync()", `${functions}msync.html`);
const posixSignals = page(
  "POSIX.1-2017 <signal.h>",
  "https://pubs.opengroup.org/onlinepubs/9699919799/basedefs/signal.h.html",
);
const posixLimits = page("POSIX.1-2017 setrlimit()", `${functions}getrlimit.html`);
const posixLockall = page("POSIX.1-2017 mlockall()", `${functions}mlockall.html`);
const posixLock = page("POSIX.1-2017 mlock()", `${functions}mlock.html`);

/** The calls that make, change and remove mappings, as POSIX has them. */
export const mappingCalls = {
  "mmap.flags": fact(
    { needOneOf: ["MAP_SHARED", "MAP_PRIVATE"] },
    {
      requires: "flags must contain MAP_SHARED or MAP_PRIVATE",
      otherwise: fails("EINVAL"),
      says: "mmap() fails with EINVAL if flags contain neither MAP_SHARED nor MAP_PRIVATE.",
      from: posixMmap("neither MAP_PRIVATE nor MAP_SHARED is set"),
    },
  ),
  "mmap.length": fact("demand", {
    requires: "len must be greater than 0",
    otherwise: fails("EINVAL"),
    says: "mmap() fails with EINVAL for a length of 0.",
    from: posixMmap("The value of len is zero"),
  }),
  "munmap.arguments": fact("demand", {
    requires: "len must be greater than 0",
    otherwise: fails("EINVAL"),
    says: "munmap() fails with EINVAL for a length of 0.",
    from: posixMunmap("The len argument is 0"),
  }),
  "munmap.alignment": fact("may-demand", {
    requires: "addr should be a multiple of the page size",
    otherwise: fails("EINVAL"),
    says: "munmap() may fail with EINVAL for an address that is no multiple of the page size.",
    from: posixMunmap("may require that addr be a multiple of the page size"),
  }),
  "mprotect.alignment": fact("may-demand", {
    requires: "addr should be a multiple of the page size",
    otherwise: fails("EINVAL"),
    says: "mprotect() may fail with EINVAL for an address that is no multiple of the page size.",
    from: posixMprotect("not a multiple of the page size"),
  }),
  "mprotect.mapped": fact("partial", {
    requires: "every page of the range must be mapped",
    otherwise: fails("ENOMEM"),
    says: "mprotect() fails with ENOMEM if part of the range is not mapped, and may have changed some pages by then.",
    from: posixMprotect("specify one or more pages which are not mapped"),
  }),
  "msync.locked": fact("refused", {
    requires: "MS_INVALIDATE must not be used on locked memory",
    otherwise: fails("EBUSY"),
    says: "msync(MS_INVALIDATE) fails with EBUSY if any of the pages is locked.",
    from: posixMsync("are locked, and MS_INVALIDATE is specified"),
  }),
  "msync.mapped": fact("demand", {
    requires: "every page of the range must be mapped",
    otherwise: fails("ENOMEM"),
    says: "msync() fails with ENOMEM if part of the range is not mapped.",
    from: posixMsync("specify one or more pages that are not mapped"),
  }),
  "setrlimit.order": fact("demand", {
    requires: "the soft limit must not exceed the hard one",
    otherwise: fails("EINVAL"),
    says: "setrlimit() fails with EINVAL if the soft limit exceeds the hard one.",
    from: posixLimits("exceeds the new rlim_max"),
  }),
  "setrlimit.hard": fact("demand", {
    requires: "only a privileged process may raise a hard limit",
    otherwise: fails("EPERM"),
    says: "setrlimit() fails with EPERM if it would raise the hard limit without privilege.",
    from: posixLimits("would have raised the maximum limit value"),
  }),
  "touch.mapped": fact("signals", {
    requires: "what is accessed must be mapped",
    otherwise: signals("SIGSEGV"),
    says: "An access where nothing is mapped raises SIGSEGV.",
    from: posixMunmap("shall result in the generation of a SIGSEGV signal"),
  }),
  "touch.accessible": fact("signals", {
    requires: "the access must be one that the protection allows",
    otherwise: signals("SIGSEGV"),
    says: "An access that the protection of the page forbids raises SIGSEGV.",
    from: posixSignals("Invalid memory reference"),
  }),
  "touch.beyond-end": fact("signals", {
    requires: "what is accessed must lie before the end of the file",
    otherwise: signals("SIGBUS"),
    says: "An access to whole pages beyond the end of the mapped file raises SIGBUS.",
    from: posixMmap("delivery of a SIGBUS signal"),
  }),
} satisfies Partial<Facts>;

/** The results that nobody disputes. */
export const results = {
  "mlock.result": fact("zero-or-minus-one", {
    requires: "the result must be compared with 0 or -1",
    otherwise: does("a failure goes unnoticed"),
    says: "mlock() and munlock() return 0, or -1 with errno set.",
    from: posixLock("shall return a value of zero"),
  }),
  "mlockall.result": fact("zero-or-minus-one", {
    requires: "the result must be compared with 0 or -1",
    otherwise: does("a failure goes unnoticed"),
    says: "mlockall() and munlockall() return 0, or -1 with errno set.",
    from: posixLockall("shall return a value of zero"),
  }),
} satisfies Partial<Facts>;

const lacks = (system: string, what: string, from: Page) => ({
  says: `${system} has no ${what}.`,
  from: from(""),
});

/** What Linux added, on a system without it. */
export function withoutLinuxAdditions(system: string, from: Page) {
  const without = (what: string) => lacks(system, what, from);
  const noMremap = fact("not-applicable", without("mremap()"));
  const noLocked = fact("unknown-flag", without("MAP_LOCKED"));
  return {
    "mlock2.effect": fact("absent", without("mlock2()")),
    "lock.onfault": fact("unknown-flag", without("MLOCK_ONFAULT or MCL_ONFAULT")),
    "mmap.locked": noLocked,
    "mmap.privilege": noLocked,
    "mmap.exists": fact("unknown-flag", without("MAP_FIXED_NOREPLACE")),
    "mmap.populate": fact("unknown-flag", without("MAP_POPULATE")),
    "mremap.effect": fact("absent", without("mremap()")),
    "mremap.arguments": noMremap,
    "mremap.mapped": noMremap,
    "mremap.limit": noMremap,
    "mremap.room": noMremap,
    "memfd_secret.lock": fact("absent", without("memfd_secret()")),
    "hugetlb.lock": fact("not-applicable", without("hugetlbfs")),
  } satisfies Partial<Facts>;
}

/** plock() and memcntl(), on a system without them. */
export function withoutPlockAndMemcntl(system: string, from: Page) {
  return {
    "plock.effect": fact("absent", lacks(system, "plock()", from)),
    "plock.state": fact("not-applicable", lacks(system, "plock()", from)),
    "plock.privilege": fact("not-applicable", lacks(system, "plock()", from)),
    ...withoutMemcntl(system, from),
  } satisfies Partial<Facts>;
}

/** memcntl() alone, on a system without it. */
function withoutMemcntl(system: string, from: Page) {
  return {
    "memcntl.effect": fact("absent", lacks(system, "memcntl()", from)),
    "memcntl.arguments": fact("not-applicable", lacks(system, "memcntl()", from)),
  } satisfies Partial<Facts>;
}

/** What QNX alone has: interrupt handlers in programs, superlocked memory, MAP_LAZY, typed memory. */
export function withoutQnxAdditions(system: string, from: Page) {
  const noHandlers = fact("not-applicable", {
    says: `${system} has no interrupt handlers in user programs, so the question does not arise.`,
    from: from(""),
  });
  const noSuperlock = fact("not-applicable", lacks(system, "superlocked state", from));
  return {
    "mlock.interrupt": noHandlers,
    "munlock.interrupt": noHandlers,
    "mlockall.interrupt": noHandlers,
    "munlockall.interrupt": noHandlers,
    "interrupt.calls": noHandlers,
    "lock.states": fact("two", {
      says: "Memory is unlocked or locked, and nothing beyond that.",
      from: posixLock("memory-resident"),
    }),
    "lock.superlocked": noSuperlock,
    "lock.superlock": noSuperlock,
    "lock.default-state": fact("not-applicable", lacks(system, "system-wide default locking state", from)),
    "lazy.reference": fact("unknown-flag", lacks(system, "MAP_LAZY", from)),
    "lazy.critical": fact("not-applicable", {
      says: `${system} has no user programs that disable interrupts, so there is no such critical region.`,
      from: from(""),
    }),
    "lazy.interrupt": fact("not-applicable", lacks(system, "MAP_LAZY", from)),
    "mmap.lazy-typed": fact("not-applicable", lacks(system, "MAP_LAZY", from)),
    "mmap.physical": fact("not-applicable", lacks(system, "MAP_PHYS", from)),
    "shm_ctl.effect": fact("absent", lacks(system, "shm_ctl()", from)),
  } satisfies Partial<Facts>;
}

const nowhere = page("no source", "");
const system = "What was read";
const untold = silent("No source that was read speaks of this.", nowhere);
const noList = fact([], {
  says: "No source that was read lists errno values for this call.",
  from: nowhere(""),
});
const mayAlign = fact("may-demand", {
  requires: "addr should be a multiple of the page size",
  otherwise: fails("EINVAL"),
  says: "No source that was read speaks of alignment; POSIX allows a system to demand it and to fail with EINVAL.",
  from: posixLock("may require that addr be a multiple of {PAGESIZE}"),
});
const mayNeedPrivilege = fact("may-demand", {
  requires: "the process should have the privilege that the system asks for",
  otherwise: fails("EPERM"),
  says: "No source that was read speaks of a privilege; POSIX allows a system to demand one and to fail with EPERM.",
  from: posixLock("appropriate privileges to perform the requested operation"),
});

/** What is left when nothing but the names of the calls is known. */
const nothingTold: Facts = {
  "touch.mapped": mappingCalls["touch.mapped"],
  "touch.accessible": mappingCalls["touch.accessible"],
  "touch.beyond-end": mappingCalls["touch.beyond-end"],
  ...results,
  ...withoutLinuxAdditions(system, nowhere),
  ...withoutPlockAndMemcntl(system, nowhere),
  ...withoutQnxAdditions(system, nowhere),
  "mlock.effect": untold,
  "munlock.effect": untold,
  "mlockall.effect": untold,
  "munlockall.effect": untold,
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
  "mlock.population": untold,
  "munlock.privilege": untold,
  "munlockall.privilege": untold,
  "mlock.limit": untold,
  "mlockall.limit": untold,
  "limit.counting": untold,
  "limit.scope": untold,
  "limit.dropped-privilege": untold,
  "mlock.resources": untold,
  "mlockall.resources": untold,
  "mlockall.current-cancels-future": untold,
  "mlockall.future-failure": untold,
  "mlockall.failure": untold,
  "mlockall.inaccessible": untold,
  "mlockall.future-inaccessible": untold,
  "mlockall.counting": untold,
  "mlockall.stack": untold,
  "mlockall.stack-growth": untold,
  "pthread_create.stack": untold,
  "brk.limit": untold,
  "pthread_create.limit": untold,
  "mmap.residency": untold,
  "mprotect.lock": untold,
  "madvise.arguments": untold,
  "madvise.mapped": untold,
  "madvise.locked": untold,
  "lock.truncate": untold,
  "setrlimit.effect": untold,
  "munlock.never-locked": untold,
  "lock.fork": untold,
  "lock.exec": untold,
  "lock.exit": untold,
  "lock.vfork": untold,
  "lock.fork-writes": untold,
  "lock.sharing": untold,
  "lock.unmap": untold,
  "lock.whole-pages": untold,
  "lock.unlocked": untold,
  "lock.locked": untold,
  "lock.signal-handler": untold,
  "lock.thread": untold,
  "lock.cancellation": untold,
  "lock.implicit": untold,
  "shmctl.lock": untold,
  "special.lock": untold,
  "sanitizer.effect": untold,
  "lock.feature": untold,
  "lock.not-covered": untold,
  "lock.atomic": untold,
  "mlock.since": untold,
  "mmap.order": untold,
  "mmap.replacement": untold,
  "mmap.flags": untold,
  "mmap.length": untold,
  "munmap.arguments": untold,
  "munmap.alignment": untold,
  "mprotect.alignment": untold,
  "mprotect.mapped": untold,
  "msync.locked": untold,
  "msync.mapped": untold,
  "setrlimit.order": untold,
  "setrlimit.hard": untold,
  "mlock.alignment": mayAlign,
  "munlock.alignment": mayAlign,
  "mlock.privilege": mayNeedPrivilege,
  "mlockall.privilege": mayNeedPrivilege,
  "mlock.map-count": fact(null, {
    says: "No source that was read limits the number of mappings.",
    from: nowhere(""),
  }),
  "limit.default": fact(null, { says: "No source that was read names a default limit.", from: nowhere("") }),
  "mlockall.flags": fact(
    { known: ["MCL_CURRENT", "MCL_FUTURE"], alone: [] },
    {
      says: "No source that was read speaks of other flags than POSIX does.",
      from: posixLockall("MCL_CURRENT"),
    },
  ),
  "lock.nesting": fact("flag", {
    says: "No source that was read speaks of nesting, which POSIX excludes.",
    from: posixLock("regardless of how many times mlock() has been called"),
  }),
  "lock.header": fact(["sys/mman.h"], {
    says: "POSIX declares the four calls in <sys/mman.h>.",
    from: posixLock("#include <sys/mman.h>"),
  }),
  "mlock.errno": noList,
  "munlock.errno": noList,
  "mlockall.errno": noList,
  "munlockall.errno": noList,
};

/** A platform of which only documentation is known; derive the real one from it, fact by fact. */
export function undocumented(id: DocumentedId): Platform {
  return {
    id,
    family: id,
    standing: "documented",
    title: id,
    basis: "no source was read",
    predefines: {},
    dataModel: "LP64",
    pageSize: { usual: 4096, least: 4096, most: 4096, byArchitecture: {} },
    constants: posixConstants,
    evidence: { headers: [], macros: [], names: [] },
    privilege: null,
    facts: nothingTold,
  };
}
