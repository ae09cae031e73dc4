/** NetBSD, from the kernel source, which differs from its manual pages in several places. */
import { bsdFacts, bsdLockall, bsdPromises, uvmFuture } from "./bsd";
import { does, fact, fails, page, silent } from "./build";
import { bsdConstants } from "./constants";
import type { Platform } from "./profile";

const man = page("NetBSD mlock(2)", "https://man.netbsd.org/mlock.2");
const calls = page("NetBSD source", "sys/uvm/uvm_mmap.c");
const map = page("NetBSD source", "sys/uvm/uvm_map.c");
const boot = page("NetBSD source", "sys/kern/init_main.c");

const mapped = {
  requires: "every page of the range must be mapped",
  otherwise: fails("ENOMEM"),
};
const noHole = {
  requires: "every page of the range must be mapped",
  otherwise: fails("EINVAL"),
};
const needsNothing = fact("none", {
  says: "Locking and unlocking need no privilege, only room within the limit.",
  from: calls("sys_mlock()"),
});
const remap = fact("not-applicable", {
  says: "No source that was read says which faults mremap() of NetBSD finds.",
  from: calls(""),
});

export const netbsd: Platform = {
  id: "netbsd",
  family: "netbsd",
  standing: "simulated",
  title: "NetBSD",
  basis: "the kernel source (sys/uvm); where it differs from mlock(2), the source",
  predefines: { __NetBSD__: "1", __unix__: "1", __x86_64__: "1", __LP64__: "1" },
  dataModel: "LP64",
  pageSize: {
    usual: 4096,
    least: 4096,
    most: 8192,
    byArchitecture: { x86_64: [4096], aarch64: [4096], sparc64: [8192], alpha: [8192] },
  },
  constants: {
    ...bsdConstants,
    SYS_mlockall: 242,
    SYS_munlockall: 243,
    ENOTSUP: 86,
    EOPNOTSUPP: 45,
    MADV_FREE: 6,
    MAP_NORESERVE: 0x40,
    MAP_WIRED: 0x800,
    MS_ASYNC: 1,
    MS_INVALIDATE: 2,
    MS_SYNC: 4,
    _SC_PAGESIZE: 28,
    _SC_PAGE_SIZE: 28,
    SCHED_FIFO: 1,
    SCHED_RR: 2,
  },
  evidence: { headers: [], macros: ["__NetBSD__"], names: ["MAP_WIRED"] },
  privilege: null,
  facts: {
    ...bsdFacts("NetBSD", calls),
    ...bsdLockall(calls),
    ...bsdPromises(man),
    ...uvmFuture(calls, "uvm_mmap()"),
    "mlockall.counting": fact("accessible", {
      says: "mlockall(MCL_CURRENT) counts all mapped memory but PROT_NONE memory against the limit.",
      from: map("uvm_map_pageable_all()"),
    }),
    "mlock.order": fact(["wrap", "limit", "zero-length", "mapped", "accessible", "beyond-end", "resources"], {
      says: "mlock() tests the range, then the limits, then that something is mapped at its start, and finds holes and protection as it wires.",
      from: calls("sys_mlock()"),
    }),
    "munlock.order": fact(["wrap", "zero-length", "mapped", "never-locked"], {
      says: "munlock() tests the range, and then that all of it is mapped and wired, before it unwires anything.",
      from: map("uvm_map_pageable()"),
    }),
    "mlockall.order": fact(["flags", "limit", "resources"], {
      says: "mlockall() tests its flags first and the limit second.",
      from: calls("sys_mlockall()"),
    }),
    "mlock.zero-length": silent("No source that was read settles what a length of 0 does.", calls),
    "munlock.zero-length": silent("No source that was read settles what a length of 0 does.", calls),
    "lock.wrap": fact("rounds", {
      requires: "addr + len must not pass the end of the address space",
      otherwise: does(
        "a length within one page of SIZE_MAX rounds up to 0 and locks nothing; other wraps fail with EINVAL",
      ),
      says: "A range that wraps fails with EINVAL, unless its length is so close to SIZE_MAX that rounding it up to pages leaves 0: then the call returns 0 and locks nothing.",
      from: calls("range_test()"),
    }),
    "mlock.mapped": fact("rollback", {
      ...mapped,
      says: "mlock() fails with ENOMEM if nothing is mapped at the start of the range.",
      from: map("uvm_map_pageable()"),
    }),
    "munlock.mapped": fact("precheck", {
      ...mapped,
      says: "munlock() fails with ENOMEM and changes nothing if nothing is mapped at the start of the range.",
      from: map("uvm_map_pageable()"),
    }),
    "mlock.hole": fact("fails", {
      ...noHole,
      says: "mlock() fails with EINVAL if the range has a hole after its start, and takes back what it has wired, although the page speaks of ENOMEM.",
      from: map("uvm_map_pageable()"),
    }),
    "munlock.hole": fact("fails", {
      ...noHole,
      says: "munlock() fails with EINVAL and changes nothing if the range has a hole after its start, although the page speaks of ENOMEM.",
      from: map("uvm_map_pageable()"),
    }),
    "mlock.accessible": fact("demand", {
      requires: "the range must hold no PROT_NONE page",
      otherwise: fails("EINVAL"),
      says: "mlock() fails with EINVAL over PROT_NONE memory and takes back what it has wired.",
      from: map("VM_PROT_NONE"),
    }),
    "mlock.privilege": needsNothing,
    "munlock.privilege": needsNothing,
    "mlockall.privilege": needsNothing,
    "munlockall.privilege": needsNothing,
    "mlock.limit": fact("fails", {
      requires: "all locked memory together must stay within RLIMIT_MEMLOCK",
      otherwise: fails("EAGAIN"),
      says: "mlock() fails with EAGAIN if it would lock more than RLIMIT_MEMLOCK or more than the system allows.",
      from: calls("RLIMIT_MEMLOCK"),
    }),
    "mlockall.limit": fact("fails", {
      requires: "with MCL_CURRENT, everything that is mapped must fit into RLIMIT_MEMLOCK",
      otherwise: fails("ENOMEM"),
      says: "mlockall(MCL_CURRENT) fails with ENOMEM if all mapped memory that is accessible exceeds RLIMIT_MEMLOCK or what the system allows.",
      from: map("uvm_map_pageable_all()"),
    }),
    "limit.counting": fact("again", {
      says: "The length of each request is added to all that is wired, so locking a locked range again may exceed the limit.",
      from: calls("pmap_wired_count"),
    }),
    "limit.scope": fact("process", {
      says: "What the address space of the process has wired is counted.",
      from: calls("pmap_wired_count"),
    }),
    "limit.default": fact(null, {
      says: "The limit is made when the system starts: the free memory is the hard one, and a third of it the soft one.",
      from: boot("RLIMIT_MEMLOCK"),
    }),
    "mlock.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlock() fails with EAGAIN if all processes together have wired as much as the system allows, and with ENOMEM if a page cannot be brought in.",
      from: calls("uvmexp.wiredmax"),
    }),
    "mlockall.resources": fact("may-fail", {
      otherwise: fails("ENOMEM"),
      says: "mlockall() fails with ENOMEM if all processes together would have wired more than the system allows.",
      from: map("uvmexp.wiredmax"),
    }),
    "mlockall.flags": fact(
      { known: ["MCL_CURRENT", "MCL_FUTURE"], alone: [] },
      {
        requires: "flags must be MCL_CURRENT, MCL_FUTURE or both",
        otherwise: fails("EINVAL"),
        says: "mlockall() fails with EINVAL for flags of 0 and for unknown bits.",
        from: calls("sys_mlockall()"),
      },
    ),
    "mlockall.future-failure": fact("mapping-fails", {
      requires: "with MCL_FUTURE, new mappings must fit into RLIMIT_MEMLOCK",
      otherwise: fails("ENOMEM"),
      says: "With MCL_FUTURE, a mapping that cannot be wired is removed again and mmap() fails with ENOMEM, unless it is PROT_NONE.",
      from: calls("VM_MAP_WIREFUTURE"),
    }),
    "mlockall.failure": fact("future-stays", {
      says: "MCL_FUTURE is set before the limit is tested, so it stays in force when that or the wiring fails.",
      from: map("uvm_map_pageable_all()"),
    }),
    "mmap.locked": fact("locks", {
      requires: "memory mapped with MAP_WIRED must fit into RLIMIT_MEMLOCK",
      otherwise: fails("ENOMEM"),
      says: "MAP_WIRED wires what mmap() maps, unless it is PROT_NONE; where that fails the mapping is removed and mmap() fails with ENOMEM.",
      from: calls("MAP_WIRED"),
    }),
    "mmap.privilege": needsNothing,
    "mremap.effect": silent("No source that was read says what mremap() of NetBSD does to locks.", calls),
    "mremap.arguments": remap,
    "mremap.mapped": remap,
    "mremap.limit": remap,
    "mremap.room": remap,
    "munlock.never-locked": fact("fails", {
      requires: "every page of the range must be locked",
      otherwise: fails("EINVAL"),
      says: "munlock() fails with EINVAL and changes nothing if any mapping of the range is not wired, although the page speaks of ENOMEM.",
      from: map("wired_count"),
    }),
    "lock.nesting": fact("flag", {
      says: "One munlock() undoes any number of mlock() calls, although an old page speaks of nesting.",
      from: map("a single munlock call unlocks a region"),
    }),
    "lock.atomic": fact(true, {
      says: "A failed mlock() takes back what it has wired, and a failed munlock() changes nothing.",
      from: map("uvm_map_pageable()"),
    }),
    "mlock.errno": fact(["EAGAIN", "EINVAL", "ENOMEM"], {
      says: "mlock() may set EAGAIN, EINVAL or ENOMEM.",
      from: calls("sys_mlock()"),
    }),
    "munlock.errno": fact(["EINVAL", "ENOMEM"], {
      says: "munlock() may set EINVAL or ENOMEM.",
      from: calls("sys_munlock()"),
    }),
    "mlockall.errno": fact(["EINVAL", "ENOMEM"], {
      says: "mlockall() may set EINVAL or ENOMEM.",
      from: calls("sys_mlockall()"),
    }),
    "munlockall.errno": fact([], { says: "munlockall() always returns 0.", from: calls("sys_munlockall()") }),
  },
};
