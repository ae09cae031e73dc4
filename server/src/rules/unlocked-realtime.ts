/** A real-time policy, and memory that may be paged out. */
import { judgeObserved } from "./observed";
import type { Rule } from "./rule";
import { isWholeProgram, mentions } from "./whole-program";

export const unlockedRealtime: Rule = {
  id: "unlocked-realtime",
  summary: "A program asks for a real-time policy and never locks its memory.",
  start: "info",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => {
    const { facts } = scene.platform;
    const isAlwaysLocked = facts["lock.superlock"].value === "always";
    if (facts["mlockall.effect"].value !== "locks" || isAlwaysLocked) return [];
    if (!isWholeProgram(scene) || mentions(scene, locking)) return [];
    return judgeObserved(scene, {
      rule: "unlocked-realtime",
      kind: "real-time",
      severity: () => "info",
      message: ({ site }) =>
        `${site.name}() asks for a real-time policy, and nothing in this program locks memory`,
      consequence: () => "a page that was paged out may cost a deadline",
      facts: () => ["lock.unlocked"],
      about: [],
      repair: ({ site, functionName }) => ({ kind: "lock-all-before", at: site.statement, functionName }),
    });
  },
};

/** Whoever mentions one of these may have locked what it needs. */
const locking = [
  ..."mlock mlock2 mlockall plock memcntl shmctl MAP_LOCKED MCL_CURRENT MCL_FUTURE SHM_LOCK".split(" "),
  ..."ThreadCtl ThreadCtl_r InterruptAttach InterruptAttach_r syscall".split(" "),
];
