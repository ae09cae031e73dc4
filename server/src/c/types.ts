/** C types as far as sizes, alignment and conversions need them. All sizes and offsets are bytes. */

export type CType =
  | { readonly kind: "void" }
  | { readonly kind: "integer"; readonly bytes: number; readonly signed: boolean; readonly name: string }
  | { readonly kind: "float"; readonly bytes: number }
  | { readonly kind: "pointer"; readonly to: CType; readonly volatile: boolean }
  | { readonly kind: "array"; readonly of: CType; readonly length: number | undefined }
  | RecordType
  /** `parameters` is undefined where no prototype tells them; those of `...` are left out. */
  | { readonly kind: "function"; readonly returns: CType; readonly parameters?: readonly CType[] | undefined }
  /** A name that nothing we read declares. */
  | { readonly kind: "unknown"; readonly name: string };

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
  /** A bit-field's width; its offset is that of its first byte. */
  readonly bits?: number | undefined;
}

/** Sizes of the basic types on a data model. */
export interface Layout {
  readonly pointer: number;
  readonly long: number;
}

export const layouts: { readonly ILP32: Layout; readonly LP64: Layout } = {
  ILP32: { pointer: 4, long: 4 },
  LP64: { pointer: 8, long: 8 },
};

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
      return element === undefined || type.length === undefined ? undefined : element * type.length;
    }
    case "record":
      return type.size;
    case "unknown":
      return undefined;
  }
}

/** _Alignof, in bytes; undefined where the layout is not known. */
export function alignOf(type: CType, layout: Layout): number | undefined {
  if (type.kind === "array") return alignOf(type.of, layout);
  if (type.kind === "record") return type.alignment;
  const size = sizeOf(type, layout);
  return size === undefined ? undefined : Math.min(size, 16);
}
