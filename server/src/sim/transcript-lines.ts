/**
 * The lines of a transcript, which reads like a terminal's log:
 *
 *     given linux, page 4096, privileges none, limit 64k     a new process on that platform; defaults may be left out
 *     test: a hole               a new process as given
 *     map m 6                    a place of six pages with nothing around it
 *     file f 3                   an object of three pages
 *     map n 4 MAP_SHARED file f offset 1p
 *     mmap m+1p 2p PROT_NONE flags MAP_PRIVATE|MAP_ANON|MAP_FIXED
 *     mlock m+100 2p -> 0        sizes: bytes, `2p` pages, `64k`, `2p+1`, SIZE_MAX; `?` is not known
 *     mlock m 6p -> -1 ENOMEM because mlock.mapped ! mlock.mapped hole
 *     locked m {0,2-5}           also: mapped, onfault, resident, cow (the first write faults), absent
 *     VmLck 8k                   also: VmSize, VmShm, limit, hard, future, plocked, superlocked, privileged
 *     set limit 4095             any setting of `given` but platform and page
 *
 * Settings: `page` (bytes), `limit` and `hard` (bytes or `none`), `privileges` (`none`; `lock`: may lock, not raise its
 * hard limit; `all`; `unknown`), `context`, `interrupts`, `memory`. `heap 2` and `stack 2` make pages that a process
 * has from its start, and places by these names; `place m 16` names pages without mapping them.
 *
 * Results: `0`, `-1 EPERM ENOMEM` (either), `-1 ?` (no page names the errno), a signal, `fault` (no page names the
 * signal), `parent` and `child`; several stand between `|`, and the process goes on with the first. A call without
 * `->` only asks. `because`: facts that the result rests on. `!`: the requirements that are broken, all of them,
 * `fact?` those that may be; `! nothing`. Without it nobody looks, except that a call which can only return 0 breaks
 * none.
 */
import { readAmount } from "./transcript-words";
import type { Tristate, World } from "./types";

/** "0", "-1 ENOMEM", "-1 ?", "SIGBUS", "fault", "parent" or "child". */
export type Expectation = string;
export type PageWord = "mapped" | "locked" | "onfault" | "resident" | "cow" | "absent";
export type WorldWord = (typeof worldWords)[number];

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
  | { readonly kind: "unreadable"; readonly why: string };

/** undefined: an empty line or a comment. */
export function parseLine(line: string): Statement | undefined {
  const text = line.replace(/(^|\s)#.*/, "").trim();
  if (text === "") return undefined;
  const test = /^test:\s*(.*)$/.exec(text);
  if (test) return { kind: "test", name: test[1] ?? "" };
  const [word = "", ...rest] = text.split(/\s+/);
  if (word === "given") return parseGiven(text.slice(word.length));
  if (word === "set") return parseSet(text.slice(word.length));
  if (isPageWord(word)) return parsePages(word, rest);
  if (isWorldWord(word)) return parseWorld(word, rest);
  return parseCall(text);
}

const unreadable = (why: string): Statement => ({ kind: "unreadable", why });

const pageWords: readonly PageWord[] = ["mapped", "locked", "onfault", "resident", "cow", "absent"];
const worldWords = [
  "VmLck",
  "VmSize",
  "VmShm",
  "limit",
  "hard",
  "future",
  "plocked",
  "superlocked",
  "privileged",
] as const;
const isPageWord = (word: string): word is PageWord => pageWords.some((known) => known === word);
const isWorldWord = (word: string): word is WorldWord => worldWords.some((known) => known === word);

function parseGiven(text: string): Statement {
  const [platform = "", ...settings] = text.split(",").map((part) => part.trim());
  if (!/^[a-z][\w.-]*$/.test(platform)) return unreadable("wanted a platform");
  let page: number | undefined;
  const others: string[] = [];
  for (const setting of settings) {
    const size = /^page\s+(\S+)$/.exec(setting);
    if (size === null) others.push(setting);
    else page = readAmount(size[1] ?? "");
    if (size !== null && !isPageSize(page)) return unreadable("page wants a power of two");
  }
  const world = readSettings(others);
  return typeof world === "string" ? unreadable(world) : { kind: "given", platform, page, world };
}

const isPageSize = (bytes: number | undefined) => bytes !== undefined && /^10+$/.test(bytes.toString(2));

function parseSet(text: string): Statement {
  const world = readSettings(text.split(",").map((part) => part.trim()));
  return typeof world === "string" ? unreadable(world) : { kind: "set", world };
}

/** What the settings change, or why they cannot be read. */
function readSettings(settings: readonly string[]): Partial<World> | string {
  let world: Partial<World> = {};
  for (const setting of settings) {
    const [name = "", value = "", ...more] = setting.split(/\s+/);
    const read = readers.get(name);
    if (read === undefined) return `no setting ${JSON.stringify(name)}: ${[...readers.keys()].join(", ")}`;
    const change = more.length === 0 ? read(value) : undefined;
    if (change === undefined) return `${name} cannot be ${[value, ...more].join(" ") || "nothing"}`;
    world = { ...world, ...change };
  }
  return world;
}

type SettingReader = (value: string) => Partial<World> | undefined;

const readers: ReadonlyMap<string, SettingReader> = new Map<string, SettingReader>([
  ["limit", (value) => defined(readLimit(value), (limit) => ({ limit }))],
  ["hard", (value) => defined(readLimit(value), (hardLimit) => ({ hardLimit }))],
  [
    "privileges",
    (value) =>
      defined(privileges.get(value), ([privileged, mayRaiseLimit]) => ({ privileged, mayRaiseLimit })),
  ],
  ["context", (value) => defined(oneOf(value, ["thread", "isr"]), (context) => ({ context }))],
  [
    "interrupts",
    (value) => defined(oneOf(value, ["enabled", "disabled", "unknown"]), (interrupts) => ({ interrupts })),
  ],
  ["memory", (value) => defined(oneOf(value, ["ample", "unknown"]), (memory) => ({ memory }))],
]);

/** The lock privilege, and whether the hard limit may be raised. */
const privileges: ReadonlyMap<string, readonly [Tristate, Tristate]> = new Map([
  ["none", [false, false]],
  ["lock", [true, false]],
  ["all", [true, true]],
  ["unknown", ["unknown", "unknown"]],
] as const);

function defined<Value>(value: Value | undefined, make: (value: Value) => Partial<World>) {
  return value === undefined ? undefined : make(value);
}

function oneOf<const Word extends string>(value: string, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === value);
}

/** Bytes, or `none`. */
export function readLimit(text: string): number | undefined {
  return text === "none" ? Number.POSITIVE_INFINITY : readAmount(text);
}

function parsePages(what: PageWord, [place, list, ...more]: readonly string[]): Statement {
  const pages = list === undefined || more.length > 0 ? undefined : normalPages(list);
  return place === undefined || pages === undefined
    ? unreadable("wanted a place and {pages}")
    : { kind: "pages", what, place, pages };
}

/** "{0,1,2,5}" as "{0-2,5}"; undefined if it is no list of pages. */
function normalPages(text: string): string | undefined {
  if (!/^\{(\d+(-\d+)?(,\d+(-\d+)?)*)?\}$/.test(text)) return undefined;
  const runs = [...text.matchAll(/(\d+)(?:-(\d+))?/g)].map(([, first, last = first]) => ({
    first: Number(first),
    last: Number(last),
  }));
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

const callPattern = /^(.*?)(?:\s+->\s+(.*?))?(?:\s+because\s+(.*?))?(?:\s+!\s+(.*))?$/;

function parseCall(text: string): Statement {
  const [, made = "", results, because, violations] = callPattern.exec(text) ?? [];
  const expected = results === undefined ? [] : results.split("|").flatMap(readResult);
  if (expected.includes("") || /->|!|\bbecause\b/.test(made)) return unreadable("no such result");
  return {
    kind: "call",
    words: made.split(/\s+/),
    expected,
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

/** "-1 EAGAIN ENOMEM" is two results; "" is none that anybody knows. */
function readResult(text: string): readonly Expectation[] {
  const [first = "", ...names] = text.trim().split(/\s+/);
  if (first === "-1" && names.length > 0) {
    return names.map((name) => (/^(\?|E[A-Z]+)$/.test(name) ? `-1 ${name}` : ""));
  }
  return names.length === 0 && /^(0|fault|parent|child|SIG[A-Z]+)$/.test(first) ? [first] : [""];
}
