/** Linux as its current kernels do it: mlock(2), the kernel's own source, and runs on a 6.18 kernel. */
import { does, fact, fails, page } from "./build";
import { linuxConstants } from "./constants";
import type { Platform } from "./profile";

const man = page("Linux mlock(2)", "https://man7.org/linux/man-pages/man2/mlock.2.html");
const mmapPage = page("Linux mmap(2)", "https://man7.org/linux/man-pages/man2/mmap.2.html");
const kernel = page("Linux kernel source", "mm/mlock.c, Linux 6.12");
const observed = page("observed on Linux 6.18", "mm/mlock.c");
const signals = page("Linux signal-safety(7)", "https://man7.org/linux/man-pages/man7/signal-safety.7.html");

const needsNothing = fact("none", {
  says: "Unlocking needs no privilege and no limit applies to it.",
  from: kernel("can_do_mlock()"),
});

const notInHandlers = fact("not-applicable", {
  says: "User programs on Linux have no interrupt handlers, so the question does not arise.",
  from: man(""),
});

export const linux: Platform = {
  id: "linux",
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
  pageSize: { usual: 4096, least: 4096, most: 65536 },
  constants: {
    ...linuxConstants,
    MCL_ONFAULT: 4,
    MLOCK_ONFAULT: 1,
    MAP_POPULATE: 0x8000,
    MAP_STACK: 0x20000,
  },
  evidence: {
    headers: ["linux/capability.h", "sys/capability.h", "sys/prctl.h", "linux/mman.h"],
    macros: ["__linux__", "__gnu_linux__", "__ANDROID__"],
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
      ["privilege", "limit", "wrap", "zero-length", "mapped", "accessible", "alignment", "resources"],
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
      otherwise: does(
        "a length within one page of SIZE_MAX rounds up to 0 and locks nothing; other wraps fail with EINVAL, or with ENOMEM for the limit",
      ),
      says: "A length close to SIZE_MAX, such as a negative number, overflows as it is rounded up to pages, so the call returns 0 and locks nothing.",
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
    "mlock.zero-length": fact("nothing", {
      requires: "len must be greater than 0 for anything to be locked",
      otherwise: does("returns 0 and locks nothing, or one page if addr is not page-aligned"),
      says: "A length of 0 at an aligned address returns 0 and locks nothing, even where nothing is mapped.",
      from: observed(""),
    }),
    "munlock.zero-length": fact("nothing", {
      requires: "len must be greater than 0 for anything to be unlocked",
      otherwise: does("returns 0 and unlocks nothing, or one page if addr is not page-aligned"),
      says: "A length of 0 at an aligned address returns 0 and unlocks nothing.",
      from: observed(""),
    }),
    "mlock.mapped": fact("partial", {
      requires: "every page of the range must be mapped",
      otherwise: fails("ENOMEM"),
      says: "mlock() fails with ENOMEM if part of the range is not mapped, and what lies before the hole stays marked as locked without being made resident.",
      from: man("does not correspond to mapped pages"),
    }),
    "munlock.mapped": fact("partial", {
      requires: "every page of the range must be mapped",
      otherwise: fails("ENOMEM"),
      says: "munlock() fails with ENOMEM if part of the range is not mapped, and what lies before the hole is unlocked all the same.",
      from: man("does not correspond to mapped pages"),
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
      from: kernel("apply_mlockall_flags()"),
    }),
    "mlockall.stack": fact("signals", {
      says: "A locked stack that would grow beyond RLIMIT_MEMLOCK ends in SIGSEGV, while MCL_FUTURE alone leaves the existing stack unlocked.",
      from: observed("SIGSEGV"),
    }),
    "mmap.flags": fact(
      { needOneOf: ["MAP_SHARED", "MAP_PRIVATE"] },
      {
        requires: "flags must contain MAP_SHARED or MAP_PRIVATE",
        otherwise: fails("EINVAL"),
        says: "mmap() fails with EINVAL if flags contain neither MAP_SHARED nor MAP_PRIVATE.",
        from: mmapPage("flags contained none of MAP_PRIVATE, MAP_SHARED"),
      },
    ),
    "mmap.locked": fact("locks", {
      requires: "a caller who relies on residency must call mlock() after mmap(MAP_LOCKED)",
      otherwise: does("pages may fault later"),
      says: "MAP_LOCKED locks the mapping but mmap() succeeds even if its pages could not be made resident; over RLIMIT_MEMLOCK it fails with EAGAIN.",
      from: mmapPage("mmap() call doesn't fail if this fails"),
    }),
    "lock.nesting": fact("flag", {
      says: "Locks do not stack: one munlock() undoes any number of mlock() calls on the page.",
      from: man("Memory locks do not stack"),
    }),
    "lock.fork": fact("dropped", {
      says: "A child after fork() holds no locks and no MCL_FUTURE, and the parent's locked private pages fault once more on the next write.",
      from: man("Memory locks are not inherited by a child"),
    }),
    "lock.exec": fact("dropped", {
      says: "All locks and MCL_FUTURE end when the process calls exec or exits.",
      from: man("automatically removed (i.e., unlocked) during an execve(2)"),
    }),
    "lock.unmap": fact("dropped", {
      says: "Unmapping memory, or mapping over it, removes its locks.",
      from: man("automatically removed if the address range is unmapped"),
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
    "lock.states": fact("two", {
      says: "Memory is unlocked or locked.",
      from: kernel("VM_LOCKED"),
    }),
    "lock.unlocked": fact("may-page", {
      says: "Unlocked memory may be paged out and in.",
      from: man("preventing that memory from being paged to the swap area"),
    }),
    "lock.locked": fact("resident-may-fault", {
      says: "Locked memory stays in RAM, yet may still take minor faults, for example after fork().",
      from: observed(""),
    }),
    "lock.superlocked": fact("not-applicable", {
      says: "Linux has no superlocked state.",
      from: man(""),
    }),
    "lock.superlock": fact("not-applicable", { says: "Linux has no superlocked state.", from: man("") }),
    "lock.default-state": fact("not-applicable", {
      says: "Linux has no system-wide default locking state.",
      from: man(""),
    }),
    "lock.onfault": fact("on-touch", {
      says: "With MLOCK_ONFAULT or MCL_ONFAULT the whole range counts as locked at once, but each page is brought in and locked when it is first touched.",
      from: man("when they are faulted in"),
    }),
    "lazy.reference": fact("unknown-flag", {
      says: "Linux has no MAP_LAZY; ordinary anonymous memory gets its pages when they are touched or locked.",
      from: mmapPage(""),
    }),
    "lazy.critical": fact("not-applicable", {
      says: "User programs on Linux cannot disable interrupts, so there is no such critical region.",
      from: man(""),
    }),
    "mlock.interrupt": notInHandlers,
    "munlock.interrupt": notInHandlers,
    "mlockall.interrupt": notInHandlers,
    "munlockall.interrupt": notInHandlers,
    "interrupt.calls": notInHandlers,
    "lock.signal-handler": fact("not-listed", {
      says: "None of the four calls is on the list of async-signal-safe functions.",
      from: signals("async-signal-safe"),
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
    "lock.implicit": fact("none", {
      says: "Only memfd_secret() memory is locked without asking.",
      from: observed("secretmem"),
    }),
    "mlock.result": fact("zero-or-minus-one", {
      requires: "the result must be compared with 0 or -1",
      otherwise: does("a failure goes unnoticed"),
      says: "mlock() and munlock() return 0, or -1 with errno set.",
      from: man("On error, -1 is returned"),
    }),
    "mlockall.result": fact("zero-or-minus-one", {
      requires: "the result must be compared with 0 or -1",
      otherwise: does("a failure goes unnoticed"),
      says: "mlockall() returns 0, or -1 with errno set.",
      from: man("On error, -1 is returned"),
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
  },
};
