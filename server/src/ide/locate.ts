/** From spans of the expanded text to places in files, and what a person wrote there. */
import { type Skimmed, skimComments } from "../c/comments";
import type { Expanded, SourceSpan } from "../c/source";
import { type LineIndex, lineIndex } from "../text/lines";
import { once } from "../text/once";
import type { Span } from "../text/span";
import { withoutDirectives } from "./suppress/directives";
import type { Location } from "./types";

export class Locator {
  private readonly indexes = new Map<string, LineIndex>();
  private readonly skimmed = new Map<string, Skimmed>();

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
    const { file, span: place } = this.source(span);
    const [text, index, { comments, code }] = [this.textOf(file), this.indexOf(file), this.skimmedOf(file)];
    const lineOf = (offset: number) => index.positionAt(offset).line;
    const leads = (start: number) => {
      const line = index.lineSpan(lineOf(start));
      return !code.some((at) => line.start <= at && at < start);
    };
    let first = lineOf(place.start);
    const last = lineOf(place.end);
    const said: string[] = [];
    for (const { start, end } of [...comments].reverse()) {
      if (lineOf(start) > last) continue;
      if (lineOf(end) === first - 1 && leads(start)) first = lineOf(start);
      if (lineOf(end) < first) break;
      said.unshift(withoutDirectives(text.slice(start, end)));
    }
    return said.join("\n");
  };

  textOf(file: string): string {
    return this.expanded.files.get(file) ?? "";
  }

  private indexOf(file: string): LineIndex {
    return once(this.indexes, file, () => lineIndex(this.textOf(file)));
  }

  private skimmedOf(file: string): Skimmed {
    return once(this.skimmed, file, () => skimComments(this.textOf(file)));
  }
}
