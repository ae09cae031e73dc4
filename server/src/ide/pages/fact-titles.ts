/** Every fact's title for people, chapter by chapter: the order in which pages tell them. */
import type { FactName } from "../../platforms/profile";

type Titles = Partial<Record<FactName, string>>;

const effects = {
  "mlock.effect": "mlock(): effect",
  "munlock.effect": "munlock(): effect",
  "mlockall.effect": "mlockall(): effect",
  "munlockall.effect": "munlockall(): effect",
  "mlock2.effect": "mlock2(): flags",
  "mlock.population": "mlock(): pages brought in",
  "lock.onfault": "locking on fault",
  "mmap.locked": "MAP_LOCKED, MAP_WIRED",
  "mmap.populate": "MAP_POPULATE",
  "mmap.residency": "pages of a new mapping",
  "mremap.effect": "mremap(): effect",
  "setrlimit.effect": "setrlimit(): effect",
  "shmctl.lock": "shmctl(SHM_LOCK)",
  "memfd_secret.lock": "memfd_secret()",
  "lock.implicit": "locked without asking",
  "plock.effect": "plock(): effect",
  "memcntl.effect": "memcntl(): effect",
  "sanitizer.effect": "under a sanitizer",
} as const satisfies Titles;

const demands = {
  "mlock.alignment": "mlock(): alignment",
  "munlock.alignment": "munlock(): alignment",
  "mlock.zero-length": "mlock(): length 0",
  "munlock.zero-length": "munlock(): length 0",
  "lock.wrap": "length beyond the address space",
  "lock.whole-pages": "whole pages",
  "mlockall.flags": "mlockall(): flags",
  "mmap.flags": "mmap(): flags",
  "mmap.length": "mmap(): length 0",
  "mmap.exists": "MAP_FIXED_NOREPLACE: something is there",
  "mmap.lazy-typed": "MAP_LAZY on typed memory",
  "mmap.physical": "who may use MAP_PHYS",
  "shm_ctl.effect": "shm_ctl(): failures",
  "munmap.arguments": "munmap(): length 0",
  "munmap.alignment": "munmap(): alignment",
  "mprotect.alignment": "mprotect(): alignment",
  "mremap.arguments": "mremap(): arguments",
  "madvise.arguments": "madvise(): arguments",
  "plock.state": "plock(): state",
  "memcntl.arguments": "memcntl(): arguments",
  "mmap.order": "mmap(): order of errors",
  "mlock.order": "mlock(): order of errors",
  "munlock.order": "munlock(): order of errors",
  "mlockall.order": "mlockall(): order of errors",
} as const satisfies Titles;

const memory = {
  "mlock.mapped": "mlock(): unmapped memory",
  "munlock.mapped": "munlock(): unmapped memory",
  "mlock.hole": "mlock(): hole after the first page",
  "munlock.hole": "munlock(): hole after the first page",
  "mlock.accessible": "mlock(): PROT_NONE",
  "mlockall.inaccessible": "mlockall(): PROT_NONE",
  "mlock.beyond-end": "mlock(): pages beyond the file's end",
  "mlock.executable": "mlock(): executable memory",
  "mlock.noreserve": "mlock(): MAP_NORESERVE",
  "special.lock": "the kernel's own mappings",
  "hugetlb.lock": "huge pages",
  "munlock.never-locked": "munlock(): memory that is not locked",
  "mprotect.mapped": "mprotect(): unmapped memory",
  "mprotect.lock": "mprotect(): locked memory",
  "mremap.mapped": "mremap(): unmapped memory",
  "mremap.room": "mremap(): no room to grow",
  "madvise.mapped": "madvise(): unmapped memory",
  "madvise.locked": "madvise(): locked memory",
  "msync.locked": "msync(MS_INVALIDATE): locked memory",
  "msync.mapped": "msync(): unmapped memory",
  "touch.mapped": "access to unmapped memory",
  "touch.accessible": "access against the protection",
  "touch.beyond-end": "access beyond the file's end",
} as const satisfies Titles;

const privileges = {
  "mlock.privilege": "mlock(): privilege",
  "munlock.privilege": "munlock(): privilege",
  "mlockall.privilege": "mlockall(): privilege",
  "munlockall.privilege": "munlockall(): privilege",
  "mmap.privilege": "MAP_LOCKED: privilege",
  "plock.privilege": "plock(): privilege",
  "setrlimit.hard": "setrlimit(): raising the hard limit",
  "limit.dropped-privilege": "giving up the privilege",
} as const satisfies Titles;

const limits = {
  "mlock.limit": "mlock(): limit",
  "mlockall.limit": "mlockall(): limit",
  "limit.default": "default limit",
  "limit.counting": "locking again: what counts",
  "limit.scope": "whose memory counts",
  "setrlimit.order": "setrlimit(): soft above hard",
  "mlock.map-count": "number of mappings",
  "mlock.resources": "mlock(): lack of memory",
  "mlockall.resources": "mlockall(): lack of memory",
  "mlockall.future-failure": "MCL_FUTURE: mappings that cannot be locked",
  "mlockall.future-inaccessible": "MCL_FUTURE: PROT_NONE memory and the limit",
  "mlockall.counting": "mlockall(): what counts",
  "mmap.replacement": "MAP_FIXED memory that cannot be locked",
  "mlockall.stack": "MCL_FUTURE: growing stack",
  "mlockall.stack-growth": "MCL_FUTURE: what a stack gains",
  "pthread_create.stack": "stacks of threads",
  "brk.limit": "MCL_FUTURE: growing heap",
  "pthread_create.limit": "MCL_FUTURE: new thread",
  "mremap.limit": "mremap(): limit",
} as const satisfies Titles;

const results = {
  "mlock.result": "result",
  "mlockall.result": "result",
  "lock.atomic": "locks after a failure",
  "mlockall.failure": "mlockall(): after a failure",
  "mlock.errno": "mlock(): errno",
  "munlock.errno": "munlock(): errno",
  "mlockall.errno": "mlockall(): errno",
  "munlockall.errno": "munlockall(): errno",
} as const satisfies Titles;

const lifetime = {
  "lock.nesting": "nesting",
  "mlockall.current-cancels-future": "MCL_CURRENT after MCL_FUTURE",
  "lock.fork": "fork()",
  "lock.fork-writes": "writes after fork()",
  "lock.vfork": "vfork()",
  "lock.exec": "exec",
  "lock.exit": "exit",
  "lock.unmap": "munmap()",
  "lock.truncate": "the file gets shorter",
  "lock.sharing": "pages locked through several mappings",
} as const satisfies Titles;

const residency = {
  "lock.states": "locking states",
  "lock.unlocked": "unlocked",
  "lock.locked": "locked",
  "lock.superlocked": "superlocked",
  "lock.superlock": "superlocking",
  "lock.default-state": "default state",
  "lazy.reference": "MAP_LAZY",
  "lazy.interrupt": "MAP_LAZY: a fault in an interrupt handler",
  "lazy.critical": "MAP_LAZY in a critical region",
  "lock.not-covered": "what a lock does not promise",
} as const satisfies Titles;

const callers = {
  "mlock.interrupt": "mlock(): interrupt handler",
  "munlock.interrupt": "munlock(): interrupt handler",
  "mlockall.interrupt": "mlockall(): interrupt handler",
  "munlockall.interrupt": "munlockall(): interrupt handler",
  "lock.signal-handler": "signal handler",
  "lock.thread": "threads",
  "lock.cancellation": "cancellation point",
  "interrupt.calls": "calls in an interrupt handler",
} as const satisfies Titles;

const versions = {
  "lock.header": "header",
  "lock.feature": "feature macro",
  "mlock.since": "since",
} as const satisfies Titles;

/** A missing fact does not compile. */
export const factTitles: Readonly<Record<FactName, string>> = {
  ...effects,
  ...demands,
  ...memory,
  ...privileges,
  ...limits,
  ...results,
  ...lifetime,
  ...residency,
  ...callers,
  ...versions,
};

export const factNames = Object.keys(factTitles) as readonly FactName[];

export interface Chapter {
  readonly title: string;
  readonly facts: ReadonlySet<FactName>;
}

const chapter = (title: string, titles: Titles): Chapter => ({
  title,
  facts: new Set(Object.keys(titles) as FactName[]),
});

export const chapters = {
  effects: chapter("What it does", effects),
  demands: chapter("What it asks for", demands),
  memory: chapter("The memory it meets", memory),
  privileges: chapter("Privilege", privileges),
  limits: chapter("Limits", limits),
  results: chapter("Result and errors", results),
  lifetime: chapter("How long it lasts", lifetime),
  residency: chapter("Residency and faults", residency),
  callers: chapter("Who may call it", callers),
  versions: chapter("Header and versions", versions),
} as const;
