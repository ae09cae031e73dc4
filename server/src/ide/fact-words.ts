/** Names of facts for people, and how one fact reads in Markdown. */
import type { Consequence, Fact, FactName, Platform } from "../platforms/profile";

export const factTitles: Readonly<Record<FactName, string>> = {
  "mlock.effect": "mlock(): effect",
  "munlock.effect": "munlock(): effect",
  "mlockall.effect": "mlockall(): effect",
  "munlockall.effect": "munlockall(): effect",
  "mlock2.effect": "mlock2(): effect",
  "mlock.order": "mlock(): order of errors",
  "munlock.order": "munlock(): order of errors",
  "mlockall.order": "mlockall(): order of errors",
  "lock.wrap": "length beyond the address space",
  "mlock.alignment": "mlock(): alignment",
  "munlock.alignment": "munlock(): alignment",
  "mlock.zero-length": "mlock(): length 0",
  "munlock.zero-length": "munlock(): length 0",
  "mlock.mapped": "mlock(): unmapped memory",
  "munlock.mapped": "munlock(): unmapped memory",
  "munlock.never-locked": "munlock(): memory that is not locked",
  "mlock.accessible": "mlock(): PROT_NONE",
  "mlock.privilege": "mlock(): privilege",
  "munlock.privilege": "munlock(): privilege",
  "mlockall.privilege": "mlockall(): privilege",
  "munlockall.privilege": "munlockall(): privilege",
  "mlock.limit": "mlock(): limit",
  "mlockall.limit": "mlockall(): limit",
  "mlock.resources": "mlock(): lack of memory",
  "mlockall.resources": "mlockall(): lack of memory",
  "limit.default": "default limit",
  "mlockall.flags": "mlockall(): flags",
  "mlockall.current-cancels-future": "MCL_CURRENT after MCL_FUTURE",
  "mlockall.future-failure": "MCL_FUTURE: mappings that cannot be locked",
  "mlockall.failure": "mlockall(): after a failure",
  "mlockall.stack": "MCL_FUTURE: growing stack",
  "mmap.locked": "MAP_LOCKED",
  "mmap.flags": "mmap(): flags",
  "lock.nesting": "nesting",
  "lock.fork": "fork()",
  "lock.exec": "exec",
  "lock.unmap": "munmap()",
  "lock.whole-pages": "whole pages",
  "lock.atomic": "locks after a failure",
  "lock.states": "locking states",
  "lock.unlocked": "unlocked",
  "lock.locked": "locked",
  "lock.superlocked": "superlocked",
  "lock.superlock": "what superlocks",
  "lock.default-state": "default state",
  "lock.onfault": "locking on fault",
  "lazy.reference": "MAP_LAZY",
  "lazy.critical": "MAP_LAZY in a critical region",
  "mlock.interrupt": "mlock(): interrupt handler",
  "munlock.interrupt": "munlock(): interrupt handler",
  "mlockall.interrupt": "mlockall(): interrupt handler",
  "munlockall.interrupt": "munlockall(): interrupt handler",
  "interrupt.calls": "calls in an interrupt handler",
  "lock.signal-handler": "signal handler",
  "lock.thread": "threads",
  "lock.cancellation": "cancellation point",
  "lock.implicit": "locked without asking",
  "mlock.result": "mlock(), munlock(): result",
  "mlockall.result": "mlockall(), munlockall(): result",
  "mlock.errno": "mlock(): errno",
  "munlock.errno": "munlock(): errno",
  "mlockall.errno": "mlockall(): errno",
  "munlockall.errno": "munlockall(): errno",
  "mlock.since": "since",
};

/** In the order of the table above. */
export const factNames = Object.keys(factTitles) as readonly FactName[];

export function factOf(platform: Platform, name: FactName): Fact<unknown> {
  return platform.facts[name];
}

/** "EINVAL", "not documented": what happens where a requirement is broken. */
export function consequenceWords(outcome: Consequence): string {
  switch (outcome.kind) {
    case "fails":
      return outcome.errno.join(" or ");
    case "does":
      return outcome.what;
    case "silent":
      return "not documented";
  }
}

/** The sentence, and what happens otherwise where the sentence does not name it. */
export function factText({ value, requirement, outcome, sentence }: Fact<unknown>): string {
  if (value === "silent") return `Not documented: ${sentence}`;
  const isSaid = outcome.kind === "fails" && outcome.errno.every((name) => sentence.includes(name));
  return requirement === null || isSaid ? sentence : `${sentence} Otherwise: ${consequenceWords(outcome)}.`;
}
