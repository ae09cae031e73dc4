/** What the QNX 7.1 page of mlock() states: S0-01 to S0-32. */
import { fixture, hoverOn, type Statement, statement, transcript } from "./statement";

const run = transcript("seeds-qnx7-mlock");
const hover = hoverOn("qnx7");
const posix = hoverOn("posix");

export const qnx7Mlock: readonly Statement[] = [
  statement("S0-01", "The page is of April 2023.", hover("mlock", "QNX 7.1 mlock() (April 2023)")),
  statement(
    "S0-02",
    "mlock() locks a range of the process's memory.",
    run,
    hover("mlock", "Locks the pages of a range in physical memory"),
  ),
  statement(
    "S0-03",
    "It takes a pointer and a size, and <sys/mman.h> declares it.",
    hover("mlock", "int mlock(const void *addr, size_t len);", "#include <sys/mman.h>"),
  ),
  statement(
    "S0-04",
    "addr is where the range begins.",
    run,
    hover("mlock", "`addr`: where the range begins"),
  ),
  statement(
    "S0-05",
    "len is the length of the range in bytes.",
    run,
    hover("mlock", "`len`: its length in bytes, not pages"),
    fixture("bad-length/sizes"),
  ),
  statement(
    "S0-06",
    "Memory alone limits what is locked.",
    run,
    hover("mlock", "There is no limit on locked memory"),
  ),
  statement("S0-07", "It is in libc.", hover("mlock", "part of libc")),
  statement(
    "S0-08",
    "Every page with any part of the range is locked.",
    run,
    hover("mlock", "Every whole page with any part"),
  ),
  statement(
    "S0-09",
    "The lock lasts until it is undone.",
    run,
    hover("mlock", "memory-resident until it is unlocked"),
  ),
  statement(
    "S0-10",
    "It ends when the process exits.",
    run,
    hover("mlock", "Locks end when the process exits"),
  ),
  statement(
    "S0-11",
    "It ends when the process executes another image.",
    run,
    hover("mlock", "exits or calls exec"),
  ),
  statement(
    "S0-12",
    "addr must be a multiple of the page size.",
    run,
    fixture("misaligned-address/design-example"),
    hover("mlock", "The address must be a multiple of PAGESIZE"),
  ),
  statement(
    "S0-13",
    "The page size depends on the target.",
    run,
    fixture("misaligned-address/rounding"),
    hover("mlock", "as `sysconf(_SC_PAGESIZE)` tells it"),
  ),
  statement(
    "S0-14",
    "The caller needs the ability PROCMGR_AID_MEM_LOCK.",
    run,
    fixture("missing-privilege/main"),
    hover("mlock", "must have the PROCMGR_AID_MEM_LOCK ability", "procmgr_ability(0, PROCMGR_ADN_NONROOT"),
  ),
  statement(
    "S0-15",
    "Resident addresses are always in memory.",
    run,
    hover("mlock", "yet it may still fault"),
  ),
  statement(
    "S0-16",
    "More stands in the chapter on locking memory.",
    hover("mlock", "QNX 7.1 Locking memory: QNX 7.1 documentation, proc_Locking_memory.html"),
  ),
  statement(
    "S0-17",
    "Typed memory is locked without asking.",
    run,
    hover("mlock", "Typed memory is locked without asking"),
  ),
  statement(
    "S0-18",
    "So are shared memory objects that shm_ctl() populated.",
    run,
    hover("mlock", "so are shared memory objects populated by shm_ctl()"),
  ),
  statement(
    "S0-19",
    "But not those with SHMCTL_LAZY.",
    run,
    fixture("unreferenced-lazy-touch/shared-object"),
    hover("mlock", "unless SHMCTL_LAZY was used"),
  ),
  statement(
    "S0-20",
    "With MAP_LAZY the call may have no immediate effect.",
    run,
    hover("mlock", "on MAP_LAZY mappings it may have no immediate effect"),
    hover("MAP_LAZY", "may have no immediate effect"),
  ),
  statement(
    "S0-21",
    "An error sets errno.",
    run,
    fixture("unchecked-result/ignored"),
    hover("mlock", "setting errno and returning -1"),
  ),
  statement(
    "S0-22",
    "ENOMEM: part of the range is not mapped.",
    run,
    hover("mlock", "ENOMEM if part of the range is not mapped"),
  ),
  statement(
    "S0-23",
    "ENOMEM: there is too little memory.",
    run,
    hover("mlock", "with ENOMEM if there is not enough memory"),
  ),
  statement(
    "S0-24",
    "ENOMEM: part of the range is PROT_NONE.",
    run,
    fixture("inaccessible-range/guard"),
    hover("mlock", "ENOMEM if part of the range is PROT_NONE"),
  ),
  statement(
    "S0-25",
    "EAGAIN: it cannot be locked just now.",
    run,
    hover("mlock", "EAGAIN if the memory could not be locked"),
  ),
  statement(
    "S0-26",
    "EPERM: the ability is missing.",
    run,
    fixture("missing-privilege/main"),
    hover("mlock", "or mlock() fails with EPERM"),
  ),
  statement(
    "S0-27",
    "It belongs to POSIX's option for ranges.",
    posix("mlock", "mlock() belongs to the option _POSIX_MEMLOCK_RANGE"),
  ),
  statement("S0-28", "It is no cancellation point.", hover("mlock", "cancellation point no")),
  statement(
    "S0-29",
    "It is not for interrupt handlers.",
    run,
    fixture("not-interrupt-safe/calls"),
    hover("mlock", "interrupt handler no"),
  ),
  statement("S0-30", "A signal handler may call it.", hover("mlock", "signal handler yes")),
  statement("S0-31", "It is safe in threads.", run, hover("mlock", "threads yes")),
  statement(
    "S0-32",
    "EINVAL is not listed, although addr must be aligned.",
    run,
    hover("mlock", "no errno is listed for other addresses"),
  ),
];
