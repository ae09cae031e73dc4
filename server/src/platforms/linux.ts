/** Linux as its current kernels do it: mlock(2), the kernel's own source, and runs on a 6.18 kernel. */
import { does, fact, fails, page, signals } from "./build";
import { results, withoutPlockAndMemcntl, withoutQnxAdditions } from "./common";
import { linuxConstants, linuxConstantsByArchitecture } from "./constants";
import { linuxMapping } from "./linux-mapping";
import type { Platform } from "./profile";

const man = page("Linux mlock(2)", "https://man7.org/linux/man-pages/man2/mlock.2.html");
const kernel = page("Linux kernel source", "mm/mlock.c, Linux 6.12");
const observed = page("observed on Linux 6.18", "mm/mlock.c");
const safety = page("Linux signal-safety(7)", "https://man7.org/linux/man-pages/man7/signal-safety.7.html");

const needsNothing = fact("none", {
  says: "Unlocking needs no privilege and no limit applies to it.",
  from: kernel("can_do_mlock()"),
});

export const linux: Platform = {
  id: "linux",
  family: "linux",
  standing: "simulated",
  title: "Linux",
  basis: "mlock(2), the kernel source (6.12, 7.2) and runs on a 6.18 kernel",
  predefines: {
    __linux__: "1",
    __linux: "1",
    __unix__: "1",
    __gnu_linux__: "1",
    __x86_64__: "1",
    __LP64__: "1",
  },
  dataModel: "LP64",
  pageSize: {
    usual: 4096,
    least: 4096,
    most: 65536,
    byArchitecture: {
      x86_64: [4096],
      i386: [4096],
      arm: [4096],
      riscv64: [4096],
      s390x: [4096],
      aarch64: [4096, 16384, 65536],
      ppc64le: [65536, 4096],
      sparc64: [8192],
      alpha: [8192],
      mips: [4096, 16384, 65536],
      loongarch: [4096, 16384, 65536],
    },
  },
  constants: linuxConstants,
  constantsByArchitecture: linuxConstantsByArchitecture,
  evidence: {
    headers: ["linux/capability.h", "sys/capability.h", "sys/prctl.h", "linux/mman.h"],
    macros: ["__linux__", "__gnu_linux__"],
    names: [
      "mlock2",
      "MLOCK_ONFAULT",
      "MCL_ONFAULT",
      "MAP_LOCKED",
      "MAP_POPULATE",
      "CAP_IPC_LOCK",
      "memfd_secret",
    ],
  },
  privilege: {
    name: "CAP_IPC_LOCK",
    acquiredBy: [
      "capget",
      "capset",
      "cap_get_proc",
      "cap_set_proc",
      "cap_get_flag",
      "getrlimit",
      "setrlimit",
      "geteuid",
      "getuid",
    ],
    acquire: {
      includes: ["sys/resource.h"],
      condition: "setrlimit(RLIMIT_MEMLOCK, &(struct rlimit){ RLIM_INFINITY, RLIM_INFINITY }) == -1",
    },
  },
  facts: {
    ...withoutQnxAdditions("Linux", man),
    ...withoutPlockAndMemcntl("Linux", man),
    ...results,
    ...linuxMapping,
    "mlock.effect": fact("locks", {
      says: "mlock() makes the pages of the range resident and keeps them in RAM.",
      from: man("are guaranteed to be resident in RAM"),
    }),
    "munlock.effect": fact("unlocks", {
      says: "munlock() unlocks the pages of the range, whichever call locked them.",
      from: man("munlock() unlocks pages in the address range"),
    }),
    "mlockall.effect": fact("locks", {
      says: "mlockall() locks what is mapped now, what will be mapped later, or both, and ignores pages that cannot be made resident.",
      from: man("mlockall() locks all pages mapped into the address space"),
    }),
    "munlockall.effect": fact("unlocks", {
      says: "munlockall() unlocks everything, cancels MCL_FUTURE and always returns 0.",
      from: man("munlockall() unlocks all pages mapped into the address space"),
    }),
    "mlock2.effect": fact("locks", {
      requires: "flags must be 0 or MLOCK_ONFAULT",
      otherwise: fails("EINVAL"),
      says: "mlock2() takes MLOCK_ONFAULT, which locks each page when it is first touched, and fails with EINVAL for unknown flags.",
      from: man("mlock2() also locks pages in the specified range"),
    }),
    "mlock.order": fact(
      [
        "privilege",
        "limit",
        "wrap",
        "zero-length",
        "mapped",
        "accessible",
        "beyond-end",
        "executable",
        "alignment",
        "resources",
      ],
      {
        says: "mlock() tests the privilege, then the limit, then the range, then each mapping.",
        from: kernel("do_mlock()"),
      },
    ),
    "munlock.order": fact(["wrap", "zero-length", "mapped", "alignment", "privilege"], {
      says: "munlock() tests the range and then each mapping.",
      from: kernel("apply_vma_lock_flags()"),
    }),
    "mlockall.order": fact(["flags", "privilege", "limit", "resources"], {
      says: "mlockall() tests its flags before the privilege and the limit.",
      from: kernel("can_do_mlock()"),
    }),
    "lock.wrap": fact("rounds", {
      requires: "addr + len must not pass the end of the address space",
      otherwise: fails("EINVAL"),
      says: "A length within a page of SIZE_MAX, such as a small negative number, overflows as it is rounded up to pages, so that the call returns 0 and concerns no page, or the first one only where the address is not aligned; other ranges that pass the end of the address space fail with EINVAL, unless mlock() finds the limit exceeded first (ENOMEM).",
      from: observed("PAGE_ALIGN(len + offset)"),
    }),
    "mlock.alignment": fact("round", {
      says: "The address is rounded down to a page boundary, so any address is accepted.",
      from: man("automatically round addr down to the nearest page boundary"),
    }),
    "munlock.alignment": fact("round", {
      says: "The address is rounded down to a page boundary, so whole pages get unlocked, neighbours included.",
      from: man("automatically round addr down to the nearest page boundary"),
    }),
    "mlock.zero-length": fact("rounds", {
      requires: "len must be greater than 0 for anything to be locked",
      otherwise: does("returns 0 and locks nothing, or one page if addr is not page-aligned"),
      says: "A length of 0 at an aligned address returns 0 and locks nothing, even where nothing is mapped; at any other address it locks that one page.",
      from: observed(""),
    }),
    "munlock.zero-length": fact("rounds", {
      requires: "len must be greater than 0 for anything to be unlocked",
      otherwise: does("returns 0 and unlocks nothing, or one page if addr is not page-aligned"),
      says: "A length of 0 at an aligned address returns 0 and unlocks nothing; at any other address it unlocks that one page.",
      from: observed(""),
    }),
    "mlock.mapped": fact("partial", {
      requires: "every page of the range must be mapped",
      otherwise: fails("ENOMEM"),
      says: "mlock() fails with ENOMEM if part of the range is not mapped, and what lies before the hole stays marked as locked without being made resident.",
      from: man("does not correspond to mapped pages"),
    }),
    "mlock.hole": fact("like-start", {
      says: "A hole further on is treated as one at the start, with ENOMEM.",
      from: kernel("apply_vma_lock_flags()"),
    }),
    "munlock.mapped": fact("partial", {
      requires: "every page of the range must be mapped",
      otherwise: fails("ENOMEM"),
      says: "munlock() fails with ENOMEM if part of the range is not mapped, and what lies before the hole is unlocked all the same.",
      from: man("does not correspond to mapped pages"),
    }),
    "munlock.hole": fact("like-start", {
      says: "A hole further on is treated as one at the start, with ENOMEM.",
      from: kernel("apply_vma_lock_flags()"),
    }),
    "munlock.never-locked": fact("succeeds", {
      says: "munlock() of mapped memory that was never locked returns 0.",
      from: observed(""),
    }),
    "mlock.accessible": fact("demand-marks-all", {
      requires: "the range must hold no PROT_NONE page",
      otherwise: fails("ENOMEM"),
      says: "mlock() over a PROT_NONE page fails with ENOMEM, yet the whole range stays marked as locked and counted.",
      from: observed("-EFAULT"),
    }),
    "mlock.beyond-end": fact("demand-marks-all", {
      requires: "every page of the range must lie before the end of the mapped file",
      otherwise: fails("ENOMEM"),
      says: "mlock() over pages beyond the end of the file fails with ENOMEM, yet the whole range stays marked as locked and counted.",
      from: observed("-EFAULT"),
    }),
    "mlock.executable": fact("locks", {
      says: "Executable memory is locked like any other.",
      from: observed("PROT_EXEC"),
    }),
    "mlock.noreserve": fact("populates", {
      says: "MAP_NORESERVE memory is brought in and locked like any other.",
      from: observed("MAP_NORESERVE"),
    }),
    "mlock.population": fact("every-page", {
      says: "A successful mlock() has brought in every page of the range, and private writable ones as the process's own copies.",
      from: observed("__mm_populate()"),
    }),
    "mlock.map-count": fact(65530, {
      requires: "the process must stay within its number of mappings, since locking part of one splits it",
      otherwise: fails("ENOMEM"),
      says: "mlock() and munlock() fail with ENOMEM if splitting a mapping would give the process more than vm.max_map_count of them, 65530 by default.",
      from: man("the number of mappings"),
    }),
    "mlock.privilege": fact("limit", {
      requires: "the process must have CAP_IPC_LOCK or a RLIMIT_MEMLOCK above 0",
      otherwise: fails("EPERM"),
      says: "Anyone may lock up to RLIMIT_MEMLOCK and a holder of CAP_IPC_LOCK without limit; with neither the call fails with EPERM.",
      from: man("The caller is not privileged, but needs privilege"),
    }),
    "munlock.privilege": needsNothing,
    "mlockall.privilege": fact("limit", {
      requires: "the process must have CAP_IPC_LOCK or a RLIMIT_MEMLOCK above 0",
      otherwise: fails("EPERM"),
      says: "Anyone with a RLIMIT_MEMLOCK above 0 may call mlockall(); without it and without CAP_IPC_LOCK the call fails with EPERM.",
      from: man("The caller is not privileged, but needs privilege"),
    }),
    "munlockall.privilege": needsNothing,
    "mlock.limit": fact("unless-privileged", {
      requires: "all locked memory together must stay within RLIMIT_MEMLOCK",
      otherwise: fails("ENOMEM"),
      says: "Without CAP_IPC_LOCK, a call that would lock more than RLIMIT_MEMLOCK in all fails with ENOMEM and changes nothing.",
      from: man("tried to lock more memory than the limit permitted"),
    }),
    "mlockall.limit": fact("unless-privileged", {
      requires: "with MCL_CURRENT, everything that is mapped must fit into RLIMIT_MEMLOCK",
      otherwise: fails("ENOMEM"),
      says: "Without CAP_IPC_LOCK, mlockall(MCL_CURRENT) fails with ENOMEM if all mapped memory together exceeds RLIMIT_MEMLOCK.",
      from: kernel("total_vm"),
    }),
    "mlock.resources": fact("may-fail", {
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlock() fails with EAGAIN if pages could not be brought in, and with ENOMEM if the process would have too many mappings.",
      from: man("Some or all of the specified address range could not be locked"),
    }),
    "mlockall.resources": fact("may-fail", {
      otherwise: fails("ENOMEM"),
      says: "mlockall() ignores pages that it cannot bring in, so success does not prove that every page is resident.",
      from: kernel("Ignore errors"),
    }),
    "limit.default": fact(8 * 1024 * 1024, {
      says: "RLIMIT_MEMLOCK is 8 MiB by default since Linux 5.16 and was 64 KiB before.",
      from: page("Linux kernel source", "include/uapi/linux/resource.h")("MLOCK_LIMIT (8*1024*1024)"),
    }),
    "limit.counting": fact("once", {
      says: "What is locked already is not counted again when it is locked anew; kernels up to 4.8 counted it twice.",
      from: observed("count_mm_mlocked_page_nr()"),
    }),
    "limit.scope": fact("process", {
      says: "Locked memory is added up by process, and a page that is mapped twice counts twice.",
      from: observed("mm->locked_vm"),
    }),
    "limit.dropped-privilege": fact("locks-stay", {
      says: "Giving up CAP_IPC_LOCK unlocks nothing, and from then on RLIMIT_MEMLOCK holds.",
      from: observed("CAP_IPC_LOCK"),
    }),
    "mlockall.flags": fact(
      { known: ["MCL_CURRENT", "MCL_FUTURE", "MCL_ONFAULT"], alone: ["MCL_ONFAULT"] },
      {
        requires: "flags must be MCL_CURRENT, MCL_FUTURE or both, with MCL_ONFAULT only beside them",
        otherwise: fails("EINVAL"),
        says: "mlockall() fails with EINVAL for flags of 0, for unknown bits and for MCL_ONFAULT alone.",
        from: man("MCL_ONFAULT was specified without either"),
      },
    ),
    "mlockall.current-cancels-future": fact(true, {
      says: "Each successful mlockall() sets the future state anew, so mlockall(MCL_CURRENT) cancels an earlier MCL_FUTURE.",
      from: observed("mm->def_flags"),
    }),
    "mlockall.future-failure": fact("mapping-fails", {
      requires: "with MCL_FUTURE, new mappings must fit into RLIMIT_MEMLOCK",
      otherwise: fails("EAGAIN"),
      says: "With MCL_FUTURE, a mapping beyond RLIMIT_MEMLOCK fails: mmap() with EAGAIN, brk() and malloc() with ENOMEM.",
      from: observed("mlock_future_ok()"),
    }),
    "mlockall.failure": fact("unchanged", {
      says: "A failed mlockall() leaves the locks and an earlier MCL_FUTURE as they were.",
      from: observed("mm->def_flags"),
    }),
    "mlockall.inaccessible": fact("marks", {
      says: "mlockall() marks PROT_NONE memory as locked and counts it, without bringing pages in.",
      from: observed("VM_LOCKED"),
    }),
    "mlockall.future-inaccessible": fact("counted", {
      says: "With MCL_FUTURE, memory that is mapped with PROT_NONE counts as locked and must fit into RLIMIT_MEMLOCK.",
      from: observed("mlock_future_ok()"),
    }),
    "mlockall.counting": fact("mapped", {
      says: "mlockall(MCL_CURRENT) counts all that is mapped against the limit, PROT_NONE memory included.",
      from: kernel("total_vm"),
    }),
    "mlockall.stack-growth": fact("own-lock", {
      says: "A stack that is locked stays locked as it grows, and one that was there before MCL_FUTURE alone grows unlocked.",
      from: observed("VmLck"),
    }),
    "pthread_create.stack": fact("ordinary", {
      says: "The stack of a thread is an ordinary mapping, whose pages come when they are touched or locked.",
      from: observed("mmap()"),
    }),
    "mlockall.stack": fact("signals", {
      requires: "a locked stack must stay within RLIMIT_MEMLOCK as it grows",
      otherwise: signals("SIGSEGV"),
      says: "A locked stack that would grow beyond RLIMIT_MEMLOCK ends in SIGSEGV, while MCL_FUTURE alone leaves the existing stack unlocked.",
      from: observed("SIGSEGV"),
    }),
    "lock.nesting": fact("flag", {
      says: "Locks do not stack: one munlock() undoes any number of mlock() calls on the page.",
      from: man("Memory locks do not stack"),
    }),
    "lock.whole-pages": fact(true, {
      says: "Locking and unlocking affect whole pages, so neighbours in the same page are locked and unlocked too.",
      from: man("performed in units of whole pages"),
    }),
    "lock.atomic": fact(false, {
      requires: "a caller must undo what a failed call has done",
      otherwise: does("part of the range stays locked"),
      says: "A failed mlock() or munlock() may have changed part of the range, although the manual page denies it.",
      from: observed("VM_LOCKED"),
    }),
    "lock.unlocked": fact("may-page", {
      says: "Unlocked memory may be paged out and in.",
      from: man("preventing that memory from being paged to the swap area"),
    }),
    "lock.locked": fact("resident-may-fault", {
      says: "Locked memory stays in RAM, yet may still take minor faults, for example after fork().",
      from: observed("minor faults"),
    }),
    "lock.onfault": fact("on-touch", {
      says: "With MLOCK_ONFAULT or MCL_ONFAULT the whole range counts as locked at once, but each page is brought in and locked when it is first touched.",
      from: man("when they are faulted in"),
    }),
    "lock.signal-handler": fact("not-listed", {
      says: "None of the four calls is on the list of async-signal-safe functions.",
      from: safety("async-signal-safe"),
    }),
    "lock.thread": fact("safe", {
      says: "The calls are thread-safe, and locks belong to the process and outlive the thread that set them.",
      from: man("MT-Safe"),
    }),
    "lock.cancellation": fact("no", {
      says: "None of the four calls is a cancellation point.",
      from: page(
        "Linux pthreads(7)",
        "https://man7.org/linux/man-pages/man7/pthreads.7.html",
      )("Cancellation points"),
    }),
    "mlock.errno": fact(["EAGAIN", "EINVAL", "ENOMEM", "EPERM"], {
      says: "mlock() may set EAGAIN, EINVAL, ENOMEM or EPERM.",
      from: man("ERRORS"),
    }),
    "munlock.errno": fact(["EINVAL", "ENOMEM"], {
      says: "munlock() may set EINVAL or ENOMEM.",
      from: kernel("apply_vma_lock_flags()"),
    }),
    "mlockall.errno": fact(["EINVAL", "ENOMEM", "EPERM"], {
      says: "mlockall() may set EINVAL, ENOMEM or EPERM.",
      from: man("ERRORS"),
    }),
    "munlockall.errno": fact([], {
      says: "munlockall() does not fail.",
      from: observed(""),
    }),
    "mlock.since": fact("mlock2() and MCL_ONFAULT: Linux 4.4", {
      says: "mlock2() and MCL_ONFAULT exist since Linux 4.4; an unprivileged process may lock since Linux 2.6.9.",
      from: man("Linux 4.4"),
    }),
    "lock.header": fact(["sys/mman.h"], {
      says: "The header <sys/mman.h> declares the calls.",
      from: man("#include <sys/mman.h>"),
    }),
    "lock.feature": fact("_GNU_SOURCE for mlock2(), _DEFAULT_SOURCE for MAP_LOCKED", {
      says: "The four calls need no feature macro, mlock2() and MLOCK_ONFAULT need _GNU_SOURCE, and glibc hides MAP_LOCKED and MAP_ANONYMOUS from strict C without _DEFAULT_SOURCE.",
      from: page("glibc 2.36 <sys/mman.h>", "sys/mman.h")("__USE_GNU"),
    }),
    "lock.not-covered": fact(["suspend to disk", "core dumps", "ptrace() and /proc/pid/mem"], {
      says: "Locked memory still reaches the disk when the system suspends to disk or dumps core, for which MADV_DONTDUMP is the remedy.",
      from: man("will save a copy of the system's RAM to disk"),
    }),
  },
};
