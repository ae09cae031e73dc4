/** strtol() and sscanf() where the text is known: the number, and where it ends. */

import type { Calling } from "../calls/calling";
import { startOfText, textAt } from "../calls/text";
import { store } from "../memory/memory";
import type { Memory } from "../memory/parts";
import { changed, type State, temp } from "../state";
import * as ranges from "../values/range";
import { exact, likelyTarget, moved, number, pointer, type Value } from "../values/value";
import type { Answer } from "./ending";

interface Parsed {
  readonly value: number;
  readonly length: number;
}

const digitsOf: Readonly<Record<number, string>> = { 8: "[0-7]+", 10: "\\d+", 16: "[\\da-f]+" };

/** A whole number at the text's start, blanks before it skipped; undefined where its value is too large to be sure of. */
function wholeNumber(text: string, base: number): Parsed | "none" | undefined {
  const [, blank = "", sign = "", rest = ""] = /^([ \t\n\v\f\r]*)([+-]?)(.*)$/s.exec(text) ?? [];
  const isHex = (base === 0 || base === 16) && /^0x[\da-f]/i.test(rest);
  const isOctal = base === 0 && !isHex && rest.startsWith("0");
  const radix = isHex ? 16 : isOctal ? 8 : base === 0 ? 10 : base;
  const pattern = digitsOf[radix];
  if (pattern === undefined) return undefined;
  const prefix = isHex ? rest.slice(0, 2) : "";
  const [digits] = new RegExp(`^${pattern}`, "i").exec(rest.slice(prefix.length)) ?? [];
  if (digits === undefined) return "none";
  const value = Number.parseInt(digits, radix);
  if (value > 2 ** 31 - 1) return undefined;
  const length = blank.length + sign.length + prefix.length + digits.length;
  return { value: sign === "-" ? -value : value, length };
}

/** Does what is known end before the number does? */
const isCut = ({ text, isAll }: ReturnType<typeof startOfText>, parsed: Parsed | "none"): boolean =>
  !isAll && (parsed === "none" ? text.trim() === "" : parsed.length >= text.length);

const textOf = (memory: Memory, value: Value | undefined): string | undefined => {
  const bytes = value && textAt(memory, value);
  return bytes && String.fromCharCode(...bytes);
};

/** strtol(text, end, base) and its kin. */
export function parsesNumber({ args, instruction, run }: Calling, state: State): Answer {
  const [from, end = number(0), base = number(10)] = args;
  const source = from && startOfText(state.memory, from);
  const radix = exact(base);
  const start = from && likelyTarget(from);
  const to = end.range === null ? likelyTarget(end) : undefined;
  if (!source || radix === undefined || !start || (!to && exact(end) !== 0)) return undefined;
  const parsed = wholeNumber(source.text, radix);
  if (!parsed || isCut(source, parsed)) return undefined;
  const { value, length } = parsed === "none" ? { value: 0, length: 0 } : parsed;
  // A negative number of an unsigned kind is a huge one.
  if (value < 0 && instruction.type.kind === "integer" && !instruction.type.signed) return undefined;
  const behind = pointer(moved(start, ranges.exactly(length)));
  const memory = to ? store(state.memory, to, run.unit.layout.pointer, behind) : state.memory;
  return [temp(changed(state, { memory }), instruction.into, number(value))];
}

const sizes: Readonly<Record<string, number>> = { hh: 1, h: 2, "": 4, l: 8, ll: 8, z: 8, j: 8, t: 8 };
const bases: Readonly<Record<string, number>> = { d: 10, u: 10, x: 16, X: 16, i: 0, o: 8 };

/** sscanf() with numbers, words and characters; undefined where something is not followed. */
export function scans({ args, instruction, run }: Calling, state: State): Answer {
  const [from, formatAt, ...places] = args;
  const format = textOf(state.memory, formatAt);
  const source = from && startOfText(state.memory, from);
  if (format === undefined || !source || run.unit.layout.pointer !== 8) return undefined;
  let { memory } = state;
  let rest = source.text;
  let count = 0;
  let next = 0;
  const pattern = /%(\*?)(\d*)(hh|h|ll|l|z|j|t)?([diuxXos])|(\s+)|%(.?)|(.)/gs;
  const isOut = () => rest === "" && !source.isAll;
  for (const [, skips, width, size = "", conversion, blank, other, plain] of format.matchAll(pattern)) {
    if (other !== undefined) return undefined;
    if (blank !== undefined) rest = rest.replace(/^\s+/, "");
    else if (plain !== undefined) {
      if (isOut()) return undefined;
      if (!rest.startsWith(plain)) return done();
      rest = rest.slice(1);
    } else {
      rest = rest.replace(/^\s+/, "");
      if (isOut()) return undefined;
      if (rest === "") return count === 0 && next === 0 ? done(-1) : done();
      const most = width ? Number(width) : rest.length;
      const place = skips ? undefined : places[next++];
      const to = place && place.range === null ? likelyTarget(place) : undefined;
      if (!skips && !to) return undefined;
      if (conversion === "s") {
        const [word = ""] = /^\S+/.exec(rest.slice(0, most)) ?? [];
        if (to) {
          const bytes = [...word].map((one) => one.charCodeAt(0));
          [...bytes, 0].forEach((byte, index) => {
            memory = store(memory, moved(to, ranges.exactly(index)), 1, number(byte));
          });
        }
        rest = rest.slice(word.length);
        if (isOut()) return undefined;
      } else {
        const parsed = wholeNumber(rest.slice(0, most), bases[conversion ?? "d"] ?? 10);
        if (!parsed) return undefined;
        if (parsed === "none") return done();
        if (to) memory = store(memory, to, sizes[size] ?? 4, number(parsed.value));
        rest = rest.slice(parsed.length);
        if (isOut()) return undefined;
      }
      if (!skips) count++;
    }
  }
  return done();

  function done(result = count): State[] {
    return [temp(changed(state, { memory }), instruction.into, number(result))];
  }
}

/** strtok(): the next word of the text that it was given last, which ends where the word does from now on. */
export function nextWord({ args, instruction }: Calling, state: State): Answer {
  const [given = number(0), between] = args;
  const from = exact(given) === 0 ? state.life.words : given;
  const delimiters = textOf(state.memory, between);
  const text = textOf(state.memory, from);
  const start = from && from.range === null ? likelyTarget(from) : undefined;
  if (delimiters === undefined || text === undefined || !start) return undefined;
  const isBetween = (one: string) => delimiters.includes(one);
  const first = [...text].findIndex((one) => !isBetween(one));
  const at = (index: number) => moved(start, ranges.exactly(index));
  const goesOn = (memory: Memory, words: Value, result: Value) =>
    temp(changed(state, { memory, life: { ...state.life, words } }), instruction.into, result);
  if (first < 0) return [goesOn(state.memory, pointer(at(text.length)), number(0))];
  const length = [...text.slice(first)].findIndex(isBetween);
  if (length < 0) return [goesOn(state.memory, pointer(at(text.length)), pointer(at(first)))];
  const end = first + length;
  const memory = store(state.memory, at(end), 1, number(0));
  return [goesOn(memory, pointer(at(end + 1)), pointer(at(first)))];
}
