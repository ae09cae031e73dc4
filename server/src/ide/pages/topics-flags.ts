/** Topics: flags, limits and privileges. */
import type { FactName } from "../../platforms/profile";
import type { Topic } from "./topic";

type Flag = Pick<
  Topic,
  "summary" | "does" | "ends" | "brief" | "stands" | "family" | "rules" | "recipes" | "seeAlso"
> & {
  /** What is told beside its effect and its end. */
  readonly more?: readonly FactName[];
};

/** How all that mlockall() locked ends. */
const ofAll: readonly FactName[] = ["munlockall.effect", "lock.fork", "lock.exec", "lock.exit"];
/** How the lock on one mapping ends. */
const ofMapping: readonly FactName[] = ["munlock.effect", "lock.unmap", "lock.fork", "lock.exec"];

const flags: Readonly<Record<string, Flag>> = {
  MCL_CURRENT: {
    summary:
      "mlockall(): lock what is mapped now, until it is unlocked or unmapped; later mappings are not locked.",
    stands: "mlockall.effect",
    does: ["mlockall.effect"],
    ends: ofAll,
    more: ["mlockall.limit", "mlockall.counting", "mlockall.flags", "mlockall.current-cancels-future"],
    brief: ["mlockall.effect", "mlockall.limit", "mlockall.current-cancels-future"],
    rules: ["bad-flags"],
    recipes: ["at-once", "stack"],
    seeAlso: ["mlockall", "MCL_FUTURE"],
  },
  MCL_FUTURE: {
    summary:
      "mlockall(): lock what will be mapped from now on, as it is mapped, until munlockall() ends that.",
    stands: "mlockall.effect",
    does: ["mlockall.effect", "mlockall.future-failure"],
    ends: ["munlockall.effect", "mlockall.current-cancels-future", "lock.fork", "lock.exec", "lock.exit"],
    more: [
      "mlockall.flags",
      "mlockall.stack",
      "mlockall.stack-growth",
      "brk.limit",
      "pthread_create.limit",
      "mlockall.failure",
      "lazy.reference",
    ],
    brief: [
      "mlockall.future-failure",
      "munlockall.effect",
      "mlockall.current-cancels-future",
      "mlockall.flags",
    ],
    rules: ["bad-flags"],
    recipes: ["at-once", "stack"],
    seeAlso: ["mlockall", "MCL_CURRENT", "mmap", "brk", "pthread_create"],
  },
  MCL_ONFAULT: {
    summary:
      "mlockall(): beside MCL_CURRENT or MCL_FUTURE, lock each page not now but when it is first touched.",
    stands: "lock.onfault",
    does: ["lock.onfault"],
    ends: ["munlockall.effect", "mlockall.current-cancels-future", "lock.fork", "lock.exec"],
    more: ["mlockall.flags"],
    rules: ["bad-flags"],
    seeAlso: ["mlockall", "MLOCK_ONFAULT"],
  },
  MLOCK_ONFAULT: {
    summary: "mlock2(): lock each page not now but when it is first touched.",
    stands: "mlock2.effect",
    does: ["lock.onfault"],
    ends: ofMapping,
    more: ["mlock2.effect"],
    rules: ["bad-flags"],
    seeAlso: ["mlock2", "MCL_ONFAULT"],
  },
  MAP_LAZY: {
    summary: "mmap(): no page is there before it is first referenced, even if the memory is locked.",
    family: "qnx",
    stands: "lazy.reference",
    does: ["lazy.reference", "mlock.population"],
    more: ["lazy.critical", "lazy.interrupt", "lock.superlocked", "mmap.lazy-typed"],
    brief: ["lazy.reference", "lazy.critical", "mlock.population"],
    rules: ["unreferenced-lazy-touch"],
    seeAlso: ["mmap", "InterruptAttach", "SHMCTL_LAZY"],
  },
  MAP_LOCKED: {
    summary: "mmap(): lock the mapping as it is made, until it is unlocked or unmapped.",
    stands: "mmap.locked",
    does: ["mmap.locked"],
    ends: ofMapping,
    more: ["mmap.privilege", "mlock.limit"],
    brief: ["mmap.locked", "mmap.privilege"],
    seeAlso: ["mmap", "mlock", "MAP_WIRED", "MAP_POPULATE"],
  },
  MAP_WIRED: {
    summary:
      "mmap(): lock the mapping as it is made, until it is unlocked or unmapped; NetBSD's name for it.",
    stands: "mmap.locked",
    does: ["mmap.locked"],
    ends: ofMapping,
    more: ["mmap.privilege"],
    brief: ["mmap.locked"],
    seeAlso: ["mmap", "mlock", "MAP_LOCKED"],
  },
  MAP_POPULATE: {
    summary:
      "mmap(): bring the pages in at once, without locking them: they may be paged out again at any time.",
    stands: "mmap.populate",
    does: ["mmap.populate"],
    more: ["mmap.residency"],
    seeAlso: ["mmap", "MAP_LOCKED"],
  },
  MAP_HUGETLB: {
    summary: "mmap(): map huge pages, which are never paged out, locked or not.",
    stands: "hugetlb.lock",
    does: ["hugetlb.lock"],
    seeAlso: ["mmap", "mlock"],
  },
  MAP_NORESERVE: {
    summary: "mmap(): reserve no swap space for the mapping.",
    stands: "mlock.noreserve",
    does: ["mlock.noreserve"],
    seeAlso: ["mmap", "mlock"],
  },
  MAP_FIXED: {
    summary: "mmap(): map exactly there, in place of what is there, whose locks end with it.",
    does: ["lock.unmap"],
    more: ["mmap.exists"],
    seeAlso: ["mmap", "munmap", "MAP_FIXED_NOREPLACE"],
  },
  MAP_FIXED_NOREPLACE: {
    summary: "mmap(): map exactly there, or fail if something is there.",
    stands: "mmap.exists",
    does: ["mmap.exists"],
    seeAlso: ["mmap", "MAP_FIXED"],
  },
  MAP_PHYS: {
    summary: "mmap(): map physical memory.",
    family: "qnx",
    does: ["lock.implicit"],
    more: ["mmap.physical", "mmap.flags"],
    seeAlso: ["mmap", "SHMCTL_PHYS"],
  },
  MAP_STACK: {
    summary: "mmap(): the memory will be a stack.",
    more: ["mmap.flags", "mlockall.stack"],
    seeAlso: ["mmap", "pthread_create"],
  },
  SHMCTL_LAZY: {
    summary: "shm_ctl(): allocate the object's memory only as it is first referenced, even if it is locked.",
    family: "qnx",
    does: ["lock.implicit", "lazy.reference"],
    more: ["shm_ctl.effect", "lazy.critical"],
    rules: ["unreferenced-lazy-touch"],
    seeAlso: ["shm_ctl", "MAP_LAZY"],
  },
  SHMCTL_ANON: {
    summary: "shm_ctl(): give the object ordinary memory.",
    family: "qnx",
    does: ["lock.implicit"],
    more: ["shm_ctl.effect"],
    seeAlso: ["shm_ctl", "SHMCTL_LAZY"],
  },
  SHMCTL_PHYS: {
    summary: "shm_ctl(): give the object a range of physical memory.",
    family: "qnx",
    does: ["lock.implicit"],
    more: ["shm_ctl.effect"],
    seeAlso: ["shm_ctl", "MAP_PHYS"],
  },
  PROT_NONE: {
    summary:
      "Memory that must not be accessed, as the lock calls meet it, until mprotect() allows access again.",
    does: ["mlock.accessible", "mlockall.inaccessible"],
    ends: ["mprotect.lock"],
    more: ["touch.accessible"],
    brief: ["mlock.accessible", "mlockall.inaccessible"],
    rules: ["inaccessible-range"],
    seeAlso: ["mprotect", "mlock"],
  },
  MREMAP_MAYMOVE: {
    summary: "mremap(): the mapping may go elsewhere if it has no room to grow.",
    stands: "mremap.effect",
    does: ["mremap.room"],
    more: ["mremap.effect"],
    seeAlso: ["mremap"],
  },
  MREMAP_FIXED: {
    summary: "mremap(): the mapping goes exactly there, in place of what is there.",
    stands: "mremap.effect",
    does: ["mremap.effect"],
    more: ["mremap.arguments"],
    seeAlso: ["mremap"],
  },
  MREMAP_DONTUNMAP: {
    summary: "mremap(): the old range stays mapped, without its pages.",
    stands: "mremap.effect",
    does: ["mremap.effect"],
    more: ["mremap.arguments"],
    seeAlso: ["mremap"],
  },
  MS_INVALIDATE: {
    summary: "msync(): drop copies that are older than the file.",
    does: ["msync.locked"],
    seeAlso: ["msync", "mlock"],
  },
  ...advice("MADV_DONTNEED", "the pages are not needed soon; they are dropped"),
  ...advice("MADV_FREE", "the pages' contents are not needed any more"),
  ...advice("MADV_COLD", "the pages are the first to go when memory is short"),
  ...advice("MADV_PAGEOUT", "the pages are to go now"),
  ...advice("MADV_DONTNEED_LOCKED", "the pages are dropped, even if they are locked"),
};

function advice(name: string, meaning: string): Readonly<Record<string, Flag>> {
  return { [name]: { summary: `madvise(): ${meaning}.`, does: ["madvise.locked"], seeAlso: ["madvise"] } };
}

function flagTopic([name, { more = [], ...flag }]: readonly [string, Flag]): readonly [string, Topic] {
  const facts = [...new Set([...(flag.does ?? []), ...(flag.ends ?? []), ...more])];
  return [name, { ...flag, facts, isFlag: true, constants: [name] }];
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
  ...Object.fromEntries(Object.entries(flags).map(flagTopic)),
  RLIMIT_MEMLOCK: {
    summary:
      "The limit on locked memory, in bytes, as setrlimit() and ulimit -l set it, until it is set anew.",
    does: ["mlock.limit", "mlockall.limit"],
    ends: ["setrlimit.effect"],
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
    brief: ["mlock.limit", "mlockall.limit", "limit.default", "setrlimit.effect"],
    constants: ["RLIMIT_MEMLOCK"],
    rules: ["missing-privilege"],
    seeAlso: ["setrlimit", "mlock", "mlockall"],
  },
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
