/** What is stored where: regions of cells, shared between states until one of them writes. */
import type { CType } from "../c/types";
import type { RegionId } from "../sim/types";
import type { Persistent } from "./persistent";
import * as persistent from "./persistent";
import * as ranges from "./range";
import { anything, isMadeUp, join, number, pointer, same, type Target, type Value, widen } from "./value";

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

/** Kept apart by who may change it, so that one call that may change much is cheap. */
export interface Memory {
  /** Globals that other files see, and what they lead to. */
  readonly shared: Persistent<Contents>;
  /** Statics of this file. */
  readonly statics: Persistent<Contents>;
  /** Everything else: locals, blocks, what parameters lead to. */
  readonly own: Persistent<Contents>;
  /** Epoch of whatever is read for the first time from `shared` and `statics`. */
  readonly epoch: number;
}

export const emptyMemory: Memory = { shared: undefined, statics: undefined, own: undefined, epoch: 0 };

type Part = "shared" | "statics" | "own";

/** Region names tell: `x:` shared, `s:` static, and a `*` before either for what it leads to. */
function partOf(region: RegionId): Part {
  let at = 0;
  while (region.charCodeAt(at) === 42) at++;
  if (region.charCodeAt(at + 1) !== 58) return "own";
  const first = region.charCodeAt(at);
  return first === 120 ? "shared" : first === 115 ? "statics" : "own";
}

const contentsOf = (memory: Memory, region: RegionId): Contents => {
  const part = partOf(region);
  const known = persistent.get(memory[part], region);
  if (known) return known;
  const end = region.lastIndexOf(inside);
  const blank = end < 0 ? "unknown" : contentsOf(memory, region.slice(0, end)).blank;
  return { cells: noCells, blank, epoch: part === "own" ? 0 : memory.epoch };
};

/** Between a record's region and a field whose offset is not known: bit-fields, records of unknown layout. */
const inside = "→";

/** The region of such a field: another one each time that the record as a whole was forgotten or filled. */
export const fieldRegion = (memory: Memory, record: RegionId, offset: number, field: string): RegionId =>
  `${record}${inside}${offset}.${field}#${contentsOf(memory, record).epoch}`;

const noCells: ReadonlyMap<number, Cell> = new Map();

function withContents(memory: Memory, region: RegionId, contents: Contents): Memory {
  const part = partOf(region);
  return { ...memory, [part]: persistent.set(memory[part], region, contents) };
}

/** A region whose bytes are all zero. */
export const withZeros = (memory: Memory, region: RegionId): Memory => {
  const epoch = contentsOf(memory, region).epoch + 1;
  return withContents(memory, region, { cells: noCells, blank: "zero", epoch });
};

/** Somebody else may have changed what they can see; with `statics`, this file's own variables too. */
export const forgetShared = (memory: Memory, what: "shared" | "shared and statics"): Memory => ({
  ...memory,
  shared: undefined,
  statics: what === "shared" ? memory.statics : undefined,
  epoch: memory.epoch + 1,
});

/** Time passes and others run: numbers in globals may have changed; pointers are taken to be set up once. */
export function forgetNumbers(memory: Memory): Memory {
  const epoch = memory.epoch + 1;
  const blurred = (part: Persistent<Contents>): Persistent<Contents> => {
    let result = part;
    for (const [region, contents] of persistent.entries(part)) {
      const cells = new Map(
        [...contents.cells].filter(([, { value }]) => value.targets.length > 0 || value.functions),
      );
      result = persistent.set(result, region, { cells, blank: "unknown", epoch });
    }
    return result;
  };
  return { ...memory, shared: blurred(memory.shared), statics: blurred(memory.statics), epoch };
}

/** What others can see leads to these regions. */
export function pointedFromShared(memory: Memory, what: "shared" | "shared and statics"): RegionId[] {
  const found: RegionId[] = [];
  const parts = what === "shared" ? [memory.shared] : [memory.shared, memory.statics];
  for (const part of parts) {
    for (const [, contents] of persistent.entries(part)) {
      for (const { value } of contents.cells.values())
        found.push(...value.targets.map(({ region }) => region));
    }
  }
  return found;
}

/** The value there. What was never written has a name made of its place, so that it stays equal to itself. */
export function load(memory: Memory, target: Target, bytes: number | undefined, type: CType): Value {
  const contents = contentsOf(memory, target.region);
  const offset = ranges.exact(target.offset);
  if (offset === undefined) return unknownOf(type, undefined);
  const cell = contents.cells.get(offset);
  if (cell) return cell.bytes === bytes ? cell.value : unknownOf(type, undefined);
  if (overlapsCell(contents, offset, bytes)) return unknownOf(type, undefined);
  if (contents.blank === "zero") return number(0);
  return unknownOf(type, `*${target.region}+${offset}#${contents.epoch}`);
}

/** Where a chain of pointers gets longer than this, one unknown place is as good as another. */
const longestName = 160;

/** A value of which nothing is known; an unknown pointer has a region of its own, so that it stays equal to itself. */
export function unknownOf(type: CType, name: string | undefined): Value {
  if (name === undefined || name.length > longestName) return anything;
  if (type.kind !== "pointer") return { ...anything, handle: name };
  const base = pointer({ region: name, offset: ranges.exactly(0), alignment: { modulus: 1, remainder: 0 } });
  return { ...base, range: { ...ranges.top, low: -1, high: 0 } };
}

export function store(memory: Memory, target: Target, bytes: number | undefined, value: Value): Memory {
  const contents = contentsOf(memory, target.region);
  const offset = ranges.exact(target.offset);
  if (offset === undefined) return forgetContents(memory, target.region);
  return put(memory, target.region, dropOverlapped(contents, offset, bytes), offset, { bytes, value });
}

/** Nothing is known of the region's bytes any more. */
export function forgetContents(memory: Memory, region: RegionId): Memory {
  const contents = contentsOf(memory, region);
  return withContents(memory, region, { cells: noCells, blank: "unknown", epoch: contents.epoch + 1 });
}

/** Drops the locals of a frame that ends. */
export function dropRegions(memory: Memory, prefix: string): Memory {
  const own = persistent.filter(memory.own, (region) => !region.startsWith(prefix));
  return own === memory.own ? memory : { ...memory, own };
}

/** Keeps of the globals and statics only those named. */
export function keepGlobals(memory: Memory, kept: ReadonlySet<RegionId>): Memory {
  const keep = (part: Persistent<Contents>) => persistent.filter(part, (region) => kept.has(region));
  return { ...memory, shared: keep(memory.shared), statics: keep(memory.statics) };
}

/** Everything that is stored in the region. */
export const valuesIn = (memory: Memory, region: RegionId): Value[] =>
  [...contentsOf(memory, region).cells.values()].map((cell) => cell.value);

/** A variable or block that only one path knows is kept, since the other path cannot reach it. */
export function joinMemories(a: Memory, b: Memory, how: "join" | "widen"): Memory {
  if (a === b) return a;
  const combine = how === "join" ? join : widen;
  const combineContents = (left: Contents, right: Contents) => joinContents(left, right, combine);
  const own = persistent.join(a.own, b.own, combineContents, isMadeUp);
  // Where one path forgot the globals, neither path's knowledge of them is left.
  if (a.epoch !== b.epoch) {
    return { shared: undefined, statics: undefined, own, epoch: Math.max(a.epoch, b.epoch) + 1 };
  }
  return {
    shared: persistent.join(a.shared, b.shared, combineContents, isAnything),
    statics: persistent.join(a.statics, b.statics, combineContents, isAnything),
    own,
    // What is read of them from now on is neither path's.
    epoch: a.shared === b.shared && a.statics === b.statics ? a.epoch : a.epoch + 1,
  };
}

/** What one path wrote to a global and the other did not read is unknown to both. */
const isAnything = (): boolean => true;

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

/** The same knowledge, whatever was forgotten on the way to it. */
export function sameMemories(a: Memory, b: Memory): boolean {
  if (a === b) return true;
  const parts: readonly Part[] = ["own", "statics", "shared"];
  return parts.every((part) => persistent.equal(a[part], b[part], sameContents));
}

function sameContents(left: Contents, right: Contents): boolean {
  if (left === right) return true;
  if (left.blank !== right.blank || left.cells.size !== right.cells.size) return false;
  for (const [offset, cell] of left.cells) {
    const other = right.cells.get(offset);
    if (!other || other.bytes !== cell.bytes || !same(cell.value, other.value)) return false;
  }
  return true;
}

function put(memory: Memory, region: RegionId, contents: Contents, offset: number, cell: Cell): Memory {
  const cells = new Map(contents.cells).set(offset, cell);
  return withContents(memory, region, { ...contents, cells });
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
