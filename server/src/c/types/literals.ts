/** Numbers, characters and strings as C source spells them. */
import type { CType, Layout } from "./types";

export interface IntegerLiteral {
  readonly value: bigint;
  readonly type: CType & { readonly kind: "integer" };
}

/** As nearly all numbers are written. */
const small = /^(?:0|[1-9]\d{0,8})$/;

/** An integer constant with its type; "float" for the others; undefined for what is neither. */
export function readNumber(text: string, layout: Layout): IntegerLiteral | "float" | undefined {
  if (small.test(text)) return { value: BigInt(text), type: int };
  const plain = text.replace(/'/g, "");
  const match =
    /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)([uU]?(?:[lL]{0,2}|wb|WB)[uU]?)$/.exec(plain);
  if (!match)
    return /^[-+]?(?:0[xX])?[0-9a-fA-F.]/.test(plain) && /[.eEpP]/.test(plain) ? "float" : undefined;
  const [, sign, digits = "0", suffix = ""] = match;
  const isDecimal = !digits.startsWith("0") || digits === "0";
  const value = BigInt(isDecimal || /^0[xXbB]/.test(digits) ? digits : `0o${digits.slice(1)}`);
  const type = typeOfLiteral(value, suffix.toLowerCase(), isDecimal, layout);
  return { value: sign === "-" ? -value : value, type };
}

/** The first type of C's list that holds the value (C11 6.4.4.1). */
function typeOfLiteral(value: bigint, suffix: string, isDecimal: boolean, layout: Layout) {
  const longs = suffix.replace(/u/g, "").length;
  const mustBeUnsigned = suffix.includes("u");
  const widths = [
    { name: "int", bytes: 4 },
    { name: "long", bytes: layout.long },
    { name: "long long", bytes: 8 },
  ].slice(longs);
  for (const { name, bytes } of widths) {
    const bits = BigInt(8 * bytes);
    if (!mustBeUnsigned && value < 1n << (bits - 1n)) return integer(name, bytes, true);
    if ((mustBeUnsigned || !isDecimal) && value < 1n << bits)
      return integer(`unsigned ${name}`, bytes, false);
  }
  return integer("unsigned long long", 8, false);
}

const integer = (name: string, bytes: number, signed: boolean) =>
  ({ kind: "integer", bytes, signed, name }) as const;

const int = integer("int", 4, true);

/** The value of a character constant; undefined for those of several characters. */
export function readCharacter(text: string): bigint | undefined {
  const open = text.indexOf("'");
  const units = codePointsOf(text.slice(open + 1, -1));
  const [only] = units;
  if (units.length !== 1 || only === undefined) return undefined;
  return open === 0 ? BigInt.asIntN(8, BigInt(only)) : BigInt(only);
}

export interface StringLiteral {
  readonly value: string;
  /** One character's: 2 and 4 for the wide kinds. */
  readonly width: number;
  /** With the terminating NUL. */
  readonly bytes: number;
}

/** One literal of ASCII, without escapes. */
const simpleString = /^"[ !#-[\]-~]*"$/;

/** The adjacent literals in a text, joined. */
export function readStrings(text: string): StringLiteral {
  if (simpleString.test(text)) return { value: text.slice(1, -1), width: 1, bytes: text.length - 1 };
  const units: number[] = [];
  let width = 1;
  for (const [, prefix = "", content = ""] of text.matchAll(/(u8|[LuU])?"((?:[^"\\]|\\[\s\S])*)"/g)) {
    width = Math.max(width, prefix === "u" ? 2 : prefix === "L" || prefix === "U" ? 4 : 1);
    for (const unit of codePointsOf(content)) units.push(unit);
  }
  let value = "";
  let count = 1;
  for (const unit of units) {
    value += unit <= 0x10ffff ? String.fromCodePoint(unit) : "\ufffd";
    count += width === 1 ? utf8Length(unit) : 1;
  }
  return { value, width, bytes: count * width };
}

const simpleEscapes: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  e: 27,
};

/** Code points of the text; an octal or hexadecimal escape is one unit, whatever its value. */
function codePointsOf(text: string): number[] {
  const units: number[] = [];
  const pattern =
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]+)|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r?\n|([\s\S]))|[\s\S]/gu;
  for (const [whole, octal, hex, short, long, simple] of text.matchAll(pattern)) {
    const hexadecimal = hex ?? short ?? long;
    if (octal !== undefined) units.push(Number.parseInt(octal, 8));
    else if (hexadecimal !== undefined) units.push(Number.parseInt(hexadecimal, 16) >>> 0);
    else if (simple !== undefined) units.push(simpleEscapes[simple] ?? simple.codePointAt(0) ?? 0);
    else if (!whole.startsWith("\\") || whole === "\\") units.push(whole.codePointAt(0) ?? 0);
  }
  return units;
}

/** An escaped byte above 127 is one byte, but so rare that it is counted as its character. */
function utf8Length(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return unit < 0x10000 ? 3 : 4;
}
