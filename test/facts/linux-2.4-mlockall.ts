/** What an old Linux page of mlockall() states: S4-01 to S4-37. */
import { fixture, hoverOn, type Statement, statement, transcript } from "./statement";

const run = transcript("seeds-linux-2.4-mlockall");
const hover = hoverOn("linux-2.4");
const today = hoverOn("linux");

export const linux24Mlockall: readonly Statement[] = [
  statement(
    "S4-01",
    "mlockall() ends paging for the calling process.",
    run,
    hover("mlockall", "Locks all of a process's memory"),
  ),
  statement(
    "S4-02",
    "It takes flags, and <sys/mman.h> declares it.",
    hover("mlockall", "int mlockall(int flags);", "#include <sys/mman.h>"),
  ),
  statement(
    "S4-03",
    "It does so for all pages mapped.",
    run,
    hover("mlockall", "all mapped pages are in RAM"),
  ),
  statement(
    "S4-04",
    "That includes code, data and stack.",
    run,
    hover("mlockall", "stay there: code, data, stack"),
  ),
  statement("S4-05", "And shared libraries.", run, hover("mlockall", "code, data, stack, libraries")),
  statement(
    "S4-06",
    "And the kernel's data in user space, which is no longer so.",
    run,
    today(
      "mlockall",
      "The kernel's own mappings, such as [vdso] and [vvar], and device memory are never locked",
    ),
  ),
  statement(
    "S4-07",
    "And shared memory and mapped files.",
    run,
    hover("mlockall", "shared memory and mapped files"),
  ),
  statement(
    "S4-08",
    "All of it is resident when the call returns.",
    run,
    hover("mlockall", "When mlockall() returns successfully, all mapped pages are in RAM"),
  ),
  statement(
    "S4-09",
    "It stays so until munlock() or munlockall().",
    run,
    hover("munlock", "unlocks pages, also those that mlockall() locked"),
    fixture("nested-lock-assumed/everything"),
  ),
  statement(
    "S4-10",
    "Or until the process ends or executes another.",
    run,
    hover("mlockall", "terminates or starts another program with exec"),
  ),
  statement(
    "S4-11",
    "A child inherits no locks.",
    run,
    hover("mlockall", "A child does not inherit page locks across fork()"),
    fixture("lost-lock/processes"),
  ),
  statement(
    "S4-12",
    "It serves real time and secrets.",
    hover("mlockall", "For real time: ", "For secrets: "),
  ),
  statement(
    "S4-13",
    "Paging delays, which real time does not bear.",
    hover("mlockall", "Paging is a major cause of unexpected delays"),
  ),
  statement(
    "S4-14",
    "Such programs also ask for a real-time scheduler.",
    hover("mlockall", "sched_setscheduler() as well"),
  ),
  statement("S4-15", "Secrets are passwords and keys.", hover("mlockall", "Passwords and keys")),
  statement(
    "S4-16",
    "Paged out, they outlive their erasure.",
    hover("mlockall", "may outlive their erasure in memory"),
    fixture("unwiped-secret/order"),
  ),
  statement(
    "S4-17",
    "For them mlock() of their own pages is enough.",
    hover("mlockall", "lock only their own pages with mlock()"),
  ),
  statement(
    "S4-18",
    "Flags are joined by |.",
    run,
    fixture("bad-flags/mlockall"),
    hover("mlockall", "MCL_CURRENT, MCL_FUTURE or both, joined by |"),
  ),
  statement(
    "S4-19",
    "MCL_CURRENT is what is mapped.",
    run,
    hover("mlockall", "`MCL_CURRENT`: the pages that are mapped now"),
  ),
  statement(
    "S4-20",
    "MCL_FUTURE is what will be: a growing heap and stack, new files, new shared memory.",
    run,
    hover("mlockall", "`MCL_FUTURE`: pages that will be mapped later, as they are mapped: a growing heap"),
    today("mlockall", "MCL_FUTURE alone leaves the existing stack unlocked"),
  ),
  statement(
    "S4-21",
    "With MCL_FUTURE a call that would map beyond the limit fails with ENOMEM.",
    run,
    hover("mlockall", "With MCL_FUTURE, a system call that would map more than the limit fails with ENOMEM"),
  ),
  statement(
    "S4-22",
    "A stack that would grow beyond it gets SIGSEGV.",
    run,
    hover("mlockall", "is denied and the process gets SIGSEGV"),
  ),
  statement(
    "S4-23",
    "Enough stack should be locked before the time-critical part.",
    run,
    hover("mlockall", "Reserve enough locked stack before the time-critical part"),
  ),
  statement(
    "S4-24",
    "By a function with a large automatic variable that it writes to.",
    hover(
      "mlockall",
      "call a function with a large automatic variable and write to it",
      "volatile char room[",
    ),
  ),
  statement(
    "S4-25",
    "Then there are pages enough to be locked.",
    run,
    hover("mlockall", "so that the pages are mapped"),
  ),
  statement(
    "S4-26",
    "The writes leave not even copy-on-write faults.",
    run,
    hover(
      "mlockall",
      "not even copy-on-write faults are left",
      "writing to them in advance avoids copy-on-write faults",
    ),
  ),
  statement(
    "S4-27",
    "One munlockall() undoes any number of locks.",
    run,
    hover("munlockall", "unlocks everything, however often it was locked"),
    fixture("nested-lock-assumed/everything"),
  ),
  statement(
    "S4-28",
    "A page that is mapped several times is locked as long as one of them locks it.",
    run,
    hover("mlockall", "stays locked as long as one of them locks it"),
  ),
  statement(
    "S4-29",
    "Where there are both calls, <unistd.h> defines _POSIX_MEMLOCK.",
    hover("mlockall", "<unistd.h> defines _POSIX_MEMLOCK"),
    hover("munlockall", "<unistd.h> defines _POSIX_MEMLOCK"),
  ),
  statement(
    "S4-30",
    "Success is 0.",
    run,
    fixture("wrong-result-test/shapes"),
    hover("mlockall", "mlockall() returns 0, or -1"),
  ),
  statement(
    "S4-31",
    "An error is -1 and sets errno.",
    run,
    fixture("unchecked-result/ignored"),
    hover("mlockall", "-1 with errno set"),
  ),
  statement(
    "S4-32",
    "ENOMEM: more pages than allowed.",
    run,
    hover("mlockall", "ENOMEM if it would lock more pages than allowed"),
    fixture("limit-exceeded/usual"),
  ),
  statement(
    "S4-33",
    "EPERM: only root may lock.",
    run,
    fixture("missing-privilege/main"),
    hover("mlockall", "Only root processes may lock pages; every other process gets EPERM"),
  ),
  statement(
    "S4-34",
    "EINVAL: unknown flags.",
    run,
    fixture("bad-flags/mlockall"),
    hover("mlockall", "EINVAL for unknown flags"),
  ),
  statement("S4-35", "It conforms to POSIX.1b and SVr4."),
  statement("S4-36", "SVr4 knows EAGAIN as well.", run, hover("mlockall", "SVr4 knows EAGAIN as well")),
  statement("S4-37", "See also munlockall(), mlock() and munlock()."),
];
