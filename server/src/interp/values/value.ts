/** What a variable may hold: a set of integers, a small set of places it may point to, and where it came from. */
import type { SiteId } from "../../c/ir";
import type { Alignment, RegionId } from "../../sim/types";
import type { Range } from "./range";
import * as ranges from "./range";
import { isMadeUp, isSeveral } from "./region";

/** A place in a region. `alignment` is that of the absolute address, which may be known when the offset is not. */
export interface Target {
  readonly region: RegionId;
  /** Bytes from the region's base. */
  readonly offset: Range;
  readonly alignment: Alignment;
}

/** The value is what a call returned, or a value that tells whether the call succeeded. */
export interface Origin {
  readonly site: SiteId;
  /** `itself`: the call's own result; `derived`: a constant that a wrapper returns after the call failed or succeeded. */
  readonly as: "itself" | "derived";
  /** Of a value that the program's own function `by` returns after the failure: what it returns after success. */
  readonly instead?: { readonly by: string; readonly success: number } | undefined;
}

/** The value is `sign` times the value named `of`, plus `plus`, modulo a power of two. */
export interface Residue {
  readonly of: string;
  readonly modulus: number;
  readonly sign: 1 | -1;
  readonly plus: number;
}

export interface Value {
  /** The integers it may be (null pointer = 0, MAP_FAILED = -1); null when it is certainly a pointer to one of `targets`. */
  readonly range: Range | null;
  readonly targets: readonly Target[];
  readonly origin?: Origin | undefined;
  /** Other calls whose result it may be, where paths have met. */
  readonly alsoFrom?: readonly SiteId[] | undefined;
  /** The name of a header constant it was written as, for tests such as `== EPERM`. */
  readonly constant?: string | undefined;
  readonly residue?: Residue | undefined;
  /** This is that value, divided by `by`: multiplied again, it is that value rounded down. */
  readonly quotient?: { readonly of: Value; readonly by: number } | undefined;
  /** A name for a value that is not known, so that two uses of it are known to be the same: a descriptor, say. */
  readonly handle?: string | undefined;
  /** A function's name, when it is a function pointer. */
  readonly functions?: readonly string[] | undefined;
}

/**
 * All values are made here, with all parts in one order: Node reads the parts of objects that are alike several times
 * faster, and values are what is read most.
 */
const make = (
  range: Range | null,
  targets: readonly Target[],
  origin: Value["origin"],
  alsoFrom: Value["alsoFrom"],
  constant: Value["constant"],
  residue: Value["residue"],
  quotient: Value["quotient"],
  handle: Value["handle"],
  functions: Value["functions"],
): Value => ({ range, targets, origin, alsoFrom, constant, residue, quotient, handle, functions });

const nowhere: readonly Target[] = [];
const of = (range: Range | null, targets: readonly Target[]): Value =>
  make(range, targets, undefined, undefined, undefined, undefined, undefined, undefined, undefined);

export const fromRange = (range: Range): Value => of(range, nowhere);
export const anything: Value = fromRange(ranges.top);
export const pointer = (target: Target): Value => of(null, [target]);
export const pointers = (targets: readonly Target[]): Value => of(null, targets);

/** A number of which no more is known than its range, and that has a name. */
export const named = (range: Range, handle: string | undefined): Value =>
  make(range, nowhere, undefined, undefined, undefined, undefined, undefined, handle, undefined);

/** The handle of a process's number begins so. */
export const processMark = "pid:";

/** A function's address. */
export const functionNamed = (name: string): Value =>
  make(null, nowhere, undefined, undefined, undefined, undefined, undefined, undefined, [name]);

/** Most numbers in programs are small. */
const small: readonly Value[] = Array.from({ length: 257 }, (_, index) =>
  fromRange(ranges.exactly(index - 1)),
);
export const number = (n: number): Value => small[n + 1] ?? fromRange(ranges.exactly(n));

/** The value with another range. */
export const withRange = (value: Value, range: Range | null): Value =>
  withPlaces(value, range, value.targets);

/** The value with another range, and other places to point to. */
export function withPlaces(value: Value, range: Range | null, targets: readonly Target[]): Value {
  const { origin, alsoFrom, constant, residue, quotient, handle, functions } = value;
  return make(range, targets, origin, alsoFrom, constant, residue, quotient, handle, functions);
}

/** The value, of which it is known where it came from. */
export function withOrigin(value: Value, origin: Origin | undefined): Value {
  const { range, targets, alsoFrom, constant, residue, quotient, handle, functions } = value;
  return make(range, targets, origin, alsoFrom, constant, residue, quotient, handle, functions);
}

/** The value, written as a header's constant. */
export function withConstant(value: Value, constant: string): Value {
  const { range, targets, origin, alsoFrom, residue, quotient, handle, functions } = value;
  return make(range, targets, origin, alsoFrom, constant, residue, quotient, handle, functions);
}

export function withResidue(value: Value, residue: Residue | undefined): Value {
  const { range, targets, origin, alsoFrom, constant, quotient, handle, functions } = value;
  return make(range, targets, origin, alsoFrom, constant, residue, quotient, handle, functions);
}

/** The part of the value that is this number. */
export function onlyNumber(value: Value, n: number): Value {
  const { origin, alsoFrom, constant, residue, quotient, handle } = value;
  return make(ranges.exactly(n), nowhere, origin, alsoFrom, constant, residue, quotient, handle, undefined);
}

/** An address that was divided. */
export const quotientOf = (range: Range, quotient: Value["quotient"]): Value =>
  make(range, nowhere, undefined, undefined, undefined, undefined, quotient, undefined, undefined);

/** What is left of a value whose bits were cut to `kept`: whose result it is, and a name, cut likewise each time. */
export const cutTo = (range: Range, { origin, alsoFrom, handle }: Value, kept: string): Value => {
  const name = handle === undefined ? undefined : `${handle}~${kept}`;
  return make(range, nowhere, origin, alsoFrom, undefined, undefined, undefined, name, undefined);
};

/** The name of what a value was before its bits were cut. */
export const uncutName = (handle: string | undefined): string | undefined => handle?.replace(/~.*$/, "");

export const isAnything = (value: Value): boolean =>
  value.targets.length === 0 && value.range !== null && ranges.isTop(value.range) && !value.functions;

export const exact = (value: Value): number | undefined =>
  value.targets.length === 0 && value.range !== null && !value.functions
    ? ranges.exact(value.range)
    : undefined;

/** The one place it points to, when it can be nothing else. */
export const onlyTarget = (value: Value): Target | undefined =>
  value.range === null && value.targets.length === 1 ? value.targets[0] : undefined;

/** The one place it points to, if it points anywhere: null and MAP_FAILED left aside. */
export const likelyTarget = (value: Value): Target | undefined =>
  value.targets.length === 1 && (value.range === null || isFailure(value.range))
    ? value.targets[0]
    : undefined;

const isFailure = (range: Range) => range.low >= -1 && range.high <= 0;

/** The functions it can be, null left aside; none where it may be anything else. */
export const likelyFunctions = ({ functions, range }: Value): readonly string[] =>
  functions && (range === null || ranges.exact(range) === 0) ? functions : [];

/** The one function it can be, null left aside. */
export function onlyFunction(value: Value): string | undefined {
  const [only, ...others] = likelyFunctions(value);
  return others.length === 0 ? only : undefined;
}

const narrowestAddress = 2 ** 31;

/** So few numbers that no address can be told by them alone. */
export const isTooNarrow = (range: Range): boolean => range.high - range.low < 2 ** 16;

/** May it be any address, and not only one of its targets? A number that a program names is the address of none of its objects. */
export const leadsAnywhere = ({ range, targets }: Value): boolean =>
  (range !== null && !(range.high - range.low < narrowestAddress)) ||
  targets.some(({ region }) => isMadeUp(region));

/** Any number, and any address that is made of what the values lead to: nobody knows which. */
export function madeOf(...values: readonly Value[]): Value {
  const regions = new Set(values.flatMap(({ targets }) => targets.map(({ region }) => region)));
  if (regions.size > mostTargets) return anything;
  return withPlaces(anything, ranges.top, [...regions].map(somewhereIn));
}

/** Any place in the region. */
export const somewhereIn = (region: RegionId): Target => ({
  region,
  offset: ranges.top,
  alignment: { modulus: 1, remainder: 0 },
});

/** Certainly no address of an object or a function that we know. */
export const isNumber = ({ targets, functions }: Value): boolean => targets.length === 0 && !functions;

const mostTargets = 6;
const mostFunctions = 16;

export function join(a: Value, b: Value): Value {
  return combine(a, b, ranges.join);
}

export function widen(before: Value, after: Value): Value {
  return combine(before, after, ranges.widen);
}

function combine(a: Value, b: Value, joinRanges: (a: Range, b: Range) => Range): Value {
  if (a === b) return a;
  const range = a.range && b.range ? joinRanges(a.range, b.range) : (a.range ?? b.range);
  const targets = joinTargets(a.targets, b.targets, joinRanges);
  const functions = joinFunctions(a.functions, b.functions);
  // One value points to data or to code; what may do either is not followed.
  if (!targets) return anything;
  const isLost = functions === "too many" || (range && ranges.isTop(range));
  if (functions && (targets.length > 0 || isLost)) return withPlaces(anything, ranges.top, targets);
  return make(
    range,
    targets,
    sameOrigin(a.origin, b.origin) ? a.origin : undefined,
    otherSites(a, b),
    a.constant === b.constant ? a.constant : undefined,
    sameResidue(a.residue, b.residue) ? a.residue : undefined,
    undefined,
    a.handle === b.handle ? a.handle : undefined,
    functions,
  );
}

/** Whatever is done with the joined value is done with each result that it may be. */
function otherSites(a: Value, b: Value): readonly SiteId[] | undefined {
  const own = sameOrigin(a.origin, b.origin)
    ? []
    : [a.origin, b.origin].flatMap((origin) => origin?.site ?? []);
  if (own.length === 0 && !a.alsoFrom && !b.alsoFrom) return undefined;
  const all = new Set([...own, ...(a.alsoFrom ?? []), ...(b.alsoFrom ?? [])]);
  return all.size === 0 ? undefined : [...all];
}

function joinTargets(
  a: readonly Target[],
  b: readonly Target[],
  joinRanges: (a: Range, b: Range) => Range,
): readonly Target[] | undefined {
  if (b.length === 0) return a;
  const all = [...a];
  for (const target of b) {
    const at = all.findIndex((known) => known.region === target.region);
    const known = all[at];
    // In a loop a place that was made up anew in each round never comes to an end.
    if (!known && joinRanges === ranges.widen && isMadeUp(target.region)) return undefined;
    if (!known) all.push(target);
    else
      all[at] = {
        region: known.region,
        offset: joinRanges(known.offset, target.offset),
        alignment: joinAlignments(known.alignment, target.alignment),
      };
  }
  return all.length > mostTargets ? undefined : all;
}

function joinFunctions(a: Value["functions"], b: Value["functions"]): Value["functions"] | "too many" {
  if (!a || !b) return a ?? b;
  const all = [...new Set([...a, ...b])];
  return all.length > mostFunctions ? "too many" : all;
}

const sameOrigin = (a: Origin | undefined, b: Origin | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.site === b.site &&
    a.as === b.as &&
    a.instead?.by === b.instead?.by &&
    a.instead?.success === b.instead?.success);

/** Do they stand for the same, and is the same known of both? */
export function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if ((a.range === null) !== (b.range === null) || a.targets.length !== b.targets.length) return false;
  if (a.range && b.range && !ranges.same(a.range, b.range)) return false;
  if (!sameOrigin(a.origin, b.origin) || !sameMembers(a.functions, b.functions)) return false;
  if (a.handle !== b.handle || a.constant !== b.constant || !sameMembers(a.alsoFrom, b.alsoFrom))
    return false;
  if (!sameResidue(a.residue, b.residue) || a.quotient !== b.quotient) return false;
  return a.targets.every((target) => b.targets.some((other) => sameTarget(target, other)));
}

const sameResidue = (a: Residue | undefined, b: Residue | undefined): boolean =>
  a === b || (a?.of === b?.of && a?.modulus === b?.modulus && a?.sign === b?.sign && a?.plus === b?.plus);

const sameTarget = (a: Target, b: Target): boolean =>
  a.region === b.region &&
  ranges.same(a.offset, b.offset) &&
  a.alignment.modulus === b.alignment.modulus &&
  a.alignment.remainder === b.alignment.remainder;

const sameMembers = <Member>(a: readonly Member[] | undefined, b: readonly Member[] | undefined): boolean =>
  a === b || (a?.length === b?.length && (a ?? []).every((one) => b?.includes(one)));

export function joinAlignments(a: Alignment, b: Alignment): Alignment {
  const modulus = ranges.gcd(ranges.gcd(a.modulus, b.modulus), Math.abs(a.remainder - b.remainder));
  return modulus === 0 ? a : { modulus, remainder: modulus > 1 ? ranges.mod(a.remainder, modulus) : 0 };
}

/** The alignment of an address with that alignment, moved by `distance` bytes. */
export function shiftAlignment(alignment: Alignment, distance: Range): Alignment {
  const step = ranges.alignmentOf(distance);
  const modulus = ranges.gcd(alignment.modulus, step.modulus);
  if (modulus === 0) {
    const remainder = alignment.remainder + step.remainder;
    return Number.isSafeInteger(remainder) ? { modulus, remainder } : { modulus: 1, remainder: 0 };
  }
  const remainder = ranges.mod(alignment.remainder, modulus) + ranges.mod(step.remainder, modulus);
  return { modulus, remainder: modulus > 1 ? ranges.mod(remainder, modulus) : 0 };
}

export const moved = (target: Target, distance: Range): Target => ({
  region: target.region,
  offset: ranges.safe(ranges.add(target.offset, distance)),
  alignment: shiftAlignment(target.alignment, distance),
});

/** Tells two values apart that point to exactly known places; undefined where the value is not exactly known. */
export function identity(value: Value): string | undefined {
  const target = value.targets.length === 1 ? value.targets[0] : undefined;
  if (target && value.range === null && !isSeveral(target.region)) {
    const offset = ranges.exact(target.offset);
    return offset === undefined ? undefined : `${target.region}+${offset}`;
  }
  const [only, ...others] = value.range === null ? (value.functions ?? []) : [];
  if (only !== undefined && others.length === 0) return `&${only}`;
  const n = exact(value);
  return n === undefined ? value.handle : String(n);
}
