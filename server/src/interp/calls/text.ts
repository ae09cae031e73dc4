/** What functions on strings and bytes give and write, where the bytes are known. */
import type { CType } from "../../c/types/types";
import { load, store } from "../memory/memory";
import type { Memory } from "../memory/parts";
import type { Range } from "../values/range";
import * as ranges from "../values/range";
import {
  anything,
  exact,
  fromRange,
  likelyTarget,
  moved,
  number,
  pointer,
  type Target,
  type Value,
} from "../values/value";

/** A call as far as its arguments and memory are known. */
export interface KnownCall {
  readonly args: readonly Value[];
  readonly memory: Memory;
}

/** Bytes that a call leaves where an argument points. */
export interface Written {
  readonly argument: number;
  readonly bytes: readonly number[];
}

/** Longer strings are as good as unknown. */
const longest = 4096;

const byteType: CType = { kind: "integer", bytes: 1, signed: false, name: "unsigned char" };

const at = (value: Value): Target | undefined => likelyTarget(value);

function byteAt(memory: Memory, target: Target, index: number): number | undefined {
  return exact(load(memory, moved(target, ranges.exactly(index)), 1, byteType));
}

/** So many bytes, or up to a NUL that comes before; undefined where one of them is not known. */
function bytesAt(
  memory: Memory,
  value: Value,
  most: number,
  how: "up to NUL" | "all",
): readonly number[] | undefined {
  const target = at(value);
  if (!target || most > longest) return most === 0 ? [] : undefined;
  const found: number[] = [];
  for (let index = 0; index < most; index++) {
    const byte = byteAt(memory, target, index);
    if (byte === undefined) return undefined;
    if (byte === 0 && how === "up to NUL") break;
    found.push(byte);
  }
  return found;
}

/** The same of each byte as it may be; it is known where the string ends. */
function rangesAt(memory: Memory, value: Value, most: number): readonly Range[] | undefined {
  const target = at(value);
  if (!target || most > longest) return undefined;
  const found: Range[] = [];
  for (let index = 0; index < most; index++) {
    const { range, targets } = load(memory, moved(target, ranges.exactly(index)), 1, byteType);
    if (!range || targets.length > 0) return undefined;
    if (ranges.exact(range) === 0) break;
    if (ranges.includes(range, 0)) return undefined;
    found.push(range);
  }
  return found;
}

/** The bytes of a string without its NUL. */
export function textAt(memory: Memory, value: Value): readonly number[] | undefined {
  const found = bytesAt(memory, value, longest, "up to NUL");
  return found && found.length < longest ? found : undefined;
}

/** A string as far as it is known from its start, and whether that is all of it. */
export function startOfText(
  memory: Memory,
  value: Value,
): { readonly text: string; readonly isAll: boolean } {
  const target = at(value);
  let found = "";
  for (let index = 0; target && index < longest; index++) {
    const byte = byteAt(memory, target, index);
    if (byte === undefined || byte === 0) return { text: found, isAll: byte === 0 };
    found += String.fromCharCode(byte);
  }
  return { text: found, isAll: false };
}

const argument = ({ args }: KnownCall, index: number): Value => args[index] ?? anything;
const text = (known: KnownCall, index: number) => textAt(known.memory, argument(known, index));
const integer = (known: KnownCall, index: number) => exact(argument(known, index));

/** So much of a string as a length argument allows. */
function limited(known: KnownCall, index: number, length: number): readonly number[] | undefined {
  const most = integer(known, length);
  if (most === undefined) return undefined;
  const value = argument(known, index);
  const isHuge = most < 0 || most > longest;
  return isHuge ? textAt(known.memory, value) : bytesAt(known.memory, value, most, "up to NUL");
}

export const lengthOfText = (known: KnownCall): Value | undefined => ofNumber(text(known, 0)?.length);
export const lengthWithin = (known: KnownCall): Value | undefined => ofNumber(limited(known, 0, 1)?.length);

const ofNumber = (n: number | undefined): Value | undefined => (n === undefined ? undefined : number(n));

export const compareTexts = (known: KnownCall): Value | undefined =>
  order(text(known, 0), text(known, 1)) ?? differWithin(known, longest);
export const compareWithin = (known: KnownCall): Value | undefined =>
  order(limited(known, 0, 2), limited(known, 1, 2)) ?? differWithin(known, integer(known, 2) ?? 0);

/** Strings of which enough is known to see that they differ: one byte after the other, up to the first that is unlike. */
function differWithin({ args, memory }: KnownCall, most: number): Value | undefined {
  const [a, b] = [at(args[0] ?? anything), at(args[1] ?? anything)];
  for (let index = 0; a && b && index < Math.min(most, longest); index++) {
    const [x, y] = [a, b].map((one) => load(memory, moved(one, ranges.exactly(index)), 1, byteType));
    if (!x?.range || !y?.range || x.targets.length > 0 || y.targets.length > 0) return undefined;
    if (x.range.high < y.range.low) return fromRange(negative);
    if (y.range.high < x.range.low) return fromRange(positive);
    const same = exact(x);
    if (same === undefined || same === 0 || same !== exact(y)) return undefined;
  }
  return undefined;
}
export const compareFolded = (known: KnownCall): Value | undefined =>
  order(text(known, 0)?.map(lower), text(known, 1)?.map(lower));

/** Only the sign of the result is promised. */
export function compareBytes(known: KnownCall): Value | undefined {
  const size = integer(known, 2);
  if (size === undefined || size < 0) return undefined;
  const [a, b] = [0, 1].map((index) => bytesAt(known.memory, argument(known, index), size, "all"));
  return order(a, b);
}

const lower = (byte: number) => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

function order(a: readonly number[] | undefined, b: readonly number[] | undefined): Value | undefined {
  if (!a || !b) return undefined;
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [x = 0, y = 0] = [a[index], b[index]];
    if (x !== y) return fromRange(x < y ? negative : positive);
  }
  return number(0);
}

const negative = ranges.interval(-(2 ** 31), -1);
const positive = ranges.interval(1, 2 ** 31 - 1);

/** A pointer to so many bytes behind the first argument, or null. */
function found(known: KnownCall, index: number | undefined): Value | undefined {
  if (index === undefined) return undefined;
  const target = at(argument(known, 0));
  if (index < 0) return number(0);
  return target && pointer(moved(target, ranges.exactly(index)));
}

const search =
  (find: (bytes: readonly number[], byte: number) => number) =>
  (known: KnownCall): Value | undefined => {
    const [bytes, wanted] = [text(known, 0), integer(known, 1)];
    return bytes && wanted !== undefined ? found(known, find([...bytes, 0], wanted & 255)) : undefined;
  };

export const firstCharacter = search((bytes, byte) => bytes.indexOf(byte));
export const lastCharacter = search((bytes, byte) => bytes.lastIndexOf(byte));

export function firstByte(known: KnownCall): Value | undefined {
  const [size, wanted] = [integer(known, 2), integer(known, 1)];
  if (size === undefined || size < 0 || wanted === undefined) return undefined;
  const bytes = bytesAt(known.memory, argument(known, 0), size, "all");
  return bytes && found(known, bytes.indexOf(wanted & 255));
}

export function firstText(known: KnownCall): Value | undefined {
  const wanted = text(known, 1);
  const bytes = rangesAt(known.memory, argument(known, 0), longest);
  if (!bytes || !wanted) return undefined;
  for (let start = 0; start + wanted.length <= bytes.length; start++) {
    const here = bytes.slice(start, start + wanted.length);
    if (!here.every((range, index) => ranges.includes(range, wanted[index] ?? 0))) continue;
    return here.every((range) => ranges.exact(range) !== undefined) ? found(known, start) : undefined;
  }
  return number(0);
}

/** atoi() and its kin: decimal digits that fit into 32 bits. */
export function decimal(known: KnownCall): Value | undefined {
  const bytes = text(known, 0);
  if (!bytes) return undefined;
  const digits = /^[ \t\n\v\f\r]*([+-]?\d{1,9})(?!\d)/.exec(String.fromCharCode(...bytes));
  if (digits) return number(Number(digits[1]));
  return /^[ \t\n\v\f\r]*[+-]?\d/.test(String.fromCharCode(...bytes)) ? undefined : number(0);
}

export function copiedText(known: KnownCall): Written | undefined {
  const bytes = text(known, 1);
  return bytes && { argument: 0, bytes: [...bytes, 0] };
}

/** strncpy(): as many bytes as asked for, the rest of them zero. */
export function copiedWithin(known: KnownCall): Written | undefined {
  const size = integer(known, 2);
  const bytes = limited(known, 1, 2);
  if (!bytes || size === undefined || size < 0 || size > longest) return undefined;
  return { argument: 0, bytes: [...bytes, ...Array<number>(size - bytes.length).fill(0)] };
}

/** strlcpy(): cut to the room there is, and always with its NUL. */
export function copiedInto(known: KnownCall): Written | undefined {
  const room = integer(known, 2);
  const bytes = text(known, 1);
  if (!bytes || room === undefined || room < 0) return undefined;
  return { argument: 0, bytes: room === 0 ? [] : [...bytes.slice(0, room - 1), 0] };
}

export function appendedText(known: KnownCall): Written | undefined {
  const [before, more] = [text(known, 0), text(known, 1)];
  return before && more && { argument: 0, bytes: [...before, ...more, 0] };
}

export function appendedWithin(known: KnownCall): Written | undefined {
  const [before, more] = [text(known, 0), limited(known, 1, 2)];
  return before && more && { argument: 0, bytes: [...before, ...more, 0] };
}

/** A pointer to the NUL that stpcpy() wrote. */
export const endOfCopy = (known: KnownCall): Value | undefined => found(known, text(known, 1)?.length);

/** Memory with the bytes where the argument points; undefined where it points nobody knows where. */
export function written(
  { args, memory }: KnownCall,
  { argument: index, bytes }: Written,
): Memory | undefined {
  const target = at(args[index] ?? anything);
  if (!target || ranges.exact(target.offset) === undefined) return undefined;
  return bytes.reduce(
    (after, byte, offset) => store(after, moved(target, ranges.exactly(offset)), 1, number(byte)),
    memory,
  );
}
