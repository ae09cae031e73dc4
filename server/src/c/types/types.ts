/** C types as far as sizes, alignment and conversions need them. All sizes and offsets are bytes. */
import type { Layout } from "./layouts";

export { type Layout, layouts } from "./layouts";

/** `aligned` is the alignment that a typedef gives its type. */
export type CType =
  | { readonly kind: "void" }
  | {
      readonly kind: "integer";
      readonly bytes: number;
      readonly signed: boolean;
      readonly name: string;
      /** Bits, in a bit-field: fewer than its bytes have. */
      readonly width?: number | undefined;
      /** Where it is not what the size tells. */
      readonly alignment?: number | undefined;
      readonly aligned?: number | undefined;
    }
  /** Also complex numbers, which have a part, and vectors: nobody computes with any of them. */
  | {
      readonly kind: "float";
      readonly bytes: number;
      /** The usual real type of that size, where there is none. */
      readonly name?: string | undefined;
      readonly part?: CType | undefined;
      readonly alignment?: number | undefined;
      readonly aligned?: number | undefined;
    }
  | PointerType
  | { readonly kind: "array"; readonly of: CType; readonly length: number | undefined }
  | RecordType
  /** `parameters` is undefined where no prototype tells them; those of `...` are left out. */
  | { readonly kind: "function"; readonly returns: CType; readonly parameters?: readonly CType[] | undefined }
  /** A name that nothing we read declares. */
  | { readonly kind: "unknown"; readonly name: string };

export interface PointerType {
  readonly kind: "pointer";
  readonly to: CType;
  readonly volatile: boolean;
  /** Undefined where no declarator tells: the address of something. */
  readonly toConst?: boolean | undefined;
  readonly aligned?: number | undefined;
}

export interface RecordType {
  readonly kind: "record";
  readonly tag: string;
  readonly union?: boolean | undefined;
  /** Undefined while the record is incomplete, or when one field's layout is not known. */
  readonly size: number | undefined;
  readonly alignment: number | undefined;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly type: CType;
  /** Undefined when a field before it has an unknown size. */
  readonly offset: number | undefined;
  /** Bytes, where the member's type as written has an alignment that `type` cannot carry. */
  readonly typeAlignment?: number | undefined;
  /** A bit-field's width; its offset is that of its first byte. */
  readonly bits?: number | undefined;
  /** How many bits of its first byte are below a bit-field. */
  readonly shift?: number | undefined;
  readonly isVolatile?: boolean | undefined;
}

export const unknownType: CType = { kind: "unknown", name: "" };
export const intType: CType = { kind: "integer", bytes: 4, signed: true, name: "int" };

/** sizeof, in bytes; undefined where the layout is not known. */
export function sizeOf(type: CType, layout: Layout): number | undefined {
  switch (type.kind) {
    case "void":
    case "function":
      return 1;
    case "integer":
    case "float":
      return type.bytes;
    case "pointer":
      return layout.pointer;
    case "array": {
      const element = sizeOf(type.of, layout);
      const size = element === undefined || type.length === undefined ? undefined : element * type.length;
      return Number.isSafeInteger(size) ? size : undefined;
    }
    case "record":
      return type.size;
    case "unknown":
      return undefined;
  }
}

/** _Alignof, in bytes: what the type asks of a structure that it is in. Undefined where the layout is not known. */
export function alignOf(type: CType, layout: Layout): number | undefined {
  if (type.kind === "array") return alignOf(type.of, layout);
  if (type.kind === "record") return type.alignment;
  const own = ownAlignment(type);
  if (own !== undefined) return own;
  if (type.kind === "float" && type.part) return alignOf(type.part, layout);
  const size = sizeOf(type, layout);
  const isNumber = type.kind === "integer" || type.kind === "float";
  return isNumber && size === 8 ? layout.eightBytes.member : size && Math.min(size, 16);
}

/** GNU's __alignof__: what a variable of that type gets. */
export function preferredAlignOf(type: CType, layout: Layout): number | undefined {
  if (type.kind === "array") return preferredAlignOf(type.of, layout);
  const own = ownAlignment(type);
  if (own !== undefined) return own;
  if (type.kind === "float" && type.part) return preferredAlignOf(type.part, layout);
  const isWide = (type.kind === "integer" || type.kind === "float") && type.bytes === 8;
  return isWide ? layout.eightBytes.variable : alignOf(type, layout);
}

/** What does not follow from the size. */
function ownAlignment(type: CType): number | undefined {
  if (type.kind === "pointer") return type.aligned;
  return type.kind === "integer" || type.kind === "float" ? (type.aligned ?? type.alignment) : undefined;
}

/** The type with the alignment of a typedef, where the type itself can carry it. */
export function withAlignment(type: CType, aligned: number | undefined): CType {
  if (aligned === undefined) return type;
  if (type.kind === "integer" || type.kind === "float" || type.kind === "pointer")
    return { ...type, aligned };
  // Others may still refer to a record that is not complete.
  return type.kind === "record" && type.size !== undefined ? { ...type, alignment: aligned } : type;
}
