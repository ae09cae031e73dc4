/** What the illumos page mlock(3C) states: S2-01 to S2-31. */
import { fixture, hoverOn, type Statement, statement, transcript } from "./statement";

const run = transcript("seeds-illumos-mlock");
const hover = hoverOn("illumos");

export const illumosMlock: readonly Statement[] = [
  statement(
    "S2-01",
    "mlock() and munlock() are library functions that lock and unlock pages.",
    run,
    hover("mlock", "memcntl() is what mlock(), munlock(), mlockall() and munlockall() call"),
  ),
  statement(
    "S2-02",
    "Both take a pointer and a size, and <sys/mman.h> declares them.",
    hover("mlock", "int mlock(const void *addr, size_t len);", "#include <sys/mman.h>"),
    hover("munlock", "int munlock(const void *addr, size_t len);", "#include <sys/mman.h>"),
    fixture("bad-length/numbers"),
  ),
  statement(
    "S2-03",
    "The range ends before addr + len.",
    run,
    hover("mlock", "concerns the bytes [p, p + n)"),
  ),
  statement(
    "S2-04",
    "The lock follows a private page when it is copied.",
    run,
    hover("mlock", "the lock follows a private page when it is copied"),
  ),
  statement(
    "S2-05",
    "munlock() removes what mlock() locked.",
    run,
    hover("munlock", "munlock() removes locks that mlock() established"),
    fixture("mismatched-unlock/ranges"),
  ),
  statement(
    "S2-06",
    "A page may be locked through several mappings.",
    run,
    hover("mlock", "A page that several processes or mappings lock"),
  ),
  statement(
    "S2-07",
    "A page that two processes lock stays locked until both have unlocked it.",
    hover("mlock", "A page that several processes or mappings lock stays locked until each has unlocked it"),
  ),
  statement(
    "S2-08",
    "Within one mapping locks do not nest.",
    run,
    hover("mlock", "Within one mapping locks do not nest"),
    fixture("nested-lock-assumed/twice"),
  ),
  statement(
    "S2-09",
    "One munlock() removes any number of mlock().",
    run,
    hover("mlock", "one munlock() removes any number of mlock() calls"),
    fixture("nested-lock-assumed/twice"),
  ),
  statement(
    "S2-10",
    "What is locked in one place is locked in all others.",
    hover("mlock", "A page that several processes or mappings lock stays locked until each has unlocked it"),
  ),
  statement(
    "S2-11",
    "A process may do nothing but hold pages locked for others.",
    hover("mlock", "A process may do nothing but hold important shared pages locked"),
  ),
  statement(
    "S2-12",
    "Locked pages go to and from disk only when a locking process asks.",
    run,
    hover("mlock", "do not go to or from disk unless a locking process asks for it"),
  ),
  statement(
    "S2-13",
    "Only mapped data is covered, no file descriptors and no metadata.",
    hover("mlock", "neither file descriptors nor metadata on disk"),
  ),
  statement("S2-14", "Removing the mapping unlocks.", run, hover("mlock", "Removing a mapping, or its page")),
  statement(
    "S2-15",
    "So does removing or truncating the file.",
    run,
    hover("mlock", "as its file is truncated or removed is unlocked"),
  ),
  statement(
    "S2-16",
    "A child inherits no locks.",
    run,
    hover("mlock", "A child does not inherit locks after fork()"),
    fixture("lost-lock/fork"),
  ),
  statement(
    "S2-17",
    "Locks are not nested.",
    run,
    hover("munlock", "locks do not nest"),
    fixture("nested-lock-assumed/twice"),
  ),
  statement(
    "S2-18",
    "Beyond a limit of the system locking fails.",
    run,
    hover("mlock", "beyond a limit or resource control"),
  ),
  statement("S2-19", "Success is 0.", run, hover("mlock", "mlock() and munlock() return 0, or -1")),
  statement(
    "S2-20",
    "A failure is -1 and changes no locks.",
    run,
    hover(
      "mlock",
      "a failed call changes no locks; in the source that holds for mlock() and not for munlock()",
    ),
  ),
  statement(
    "S2-21",
    "EINVAL: addr is no multiple of the page size.",
    run,
    fixture("misaligned-address/design-example"),
    hover("mlock", "EINVAL if addr is not a multiple of the page size"),
  ),
  statement(
    "S2-22",
    "sysconf() tells the page size.",
    run,
    fixture("misaligned-address/rounding"),
    hover("mlock", "the page size that sysconf() returns"),
  ),
  statement(
    "S2-23",
    "ENOMEM: part of the range is invalid or not mapped.",
    run,
    fixture("unmapped-range/ranges"),
    hover("mlock", "ENOMEM if part of the range is not mapped"),
  ),
  statement("S2-24", "ENOSYS: the system does not lock memory so.", run, hover("mlock", "ENOSYS")),
  statement(
    "S2-25",
    "EPERM: PRIV_PROC_LOCK_MEMORY is not in effect.",
    run,
    fixture("missing-privilege/main"),
    hover("mlock", "need PRIV_PROC_LOCK_MEMORY in the effective set and fail with EPERM", "priv_ineffect()"),
  ),
  statement(
    "S2-26",
    "munlock() has the same errors.",
    run,
    fixture("misaligned-address/unlock"),
    hover("munlock", "EINVAL (alignment", "ENOMEM (", "EPERM (privilege)"),
  ),
  statement(
    "S2-27",
    "EAGAIN, of mlock() alone: resources are lacking.",
    run,
    hover("mlock", "fails with EAGAIN or ENOMEM if the system lacks resources"),
  ),
  statement(
    "S2-28",
    "EAGAIN also for a limit or resource control.",
    run,
    hover("mlock", "EAGAIN beyond a limit or resource control", "project.max-locked-memory"),
  ),
  statement(
    "S2-29",
    "Few may lock, since it costs the system resources.",
    run,
    hover("mlock", "PRIV_PROC_LOCK_MEMORY"),
  ),
  statement("S2-30", "See also memcntl(), mlockall() and plock(), which share the locks.", run),
  statement("S2-31", "The page is of March 2022.", hover("mlock", "mlock(3C) of March 2022")),
];
