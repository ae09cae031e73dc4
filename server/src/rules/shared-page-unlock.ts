/** Whole pages are unlocked: with one object, whatever else lies on its pages. */
import { judgeObserved } from "./observed";
import type { Rule } from "./rule";

export const sharedPageUnlock: Rule = {
  id: "shared-page-unlock",
  summary: "munlock() of one object unlocks the page of another one that is still used as locked.",
  start: "warning",
  fixable: false,
  concernsPortability: false,
  restsOnPages: true,
  judge: (scene) =>
    judgeObserved(scene, {
      rule: "shared-page-unlock",
      kinds: ["neighbour-unlocked"],
      severity: ({ certain }) => (certain > 0 ? "warning" : "info"),
      message: ({ certain, other }) =>
        certain > 0
          ? `munlock() also unlocks what ${other?.name}() has locked on the same page, and it is used afterwards`
          : `munlock() may also unlock what ${other?.name}() has locked beside it: nothing keeps the two on different pages`,
      consequence: () => "whole pages are unlocked: the neighbour may be paged out from here on",
      facts: () => ["lock.whole-pages", "lock.nesting"],
    }),
};
