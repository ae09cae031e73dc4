/** What is stored where: regions of cells, shared between states until one of them writes. */
import type { CType } from "../../c/types/types";
import type { RegionId } from "../../sim/types";
import { convert, fit } from "../values/arithmetic";
import type { Range } from "../values/range";
import * as ranges from "../values/range";
import {
  depthOf,
  isConstant,
  isElsewhere,
  isLiteral,
  isMadeUp,
  isMember,
  isRead,
  isSeveral,
  type Part,
  partOf,
  pointedBy,
  reachedFrom,
  readName,
} from "../values/region";
import {
  anything,
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
import { letEscape, lostIn, withEscapesOf } from "./escapes";
import { contentsOf, forgotten, hasEscaped, isStale, type Memory, valuesIn, withContents } from "./parts";
import type { Persistent } from "./persistent";
import * as persistent from "./persistent";

/**
 * The same memory, in which it shows that the region was there before anybody learned of its contents: a path that
 * learns nothing has it, too, when it meets one that does.
 */
export function noted(memory: Memory, region: RegionId): Memory {
  if (partOf(region) !== "own" || persistent.get(memory.own, region)) return memory;
  if (isElsewhere(region) || isMadeUp(region) || isLiteral(region)) return memory;
  return withContents(memory, region, contentsOf(memory, region));
}

/** A region whose bytes are all zero. */
export const withZeros = (memory: Memory, region: RegionId): Memory => {
  const { epoch, seen } = contentsOf(memory, region);
  return withContents(memory, region, { cells: cells.noCells, blank: "zero", epoch: epoch + 1, seen });
};

/** Somebody else may have changed what they can see; with `statics`, this file's own variables too. */
export function forgetShared(memory: Memory, what: "shared" | "shared and statics"): Memory {
  const dropped = what === "shared" ? [memory.shared] : [memory.shared, memory.statics];
  return {
    ...letEscape(memory, pointersIn(dropped)),
    shared: undefined,
    statics: what === "shared" ? memory.statics : undefined,
    epoch: memory.epoch + 1,
  };
}

/** What is stored there and leads to some object. */
function pointersIn(parts: readonly Persistent<Contents>[], which = (_: RegionId) => true): Value[] {
  const found: Value[] = [];
  for (const part of parts) {
    for (const [region, contents] of persistent.entries(part)) {
      for (const { value } of contents.cells)
        if (value.targets.length > 0 && which(region)) found.push(value);
    }
  }
  return found;
}

/** What was read through pointers that nobody knows may have changed, and what no path has looked at. */
export const forgetMadeUp = (memory: Memory): Memory => ({
  ...letEscape(memory, pointersIn([memory.shared, memory.statics], isMadeUp)),
  shared: persistent.filter(memory.shared, (region) => !isMadeUp(region)),
  statics: persistent.filter(memory.statics, (region) => !isMadeUp(region)),
  epoch: memory.epoch + 1,
});

/** Anything may have been written anywhere, to constants alone not. What was there is still there. */
export function forgetAll(memory: Memory): Memory {
  let { own, ownEpoch } = memory;
  const { escaped } = letEscape(memory, pointersIn([own, memory.statics, memory.shared]));
  for (const [region, contents] of persistent.entries(memory.own)) {
    ownEpoch = Math.max(ownEpoch, contents.epoch);
    if (isElsewhere(region) || isMadeUp(region)) continue;
    if (!isConstant(region)) own = persistent.set(own, region, forgotten(contents));
  }
  own = persistent.filter(own, (region) => !isElsewhere(region) && !isMadeUp(region));
  const epoch = memory.epoch + 1;
  const { strays, guesses, trustsGuesses } = memory;
  return {
    shared: undefined,
    statics: undefined,
    own,
    epoch,
    ownEpoch: ownEpoch + 1,
    escaped,
    strays,
    guesses,
    trustsGuesses,
  };
}

/** Time passes and others run: numbers in globals may have changed; pointers are taken to be set up once. */
export function forgetNumbers(memory: Memory): Memory {
  const epoch = memory.epoch + 1;
  const blurred = (part: Persistent<Contents>): Persistent<Contents> => {
    let result = part;
    for (const [region, contents] of persistent.entries(part)) {
      const kept = contents.cells.filter(({ value }) => value.targets.length > 0 || value.functions);
      result = persistent.set(result, region, { cells: kept, blank: "unknown", epoch, seen: contents.seen });
    }
    return result;
  };
  return { ...memory, shared: blurred(memory.shared), statics: blurred(memory.statics), epoch };
}

/** What others can see leads to these regions. */
export const pointedFromShared = (memory: Memory, what: "shared" | "shared and statics"): RegionId[] =>
  pointersIn(what === "shared" ? [memory.shared] : [memory.shared, memory.statics]).flatMap(({ targets }) =>
    targets.map(({ region }) => region),
  );

/** Is the region's address kept in some memory other than what is left out? */
export function isPointedTo(
  memory: Memory,
  region: RegionId,
  isLeftOut: (holder: RegionId) => boolean = () => false,
): boolean {
  for (const part of [memory.shared, memory.statics, memory.own]) {
    for (const [holder, { cells: held }] of persistent.entries(part)) {
      if (isLeftOut(holder)) continue;
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
  return value ? convert(value, type) : unknownOf(type, readName(target.region, offset, contents.epoch));
}

/** As many places as a load may read from, one by one. */
const mostPlaces = 64;

/** The value at one of several places: what any of them holds. */
function loadSomewhere(contents: Contents, { offset }: Target, bytes = 1, type: CType): Value {
  const places = placesOf(contents, offset, bytes);
  if (!places || places.length === 0) return unknownOf(type, undefined);
  const values = places.map((at) => cells.read(contents, at, bytes));
  const [first, ...others] = values.map((value) =>
    value ? convert(value, type) : unknownOf(type, undefined),
  );
  return others.reduce((sum, value) => join(sum, value), first ?? anything);
}

const placesOf = (contents: Contents, offset: Range, bytes: number): readonly number[] | undefined =>
  ranges.members(offset, mostPlaces) ?? writtenPlaces(contents, offset, bytes);

/** Memory after a load gave the value: addresses have escaped that lie there, and are not what the value is known to be. */
export function afterLoad(memory: Memory, target: Target, bytes = 1, value: Value): Memory {
  // Mostly an address is read as a whole.
  if (value.targets.length === 1 && target.offset.low === target.offset.high) return memory;
  const contents = contentsOf(memory, target.region);
  if (!contents.cells.some((cell) => cell.value.targets.length > 0)) return memory;
  const places = placesOf(contents, target.offset, bytes);
  const read = places
    ? places.flatMap((at) => cells.valuesAt(contents, at, bytes))
    : valuesIn(memory, target.region);
  return letEscape(memory, lostIn(value, read));
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

/** Null and MAP_FAILED. */
const noAddress = ranges.interval(-1, 0);

/** Where a chain of pointers gets longer than this, one unknown place is as good as another. */
const longestName = 160;

/** A value of which nothing is known; an unknown pointer has a region of its own, so that it stays equal to itself. */
export function unknownOf(type: CType, name: string | undefined): Value {
  if (name === undefined || name.length > longestName) return anything;
  if (type.kind !== "pointer") return named(fit(ranges.top, type), name);
  const place = {
    region: pointedBy(name),
    offset: ranges.exactly(0),
    alignment: { modulus: 1, remainder: 0 },
  };
  return withRange(pointer(place), noAddress);
}

export function store(memory: Memory, target: Target, bytes: number | undefined, value: Value): Memory {
  if (isSeveral(target.region)) return letEscape(memory, [value]);
  const contents = contentsOf(memory, target.region);
  const offset = ranges.exact(target.offset);
  if (offset === undefined) return storeSomewhere(memory, contents, target, bytes ?? 1, value);
  const after = cells.write(contents, cells.cellOf(offset, bytes, value));
  return stored(memory, target.region, after, [value], cells.torn(contents, offset, bytes ?? 1));
}

/** Memory in which the region holds that, the new values among it; of what is `lost`, nobody can tell what it was. */
function stored(
  memory: Memory,
  region: RegionId,
  contents: Contents,
  values: readonly Value[],
  lost: readonly Value[],
): Memory {
  const after = withContents(memory, region, contents);
  const isSeen = values.some(({ targets }) => targets.length > 0) && hasEscaped(memory, region);
  return isSeen || lost.length > 0 ? letEscape(after, isSeen ? [...lost, ...values] : lost) : after;
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
  if (!places) return forgetContents(letEscape(memory, [value]), target.region);
  let after = contents;
  const lost: Value[] = [];
  for (const at of places) {
    const before = cells.read(after, at, bytes);
    const joined = before && join(before, value);
    lost.push(...lostIn(joined ?? anything, [value, ...cells.valuesAt(after, at, bytes)]));
    after = joined
      ? cells.write(after, cells.cellOf(at, bytes, joined))
      : cells.forgetBytes(after, at, at + bytes);
  }
  return stored(memory, target.region, after, [value], lost);
}

/** `size` bytes are copied; undefined: nobody knows how many. */
export function copy(memory: Memory, to: Target, from: Target, size: number | undefined): Memory {
  const at = ranges.exact(to.offset);
  const start = ranges.exact(from.offset);
  if (at === undefined || start === undefined || size === undefined || isSeveral(to.region)) {
    const read = letEscape(memory, valuesIn(memory, from.region));
    return isSeveral(to.region) ? read : forgetContents(read, to.region);
  }
  const source = contentsOf(memory, from.region);
  const target = contentsOf(memory, to.region);
  const lost = [...cells.torn(source, start, size), ...cells.torn(target, at, size)];
  const after = renewed(cells.copyBytes(target, at, source, start, size));
  return stored(memory, to.region, after, cells.valuesAt(source, start, size), lost);
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
  // Who wrote nobody knows what may have left what was there.
  const lost = byte === undefined ? cells.valuesAt(contents, at, size) : cells.torn(contents, at, size);
  return stored(memory, target.region, renewed(after), [], lost);
}

/** What has a name of its own in the region, such as bit-fields, is another's now. */
const renewed = (contents: Contents): Contents => ({ ...contents, epoch: contents.epoch + 1 });

/** Nothing is known of the region's bytes any more. */
export const forgetContents = (memory: Memory, region: RegionId): Memory =>
  letEscape(withContents(memory, region, forgotten(contentsOf(memory, region))), valuesIn(memory, region));

/** The region holds what it holds in another process's memory. */
export const contentsFrom = (memory: Memory, other: Memory, region: RegionId): Memory =>
  stored(
    memory,
    region,
    renewed(contentsOf(other, region)),
    valuesIn(other, region),
    valuesIn(memory, region),
  );

/** Drops what nobody can reach any more: the locals of a frame that ends. */
export function dropRegions(memory: Memory, isGone: (region: RegionId) => boolean): Memory {
  const own = persistent.filter(memory.own, (region) => !isGone(region));
  if (own === memory.own) return memory;
  const { escaped } = memory;
  return { ...memory, own, escaped: persistent.filter(escaped, (region) => !isGone(region)) };
}

/** Drops the locals of all frames that are deeper: a jump has left them. */
export const dropRegionsAbove = (memory: Memory, depth: number): Memory => ({
  ...memory,
  own: persistent.filter(memory.own, (region) => (depthOf(region) ?? 0) <= depth),
});

/** What both paths know. */
export function joinMemories(a: Memory, b: Memory, how: "join" | "widen"): Memory {
  if (a === b) return a;
  const lost: Value[] = [];
  const lose = (value: Value) => {
    if (value.targets.length > 0) lost.push(value);
  };
  const combine = (x: Value, y: Value) => {
    const value = (how === "join" ? join : widen)(x, y);
    if (value.targets.length < Math.max(x.targets.length, y.targets.length)) lost.push(x, y);
    return value;
  };
  const combineContents = (left: Contents, right: Contents) => cells.joinContents(left, right, combine, lose);
  const dropped = ({ cells }: Contents): undefined => {
    for (const { value } of cells) lose(value);
    return undefined;
  };
  const isSame = a.epoch === b.epoch && a.shared === b.shared && a.statics === b.statics;
  const blurred = (region: RegionId, contents: Contents) => {
    dropped(contents);
    return isPresent(a, region) && isPresent(b, region) ? forgotten(contents) : undefined;
  };
  const ofOne = (region: RegionId, contents: Contents) =>
    isElsewhere(region) ? blurred(region, contents) : isMadeUp(region) ? dropped(contents) : contents;
  // What is read of globals from now on has another name, so that only what lies in a record's zeros must be forgotten.
  const ofGlobals = (region: RegionId, contents: Contents) =>
    isMember(region) ? blurred(region, contents) : dropped(contents);
  const joined: Memory = {
    shared: persistent.join(a.shared, b.shared, combineContents, ofGlobals),
    statics: persistent.join(a.statics, b.statics, combineContents, ofGlobals),
    own: persistent.join(a.own, b.own, combineContents, ofOne),
    // What is read of them from now on is neither path's.
    epoch: isSame ? a.epoch : Math.max(a.epoch, b.epoch) + 1,
    ownEpoch: a.ownEpoch === b.ownEpoch ? a.ownEpoch : Math.max(a.ownEpoch, b.ownEpoch) + 1,
    escaped: a.escaped,
    strays: Math.max(a.strays, b.strays),
    guesses: Math.max(a.guesses, b.guesses),
    trustsGuesses: a.trustsGuesses,
  };
  return letEscape(withEscapesOf(joined, a, b), lost);
}

/** Is it what a load would reach now? A record that was forgotten, or a pointer that was, leads to another name since. */
function isPresent(memory: Memory, region: RegionId): boolean {
  const reached = reachedFrom(region);
  if (!reached) return !isRead(region);
  return contentsOf(memory, reached.from).epoch === reached.epoch && isPresent(memory, reached.from);
}

function areAlikeStale(a: Memory, b: Memory): boolean {
  if (a.strays === b.strays && a.guesses === b.guesses) return true;
  return [a.own, a.statics, a.shared].every((part) =>
    [...persistent.entries(part)].every(([region]) => isStale(a, region) === isStale(b, region)),
  );
}

/** The same knowledge, whatever was forgotten on the way to it. */
export function sameMemories(a: Memory, b: Memory): boolean {
  if (a === b) return true;
  if (!persistent.equal(a.escaped, b.escaped, () => true) || !areAlikeStale(a, b)) return false;
  const parts: readonly Part[] = ["own", "statics", "shared"];
  return parts.every((part) => persistent.equal(a[part], b[part], cells.sameContents));
}
