/** POSIX.1-2017: what every system owes, what it may do, and what is left to it. */
import { does, fact, fails, page, silent } from "./build";
import {
  mappingCalls,
  results,
  withoutLinuxAdditions,
  withoutPlockAndMemcntl,
  withoutQnxAdditions,
} from "./common";
import { posixConstants } from "./constants";
import type { Platform } from "./profile";

const base = "https://pubs.opengroup.org/onlinepubs/9699919799/functions/";
const range = page("POSIX.1-2017 mlock()", `${base}mlock.html`);
const whole = page("POSIX.1-2017 mlockall()", `${base}mlockall.html`);
const mmapPage = page("POSIX.1-2017 mmap()", `${base}mmap.html`);
const general = page("POSIX.1-2017, 2.4.3 Signal Actions", `${base}V2_chap02.html`);

const mayAlign = {
  requires: "addr should be a multiple of the page size",
  otherwise: fails("EINVAL"),
  says: "An implementation may require addr to be a multiple of the page size and fail with EINVAL.",
  from: range("may require that addr be a multiple of {PAGESIZE}"),
};
const allMapped = {
  requires: "every page of the range must be mapped",
  otherwise: fails("ENOMEM"),
  says: "The call fails with ENOMEM if part of the range is not mapped, and changes no locks.",
  from: range("does not correspond to valid mapped pages"),
};

export const posix: Platform = {
  id: "posix",
  family: "posix",
  standing: "simulated",
  title: "POSIX.1-2017",
  basis: "IEEE Std 1003.1-2017: mlock(), mlockall(), mmap()",
  predefines: { __unix__: "1", __LP64__: "1" },
  dataModel: "LP64",
  pageSize: { usual: 4096, least: 4096, most: 65536, byArchitecture: {} },
  constants: posixConstants,
  evidence: { headers: [], macros: [], names: [] },
  privilege: null,
  facts: {
    ...mappingCalls,
    ...results,
    ...withoutLinuxAdditions("POSIX", range),
    ...withoutPlockAndMemcntl("POSIX", range),
    ...withoutQnxAdditions("POSIX", range),
    "mlock.effect": fact("locks", {
      says: "mlock() makes every page with any part of the range memory-resident until it is unlocked, or the process exits or calls exec.",
      from: range("memory-resident until unlocked"),
    }),
    "munlock.effect": fact("unlocks", {
      says: "munlock() unlocks the pages of the range; whether they stay resident is not specified.",
      from: range("regardless of how many times mlock() has been called"),
    }),
    "mlockall.effect": fact("locks", {
      says: "mlockall() makes all mapped pages memory-resident, now, in the future or both.",
      from: whole("all of the pages mapped by the address space"),
    }),
    "munlockall.effect": fact("unlocks", {
      says: "munlockall() unlocks all mapped pages and ends MCL_FUTURE.",
      from: whole("unlock all currently mapped pages"),
    }),
    "mlock.order": silent("POSIX does not order the errors.", range),
    "munlock.order": silent("POSIX does not order the errors.", range),
    "mlockall.order": silent("POSIX does not order the errors.", whole),
    "lock.wrap": silent("POSIX does not speak of lengths beyond the end of the address space.", range),
    "mlock.alignment": fact("may-demand", mayAlign),
    "munlock.alignment": fact("may-demand", mayAlign),
    "mlock.zero-length": silent("POSIX does not speak of a length of 0.", range),
    "munlock.zero-length": silent("POSIX does not speak of a length of 0.", range),
    "mlock.mapped": fact("precheck", allMapped),
    "mlock.hole": fact("like-start", {
      says: "POSIX makes no difference between a hole at the start and one further on.",
      from: range("does not correspond to valid mapped pages"),
    }),
    "munlock.mapped": fact("precheck", allMapped),
    "munlock.hole": fact("like-start", {
      says: "POSIX makes no difference between a hole at the start and one further on.",
      from: range("does not correspond to valid mapped pages"),
    }),
    "munlock.never-locked": silent("POSIX does not speak of unlocking what was never locked.", range),
    "mlock.accessible": silent("POSIX does not speak of PROT_NONE pages.", range),
    "mlock.beyond-end": silent("POSIX does not speak of pages beyond the end of the file.", range),
    "mlock.executable": silent("POSIX does not speak of executable memory.", range),
    "mlock.noreserve": fact("unknown-flag", {
      says: "MAP_NORESERVE is not part of POSIX.",
      from: mmapPage(""),
    }),
    "mlock.population": fact("every-page", {
      says: "All pages of the range are memory-resident when the call returns successfully.",
      from: range("memory-resident"),
    }),
    "mlock.map-count": fact(null, {
      says: "POSIX names no limit on the number of mappings.",
      from: range(""),
    }),
    "mlock.privilege": fact("may-demand", {
      requires: "the process should have the privilege that the system asks for",
      otherwise: fails("EPERM"),
      says: "Locking requires appropriate privileges, and the call may fail with EPERM without them.",
      from: range("appropriate privileges to perform the requested operation"),
    }),
    "munlock.privilege": silent("POSIX mentions privileges for locking and not for unlocking.", range),
    "mlockall.privilege": fact("may-demand", {
      requires: "the process should have the privilege that the system asks for",
      otherwise: fails("EPERM"),
      says: "Locking requires appropriate privileges, and mlockall() may fail with EPERM without them.",
      from: whole("appropriate privileges to perform the requested operation"),
    }),
    "munlockall.privilege": fact("none", {
      says: "Where it is supported, munlockall() always returns 0.",
      from: whole("shall always return a value of zero"),
    }),
    "mlock.limit": fact("fails", {
      requires: "the locked memory must stay within the system's limit",
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlock() may fail with ENOMEM if it would exceed a limit of the implementation, and fails with EAGAIN if the memory could not be locked.",
      from: range("would exceed an implementation-defined limit"),
    }),
    "mlockall.limit": fact("fails", {
      requires: "the locked memory must stay within the system's limit",
      otherwise: fails("EAGAIN", "ENOMEM"),
      says: "mlockall() may fail with ENOMEM if it would exceed a limit of the implementation, and fails with EAGAIN if the memory could not be locked.",
      from: whole("would exceed an implementation-defined limit"),
    }),
    "mlock.resources": fact("may-fail", {
      otherwise: fails("EAGAIN"),
      says: "mlock() fails with EAGAIN if the memory could not be locked when the call was made.",
      from: range("could not be locked when the call was made"),
    }),
    "mlockall.resources": fact("may-fail", {
      otherwise: fails("EAGAIN"),
      says: "mlockall() fails with EAGAIN if the memory could not be locked when the call was made.",
      from: whole("could not be locked when the call was made"),
    }),
    "limit.default": fact(null, { says: "POSIX names no RLIMIT_MEMLOCK and no default.", from: range("") }),
    "limit.counting": silent("POSIX does not speak of locked memory that is locked again.", range),
    "limit.scope": silent("POSIX does not speak of whose locked memory is added up.", range),
    "limit.dropped-privilege": silent("POSIX does not speak of giving up the privilege.", range),
    "mlockall.flags": fact(
      { known: ["MCL_CURRENT", "MCL_FUTURE"], alone: [] },
      {
        requires: "flags must be MCL_CURRENT, MCL_FUTURE or both",
        otherwise: fails("EINVAL"),
        says: "mlockall() fails with EINVAL for flags of 0 and for flags that the system does not implement.",
        from: whole("The flags argument is zero"),
      },
    ),
    "mlockall.current-cancels-future": silent(
      "POSIX does not say whether MCL_CURRENT cancels an earlier MCL_FUTURE.",
      whole,
    ),
    "mlockall.future-failure": silent(
      "What happens when MCL_FUTURE meets a limit is up to the implementation.",
      whole,
    ),
    "mlockall.failure": silent("The effect of a failed mlockall() on existing locks is unspecified.", whole),
    "mlockall.inaccessible": silent("POSIX does not speak of PROT_NONE pages.", whole),
    "mlockall.future-inaccessible": silent("POSIX does not speak of PROT_NONE pages.", whole),
    "mlockall.counting": silent("POSIX does not say what a limit counts.", whole),
    "mmap.order": silent("POSIX does not order the errors.", mmapPage),
    "mmap.replacement": silent(
      "POSIX does not say what a mapping that cannot be locked leaves of what it replaces.",
      mmapPage,
    ),
    "mlockall.stack-growth": silent(
      "Whether a stack that grows is locked is up to the implementation.",
      whole,
    ),
    "pthread_create.stack": silent("POSIX does not speak of the pages of a thread's stack.", whole),
    "mlockall.stack": silent("What happens to a stack that cannot grow is up to the implementation.", whole),
    "brk.limit": silent("brk() is not part of POSIX.", whole),
    "pthread_create.limit": silent("POSIX does not speak of threads whose stack cannot be locked.", whole),
    "mmap.residency": silent(
      "POSIX does not speak of which pages are resident before they are locked.",
      mmapPage,
    ),
    "mprotect.lock": silent("POSIX does not speak of mprotect() on locked memory.", range),
    "madvise.arguments": silent(
      "POSIX has posix_madvise(), which is only a hint, and no madvise().",
      mmapPage,
    ),
    "madvise.mapped": silent("POSIX has posix_madvise(), which is only a hint, and no madvise().", mmapPage),
    "madvise.locked": silent("POSIX has posix_madvise(), which is only a hint, and no madvise().", mmapPage),
    "setrlimit.effect": fact("absent", { says: "RLIMIT_MEMLOCK is not part of POSIX.", from: range("") }),
    "lock.nesting": fact("flag", {
      says: "One munlock() undoes any number of mlock() calls on the page.",
      from: range("regardless of how many times mlock() has been called"),
    }),
    "lock.fork": fact("dropped", {
      says: "A child does not inherit memory locks.",
      from: page("POSIX.1-2017 fork()", `${base}fork.html`)("Memory locks"),
    }),
    "lock.exec": fact("dropped", {
      says: "Locks end when the process exits or calls exec.",
      from: range("until the process exits or execs another process image"),
    }),
    "lock.exit": fact("dropped", {
      says: "Locks end when the process exits.",
      from: range("until the process exits or execs another process image"),
    }),
    "lock.vfork": silent("vfork() is no longer part of POSIX.", range),
    "lock.fork-writes": silent("POSIX does not speak of faults after fork().", range),
    "lock.truncate": silent("POSIX does not speak of files that get shorter under a lock.", range),
    "lock.sharing": fact("held-by-any", {
      says: "Unlocking a page here does not unlock it for other processes or through other mappings.",
      from: range("mapped into the address spaces of other processes"),
    }),
    "lock.unmap": fact("dropped", {
      says: "Unmapping a locked page removes its locks.",
      from: page("POSIX.1-2017 munmap()", `${base}munmap.html`)("memory locks"),
    }),
    "lock.whole-pages": fact(true, {
      says: "Every whole page with any part of the range is locked and unlocked.",
      from: range("those whole pages containing any part"),
    }),
    "lock.atomic": fact(true, {
      says: "A failed mlock() or munlock() changes no locks.",
      from: range("no change is made to any locks"),
    }),
    "lock.unlocked": fact("may-page", {
      says: "Unlocked memory need not be resident.",
      from: range("memory-resident until unlocked"),
    }),
    "lock.locked": fact("resident", {
      says: "Locked memory is resident; POSIX does not promise that no fault occurs.",
      from: range("memory-resident"),
    }),
    "lock.signal-handler": fact("not-listed", {
      says: "None of the four calls is on the list of async-signal-safe functions.",
      from: general("async-signal-safe"),
    }),
    "lock.thread": fact("safe", {
      says: "The calls are thread-safe.",
      from: page("POSIX.1-2017, 2.9.1 Thread-Safety", `${base}V2_chap02.html`)("shall be thread-safe"),
    }),
    "lock.cancellation": fact("no", {
      says: "None of the four calls is a cancellation point.",
      from: page("POSIX.1-2017, 2.9.5 Cancellation", `${base}V2_chap02.html`)("cancellation points"),
    }),
    "lock.implicit": silent("POSIX does not speak of memory that is locked without asking.", range),
    "shmctl.lock": fact("absent", { says: "SHM_LOCK is not part of POSIX.", from: range("") }),
    "special.lock": silent("POSIX does not speak of the system's own mappings.", range),
    "sanitizer.effect": silent("POSIX does not speak of sanitizers.", range),
    "lock.header": fact(["sys/mman.h"], {
      says: "The header <sys/mman.h> declares the calls.",
      from: range("#include <sys/mman.h>"),
    }),
    "lock.feature": fact("_POSIX_MEMLOCK_RANGE, _POSIX_MEMLOCK", {
      says: "Where mlock() is supported <unistd.h> defines _POSIX_MEMLOCK_RANGE, and where mlockall() is, _POSIX_MEMLOCK.",
      from: range("_POSIX_MEMLOCK_RANGE"),
    }),
    "lock.not-covered": silent("POSIX does not speak of suspension and core dumps.", range),
    "mlockall.result": fact("zero-or-minus-one", {
      requires: "the result must be compared with 0 or -1",
      otherwise: does("a failure goes unnoticed"),
      says: "mlockall() returns 0, or -1 with errno set; munlockall() returns 0 where it is supported.",
      from: whole("shall return a value of zero"),
    }),
    "mlock.errno": fact(["ENOMEM", "EAGAIN", "EINVAL", "EPERM"], {
      says: "mlock() sets ENOMEM or EAGAIN and may set EINVAL or EPERM.",
      from: range("ERRORS"),
    }),
    "munlock.errno": fact(["ENOMEM", "EINVAL"], {
      says: "munlock() sets ENOMEM and may set EINVAL.",
      from: range("ERRORS"),
    }),
    "mlockall.errno": fact(["EAGAIN", "EINVAL", "ENOMEM", "EPERM"], {
      says: "mlockall() sets EAGAIN or EINVAL and may set ENOMEM or EPERM.",
      from: whole("ERRORS"),
    }),
    "munlockall.errno": fact([], { says: "POSIX names no errno for munlockall().", from: whole("") }),
    "mlock.since": fact("options MLR (ranges) and ML (all)", {
      says: "mlock() belongs to the option _POSIX_MEMLOCK_RANGE and mlockall() to _POSIX_MEMLOCK.",
      from: range("_POSIX_MEMLOCK_RANGE"),
    }),
  },
};
