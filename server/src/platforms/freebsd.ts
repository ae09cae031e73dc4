/** FreeBSD 13 and later, from the kernel source and mlock(2). */
import { bsdFacts, bsdLockall, bsdPromises } from "./bsd";
import { fact, fails, page } from "./build";
import { bsdConstants } from "./constants";
import type { Platform } from "./profile";

const man = page("FreeBSD mlock(2)", "https://man.freebsd.org/cgi/man.cgi?query=mlock&sektion=2");
const wholeMan = page("FreeBSD mlockall(2)", "https://man.freebsd.org/cgi/man.cgi?query=mlockall&sektion=2");
const calls = page("FreeBSD source", "sys/vm/vm_mmap.c");
const map = page("FreeBSD source", "sys/vm/vm_map.c");

const openToAll = fact("none", {
  says: "Anyone may lock and unlock, unless the administrator sets security.bsd.unprivileged_mlock to 0: then only root may, and others get EPERM.",
  from: man("security.bsd.unprivileged_mlock"),
});
const rollback = {
  requires: "every page of the range must be mapped",
  otherwise: fails("ENOMEM"),
};

export const freebsd: Platform = {
  id: "freebsd",
  family: "freebsd",
  standing: "simulated",
  title: "FreeBSD",
  basis: "the kernel source of FreeBSD 13 to 15, with what differs in 12; mlock(2)",
  predefines: { __FreeBSD__: "14", __unix__: "1", __x86_64__: "1", __LP64__: "1" },
  dataModel: "LP64",
  pageSize: {
    usual: 4096,
    least: 4096,
    most: 4096,
    byArchitecture: { x86_64: [4096], aarch64: [4096] },
  },
  constants: {
    ...bsdConstants,
    SYS_mlockall: 324,
    SYS_munlockall: 325,
    ENOTSUP: 45,
    EOPNOTSUPP: 45,
    MADV_FREE: 5,
    MS_SYNC: 0,
    MS_ASYNC: 1,
    MS_INVALIDATE: 2,
    _SC_PAGESIZE: 47,
    _SC_PAGE_SIZE: 47,
    SCHED_FIFO: 1,
    SCHED_RR: 3,
  },
  evidence: { headers: [], macros: ["__FreeBSD__"], names: [] },
  privilege: null,
  facts: {
    ...bsdFacts("FreeBSD", calls),
    ...bsdLockall(calls),
    ...bsdPromises(man),
    "mlock.order": fact(
      ["privilege", "wrap", "limit", "zero-length", "mapped", "accessible", "beyond-end", "resources"],
      {
        says: "mlock() tests the privilege, then the length, then the limits, and finds holes and protection as it wires.",
        from: calls("kern_mlock()"),
      },
    ),
    "munlock.order": fact(["privilege", "wrap", "zero-length", "mapped"], {
      says: "munlock() tests the privilege and the length before it looks at the mappings.",
      from: calls("kern_munlock()"),
    }),
    "mlockall.order": fact(["privilege", "flags", "limit", "resources"], {
      says: "mlockall() tests the privilege before its flags, and both before the limit.",
      from: calls("sys_mlockall()"),
    }),
    "lock.wrap": fact("fails", {
      requires: "addr + len must not pass the end of the address space",
      otherwise: fails("EINVAL"),
      says: "A range that wraps fails with EINVAL, also if only its rounded end does.",
      from: calls("last < addr"),
    }),
    "mlock.alignment": fact("round", {
      says: "The address is rounded down to a page boundary, although the page says that it should be aligned.",
      from: calls("trunc_page"),
    }),
    "mlock.mapped": fact("rollback", {
      ...rollback,
      says: "mlock() fails with ENOMEM if part of the range is not mapped, and takes back what it has wired.",
      from: map("VM_MAP_WIRE_NOHOLES"),
    }),
    "munlock.mapped": fact("precheck", {
      ...rollback,
      says: "munlock() fails with ENOMEM and changes nothing if part of the range is not mapped.",
      from: map("VM_MAP_WIRE_NOHOLES"),
    }),
    "mlock.hole": fact("like-start", {
      ...rollback,
      says: "A hole further on is treated as one at the start, with ENOMEM.",
      from: map("vm_map_wire"),
    }),
    "munlock.hole": fact("like-start", {
      ...rollback,
      says: "A hole further on is treated as one at the start, with ENOMEM.",
      from: map("vm_map_unwire"),
    }),
    "mlock.accessible": fact("demand-readable", {
      requires: "the range must hold no PROT_NONE page",
      otherwise: fails("ENOMEM"),
      says: "mlock() fails with ENOMEM over PROT_NONE memory, or memory that may be written but neither read nor executed, and takes back what it has wired.",
      from: map("vm_map_wire"),
    }),
    "mlock.noreserve": fact("unknown-flag", { says: "FreeBSD has no MAP_NORESERVE.", from: calls("") }),
    "mlock.privilege": openToAll,
    "munlock.privilege": openToAll,
    "mlockall.privilege": openToAll,
    "munlockall.privilege": openToAll,
    "mlock.limit": fact("fails", {
      requires: "all locked memory together must stay within RLIMIT_MEMLOCK",
      otherwise: fails("ENOMEM"),
      says: "More than RLIMIT_MEMLOCK in all fails with ENOMEM, root included, and so does more than vm.max_user_wired, for which FreeBSD 12 had EAGAIN.",
      from: calls("RLIMIT_MEMLOCK"),
    }),
    "mlockall.limit": fact("fails", {
      requires: "with MCL_CURRENT, everything that is mapped must fit into RLIMIT_MEMLOCK",
      otherwise: fails("ENOMEM"),
      says: "mlockall(MCL_CURRENT) fails with ENOMEM if all mapped memory together exceeds RLIMIT_MEMLOCK, unless the administrator has set vm.old_mlock.",
      from: calls("sys_mlockall()"),
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
      says: "The default limit comes from login.conf, and no source that was read names it.",
      from: calls(""),
    }),
    "mlock.resources": fact("may-fail", {
      otherwise: fails("ENOMEM"),
      says: "mlock() fails with ENOMEM if pages cannot be wired or the system's own limit is reached.",
      from: calls("kern_mlock()"),
    }),
    "mlockall.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlockall() fails with EAGAIN if pages cannot be wired, and with ENOMEM if resources are short.",
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
    "mlockall.future-failure": fact("maps-unlocked", {
      requires: "with MCL_FUTURE, new mappings must fit into RLIMIT_MEMLOCK",
      otherwise: fails("ENOMEM"),
      says: "With MCL_FUTURE, mmap() over RLIMIT_MEMLOCK fails with ENOMEM, but a mapping whose pages cannot be wired succeeds and stays unlocked.",
      from: calls("MAP_WIREFUTURE"),
    }),
    "mlockall.future-inaccessible": fact("counted", {
      says: "With MCL_FUTURE, mmap() tests the limit before anything else, so PROT_NONE memory must fit into it too, although it stays unlocked.",
      from: calls("MAP_WIREFUTURE"),
    }),
    "mlockall.counting": fact("mapped", {
      says: "mlockall(MCL_CURRENT) counts the size of the whole address space against the limit.",
      from: calls("map->size"),
    }),
    "mmap.replacement": fact("tests-first", {
      says: "mmap(MAP_FIXED) tests the limit before it removes what was mapped there, and wiring that fails afterwards is no failure.",
      from: calls("MAP_WIREFUTURE"),
    }),
    "mlockall.inaccessible": fact("skips", {
      says: "mlockall() and MCL_FUTURE skip memory that may be neither read nor executed.",
      from: map("vm_map_wire"),
    }),
    "mlockall.failure": fact("past-limit", {
      says: "MCL_FUTURE is set before anything is wired, so it stays in force when wiring fails; when the limit refuses the call it is not set.",
      from: calls("sys_mlockall()"),
    }),
    "munlock.never-locked": fact("succeeds", {
      says: "munlock() of mapped memory that was never locked returns 0.",
      from: map("MAP_ENTRY_USER_WIRED"),
    }),
    "lock.exec": fact("dropped", {
      says: "Locks end when the process calls exec.",
      from: wholeMan(""),
    }),
    "lock.exit": fact("dropped", { says: "Locks end with the process.", from: wholeMan("") }),
    "lock.atomic": fact(true, {
      says: "A failed mlock() takes back what it has wired, and a failed munlock() changes nothing.",
      from: map("vm_map_wire"),
    }),
    "mlock.errno": fact(["EPERM", "EINVAL", "ENOMEM"], {
      says: "mlock() may set EPERM, EINVAL or ENOMEM; FreeBSD 12 also sets EAGAIN.",
      from: calls("kern_mlock()"),
    }),
    "munlock.errno": fact(["EPERM", "EINVAL", "ENOMEM"], {
      says: "munlock() may set EPERM, EINVAL or ENOMEM.",
      from: calls("kern_munlock()"),
    }),
    "mlockall.errno": fact(["EPERM", "EINVAL", "ENOMEM", "EAGAIN"], {
      says: "mlockall() may set EPERM, EINVAL, ENOMEM or EAGAIN.",
      from: calls("sys_mlockall()"),
    }),
    "munlockall.errno": fact(["EPERM"], {
      says: "munlockall() may set EPERM where security.bsd.unprivileged_mlock is 0.",
      from: man("security.bsd.unprivileged_mlock"),
    }),
  },
};
