/** What sprintf() and its kin write, where format and arguments are known: %d, %u, %x, %c, %s and their plain kin. */

import { anything, exact, number, type Value } from "../values/value";
import { type KnownCall, textAt, type Written } from "./text";

/** The formatted bytes without a NUL; undefined where something in them is not known. */
function formatted({ args, memory }: KnownCall, format: number): readonly number[] | undefined {
  const bytes = textAt(memory, args[format] ?? anything);
  if (!bytes) return undefined;
  const result: number[] = [];
  let next = format + 1;
  const pattern = /%(?:([-0]*)(\d*)(h|hh|l|ll|z|j|t)?([diuxXcs%])|(.?))|[^%]/gs;
  for (const [whole, flags = "", width = "", size, conversion, other] of String.fromCharCode(
    ...bytes,
  ).matchAll(pattern)) {
    if (other !== undefined) return undefined;
    if (conversion === undefined) result.push(whole.charCodeAt(0));
    else if (conversion === "%") result.push(37);
    else {
      const value = args[next++] ?? anything;
      const piece = conversion === "s" ? textAt(memory, value) : digits(value, conversion, size);
      if (!piece) return undefined;
      const fill = flags.includes("0") && !flags.includes("-") && conversion !== "s" ? 48 : 32;
      if (fill === 48 && piece[0] === 45) return undefined;
      const room = Array<number>(Math.max(0, Number(width) - piece.length)).fill(fill);
      result.push(...(flags.includes("-") ? [...piece, ...room] : [...room, ...piece]));
    }
  }
  return result;
}

function digits(value: Value, conversion: string, size: string | undefined): readonly number[] | undefined {
  const n = exact(value);
  if (n === undefined || size === "h" || size === "hh") return undefined;
  if (conversion === "c") return [n & 255];
  const isSigned = conversion === "d" || conversion === "i";
  const bits = size === undefined ? 32 : 64;
  const whole = isSigned ? BigInt.asIntN(bits, BigInt(n)) : BigInt.asUintN(bits, BigInt(n));
  const base = conversion === "x" || conversion === "X" ? 16 : 10;
  const text = conversion === "X" ? whole.toString(base).toUpperCase() : whole.toString(base);
  return [...text].map((character) => character.charCodeAt(0));
}

/** sprintf(): the whole text and its NUL. */
export function printed(known: KnownCall): Written | undefined {
  const bytes = formatted(known, 1);
  return bytes && { argument: 0, bytes: [...bytes, 0] };
}

/** snprintf(): cut to the room there is. */
export function printedInto(known: KnownCall): Written | undefined {
  const bytes = formatted(known, 2);
  const room = exact(known.args[1] ?? anything);
  if (!bytes || room === undefined || room < 0) return undefined;
  return { argument: 0, bytes: room === 0 ? [] : [...bytes.slice(0, room - 1), 0] };
}

/** They return what the whole text would take. */
export const lengthPrinted =
  (format: number) =>
  (known: KnownCall): Value | undefined => {
    const bytes = formatted(known, format);
    return bytes && number(bytes.length);
  };
