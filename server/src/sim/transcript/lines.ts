/**
 * The lines of a transcript, which reads like a terminal's log:
 *
 *     given linux, page 4096, privileges none, limit 64k     a new process on that platform; defaults may be left out
 *     test: a hole               a new process as given
 *     map m 6                    a place of six pages with nothing around it
 *     mlock m+100 2p -> 0        a call, and what is expected of it; or as in C: mlock(m + 100, 2p);
 *     mlock m 6p -> -1 ENOMEM because mlock.mapped ! mlock.mapped hole
 *     locked m {0,2-5}           pages of a place, and numbers of the process
 *     VmLck 8k
 *     set limit 4095             any setting of `given` but platform and page
 *
 * The language is told in docs/simulating.md, whose tables are made from those here, in settings.ts, calls.ts and
 * attributes.ts.
 */

import { hint } from "../../text/near";
import type { World } from "../types";
import { type Entry, readSettings } from "./settings";

/** "0", "-1 ENOMEM", "-1 ?", "SIGBUS", "fault", "parent" or "child". */
export type Expectation = string;
export type PageWord = keyof typeof pageWords;
export type WorldWord = keyof typeof worldWords;

export interface CallText {
  readonly kind: "call";
  readonly words: readonly string[];
  /** Empty where nobody wrote what to expect. */
  readonly expected: readonly Expectation[];
  readonly because: readonly string[];
  /** undefined: nobody looks. */
  readonly violations: readonly string[] | undefined;
}

export type Statement =
  | CallText
  | {
      readonly kind: "given";
      readonly platform: string;
      readonly page: number | undefined;
      readonly world: Partial<World>;
    }
  | { readonly kind: "set"; readonly world: Partial<World> }
  | { readonly kind: "test"; readonly name: string }
  | { readonly kind: "pages"; readonly what: PageWord; readonly place: string; readonly pages: string }
  | { readonly kind: "world"; readonly what: WorldWord; readonly value: string }
  | {
      readonly kind: "unreadable";
      readonly why: string;
      /** Would it have given the platform of what follows? */
      readonly isGiven?: boolean;
    };

/** Which pages of a place. */
export const pageWords = {
  mapped: { spelling: "mapped NAME {PAGES}", means: "something is mapped there" },
  locked: { spelling: "locked NAME {PAGES}", means: "locked, resident or not" },
  onfault: { spelling: "onfault NAME {PAGES}", means: "locked as they are touched (MLOCK_ONFAULT)" },
  resident: { spelling: "resident NAME {PAGES}", means: "in memory" },
  cow: { spelling: "cow NAME {PAGES}", means: "in memory, and the first write faults (copy on write)" },
  absent: { spelling: "absent NAME {PAGES}", means: "mapped, and not in memory" },
} as const satisfies Record<string, Entry>;

/** Numbers and states of the process. */
export const worldWords = {
  VmLck: { spelling: "VmLck BYTES", means: "what counts as locked" },
  VmSize: { spelling: "VmSize BYTES", means: "what is mapped" },
  VmShm: {
    spelling: "VmShm BYTES",
    means: "System V shared memory locked by shmctl(), where it counts apart",
  },
  limit: { spelling: "limit BYTES | none", means: "the soft limit" },
  hard: { spelling: "hard BYTES | none", means: "the hard limit" },
  future: { spelling: "future off | on | onfault", means: "whether later mappings will be locked" },
  plocked: { spelling: "plocked nothing | process | text | data | text+data", means: "what plock() holds" },
  superlocked: { spelling: "superlocked yes | no", means: "QNX: no faults at all" },
  privileged: { spelling: "privileged yes | no", means: "whether it holds what the platform asks for" },
} as const satisfies Record<string, Entry>;

const has = <T extends object>(table: T, word: string): word is Extract<keyof T, string> =>
  Object.hasOwn(table, word);

/** A line without its comment. */
export function withoutComment(line: string): string {
  const at = line.startsWith("#") ? 0 : line.search(/\s#/);
  return (at < 0 ? line : line.slice(0, at)).trim();
}

/** undefined: an empty line or a comment. */
export function parseLine(line: string): Statement | undefined {
  const text = withoutComment(line);
  if (text === "") return undefined;
  const test = /^test:\s*(.*)$/.exec(text);
  if (test) return { kind: "test", name: test[1] ?? "" };
  const [word = "", ...rest] = text.split(/\s+/);
  if (word === "given") {
    const given = parseGiven(text.slice(word.length).trim());
    return given.kind === "unreadable" ? { ...given, isGiven: true } : given;
  }
  if (word === "set") return parseSet(text.slice(word.length).trim());
  if (has(pageWords, word)) return parsePages(word, rest);
  if (has(worldWords, word)) return parseWorld(word, rest);
  return parseCall(text);
}

const unreadable = (why: string): Statement => ({ kind: "unreadable", why });

function parseGiven(text: string): Statement {
  const [first = "", ...others] = text.split(",").map((part) => part.trim());
  const [platform = "", ...more] = first.split(/\s+/);
  if (!/^[a-z][\w.-]*$/.test(platform)) return unreadable('wanted a platform, as in "given linux"');
  if (more.length > 0) {
    const rest = [more.join(" "), ...others].join(", ");
    return unreadable(`a comma is missing: given ${platform}, ${rest}`);
  }
  const read = readSettings(others);
  return typeof read === "string"
    ? unreadable(read)
    : { kind: "given", platform, page: read.page, world: read.world };
}

function parseSet(text: string): Statement {
  const read = readSettings(text.split(",").map((part) => part.trim()));
  if (typeof read === "string") return unreadable(read);
  return read.page === undefined
    ? { kind: "set", world: read.world }
    : unreadable("the page size is given once, in a line `given`");
}

function parsePages(what: PageWord, [place, ...list]: readonly string[]): Statement {
  const pages = normalPages(list.join(""));
  return place === undefined || pages === undefined
    ? unreadable(`wanted a place and {pages}, as in "${what} m {0,2-5}"`)
    : { kind: "pages", what, place, pages };
}

/** "{0,1,2,5}" as "{0-2,5}"; undefined if it is no list of pages. */
function normalPages(text: string): string | undefined {
  if (text === "{}") return text;
  if (!text.startsWith("{") || !text.endsWith("}")) return undefined;
  const runs: PageRun[] = [];
  for (const part of text.slice(1, -1).split(",")) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (match === null) return undefined;
    const [, first, last = first] = match;
    runs.push({ first: Number(first), last: Number(last) });
  }
  return pageList(runs.sort((one, other) => one.first - other.first));
}

/** Numbers of pages, both inclusive. */
export interface PageRun {
  readonly first: number;
  readonly last: number;
}

/** Sorted runs as "{0-2,5}". */
export function pageList(runs: readonly PageRun[]): string {
  const joined: { first: number; last: number }[] = [];
  for (const { first, last } of runs) {
    const run = joined.at(-1);
    if (run !== undefined && first <= run.last + 1) run.last = Math.max(run.last, last);
    else joined.push({ first, last });
  }
  return `{${joined.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join(",")}}`;
}

function parseWorld(what: WorldWord, [value, ...more]: readonly string[]): Statement {
  return value === undefined || more.length > 0
    ? unreadable(`wanted one value of ${what}`)
    : { kind: "world", what, value };
}

/** What may follow a call, in this order. */
const marks = ["->", "because", "!"] as const;

function parseCall(text: string): Statement {
  const tokens = text.replaceAll("->", " -> ").trim().split(/\s+/);
  const starts = marks.map((mark) => tokens.indexOf(mark));
  if (marks.some((mark, index) => tokens.lastIndexOf(mark) !== starts[index])) {
    return unreadable("no such result: one `->`, one `because` and one `!` at most");
  }
  const places = starts.filter((start) => start >= 0);
  if (places.some((start, index) => start < (places[index - 1] ?? 1))) {
    return unreadable("a call comes first, then `-> results`, `because facts`, `! requirements`");
  }
  const part = (index: number) => {
    const start = starts[index] ?? -1;
    const end = places.find((other) => other > start);
    return start < 0 ? undefined : tokens.slice(start + 1, end).join(" ");
  };
  const [results, because, violations] = [part(0), part(1), part(2)];
  const expected = results === undefined ? [] : results.split("|").map(readResult);
  const stranger = expected.find((result) => typeof result === "string");
  if (stranger !== undefined) return unreadable(stranger);
  const words = wordsOfCall(tokens.slice(0, places[0]).join(" "));
  if (typeof words === "string") return unreadable(words);
  return {
    kind: "call",
    words,
    expected: expected.flat(),
    because: listed(because),
    violations: violations === undefined ? undefined : listed(violations.replace(/^nothing$/, "")),
  };
}

function listed(text = ""): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

const plainResults = ["0", "fault", "parent", "child", "SIGSEGV", "SIGBUS", "SIGILL"];

/** "-1 EAGAIN ENOMEM" is two results; a sentence says why it is none. */
function readResult(text: string): readonly Expectation[] | string {
  const [first = "", ...names] = text.trim().split(" ");
  if (first === "-1") {
    if (names.length === 0) return "no such result: after -1, which errno? `-1 ?` if no page names it";
    const stranger = names.find((name) => !/^(\?|E[A-Z0-9]+)$/.test(name));
    return stranger === undefined ? names.map((name) => `-1 ${name}`) : `no such result: -1 ${stranger}`;
  }
  if (names.length === 0 && plainResults.includes(first)) return [first];
  const said = [first, ...names].join(" ") || "nothing";
  return `no such result: ${said}${hint(said, plainResults) || `; wanted ${plainResults.join(", ")} or -1 and an errno`}`;
}

/** The words of "mlock m+100 2p" or "mlock(m + 100, 2p);"; a sentence says why there are none. */
function wordsOfCall(text: string): readonly string[] | string {
  const assigned = /^([a-z]\w*) ?= ?(?=\w+ ?\()/.exec(text);
  const made = assigned ? text.slice(assigned[0].length) : text;
  const name = /^(\w+) ?\(/.exec(made);
  if (name === null)
    return made
      .replaceAll(/ ?([|+*]) ?/g, "$1")
      .replaceAll(" - ", "-")
      .split(" ");
  const end = made.lastIndexOf(")");
  if (end < 0 || !/^ ?;?$/.test(made.slice(end + 1))) return "a closing parenthesis is missing at the end";
  const inside = made.slice(name[0].length, end).replaceAll(" ", "");
  return likeC(assigned?.[1], name[1] ?? "", inside === "" ? [] : inside.split(","));
}

/** mmap() has six arguments in C, and only its result says where the pages are. */
function likeC(
  place: string | undefined,
  name: string,
  given: readonly string[],
): readonly string[] | string {
  if (name !== "mmap" || given.length !== 6) {
    return place === undefined
      ? [name, ...given]
      : `only mmap() with all six arguments gives a place: ${place} = mmap(NULL, LENGTH, …)`;
  }
  const [address = "", length = "", protection = "", flags = "", descriptor = "", offset = ""] = given;
  const file = /^(-1|NOFD)$/.test(descriptor) ? [] : ["file", descriptor, "offset", offset];
  const attributes = ["protection", protection, "flags", flags, ...file];
  const isAnywhere = address === "NULL" || address === "0";
  if (isAnywhere && place !== undefined) return ["map", place, length, "bytes", ...attributes];
  if (isAnywhere) return "the pages have no name: m = mmap(NULL, …), or `map m 4`";
  return place === undefined
    ? ["mmap", address, length, ...attributes]
    : `only pages that mmap() may put anywhere get a name: ${place} = mmap(NULL, …)`;
}
