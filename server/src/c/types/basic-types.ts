/** The types that C and its compilers know by name, and what type-changing attributes make of a type. */
import type { Layout } from "./layouts";
import { alignOf, type CType, intType, sizeOf, unknownType } from "./types";

export const integer = (name: string, bytes: number, signed: boolean): CType => ({
  kind: "integer",
  bytes,
  signed,
  name,
});

const real = (name: string, bytes: number, alignment?: number): CType & { readonly kind: "float" } => ({
  kind: "float",
  bytes,
  name,
  ...(alignment === undefined ? {} : { alignment }),
});

const longDouble = ({ longDouble: { bytes, alignment } }: Layout) => real("long double", bytes, alignment);

const int128 = (name: string, signed: boolean, { hasInt128 }: Layout): CType =>
  hasInt128 ? integer(name, 16, signed) : { kind: "unknown", name };

const named = new Map<string, (layout: Layout) => CType>([
  ["void", () => ({ kind: "void" })],
  ["char", ({ isCharSigned }) => integer("char", 1, isCharSigned)],
  ["int", () => intType],
  ["short", () => integer("short", 2, true)],
  ["long", ({ long }) => integer("long", long, true)],
  ["unsigned", () => integer("unsigned int", 4, false)],
  ["signed", () => intType],
  ["_Bool", () => integer("_Bool", 1, false)],
  ["bool", () => integer("_Bool", 1, false)],
  ["float", () => real("float", 4)],
  ["double", () => real("double", 8)],
  ["__int128", (layout) => int128("__int128", true, layout)],
  ["__int128_t", (layout) => int128("__int128", true, layout)],
  ["__uint128_t", (layout) => int128("unsigned __int128", false, layout)],
  ["_Float16", () => real("_Float16", 2)],
  ["_Float32", () => real("_Float32", 4)],
  ["_Float64", () => real("_Float64", 8)],
  ["_Float32x", () => real("_Float32x", 8)],
  ["_Float128", () => real("_Float128", 16)],
  ["__float128", () => real("_Float128", 16)],
  ["_Decimal32", () => real("_Decimal32", 4)],
  ["_Decimal64", () => real("_Decimal64", 8, 8)],
  ["_Decimal128", () => real("_Decimal128", 16)],
  ["nullptr_t", () => ({ kind: "pointer", to: { kind: "void" }, volatile: false, toConst: false })],
  ["__builtin_va_list", variadicList],
]);

/** The type that the language itself gives a name; undefined for other names. */
export function basicType(name: string, layout: Layout): CType | undefined {
  return named.get(name)?.(layout);
}

function variadicList({ variadicList: { kind, bytes, alignment } }: Layout): CType {
  const record: CType = { kind: "record", tag: "__va_list_tag", size: bytes, alignment, fields: [] };
  return kind === "array" ? { kind, of: record, length: 1 } : record;
}

/** `unsigned long int` and its kin, in whatever order. */
export function sizedType(text: string, layout: Layout): CType {
  const words: readonly string[] = text.match(/\w+/g) ?? [];
  const longs = words.filter((word) => word === "long").length;
  const signed = !words.includes("unsigned");
  const prefix = signed ? "" : "unsigned ";
  if (words.includes("double")) return longs > 0 ? longDouble(layout) : real("double", 8);
  if (words.includes("char")) return integer(`${signed ? "signed " : prefix}char`, 1, signed);
  if (words.includes("short")) return integer(`${prefix}short`, 2, signed);
  if (words.includes("__int128")) return int128(`${prefix}__int128`, signed, layout);
  if (longs > 1) return integer(`${prefix}long long`, 8, signed);
  if (longs === 1) return integer(`${prefix}long`, layout.long, signed);
  return signed ? intType : integer("unsigned int", 4, false);
}

/** The type of a floating constant: its suffix tells. */
export function literalType(text: string, layout: Layout): CType {
  const isHexadecimal = /^0[xX]/.test(text);
  const suffix = (isHexadecimal ? /[pP][-+\d]*([a-zA-Z]*\d*x?)$/ : /([a-zA-Z]*)$/).exec(text)?.[1] ?? "";
  switch (suffix.toLowerCase()) {
    case "":
      return real("double", 8);
    case "f":
      return real("float", 4);
    case "l":
      return longDouble(layout);
    default:
      return unknownType;
  }
}

/** `_Complex T`: two of them, aligned as one. */
export function complexOf(part: CType): CType {
  if (part.kind !== "float" && part.kind !== "integer") return unknownType;
  return { ...real(`complex ${part.name ?? ""}`, 2 * part.bytes), part };
}

/** `_BitInt(width)`, which `written` may call unsigned. */
export function bitInt(width: number, written: CType, { pointer, bitIntUnit }: Layout): CType {
  const signed = written.kind !== "integer" || written.signed;
  const name = `${signed ? "" : "unsigned "}_BitInt(${width})`;
  if (!(width > 0) || width > 1 << 16) return unknownType;
  if (width <= 8 * pointer) return integer(name, 2 ** Math.ceil(Math.log2(Math.ceil(width / 8))), signed);
  const bytes = bitIntUnit * Math.ceil(width / (8 * bitIntUnit));
  return { kind: "integer", bytes, signed, name, alignment: bitIntUnit };
}

/** GNU's `vector_size(bytes)`: the innermost type becomes a vector. */
export function vectorOf(type: CType, bytes: number | undefined, layout: Layout): CType {
  if (type.kind === "pointer") return { ...type, to: vectorOf(type.to, bytes, layout) };
  if (type.kind === "array") return { ...type, of: vectorOf(type.of, bytes, layout) };
  if (type.kind === "function") return { ...type, returns: vectorOf(type.returns, bytes, layout) };
  const isNumber = type.kind === "integer" || type.kind === "float";
  const isKnown = bytes !== undefined && bytes > 0 && bytes <= layout.largestVector;
  return isNumber && isKnown ? real("vector", bytes, bytes) : unknownType;
}

const modes: Readonly<Record<string, number>> = { QI: 1, byte: 1, HI: 2, SI: 4, DI: 8, TI: 16 };
const realModes: Readonly<Record<string, string>> = { SF: "float", DF: "double", TF: "_Float128" };

/** GNU's `mode(DI)`: a machine's word for a size, which the type becomes. */
export function ofMode(type: CType, mode: string, layout: Layout): CType {
  const bare = mode.trim().replace(/^__|__$/g, "");
  const bytes = bare === "word" || bare === "pointer" ? layout.pointer : modes[bare];
  if (type.kind === "integer" && bytes !== undefined) return ofSize(bytes, type.signed, layout);
  const name = type.kind === "float" ? realModes[bare] : undefined;
  return (name === undefined ? undefined : basicType(name, layout)) ?? unknownType;
}

/** The first of C's integer types with that size. */
export function ofSize(bytes: number, signed: boolean, layout: Layout): CType {
  const prefix = signed ? "" : "unsigned ";
  if (bytes === 1) return integer(`${signed ? "signed" : "unsigned"} char`, 1, signed);
  if (bytes === 2) return integer(`${prefix}short`, 2, signed);
  if (bytes === 4) return signed ? intType : integer("unsigned int", 4, false);
  if (bytes === 8) return integer(`${prefix}${layout.long === 8 ? "long" : "long long"}`, 8, signed);
  return bytes === 16 ? int128(`${prefix}__int128`, signed, layout) : unknownType;
}

/** The alignment of `_Atomic T`; "unknown" where compilers of different age disagree. */
export function atomicAlignment(type: CType, layout: Layout): number | undefined | "unknown" {
  const size = sizeOf(type, layout);
  const natural = alignOf(type, layout);
  if (size === undefined || natural === undefined) return undefined;
  if (size === 8 && layout.eightBytes.member !== 8 && type.kind !== "pointer") return "unknown";
  return size <= 16 && Number.isInteger(Math.log2(size)) ? Math.max(natural, size) : natural;
}
