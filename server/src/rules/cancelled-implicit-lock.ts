/** Shared memory that QNX would lock without asking, and a flag that says it should not. */
import type { Observation } from "../interp/record/observations";
import { judgeObserved } from "./observed";
import type { Repair, Rule, Scene } from "./rule";
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
      kinds: ["implicit-cancelled"],
      severity: () => "info",
      message: () => "SHMCTL_LAZY leaves this object unlocked, and its pages absent until they are touched",
      consequence: () => "without it they are there at once, and locked",
      facts: () => ["lock.implicit"],
      about: [],
      repair: (seen) => withoutLazy(seen, scene),
    });
  },
};

const urgent = [
  ..."InterruptAttach InterruptAttach_r InterruptAttachEvent InterruptDisable InterruptLock".split(" "),
  ..."SCHED_FIFO SCHED_RR pthread_setschedprio SchedSet".split(" "),
];

const locking = "mlock mlockall ThreadCtl ThreadCtl_r".split(" ");

function withoutLazy({ site }: Observation, scene: Scene): Repair | undefined {
  const flags = site?.args[1];
  const names =
    flags &&
    scene
      .textAt(flags)
      .split("|")
      .map((name) => name.trim());
  const kept = names?.filter((name) => name !== "SHMCTL_LAZY") ?? [];
  if (!flags || kept.length === 0 || kept.length === names?.length) return undefined;
  if (!kept.every((name) => /^SHMCTL_[A-Z]+$/.test(name))) return undefined;
  const newText = kept.join(" | ");
  return { kind: "replace", span: flags, newText, title: `Leave SHMCTL_LAZY out: ${newText}` };
}
