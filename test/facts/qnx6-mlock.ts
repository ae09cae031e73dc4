/** What the QNX 6 page of mlock() states: S3-01 to S3-31. */
import { fixture, hoverOn, type Statement, statement, transcript } from "./statement";

const run = transcript("seeds-qnx6-mlock");
const hover = hoverOn("qnx6");
const posix = hoverOn("posix");

export const qnx6Mlock: readonly Statement[] = [
  statement("S3-01", "The page is no longer maintained.", hover("mlock", "no longer maintained")),
  statement(
    "S3-02",
    "mlock() locks a range of the process's memory.",
    run,
    hover("mlock", "Locks the pages of a range in physical memory"),
  ),
  statement(
    "S3-03",
    "It takes a pointer and a size, and <sys/mman.h> declares it.",
    hover("mlock", "int mlock(const void *addr, size_t len);", "#include <sys/mman.h>"),
  ),
  statement(
    "S3-04",
    "addr is where the range begins.",
    run,
    hover("mlock", "`addr`: where the range begins"),
  ),
  statement(
    "S3-05",
    "len is its length in bytes.",
    run,
    hover("mlock", "`len`: its length in bytes, not pages"),
  ),
  statement("S3-06", "It is in libc.", hover("mlock", "part of libc")),
  statement(
    "S3-07",
    "The range begins at addr and goes on for len.",
    run,
    hover("mlock", "concerns the bytes [p, p + n)"),
  ),
  statement(
    "S3-08",
    "addr must be a multiple of the page size, which depends on the target.",
    run,
    fixture("misaligned-address/allocators"),
    hover("mlock", "The address must be a multiple of PAGESIZE"),
  ),
  statement(
    "S3-09",
    "All of it is as in POSIX since Core OS 6.3.2.",
    hover("mlock", "came with the QNX Neutrino Core OS 6.3.2"),
  ),
  statement(
    "S3-10",
    "Success makes the pages resident.",
    run,
    hover("mlock", "A successful mlock() makes the pages memory-resident"),
  ),
  statement(
    "S3-11",
    "The caller must be a superuser.",
    run,
    fixture("missing-privilege/main"),
    hover("mlock", "mlock() needs superuser capabilities"),
    fixture("dropped-privilege/user"),
  ),
  statement(
    "S3-12",
    "A mapping is in one of three locking states.",
    run,
    hover("mlock", "Memory is unlocked, locked or superlocked"),
  ),
  statement(
    "S3-13",
    "Unlocked memory may be paged.",
    hover("mlock", "Unlocked memory may be paged in and out"),
  ),
  statement(
    "S3-14",
    "Locked memory may not, and may still fault, for statistics.",
    hover("mlock", "Locked memory is not paged in or out, yet an access may still fault"),
  ),
  statement(
    "S3-15",
    "I/O privileges of a thread superlock the whole address space: no faults.",
    run,
    hover("mlock", "Superlocked memory never faults; the state covers the whole address space"),
  ),
  statement(
    "S3-16",
    "Lazy memory is not there before its first reference, in every state.",
    run,
    fixture("unreferenced-lazy-touch/isr"),
    hover("mlock", "before its first reference, whatever its locking state"),
    fixture("weak-lock/lazy"),
  ),
  statement(
    "S3-17",
    "Once referenced it is like all other.",
    run,
    fixture("unreferenced-lazy-touch/regions"),
  ),
  statement(
    "S3-18",
    "To touch it first in a critical region is an error.",
    run,
    fixture("unreferenced-lazy-touch/isr"),
    hover("mlock", "It is a programmer error to touch MAP_LAZY memory"),
  ),
  statement(
    "S3-19",
    "Options of procnto set the default state.",
    hover("mlock", "-m[~]l (lock) and -m[~]L (superlock) of procnto"),
  ),
  statement("S3-20", "Resident addresses are always in memory.", run),
  statement(
    "S3-21",
    "Success is 0.",
    run,
    fixture("wrong-result-test/shapes"),
    hover("mlock", "mlock() returns 0, or -1"),
  ),
  statement(
    "S3-22",
    "An error is -1 and sets errno.",
    run,
    fixture("wrong-result-test/shapes"),
    hover("mlock", "-1 with errno set"),
  ),
  statement(
    "S3-23",
    "ENOMEM is listed, without a word.",
    run,
    hover("mlock", "unmapped memory: In the 6.4 source mlock()"),
  ),
  statement(
    "S3-24",
    "EAGAIN: it cannot be locked just now.",
    run,
    hover("mlock", "EAGAIN if the memory could not be locked"),
    fixture("partial-lock-kept/blocks"),
  ),
  statement(
    "S3-25",
    "EPERM: the superuser's capabilities are missing.",
    run,
    fixture("missing-privilege/main"),
    hover("mlock", "fails with EPERM without them"),
  ),
  statement(
    "S3-26",
    "It belongs to POSIX's option for ranges.",
    posix("mlock", "mlock() belongs to the option _POSIX_MEMLOCK_RANGE"),
  ),
  statement("S3-27", "It is no cancellation point.", hover("mlock", "cancellation point no")),
  statement(
    "S3-28",
    "It is not for interrupt handlers.",
    run,
    fixture("not-interrupt-safe/calls"),
    hover("mlock", "interrupt handler no"),
  ),
  statement(
    "S3-29",
    "A signal handler may call it.",
    hover("mlock", "signal handler yes"),
    fixture("not-signal-safe/lock"),
  ),
  statement("S3-30", "It is safe in threads.", hover("mlock", "threads yes")),
  statement("S3-31", "See also mlockall(), mmap() and munlock()."),
];
