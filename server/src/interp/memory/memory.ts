/** What is stored where: regions of cells, shared between states until one of them writes. */
import type { CType } from "../../c/types/types";
import type { RegionId } from "../../sim/types";
import { convert, fit } from "../values/arithmetic";
import type { Range } from "../values/range";
import * as ranges from "../values/range";
import {
  anything,
  isMadeUp,
  isSeveral,
  join,
  named,
  number,
  pointer,
  type Target,
  type Value,
  widen,
  withRange,
} from "../values/value";
import type { Contents } from "./cells";
import * as cells from "./cells";
import type { Persistent } from "./persistent";
import * as persistent from "./persistent";

/** Kept apart by who may change it, so that one call that may change much is cheap. */
export interface Memory {
  /** Globals that other files see, and what they lead to. */
  readonly shared: Persistent<Contents>;
  /** Statics of this file. */
  readonly statics: Persistent<Contents>;
  /** Everything else: constants, locals, blocks, what parameters lead to. */
  readonly own: Persistent<Contents>;
  /** Epoch of whatever is read for the first time from `shared` and `statics`. */
  readonly epoch: number;
  /** The same for `own`. */
  readonly ownEpoch: number;
}

export const emptyMemory: Memory = {
  shared: undefined,
  statics: undefined,
  own: undefined,
  epoch: 0,
  ownEpoch: 0,
};

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
  if (region.charCodeAt(0) === 34) return contentsOfLiteral(region);
  const blank = isZeroField(memory, region) ? "zero" : "unknown";
  return { cells: cells.noCells, blank, epoch: part === "own" ? memory.ownEpoch : memory.epoch };
};

/** A string literal: its region's name holds it between quotation marks. */
function contentsOfLiteral(region: RegionId): Contents {
  const end = region.lastIndexOf('"');
  const text = end > 0 ? region.slice(1, end) : "";
  const characters = end > 0 ? [...text, "\0"] : [];
  const found = characters.map((one, offset) => cells.cellOf(offset, 1, number(one.charCodeAt(0))));
  return { cells: found, blank: "unknown", epoch: 0 };
}

/** A field that lies in a record's zeros, and was not written since. */
function isZeroField(memory: Memory, region: RegionId): boolean {
  const end = region.lastIndexOf(inside);
  if (end < 0) return false;
  const record = contentsOf(memory, region.slice(0, end));
  return cells.isZeroRun(record, Number.parseInt(region.slice(end + inside.length), 10));
}

/** Between a record's region and a field whose offset is not known: bit-fields, records of unknown layout. */
const inside = "→";

export const isField = (region: RegionId): boolean => region.includes(inside);

/** The region of such a field: another one each time that the record as a whole was forgotten or filled. */
export const fieldRegion = (memory: Memory, record: RegionId, offset: number, field: string): RegionId =>
  `${record}${inside}${offset}.${field}#${contentsOf(memory, record).epoch}`;

function withContents(memory: Memory, region: RegionId, contents: Contents): Memory {
  const { shared, statics, own, epoch, ownEpoch } = memory;
  switch (partOf(region)) {
    case "shared":
      return { shared: persistent.set(shared, region, contents), statics, own, epoch, ownEpoch };
    case "statics":
      return { shared, statics: persistent.set(statics, region, contents), own, epoch, ownEpoch };
    case "own":
      return { shared, statics, own: persistent.set(own, region, contents), epoch, ownEpoch };
  }
}

/**
 * The same memory, in which it shows that the region was there before anybody learned of its contents: a path that
 * learns nothing has it, too, when it meets one that does.
 */
export function noted(memory: Memory, region: RegionId): Memory {
  if (partOf(region) !== "own" || persistent.get(memory.own, region)) return memory;
  if (isElsewhere(region) || isMadeUp(region) || region.charCodeAt(0) === 34) return memory;
  return withContents(memory, region, contentsOf(memory, region));
}

/** A region whose bytes are all zero. */
export const withZeros = (memory: Memory, region: RegionId): Memory => {
  const epoch = contentsOf(memory, region).epoch + 1;
  return withContents(memory, region, { cells: cells.noCells, blank: "zero", epoch });
};

/** Somebody else may have changed what they can see; with `statics`, this file's own variables too. */
export const forgetShared = (memory: Memory, what: "shared" | "shared and statics"): Memory => ({
  ...memory,
  shared: undefined,
  statics: what === "shared" ? memory.statics : undefined,
  epoch: memory.epoch + 1,
});

/** What was read through pointers that nobody knows may have changed, and what no path has looked at. */
export const forgetMadeUp = (memory: Memory): Memory => ({
  ...memory,
  shared: persistent.filter(memory.shared, (region) => !isMadeUp(region)),
  statics: persistent.filter(memory.statics, (region) => !isMadeUp(region)),
  epoch: memory.epoch + 1,
});

/** Anything may have been written anywhere, to constants alone not. What was there is still there. */
export function forgetAll(memory: Memory): Memory {
  let { own, ownEpoch } = memory;
  for (const [region, contents] of persistent.entries(memory.own)) {
    ownEpoch = Math.max(ownEpoch, contents.epoch);
    if (isElsewhere(region) || isMadeUp(region)) continue;
    if (!region.startsWith("c:")) own = persistent.set(own, region, forgotten(contents));
  }
  own = persistent.filter(own, (region) => !isElsewhere(region) && !isMadeUp(region));
  return { shared: undefined, statics: undefined, own, epoch: memory.epoch + 1, ownEpoch: ownEpoch + 1 };
}

/** Time passes and others run: numbers in globals may have changed; pointers are taken to be set up once. */
export function forgetNumbers(memory: Memory): Memory {
  const epoch = memory.epoch + 1;
  const blurred = (part: Persistent<Contents>): Persistent<Contents> => {
    let result = part;
    for (const [region, contents] of persistent.entries(part)) {
      const kept = contents.cells.filter(({ value }) => value.targets.length > 0 || value.functions);
      result = persistent.set(result, region, { cells: kept, blank: "unknown", epoch });
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
      for (const { value } of contents.cells) found.push(...value.targets.map(({ region }) => region));
    }
  }
  return found;
}

/** Is the region's address kept in some memory other than what begins with that prefix? */
export function isPointedTo(memory: Memory, region: RegionId, except: string | undefined): boolean {
  for (const part of [memory.shared, memory.statics, memory.own]) {
    for (const [holder, { cells: held }] of persistent.entries(part)) {
      if (except !== undefined && holder.startsWith(except)) continue;
      if (held.some(({ value }) => value.targets.some((target) => target.region === region))) return true;
    }
  }
  return false;
}

/** The value there. What was never written has a name made of its place, so that it stays equal to itself. */
export function load(memory: Memory, target: Target, bytes: number | undefined, type: CType): Value {
  if (isSeveral(target.region)) return unknownOf(type, undefined);
  const contents = contentsOf(memory, target.region);
  const offset = ranges.exact(target.offset);
  if (offset === undefined) return loadSomewhere(contents, target, bytes, type);
  const value = cells.read(contents, offset, bytes ?? 1);
  return value ? convert(value, type) : unknownOf(type, `*${target.region}+${offset}#${contents.epoch}`);
}

/** As many places as a load may read from, one by one. */
const mostPlaces = 64;

/** The value at one of several places: what any of them holds. */
function loadSomewhere(contents: Contents, { offset }: Target, bytes = 1, type: CType): Value {
  const places = ranges.members(offset, mostPlaces) ?? writtenPlaces(contents, offset, bytes);
  if (!places || places.length === 0) return unknownOf(type, undefined);
  const values = places.map((at) => cells.read(contents, at, bytes));
  const [first, ...others] = values.map((value) =>
    value ? convert(value, type) : unknownOf(type, undefined),
  );
  return others.reduce((sum, value) => join(sum, value), first ?? anything);
}

/**
 * Any element of a table that began as zeros: whoever reads inside of it reads something that was written there, or
 * zeros. Undefined where too much was written to go through.
 */
function writtenPlaces(contents: Contents, offset: Range, bytes: number): readonly number[] | undefined {
  if (contents.blank !== "zero" || contents.cells.length > mostPlaces) return undefined;
  const places = new Set<number>();
  let end = 0;
  for (const cell of contents.cells) {
    end = Math.max(end, cell.offset + cell.bytes);
    const near = ranges.meet(offset, ranges.interval(cell.offset - bytes + 1, cell.offset + cell.bytes - 1));
    for (const at of (near && ranges.members(near, mostPlaces)) ?? []) places.add(at);
    if (near && !ranges.members(near, mostPlaces)) return undefined;
  }
  // One place that no cell covers stands for all of them.
  return places.size > mostPlaces ? undefined : [...places, end + bytes];
}

/** Before what a parameter leads to, of a function that anybody may call. */
const parameterMark = "?";

/** The name of the value that a caller whom nobody knows gives. */
export const givenName = (parameter: string, functionName: string): string =>
  `${parameterMark}${parameter} of ${functionName}`;

/** Null and MAP_FAILED. */
const noAddress = ranges.interval(-1, 0);

/** Where a chain of pointers gets longer than this, one unknown place is as good as another. */
const longestName = 160;

/** A value of which nothing is known; an unknown pointer has a region of its own, so that it stays equal to itself. */
export function unknownOf(type: CType, name: string | undefined): Value {
  if (name === undefined || name.length > longestName) return anything;
  if (type.kind !== "pointer") return named(fit(ranges.top, type), name);
  const place = { region: name, offset: ranges.exactly(0), alignment: { modulus: 1, remainder: 0 } };
  return withRange(pointer(place), noAddress);
}

export function store(memory: Memory, target: Target, bytes: number | undefined, value: Value): Memory {
  if (isSeveral(target.region)) return memory;
  const contents = contentsOf(memory, target.region);
  const offset = ranges.exact(target.offset);
  if (offset !== undefined) {
    return withContents(memory, target.region, cells.write(contents, cells.cellOf(offset, bytes, value)));
  }
  return storeSomewhere(memory, contents, target, bytes ?? 1, value);
}

/** A store to one of several places: each of them holds what it held or the value. */
function storeSomewhere(
  memory: Memory,
  contents: Contents,
  target: Target,
  bytes: number,
  value: Value,
): Memory {
  const places = ranges.members(target.offset, mostPlaces);
  if (!places) return forgetContents(memory, target.region);
  let after = contents;
  for (const at of places) {
    const before = cells.read(after, at, bytes);
    after = before
      ? cells.write(after, cells.cellOf(at, bytes, join(before, value)))
      : cells.forgetBytes(after, at, at + bytes);
  }
  return withContents(memory, target.region, after);
}

/** `size` bytes are copied; undefined: nobody knows how many. */
export function copy(memory: Memory, to: Target, from: Target, size: number | undefined): Memory {
  if (isSeveral(to.region)) return memory;
  const at = ranges.exact(to.offset);
  const start = ranges.exact(from.offset);
  if (at === undefined || start === undefined || size === undefined) return forgetContents(memory, to.region);
  const source = contentsOf(memory, from.region);
  const after = cells.copyBytes(contentsOf(memory, to.region), at, source, start, size);
  return withContents(memory, to.region, renewed(after));
}

/** Each of `size` bytes is `byte` now; undefined: nobody knows which. */
export function fill(
  memory: Memory,
  target: Target,
  size: number | undefined,
  byte: number | undefined,
): Memory {
  if (isSeveral(target.region)) return memory;
  const at = ranges.exact(target.offset);
  if (at === undefined || size === undefined) return forgetContents(memory, target.region);
  if (size <= 0) return memory;
  const contents = contentsOf(memory, target.region);
  const after =
    byte === undefined
      ? cells.forgetBytes(contents, at, at + size)
      : cells.write(contents, cells.fillOf(at, size, number(byte & 255)));
  return withContents(memory, target.region, renewed(after));
}

/** What has a name of its own in the region, such as bit-fields, is another's now. */
const renewed = (contents: Contents): Contents => ({ ...contents, epoch: contents.epoch + 1 });

/** Nothing is known of the region's bytes any more. */
export const forgetContents = (memory: Memory, region: RegionId): Memory =>
  withContents(memory, region, forgotten(contentsOf(memory, region)));

/** The region holds what it holds in another process's memory. */
export const contentsFrom = (memory: Memory, other: Memory, region: RegionId): Memory =>
  withContents(memory, region, renewed(contentsOf(other, region)));

/** Drops the locals of a frame that ends. */
export function dropRegions(memory: Memory, prefix: string): Memory {
  const own = persistent.filter(memory.own, (region) => !region.startsWith(prefix));
  return own === memory.own ? memory : { ...memory, own };
}

/** Drops the locals of all frames that are deeper: a jump has left them. */
export const dropRegionsAbove = (memory: Memory, depth: number): Memory => ({
  ...memory,
  own: persistent.filter(memory.own, (region) => !(Number.parseInt(region, 10) > depth)),
});

/** Everything that is stored in the region. */
export const valuesIn = (memory: Memory, region: RegionId): Value[] =>
  contentsOf(memory, region).cells.map((cell) => cell.value);

/** What is stored in the record, also in members whose places are not known. */
export function valuesInRecord(memory: Memory, region: RegionId): Value[] {
  const own = valuesIn(memory, region);
  const members = `${region}${inside}`;
  const since = `#${contentsOf(memory, region).epoch}`;
  for (const [name, contents] of persistent.entries(memory[partOf(region)]))
    if (name.startsWith(members) && name.endsWith(since))
      own.push(...contents.cells.map(({ value }) => value));
  return own;
}

/** What both paths know. */
export function joinMemories(a: Memory, b: Memory, how: "join" | "widen"): Memory {
  if (a === b) return a;
  const combine = how === "join" ? join : widen;
  const combineContents = (left: Contents, right: Contents) => cells.joinContents(left, right, combine);
  const isSame = a.epoch === b.epoch && a.shared === b.shared && a.statics === b.statics;
  const blurred = (region: RegionId, contents: Contents) =>
    isPresent(a, region) && isPresent(b, region) ? forgotten(contents) : undefined;
  const ofOne = (region: RegionId, contents: Contents) =>
    isElsewhere(region) ? blurred(region, contents) : isMadeUp(region) ? undefined : contents;
  // What is read of globals from now on has another name, so that only what lies in a record's zeros must be forgotten.
  const ofGlobals = (region: RegionId, contents: Contents) =>
    isField(region) ? blurred(region, contents) : undefined;
  return {
    shared: persistent.join(a.shared, b.shared, combineContents, ofGlobals),
    statics: persistent.join(a.statics, b.statics, combineContents, ofGlobals),
    own: persistent.join(a.own, b.own, combineContents, ofOne),
    // What is read of them from now on is neither path's.
    epoch: isSame ? a.epoch : Math.max(a.epoch, b.epoch) + 1,
    ownEpoch: a.ownEpoch === b.ownEpoch ? a.ownEpoch : Math.max(a.ownEpoch, b.ownEpoch) + 1,
  };
}

/**
 * Memory that the other path can reach by the same name although it never wrote there: what a parameter leads to, fields
 * that are regions. A variable or block that only one path knows is nothing that the other path can reach.
 */
const isElsewhere = (region: RegionId): boolean =>
  isField(region) || region.startsWith("*") || region.startsWith(parameterMark);

/** Is it what a load would reach now? A record that was forgotten, or a pointer that was, leads to another name since. */
function isPresent(memory: Memory, region: RegionId): boolean {
  const made = /^(?:(.+)→-?\d+\.[^→#]*|\*(.+)\+-?\d+)#(\d+)$/.exec(region);
  if (!made) return !region.startsWith("*");
  const from = made[1] ?? made[2] ?? "";
  return contentsOf(memory, from).epoch === Number(made[3]) && isPresent(memory, from);
}

const forgotten = ({ epoch }: Contents): Contents => ({
  cells: cells.noCells,
  blank: "unknown",
  epoch: epoch + 1,
});

/** The same knowledge, whatever was forgotten on the way to it. */
export function sameMemories(a: Memory, b: Memory): boolean {
  if (a === b) return true;
  const parts: readonly Part[] = ["own", "statics", "shared"];
  return parts.every((part) => persistent.equal(a[part], b[part], cells.sameContents));
}
