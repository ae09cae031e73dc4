/** OpenBSD, from the kernel source, which differs from mlock(2) in several places. */
import { bsdFacts, bsdLockall, uvmFuture } from "./bsd";
import { fact, fails, page } from "./build";
import { bsdConstants } from "./constants";
import type { Platform } from "./profile";

const man = page("OpenBSD mlock(2)", "https://man.openbsd.org/mlock.2");
const wholeMan = page("OpenBSD mlockall(2)", "https://man.openbsd.org/mlockall.2");
const calls = page("OpenBSD source", "sys/uvm/uvm_mmap.c");
const map = page("OpenBSD source", "sys/uvm/uvm_map.c");
const boot = page("OpenBSD source", "sys/kern/kern_resource.c, sys/kern/init_main.c");

const mapped = {
  requires: "every page of the range must be mapped",
  otherwise: fails("ENOMEM"),
};
const needsNothing = fact("none", {
  says: "Locking and unlocking need no privilege on any common processor; one whose pmap does not count wired pages asks for root and fails with EPERM.",
  from: calls("pmap_wired_count"),
});

export const openbsd: Platform = {
  id: "openbsd",
  family: "openbsd",
  standing: "simulated",
  title: "OpenBSD",
  basis: "the kernel source (sys/uvm); where it differs from mlock(2), the source",
  predefines: { __OpenBSD__: "1", __unix__: "1", __x86_64__: "1", __LP64__: "1" },
  dataModel: "LP64",
  pageSize: {
    usual: 4096,
    least: 4096,
    most: 8192,
    byArchitecture: { x86_64: [4096], aarch64: [4096], sparc64: [8192], alpha: [8192] },
  },
  constants: {
    ...bsdConstants,
    SYS_mlockall: 271,
    SYS_munlockall: 272,
    ENOTSUP: 91,
    EOPNOTSUPP: 45,
    MADV_FREE: 6,
    MS_ASYNC: 1,
    MS_SYNC: 2,
    MS_INVALIDATE: 4,
    _SC_PAGESIZE: 28,
    _SC_PAGE_SIZE: 28,
    SCHED_FIFO: 1,
    SCHED_RR: 3,
  },
  evidence: { headers: [], macros: ["__OpenBSD__"], names: [] },
  privilege: null,
  facts: {
    ...bsdFacts("OpenBSD", calls),
    ...bsdLockall(calls),
    ...uvmFuture(calls, "uvm_mmaplock()"),
    "mlock.order": fact(["wrap", "limit", "zero-length", "mapped", "accessible", "beyond-end", "resources"], {
      says: "mlock() tests the range, then the limits, then that all of it is mapped, and then wires what is not PROT_NONE.",
      from: calls("sys_mlock()"),
    }),
    "munlock.order": fact(["wrap", "zero-length", "mapped"], {
      says: "munlock() tests the range, and then that all of it is mapped, before it unwires anything.",
      from: calls("sys_munlock()"),
    }),
    "mlockall.order": fact(["flags", "limit", "resources"], {
      says: "mlockall() tests its flags first and the limit second.",
      from: calls("sys_mlockall()"),
    }),
    "lock.wrap": fact("fails", {
      requires: "addr + len must not pass the end of the address space",
      otherwise: fails("EINVAL"),
      says: "A range that wraps fails with EINVAL, also if only its rounded end does.",
      from: calls("ALIGN_ADDR"),
    }),
    "mlock.alignment": fact("round", {
      says: "The address is rounded down to a page boundary, although the page lists EINVAL for addresses that are not aligned.",
      from: calls("ALIGN_ADDR"),
    }),
    "mlock.mapped": fact("precheck", {
      ...mapped,
      says: "mlock() tests the whole range first, and fails with ENOMEM and locks nothing if part of it is not mapped.",
      from: map("uvm_map_pageable()"),
    }),
    "munlock.mapped": fact("precheck", {
      ...mapped,
      says: "munlock() tests the whole range first, and fails with ENOMEM and unlocks nothing if part of it is not mapped.",
      from: map("uvm_map_pageable()"),
    }),
    "mlock.hole": fact("like-start", {
      ...mapped,
      says: "A hole further on is treated as one at the start, with ENOMEM.",
      from: map("uvm_map_pageable()"),
    }),
    "munlock.hole": fact("like-start", {
      ...mapped,
      says: "A hole further on is treated as one at the start, with ENOMEM.",
      from: map("uvm_map_pageable()"),
    }),
    "mlock.accessible": fact("skips", {
      says: "mlock() skips PROT_NONE memory and returns 0, so that memory stays unlocked.",
      from: map("PROT_NONE"),
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
      says: "mlockall(MCL_CURRENT) fails with ENOMEM if all mapped memory together exceeds RLIMIT_MEMLOCK or what the system allows.",
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
    "limit.default": fact(Math.floor((65536 * 4096) / 3), {
      says: "The hard limit is 65536 pages and the soft limit a third of it, about 85 MiB; older releases took a third of the memory that was free at the start.",
      from: boot("RLIMIT_MEMLOCK"),
    }),
    "mlock.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlock() fails with EAGAIN if all processes together have wired as much as the system allows, and with ENOMEM if a page cannot be brought in.",
      from: calls("uvmexp.wiredmax"),
    }),
    "mlockall.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlockall() fails with ENOMEM if the system's own limit is reached, and with EAGAIN for any other failure.",
      from: calls("sys_mlockall()"),
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
      from: calls("uvm_mmaplock()"),
    }),
    "mlockall.failure": fact("future-stays", {
      says: "MCL_FUTURE is set before the limit is tested, so it stays in force when that or the wiring fails.",
      from: map("uvm_map_pageable_all()"),
    }),
    "munlock.never-locked": fact("succeeds", {
      says: "munlock() of mapped memory that was never locked returns 0, although the page speaks of ENOMEM.",
      from: map("uvm_map_pageable()"),
    }),
    "lock.nesting": fact("flag", {
      says: "One munlock() undoes any number of mlock() calls, although the page of 2013 says that locks nest.",
      from: map("wired_count"),
    }),
    "lock.fork": fact("dropped", { says: "A child does not inherit locks.", from: man("") }),
    "lock.exec": fact("dropped", {
      says: "Locks end when the process executes another program.",
      from: wholeMan("execs another program image"),
    }),
    "lock.exit": fact("dropped", {
      says: "Locks end with the process.",
      from: wholeMan("the process exits"),
    }),
    "lock.atomic": fact(true, {
      says: "A failed mlock() takes back what it has wired, and a failed munlock() changes nothing.",
      from: map("uvm_map_pageable_wire()"),
    }),
    "mlock.errno": fact(["EAGAIN", "EINVAL", "ENOMEM"], {
      says: "mlock() may set EAGAIN, EINVAL or ENOMEM.",
      from: calls("sys_mlock()"),
    }),
    "munlock.errno": fact(["EINVAL", "ENOMEM"], {
      says: "munlock() may set EINVAL or ENOMEM.",
      from: calls("sys_munlock()"),
    }),
    "mlockall.errno": fact(["EAGAIN", "EINVAL", "ENOMEM"], {
      says: "mlockall() may set EAGAIN, EINVAL or ENOMEM.",
      from: calls("sys_mlockall()"),
    }),
    "munlockall.errno": fact([], { says: "munlockall() always returns 0.", from: calls("sys_munlockall()") }),
  },
};
