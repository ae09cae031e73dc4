/** Shared memory that QNX would lock without asking, and a flag that says it should not. */
import { judgeObserved } from "./observed";
import type { Rule } from "./rule";
import { mentions } from "./whole-program";

export const cancelledImplicitLock: Rule = {
  id: "cancelled-implicit-lock",
  summary: "SHMCTL_LAZY takes the lock from a shared object that the system would lock without asking.",
  start: "info",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => {
    // Who has no deadline needs no lock, and who locks by another call has one.
    if (!mentions(scene, urgent) || mentions(scene, locking)) return [];
    return judgeObserved(scene, {
      rule: "cancelled-implicit-lock",
      kind: "implicit-cancelled",
      severity: () => "info",
      message: () => "SHMCTL_LAZY leaves this object unlocked, and its pages absent until they are touched",
      consequence: () => "without it they are there at once, and locked",
      facts: () => ["lock.implicit"],
      about: [],
      repair: ({ site }) => {
        const flags = site.args[1];
        return flags && { kind: "remove-flag", flags, flag: "SHMCTL_LAZY" };
      },
    });
  },
};

const urgent = [
  ..."InterruptAttach InterruptAttach_r InterruptAttachEvent InterruptDisable InterruptLock".split(" "),
  ..."SCHED_FIFO SCHED_RR pthread_setschedprio SchedSet".split(" "),
];

const locking = "mlock mlockall ThreadCtl ThreadCtl_r".split(" ");
