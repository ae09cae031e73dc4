/** What illumos does with mappings and processes as far as locks go, and the older calls plock() and memcntl(). */
import { fact, fails, page, silent } from "./build";
import { mappingCalls } from "./common";
import type { Facts } from "./profile";

const seed = page("illumos mlock(3C)", "002");
const whole = page("illumos mlockall(3C)", "https://illumos.org/man/3C/mlockall");
const control = page("illumos memcntl(2)", "https://illumos.org/man/2/memcntl");
const memcntl = page("illumos kernel source", "uts/common/syscall/memcntl.c");
const plock = page("illumos C library source", "lib/libc/port/gen/plock.c");
const segments = page("illumos kernel source", "uts/common/vm/seg_vn.c");

/** Facts of mappings, processes and the older calls. */
export const illumosMapping = {
  ...mappingCalls,
  "mmap.flags": fact(
    { needOneOf: ["MAP_SHARED", "MAP_PRIVATE"] },
    {
      requires: "flags must contain MAP_SHARED or MAP_PRIVATE",
      otherwise: fails("EINVAL"),
      says: "mmap() fails with EINVAL if flags contain neither MAP_SHARED nor MAP_PRIVATE.",
      from: page("illumos mmap(2)", "https://illumos.org/man/2/mmap")("EINVAL"),
    },
  ),
  "mmap.order": silent("No source that was read orders the errors of mmap().", seed),
  "mmap.replacement": fact("clears-first", {
    says: "A new mapping that MCL_FUTURE cannot lock is removed again, after mmap(MAP_FIXED) has removed what was there.",
    from: page("illumos kernel source", "uts/common/vm/vm_as.c")("as_map"),
  }),
  "mmap.residency": fact("on-touch", {
    says: "Anonymous memory gets each page when it is first touched or locked.",
    from: segments("previously unreferenced mapping to swap space"),
  }),
  "mprotect.lock": fact("kept", {
    says: "Locked memory keeps its lock through mprotect(), unless a page that becomes writable cannot be claimed.",
    from: segments("page_addclaim()"),
  }),
  "madvise.arguments": fact("demand", {
    requires: "addr must be a multiple of the page size, len greater than 0 and the advice a known one",
    otherwise: fails("EINVAL"),
    says: "madvise() fails with EINVAL for an unaligned address, a length of 0 and unknown advice.",
    from: memcntl("PAGEOFFSET"),
  }),
  "madvise.mapped": silent("No source that was read says what advice over a hole leaves behind.", memcntl),
  "madvise.locked": silent(
    "No source that was read settles which advice is refused on locked memory.",
    memcntl,
  ),
  "msync.locked": fact("refused", {
    requires: "MS_INVALIDATE must not be used on locked memory",
    otherwise: fails("EBUSY"),
    says: "msync(MS_INVALIDATE) fails with EBUSY if any of the pages is locked.",
    from: control("are locked and MC_SYNC"),
  }),
  "setrlimit.effect": fact("absent", {
    says: "illumos has no RLIMIT_MEMLOCK; resource controls take its place.",
    from: page("illumos kernel source", "uts/common/os/project.c")("max-locked-memory"),
  }),
  "brk.limit": fact("fails", {
    requires: "with MCL_FUTURE, what the heap grows by must be lockable",
    otherwise: fails("EAGAIN"),
    says: "With MCL_FUTURE, brk() fails with EAGAIN for a limit and ENOMEM for want of memory if what the heap grows by cannot be locked.",
    from: page("illumos kernel source", "uts/common/os/grow.c")("brk_internal"),
  }),
  "pthread_create.limit": silent(
    "No source that was read speaks of threads whose stack cannot be locked.",
    whole,
  ),
  "plock.effect": fact("locks", {
    says: "plock(PROCLOCK) is mlockall(MCL_CURRENT | MCL_FUTURE), DATLOCK and TXTLOCK lock data or text, and UNLOCK is munlockall().",
    from: plock("mlockall(MCL_CURRENT | MCL_FUTURE)"),
  }),
  "plock.state": fact("demand", {
    requires: "what plock() locks must not be locked by plock() already, and UNLOCK needs a lock",
    otherwise: fails("EINVAL"),
    says: "plock() fails with EINVAL for a lock that it holds already and for UNLOCK without a lock.",
    from: plock("lock_state"),
  }),
  "plock.privilege": fact("privilege", {
    requires: "the process must have PRIV_PROC_LOCK_MEMORY in its effective set",
    otherwise: fails("EPERM"),
    says: "plock() needs PRIV_PROC_LOCK_MEMORY too and fails with EPERM without it.",
    from: memcntl("secpolicy_lock_memory"),
  }),
  "memcntl.effect": fact("locks", {
    says: "memcntl() is what mlock(), munlock(), mlockall() and munlockall() call, with MC_LOCK, MC_UNLOCK, MC_LOCKAS and MC_UNLOCKAS.",
    from: control("MC_LOCKAS"),
  }),
  "memcntl.arguments": fact("demand", {
    requires: "addr and len must be 0 with MC_LOCKAS and MC_UNLOCKAS, and attr known bits",
    otherwise: fails("EINVAL"),
    says: "memcntl() fails with EINVAL if MC_LOCKAS or MC_UNLOCKAS come with an address or a length, and for unknown attributes.",
    from: memcntl("VALID_ATTR"),
  }),
  "lock.fork": fact("dropped", {
    says: "A child does not inherit locks after fork().",
    from: seed("are not inherited by a child process"),
  }),
  "lock.exec": fact("dropped", {
    says: "Locking with mlockall() does not persist across exec.",
    from: whole("not persistent across the exec family"),
  }),
  "lock.exit": fact("dropped", {
    says: "A process that exits removes its mappings, and their locks with them.",
    from: seed("munlock() is implicitly performed"),
  }),
  "lock.vfork": silent("The page does not speak of vfork().", seed),
  "lock.fork-writes": silent("The page does not speak of faults after fork().", seed),
  "lock.unmap": fact("dropped", {
    says: "Removing a mapping, or its page through file removal or truncation, unlocks it.",
    from: seed("munlock() is implicitly performed"),
  }),
  "lock.truncate": fact("dropped", {
    says: "A page that goes as its file is truncated or removed is unlocked.",
    from: seed("deleted through file removal or truncation"),
  }),
  "lock.sharing": fact("held-by-any", {
    says: "A page that several processes or mappings lock stays locked until each has unlocked it.",
    from: seed("until both processes remove their locks"),
  }),
  "lock.implicit": silent("The page does not speak of memory that is locked without asking.", seed),
  "shmctl.lock": silent("The page does not speak of shmctl(SHM_LOCK).", seed),
  "special.lock": silent("The page does not speak of the system's own mappings.", seed),
} satisfies Partial<Facts>;
