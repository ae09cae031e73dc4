/** What is stored where: regions of cells, shared between states until one of them writes. */
import type { CType } from "../c/types";
import type { RegionId } from "../sim/types";
import * as ranges from "./range";
import { anything, join, number, pointer, same, type Target, type Value, widen } from "./value";

interface Cell {
  readonly bytes: number | undefined;
  readonly value: Value;
}

interface Contents {
  /** By byte offset. */
  readonly cells: ReadonlyMap<number, Cell>;
  /** What a byte holds that no cell covers. */
  readonly blank: "zero" | "unknown";
  /** Grows when knowledge is dropped, so that what is read later is not taken for what was read before. */
  readonly epoch: number;
}

export type Memory = ReadonlyMap<RegionId, Contents>;

export const emptyMemory: Memory = new Map();

const unknownContents: Contents = { cells: new Map(), blank: "unknown", epoch: 0 };

/** A region whose bytes are all zero. */
export function withZeros(memory: Memory, region: RegionId): Memory {
  return new Map(memory).set(region, { cells: new Map(), blank: "zero", epoch: 0 });
}

/** The value there, and the memory in which a value read for the first time has its name. */
export function load(
  memory: Memory,
  target: Target,
  bytes: number | undefined,
  type: CType,
): { value: Value; memory: Memory } {
  const contents = memory.get(target.region) ?? unknownContents;
  const offset = ranges.exact(target.offset);
  if (offset === undefined) return { value: unknownOf(type, undefined), memory };
  const cell = contents.cells.get(offset);
  if (cell) return { value: cell.bytes === bytes ? cell.value : unknownOf(type, undefined), memory };
  if (contents.blank === "zero" && !overlapsCell(contents, offset, bytes)) {
    return { value: number(0), memory };
  }
  const value = unknownOf(type, `*${target.region}+${offset}#${contents.epoch}`);
  return { value, memory: put(memory, target.region, contents, offset, { bytes, value }) };
}

/** A value of which nothing is known; an unknown pointer has a region of its own, so that it stays equal to itself. */
export function unknownOf(type: CType, name: string | undefined): Value {
  if (name === undefined) return anything;
  if (type.kind !== "pointer") return { ...anything, handle: name };
  const base = pointer({ region: name, offset: ranges.exactly(0), alignment: { modulus: 1, remainder: 0 } });
  return { ...base, range: { ...ranges.top, low: -1, high: 0 } };
}

export function store(memory: Memory, target: Target, bytes: number | undefined, value: Value): Memory {
  const contents = memory.get(target.region) ?? unknownContents;
  const offset = ranges.exact(target.offset);
  if (offset === undefined) return forgetContents(memory, target.region);
  return put(memory, target.region, dropOverlapped(contents, offset, bytes), offset, { bytes, value });
}

/** Nothing is known of the region's bytes any more. */
export function forgetContents(memory: Memory, region: RegionId): Memory {
  const contents = memory.get(region) ?? unknownContents;
  return new Map(memory).set(region, { cells: new Map(), blank: "unknown", epoch: contents.epoch + 1 });
}

/** Drops regions altogether: a frame that ends. */
export function dropRegions(memory: Memory, ends: (region: RegionId) => boolean): Memory {
  const kept = new Map(memory);
  for (const region of memory.keys()) if (ends(region)) kept.delete(region);
  return kept.size === memory.size ? memory : kept;
}

/** Everything that is stored in the region. */
export const valuesIn = (memory: Memory, region: RegionId): Value[] =>
  [...(memory.get(region)?.cells.values() ?? [])].map((cell) => cell.value);

/** The regions that pointers stored in this region lead to. */
export const pointedFrom = (memory: Memory, region: RegionId): RegionId[] =>
  valuesIn(memory, region).flatMap((value) => value.targets.map((target) => target.region));

export function joinMemories(a: Memory, b: Memory, how: "join" | "widen"): Memory {
  if (a === b) return a;
  const combine = how === "join" ? join : widen;
  const result = new Map<RegionId, Contents>();
  for (const [region, left] of a) {
    const right = b.get(region);
    // A region that only one path knows keeps its name; the other path cannot reach it.
    result.set(region, !right || right === left ? left : joinContents(left, right, combine));
  }
  for (const [region, right] of b) if (!result.has(region)) result.set(region, right);
  return result;
}

function joinContents(a: Contents, b: Contents, combine: (a: Value, b: Value) => Value): Contents {
  const cells = new Map<number, Cell>();
  for (const offset of new Set([...a.cells.keys(), ...b.cells.keys()])) {
    const left = a.cells.get(offset) ?? blankCell(a, b.cells.get(offset));
    const right = b.cells.get(offset) ?? blankCell(b, a.cells.get(offset));
    if (!left || !right || left.bytes !== right.bytes) continue;
    cells.set(offset, { bytes: left.bytes, value: combine(left.value, right.value) });
  }
  const blank = a.blank === "zero" && b.blank === "zero" ? "zero" : "unknown";
  return { cells, blank, epoch: Math.max(a.epoch, b.epoch) + (a.epoch === b.epoch ? 0 : 1) };
}

const blankCell = (contents: Contents, like: Cell | undefined): Cell | undefined =>
  contents.blank === "zero" && like ? { bytes: like.bytes, value: number(0) } : undefined;

export function sameMemories(a: Memory, b: Memory): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [region, left] of a) {
    const right = b.get(region);
    if (!right) return false;
    if (left === right) continue;
    if (left.blank !== right.blank || left.cells.size !== right.cells.size) return false;
    for (const [offset, cell] of left.cells) {
      const other = right.cells.get(offset);
      if (!other || other.bytes !== cell.bytes || !same(cell.value, other.value)) return false;
    }
  }
  return true;
}

function put(memory: Memory, region: RegionId, contents: Contents, offset: number, cell: Cell): Memory {
  const cells = new Map(contents.cells).set(offset, cell);
  return new Map(memory).set(region, { ...contents, cells });
}

function overlapsCell(contents: Contents, offset: number, bytes: number | undefined): boolean {
  for (const [at, cell] of contents.cells) {
    if (at < offset + (bytes ?? 1) && offset < at + (cell.bytes ?? 1)) return true;
  }
  return false;
}

/** A store makes cells unreadable that it covers in part; a record's own fields keep their places. */
function dropOverlapped(contents: Contents, offset: number, bytes: number | undefined): Contents {
  let cells: Map<number, Cell> | undefined;
  for (const [at, cell] of contents.cells) {
    if (at === offset || at >= offset + (bytes ?? 1) || offset >= at + (cell.bytes ?? 1)) continue;
    cells ??= new Map(contents.cells);
    cells.set(at, { bytes: cell.bytes, value: anything });
  }
  return cells ? { ...contents, cells } : contents;
}
