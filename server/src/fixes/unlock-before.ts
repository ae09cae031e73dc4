/** Unlocks what was locked before the memory is freed or forgotten. */
import type { CallSite } from "../c/ir";
import type { Span } from "../text/span";
import { isRepeatable, staysInScope } from "./expressions";
import { type FixScene, type Repaired, textOf } from "./scene";
import { linesBefore } from "./statements";

export function unlockBefore(scene: FixScene, lock: CallSite, at: Span): Repaired | undefined {
  const place = scene.sourceOf(at);
  const locked = scene.sourceOf(lock.span);
  const range = rangeOf(scene, lock);
  if (!place || !locked || range === undefined) return undefined;
  // The names must mean the same there.
  if (place.start < locked.end || !staysInScope(scene.text.slice(locked.end, place.start))) return undefined;
  const call = lock.name?.startsWith("mlockall") ? "munlockall()" : `munlock(${range})`;
  const edits = linesBefore(scene.text, place, [`(void)${call};`]);
  return edits && { title: "Unlock it first", safe: false, edits };
}

/** The first two arguments of a lock as they may be written again; empty where all is locked. */
export function rangeOf(scene: FixScene, { name, args }: CallSite): string | undefined {
  if (name?.includes("lockall")) return "";
  const texts = args.slice(0, 2).map((span) => textOf(scene, span)?.trim());
  const written = texts.filter((text) => text !== undefined && isRepeatable(text));
  return written.length === 2 ? written.join(", ") : undefined;
}
