/** What the QNX 6 page of mlockall() states: S1-01 to S1-40. */
import { fixture, hoverOn, type Statement, statement, transcript } from "./statement";

const run = transcript("seeds-qnx6-mlockall");
const hover = hoverOn("qnx6");
const posix = hoverOn("posix");

export const qnx6Mlockall: readonly Statement[] = [
  statement("S1-01", "The page is no longer maintained.", hover("mlockall", "no longer maintained")),
  statement(
    "S1-02",
    "mlockall() locks all of the process's memory.",
    run,
    hover("mlockall", "Locks all of a process's memory"),
  ),
  statement(
    "S1-03",
    "It takes flags, and <sys/mman.h> declares it.",
    hover("mlockall", "int mlockall(int flags);", "#include <sys/mman.h>"),
  ),
  statement(
    "S1-04",
    "flags are one or more of the bits listed.",
    run,
    fixture("bad-flags/mlockall"),
    hover("mlockall", "`flags`: MCL_CURRENT, MCL_FUTURE or both"),
  ),
  statement(
    "S1-05",
    "MCL_CURRENT is what is mapped.",
    run,
    hover("mlockall", "`MCL_CURRENT`: the pages that are mapped now"),
  ),
  statement(
    "S1-06",
    "MCL_FUTURE is what will be mapped, as it is mapped.",
    run,
    hover("mlockall", "`MCL_FUTURE`: pages that will be mapped later, as they are mapped"),
  ),
  statement("S1-07", "It is in libc.", hover("mlockall", "part of libc")),
  statement(
    "S1-08",
    "All of it is resident until it is unlocked.",
    run,
    hover("mlockall", "until it is unlocked"),
  ),
  statement(
    "S1-09",
    "Or until the process exits.",
    run,
    hover("mlockall", "Locks end when the process exits"),
  ),
  statement("S1-10", "Or executes another.", run, hover("mlockall", "exits or executes another process")),
  statement(
    "S1-11",
    "The flags decide what is locked.",
    run,
    hover("mlockall", "what is mapped now, what will be mapped later, or both"),
  ),
  statement(
    "S1-12",
    "All of it is as in POSIX since Core OS 6.3.2.",
    hover("mlockall", "came with the QNX Neutrino Core OS 6.3.2"),
  ),
  statement("S1-13", "Resident addresses are always in memory.", run),
  statement(
    "S1-14",
    "A mapping is in one of three locking states.",
    run,
    hover("mlockall", "Memory is unlocked, locked or superlocked"),
  ),
  statement(
    "S1-15",
    "Unlocked memory may be paged.",
    hover("mlockall", "Unlocked memory may be paged in and out"),
  ),
  statement("S1-16", "Locked memory may not.", hover("mlockall", "Locked memory is not paged in or out")),
  statement(
    "S1-17",
    "Locked memory may still fault, for statistics.",
    hover("mlockall", "an access may still fault to keep usage and modification statistics"),
  ),
  statement(
    "S1-18",
    "I/O privileges of a thread superlock.",
    run,
    hover("ThreadCtl", "Granting I/O privileges to a thread with ThreadCtl(_NTO_TCTL_IO, 0) superlocks"),
  ),
  statement(
    "S1-19",
    "Superlocked memory never faults.",
    run,
    hover("mlockall", "Superlocked memory never faults"),
  ),
  statement(
    "S1-20",
    "The superlock covers the whole address space.",
    run,
    hover("mlockall", "covers the whole address space"),
  ),
  statement(
    "S1-21",
    "Lazy memory is not there before its first reference, in every state.",
    run,
    fixture("unreferenced-lazy-touch/isr"),
    hover("MAP_LAZY", "before its first reference, whatever its locking state"),
    fixture("weak-lock/lazy"),
  ),
  statement(
    "S1-22",
    "Once referenced it is like all other.",
    run,
    fixture("unreferenced-lazy-touch/regions"),
  ),
  statement(
    "S1-23",
    "To touch it first in a critical region is an error.",
    run,
    fixture("unreferenced-lazy-touch/isr"),
    hover("MAP_LAZY", "It is a programmer error to touch MAP_LAZY memory"),
  ),
  statement(
    "S1-24",
    "A critical region has interrupts disabled, or is an interrupt handler.",
    run,
    fixture("unreferenced-lazy-touch/isr"),
    hover("MAP_LAZY", "while interrupts are disabled or in an interrupt handler"),
  ),
  statement(
    "S1-25",
    "Options of procnto set the default state.",
    hover("mlockall", "-m[~]l (lock) and -m[~]L (superlock) of procnto"),
  ),
  statement("S1-26", "Only a superuser may lock.", run, hover("mlockall", "Only a superuser may lock pages")),
  statement(
    "S1-27",
    "One way: page by page, mmap() and mlock().",
    run,
    hover("mlockall", "lock it with mlock()"),
  ),
  statement(
    "S1-28",
    "Another: all at once.",
    run,
    hover(
      "mlockall",
      "Either call mlockall(MCL_FUTURE) and then mmap(), or mmap() and then mlockall(MCL_CURRENT)",
    ),
  ),
  statement(
    "S1-29",
    "An error sets errno.",
    run,
    fixture("wrong-result-test/shapes"),
    hover("mlockall", "setting errno and returning -1"),
  ),
  statement(
    "S1-30",
    "EAGAIN: it cannot be locked just now.",
    run,
    hover("mlockall", "EAGAIN if the memory could not be locked"),
  ),
  statement(
    "S1-31",
    "EINVAL: the flags are 0.",
    run,
    fixture("bad-flags/mlockall"),
    hover("mlockall", "EINVAL if flags are 0"),
  ),
  statement(
    "S1-32",
    "ENOMEM: it would exceed a limit.",
    run,
    hover("mlockall", "the page says ENOMEM"),
    fixture("limit-exceeded/own"),
  ),
  statement(
    "S1-33",
    "RLIMIT_MEMLOCK is that limit.",
    run,
    hover("mlockall", "must not exceed RLIMIT_MEMLOCK"),
  ),
  statement(
    "S1-34",
    "EPERM: the privilege is missing.",
    run,
    hover("mlockall", "mlockall() fails with EPERM for others"),
  ),
  statement(
    "S1-35",
    "It belongs to POSIX's option for whole processes.",
    posix("mlockall", "mlockall() to _POSIX_MEMLOCK."),
  ),
  statement("S1-36", "It is no cancellation point.", hover("mlockall", "cancellation point no")),
  statement("S1-37", "It is not for interrupt handlers.", run, hover("mlockall", "interrupt handler no")),
  statement("S1-38", "A signal handler may call it.", hover("mlockall", "signal handler yes")),
  statement("S1-39", "It is safe in threads.", run, hover("mlockall", "threads yes")),
  statement(
    "S1-40",
    "See also mlock(), mmap() and munlock(), which undoes a part.",
    run,
    hover("mlockall", "mlock(), munlock(), mmap()"),
  ),
];
