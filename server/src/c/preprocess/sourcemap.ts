/** The expanded text while it grows, and the map from it back to the files that it came from. */
import type { Span } from "../../text/span";
import type { SourceMap, SourceSpan } from "../source";
import type { MacroUse } from "./lexer";
import { lastAtOrBefore, type SourceFile } from "./sourcefile";

/** One reading of a file: the main file, or one #include of another. */
export interface Visit {
  readonly file: SourceFile;
  readonly parent: Visit | undefined;
  /** The #include in the parent's text. */
  readonly directive: Span | undefined;
  /** Which of the folders that #include searches it was found in; -1: beside the file that includes it, or nowhere. */
  readonly folder: number;
  /** What the last #line said. */
  presumed: { readonly linesAhead: number; readonly name: string };
}

export const mainVisit = (file: SourceFile): Visit => ({
  file,
  parent: undefined,
  directive: undefined,
  folder: -1,
  presumed: { linesAhead: 0, name: file.path },
});

export const includedVisit = (
  { file, folder }: { readonly file: SourceFile; readonly folder: number },
  parent: Visit,
  directive: Span,
): Visit => ({ file, parent, directive, folder, presumed: { linesAhead: 0, name: file.path } });

export interface Output {
  readonly length: number;
  /** The last character written, NaN before the first. */
  readonly lastUnit: number;
  readonly isFull: boolean;
  /** Text of a file as it stands there, given by offsets into its joined text. */
  copy(visit: Visit, from: number, to: number): void;
  /** Text that is not written there, or not like this: a macro's, or what is left of a comment. */
  replace(text: string, visit: Visit, place: Span, macro?: MacroUse["macro"]): void;
  finish(main: string): { text: string; map: SourceMap };
}

/** Output that takes no more than `most` characters; what comes later is dropped. */
export const output = (most: number): Output => new GrowingOutput(most);

class GrowingOutput implements Output {
  length = 0;
  lastUnit = Number.NaN;
  private readonly parts: string[] = [];
  /** What was written last: to put millions of pieces together at once would take long. */
  private recent: string[] = [];
  private readonly segments: Segments = {
    outStart: [],
    start: [],
    end: [],
    visit: [],
    macro: [],
    verbatim: [],
  };

  constructor(private readonly most: number) {}

  get isFull(): boolean {
    return this.length >= this.most;
  }

  copy(visit: Visit, from: number, to: number): void {
    if (to <= from || this.isFull) return;
    const { splices } = visit.file;
    let at = from;
    for (let i = lastAtOrBefore(splices, from) + 1; (splices[i] ?? to) < to; i++) {
      const splice = splices[i] ?? to;
      if (splice > at) this.copyRun(visit, at, splice);
      at = splice;
    }
    this.copyRun(visit, at, to);
  }

  replace(text: string, visit: Visit, place: Span, macro?: MacroUse["macro"]): void {
    if (text.length === 0 || this.isFull) return;
    const { segments } = this;
    const last = segments.outStart.length - 1;
    const isSamePlace =
      segments.verbatim[last] === false &&
      segments.visit[last] === visit &&
      segments.start[last] === place.start &&
      segments.end[last] === place.end &&
      segments.macro[last] === macro;
    if (!isSamePlace) pushSegment(segments, this.length, place, visit, macro, false);
    this.write(text);
  }

  finish(main: string): { text: string; map: SourceMap } {
    this.join();
    return { text: this.parts.join(""), map: sourceMap(this.segments, main) };
  }

  private copyRun(visit: Visit, from: number, to: number): void {
    const { segments } = this;
    const start = visit.file.sourceAt(from);
    const end = start + to - from;
    const last = segments.outStart.length - 1;
    const follows =
      segments.verbatim[last] === true && segments.visit[last] === visit && segments.end[last] === start;
    if (follows) segments.end[last] = end;
    else pushSegment(segments, this.length, { start, end }, visit, undefined, true);
    this.write(visit.file.joined.slice(from, to));
  }

  private join(): void {
    this.parts.push(this.recent.join(""));
    this.recent = [];
  }

  private write(text: string): void {
    const piece = this.length + text.length > this.most ? text.slice(0, this.most - this.length) : text;
    if (piece.length === 0) return;
    this.recent.push(piece);
    if (this.recent.length >= JOINED_AT_ONCE) this.join();
    this.length += piece.length;
    this.lastUnit = piece.charCodeAt(piece.length - 1);
  }
}

const JOINED_AT_ONCE = 4_096;

/** Parallel lists, ascending in `outStart`; each segment lasts until the next begins. */
interface Segments {
  readonly outStart: number[];
  readonly start: number[];
  readonly end: number[];
  readonly visit: Visit[];
  readonly macro: (MacroUse["macro"] | undefined)[];
  readonly verbatim: boolean[];
}

function pushSegment(
  segments: Segments,
  outStart: number,
  place: Span,
  visit: Visit,
  macro: MacroUse["macro"] | undefined,
  verbatim: boolean,
): void {
  segments.outStart.push(outStart);
  segments.start.push(place.start);
  segments.end.push(place.end);
  segments.visit.push(visit);
  segments.macro.push(macro);
  segments.verbatim.push(verbatim);
}

function sourceMap(segments: Segments, main: string): SourceMap {
  const placesOf = new Map<string, Places>();
  return {
    toSource: (span) => toSource(segments, main, span),
    toExpanded(file, offset) {
      let places = placesOf.get(file);
      if (places === undefined) {
        places = verbatimPlaces(segments, file);
        placesOf.set(file, places);
      }
      const index = lastAtOrBefore(places.start, offset);
      const start = places.start[index];
      if (start === undefined || offset > (places.end[index] ?? 0)) return undefined;
      return (places.outStart[index] ?? 0) + offset - start;
    },
  };
}

/** Within the first segment's reading of its file: the least range that holds all that the span shows of it. */
function toSource(segments: Segments, main: string, span: Span): SourceSpan {
  const { outStart, visit } = segments;
  const first = Math.max(0, lastAtOrBefore(outStart, span.start));
  const last = Math.max(first, lastAtOrBefore(outStart, Math.max(span.start, span.end - 1)));
  const home = visit[first];
  if (home === undefined) return { file: main, span: { start: 0, end: 0 }, verbatim: false };
  let { start, end } = placeOf(segments, first, span);
  for (let i = first + 1; i <= last; i++) {
    if (visit[i] !== home) continue;
    const place = placeOf(segments, i, span);
    start = Math.min(start, place.start);
    end = Math.max(end, place.end);
  }
  for (let inner = visit[last]; inner !== undefined; inner = inner.parent) {
    if (inner.parent === home && inner.directive !== undefined) end = Math.max(end, inner.directive.end);
  }
  const verbatim = first === last && segments.verbatim[first] === true;
  const macro = verbatim ? undefined : macroWithPlace(segments, first, last, home, { start, end });
  const place = { file: home.file.path, span: { start, end }, verbatim };
  return macro === undefined ? place : { ...place, macro };
}

function placeOf(segments: Segments, index: number, span: Span): Span {
  const start = segments.start[index] ?? 0;
  const end = segments.end[index] ?? start;
  if (segments.verbatim[index] !== true) return { start, end };
  const shift = start - (segments.outStart[index] ?? 0);
  const within = (offset: number) => Math.max(start, Math.min(offset + shift, end));
  return { start: within(span.start), end: within(Math.max(span.start, span.end)) };
}

/** A range is a macro's if it is the whole of one use of it. */
function macroWithPlace(segments: Segments, first: number, last: number, home: Visit, place: Span) {
  for (let i = first; i <= last; i++) {
    const macro = segments.macro[i];
    const whole = segments.start[i] === place.start && segments.end[i] === place.end;
    if (macro !== undefined && whole && segments.visit[i] === home) return macro;
  }
  return undefined;
}

interface Places {
  readonly start: number[];
  readonly end: number[];
  readonly outStart: number[];
}

/** A file's verbatim pieces by their place in it; of text that came out several times, the first. */
function verbatimPlaces(segments: Segments, file: string): Places {
  const order: number[] = [];
  for (let i = 0; i < segments.outStart.length; i++) {
    if (segments.verbatim[i] === true && segments.visit[i]?.file.path === file) order.push(i);
  }
  order.sort((a, b) => (segments.start[a] ?? 0) - (segments.start[b] ?? 0) || a - b);
  const places: Places = { start: [], end: [], outStart: [] };
  let covered = -1;
  for (const i of order) {
    const start = segments.start[i] ?? 0;
    const end = segments.end[i] ?? 0;
    const from = Math.max(start, covered);
    if (end <= from) continue;
    places.start.push(from);
    places.end.push(end);
    places.outStart.push((segments.outStart[i] ?? 0) + from - start);
    covered = end;
  }
  return places;
}
