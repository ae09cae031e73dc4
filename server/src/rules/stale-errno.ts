/** errno read where it tells nothing: after another call may have changed it, or without a failure. */
import type { CallSite, Unit } from "../c/ir";
import { modelOf } from "../interp/models";
import type { ErrnoRead } from "../interp/record/events";
import type { Judgement, PathStep, Rule } from "./rule";
import { passedOf, pathOf } from "./words";

export const staleErrno: Rule = {
  id: "stale-errno",
  summary: "errno is read after another call may have changed it, or although the call did not fail.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: ({ events, unit }) =>
    events.errnoReads.flatMap((read): Judgement[] => {
      const { site } = read;
      // On some path the failure is fresh: reading without a failure elsewhere is how `if (mlock(...)) e = errno` joins.
      const inverted =
        events.blindTests.some((test) => test.kind !== "same-either-way" && test.site === site) ||
        events.observations.some(({ kind, other }) => kind === "inverted-outcome" && other === site);
      const untested = events.dropped.some((dropped) => dropped.site === site);
      const always = read.notFailed === read.visits || untested;
      const unfounded = read.notFailed > 0 && always && !inverted;
      if (!site || (read.overwritten === 0 && !unfounded) || isRepeated(events.errnoReads, read)) return [];
      const certainty = untested || read.overwritten + read.notFailed >= read.visits ? "certain" : "possible";
      const before = unit.sites.find(({ span }) => read.byAt?.start === span.start);
      const way = pathOf(read.trail, { about: ["errno"], site: site.id });
      const repair = before && ({ kind: "save-errno", before, read: read.span } as const);
      return [
        {
          rule: "stale-errno",
          span: read.span,
          certainty,
          severity: read.use === "message" || isByStranger(read, before, unit) ? "info" : "warning",
          message: messageOf(read),
          consequence: read.overwritten > 0 ? "the failure's cause is lost" : "errno is left as it was",
          path: [...way, ...callPath(read, site), ...byPath(read, way)],
          passed: passedOf(read.trail),
          facts: site.name?.startsWith("mlockall") ? ["mlockall.result"] : ["mlock.result"],
          ...(repair ? { repair } : {}),
        },
      ];
    }),
};

/** A function that nobody here has seen may well keep errno, as careful loggers do. */
const isByStranger = ({ overwritten }: ErrnoRead, by: CallSite | undefined, { functions }: Unit): boolean =>
  overwritten > 0 && by?.name !== undefined && !functions.has(by.name) && modelOf(by.name) === undefined;

/** One read without a failure is enough to tell of a call. */
const isRepeated = (reads: readonly ErrnoRead[], read: ErrnoRead): boolean =>
  read.overwritten === 0 &&
  reads.some(
    ({ site, notFailed, span }) => site === read.site && notFailed > 0 && span.start < read.span.start,
  );

function messageOf({ site, overwritten, by }: ErrnoRead): string {
  return overwritten > 0
    ? `errno may no longer be ${site?.name}()'s: ${by}() may have changed it`
    : `errno is read although nothing says that ${site?.name}() has failed`;
}

/** Where it did not fail, the call itself is the step. */
const callPath = ({ overwritten }: ErrnoRead, { span, name }: CallSite) =>
  overwritten > 0 ? [] : [{ span, message: `${name}() is called here` }];

/** What changed errno, unless the way itself tells. */
const byPath = ({ byAt, by }: ErrnoRead, told: readonly PathStep[]): PathStep[] =>
  byAt && !told.some(({ span }) => span.start === byAt.start)
    ? [{ span: byAt, message: `${by}() may change errno here` }]
    : [];
