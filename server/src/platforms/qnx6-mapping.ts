/** What QNX 6 does with mappings, stacks and faults as far as locks go. */
import { fact, fails, page, signals, silent } from "./build";
import type { Facts } from "./profile";

const seed = page("QNX 6 mlock()", "003");
const whole = page("QNX 6 mlockall()", "001");
const source = page("QNX 6.4 source", "services/system/memmgr");

export const qnx6Mapping = {
  "mlockall.stack-growth": silent("The pages do not say whether MCL_FUTURE locks what a stack gains.", whole),
  "pthread_create.stack": fact("lazy", {
    says: "In the 6.4 source the stacks of threads are mapped lazily unless they are asked for otherwise, so mlockall() brings none of their pages in.",
    from: page("QNX 6.4 source", "services/system/procmgr/procmgr_stack.c")("PTHREAD_STACK_NOTLAZY"),
  }),
  "lazy.interrupt": fact("signals", {
    otherwise: signals("SIGILL"),
    says: "In the 6.4 source a page fault in an interrupt handler cannot be served and ends in SIGILL.",
    from: page("QNX 6.4 source", "services/system/ker/kerext_page.c")("ILL_BADSTK"),
  }),
  "mlockall.stack": silent("The pages do not speak of stacks, which the 6.4 source maps lazily.", whole),
  "mmap.flags": silent("The pages at hand do not demand MAP_SHARED or MAP_PRIVATE.", seed),
  "mmap.length": fact("demand", {
    requires: "len must be greater than 0",
    otherwise: fails("EINVAL"),
    says: "In the 6.4 source mmap() fails with EINVAL for a length of 0.",
    from: source("memmgr_map.c"),
  }),
  "mmap.lazy-typed": fact("refused", {
    requires: "typed memory and MAP_PHYS | MAP_ANON must not be mapped with MAP_LAZY",
    otherwise: fails("EINVAL"),
    says: "In the 6.4 source mmap() of typed memory, or with MAP_PHYS | MAP_ANON, fails with EINVAL if MAP_LAZY is given too.",
    from: source("memmgr_map.c, vmm_mmap.c"),
  }),
  "mmap.physical": fact("superuser", {
    requires: "the process must be superuser to use MAP_PHYS without MAP_ANON",
    otherwise: fails("EPERM"),
    says: "In the 6.4 source mmap() with MAP_PHYS and without MAP_ANON fails with EPERM for a process that is not superuser.",
    from: source("memmgr_map.c"),
  }),
  "shm_ctl.effect": fact("tests-flags", {
    requires:
      "SHMCTL_PHYS must not come with both SHMCTL_ANON and SHMCTL_LAZY, and needs superuser like SHMCTL_GLOBAL",
    otherwise: fails("ENOSYS"),
    says: "In the 6.4 source shm_ctl() fails for SHMCTL_PHYS with SHMCTL_ANON and SHMCTL_LAZY, without superuser for SHMCTL_PHYS and SHMCTL_GLOBAL, and for an object that has a size already, and always with ENOSYS.",
    from: source("memmgr_shmem.c"),
  }),
  "mmap.replacement": fact("clears-first", {
    says: "In the 6.4 source a new mapping that MCL_FUTURE cannot lock is removed again, and with MAP_FIXED what was there is gone.",
    from: source("vmm_mmap.c"),
  }),
  "mmap.residency": fact("some-pages", {
    says: "In the 6.4 source anonymous memory gets its first eight pages as it is mapped, unless it is lazy, and a fault brings in up to sixteen more.",
    from: source("vmm_mmap.c, vmm_fault.c"),
  }),
} satisfies Partial<Facts>;
