/** What current Linux kernels do with mappings, limits and processes, as far as locked memory is concerned. */
import { does, fact, fails, page, signals } from "./build";
import { mappingCalls } from "./common";
import type { Facts } from "./profile";

const source = (file: string) => page("Linux kernel source", `${file}, Linux 6.12`);
const mmapSource = source("mm/mmap.c");
const mprotectSource = source("mm/mprotect.c");
const mremapSource = source("mm/mremap.c");
const madviseSource = source("mm/madvise.c");
const msyncSource = source("mm/msync.c");
const limitSource = source("kernel/sys.c");
const faultSource = source("arch/x86/mm/fault.c");
const mmapPage = page("Linux mmap(2)", "https://man7.org/linux/man-pages/man2/mmap.2.html");
const man = page("Linux mlock(2)", "https://man7.org/linux/man-pages/man2/mlock.2.html");
const observed = page("observed on Linux 6.18", "mm/mlock.c");

const mappings = {
  "mmap.locked": fact("locks", {
    requires: "a MAP_LOCKED mapping must fit into RLIMIT_MEMLOCK",
    otherwise: fails("EAGAIN"),
    says: "MAP_LOCKED locks the mapping, mmap() succeeds even if pages could not be made resident, so that they may fault later, and beyond RLIMIT_MEMLOCK it fails with EAGAIN.",
    from: mmapPage("mmap() call doesn't fail if this fails"),
  }),
  "mmap.privilege": fact("limit", {
    requires: "for MAP_LOCKED the process must have CAP_IPC_LOCK or a RLIMIT_MEMLOCK above 0",
    otherwise: fails("EPERM"),
    says: "mmap(MAP_LOCKED) fails with EPERM if RLIMIT_MEMLOCK is 0 and CAP_IPC_LOCK is missing.",
    from: mmapSource("can_do_mlock()"),
  }),
  "mmap.order": fact(["length", "place", "lock", "flags", "lazy", "secret", "memory"], {
    says: "mmap() tests the length and the address first, then what a lock needs, then the flags.",
    from: mmapSource("do_mmap()"),
  }),
  "mmap.replacement": fact("tests-first", {
    says: "mmap(MAP_FIXED) tests the limit before it removes what was mapped there.",
    from: mmapSource("do_mmap()"),
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
  "mmap.length": fact("demand", {
    requires: "length must be greater than 0",
    otherwise: fails("EINVAL"),
    says: "mmap() fails with EINVAL for a length of 0.",
    from: mmapPage("length was 0"),
  }),
  "mmap.exists": fact("demand", {
    requires: "with MAP_FIXED_NOREPLACE nothing may be mapped in the range",
    otherwise: fails("EEXIST"),
    says: "mmap(MAP_FIXED_NOREPLACE) fails with EEXIST where something is mapped already.",
    from: mmapPage("MAP_FIXED_NOREPLACE was specified"),
  }),
  "mmap.populate": fact("resident", {
    says: "MAP_POPULATE makes the pages resident at once and does not lock them.",
    from: mmapPage("Populate (prefault) page tables"),
  }),
  "mmap.residency": fact("on-touch", {
    says: "Ordinary memory gets each page when it is first touched.",
    from: observed("Rss"),
  }),
  "munmap.arguments": fact("demand", {
    requires: "length must be greater than 0",
    otherwise: fails("EINVAL"),
    says: "munmap() fails with EINVAL for a length of 0 and for a range beyond what a process may address.",
    from: source("mm/vma.c")("do_vmi_munmap()"),
  }),
  "munmap.alignment": fact("demand", {
    requires: "addr must be a multiple of the page size",
    otherwise: fails("EINVAL"),
    says: "munmap() fails with EINVAL for an address that is no multiple of the page size.",
    from: source("mm/vma.c")("do_vmi_munmap()"),
  }),
  "mprotect.alignment": fact("demand", {
    requires: "addr must be a multiple of the page size",
    otherwise: fails("EINVAL"),
    says: "mprotect() fails with EINVAL for an address that is no multiple of the page size.",
    from: mprotectSource("do_mprotect_pkey()"),
  }),
  "mprotect.mapped": fact("partial", {
    requires: "every page of the range must be mapped",
    otherwise: fails("ENOMEM"),
    says: "mprotect() fails with ENOMEM at the first page that is not mapped, and what lies before it has the new protection.",
    from: mprotectSource("do_mprotect_pkey()"),
  }),
  "mprotect.lock": fact("kept-populates", {
    says: "Locked memory keeps its lock through mprotect(), and locked private memory gets its pages as it becomes writable.",
    from: observed("populate_vma_page_range()"),
  }),
  "mremap.effect": fact("keeps-lock", {
    says: "mremap() keeps locks, and what a locked mapping grows by is locked too.",
    from: observed("VM_LOCKED"),
  }),
  "mremap.arguments": fact("demand", {
    requires:
      "old_address must be a multiple of the page size, new_size greater than 0 and the flags known ones",
    otherwise: fails("EINVAL"),
    says: "mremap() fails with EINVAL for an unaligned address, a new size of 0, unknown flags, and MREMAP_FIXED without MREMAP_MAYMOVE.",
    from: mremapSource("sys_mremap()"),
  }),
  "mremap.mapped": fact("demand", {
    requires: "the old range must lie in one mapping",
    otherwise: fails("EFAULT"),
    says: "mremap() fails with EFAULT if the old range is not mapped, or if it spans several mappings and changes its size.",
    from: mremapSource("EFAULT"),
  }),
  "mremap.limit": fact("demand", {
    requires: "what a locked mapping grows by must fit into RLIMIT_MEMLOCK",
    otherwise: fails("EAGAIN"),
    says: "mremap() fails with EAGAIN if a locked mapping would grow beyond RLIMIT_MEMLOCK.",
    from: mremapSource("mlock_future_ok()"),
  }),
  "mremap.room": fact("demand", {
    requires: "without MREMAP_MAYMOVE there must be room behind the mapping",
    otherwise: fails("ENOMEM"),
    says: "mremap() without MREMAP_MAYMOVE fails with ENOMEM where the mapping cannot grow in its place.",
    from: mremapSource("vma_expandable()"),
  }),
  "madvise.arguments": fact("demand", {
    requires: "addr must be a multiple of the page size, and the advice a known one",
    otherwise: fails("EINVAL"),
    says: "madvise() fails with EINVAL for an unaligned address and for unknown advice.",
    from: madviseSource("madvise_behavior_valid()"),
  }),
  "madvise.mapped": fact("continues", {
    requires: "every page of the range must be mapped",
    otherwise: fails("ENOMEM"),
    says: "madvise() fails with ENOMEM if part of the range is not mapped, after it has applied the advice to all that is.",
    from: madviseSource("unmapped_error"),
  }),
  "madvise.locked": fact("refused", {
    requires: "advice that drops pages must not be given on locked memory",
    otherwise: fails("EINVAL"),
    says: "MADV_DONTNEED, MADV_FREE, MADV_COLD and MADV_PAGEOUT fail with EINVAL on locked memory, and MADV_DONTNEED_LOCKED drops its pages all the same.",
    from: madviseSource("VM_LOCKED"),
  }),
  "msync.locked": fact("refused", {
    requires: "MS_INVALIDATE must not be used on locked memory",
    otherwise: fails("EBUSY"),
    says: "msync(MS_INVALIDATE) fails with EBUSY on locked memory.",
    from: msyncSource("MS_INVALIDATE"),
  }),
  "msync.mapped": fact("demand", {
    requires: "every page of the range must be mapped",
    otherwise: fails("ENOMEM"),
    says: "msync() fails with ENOMEM if part of the range is not mapped.",
    from: msyncSource("unmapped_error"),
  }),
  "touch.mapped": fact("signals", {
    requires: "what is accessed must be mapped",
    otherwise: signals("SIGSEGV"),
    says: "An access where nothing is mapped raises SIGSEGV.",
    from: faultSource("SEGV_MAPERR"),
  }),
  "touch.accessible": fact("signals", {
    requires: "the access must be one that the protection allows",
    otherwise: signals("SIGSEGV"),
    says: "An access that the protection of the page forbids raises SIGSEGV.",
    from: faultSource("SEGV_ACCERR"),
  }),
  "touch.beyond-end": mappingCalls["touch.beyond-end"],
} satisfies Partial<Facts>;

const processes = {
  "brk.limit": fact("fails", {
    requires: "with MCL_FUTURE, the heap must stay within RLIMIT_MEMLOCK as it grows",
    otherwise: fails("ENOMEM"),
    says: "With MCL_FUTURE, sbrk() and malloc() fail with ENOMEM beyond RLIMIT_MEMLOCK.",
    from: observed("mlock_future_ok()"),
  }),
  "pthread_create.limit": fact("fails", {
    requires: "with MCL_FUTURE, a new thread's whole stack must fit into RLIMIT_MEMLOCK",
    otherwise: fails("EAGAIN"),
    says: "With MCL_FUTURE, pthread_create() fails with EAGAIN if the new stack, 8 MiB by default, would pass RLIMIT_MEMLOCK.",
    from: observed("mlock_future_ok()"),
  }),
  "setrlimit.order": fact("demand", {
    requires: "the soft limit must not exceed the hard one",
    otherwise: fails("EINVAL"),
    says: "setrlimit() fails with EINVAL if the soft limit exceeds the hard one.",
    from: limitSource("do_prlimit()"),
  }),
  "setrlimit.hard": fact("demand", {
    requires: "only a holder of CAP_SYS_RESOURCE may raise a hard limit",
    otherwise: fails("EPERM"),
    says: "setrlimit() fails with EPERM if it would raise the hard limit without CAP_SYS_RESOURCE.",
    from: limitSource("CAP_SYS_RESOURCE"),
  }),
  "setrlimit.effect": fact("sets", {
    says: "RLIMIT_MEMLOCK can be set, also below what is locked already, which then stays locked.",
    from: observed("RLIMIT_MEMLOCK"),
  }),
  "lock.fork": fact("dropped", {
    says: "A child after fork() holds no locks and no MCL_FUTURE, and the parent keeps its own.",
    from: man("Memory locks are not inherited by a child"),
  }),
  "lock.fork-writes": fact("fault-once", {
    says: "After fork() the parent's first write to each locked private page takes one fault, even when the child has ended.",
    from: observed("copy-on-write"),
  }),
  "lock.vfork": fact("shared", {
    says: "A child of vfork() shares the parent's memory, so that its munlock() unlocks the parent's pages.",
    from: observed("VmLck"),
  }),
  "lock.exec": fact("dropped", {
    says: "All locks and MCL_FUTURE end when the process calls exec or exits.",
    from: man("automatically removed (i.e., unlocked) during an execve(2)"),
  }),
  "lock.exit": fact("dropped", {
    says: "All locks end with the process.",
    from: man("when the process terminates"),
  }),
  "lock.unmap": fact("dropped", {
    says: "Unmapping memory, or mapping over it, removes its locks.",
    from: man("automatically removed if the address range is unmapped"),
  }),
  "lock.truncate": fact("kept", {
    says: "Where the file behind a locked mapping gets shorter, the pages are gone, yet the mapping counts as locked as before; removing or closing the file changes nothing.",
    from: observed("VmLck"),
  }),
  "lock.sharing": fact("held-by-any", {
    says: "A page that is locked through several mappings or by several processes stays locked until the last of them is gone.",
    from: man("remain locked into RAM as long as they are locked"),
  }),
  "lock.implicit": fact("none", {
    says: "Only memfd_secret() memory is locked without asking.",
    from: observed("secretmem"),
  }),
  "shmctl.lock": fact("separate", {
    says: "shmctl(SHM_LOCK) is counted by user rather than by process, brings no pages in, and fails with EPERM at a limit of 0 and ENOMEM beyond it.",
    from: observed("SHM_LOCK"),
  }),
  "memfd_secret.lock": fact("always", {
    requires: "a memfd_secret() mapping must fit into RLIMIT_MEMLOCK",
    otherwise: fails("EAGAIN"),
    says: "memfd_secret() memory is always locked, counts against RLIMIT_MEMLOCK beyond which mmap() fails with EAGAIN, and no munlock() unlocks it.",
    from: page("observed on Linux 6.18", "mm/secretmem.c")("VM_LOCKED"),
  }),
  "hugetlb.lock": fact("never-marked", {
    says: "mlock() of hugetlbfs memory returns 0 and marks nothing, for it is never swapped, yet its length is tested against RLIMIT_MEMLOCK.",
    from: observed("is_vm_hugetlb_page()"),
  }),
  "special.lock": fact("skipped", {
    says: "The kernel's own mappings, such as [vdso] and [vvar], and device memory are never locked, and no call reports it.",
    from: observed("VM_SPECIAL"),
  }),
  "sanitizer.effect": fact("noop", {
    requires: "locking must be tested without the address and thread sanitizers",
    otherwise: does("the calls return 0 and lock nothing"),
    says: "With the address or thread sanitizer the four calls return 0 and do nothing, even where nothing is mapped.",
    from: page("observed with GCC's sanitizers", "sanitizer_common_interceptors.inc")("mlock"),
  }),
} satisfies Partial<Facts>;

/** What the kernel does to mappings and to processes, by fact. */
export const linuxMapping = { ...mappings, ...processes };
