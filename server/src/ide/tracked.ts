/** The names that make a file ours: one search for them decides whether it is parsed at all. */

const lockCalls = ["mlock", "mlock2", "munlock", "mlockall", "munlockall"];
const interruptCalls = [
  "InterruptAttach",
  "InterruptAttach_r",
  "InterruptHookTrace",
  "InterruptHookIdle",
  "InterruptDisable",
  "InterruptEnable",
  "InterruptLock",
  "InterruptUnlock",
];
const otherCalls = ["shm_ctl", "ThreadCtl", "ThreadCtl_r"];

/** Calls whose sites are counted and reported as tracked. */
export const trackedCalls: ReadonlySet<string> = new Set([...lockCalls, ...interruptCalls, ...otherCalls]);

/** Names without which nothing in a file can concern us. */
const decisive = [...lockCalls, ...interruptCalls, "MAP_LAZY", "SHMCTL_LAZY"];

export const decisiveName = new RegExp(`\\b(?:${decisive.join("|")})\\b`);
/** Where a tracked call or a lazy mapping is written: what decides which branch of an unknown conditional is looked at. */
export const trackedUse = new RegExp(
  `\\b(?:${[...trackedCalls].join("|")})\\b(?=\\s*\\()|\\b(?:MAP_LAZY|SHMCTL_LAZY)\\b`,
);
