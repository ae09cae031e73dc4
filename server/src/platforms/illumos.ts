/** illumos: mlock(3C) of 2022, mlockall(3C), and the kernel source where the pages are silent. */
import { does, fact, fails, page, signals, silent } from "./build";
import { withoutLinuxAdditions, withoutQnxAdditions } from "./common";
import { illumosConstants } from "./constants";
import { illumosMapping } from "./illumos-mapping";
import type { Platform } from "./profile";

const seed = page("illumos mlock(3C)", "002");
const whole = page("illumos mlockall(3C)", "https://illumos.org/man/3C/mlockall");
const memcntl = page("illumos kernel source", "uts/common/syscall/memcntl.c");
const addressSpace = page("illumos kernel source", "uts/common/vm/vm_as.c");
const segments = page("illumos kernel source", "uts/common/vm/seg_vn.c");

const aligned = {
  requires: "addr must be a multiple of the page size",
  otherwise: fails("EINVAL"),
  from: seed("The addr argument is not a multiple of the page size"),
};
const nonEmpty = {
  requires: "len must be greater than 0",
  otherwise: fails("EINVAL"),
  from: memcntl("EINVAL"),
};
const privileged = {
  requires: "the process must have PRIV_PROC_LOCK_MEMORY in its effective set",
  otherwise: fails("EPERM"),
};
const forRanges = fact("privilege", {
  ...privileged,
  says: "mlock() and munlock() need PRIV_PROC_LOCK_MEMORY in the effective set and fail with EPERM without it.",
  from: seed("privilege is not asserted in the effective set"),
});
const forAll = fact("privilege", {
  ...privileged,
  says: "mlockall() and munlockall() need PRIV_PROC_LOCK_MEMORY too and fail with EPERM without it.",
  from: memcntl("secpolicy_lock_memory"),
});

export const illumos: Platform = {
  id: "illumos",
  family: "sunos",
  standing: "simulated",
  title: "illumos",
  basis: "mlock(3C) of March 2022, mlockall(3C); the kernel source where they are silent",
  predefines: {
    __sun: "1",
    __SVR4: "1",
    __svr4__: "1",
    __unix__: "1",
    __illumos__: "1",
    __x86_64__: "1",
    __LP64__: "1",
  },
  dataModel: "LP64",
  pageSize: {
    usual: 4096,
    least: 4096,
    most: 8192,
    byArchitecture: { x86_64: [4096], i386: [4096], sparcv9: [8192] },
  },
  constants: illumosConstants,
  evidence: {
    headers: ["priv.h", "sys/priv.h", "sys/lock.h", "sys/priocntl.h", "zone.h", "door.h"],
    macros: ["__sun", "__illumos__", "__SVR4"],
    names: ["priv_set", "priv_ineffect", "getppriv", "setppriv", "PRIV_PROC_LOCK_MEMORY", "memcntl", "plock"],
  },
  privilege: {
    name: "PRIV_PROC_LOCK_MEMORY",
    acquiredBy: ["priv_ineffect", "priv_set", "getppriv", "setppriv", "priv_ismember", "geteuid", "getuid"],
    acquire: {
      includes: ["priv.h", "stddef.h"],
      condition: "priv_set(PRIV_ON, PRIV_EFFECTIVE, PRIV_PROC_LOCK_MEMORY, NULL) != 0",
    },
  },
  facts: {
    ...illumosMapping,
    ...withoutLinuxAdditions("illumos", seed),
    ...withoutQnxAdditions("illumos", seed),
    "mlock.effect": fact("locks", {
      says: "mlock() locks the pages that the mappings of the range refer to, and the lock follows a private page when it is copied.",
      from: seed("to identify pages to be locked in memory"),
    }),
    "munlock.effect": fact("unlocks", {
      says: "munlock() removes locks that mlock() established; mlockall()'s may be removed with it as well.",
      from: seed("removes locks established with mlock()"),
    }),
    "mlockall.effect": fact("locks", {
      says: "mlockall() locks current mappings, future mappings or both.",
      from: whole("locks in memory all pages mapped by an address space"),
    }),
    "munlockall.effect": fact("unlocks", {
      says: "munlockall() removes address space locks and the locks on all mappings.",
      from: whole("removes address space locks and locks on mappings"),
    }),
    "mlock.order": fact(
      [
        "alignment",
        "zero-length",
        "wrap",
        "privilege",
        "limit",
        "mapped",
        "accessible",
        "beyond-end",
        "executable",
        "resources",
      ],
      {
        says: "The kernel tests alignment and length first, then that the range is valid, then the privilege, then each mapping.",
        from: memcntl("as_ctl"),
      },
    ),
    "munlock.order": fact(["alignment", "zero-length", "wrap", "privilege", "mapped"], {
      says: "The kernel tests alignment and length first, then that the range is valid, then the privilege, then each mapping.",
      from: memcntl("as_ctl"),
    }),
    "mlockall.order": fact(["privilege", "flags", "limit", "resources"], {
      says: "mlockall() tests the privilege before its flags.",
      from: memcntl("MC_LOCKAS"),
    }),
    "lock.wrap": fact("fails", {
      requires: "addr + len must not pass the end of the address space",
      otherwise: fails("ENOMEM"),
      says: "A range that is not valid for the address space fails with ENOMEM.",
      from: seed("are invalid for the address space of a process"),
    }),
    "mlock.alignment": fact("demand", {
      ...aligned,
      says: "mlock() fails with EINVAL if addr is not a multiple of the page size that sysconf() returns.",
    }),
    "munlock.alignment": fact("demand", {
      ...aligned,
      says: "munlock() fails with EINVAL if addr is not a multiple of the page size that sysconf() returns.",
    }),
    "mlock.zero-length": fact("fails", {
      ...nonEmpty,
      says: "The kernel rejects a length of 0 with EINVAL; the page does not mention it.",
    }),
    "munlock.zero-length": fact("fails", {
      ...nonEmpty,
      says: "The kernel rejects a length of 0 with EINVAL; the page does not mention it.",
    }),
    "mlock.mapped": fact("rollback", {
      requires: "every page of the range must be mapped",
      otherwise: fails("ENOMEM"),
      says: "mlock() fails with ENOMEM if part of the range is not mapped, and changes no locks.",
      from: seed("pages which are not mapped"),
    }),
    "mlock.hole": fact("like-start", {
      says: "A hole further on is treated as one at the start, with ENOMEM.",
      from: addressSpace("as_ctl"),
    }),
    "munlock.mapped": fact("partial", {
      requires: "every page of the range must be mapped",
      otherwise: fails("ENOMEM"),
      says: "munlock() fails with ENOMEM if part of the range is not mapped; in the source what lies before the hole is unlocked all the same.",
      from: seed("pages which are not mapped"),
    }),
    "munlock.hole": fact("like-start", {
      says: "A hole further on is treated as one at the start, with ENOMEM.",
      from: addressSpace("as_ctl"),
    }),
    "munlock.never-locked": fact("succeeds", {
      says: "munlock() of memory that was never locked returns 0.",
      from: segments("segvn_lockop"),
    }),
    "mlock.accessible": fact("locks", {
      says: "The kernel does not test for PROT_NONE when it locks, so such pages are brought in and locked too; the page does not speak of it.",
      from: segments("segvn_lockop"),
    }),
    "mlock.beyond-end": fact("stops", {
      says: "At the first page beyond the end of the file mlock() stops and returns 0, and what follows in that mapping stays unlocked.",
      from: segments("mapped beyond the end of a file"),
    }),
    "mlock.executable": fact("locks", {
      says: "Executable memory is locked like any other.",
      from: segments("segvn_lockop"),
    }),
    "mlock.noreserve": fact("skips", {
      says: "mlock() passes over MAP_NORESERVE pages that nobody touched yet, and returns 0.",
      from: segments("MAP_NORESERVE"),
    }),
    "mlock.population": fact("every-page", {
      says: "mlock() brings in each page that it locks.",
      from: segments("VOP_GETPAGE"),
    }),
    "mlock.map-count": fact(null, {
      says: "No source that was read limits the number of mappings.",
      from: seed(""),
    }),
    "mlock.privilege": forRanges,
    "munlock.privilege": forRanges,
    "mlockall.privilege": forAll,
    "munlockall.privilege": forAll,
    "mlock.limit": fact("fails-walking", {
      requires: "the locked memory must stay within the project's and zone's resource controls",
      otherwise: fails("EAGAIN"),
      says: "mlock() fails with EAGAIN beyond a limit or resource control on locked memory, at the mapping that would exceed it.",
      from: seed("resource control on locked memory"),
    }),
    "mlockall.limit": fact("fails", {
      requires: "the locked memory must stay within the project's and zone's resource controls",
      otherwise: fails("EAGAIN"),
      says: "mlockall() is subject to the same limits as mlock() and fails with EAGAIN.",
      from: whole("also apply to mlockall()"),
    }),
    "mlock.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM", "EIO"),
      says: "mlock() fails with EAGAIN or ENOMEM if the system lacks resources, and with EIO if a page cannot be read.",
      from: seed("could not be locked because of insufficient system resources"),
    }),
    "mlockall.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlockall() fails with EAGAIN if the system lacks resources.",
      from: whole("EAGAIN"),
    }),
    "limit.default": fact(null, {
      says: "illumos has no RLIMIT_MEMLOCK; project.max-locked-memory and zone.max-locked-memory are unlimited by default.",
      from: page("illumos kernel source", "uts/common/os/project.c")("max-locked-memory"),
    }),
    "limit.counting": fact("once", {
      says: "Only bytes that the mapping has not locked yet are counted.",
      from: segments("unlocked_bytes"),
    }),
    "limit.scope": fact("project", {
      says: "Locked memory is added up for the whole project and the whole zone.",
      from: page("illumos kernel source", "uts/common/os/rctl.c")("rctl_incr_locked_mem"),
    }),
    "limit.dropped-privilege": silent("The page does not speak of giving up the privilege.", seed),
    "mlockall.flags": fact(
      { known: ["MCL_CURRENT", "MCL_FUTURE"], alone: [] },
      {
        requires: "flags must be MCL_CURRENT, MCL_FUTURE or both",
        otherwise: fails("EINVAL"),
        says: "mlockall() fails with EINVAL for flags of 0 and for unknown bits.",
        from: memcntl("MC_LOCKAS"),
      },
    ),
    "mlockall.current-cancels-future": fact(false, {
      says: "MCL_FUTURE stays in force until munlockall(), whatever mlockall() is called with later.",
      from: addressSpace("AS_PAGLCK"),
    }),
    "mlockall.future-failure": fact("mapping-fails", {
      requires: "with MCL_FUTURE, new mappings must be lockable",
      otherwise: fails("EAGAIN"),
      says: "A mapping that MCL_FUTURE cannot lock is removed again, and mmap() fails with EAGAIN for a limit and ENOMEM for want of memory.",
      from: addressSpace("as_map"),
    }),
    "mlockall.failure": fact("future-stays", {
      says: "A failed mlockall() undoes its locks, yet MCL_FUTURE stays in force if it was asked for.",
      from: addressSpace("AS_PAGLCK"),
    }),
    "mlockall.inaccessible": fact("marks", {
      says: "The kernel does not test for PROT_NONE when it locks all; the page does not speak of it.",
      from: segments("segvn_lockop"),
    }),
    "mlockall.future-inaccessible": fact("counted", {
      says: "The kernel does not test for PROT_NONE when MCL_FUTURE locks what is mapped.",
      from: segments("segvn_lockop"),
    }),
    "mlockall.counting": fact("mapped", {
      says: "The kernel does not test for PROT_NONE when it locks and counts all.",
      from: segments("segvn_lockop"),
    }),
    "mlockall.stack-growth": silent(
      "The pages do not say whether MCL_FUTURE alone locks what an existing stack gains.",
      whole,
    ),
    "pthread_create.stack": silent("The pages do not speak of the pages of a thread's stack.", whole),
    "mlockall.stack": fact("signals", {
      requires: "with MCL_FUTURE, what the stack grows by must be lockable",
      otherwise: signals("SIGSEGV"),
      says: "A stack that cannot be locked as it grows ends in SIGSEGV.",
      from: page("illumos kernel source", "uts/common/os/grow.c")("grow"),
    }),
    "lock.nesting": fact("flag", {
      says: "Within one mapping locks do not nest: one munlock() removes any number of mlock() calls.",
      from: seed("within a given mapping, page locks do not nest"),
    }),
    "lock.whole-pages": fact(true, {
      says: "What is locked and unlocked is whole pages.",
      from: seed("to identify pages to be locked in memory"),
    }),
    "lock.atomic": fact(false, {
      requires: "a caller must not rely on munlock() leaving locks unchanged as it fails",
      otherwise: does("a failed munlock() may have unlocked part of the range"),
      says: "The page says that a failed call changes no locks; in the source that holds for mlock() and not for munlock().",
      from: seed("no changes are made to any locks"),
    }),
    "lock.unlocked": fact("may-page", {
      says: "Unlocked memory may be paged out and in.",
      from: seed("avoiding page I/O faults"),
    }),
    "lock.locked": fact("resident", {
      says: "The contents of locked pages do not go to or from disk unless a locking process asks for it.",
      from: seed("will not be transferred to or from disk"),
    }),
    "lazy.reference": fact("unknown-flag", {
      says: "illumos has no MAP_LAZY; pages of a MAP_NORESERVE mapping without backing are skipped by mlock().",
      from: segments("MAP_NORESERVE"),
    }),
    "lock.signal-handler": silent("The page does not list the calls as async-signal-safe.", seed),
    "lock.thread": fact("safe", { says: "The calls are MT-Safe.", from: whole("MT-Safe") }),
    "lock.cancellation": silent("The page does not speak of cancellation.", seed),
    "sanitizer.effect": silent("No source that was read speaks of sanitizers.", seed),
    "lock.header": fact(["sys/mman.h"], {
      says: "The header <sys/mman.h> declares the calls.",
      from: seed("#include <sys/mman.h>"),
    }),
    "lock.feature": fact("__EXTENSIONS__, or a POSIX mode", {
      says: "Older headers take a const void * only in a POSIX mode or with __EXTENSIONS__, and a caddr_t otherwise.",
      from: page("illumos kernel source", "uts/common/sys/mman.h")("__EXTENSIONS__"),
    }),
    "lock.not-covered": fact(["file descriptors", "on-disk metadata"], {
      says: "The lock covers the mapped data, and neither file descriptors nor metadata on disk.",
      from: seed("file descriptors and on-disk metadata"),
    }),
    "mlock.result": fact("zero-or-minus-one", {
      requires: "the result must be compared with 0 or -1",
      otherwise: does("a failure goes unnoticed"),
      says: "mlock() and munlock() return 0, or -1 with errno set.",
      from: seed("the mlock() and munlock() functions return 0"),
    }),
    "mlockall.result": fact("zero-or-minus-one", {
      requires: "the result must be compared with 0 or -1",
      otherwise: does("a failure goes unnoticed"),
      says: "mlockall() and munlockall() return 0, or -1 with errno set.",
      from: whole("Otherwise, they return -1"),
    }),
    "mlock.errno": fact(["EINVAL", "ENOMEM", "ENOSYS", "EPERM", "EAGAIN"], {
      says: "mlock() may set EINVAL, ENOMEM, ENOSYS, EPERM or EAGAIN.",
      from: seed("The mlock() and munlock() functions will fail if"),
    }),
    "munlock.errno": fact(["EINVAL", "ENOMEM", "ENOSYS", "EPERM"], {
      says: "munlock() may set EINVAL, ENOMEM, ENOSYS or EPERM.",
      from: seed("The mlock() and munlock() functions will fail if"),
    }),
    "mlockall.errno": fact(["EAGAIN", "EINVAL", "EPERM"], {
      says: "mlockall() may set EAGAIN, EINVAL or EPERM.",
      from: whole("EAGAIN"),
    }),
    "munlockall.errno": fact(["EPERM"], {
      says: "munlockall() may set EPERM.",
      from: memcntl("secpolicy_lock_memory"),
    }),
    "mlock.since": silent("The page does not say since when the calls exist.", seed),
  },
};
