/** Whole pages are unlocked: with one object, whatever else lies on its pages. */
import { judgeObserved } from "./observed";
import type { Rule } from "./rule";
import { allocationOf } from "./words";

export const sharedPageUnlock: Rule = {
  id: "shared-page-unlock",
  summary: "munlock() of one object unlocks the page of another one that is still used as locked.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  restsOnPages: true,
  judge: (scene) =>
    judgeObserved(scene, {
      rule: "shared-page-unlock",
      kind: "neighbour-unlocked",
      severity: ({ certain }) => (certain > 0 ? "warning" : "info"),
      message: ({ certain, other }) =>
        certain > 0
          ? `munlock() also unlocks what ${other?.name}() has locked on the same page, and it is used afterwards`
          : `munlock() may also unlock what ${other?.name}() has locked beside it: nothing keeps the two on different pages`,
      // A block's own unlock is due before it is freed, whatever lies beside it.
      repair: ({ certain, site, way }) => {
        const allocation = allocationOf(scene, way);
        if (allocation) return { kind: "map-pages", allocation };
        return certain > 0
          ? { kind: "drop-call", site, title: "Remove this unlock: the other one ends both" }
          : undefined;
      },
      consequence: () => "whole pages are unlocked: the neighbour may be paged out from here on",
      facts: () => ["lock.whole-pages", "lock.nesting"],
    }),
};
