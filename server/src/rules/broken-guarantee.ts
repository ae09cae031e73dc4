/** Calls that ask the system to take away what a lock keeps; and a core dump, of which a lock keeps nothing out. */
import type { CallRecord } from "../interp/record/events";
import { observed } from "../interp/record/observations";
import { judgeBreaches, severityByOutcome } from "./breaches";
import type { Judgement, Rule, Scene } from "./rule";

const rule = "broken-guarantee";

export const brokenGuarantee: Rule = {
  id: rule,
  summary:
    "madvise() or msync() asks for locked pages to be dropped, which a lock forbids; or a core dump would have a locked secret.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [
    ...judgeBreaches(scene, {
      rule,
      facts: ["madvise.locked", "msync.locked"],
      mark: ({ site }) => site.args[2] ?? site.span,
      message: ({ site, name }) => {
        const asked = site.args[2];
        return `${name}() asks for \`${asked ? scene.textAt(asked) : "it"}\` on locked memory`;
      },
      severity: (_, { fact }) => severityByOutcome(scene, fact),
      about: "locked memory",
      repair: ({ site, name }) => {
        const flags = site.args[2];
        return name === "msync"
          ? flags && { kind: "remove-flag", flags, flag: "MS_INVALIDATE" }
          : { kind: "drop-call", site, title: `Remove the call of ${name}()` };
      },
    }),
    ...judgeDump(scene),
  ],
};

/** Whoever has a word on dumps has thought of them; of a process that becomes another user's none is made. */
const ofDumps =
  /\bRLIMIT_CORE\b|\bPR_SET_DUMPABLE\b|\bMADV_(?:DONTDUMP|NOCORE)\b|\bmemfd_secret\b|core_?dump|\bset(?:res|re|e)?[ug]id\b/i;

/** With these, another file of the program may have seen to it. */
const towardsDumps =
  /^(?:prctl|procctl|p?setrlimit(?:64)?|prlimit(?:64)?|madvise|memfd_secret|set(?:res|re|e)?[ug]id)$|core_?dump/i;

/** Of a whole program, whose main() is here, the first lock of a secret. */
function judgeDump(scene: Scene): Judgement[] {
  const { platform, unit, expanded, textAt } = scene;
  const notCovered = platform.facts["lock.not-covered"].value;
  if (!Array.isArray(notCovered) || !notCovered.includes("core dumps")) return [];
  if (!unit.functions.has("main") || [...expanded.files.values()].some((text) => ofDumps.test(text)))
    return [];
  const [first] = [...scene.events.calls.values()]
    .filter((record) => isOfSecret(scene, record))
    .sort((a, b) => a.site.span.start - b.site.span.start);
  const locked = first?.site.args[0];
  if (!first || !locked || scene.isCalledElsewhere(towardsDumps)) return [];
  return [
    {
      rule,
      span: first.site.span,
      severity: "hint",
      certainty: "possible",
      message: `${first.name}() keeps \`${textAt(locked).trim()}\` out of the swap area, but not out of a core dump`,
      consequence: "a crash writes it to the disk",
      path: [],
      facts: ["lock.not-covered"],
      repair: { kind: "forbid-dump", at: first.site.statement },
    },
  ];
}

/** It is wiped by a call that is there for nothing else: no trace of it shall stay. */
function isOfSecret({ events }: Scene, { name, site }: CallRecord): boolean {
  if ((name !== "mlock" && name !== "mlock2") || site.name !== name) return false;
  return observed(events.observations, "wiped").some(
    ({ site: lock, isExplicit }) => isExplicit && lock.id === site.id,
  );
}
