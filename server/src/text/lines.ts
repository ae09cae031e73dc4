/** Offsets to lines and columns and back. */

/** A place in a text: zero-based line, zero-based column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface LineIndex {
  /** The position of an offset; offsets outside the text are clamped to it. */
  positionAt(offset: number): Position;
  /** The offset of a position; a column beyond the line's end is the line's end. */
  offsetAt(position: Position): number;
  /** The span of a zero-based line, without its line break. */
  lineSpan(line: number): { start: number; end: number };
  readonly lineCount: number;
}

/** Lines end with LF, CRLF or a lone CR, as editors count them. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  const clamp = (value: number, most: number) => Math.max(0, Math.min(value, most));
  const lineSpan = (line: number) => {
    const start = starts[clamp(line, starts.length - 1)] ?? 0;
    let end = starts[line + 1] ?? text.length;
    while (end > start && isBreak(text.charCodeAt(end - 1))) end--;
    return { start, end };
  };
  return {
    lineCount: starts.length,
    lineSpan,
    positionAt(offset) {
      const at = clamp(offset, text.length);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: at - (starts[low] ?? 0) };
    },
    offsetAt({ line, character }) {
      if (line >= starts.length) return text.length;
      const { start, end } = lineSpan(line);
      return clamp(start + character, end);
    },
  };
}

const isBreak = (unit: number) => unit === 10 || unit === 13;
