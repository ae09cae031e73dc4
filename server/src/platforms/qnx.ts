/** What all QNX systems have in common: calls that are safe in interrupt handlers, what QNX lacks, what no page says. */
import { fact, silent } from "./build";
import { mappingCalls, withoutLinuxAdditions, withoutPlockAndMemcntl } from "./common";
import type { Facts, Source } from "./profile";

/** Names that only QNX has: a file that uses one is meant for it, whatever it includes. */
export const qnxNames: readonly string[] = [
  "ThreadCtl",
  "ThreadCtl_r",
  "InterruptAttach",
  "InterruptAttach_r",
  "InterruptAttachEvent",
  "InterruptHookIdle",
  "InterruptHookTrace",
  "InterruptLock",
  "InterruptUnlock",
  "intrspin_t",
  "SIGEV_INTR_INIT",
  "SIGEV_PULSE_INIT",
  "nanospin_ns",
  "mmap_device_io",
  "mmap_device_memory",
  "MAP_LAZY",
  "SHMCTL_LAZY",
];

/** Headers that only QNX has, which show the same. */
export const qnxHeaders: readonly string[] = [
  "sys/neutrino.h",
  "sys/procmgr.h",
  "sys/syspage.h",
  "hw/inout.h",
  "sys/dispatch.h",
  "sys/iofunc.h",
  "sys/resmgr.h",
  "sys/slog.h",
];

/** Of the kernel calls and library functions that handlers use, those that neither block nor enable interrupts. */
export const handlerCalls: readonly string[] = [
  "InterruptDisable",
  "InterruptEnable",
  "InterruptLock",
  "InterruptUnlock",
  "InterruptMask",
  "InterruptUnmask",
  "TraceEvent",
  "memcpy",
  "memset",
  "memmove",
  "memcmp",
  "memchr",
  "strcpy",
  "strncpy",
  "strlen",
  "strcmp",
  "strncmp",
  "strcat",
  "strncat",
  "strchr",
  "strrchr",
  "strstr",
];

/** `source` is the page on which the platform's facts rest. */
export function qnxFacts(source: (quote: string) => Source) {
  const unsaid = (what: string) => silent(`No page at hand speaks of ${what}.`, source);
  return {
    ...mappingCalls,
    ...withoutLinuxAdditions("QNX", source),
    ...withoutPlockAndMemcntl("QNX", source),
    "lock.header": fact(["sys/mman.h"], {
      says: "The four calls are declared in <sys/mman.h> and part of libc.",
      from: source("#include <sys/mman.h>"),
    }),
    "mlock.beyond-end": unsaid("pages beyond the end of a mapped file"),
    "mlock.executable": unsaid("locking executable memory"),
    "mlock.noreserve": unsaid("locking MAP_NORESERVE memory"),
    "mlock.map-count": fact(null, {
      says: "No page at hand limits the number of mappings.",
      from: source(""),
    }),
    "limit.dropped-privilege": unsaid("locks of a process that gives up its privilege"),
    "mlockall.inaccessible": unsaid("PROT_NONE memory under mlockall()"),
    "mlockall.future-inaccessible": unsaid("PROT_NONE memory and the limit under MCL_FUTURE"),
    "mlockall.counting": unsaid("PROT_NONE memory and the limit of mlockall()"),
    "mmap.order": unsaid("the order in which mmap() tests its arguments"),
    "mmap.replacement": unsaid("what a mapping that cannot be locked leaves of what it replaces"),
    "brk.limit": unsaid("a heap that cannot grow under MCL_FUTURE"),
    "pthread_create.limit": unsaid("threads whose stacks cannot be locked"),
    "mprotect.lock": unsaid("what mprotect() means for locks"),
    "madvise.arguments": unsaid("the arguments of madvise()"),
    "madvise.mapped": unsaid("madvise() where nothing is mapped"),
    "madvise.locked": unsaid("advice on locked memory"),
    "lock.truncate": unsaid("locked mappings of a file that gets shorter"),
    "lock.vfork": unsaid("lock calls of a vfork() child"),
    "lock.fork-writes": unsaid("faults of the parent after fork()"),
    "lock.unmap": unsaid("unmapping locked memory"),
    "shmctl.lock": unsaid("System V shared memory"),
    "sanitizer.effect": unsaid("sanitizers"),
    "lock.feature": unsaid("feature macros for the calls"),
    "lock.not-covered": unsaid("what locked memory is not protected against"),
    "setrlimit.effect": unsaid("setting RLIMIT_MEMLOCK"),
  } satisfies Partial<Facts>;
}
