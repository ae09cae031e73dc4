/** What each platform's kernel does at each call, in a few words: hover shows it at the call. */
import type { Events } from "../interp/record/events";
import type { Platform } from "../platforms/profile";
import type { Outcome } from "../sim/types";
import type { CallFate } from "./types";
import type { View } from "./views";

export function fatesOf({ locator, ownEnd }: View, platform: Platform, events: Events): CallFate[] {
  const own = [...events.calls.values()].filter(({ site }) => site.span.start < ownEnd);
  return own.map((record) => ({
    location: locator.location(record.site.nameSpan),
    platform: platform.id,
    words: wordsForOutcomes(record.outcomes),
  }));
}

/** "succeeds, or fails with EPERM or ENOMEM". */
export function wordsForOutcomes(outcomes: readonly Outcome[]): string {
  const failures = outcomes.filter(({ result }) => result === "failure");
  const signals = outcomes.flatMap(({ result, signal }) =>
    result === "fault" ? [signal ?? "a signal"] : [],
  );
  const errno = unique(failures.flatMap((outcome) => outcome.errno));
  const fates = [
    ...(outcomes.some(({ result }) => result === "success") ? ["succeeds"] : []),
    ...(failures.length > 0
      ? [errno.length > 0 ? `fails with ${list(errno)}` : "fails; the manual does not say how"]
      : []),
    ...(signals.length > 0 ? [`faults with ${list(unique(signals))}`] : []),
  ];
  return fates.join(", or ");
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
