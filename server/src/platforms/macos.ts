/** macOS 15, from the published kernel source (XNU), which differs from mlock(2) in several places. */
import { bsdFacts } from "./bsd";
import { does, fact, fails, page, signals, silent } from "./build";
import { bsdConstants } from "./constants";
import type { Platform } from "./profile";

const man = page("macOS mlock(2)", "bsd/man/man2/mlock.2");
const calls = page("XNU source", "bsd/kern/kern_mman.c");
const map = page("XNU source", "osfmk/vm/vm_map.c");
const sanitize = page("XNU source", "osfmk/vm/vm_sanitize.c");
const limits = page("XNU source", "osfmk/vm/vm_kern.c, bsd/kern/bsd_init.c");
const exceptions = page("XNU source", "bsd/uxkern/ux_exception.c");

const mapped = {
  requires: "every page of the range must be mapped",
  otherwise: fails("ENOMEM"),
};
const openToAll = fact("none", {
  says: "No privilege is asked for; the limits alone refuse a lock.",
  from: calls("mlock()"),
});
const neverWorks = {
  requires: "a program must do without mlockall() and munlockall() and lock range by range",
  otherwise: fails("ENOSYS"),
};
const moot = silent("mlockall() always fails on macOS, so the question does not arise.", calls);

export const macos: Platform = {
  id: "macos",
  family: "macos",
  standing: "simulated",
  title: "macOS",
  basis: "the kernel source of macOS 15.4 (XNU 11417); where it differs from mlock(2), the source",
  predefines: { __APPLE__: "1", __MACH__: "1", __aarch64__: "1", __arm64__: "1", __LP64__: "1" },
  dataModel: "LP64",
  pageSize: {
    usual: 16384,
    least: 4096,
    most: 16384,
    byArchitecture: { aarch64: [16384], x86_64: [4096] },
  },
  constants: {
    ...bsdConstants,
    SYS_mlockall: 324,
    SYS_munlockall: 325,
    ENOTSUP: 45,
    EOPNOTSUPP: 102,
    MADV_FREE: 5,
    MAP_NORESERVE: 0x40,
    MS_ASYNC: 1,
    MS_INVALIDATE: 2,
    MS_SYNC: 0x10,
    _SC_PAGESIZE: 29,
    _SC_PAGE_SIZE: 29,
    SCHED_RR: 2,
    SCHED_FIFO: 4,
  },
  evidence: {
    headers: [
      "TargetConditionals.h",
      "mach/mach.h",
      "mach/mach_time.h",
      "libkern/OSAtomic.h",
      "libkern/OSByteOrder.h",
      "CoreFoundation/CoreFoundation.h",
      "CoreAudio/CoreAudio.h",
      "AudioToolbox/AudioToolbox.h",
      "Security/Security.h",
    ],
    macros: ["__APPLE__"],
    names: [],
  },
  privilege: null,
  facts: {
    ...bsdFacts("macOS", calls),
    "mlockall.effect": fact("fails", {
      ...neverWorks,
      says: "mlockall() always fails with ENOSYS, although <sys/mman.h> declares it and its flags.",
      from: calls("mlockall()"),
    }),
    "munlockall.effect": fact("fails", {
      ...neverWorks,
      says: "munlockall() always fails with ENOSYS, although <sys/mman.h> declares it.",
      from: calls("munlockall()"),
    }),
    "mlock.order": fact(
      ["zero-length", "wrap", "executable", "limit", "mapped", "accessible", "beyond-end", "resources"],
      {
        says: "mlock() tests the length, and then each mapping in turn for the limit, for holes and for executable pages.",
        from: map("vm_map_wire_nested()"),
      },
    ),
    "munlock.order": fact(["zero-length", "wrap", "mapped"], {
      says: "munlock() tests the length and then that something is mapped at the start of the range.",
      from: calls("munlock()"),
    }),
    "mlockall.order": moot,
    "lock.wrap": fact("fails", {
      requires: "addr + len must not pass the end of the address space",
      otherwise: fails("EINVAL"),
      says: "A range that wraps fails with EINVAL.",
      from: sanitize("vm_sanitize"),
    }),
    "mlock.alignment": fact("round", {
      says: "The address is rounded down to a page boundary, although the page lists EINVAL for addresses that are not aligned.",
      from: calls("mlock()"),
    }),
    "mlock.zero-length": fact("nothing", {
      requires: "len must be greater than 0 for anything to be locked",
      otherwise: does("returns 0 and locks nothing"),
      says: "A length of 0 returns 0 and locks nothing, wherever the address points.",
      from: calls("size == 0"),
    }),
    "munlock.zero-length": fact("nothing", {
      requires: "len must be greater than 0 for anything to be unlocked",
      otherwise: does("returns 0 and unlocks nothing"),
      says: "A length of 0 returns 0 and unlocks nothing, wherever the address points.",
      from: sanitize("vm_sanitize"),
    }),
    "mlock.mapped": fact("rollback", {
      ...mapped,
      says: "mlock() fails with ENOMEM if part of the range is not mapped, and takes back what it has wired.",
      from: map("vm_map_wire_nested()"),
    }),
    "munlock.mapped": fact("precheck", {
      ...mapped,
      says: "munlock() fails with ENOMEM and changes nothing if nothing is mapped at the start of the range.",
      from: calls("munlock()"),
    }),
    "mlock.hole": fact("like-start", {
      ...mapped,
      says: "A hole further on is treated as one at the start, with ENOMEM.",
      from: map("vm_map_wire_nested()"),
    }),
    "munlock.hole": fact("skipped", {
      says: "munlock() passes over holes after the start of the range and returns 0.",
      from: map("vm_map_unwire_nested()"),
    }),
    "mlock.accessible": silent("What mlock() does over PROT_NONE memory is not established on macOS.", map),
    "mlock.executable": fact("refused", {
      requires: "the range must hold no executable memory",
      otherwise: fails("EPERM"),
      says: "mlock() fails with EPERM for executable memory where code signing is enforced, as it is for all ordinary processes on Apple's own processors.",
      from: map("KERN_PROTECTION_FAILURE"),
    }),
    "mlock.privilege": openToAll,
    "munlock.privilege": openToAll,
    "mlockall.privilege": openToAll,
    "munlockall.privilege": openToAll,
    "mlock.limit": fact("fails-walking", {
      requires: "all locked memory together must stay within RLIMIT_MEMLOCK and the limits of the system",
      otherwise: fails("EAGAIN"),
      says: "mlock() fails with EAGAIN for more than RLIMIT_MEMLOCK or the sysctls vm.user_wire_limit and, for all processes together, vm.global_user_wire_limit, as it comes to the mapping that is too much.",
      from: map("add_wire_counts()"),
    }),
    "mlockall.limit": moot,
    "limit.counting": fact("once", {
      says: "A mapping counts when it is locked for the first time, however often it is locked after that.",
      from: map("add_wire_counts()"),
    }),
    "limit.scope": fact("process", {
      says: "What the address space of the process has wired is counted.",
      from: map("user_wire_size"),
    }),
    "limit.default": fact(null, {
      says: "RLIMIT_MEMLOCK is infinite by default; the limit for all processes together lies between 70 and 97 percent of the memory.",
      from: limits("RLIMIT_MEMLOCK"),
    }),
    "mlock.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlock() fails with EAGAIN if all processes together have wired as much as the system allows.",
      from: map("add_wire_counts()"),
    }),
    "mlockall.resources": moot,
    "mlockall.flags": fact(
      { known: ["MCL_CURRENT", "MCL_FUTURE"], alone: [] },
      {
        says: "MCL_CURRENT and MCL_FUTURE are defined in <sys/mman.h>, but mlockall() fails whatever its flags are.",
        from: calls("mlockall()"),
      },
    ),
    "mlockall.current-cancels-future": moot,
    "mlockall.future-failure": moot,
    "mlockall.failure": fact("unchanged", {
      says: "mlockall() always fails and changes nothing.",
      from: calls("mlockall()"),
    }),
    "mlockall.inaccessible": moot,
    "mlockall.future-inaccessible": moot,
    "mlockall.counting": moot,
    "mmap.replacement": moot,
    "mlockall.stack": moot,
    "mlockall.stack-growth": moot,
    "brk.limit": moot,
    "pthread_create.limit": moot,
    "touch.accessible": fact("signals", {
      requires: "the access must be one that the protection allows",
      otherwise: signals("SIGBUS"),
      says: "An access that the protection of the page forbids raises SIGBUS, where POSIX has SIGSEGV.",
      from: exceptions("EXC_BAD_ACCESS"),
    }),
    "munlock.never-locked": fact("succeeds", {
      says: "munlock() passes over memory that is not locked and returns 0, although the page speaks of ENOMEM.",
      from: map("vm_map_unwire_nested()"),
    }),
    "lock.nesting": fact("counted", {
      requires: "memory must be unlocked as often as it was locked",
      otherwise: does("it stays locked"),
      says: "Locks are counted: memory that was locked twice stays locked after one munlock(), which POSIX does not allow.",
      from: calls("this just removes one"),
    }),
    "lock.fork": fact("dropped", { says: "A child does not inherit locks.", from: man("") }),
    "lock.unmap": fact("dropped", {
      says: "Unmapping memory removes all its locks, however often it was locked.",
      from: map("user_wired_count"),
    }),
    "lock.atomic": fact(true, {
      says: "A failed mlock() takes back what it has wired, and munlock() fails only before it has changed anything.",
      from: map("vm_map_wire_nested()"),
    }),
    "mlock.errno": fact(["EAGAIN", "EINVAL", "ENOMEM", "EPERM"], {
      says: "mlock() may set EAGAIN, EINVAL, ENOMEM or, for executable memory, EPERM.",
      from: calls("mlock()"),
    }),
    "munlock.errno": fact(["EINVAL", "ENOMEM"], {
      says: "munlock() may set EINVAL or ENOMEM.",
      from: calls("munlock()"),
    }),
    "mlockall.errno": fact(["ENOSYS"], {
      says: "mlockall() always sets ENOSYS.",
      from: calls("mlockall()"),
    }),
    "munlockall.errno": fact(["ENOSYS"], {
      says: "munlockall() always sets ENOSYS.",
      from: calls("munlockall()"),
    }),
  },
};
