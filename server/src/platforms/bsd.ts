/** What FreeBSD, NetBSD, OpenBSD and macOS have in common, and what no source that was read settles for them. */
import { does, fact, page, silent } from "./build";
import {
  mappingCalls,
  results,
  withoutLinuxAdditions,
  withoutPlockAndMemcntl,
  withoutQnxAdditions,
} from "./common";
import type { Facts, Source } from "./profile";

type Page = (quote: string) => Source;

const posix = "https://pubs.opengroup.org/onlinepubs/9699919799/functions/";
const chapter = page("POSIX.1-2017 General Information", `${posix}V2_chap02.html`);

/** `source` is the kernel source on which the platform's facts rest. */
export function bsdFacts(system: string, source: Page) {
  return {
    ...mappingCalls,
    ...results,
    ...withoutLinuxAdditions(system, source),
    ...withoutPlockAndMemcntl(system, source),
    ...withoutQnxAdditions(system, source),
    ...posixPromises,
    ...wiring(source),
    ...openQuestions(system, source),
  } satisfies Partial<Facts>;
}

/** What all of them do, and say with one word: to lock is to wire. */
function wiring(source: Page) {
  return {
    "mlock.effect": fact("locks", {
      says: "mlock() wires the pages of the range: it brings them in and keeps them in memory.",
      from: source("mlock"),
    }),
    "munlock.effect": fact("unlocks", {
      says: "munlock() unwires the pages of the range.",
      from: source("munlock"),
    }),
    "mlock.alignment": fact("round", {
      says: "The address is rounded down to a page boundary, so any address is accepted.",
      from: source("mlock"),
    }),
    "munlock.alignment": fact("round", {
      says: "The address is rounded down to a page boundary, so whole pages get unlocked, neighbours included.",
      from: source("munlock"),
    }),
    "mlock.zero-length": fact("rounds", {
      requires: "len must be greater than 0 for anything to be locked",
      otherwise: does("returns 0 and locks nothing, or one page if addr is not page-aligned"),
      says: "A length of 0 returns 0 and locks nothing, or the one page of an unaligned address.",
      from: source("mlock"),
    }),
    "munlock.zero-length": fact("rounds", {
      requires: "len must be greater than 0 for anything to be unlocked",
      otherwise: does("returns 0 and unlocks nothing, or one page if addr is not page-aligned"),
      says: "A length of 0 returns 0 and unlocks nothing, or the one page of an unaligned address.",
      from: source("munlock"),
    }),
    "mlock.population": fact("every-page", {
      says: "A successful mlock() has brought in every page that it locks.",
      from: source("wire"),
    }),
    "lock.whole-pages": fact(true, {
      says: "The range is widened to whole pages, so neighbours in the same page are locked and unlocked too.",
      from: source("round_page"),
    }),
    "lock.unlocked": fact("may-page", { says: "Unlocked memory may be paged out and in.", from: source("") }),
    "setrlimit.effect": fact("sets", {
      says: "setrlimit(RLIMIT_MEMLOCK) sets the limit that later calls are checked against.",
      from: source("RLIMIT_MEMLOCK"),
    }),
    "lock.header": fact(["sys/mman.h"], {
      says: "The calls are declared in <sys/mman.h>, before which old programs include <sys/types.h>.",
      from: source("sys/mman.h"),
    }),
    "mlock.executable": fact("locks", {
      says: "Executable memory is locked like any other.",
      from: source("wire"),
    }),
  } satisfies Partial<Facts>;
}

function openQuestions(system: string, source: Page) {
  const unsettled = (question: string) => silent(`No source that was read says ${question}.`, source);
  return {
    "mlock.beyond-end": unsettled(`what mlock() does beyond the end of a mapped file on ${system}`),
    "mlock.noreserve": unsettled(`what ${system} does with MAP_NORESERVE memory`),
    "mlock.map-count": fact(null, {
      says: `No source that was read limits the number of mappings on ${system}.`,
      from: source(""),
    }),
    "limit.dropped-privilege": unsettled("what giving up root means for locks"),
    "mlockall.future-inaccessible": unsettled("whether MCL_FUTURE counts PROT_NONE memory"),
    "mlockall.counting": unsettled("whether mlockall() holds PROT_NONE memory against the limit"),
    "mlockall.stack-growth": unsettled("whether a stack that grows under MCL_FUTURE is locked"),
    "pthread_create.stack": unsettled("which pages of a thread's stack are there from the start"),
    "mlockall.stack": unsettled("what happens to a stack that cannot grow under MCL_FUTURE"),
    "brk.limit": unsettled("what happens to a heap that cannot grow under MCL_FUTURE"),
    "pthread_create.limit": unsettled("what happens to a thread whose stack cannot be locked"),
    "mmap.order": unsettled("in which order mmap() tests its arguments"),
    "mmap.replacement": unsettled("what a mapping that cannot be locked leaves of what it replaces"),
    "mmap.flags": unsettled(`that mmap() demands MAP_SHARED or MAP_PRIVATE on ${system}`),
    "mmap.residency": unsettled("which pages ordinary memory has before it is touched"),
    "mprotect.lock": unsettled("what mprotect() means for locks"),
    "madvise.arguments": unsettled("which arguments madvise() refuses"),
    "madvise.mapped": unsettled("what madvise() does where nothing is mapped"),
    "madvise.locked": unsettled("which advice is refused on locked memory"),
    "lock.truncate": unsettled("what shortening the file behind a locked mapping means for the lock"),
    "lock.exec": unsettled("what exec does to locks"),
    "lock.exit": unsettled("what the end of the process does to locks"),
    "lock.vfork": unsettled("what a vfork() child's calls do to its parent's locks"),
    "lock.fork-writes": unsettled("whether locked pages fault after fork()"),
    "lock.sharing": unsettled("what the lock of one process means for the others that share the page"),
    "lock.unmap": unsettled("what unmapping means for locks"),
    "lock.locked": unsettled("whether an access to locked memory may still fault"),
    "lock.implicit": unsettled("of memory that is locked without asking"),
    "shmctl.lock": unsettled("what shmctl() can lock"),
    "special.lock": unsettled("of memory that no call locks"),
    "sanitizer.effect": unsettled("what sanitizers do to these calls"),
    "lock.feature": unsettled("under which feature macros the calls are declared"),
    "lock.not-covered": unsettled("what locked memory is not protected against"),
    "mlock.since": unsettled("since which version the calls exist"),
    "munlockall.errno": fact([], { says: "No error of munlockall() is known.", from: source("") }),
  } satisfies Partial<Facts>;
}

/** What POSIX says of signal handlers, threads and cancellation; no BSD page says otherwise. */
const posixPromises = {
  "lock.signal-handler": fact("not-listed", {
    says: "None of the four calls is on the list of async-signal-safe functions.",
    from: chapter("async-signal-safe"),
  }),
  "lock.thread": fact("safe", { says: "The calls are thread-safe.", from: chapter("thread-safe") }),
  "lock.cancellation": fact("no", {
    says: "None of the four calls is a cancellation point.",
    from: chapter("Cancellation Points"),
  }),
} satisfies Partial<Facts>;

/** What the pages that come from 4.4BSD say of locked memory. */
export function bsdPromises(man: Page) {
  return {
    "lock.locked": fact("resident-may-fault", {
      says: "Locked memory stays in memory and causes no fault to bring it in, but may still cause faults for its protection.",
      from: man("neither a non-resident page nor address-translation fault"),
    }),
    "lock.sharing": fact("held-by-any", {
      says: "A page stays in memory until all mappings that lock it, of all processes, are unlocked.",
      from: man("until all locked mappings for the pages are removed"),
    }),
    "lock.unmap": fact("dropped", {
      says: "Unmapping memory removes its locks.",
      from: man("implicitly by a call to munmap"),
    }),
    "lock.fork": fact("dropped", {
      says: "A child does not inherit locks.",
      from: man("Locked mappings are not inherited by the child process"),
    }),
  } satisfies Partial<Facts>;
}

/** MCL_FUTURE on NetBSD and OpenBSD: what cannot be wired has already taken the place of what was there. */
export function uvmFuture(source: Page, file: string) {
  return {
    "mlockall.future-inaccessible": fact("exempt", {
      says: "PROT_NONE memory is neither wired nor counted against the limit as it is mapped.",
      from: source(file),
    }),
    "mmap.replacement": fact("clears-first", {
      says: "mmap(MAP_FIXED) removes what was there before it wires, so a mapping that cannot be wired leaves a hole.",
      from: source("uvm_unmap"),
    }),
  } satisfies Partial<Facts>;
}

/** mlockall() and munlockall() where they work. */
export function bsdLockall(source: Page) {
  return {
    "mlockall.effect": fact("locks", {
      says: "mlockall() wires what is mapped now, what will be mapped later, or both.",
      from: source("mlockall"),
    }),
    "munlockall.effect": fact("unlocks", {
      says: "munlockall() unwires everything and ends MCL_FUTURE.",
      from: source("munlockall"),
    }),
    "mlockall.current-cancels-future": fact(false, {
      says: "MCL_FUTURE stays in force until munlockall(), whatever mlockall() is called with later.",
      from: source("mlockall"),
    }),
    "mlockall.inaccessible": fact("skips", {
      says: "mlockall() skips PROT_NONE memory.",
      from: source("mlockall"),
    }),
    "lock.nesting": fact("flag", {
      says: "Locks do not stack: one munlock() undoes any number of mlock() calls on the page.",
      from: source("munlock"),
    }),
  } satisfies Partial<Facts>;
}
