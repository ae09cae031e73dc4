/** Puts another text in a place, or nothing at all. */
import type { Span } from "../text/span";
import type { FixScene, Repaired } from "./scene";
import { removed, withoutStatement } from "./statements";

export function replace(scene: FixScene, at: Span, newText: string, title: string): Repaired | undefined {
  const span = scene.sourceOf(at);
  return span && { title, safe: false, edits: [{ span, newText }] };
}

/** A statement, or a comment. */
export function remove(scene: FixScene, at: Span, title: string): Repaired | undefined {
  const span = scene.sourceOf(at);
  if (!span) return undefined;
  const isStatement = scene.text[span.end - 1] === ";";
  const edit = isStatement ? withoutStatement(scene.text, span) : removed(scene.text, span);
  return { title, safe: false, edits: [edit] };
}
