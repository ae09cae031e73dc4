/** Rounds one argument up to whole pages. */
import type { CallSite } from "../c/ir";
import { atom, pageSize, pageSizeHeaders } from "./expressions";
import { type FixScene, includeEdits, type Repaired } from "./scene";

export function roundLength(scene: FixScene, site: CallSite, index: number): Repaired | undefined {
  const length = site.args[index];
  const span = length && scene.sourceOf(length);
  if (!span) return undefined;
  const text = atom(scene.text.slice(span.start, span.end).trim());
  return {
    title: "Round the length up to whole pages",
    safe: false,
    edits: [
      ...includeEdits(scene.text, pageSizeHeaders),
      { span, newText: `(${text} + ${pageSize} - 1) & ~(${pageSize} - 1)` },
    ],
  };
}
