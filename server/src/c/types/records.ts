/** Where a compiler puts the members of a structure or union (System V and its kin: GCC, Clang, QCC). */
import type { OpenRecord } from "./scope";
import { alignOf, type CType, type Field, type Layout, sizeOf, unknownType } from "./types";

export interface Member {
  readonly name: string;
  readonly type: CType;
  /** Bytes, where an attribute of the member asks for them. */
  readonly alignment: number | undefined;
  /** Bytes, where the type is one with an alignment of its own: a typedef's, _Atomic. */
  readonly typeAlignment: number | undefined;
  readonly packed: boolean;
  /** A bit-field's width; "unknown" where it could not be computed. */
  readonly bits: number | "unknown" | undefined;
  /** An array without a length: it takes no room. */
  readonly isFlexible: boolean;
  readonly isVolatile: boolean;
}

export interface RecordShape {
  readonly kind: "struct" | "union";
  readonly packed: boolean;
  /** Bytes that no member's alignment may exceed, by `#pragma pack`. */
  readonly bound: number | undefined;
  /** Bytes, where an attribute asks for more than the members do. */
  readonly alignment: number | undefined;
}

/** First and last bit of a member, and the alignment (bytes) that it asks of the record. */
interface Placed {
  readonly at: number;
  readonly end: number;
  readonly alignment: number;
}

/** Completes the record: fields, size and alignment. */
export function layOut(
  record: OpenRecord,
  members: readonly Member[],
  shape: RecordShape,
  layout: Layout,
): void {
  const fields: Field[] = [];
  // In bits; undefined as soon as one member's size is not known.
  let position: number | undefined = 0;
  let largest: number | undefined = 0;
  let strictest = shape.alignment ?? 1;
  let strictestOther = strictest;
  for (const written of members) {
    const member = { ...written, type: withoutIncomplete(written.type) };
    if (shape.kind === "union") position = 0;
    const placed: Placed | undefined =
      position === undefined ? undefined : place(member, position, shape, layout);
    if (member.name !== "" || member.type.kind === "record") fields.push(fieldOf(member, placed, layout));
    position = placed?.end;
    largest = position === undefined || largest === undefined ? undefined : Math.max(largest, position);
    strictest = Math.max(strictest, placed?.alignment ?? 1);
    if (!isStrictOfNone(member, placed)) strictestOther = Math.max(strictestOther, placed?.alignment ?? 1);
  }
  const size = largest === undefined ? undefined : roundUp(Math.ceil(largest / 8), strictest);
  record.fields = fields;
  record.union = shape.kind === "union";
  record.alignment = largest === undefined ? undefined : strictest;
  record.size = Number.isSafeInteger(size) ? size : undefined;
  if (isDisputed(record, strictestOther, layout)) record.alignment = undefined;
}

function fieldOf(member: Member, placed: Placed | undefined, layout: Layout): Field {
  const { type, bits, typeAlignment } = member;
  const name = { name: member.name, ...(member.isVolatile ? { isVolatile: true } : {}) };
  const offset = placed && Math.floor(placed.at / 8);
  if (bits === undefined) {
    const isCarried = typeAlignment === undefined || typeAlignment === alignOf(type, layout);
    return isCarried ? { ...name, type, offset } : { ...name, type, offset, typeAlignment };
  }
  return { ...name, type, offset, bits: bits === "unknown" ? 0 : bits, shift: placed && placed.at % 8 };
}

/** Undefined where it cannot be known. */
function place(member: Member, position: number, shape: RecordShape, layout: Layout): Placed | undefined {
  const size = member.isFlexible ? 0 : sizeOf(member.type, layout);
  const natural = member.typeAlignment ?? alignOf(member.type, layout);
  if (size === undefined || natural === undefined || member.bits === "unknown") return undefined;
  const packed = shape.packed || member.packed;
  const bounded = (alignment: number) => Math.min(alignment, shape.bound ?? alignment);
  if (member.bits === undefined) {
    const wanted = packed ? (member.alignment ?? 1) : Math.max(natural, member.alignment ?? 1);
    const alignment = bounded(wanted);
    const at = roundUp(position, 8 * alignment);
    return { at, end: at + 8 * size, alignment };
  }
  const alignsRecord = member.name !== "" || layout.unnamedBitFieldsAlign;
  if (member.bits === 0) {
    // Neither packing nor a pragma concerns it.
    const alignment = Math.max(natural, member.alignment ?? 1);
    const at = roundUp(position, 8 * alignment);
    return { at, end: at, alignment: alignsRecord ? alignment : 1 };
  }
  const asked = member.alignment === undefined ? undefined : bounded(member.alignment);
  let at = roundUp(position, asked === undefined ? 1 : 8 * asked);
  // No more units of its type's alignment than the type itself has, unless packed or like a whole integer.
  const isWhole = [8, 16, 32, 64].includes(member.bits) && position % member.bits === 0;
  const isFree = packed || shape.bound !== undefined || isWhole;
  if (!isFree && unitsTouched(at, member.bits, 8 * natural) > Math.floor(size / natural)) {
    // Beyond it, gcc counts from the last such boundary.
    if (natural > 16) return undefined;
    at = roundUp(at, 8 * natural);
  }
  const ofType = shape.bound === undefined && packed ? 1 : bounded(natural);
  const asWhole = member.bits === 64 ? layout.eightBytes.member : member.bits / 8;
  const alignment = Math.max(ofType, asked ?? 1, isWhole && !packed ? bounded(asWhole) : 1);
  return { at, end: at + member.bits, alignment: alignsRecord ? alignment : 1 };
}

/** An array of no long numbers, whose alignment nobody wrote. */
function isStrictOfNone(
  { type, alignment, typeAlignment, isFlexible }: Member,
  placed: Placed | undefined,
): boolean {
  let inner = type;
  while (inner.kind === "array") inner = inner.of;
  const isWritten = (alignment ?? typeAlignment) !== undefined;
  const isNumber = inner.kind === "float" && inner.aligned === undefined;
  return isNumber && !isWritten && !isFlexible && placed?.at === placed?.end;
}

/**
 * Where an array of no elements alone makes eight bytes ask for all eight: for i386 GCC takes such a record for a long
 * long, and others do not.
 */
const isDisputed = (record: OpenRecord, others: number, { eightBytes }: Layout) =>
  record.size === 8 && record.alignment === 8 && others < 8 && eightBytes.member < 8;

const unitsTouched = (at: number, bits: number, unit: number) => Math.ceil(((at % unit) + bits) / unit);

/** A record inside itself is an error in C, and would be an endless type here. */
function withoutIncomplete(type: CType): CType {
  let inner = type;
  while (inner.kind === "array") inner = inner.of;
  const incomplete = inner.kind === "record" && inner.size === undefined && inner.fields.length === 0;
  return incomplete ? unknownType : type;
}

const roundUp = (value: number, unit: number) => Math.ceil(value / unit) * unit;
