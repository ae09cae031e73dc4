/** What each platform's kernel does at each call, in a few words: hover shows it at the call. */
import type { CallRecord, Events } from "../interp/events";
import type { Errno, Platform } from "../platforms/profile";
import type { View } from "./check";
import type { CallFate } from "./types";

export function fatesOf({ locator }: Pick<View, "locator">, platform: Platform, events: Events): CallFate[] {
  return [...events.calls.values()].map((record) => ({
    location: locator.location(record.site.nameSpan),
    platform: platform.id,
    words: wordsFor(record),
  }));
}

function wordsFor({ outcomes }: CallRecord): string {
  const failures = outcomes.filter(({ result }) => result !== "success");
  const succeeds = failures.length < outcomes.length;
  const errno = [...new Set(failures.flatMap((outcome) => outcome.errno))];
  if (failures.length === 0) return "succeeds";
  const fails = errno.length > 0 ? `fails with ${list(errno)}` : "fails, the page does not say how";
  return succeeds ? `succeeds, or ${fails}` : fails;
}

const list = (names: readonly Errno[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
