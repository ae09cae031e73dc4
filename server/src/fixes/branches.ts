/** How a text handles its failures elsewhere: the branches of its tests, read as text. */
import type { Span } from "../text/span";
import { masked } from "./masked";

/** The branch of an `if` that leaves: by its last statement, which is a jump, a return or a call that never comes back. */
export interface Branch {
  readonly start: number;
  readonly condition: string;
  /** Without their semicolons; blocks inside of it are one each. */
  readonly statements: readonly string[];
  readonly exit: string;
  readonly braces: "none" | "on the line" | "below it";
}

/** Those that look like the answer to a failure, in order. */
export function failureBranches(text: string, within: Span): Branch[] {
  const plain = masked(text.slice(within.start, within.end));
  const original = text.slice(within.start, within.end);
  const success = successOf(original, plain);
  const branches: Branch[] = [];
  for (const { index, 0: head } of plain.matchAll(/\bif\s*\(/g)) {
    const open = index + head.length - 1;
    const close = endOfGroup(plain, open);
    if (close === undefined) continue;
    const condition = original.slice(open + 1, close).trim();
    const body = bodyAfter(original, plain, close + 1);
    const exit = body?.statements.at(-1) ?? "";
    if (!body || !leaves(exit) || !asksForFailure(condition) || isSuccess(exit, success)) continue;
    branches.push({ start: within.start + index, condition, exit, ...body });
  }
  return branches;
}

/** Those before the place, the last first; then those at or behind it, in order. */
export const nearestTo = (branches: readonly Branch[], at: number): Branch[] => [
  ...branches.filter(({ start }) => start < at).reverse(),
  ...branches.filter(({ start }) => start >= at),
];

/** Does a call with this name tell somebody something? */
export const tells = (name: string): boolean =>
  /perror|printf|log|err|warn|die|fatal|panic|puts|msg|message|report|print|complain|fail/i.test(name) &&
  !/^v?a?sn?printf|^(strerror|ferror|clearerr)$/.test(name);

/** Calls after which nothing follows. */
export const endsAll = (name: string): boolean =>
  /^(_?exit|_Exit|quick_exit|abort|err|errx|verr|verrx)$|(^|_)(die|fatal|panic)(_|$)/i.test(name);

function leaves(statement: string): boolean {
  if (/^goto\s+\w+$|^return\b/.test(statement)) return true;
  const call = /^(\w+)\s*\(/.exec(statement)?.[1];
  return call !== undefined && endsAll(call);
}

const asksForFailure = (condition: string): boolean =>
  /(==\s*-\s*1|<\s*0|[!=]=\s*(0|NULL|EOK|MAP_FAILED|SEM_FAILED|SIG_ERR|EOF|false|true))\s*\)*$/.test(
    condition,
  ) ||
  /^!\s*[\w(]/.test(condition) ||
  /^\(*\w+(?:\s*=\s*\w+)?(?:\s*\([\s\S]*\))?\)*$/.test(condition);

/** What the function returns at its end, where all went well; undefined where that is a variable. */
function successOf(original: string, plain: string): string | undefined {
  const last = /\breturn\b([^;{}]*);[^;{}]*\}?\s*$/.exec(plain);
  const value = last && original.slice(last.index + 6, last.index + 6 + (last[1]?.length ?? 0)).trim();
  return value && isConstant(value) ? value : undefined;
}

function isSuccess(exit: string, success: string | undefined): boolean {
  if (/^(?:_?exit|_Exit|quick_exit)\s*\(\s*(?:0|EXIT_SUCCESS)\s*\)$/.test(exit)) return true;
  const value = /^return\b\s*(.*)$/s.exec(exit)?.[1]?.trim();
  if (value === undefined || value === "") return false;
  return success === undefined ? /^(0|true|EXIT_SUCCESS|EOK)$/.test(value) : value === success;
}

export const isConstant = (value: string): boolean =>
  /^(-?\s*\d+|-?\s*errno|NULL|nullptr|false|true|-?\s*[A-Z][A-Z0-9_]*)$/.test(value);

function bodyAfter(
  original: string,
  plain: string,
  from: number,
): Pick<Branch, "statements" | "braces"> | undefined {
  const at = from + (/^\s*/.exec(plain.slice(from))?.[0].length ?? 0);
  if (plain[at] === "{") {
    const end = endOfGroup(plain, at);
    if (end === undefined) return undefined;
    const braces = plain.slice(from, at).includes("\n") ? "below it" : "on the line";
    return { statements: statementsIn(original, plain, at + 1, end), braces };
  }
  const end = plain.indexOf(";", at);
  if (end < 0 || /^(if|for|while|do|switch)\b/.test(plain.slice(at, end))) return undefined;
  return { statements: [original.slice(at, end).trim()], braces: "none" };
}

function statementsIn(original: string, plain: string, from: number, to: number): string[] {
  const statements: string[] = [];
  let begin = from;
  let depth = 0;
  for (let at = from; at < to; at++) {
    if (/[({[]/.test(plain[at] ?? "")) depth++;
    else if (/[)}\]]/.test(plain[at] ?? "")) depth--;
    else if (plain[at] !== ";" || depth > 0) continue;
    if (depth > 0 || (plain[at] !== ";" && plain[at] !== "}")) continue;
    // Comments are no part of what is said.
    const lead = /^\s*/.exec(plain.slice(begin, at))?.[0].length ?? 0;
    const text = original.slice(begin + lead, plain[at] === "}" ? at + 1 : at).trim();
    if (text !== "") statements.push(text);
    begin = at + 1;
  }
  return statements;
}

/** The offset of the bracket that closes the one at `open`. */
function endOfGroup(plain: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < plain.length; at++) {
    if (/[({[]/.test(plain[at] ?? "")) depth++;
    else if (/[)}\]]/.test(plain[at] ?? "") && --depth === 0) return at;
  }
  return undefined;
}
