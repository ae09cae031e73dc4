/** Ways to use the lock calls that the pages recommend, in our own words and code. */
import type { RecipeName } from "./topic";

export interface Recipe {
  readonly title: string;
  readonly says: string;
  readonly code?: string;
  /** The page that recommends it. */
  readonly from: string;
}

export const recipes: Readonly<Record<RecipeName, Recipe>> = {
  "one-by-one": {
    title: "Page by page, tightly controlled",
    says: "Map each buffer with mmap(), test that it is there, and lock it with mlock().",
    from: "QNX 6 mlockall()",
  },
  "at-once": {
    title: "All at once",
    says: "Either call mlockall(MCL_FUTURE) and then mmap(), or mmap() and then mlockall(MCL_CURRENT); each suffices alone.",
    from: "QNX 6 mlockall()",
  },
  "real-time": {
    title: "For real time",
    says: "Paging is a major cause of unexpected delays: lock before the time-critical part, and switch to a real-time scheduler with sched_setscheduler() as well.",
    from: "old Linux mlockall(2)",
  },
  stack: {
    title: "A stack that does not fault",
    says: "Reserve enough locked stack before the time-critical part: call a function with a large automatic variable and write to it, so that the pages are mapped and not even copy-on-write faults are left.",
    code: `static void prefault_stack(void)
{
    volatile char room[64 * 1024];
    for (size_t i = 0; i < sizeof room; i += 1024) room[i] = 0;
}`,
    from: "old Linux mlockall(2)",
  },
  secret: {
    title: "For secrets",
    says: "Passwords and keys that are paged out may outlive their erasure in memory; lock only their own pages with mlock(), and erase them before munlock().",
    from: "old Linux mlockall(2)",
  },
  keeper: {
    title: "A keeper",
    says: "A process may do nothing but hold important shared pages locked, so that others meet no page faults that need the disk.",
    from: "illumos mlock(3C)",
  },
};
