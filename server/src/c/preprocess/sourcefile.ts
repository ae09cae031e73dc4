/** A file as the preprocessor reads it: its spliced lines joined, with the way back to the offsets of the text. */
import { type LineIndex, lineIndex } from "../../text/lines";

export interface SourceFile {
  readonly path: string;
  /** As it was read. */
  readonly text: string;
  /** Without backslash-newline pairs; equal to `text` where there are none. */
  readonly joined: string;
  /** Where pairs were taken out of `joined`, ascending. */
  readonly splices: readonly number[];
  /** Offset in `text` of a character of `joined`. */
  sourceAt(joinedOffset: number): number;
  /** Offset in `text` after the last character before `joinedOffset`. */
  sourceEnd(joinedOffset: number): number;
  /** Offset in `joined` of an offset in `text`. */
  joinedAt(sourceOffset: number): number;
  /** One-based line of an offset in `joined`. */
  lineAt(joinedOffset: number): number;
}

export function sourceFile(path: string, text: string): SourceFile {
  const { joined, splices, removed } = join(text);
  const sourceAt = (offset: number) => offset + (removed[lastAtOrBefore(splices, offset)] ?? 0);
  const spliceEnds = splices.map((splice, index) => splice + (removed[index] ?? 0));
  let lines: LineIndex | undefined;
  return {
    path,
    text,
    joined,
    splices,
    sourceAt: splices.length === 0 ? (offset) => offset : sourceAt,
    sourceEnd: (offset) => (offset === 0 || splices.length === 0 ? offset : sourceAt(offset - 1) + 1),
    joinedAt(offset) {
      const index = lastAtOrBefore(spliceEnds, offset);
      return offset - (removed[index] ?? 0);
    },
    lineAt(offset) {
      lines ??= lineIndex(text);
      return lines.positionAt(sourceAt(offset)).line + 1;
    },
  };
}

/** Index of the last entry that is at most `value` in an ascending list; -1 if there is none. */
export function lastAtOrBefore(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// Compilers allow blanks between the backslash and the line's end, with a warning.
function join(text: string): { joined: string; splices: number[]; removed: number[] } {
  const splices: number[] = [];
  const removed: number[] = [];
  if (!text.includes("\\")) return { joined: text, splices, removed };
  const parts: string[] = [];
  let from = 0;
  let taken = 0;
  for (let slash = text.indexOf("\\"); slash >= 0; slash = text.indexOf("\\", slash + 1)) {
    const end = spliceEnd(text, slash);
    if (end === slash) continue;
    parts.push(text.slice(from, slash));
    splices.push(slash - taken);
    taken += end - slash;
    removed.push(taken);
    from = end;
  }
  parts.push(text.slice(from));
  return { joined: parts.join(""), splices, removed };
}

function spliceEnd(text: string, slash: number): number {
  let at = slash + 1;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  if (text.charCodeAt(at) === 13) return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  return text.charCodeAt(at) === 10 ? at + 1 : slash;
}
