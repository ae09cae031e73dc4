/** Where two expansions differ, and which of the differences what gcc itself says explains. */
import { normalize } from "node:path";
import { tokensOf } from "./tokens";

export interface Comparison {
  /** The first difference that nothing explains. */
  readonly difference?:
    | { readonly index: number; readonly ours: string; readonly theirs: string }
    | undefined;
  /** Why others are none. */
  readonly explained: readonly string[];
}

const AROUND = 12;

export function compare(ours: string, theirs: string, complaints: readonly string[]): Comparison {
  const [left, right] = [tokensOf(ours), tokensOf(theirs)];
  const explained = new Set<string>();
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    if (isSame(left[i], right[j])) {
      i++;
      j++;
      continue;
    }
    if (isGlued(left, i, right[j])) {
      explained.add("gcc prints a name and a number that follows it as one word");
      i += 2;
      j++;
      continue;
    }
    const recovery = recoveryAt(left, i, complaints);
    if (recovery === undefined) {
      const difference = { index: i, ours: excerpt(left, i), theirs: excerpt(right, j) };
      return { difference, explained: [...explained] };
    }
    explained.add(recovery.reason);
    i = recovery.end;
  }
  return { explained: [...explained] };
}

/**
 * gcc refuses a use with too many or too few arguments, and one that the file's end cuts off, and goes on without the
 * arguments; ours leaves them, as a function's.
 */
function recoveryAt(tokens: readonly string[], at: number, complaints: readonly string[]) {
  const name = tokens[at - 1];
  if (tokens[at] !== "(" || name === undefined) return undefined;
  const complaint = complaints.find((line) => line.includes(` macro "${name}"`));
  const reason = / error: (.*)/.exec(complaint ?? "")?.[1];
  if (reason === undefined) return undefined;
  let end = at;
  let depth = 0;
  for (; end < tokens.length; end++) {
    if (tokens[end] === "(") depth++;
    else if (tokens[end] === ")" && --depth === 0) return { end: end + 1, reason };
  }
  return { end, reason };
}

/** Text that is read again as what it was not: gcc's own tokens are the two. */
const isGlued = (tokens: readonly string[], at: number, theirs: string | undefined) =>
  /^\d/.test(tokens[at + 1] ?? "") && theirs === `${tokens[at]}${tokens[at + 1]}`;

const excerpt = (tokens: readonly string[], at: number) =>
  `${tokens.slice(Math.max(0, at - AROUND), at).join(" ")} >>> ${tokens.slice(at, at + AROUND).join(" ")}`;

/** A file's name is the same one whichever way leads there. */
const isSame = (left: string | undefined, right: string | undefined) =>
  left === right || (left?.startsWith('"/') === true && right !== undefined && left === normalize(right));
