/** Files as half-finished edits, bad merges and broken disks leave them. */
import type { Random } from "../support/random";

/** What hurts most where nobody expects it. */
const HOSTILE = [
  "(",
  ")",
  "{",
  "}",
  '"',
  "'",
  "/*",
  "*/",
  "//",
  "\\\n",
  "\\",
  "#",
  "##",
  "\n#if ",
  "\n#if X\n",
  "\n#else\n",
  "\n#elif A(\n",
  "\n#endif\n",
  "\n#define f(x, ...) x f(x x, __VA_ARGS__) #x ##\n",
  "\n#define int int int\n",
  "\n#define if(x) if(x) if(x)\n",
  '\n#include "',
  "\n#include __FILE__\n",
  "\n#undef f\n",
  "f(",
  "if(",
  "case",
  "sizeof",
  "struct {",
  "[[",
  "__attribute__((",
  "typeof(",
  "goto *",
  "= {",
  "? :",
  "...",
  "<:",
  "%:",
  "\0",
  "\ufeff",
  "\ud800",
  "\u2028",
  "é",
  "0x",
  "1e+",
  "mlock(",
  "\r",
] as const;

/** One to four random changes; `other` is a text to take pieces from. */
export function mutate(random: Random, text: string, other: string): string {
  let result = text;
  for (let count = 1 + random.below(4); count > 0; count--) result = change(random, result, other);
  return result;
}

function change(random: Random, text: string, other: string): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + random.below(random.percent(80) ? 12 : 2000));
  const before = text.slice(0, at);
  switch (random.below(6)) {
    case 0:
      return before + text.slice(end);
    case 1:
      return before + text.slice(at, end) + text.slice(at);
    case 2:
      return before + pieceOf(random, other) + text.slice(at);
    case 3:
      return (
        before + random.one(HOSTILE).repeat(1 + random.below(random.percent(90) ? 2 : 300)) + text.slice(at)
      );
    case 4:
      return before + String.fromCharCode(random.below(128)) + text.slice(Math.min(text.length, at + 1));
    default:
      return text.slice(0, Math.max(at, text.length >> 1));
  }
}

function pieceOf(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  return text.slice(at, at + random.below(400));
}
