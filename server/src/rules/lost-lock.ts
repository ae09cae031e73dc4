/** A lock that is gone before the memory is used: after fork(), daemon(), a new mapping in its place, realloc(). */
import { type Observed, observed } from "../interp/record/observations";
import type { FactName } from "../platforms/profile";
import { judgeObserved } from "./observed";
import type { Rule, Scene } from "./rule";

type Used = Observed<"used-without-lock">;

function usedMessage({ other, ...seen }: Used): string {
  switch (seen.loss) {
    case "forked":
      return `the child uses memory that only its parent's ${other?.name}() keeps locked`;
    case "truncated":
      return `the memory is used beyond what ${seen.by}() has left of the file, where ${other?.name}() had locked it`;
    case "replaced":
      return `the memory is used after ${seen.by}() has replaced what ${other?.name}() had locked`;
  }
}

const lossFact: Readonly<Record<Used["loss"], FactName>> = {
  forked: "lock.fork",
  truncated: "lock.truncate",
  replaced: "lock.unmap",
};

/** The child locks for itself. */
const isMended = ({ span }: Observed<"lost-as-whole">, { events }: Scene): boolean =>
  observed(events.observations, "locked-again").some(
    ({ span: at }) => at.start === span.start && at.end === span.end,
  );

/** The same program again locks for itself, as it did. */
const isOwnImage = ({ site }: Observed<"lost-to-image">, { textAt }: Scene): boolean =>
  site.args[0] !== undefined && /argv\s*\[\s*0\s*\]|self\/exe/.test(textAt(site.args[0]));

export const lostLock: Rule = {
  id: "lost-lock",
  summary:
    "Memory is used as locked after fork(), daemon(), realloc(), a new mapping or the like has taken the lock away.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [
    ...judgeObserved(scene, {
      rule: "lost-lock",
      kind: "used-without-lock",
      severity: () => "warning",
      message: usedMessage,
      repair: ({ other, span, functionName, loss }) =>
        other && loss !== "truncated"
          ? { kind: "lock-again", lock: other, at: span, functionName }
          : undefined,
      consequence: ({ loss }) =>
        loss === "truncated" ? "there is no page any more" : "it may be paged out here",
      facts: ({ loss }) => [lossFact[loss]],
    }),
    ...judgeObserved(scene, {
      rule: "lost-lock",
      kind: "lost-as-whole",
      severity: (seen) => (isMended(seen, scene) ? undefined : "warning"),
      message: ({ site, other }) =>
        `${site.name}() comes after ${other?.name}(): the process that goes on holds no locks`,
      repair: ({ site, other }) =>
        site.name === "daemon" && other?.functionName === site.functionName
          ? { kind: "move-after", site: other, at: site.statement }
          : undefined,
      consequence: () => "its memory may be paged out",
      facts: () => ["lock.fork"],
      about: ["locks"],
    }),
    ...judgeObserved(scene, {
      rule: "lost-lock",
      kind: "lost-to-image",
      severity: (seen) => (isOwnImage(seen, scene) ? undefined : "info"),
      message: ({ site, other }) =>
        `${site.name}() ends what ${other?.name}() has locked, and the new program keeps the real-time policy`,
      consequence: () => "it holds no locks until it locks for itself",
      facts: () => ["lock.exec"],
      about: ["locks", "real-time"],
    }),
    ...judgeObserved(scene, {
      rule: "lost-lock",
      kind: "moved-locked",
      severity: () => "warning",
      message: ({ site, other }) => `${site.name}() may move the block that ${other?.name}() has locked`,
      consequence: () =>
        "the lock does not move along: the new pages are not locked, and the old ones stay so",
      facts: () => ["lock.whole-pages"],
    }),
    ...judgeObserved(scene, {
      rule: "lost-lock",
      kind: "unlocked-for-parent",
      severity: () => "warning",
      message: ({ site }) => `${site.name}() in the child of vfork() unlocks its parent's memory`,
      repair: ({ site }) => ({ kind: "drop-call", site, title: "Remove this unlock: it is the parent's" }),
      consequence: () => "both use one address space",
      facts: () => ["lock.vfork"],
    }),
  ],
};
