/** Tracked results that nobody handles, shared by the two rules that speak of them. */
import type { CallSite } from "../c/ir";
import type { CallRecord, DroppedResult } from "../interp/record/events";
import { observed } from "../interp/record/observations";
import type { Trail } from "../interp/record/trail";
import type { FactName } from "../platforms/profile";
import { isMoot } from "./moot-unlock";
import type { Scene } from "./rule";

export interface Unhandled {
  /** The tracked call. */
  readonly site: CallSite;
  /** Where its result gets lost: the call itself, or a call of a wrapper. */
  readonly lostAt: CallSite;
  readonly how: "ignored" | "never tested";
  readonly trail: Trail | undefined;
  /** The program starts here without the privilege that the call demands. */
  readonly unprivileged: FactName | undefined;
}

/** What a person writes who means to ignore a failure; "result ignored" only says what anybody can see. */
const deliberate =
  /best[ -]?effort|\bignor(e|es|ing)\b|(safely|intentionally|deliberately|purposely) ignored|don'?t care|do not care|not (fatal|critical)|non-?fatal|may fail|can fail|failure is (ok|fine)|harmless|optional|advisory/i;

export function unhandledResults(scene: Scene): Unhandled[] {
  const { events } = scene;
  const found: Unhandled[] = [
    ...events.dropped.map((dropped) => fromDropped(dropped, events.calls.get(dropped.site.id))),
    ...events.unexamined.map((site): Unhandled => {
      const record = events.calls.get(site.id);
      const unprivileged = record?.unprivileged;
      return { site, lostAt: site, how: "never tested", trail: record?.trail, unprivileged };
    }),
  ];
  const mayFail = found.filter(({ site }) => !neverFails(events.calls.get(site.id)));
  return mayFail
    .filter(({ lostAt }) => !deliberate.test(scene.commentAt(lostAt.statement)))
    .filter(({ site, lostAt }) => !site.name?.startsWith("munlock") || !isMoot(scene, lostAt));
}

/** A mapping that MCL_FUTURE can make fail wherever it is made: unchecked-allocation has more to say of it. */
export const isMappedLocked = ({ events }: Scene, { site }: Unhandled): boolean =>
  observed(events.observations, "mapped-under-future").some(
    ({ site: other, certain, visits }) => other.id === site.id && certain >= visits,
  );

/** munlockall() where no page knows a failure of it: nobody can miss one. */
const neverFails = (record: CallRecord | undefined): boolean =>
  record?.name === "munlockall" && record.outcomes.every(({ result }) => result === "success");

function fromDropped({ site, droppedAt, trail }: DroppedResult, record: CallRecord | undefined): Unhandled {
  return { site, lostAt: droppedAt, how: "ignored", trail, unprivileged: record?.unprivileged };
}
