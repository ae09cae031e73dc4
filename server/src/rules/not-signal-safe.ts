/** Calls in signal handlers that are not async-signal-safe. */
import { judgeObserved } from "./observed";
import type { Rule } from "./rule";

export const notSignalSafe: Rule = {
  id: "not-signal-safe",
  summary:
    "A signal handler calls what is not async-signal-safe: a memory-lock call, or one that waits for a lock of the library.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => {
    // Whose signals come only while it waits for them is never interrupted in the middle of anything.
    if (scene.unit.sites.some(({ name }) => name !== undefined && waiting.has(name))) return [];
    return judgeObserved(scene, {
      rule: "not-signal-safe",
      kind: "unsafe-in-handler",
      severity: ({ callee }) => (callee === "lock" ? "info" : "warning"),
      message: ({ site }) => `${site.name}() must not be called in a signal handler`,
      consequence: ({ callee }) =>
        callee === "lock"
          ? "it is not on the list of async-signal-safe functions"
          : "where the signal interrupts another such call, the handler may wait for ever or spoil its data",
      facts: ({ callee }) => (callee === "lock" ? ["lock.signal-handler"] : []),
      about: [],
      repair: ({ site }) =>
        site.name === "exit"
          ? {
              kind: "replace",
              span: site.nameSpan,
              newText: "_Exit",
              title: "End with _Exit(), which runs no exit handler",
            }
          : undefined,
    });
  },
};

const waiting = new Set(["sigsuspend", "ppoll", "pselect", "epoll_pwait", "epoll_pwait2"]);
