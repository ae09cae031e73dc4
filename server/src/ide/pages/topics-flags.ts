/** Topics: flags, limits and privileges. */
import type { Topic } from "./topic";

type Flag = Pick<Topic, "summary" | "facts" | "brief" | "recipes" | "seeAlso">;

const flags: Readonly<Record<string, Flag>> = {
  MCL_CURRENT: {
    summary: "mlockall(): lock what is mapped now.",
    facts: ["mlockall.effect", "mlockall.limit", "mlockall.flags", "mlockall.current-cancels-future"],
    recipes: ["at-once", "stack"],
    seeAlso: ["mlockall", "MCL_FUTURE"],
  },
  MCL_FUTURE: {
    summary: "mlockall(): lock what will be mapped later, as it is mapped.",
    facts: [
      "mlockall.flags",
      "mlockall.future-failure",
      "mlockall.stack",
      "mlockall.stack-growth",
      "brk.limit",
      "pthread_create.limit",
      "mlockall.current-cancels-future",
      "mlockall.failure",
      "lazy.reference",
    ],
    brief: ["mlockall.flags", "mlockall.future-failure"],
    recipes: ["at-once", "stack"],
    seeAlso: ["mlockall", "MCL_CURRENT", "mmap", "brk", "pthread_create"],
  },
  MCL_ONFAULT: {
    summary: "mlockall(): lock each page when it is first touched.",
    facts: ["lock.onfault", "mlockall.flags"],
    seeAlso: ["mlockall", "MLOCK_ONFAULT"],
  },
  MLOCK_ONFAULT: {
    summary: "mlock2(): lock each page when it is first touched.",
    facts: ["lock.onfault", "mlock2.effect"],
    seeAlso: ["mlock2", "MCL_ONFAULT"],
  },
  MAP_LAZY: {
    summary: "mmap(): memory whose pages come with the first reference, locked or not.",
    facts: ["lazy.reference", "lazy.critical", "lazy.interrupt", "lock.superlocked", "mmap.lazy-typed"],
    seeAlso: ["mmap", "InterruptAttach", "SHMCTL_LAZY"],
  },
  MAP_LOCKED: {
    summary: "mmap(): lock the mapping as it is made.",
    facts: ["mmap.locked", "mmap.privilege", "mlock.limit"],
    brief: ["mmap.locked"],
    seeAlso: ["mmap", "mlock", "MAP_WIRED", "MAP_POPULATE"],
  },
  MAP_WIRED: {
    summary: "mmap(): lock the mapping as it is made; NetBSD's name for it.",
    facts: ["mmap.locked", "mmap.privilege"],
    brief: ["mmap.locked"],
    seeAlso: ["mmap", "mlock", "MAP_LOCKED"],
  },
  MAP_POPULATE: {
    summary: "mmap(): bring the pages in at once, without locking them.",
    facts: ["mmap.populate", "mmap.residency"],
    brief: ["mmap.populate"],
    seeAlso: ["mmap", "MAP_LOCKED"],
  },
  MAP_NORESERVE: {
    summary: "mmap(): reserve no swap space for the mapping.",
    facts: ["mlock.noreserve"],
    seeAlso: ["mmap", "mlock"],
  },
  MAP_FIXED: {
    summary: "mmap(): map exactly there, in place of what is there, locks included.",
    facts: ["lock.unmap", "mmap.exists"],
    brief: ["lock.unmap"],
    seeAlso: ["mmap", "munmap", "MAP_FIXED_NOREPLACE"],
  },
  MAP_FIXED_NOREPLACE: {
    summary: "mmap(): map exactly there, or fail if something is there.",
    facts: ["mmap.exists"],
    seeAlso: ["mmap", "MAP_FIXED"],
  },
  MAP_PHYS: {
    summary: "mmap(): map physical memory.",
    facts: ["lock.implicit", "mmap.flags"],
    seeAlso: ["mmap", "SHMCTL_PHYS"],
  },
  MAP_STACK: {
    summary: "mmap(): the memory will be a stack.",
    facts: ["mmap.flags", "mlockall.stack"],
    seeAlso: ["mmap", "pthread_create"],
  },
  SHMCTL_LAZY: {
    summary: "shm_ctl(): do not allocate the object's memory before its first reference.",
    facts: ["lock.implicit", "lazy.reference", "lazy.critical"],
    seeAlso: ["shm_ctl", "MAP_LAZY"],
  },
  SHMCTL_ANON: {
    summary: "shm_ctl(): give the object ordinary memory.",
    facts: ["lock.implicit"],
    seeAlso: ["shm_ctl", "SHMCTL_LAZY"],
  },
  SHMCTL_PHYS: {
    summary: "shm_ctl(): give the object a range of physical memory.",
    facts: ["lock.implicit"],
    seeAlso: ["shm_ctl", "MAP_PHYS"],
  },
  PROT_NONE: {
    summary: "Memory that must not be accessed, as the lock calls meet it.",
    facts: ["mlock.accessible", "mlockall.inaccessible", "touch.accessible", "mprotect.lock"],
    brief: ["mlock.accessible"],
    seeAlso: ["mprotect", "mlock"],
  },
  MREMAP_MAYMOVE: {
    summary: "mremap(): the mapping may go elsewhere if it has no room to grow.",
    facts: ["mremap.room", "mremap.effect"],
    seeAlso: ["mremap"],
  },
  MREMAP_FIXED: {
    summary: "mremap(): the mapping goes exactly there, in place of what is there.",
    facts: ["mremap.arguments", "mremap.effect"],
    seeAlso: ["mremap"],
  },
  MREMAP_DONTUNMAP: {
    summary: "mremap(): the old range stays mapped, without its pages.",
    facts: ["mremap.arguments", "mremap.effect"],
    seeAlso: ["mremap"],
  },
  MS_INVALIDATE: {
    summary: "msync(): drop copies that are older than the file.",
    facts: ["msync.locked"],
    seeAlso: ["msync", "mlock"],
  },
  RLIMIT_MEMLOCK: {
    summary: "The limit on locked memory, in bytes, as setrlimit() and ulimit -l set it.",
    facts: [
      "mlock.limit",
      "mlockall.limit",
      "limit.default",
      "limit.counting",
      "limit.scope",
      "setrlimit.effect",
      "setrlimit.order",
      "setrlimit.hard",
    ],
    brief: ["setrlimit.effect", "limit.default"],
    seeAlso: ["setrlimit", "mlock", "mlockall"],
  },
  ...advice("MADV_DONTNEED", "the pages are not needed soon; they are dropped"),
  ...advice("MADV_FREE", "the pages' contents are not needed any more"),
  ...advice("MADV_COLD", "the pages are the first to go when memory is short"),
  ...advice("MADV_PAGEOUT", "the pages are to go now"),
};

function advice(name: string, meaning: string): Readonly<Record<string, Flag>> {
  return { [name]: { summary: `madvise(): ${meaning}.`, facts: ["madvise.locked"], seeAlso: ["madvise"] } };
}

const privilege = (name: string, summary: string, ...seeAlso: readonly string[]): Topic => ({
  summary,
  privilege: name,
  facts: [
    "mlock.privilege",
    "munlock.privilege",
    "mlockall.privilege",
    "munlockall.privilege",
    "mlock.limit",
    "limit.dropped-privilege",
  ],
  seeAlso: [...seeAlso, "mlock", "munlock", "mlockall"],
});

export const flagTopics: Readonly<Record<string, Topic>> = {
  ...Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => [name, { ...flag, constants: [name] } satisfies Topic]),
  ),
  _SC_PAGESIZE: {
    summary: "sysconf(_SC_PAGESIZE): the size of a page in bytes, which differs from machine to machine.",
    facts: ["mlock.alignment", "munlock.alignment", "lock.whole-pages"],
    brief: ["mlock.alignment"],
    constants: ["_SC_PAGESIZE"],
    pageSizes: true,
    seeAlso: ["mlock", "munlock"],
  },
  PROCMGR_AID_MEM_LOCK: privilege(
    "PROCMGR_AID_MEM_LOCK",
    "The ability to lock memory, which procmgr_ability() gives and takes.",
    "procmgr_ability",
  ),
  PRIV_PROC_LOCK_MEMORY: privilege(
    "PRIV_PROC_LOCK_MEMORY",
    "The privilege to lock memory; priv_ineffect() asks for it, priv_set() changes it.",
    "priv_set",
  ),
  CAP_IPC_LOCK: privilege(
    "CAP_IPC_LOCK",
    "The capability to lock memory without limit.",
    "capset",
    "RLIMIT_MEMLOCK",
  ),
};
