/** Where the pages contradict each other, or a kernel contradicts its page, and where both readings can be seen. */
import { type Hover, hoverOn } from "./statement";

export interface Contradiction {
  readonly id: string;
  readonly topic: string;
  /** `calls`: the same calls have different outcomes in test/sim/contradictions.sim; else what the pages must say. */
  readonly readings: "calls" | readonly [Hover, Hover, ...Hover[]];
}

const [qnx7, qnx6, illumos] = [hoverOn("qnx7"), hoverOn("qnx6"), hoverOn("illumos")];
const [linux, linux24, posix] = [hoverOn("linux"), hoverOn("linux-2.4"), hoverOn("posix")];

export const contradictions: readonly Contradiction[] = [
  { id: "C1", topic: "an address that is no multiple of the page size", readings: "calls" },
  { id: "C2", topic: "who may lock", readings: "calls" },
  { id: "C3", topic: "who may unlock", readings: "calls" },
  { id: "C4", topic: "the limit and its errno", readings: "calls" },
  { id: "C5", topic: "what a failed call leaves behind", readings: "calls" },
  { id: "C6", topic: "what fails under MCL_FUTURE, and how", readings: "calls" },
  { id: "C7", topic: "locked and yet not resident", readings: "calls" },
  {
    id: "C8",
    topic: "locked and yet not free of faults",
    readings: [
      linux24("mlockall", "Locked pages stay in RAM until they are unlocked"),
      qnx6("mlock", "an access may still fault"),
      illumos("mlock", "do not go to or from disk"),
    ],
  },
  {
    id: "C9",
    topic: "whom a superlock concerns",
    readings: [
      qnx6("ThreadCtl", "Granting I/O privileges to a thread"),
      qnx6("ThreadCtl", "the state covers the whole address space"),
    ],
  },
  {
    id: "C10",
    topic: "a stack that grows under MCL_FUTURE",
    readings: [
      linux24("mlockall", "A stack that would grow beyond the limit is denied"),
      linux("mlockall", "MCL_FUTURE alone leaves the existing stack unlocked"),
    ],
  },
  {
    id: "C11",
    topic: "the flags that are EINVAL",
    readings: [
      qnx6("mlockall", "EINVAL if flags are 0"),
      linux24("mlockall", "EINVAL for unknown flags"),
      linux("mlockall", "EINVAL for flags of 0, for unknown bits and for MCL_ONFAULT alone"),
    ],
  },
  {
    id: "C12",
    topic: "what the kernel itself maps",
    readings: [
      linux24("mlockall", "all mapped pages are in RAM"),
      linux("mlockall", "such as [vdso] and [vvar], and device memory are never locked"),
    ],
  },
  {
    id: "C13",
    topic: "the macro that tells of the calls",
    readings: [
      linux24("mlockall", "<unistd.h> defines _POSIX_MEMLOCK."),
      posix("mlock", "<unistd.h> defines _POSIX_MEMLOCK_RANGE"),
    ],
  },
  { id: "C14", topic: "what ENOMEM means", readings: "calls" },
  {
    id: "C15",
    topic: "munlock() after mlockall()",
    readings: [
      illumos("munlock", "munlock() removes locks that mlock() established"),
      linux24("munlock", "unlocks pages, also those that mlockall() locked"),
    ],
  },
  { id: "C16", topic: "whether locks are counted", readings: "calls" },
  { id: "C17", topic: "a file that gets shorter", readings: "calls" },
  {
    id: "C18",
    topic: "signal handlers",
    readings: [qnx7("mlock", "signal handler yes"), linux("mlock", "signal handler not listed")],
  },
  {
    id: "C19",
    topic: "a file that is removed",
    readings: [
      illumos("mlock", "as its file is truncated or removed is unlocked"),
      linux("mlock", "Unmapping memory, or mapping over it, removes its locks"),
    ],
  },
];
