/** What the binary interfaces of machines say about the sizes and places of C's types. All sizes are bytes. */

export interface Layout {
  readonly pointer: number;
  readonly long: number;
  readonly isCharSigned: boolean;
  readonly longDouble: { readonly bytes: number; readonly alignment: number };
  /** The alignment of long long and double in a structure, and of a variable of these types. */
  readonly eightBytes: { readonly member: number; readonly variable: number };
  readonly hasInt128: boolean;
  /** What `aligned` without a number means. */
  readonly largestAlignment: number;
  /** Of GNU's vectors; the alignment of larger ones depends on the processor's options. */
  readonly largestVector: number;
  /** Does an unnamed bit-field align the structure that it is in? */
  readonly unnamedBitFieldsAlign: boolean;
  /** _BitInt beyond 64 bits (or 32, where that is a word) is made of units of so many bytes. */
  readonly bitIntUnit: number;
  /** `__builtin_va_list`; where it is an array, it is a pointer as a parameter. */
  readonly variadicList: {
    readonly kind: "array" | "record";
    readonly bytes: number;
    readonly alignment: number;
  };
}

const x86_64: Layout = {
  pointer: 8,
  long: 8,
  isCharSigned: true,
  longDouble: { bytes: 16, alignment: 16 },
  eightBytes: { member: 8, variable: 8 },
  hasInt128: true,
  largestAlignment: 16,
  largestVector: 16,
  unnamedBitFieldsAlign: false,
  bitIntUnit: 8,
  variadicList: { kind: "array", bytes: 24, alignment: 8 },
};

const i386: Layout = {
  ...x86_64,
  pointer: 4,
  long: 4,
  longDouble: { bytes: 12, alignment: 4 },
  eightBytes: { member: 4, variable: 8 },
  hasInt128: false,
  largestVector: 0,
  bitIntUnit: 4,
  variadicList: { kind: "record", bytes: 4, alignment: 4 },
};

const aarch64: Layout = {
  ...x86_64,
  isCharSigned: false,
  unnamedBitFieldsAlign: true,
  bitIntUnit: 16,
  variadicList: { kind: "record", bytes: 32, alignment: 8 },
};

const arm: Layout = {
  ...i386,
  isCharSigned: false,
  longDouble: { bytes: 8, alignment: 8 },
  eightBytes: { member: 8, variable: 8 },
  largestAlignment: 8,
  unnamedBitFieldsAlign: true,
  bitIntUnit: 8,
};

/** Apple's AArch64 goes its own way. */
const appleArm64: Layout = {
  ...aarch64,
  isCharSigned: true,
  longDouble: { bytes: 8, alignment: 8 },
  unnamedBitFieldsAlign: false,
  bitIntUnit: 8,
  variadicList: { kind: "record", bytes: 8, alignment: 8 },
};

/** The usual ones of the two data models, and those of machines that differ from them. */
export const layouts = { ILP32: i386, LP64: x86_64, aarch64, arm, appleArm64 } as const;

/** The layout of the machine that a compiler's own macros tell of. */
export function layoutFor(model: "ILP32" | "LP64", predefines: Readonly<Record<string, string>>): Layout {
  const has = (name: string) => Object.hasOwn(predefines, name);
  if (has("__aarch64__") || has("__arm64__")) return has("__APPLE__") ? appleArm64 : aarch64;
  return has("__arm__") ? arm : layouts[model];
}
