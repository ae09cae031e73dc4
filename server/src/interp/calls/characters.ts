/** <ctype.h> for the characters of ASCII, which every locale classifies alike, and abs(). */
import * as ranges from "../values/range";
import { exact, fromRange, number, type Value } from "../values/value";
import type { KnownCall } from "./text";

type Computes = (known: KnownCall) => Value | undefined;

const characterOf = ({ args }: KnownCall): number | undefined => {
  const n = args[0] && exact(args[0]);
  return n !== undefined && n >= 0 && n < 128 ? n : undefined;
};

/** Some number that is not 0: which one is the library's business. */
const yes = fromRange({ ...ranges.interval(-(2 ** 31), 2 ** 31 - 1), nonzero: true });

const is =
  (pattern: RegExp): Computes =>
  (known) => {
    const n = characterOf(known);
    return n === undefined ? undefined : pattern.test(String.fromCharCode(n)) ? yes : number(0);
  };

export const classes: Readonly<Record<string, Computes>> = {
  isalnum: is(/[a-z\d]/i),
  isalpha: is(/[a-z]/i),
  isblank: is(/[ \t]/),
  iscntrl: is(/[^ -~]/),
  isdigit: is(/\d/),
  isgraph: is(/[!-~]/),
  islower: is(/[a-z]/),
  isprint: is(/[ -~]/),
  ispunct: is(/[!-/:-@[-`{-~]/),
  isspace: is(/[ \t\n\v\f\r]/),
  isupper: is(/[A-Z]/),
  isxdigit: is(/[\da-f]/i),
};

const otherCase =
  (pattern: RegExp, by: number): Computes =>
  (known) => {
    const n = characterOf(known);
    if (n === undefined) return undefined;
    return number(pattern.test(String.fromCharCode(n)) ? n + by : n);
  };

export const lowered = otherCase(/[A-Z]/, 32);
export const raised = otherCase(/[a-z]/, -32);

export const absolute: Computes = ({ args }) => {
  const n = args[0] && exact(args[0]);
  return n === undefined || n <= -(2 ** 31) ? undefined : number(Math.abs(n));
};
