/** Where a compiler puts the members of a structure or union (System V and its kin: GCC, Clang, QCC). */
import type { OpenRecord } from "./scope";
import { alignOf, type CType, type Field, type Layout, sizeOf, unknownType } from "./types";

export interface Member {
  readonly name: string;
  readonly type: CType;
  /** Bytes, where an attribute asks for them. */
  readonly alignment: number | undefined;
  readonly packed: boolean;
  /** A bit-field's width; "unknown" where it could not be computed. */
  readonly bits: number | "unknown" | undefined;
  /** An array without a length: it takes no room. */
  readonly isFlexible: boolean;
}

export interface RecordShape {
  readonly kind: "struct" | "union";
  readonly packed: boolean;
  /** Bytes, where an attribute asks for more than the members do. */
  readonly alignment: number | undefined;
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
  for (const written of members) {
    const member = { ...written, type: withoutIncomplete(written.type) };
    const size = member.isFlexible ? 0 : sizeOf(member.type, layout);
    const natural = alignOf(member.type, layout);
    if (shape.kind === "union") position = position === undefined ? undefined : 0;
    const placed = place(member, position, size, natural, shape.packed);
    if (member.name !== "" || member.type.kind === "record") {
      const offset = placed === undefined ? undefined : Math.floor(placed.at / 8);
      const bits = member.bits === "unknown" ? 0 : member.bits;
      fields.push({ name: member.name, type: member.type, offset, ...(bits === undefined ? {} : { bits }) });
    }
    position = placed?.end;
    largest = position === undefined || largest === undefined ? undefined : Math.max(largest, position);
    strictest = Math.max(strictest, placed?.alignment ?? 1);
  }
  record.fields = fields;
  record.union = shape.kind === "union";
  record.alignment = largest === undefined ? undefined : strictest;
  record.size = largest === undefined ? undefined : roundUp(Math.ceil(largest / 8), strictest);
}

/** First and last bit of a member, and the alignment it asks of the record; undefined where it cannot be known. */
function place(
  member: Member,
  position: number | undefined,
  size: number | undefined,
  natural: number | undefined,
  recordPacked: boolean,
): { at: number; end: number; alignment: number } | undefined {
  if (position === undefined || size === undefined || natural === undefined || member.bits === "unknown") {
    return undefined;
  }
  const packed = recordPacked || member.packed;
  const alignment = Math.max(packed ? 1 : natural, member.alignment ?? 1);
  if (member.bits === undefined) {
    const at = roundUp(position, 8 * alignment);
    return { at, end: at + 8 * size, alignment };
  }
  if (member.bits === 0) {
    const at = roundUp(position, 8 * natural);
    return { at, end: at, alignment: 1 };
  }
  // A bit-field may not straddle a unit of its declared type, unless packed.
  let at = roundUp(position, 8 * (member.alignment ?? 0) || 1);
  const unit = 8 * size;
  if (!packed && Math.floor(at / unit) !== Math.floor((at + member.bits - 1) / unit)) at = roundUp(at, unit);
  return { at, end: at + member.bits, alignment: member.name === "" ? 1 : alignment };
}

/** A record inside itself is an error in C, and would be an endless type here. */
function withoutIncomplete(type: CType): CType {
  let inner = type;
  while (inner.kind === "array") inner = inner.of;
  const incomplete = inner.kind === "record" && inner.size === undefined && inner.fields.length === 0;
  return incomplete ? unknownType : type;
}

const roundUp = (value: number, unit: number) => Math.ceil(value / unit) * unit;
