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
    requires: "typed memory must not be mapped with MAP_LAZY",
    otherwise: fails("EINVAL"),
    says: "In the 6.4 source mmap() of typed memory with MAP_LAZY fails with EINVAL.",
    from: source("vmm_mmap.c"),
  }),
  "mmap.residency": fact("some-pages", {
    says: "In the 6.4 source anonymous memory gets its first eight pages as it is mapped, unless it is lazy, and a fault brings in up to sixteen more.",
    from: source("vmm_mmap.c, vmm_fault.c"),
  }),
} satisfies Partial<Facts>;
