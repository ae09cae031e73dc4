/** The bytes of one region: values of so many bytes, runs of equal bytes, and what lies between them. */
import { anything, exact, number, same, type Value } from "../values/value";

/** `value` lies in `bytes` bytes, or, where `isFill`, in each of them. `bytes` is 1 for a type of unknown size. */
export interface Cell {
  readonly offset: number;
  readonly bytes: number;
  readonly value: Value;
  readonly isFill: boolean;
}

export interface Contents {
  /** By byte offset; they do not overlap. */
  readonly cells: ReadonlyMap<number, Cell>;
  /** What a byte holds that no cell covers. */
  readonly blank: "zero" | "unknown";
  /** Grows when knowledge is dropped, so that what is read later is not taken for what was read before. */
  readonly epoch: number;
}

export const noCells: ReadonlyMap<number, Cell> = new Map();
export const zeros: Contents = { cells: noCells, blank: "zero", epoch: 0 };

export const cellOf = (offset: number, bytes: number | undefined, value: Value): Cell => ({
  offset,
  bytes: bytes ?? 1,
  value,
  isFill: false,
});

export const fillOf = (offset: number, bytes: number, value: Value): Cell => ({
  offset,
  bytes,
  value,
  isFill: true,
});

const endOf = ({ offset, bytes }: Cell): number => offset + bytes;

/**
 * The value of `bytes` bytes at an offset; undefined where nothing was ever written. What is put together of other
 * cells' bytes is a number without sign.
 */
export function read(contents: Contents, offset: number, bytes: number): Value | undefined {
  const cell = contents.cells.get(offset);
  if (cell && !cell.isFill && cell.bytes === bytes) return cell.value;
  const overlapping = cellsIn(contents, offset, offset + bytes);
  if (overlapping.length === 0) return contents.blank === "zero" ? number(0) : undefined;
  if (bytes > 8) return anything;
  let sum = 0n;
  for (let at = offset + bytes - 1; at >= offset; at--) {
    const covering = overlapping.find((one) => one.offset <= at && at < endOf(one));
    const byte = covering ? byteOf(covering, at) : contents.blank === "zero" ? 0n : undefined;
    if (byte === undefined) return anything;
    sum = (sum << 8n) | byte;
  }
  const result = Number(BigInt.asIntN(64, sum));
  return Number.isSafeInteger(result) ? number(result) : anything;
}

/** The byte of a cell at an offset of the region: the lowest comes first. */
function byteOf({ offset, value, isFill }: Cell, at: number): bigint | undefined {
  const known = exact(value);
  if (known === undefined || !Number.isSafeInteger(known)) return undefined;
  return (BigInt(known) >> BigInt(isFill ? 0 : 8 * (at - offset))) & 255n;
}

/** Does the byte lie in a run of zeros? */
export function isZeroRun(contents: Contents, at: number): boolean {
  const [cell] = cellsIn(contents, at, at + 1);
  return cell ? cell.isFill && exact(cell.value) === 0 : contents.blank === "zero";
}

/** Cells that lie at least partly in [start, end). */
const cellsIn = ({ cells }: Contents, start: number, end: number): Cell[] =>
  [...cells.values()].filter((cell) => cell.offset < end && start < endOf(cell));

/** The contents with the cell; of cells that it covers partly, the rest stays. */
export function write(contents: Contents, cell: Cell): Contents {
  const old = contents.cells.get(cell.offset);
  const cells = new Map(contents.cells);
  if (old?.bytes !== cell.bytes)
    cut(cells, cellsIn(contents, cell.offset, endOf(cell)), cell.offset, endOf(cell));
  return { cells: cells.set(cell.offset, cell), blank: contents.blank, epoch: contents.epoch };
}

/** Takes [start, end) out of the cells that overlap it. */
function cut(cells: Map<number, Cell>, overlapping: readonly Cell[], start: number, end: number): void {
  for (const cell of overlapping) {
    cells.delete(cell.offset);
    for (const piece of piecesOf(cell, cell.offset, start)) cells.set(piece.offset, piece);
    for (const piece of piecesOf(cell, end, endOf(cell))) cells.set(piece.offset, piece);
  }
}

/** The part of a cell that lies in [start, end). */
function piecesOf(cell: Cell, start: number, end: number): Cell[] {
  const from = Math.max(start, cell.offset);
  const to = Math.min(end, endOf(cell));
  if (from >= to) return [];
  if (from === cell.offset && to === endOf(cell)) return [cell];
  if (cell.isFill) return [fillOf(from, to - from, cell.value)];
  if (byteOf(cell, from) === undefined) return [fillOf(from, to - from, anything)];
  return Array.from({ length: to - from }, (_, index) =>
    fillOf(from + index, 1, number(Number(byteOf(cell, from + index)))),
  );
}

/** Nothing is known of [start, end) any more. */
export function forgetBytes(contents: Contents, start: number, end: number): Contents {
  if (start >= end) return contents;
  if (contents.blank === "zero") return write(contents, fillOf(start, end - start, anything));
  const cells = new Map(contents.cells);
  cut(cells, cellsIn(contents, start, end), start, end);
  return { ...contents, cells, epoch: contents.epoch + 1 };
}

/** `size` bytes from [start, …) of one region to [at, …) of another, or of the same. */
export function copyBytes(to: Contents, at: number, from: Contents, start: number, size: number): Contents {
  const end = start + size;
  let result = forgetBytes(to, at, at + size);
  if (from.blank === "zero" && size > 0) result = write(result, fillOf(at, size, number(0)));
  for (const cell of cellsIn(from, start, end)) {
    for (const piece of piecesOf(cell, start, end)) {
      result = write(result, { ...piece, offset: piece.offset - start + at });
    }
  }
  return result;
}

/** What both hold. Costs by the number of cells, and with the square of those only that have no like in the other. */
export function joinContents(a: Contents, b: Contents, combine: (a: Value, b: Value) => Value): Contents {
  const blank = a.blank === "zero" && b.blank === "zero" ? "zero" : "unknown";
  const epoch = Math.max(a.epoch, b.epoch) + (a.epoch === b.epoch ? 0 : 1);
  const cells = new Map<number, Cell>();
  let isLeft = blank === a.blank && epoch === a.epoch;
  for (const cell of a.cells.values()) {
    const other = b.cells.get(cell.offset);
    if (!haveOneExtent(cell, other)) continue;
    const value = cell.value === other.value ? cell.value : combine(cell.value, other.value);
    const isKept = value === cell.value || same(value, cell.value);
    isLeft &&= isKept;
    cells.set(
      cell.offset,
      isKept ? cell : { offset: cell.offset, bytes: cell.bytes, value, isFill: cell.isFill },
    );
  }
  if (cells.size < a.cells.size || cells.size < b.cells.size) {
    for (const cell of joinShapes(without(a, cells), without(b, cells), blank, combine)) {
      cells.set(cell.offset, cell);
    }
    isLeft = false;
  }
  return isLeft ? a : { cells, blank, epoch };
}

function haveOneExtent(cell: Cell, other: Cell | undefined): other is Cell {
  return other?.bytes === cell.bytes && other.isFill === cell.isFill;
}

/** The contents without the cells at these places. */
const without = (contents: Contents, places: ReadonlyMap<number, Cell>): Contents => ({
  ...contents,
  cells: new Map([...contents.cells].filter(([offset]) => !places.has(offset))),
});

/** Cells that differ in where they begin and end. */
function* joinShapes(
  a: Contents,
  b: Contents,
  blank: Contents["blank"],
  combine: (a: Value, b: Value) => Value,
): Generator<Cell> {
  for (const extent of segmentsOf(a, b)) {
    const { offset, bytes } = extent;
    const left = piece(a, extent);
    const right = piece(b, extent);
    const isFill = left?.isFill !== false && right?.isFill !== false;
    const x = isFill ? left?.value : read(a, offset, bytes);
    const y = isFill ? right?.value : read(b, offset, bytes);
    if (x && y) yield { offset, bytes, value: combine(x, y), isFill };
    else if (blank === "zero") yield fillOf(offset, bytes, anything);
  }
}

type Extent = Pick<Cell, "offset" | "bytes">;

function haveOneShape(a: Contents, b: Contents): boolean {
  if (a.cells.size !== b.cells.size) return false;
  for (const cell of a.cells.values()) if (!haveOneExtent(cell, b.cells.get(cell.offset))) return false;
  return true;
}

/** What either has cells for, cut wherever one of them has an end. */
function segmentsOf(a: Contents, b: Contents): Extent[] {
  const cells = [...a.cells.values(), ...b.cells.values()];
  const ends = [...new Set(cells.flatMap((cell) => [cell.offset, endOf(cell)]))].sort((x, y) => x - y);
  return ends
    .map((offset, index) => ({ offset, bytes: (ends[index + 1] ?? offset) - offset }))
    .filter(({ offset, bytes }) => bytes > 0 && (covers(a, offset) || covers(b, offset)));
}

const covers = (contents: Contents, at: number): boolean => cellsIn(contents, at, at + 1).length > 0;

/** The whole cell that has this extent, or the part of a run; `isFill` false for a part of a number. */
function piece(contents: Contents, { offset, bytes }: Extent): Pick<Cell, "value" | "isFill"> | undefined {
  const cell = contents.cells.get(offset) ?? cellsIn(contents, offset, offset + 1)[0];
  if (!cell) return contents.blank === "zero" ? fillOf(offset, bytes, number(0)) : undefined;
  return cell;
}

/** The same knowledge. */
export function sameContents(left: Contents, right: Contents): boolean {
  if (left === right) return true;
  if (left.blank !== right.blank || !haveOneShape(left, right)) return false;
  for (const [offset, { value }] of left.cells) {
    const other = right.cells.get(offset);
    if (!other || !same(value, other.value)) return false;
  }
  return true;
}
