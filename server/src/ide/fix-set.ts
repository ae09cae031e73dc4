/** Which repairs can be made at once, and the text after them. */
import { applyEdits } from "../text/edit";
import { lineIndex } from "../text/lines";
import type { Fix, Position, TextEdit } from "./types";

/**
 * In the order given, each only if it stays in the files that may be edited and does not touch what an earlier one
 * changes; an edit that an earlier one makes, too, is made once.
 */
export function compatible<F extends Fix>(fixes: readonly F[], mayEdit: (file: string) => boolean): F[] {
  const taken: TextEdit[] = [];
  return fixes.flatMap((fix) => {
    const edits = fix.edits.filter((edit) => !taken.some((other) => isSame(edit, other)));
    const fits = edits.every((edit) => mayEdit(edit.file) && !taken.some((other) => touch(other, edit)));
    if (!fits) return [];
    taken.push(...edits);
    return [{ ...fix, edits }];
  });
}

/** The text of a file after its edits, of which none touches another; lines end as they do in the text. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const lines = lineIndex(text);
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  return applyEdits(
    text,
    edits.map(({ start, end: last, newText }) => ({
      span: { start: lines.offsetAt(start), end: lines.offsetAt(last) },
      newText: newText.replaceAll("\n", end),
    })),
  );
}

const isSame = (a: TextEdit, b: TextEdit): boolean =>
  a.file === b.file && !before(a.start, b.start) && !before(b.start, a.start) && isSameEnd(a, b);

const isSameEnd = (a: TextEdit, b: TextEdit): boolean =>
  !before(a.end, b.end) && !before(b.end, a.end) && a.newText === b.newText;

const touch = (a: TextEdit, b: TextEdit): boolean =>
  a.file === b.file && !before(a.end, b.start) && !before(b.end, a.start);

const before = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);
