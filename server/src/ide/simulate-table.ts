/** The lay-out of a simulation: a column for each platform, or, where these are too narrow, one below the other. */

/** What one platform does at one call. */
export interface Cell {
  readonly result: string;
  readonly fact: { readonly name: string; readonly sentence: string } | undefined;
  readonly maps: readonly string[];
  /** What is not as it was written. */
  readonly deviation?: string | undefined;
}

export type Row =
  | { readonly kind: "heading"; readonly text: string; readonly isGiven: boolean }
  | { readonly kind: "call"; readonly line: number; readonly text: string; readonly cells: readonly Cell[] };

const leastColumn = 20;
const mostCallText = 40;
/** From here on a column has room for a sentence instead of a fact's name. */
const sentenceWidth = 50;

/** undefined: the columns would be too narrow. */
export function sideBySide(
  rows: readonly Row[],
  names: readonly string[],
  width: number,
): string | undefined {
  const left = leftWidth(rows);
  const column = Math.floor((width - left) / Math.max(names.length, 1)) - 2;
  const widest = Math.max(0, ...rows.flatMap(mapsOf).map((map) => map.length));
  if (names.length > 1 && column < Math.max(leastColumn, widest)) return undefined;
  return laidOut(rows, (row) => {
    if (row.kind === "heading") {
      return row.isGiven || names.length < 2 ? [] : [line("", left, names, column)];
    }
    const cells = row.cells.map((cell) => cellLines(cell, column));
    const height = Math.max(1, ...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) => {
      const texts = cells.map((lines) => lines[at] ?? "");
      return line(at === 0 ? numbered(row) : "", left, texts, column);
    });
  });
}

const mapsOf = (row: Row) => (row.kind === "call" ? row.cells.flatMap(({ maps }) => maps) : []);

/** Platforms that do the same stand together. */
export function stacked(rows: readonly Row[], names: readonly string[], width: number): string {
  return laidOut(rows, (row) => {
    if (row.kind === "heading") return [];
    const groups = new Map<string, { readonly names: string[]; readonly cell: Cell }>();
    for (const [index, cell] of row.cells.entries()) {
      const key = JSON.stringify([cell.result, cell.fact?.name, cell.maps, cell.deviation]);
      const group = groups.get(key) ?? { names: [], cell };
      group.names.push(names[index] ?? "");
      groups.set(key, group);
    }
    const blocks = [...groups.values()].flatMap(({ names: same, cell }) => {
      const lines = same.length === 1 ? cellLines(cell, width - indent) : cellLines(cell, sentenceWidth - 1);
      const who = groups.size === 1 && names.length > 1 ? "all" : same.join(", ");
      return lines.length === 0
        ? []
        : [`${" ".repeat(indent - 3)}${who}`, ...lines.map((text) => " ".repeat(indent) + text)];
    });
    return [numbered(row), ...blocks];
  });
}

const indent = 8;

function laidOut(rows: readonly Row[], linesOf: (row: Row) => readonly string[]): string {
  const lines = rows.flatMap((row, index) => {
    const heading = row.kind === "heading" ? [...(index === 0 ? [] : [""]), row.text] : [];
    return [...heading, ...linesOf(row)];
  });
  return lines.map((text) => `${text.trimEnd()}\n`).join("");
}

function leftWidth(rows: readonly Row[]): number {
  const texts = rows.flatMap((row) => (row.kind === "call" ? [numbered(row).length] : []));
  return Math.max(0, ...texts) + 2;
}

function numbered({ line, text }: { readonly line: number; readonly text: string }): string {
  return `${String(line).padStart(4)}  ${shortened(text, mostCallText)}`;
}

function line(first: string, left: number, texts: readonly string[], column: number): string {
  return first.padEnd(left) + texts.map((text) => shortened(text, column).padEnd(column + 2)).join("");
}

function cellLines({ result, fact, maps, deviation }: Cell, width: number): readonly string[] {
  const why = fact && (width < sentenceWidth ? fact.name : `${fact.name}: ${fact.sentence}`);
  return [
    ...(result === "" ? [] : [shortened(result, width)]),
    ...(deviation === undefined ? [] : [shortened(`≠ ${deviation}`, width)]),
    ...(why === undefined ? [] : [shortened(why, width)]),
    ...maps,
  ];
}

/** At most so many characters. */
function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1).trimEnd()}…`;
}
