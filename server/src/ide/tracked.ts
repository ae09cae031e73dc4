/** The names that make a file ours: one search for them decides whether it is parsed at all. */
import type { Concerns } from "./types";

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

/** Of wrappers in other files, what concerns their users: a lock's result, and what changes where code may run. */
export const concerns: Concerns = {
  told: new Set(["mlock", "mlock2", "mlockall"]),
  made: new Set(interruptCalls),
};

/** A mapping with one of these is a lock, or memory that no lock brings in. */
const mappingFlags = ["MAP_LOCKED", "MAP_LAZY", "SHMCTL_LAZY"];

const wordOf = (names: readonly string[]) => new RegExp(`\\b(?:${names.join("|")})\\b`);

/** Without one of these names in its text a file is not read at all, unless it is a real-time program. */
export const trackedName = wordOf([...trackedCalls, ...mappingFlags]);
/** Without one of these in its expanded text there is nothing that a rule judges: it is read, and not run. */
export const judgedName = wordOf([...lockCalls, ...interruptCalls, ...mappingFlags]);
const realTimeName = wordOf(["SCHED_FIFO", "SCHED_RR"]);
const mainFunction = /\bmain\s*\(/;

/** A program that asks for a real-time policy: that it locks nothing may be a fault. */
export const isRealTimeProgram = (text: string): boolean =>
  realTimeName.test(text) && mainFunction.test(text);

/** Where a tracked call or such a mapping is written: what decides which branch of an unknown conditional is looked at. */
export const trackedUse = new RegExp(
  `\\b(?:${[...trackedCalls].join("|")})\\b(?=\\s*\\()|\\b(?:${mappingFlags.join("|")})\\b`,
);
