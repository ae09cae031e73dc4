/** The lay-out of a simulation: a column for each platform, or, where these are too narrow, one below the other. */
import type { PageMap } from "./simulate-pages";

/** What one platform does at one line. */
export interface Cell {
  readonly result: string;
  readonly fact: { readonly name: string; readonly sentence: string } | undefined;
  /** What is not as it was written. */
  readonly deviation?: string | undefined;
  /** Requirements that are broken, and what changes beside the pages: a line each. */
  readonly remarks: readonly string[];
  readonly maps: readonly PageMap[];
}

export type Row =
  | { readonly kind: "heading"; readonly text: string }
  | {
      readonly kind: "given" | "call";
      readonly line: number;
      readonly text: string;
      readonly cells: readonly Cell[];
    };

const leastColumn = 17;
const mostCallText = 40;

/** undefined: the columns would be too narrow. */
export function sideBySide(
  rows: readonly Row[],
  names: readonly string[],
  width: number,
): string | undefined {
  const left = rows.reduce((most, row) => Math.max(most, leftWidth(row)), 0) + 2;
  const column = Math.floor((width - left + 2) / Math.max(names.length, 1)) - 2;
  const widest = rows.reduce((most, row) => Math.max(most, mapWidth(row)), 0);
  if (names.length > 1 && column < Math.max(leastColumn, widest)) return undefined;
  const line = (first: string, texts: readonly string[]) =>
    first.padEnd(left) + texts.map((text) => text.padEnd(column + 2)).join("");
  return laidOut(rows, width, (row) => {
    const texts = numbered(row, left - 2);
    const cells = row.cells.map((cell) => cellLines(cell, column, "below"));
    const height = Math.max(texts.length, ...cells.map((lines) => lines.length));
    const body = Array.from({ length: height }, (_, at) =>
      line(
        texts[at] ?? "",
        cells.map((lines) => lines[at] ?? ""),
      ),
    );
    return row.kind === "given" && names.length > 1 ? [line("", names), ...body] : body;
  });
}

function leftWidth(row: Row): number {
  return row.kind === "heading" ? 0 : Math.min(row.text.length, mostCallText) + numberWidth;
}

function mapWidth(row: Row): number {
  const maps = row.kind === "heading" ? [] : row.cells.flatMap((cell) => cell.maps);
  return maps.reduce((most, { text, isRow }) => (isRow ? most : Math.max(most, text.length)), 0);
}

const mostNames = 24;

/** Platforms that do the same stand together. */
export function stacked(rows: readonly Row[], names: readonly string[], width: number): string {
  return laidOut(rows, width, (row) => {
    const groups = new Map<string, { readonly names: string[]; readonly cell: Cell }>();
    for (const [index, cell] of row.cells.entries()) {
      const key = JSON.stringify(cell);
      const group = groups.get(key) ?? { names: [], cell };
      group.names.push(names[index] ?? "");
      groups.set(key, group);
    }
    const who = ({ names: same }: { readonly names: readonly string[] }) =>
      groups.size === 1 ? "all" : same.join(", ");
    const column = Math.min(mostNames, Math.max(...[...groups.values()].map((group) => who(group).length)));
    const left = numberWidth + column + 2;
    const blocks = [...groups.values()].flatMap((group) => {
      const lines = cellLines(group.cell, width - left, "beside");
      if (lines.length === 0) return [];
      const whose = wrappedLines(who(group), column);
      return Array.from(
        { length: Math.max(lines.length, whose.length) },
        (_, at) => `${" ".repeat(numberWidth)}${(whose[at] ?? "").padEnd(column + 2)}${lines[at] ?? ""}`,
      );
    });
    return [...numbered(row, width), ...blocks];
  });
}

const numberWidth = 6;

function laidOut(
  rows: readonly Row[],
  width: number,
  linesOf: (row: Exclude<Row, { kind: "heading" }>) => readonly string[],
): string {
  const lines = rows.flatMap((row, index) => {
    const gap = index === 0 || row.kind === "call" ? [] : [""];
    return [...gap, ...(row.kind === "heading" ? headingLines(row.text, width) : linesOf(row))];
  });
  return lines.map((text) => `${text.trimEnd()}\n`).join("");
}

const headingLines = (text: string, width: number) =>
  text.split("\n").flatMap((part) => wrappedLines(part, width));

function numbered(
  { line, text }: { readonly line: number; readonly text: string },
  width: number,
): readonly string[] {
  return wrappedLines(text, width - numberWidth).map(
    (part, at) => (at === 0 ? `${String(line).padStart(numberWidth - 2)}  ` : " ".repeat(numberWidth)) + part,
  );
}

/** `at`: where the fact stands, seen from the result. */
function cellLines(
  { result, fact, maps, deviation, remarks }: Cell,
  width: number,
  at: "beside" | "below",
): readonly string[] {
  const why = fact && (fact.sentence === "" ? fact.name : `${fact.name}: ${fact.sentence}`);
  const written = deviation && `≠ ${deviation}`;
  const first =
    at === "beside" ? [[result, why].filter(Boolean).join("   "), written] : [result, written, why];
  const texts = [...first, ...remarks];
  return [
    ...texts.flatMap((text) => (text ? wrappedLines(text, width) : [])),
    ...maps.flatMap(({ text, isRow }) => (isRow ? wrappedLines(text, width) : slices(text, width))),
  ];
}

/** Lines of at most so many characters, broken at blanks where there are any. */
export function wrappedLines(text: string, width: number): readonly string[] {
  // A mark stands with what it marks.
  const words = text.replace(/^([!≠]) /, "$1\u00a0").split(" ");
  const lines = packed(
    words.flatMap((word) => slices(word, width)),
    " ",
    width,
  );
  return lines.map((line) => line.replace("\u00a0", " "));
}

/** As many words in a line as there is room for. */
export function packed(words: readonly string[], between: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    const longer = line === undefined ? width + 1 : line.length + between.length + word.length;
    if (longer > width) lines.push(word);
    else lines[lines.length - 1] = `${line}${between}${word}`;
  }
  return lines;
}

/** What is wider than a line in parts: behind a mark in it, or wherever the line ends. */
function slices(text: string, width: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const mark = Math.max(...["|", ".", "-"].map((sign) => rest.lastIndexOf(sign, width - 1)));
    const end = mark > 0 ? mark + 1 : width;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest];
}
