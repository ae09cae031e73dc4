/** What can be hovered over, and which facts tell about it. */
import type { FactName } from "../platforms/profile";

export interface Topic {
  readonly signature?: string;
  readonly summary: string;
  readonly facts: readonly FactName[];
  /** Where the call may be made: shown as one line. */
  readonly safety?: readonly FactName[];
  /** The errno values that the pages list. */
  readonly errno?: "mlock.errno" | "munlock.errno" | "mlockall.errno" | "munlockall.errno";
  /** Shown with its value on each platform. */
  readonly constant?: string;
}

const states: readonly FactName[] = [
  "lock.states",
  "lock.unlocked",
  "lock.locked",
  "lock.superlocked",
  "lock.superlock",
  "lock.default-state",
  "lazy.reference",
  "lazy.critical",
  "lock.implicit",
];
const ends: readonly FactName[] = ["lock.nesting", "lock.unmap", "lock.fork", "lock.exec"];
const callers: readonly FactName[] = ["lock.signal-handler", "lock.thread", "lock.cancellation"];

const mlockFacts: readonly FactName[] = [
  "mlock.effect",
  "mlock.alignment",
  "mlock.mapped",
  "mlock.accessible",
  "mlock.zero-length",
  "lock.wrap",
  "mlock.privilege",
  "mlock.limit",
  "limit.default",
  "mlock.resources",
  "mlock.order",
  "mlock.result",
  "lock.atomic",
  "lock.whole-pages",
];

export const topics: Readonly<Record<string, Topic>> = {
  mlock: {
    signature: "int mlock(const void *addr, size_t len);",
    summary: "Locks the pages of a range in physical memory.",
    facts: [...mlockFacts, ...ends, ...states, "mlock.since"],
    safety: ["mlock.interrupt", ...callers],
    errno: "mlock.errno",
  },
  mlock2: {
    signature: "int mlock2(const void *addr, size_t len, unsigned int flags);",
    summary: "Locks the pages of a range, with MLOCK_ONFAULT each as it is first touched.",
    facts: ["mlock2.effect", "lock.onfault", ...mlockFacts, ...ends, "mlock.since"],
    safety: ["mlock.interrupt", ...callers],
    errno: "mlock.errno",
  },
  munlock: {
    signature: "int munlock(const void *addr, size_t len);",
    summary: "Unlocks the pages of a range.",
    facts: [
      "munlock.effect",
      "munlock.alignment",
      "munlock.mapped",
      "munlock.zero-length",
      "munlock.never-locked",
      "munlock.privilege",
      "munlock.order",
      "mlock.result",
      "lock.atomic",
      "lock.whole-pages",
      "lock.nesting",
    ],
    safety: ["munlock.interrupt", ...callers],
    errno: "munlock.errno",
  },
  mlockall: {
    signature: "int mlockall(int flags);",
    summary: "Locks all of a process's memory: what is mapped, what will be mapped, or both.",
    facts: [
      "mlockall.effect",
      "mlockall.flags",
      "mlockall.privilege",
      "mlockall.limit",
      "limit.default",
      "mlockall.resources",
      "mlockall.order",
      "mlockall.result",
      "mlockall.failure",
      "mlockall.current-cancels-future",
      "mlockall.future-failure",
      "mlockall.stack",
      ...ends,
      ...states,
      "mlock.since",
    ],
    safety: ["mlockall.interrupt", ...callers],
    errno: "mlockall.errno",
  },
  munlockall: {
    signature: "int munlockall(void);",
    summary: "Unlocks all of a process's memory and ends MCL_FUTURE.",
    facts: ["munlockall.effect", "munlockall.privilege", "mlockall.result", "lock.nesting"],
    safety: ["munlockall.interrupt", ...callers],
    errno: "munlockall.errno",
  },
  MCL_CURRENT: {
    summary: "mlockall(): lock what is mapped now.",
    facts: ["mlockall.effect", "mlockall.limit", "mlockall.flags", "mlockall.current-cancels-future"],
    constant: "MCL_CURRENT",
  },
  MCL_FUTURE: {
    summary: "mlockall(): lock what will be mapped later, as it is mapped.",
    facts: [
      "mlockall.flags",
      "mlockall.future-failure",
      "mlockall.stack",
      "mlockall.current-cancels-future",
      "mlockall.failure",
      "lazy.reference",
    ],
    constant: "MCL_FUTURE",
  },
  MCL_ONFAULT: {
    summary: "mlockall(): lock each page when it is first touched.",
    facts: ["lock.onfault", "mlockall.flags"],
    constant: "MCL_ONFAULT",
  },
  MLOCK_ONFAULT: {
    summary: "mlock2(): lock each page when it is first touched.",
    facts: ["lock.onfault", "mlock2.effect"],
    constant: "MLOCK_ONFAULT",
  },
  MAP_LAZY: {
    summary: "mmap(): memory whose pages come with the first reference, locked or not.",
    facts: ["lazy.reference", "lazy.critical", "lock.superlocked"],
    constant: "MAP_LAZY",
  },
  MAP_LOCKED: {
    summary: "mmap(): lock the mapping as it is made.",
    facts: ["mmap.locked", "mlock.limit"],
    constant: "MAP_LOCKED",
  },
  SHMCTL_LAZY: {
    summary: "shm_ctl(): do not allocate the object's memory before its first reference.",
    facts: ["lock.implicit", "lazy.reference", "lazy.critical"],
    constant: "SHMCTL_LAZY",
  },
  PROT_NONE: {
    summary: "Memory that must not be accessed, as mlock() meets it.",
    facts: ["mlock.accessible"],
    constant: "PROT_NONE",
  },
};
