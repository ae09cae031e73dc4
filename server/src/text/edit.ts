/** Replacements in a text. */
import type { Span } from "./span";

export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** The text after all edits; they must not overlap. Edits at one offset apply in the order given. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.order - b.order);
  let result = "";
  let from = 0;
  for (const { edit } of ordered) {
    result += text.slice(from, edit.span.start) + edit.newText;
    from = Math.max(from, edit.span.end);
  }
  return result + text.slice(from);
}
