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
  /** By offset, none overlapping another. Most regions are scalars, so that an array is copied fastest. */
  readonly cells: readonly Cell[];
  /** What a byte holds that no cell covers. */
  readonly blank: "zero" | "unknown";
  /** Grows when knowledge is dropped, so that what is read later is not taken for what was read before. */
  readonly epoch: number;
  /** When it was last known what lies here, by the clock of what nobody can follow: see `escapes.ts`. */
  readonly seen: number;
}

export const noCells: readonly Cell[] = [];
export const zeros: Contents = { cells: noCells, blank: "zero", epoch: 0, seen: 0 };

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

/** Where the cells begin that end after an offset. */
function indexAfter(cells: readonly Cell[], at: number): number {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const cell = cells[middle];
    if (cell && endOf(cell) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The cell that begins there. */
function cellAt({ cells }: Contents, offset: number): Cell | undefined {
  const cell = cells[indexAfter(cells, offset)];
  return cell?.offset === offset ? cell : undefined;
}

/**
 * The value of `bytes` bytes at an offset; undefined where nothing was ever written. What is put together of other
 * cells' bytes is a number without sign.
 */
export function read(contents: Contents, offset: number, bytes: number): Value | undefined {
  const cell = cellAt(contents, offset);
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

/** What lies at least partly in `size` bytes from there, as far as it leads to some object. */
export const valuesAt = (contents: Contents, start: number, size: number): Value[] =>
  cellsIn(contents, start, start + size).flatMap(({ value }) => (value.targets.length > 0 ? [value] : []));

const nothing: readonly Value[] = [];

/** Addresses of which a part lies in `size` bytes from there, and another does not. */
export function torn(contents: Contents, start: number, size: number): readonly Value[] {
  const end = start + size;
  let found: Value[] | undefined;
  for (let at = indexAfter(contents.cells, start); ; at++) {
    const cell = contents.cells[at];
    if (!cell || cell.offset >= end) return found ?? nothing;
    const isWhole = cell.offset >= start && endOf(cell) <= end;
    if (isWhole || cell.value.targets.length === 0) continue;
    found ??= [];
    found.push(cell.value);
  }
}

/** Does the byte lie in a run of zeros? */
export function isZeroRun(contents: Contents, at: number): boolean {
  const [cell] = cellsIn(contents, at, at + 1);
  return cell ? cell.isFill && exact(cell.value) === 0 : contents.blank === "zero";
}

/** Cells that lie at least partly in [start, end). */
function cellsIn({ cells }: Contents, start: number, end: number): readonly Cell[] {
  const first = indexAfter(cells, start);
  let next = first;
  while ((cells[next]?.offset ?? end) < end) next++;
  return cells.slice(first, next);
}

/** The contents with the cell; of cells that it covers partly, the rest stays. */
export function write(contents: Contents, cell: Cell): Contents {
  const { blank, epoch, seen } = contents;
  const at = indexAfter(contents.cells, cell.offset);
  const old = contents.cells[at];
  const isFree = old === undefined || endOf(cell) <= old.offset;
  if (!isFree && (old.offset !== cell.offset || old.bytes !== cell.bytes))
    return { cells: cut(contents.cells, cell.offset, endOf(cell), [cell]), blank, epoch, seen };
  const cells = contents.cells.slice();
  cells.splice(at, isFree ? 0 : 1, cell);
  return { cells, blank, epoch, seen };
}

/** Other cells in the place of [start, end); what overlaps it is cut. */
function cut(cells: readonly Cell[], start: number, end: number, inserted: readonly Cell[]): readonly Cell[] {
  const first = indexAfter(cells, start);
  const before: Cell[] = [];
  const after: Cell[] = [];
  let next = first;
  for (let cell = cells[next]; cell && cell.offset < end; cell = cells[++next]) {
    before.push(...piecesOf(cell, cell.offset, start));
    after.push(...piecesOf(cell, end, endOf(cell)));
  }
  return [...cells.slice(0, first), ...before, ...inserted, ...after, ...cells.slice(next)];
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
  return { ...contents, cells: cut(contents.cells, start, end, noCells), epoch: contents.epoch + 1 };
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

/** What both hold; values that are in neither's cells any more are given to `lose`. Costs by the number of cells, and with the square of those only that have no like in the other. */
export function joinContents(
  a: Contents,
  b: Contents,
  combine: (a: Value, b: Value) => Value,
  lose: (value: Value) => void,
): Contents {
  const blank = a.blank === "zero" && b.blank === "zero" ? "zero" : "unknown";
  const epoch = Math.max(a.epoch, b.epoch) + (a.epoch === b.epoch ? 0 : 1);
  const cells = haveOneShape(a, b)
    ? joinAlike(a.cells, b.cells, combine)
    : joinCells(a, b, blank, combine, lose);
  const seen = Math.min(a.seen, b.seen);
  const isFirst = cells === a.cells && blank === a.blank && epoch === a.epoch && seen === a.seen;
  return isFirst ? a : { cells, blank, epoch, seen };
}

/** Cells of the same extents; the same array where nothing is new in `b`. */
function joinAlike(
  a: readonly Cell[],
  b: readonly Cell[],
  combine: (a: Value, b: Value) => Value,
): readonly Cell[] {
  let joined: Cell[] | undefined;
  for (const [index, cell] of a.entries()) {
    const other = b[index];
    if (!other || cell.value === other.value) continue;
    const value = combine(cell.value, other.value);
    if (value === cell.value || same(value, cell.value)) continue;
    joined ??= a.slice();
    joined[index] = { offset: cell.offset, bytes: cell.bytes, value, isFill: cell.isFill };
  }
  return joined ?? a;
}

function joinCells(
  a: Contents,
  b: Contents,
  blank: Contents["blank"],
  combine: (a: Value, b: Value) => Value,
  lose: (value: Value) => void,
): readonly Cell[] {
  const alike = (one: Contents, other: Contents) =>
    one.cells.filter((cell) => haveOneExtent(cell, cellAt(other, cell.offset)));
  const without = (one: Contents, cells: readonly Cell[]): Contents => {
    const taken = new Set(cells);
    return { ...one, cells: one.cells.filter((cell) => !taken.has(cell)) };
  };
  const left = alike(a, b);
  const right = alike(b, a);
  const joined = joinAlike(left, right, combine);
  const others = joinShapes(without(a, left), without(b, right), blank, combine, lose);
  return [...joined, ...others].sort((one, other) => one.offset - other.offset);
}

function haveOneExtent(cell: Cell, other: Cell | undefined): boolean {
  return other?.offset === cell.offset && other.bytes === cell.bytes && other.isFill === cell.isFill;
}

const haveOneShape = (a: Contents, b: Contents): boolean =>
  a.cells.length === b.cells.length && a.cells.every((cell, index) => haveOneExtent(cell, b.cells[index]));

/** Cells that differ in where they begin and end. */
function* joinShapes(
  a: Contents,
  b: Contents,
  blank: Contents["blank"],
  combine: (a: Value, b: Value) => Value,
  lose: (value: Value) => void,
): Generator<Cell> {
  for (const extent of segmentsOf(a, b)) {
    const { offset, bytes } = extent;
    const left = piece(a, extent);
    const right = piece(b, extent);
    const isFill = left?.isFill !== false && right?.isFill !== false;
    const x = isFill ? left?.value : read(a, offset, bytes);
    const y = isFill ? right?.value : read(b, offset, bytes);
    const value = x && y ? combine(x, y) : anything;
    for (const other of [...valuesAt(a, offset, bytes), ...valuesAt(b, offset, bytes)])
      if (other.targets.length > value.targets.length) lose(other);
    if (x && y) yield { offset, bytes, value, isFill };
    else if (blank === "zero") yield fillOf(offset, bytes, anything);
  }
}

type Extent = Pick<Cell, "offset" | "bytes">;

/** What either has cells for, cut wherever one of them has an end. */
function segmentsOf(a: Contents, b: Contents): Extent[] {
  const cells = [...a.cells, ...b.cells];
  const ends = [...new Set(cells.flatMap((cell) => [cell.offset, endOf(cell)]))].sort((x, y) => x - y);
  return ends
    .map((offset, index) => ({ offset, bytes: (ends[index + 1] ?? offset) - offset }))
    .filter(({ offset, bytes }) => bytes > 0 && (covers(a, offset) || covers(b, offset)));
}

const covers = (contents: Contents, at: number): boolean => cellsIn(contents, at, at + 1).length > 0;

/** The whole cell that has this extent, or the part of a run; `isFill` false for a part of a number. */
function piece(contents: Contents, { offset, bytes }: Extent): Pick<Cell, "value" | "isFill"> | undefined {
  const cell = cellsIn(contents, offset, offset + 1)[0];
  if (!cell) return contents.blank === "zero" ? fillOf(offset, bytes, number(0)) : undefined;
  return cell;
}

/** The same knowledge. */
export function sameContents(left: Contents, right: Contents): boolean {
  if (left === right) return true;
  if (left.blank !== right.blank || !haveOneShape(left, right)) return false;
  return left.cells.every(({ value }, index) => {
    const other = right.cells[index];
    return other !== undefined && (value === other.value || same(value, other.value));
  });
}
