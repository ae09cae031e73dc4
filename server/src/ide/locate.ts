/** From spans of the expanded text to places in files, and what a person wrote there. */
import type { Expanded, SourceSpan } from "../c/source";
import { type LineIndex, lineIndex } from "../text/lines";
import type { Span } from "../text/span";
import { withoutDirectives } from "./suppress/directives";
import type { Location } from "./types";

export class Locator {
  private readonly indexes = new Map<string, LineIndex>();

  constructor(private readonly expanded: Expanded) {}

  readonly source = (span: Span): SourceSpan => this.expanded.map.toSource(span);

  location(span: Span): Location {
    const { file, span: place } = this.source(span);
    return this.inFile(file, place);
  }

  inFile(file: string, span: Span): Location {
    const index = this.indexOf(file);
    return { file, start: index.positionAt(span.start), end: index.positionAt(span.end) };
  }

  /** As the user wrote it, where the place is the user's own; as expanded otherwise. */
  readonly textAt = (span: Span): string => {
    const source = this.source(span);
    const written = this.textOf(source.file).slice(source.span.start, source.span.end);
    return written === "" ? this.expanded.text.slice(span.start, span.end) : written;
  };

  /** The comments on the lines of a place and directly above them. */
  readonly commentAt = (span: Span): string => {
    const source = this.source(span);
    const text = this.textOf(source.file);
    const index = this.indexOf(source.file);
    let first = index.positionAt(source.span.start).line;
    const last = index.positionAt(source.span.end).line;
    const lineText = (line: number) => {
      const { start, end } = index.lineSpan(line);
      return text.slice(start, end);
    };
    while (first > 0 && isCommentLine(lineText(first - 1))) first--;
    const lines: string[] = [];
    for (let line = first; line <= last; line++) lines.push(lineText(line));
    const comments = lines.join("\n").match(/\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|^\s*\*.*/gm) ?? [];
    return comments.map(withoutDirectives).join("\n");
  };

  textOf(file: string): string {
    return this.expanded.files.get(file) ?? "";
  }

  private indexOf(file: string): LineIndex {
    let index = this.indexes.get(file);
    if (!index) {
      index = lineIndex(this.textOf(file));
      this.indexes.set(file, index);
    }
    return index;
  }
}

const isCommentLine = (line: string) => /^\s*(\/\/|\/\*|\*)/.test(line);
