/** On which facts each call may fail: what a run beside a real kernel must have seen, and what pages list as errors. */
import type { Errno, FactName, Signal } from "../platforms/profile";
import type { SimProfile } from "./outcomes";
import type { CallName } from "./types";

const rangeOf = (call: "mlock" | "munlock"): readonly FactName[] => [
  `${call}.effect`,
  `${call}.privilege`,
  "lock.wrap",
  `${call}.alignment`,
  `${call}.zero-length`,
  `${call}.mapped`,
  `${call}.hole`,
];

const mlock: readonly FactName[] = [
  ...rangeOf("mlock"),
  "mlock.limit",
  "mlock.accessible",
  "mlock.beyond-end",
  "mlock.executable",
  "mlock.resources",
  "mlock.map-count",
  "special.lock",
];
const munlock: readonly FactName[] = [...rangeOf("munlock"), "munlock.never-locked"];
const mlockall: readonly FactName[] = [
  "mlockall.effect",
  "mlockall.flags",
  "mlockall.privilege",
  "mlockall.limit",
  "mlockall.resources",
];
const munlockall: readonly FactName[] = ["munlockall.effect", "munlockall.privilege"];

/** By call, the facts on which its failures may rest. */
export const failuresOf: Readonly<Record<CallName, readonly FactName[]>> = {
  mmap: [
    "mmap.length",
    "mmap.exists",
    "mmap.privilege",
    "mmap.locked",
    "mmap.flags",
    "mmap.lazy-typed",
    "mmap.physical",
    "mlockall.future-failure",
    "memfd_secret.lock",
  ],
  munmap: ["munmap.arguments", "munmap.alignment"],
  mprotect: ["mprotect.alignment", "mprotect.mapped"],
  mremap: ["mremap.effect", "mremap.arguments", "mremap.mapped", "mremap.limit", "mremap.room"],
  madvise: ["madvise.arguments", "madvise.locked", "madvise.mapped"],
  msync: ["msync.locked", "msync.mapped"],
  brk: ["brk.limit"],
  touch: ["touch.mapped", "touch.accessible", "touch.beyond-end", "lazy.interrupt"],
  ftruncate: [],
  shm_ctl: ["shm_ctl.effect"],
  mlock,
  munlock,
  mlock2: [...mlock, "mlock2.effect"],
  mlockall,
  munlockall,
  plock: ["plock.effect", "plock.privilege", "plock.state", ...mlockall, ...munlockall],
  shmctl: ["shmctl.lock", "mlock.privilege"],
  memcntl: ["memcntl.effect", "memcntl.arguments", ...mlock, ...munlock, ...mlockall, ...munlockall],
  setrlimit: ["setrlimit.effect", "setrlimit.order", "setrlimit.hard"],
  procmgr_ability: [],
  priv_set: [],
  setuid: [],
  capset: [],
  pthread_create: ["pthread_create.limit"],
  growStack: ["mlockall.stack", "touch.mapped"],
  fork: [],
  vfork: [],
  exec: [],
  exit: [],
  ThreadCtl: ["lock.superlock"],
  InterruptAttach: ["lock.superlock"],
  InterruptDisable: [],
  InterruptEnable: [],
  InterruptLock: [],
  InterruptUnlock: [],
};

/** One way to fail. */
export interface PossibleFailure {
  readonly fact: FactName;
  /** undefined where no page names it. */
  readonly as: Errno | Signal | undefined;
}

/** Every failure that a call may have on this platform. */
export function possibleFailures({ facts }: SimProfile, call: CallName): readonly PossibleFailure[] {
  return failuresOf[call].flatMap((fact): readonly PossibleFailure[] => {
    const { outcome, requirement } = facts[fact];
    switch (outcome.kind) {
      case "fails":
        return outcome.errno.map((errno) => ({ fact, as: errno }));
      case "signals":
        return [{ fact, as: outcome.signal }];
      case "silent":
        return requirement === null ? [] : [{ fact, as: undefined }];
      default:
        return [];
    }
  });
}
