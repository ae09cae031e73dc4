/** The calls of a transcript, from words to arguments, and what they do to the places that it names. */

import { hint } from "../../text/near";
import type { Call, CallName, Range, World } from "../types";
import { memory, ordinary, replaceIn } from "../world";
import { attributesOf, usualAttributes } from "./attributes";
import { type Place, type Places, placesNear, withPlace } from "./places";
import type { Entry } from "./settings";
import { readSize } from "./sizes";
import { heapStart, type Scope, stackEnd, type Words, wordsOf } from "./words";

/** What a line asks for: a call (with the places that there are if it succeeds), or only a name. */
export type Made =
  | { readonly kind: "call"; readonly call: Call<number>; readonly places: Places }
  | { readonly kind: "named"; readonly places: Places; readonly world: World }
  | {
      readonly kind: "unreadable";
      readonly why: string;
      /** Does it only lack what a line before it would have named? */
      readonly follows: boolean;
      /** With the name that it would have given. */
      readonly places: Places;
    };

export function callOf(given: readonly string[], scope: Scope): Made {
  const [name = "", ...rest] = given;
  const words = wordsOf(rest, scope);
  const entry = entryOf(name);
  if (entry === undefined) {
    const near = hint(name, callNames);
    return { kind: "unreadable", why: `no call ${name}${near}`, follows: false, places: scope.places };
  }
  const made = entry.read(words);
  const [complaint] = words.complaints();
  if (complaint === undefined) {
    return "world" in made
      ? { kind: "named", places: scope.places, ...made }
      : { kind: "call", places: scope.places, ...made };
  }
  const { why, follows = false } = complaint;
  const usage = /^wanted|too much$/.test(why) ? ` (${entry.spelling})` : "";
  return { kind: "unreadable", why: why + usage, follows, places: missing(name, rest, scope) };
}

/** What follows is told that the name is not there, rather than that nobody knows it. */
function missing(call: string, words: readonly string[], { places, profile }: Scope): Places {
  const at = ["map", "place", "special"].includes(call) ? 0 : words.indexOf("as") + 1 || words.length;
  const name = words[at];
  if (name === undefined || !isName(name) || places.get(name) !== undefined) return places;
  const place: Place = { address: places.next, pages: 0, isMissing: true };
  return withPlace(places, name, place, profile.pageSize.usual);
}

/** A call, or a world in which something has another name or is there from the start. */
type Answer = { readonly places?: Places } & ({ readonly call: Call<number> } | { readonly world: World });

interface CallEntry extends Entry {
  readonly read: (words: Words) => Answer;
}

function entryOf(name: string): CallEntry | undefined {
  if (isOwn(named, name)) return named[name];
  return isOwn(calls, name) ? calls[name] : undefined;
}

function isOwn<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

const named = {
  map: {
    spelling: "map NAME PAGES [at ADDRESS] [ATTRIBUTES]",
    means: "mmap() of so many pages with nothing around them, and a name for them",
    read: (words) => {
      const { place, places } = newPlace(words);
      const length = place.pages * words.page;
      return {
        call: { name: "mmap", address: place.address, length, ...attributesOf(words) },
        places,
      };
    },
  },
  place: {
    spelling: "place NAME PAGES [at ADDRESS]",
    means: "a name for pages at which nothing is mapped; no call",
    read: (words) => ({ places: newPlace(words).places, world: words.scope.world }),
  },
  file: {
    spelling: "file NAME PAGES [bytes]",
    means: "a file, or another object that can be mapped, of so many pages (or bytes); no call",
    read: (words) => {
      const name = nameOf(words);
      const size = words.size() ?? 0;
      const { world } = words.scope;
      const objects = new Map(world.objects).set(name, words.skip("bytes") ? size : size * words.page);
      return { world: { ...world, objects } };
    },
  },
  heap: {
    spelling: "heap PAGES",
    means: "the heap that the process starts with; `heap` is a place; no call",
    read: (words) => {
      const heap = { start: heapStart, end: heapStart + pagesOf(words) * words.page };
      return { world: { ...present(words, "heap", heap), heap } };
    },
  },
  stack: {
    spelling: "stack PAGES",
    means: "the stack that the process starts with; `stack` is a place; no call",
    read: (words) => {
      const start = stackEnd - pagesOf(words) * words.page;
      return { world: present(words, "stack", { start, end: stackEnd }) };
    },
  },
  special: {
    spelling: "special NAME PAGES",
    means: "pages of the system itself, such as [vdso]; no call",
    read: (words) => {
      const { place, places } = newPlace(words);
      const end = place.address + place.pages * words.page;
      return { places, world: present(words, "special", { start: place.address, end }) };
    },
  },
  mremap: {
    spelling: "mremap ADDRESS LENGTH LENGTH [FLAGS] [as NAME | to ADDRESS]",
    means: "`as`: the kernel moves it to a new place; `to`: MREMAP_FIXED; else it stays where it is",
    read: (words) => {
      const range = rangeOf(words);
      const newLength = words.length();
      const next = words.peek();
      const flags = next === undefined || next === "as" || next === "to" ? 0 : words.flags();
      const call = { name: "mremap" as const, ...range, newLength, flags };
      const pages = typeof newLength === "number" ? Math.ceil(newLength / words.page) : 0;
      const moved = movedTo(words, pages);
      return moved === undefined
        ? { call, places: grown(words, range.address, pages) }
        : { call: { ...call, newAddress: moved.address }, places: moved.places };
    },
  },
  pthread_create: {
    spelling: "pthread_create BYTES [as NAME | to ADDRESS]",
    means: "a thread with a stack of that size, which `as` makes a place",
    read: (words) => {
      const stack = words.size();
      const moved = movedTo(words, Math.ceil((stack ?? 0) / words.page));
      const call = { name: "pthread_create" as const, stack };
      return moved === undefined
        ? { call }
        : { call: { ...call, address: moved.address }, places: moved.places };
    },
  },
} satisfies Record<string, CallEntry>;

function present(words: Words, backing: "heap" | "stack" | "special", range: Range): World {
  const { protection } = usualAttributes(words.scope.profile, false);
  const mapping = {
    ...ordinary,
    ...range,
    backing,
    protection,
    shared: false,
    residency: "resident" as const,
  };
  return replaceIn(words.scope.world, { region: memory, ...range }, [mapping]);
}

function entry(spelling: string, means: string, read: (words: Words) => Call<number>): CallEntry {
  return { spelling, means, read: (words) => ({ call: read(words) }) };
}

const range = "ADDRESS LENGTH";

/** The calls that name nothing. */
const calls: Readonly<Record<Exclude<CallName, keyof typeof named>, CallEntry>> = {
  mmap: entry(`mmap ${range} [ATTRIBUTES]`, "mmap() at an address (`?`: nobody knows where)", (words) => {
    const address = words.skip("?") ? {} : { address: words.address() };
    return { name: "mmap", ...address, length: words.length(), ...attributesOf(words) };
  }),
  munmap: entry(`munmap ${range}`, "unmaps", (words) => ({ name: "munmap", ...rangeOf(words) })),
  mlock: entry(`mlock ${range}`, "locks", (words) => ({ name: "mlock", ...rangeOf(words) })),
  munlock: entry(`munlock ${range}`, "unlocks", (words) => ({ name: "munlock", ...rangeOf(words) })),
  mlock2: entry(
    `mlock2 ${range} FLAGS`,
    "Linux: locks, with MLOCK_ONFAULT as pages are touched",
    (words) => ({
      name: "mlock2",
      ...rangeOf(words),
      flags: words.flags(),
    }),
  ),
  mprotect: entry(`mprotect ${range} FLAGS`, "changes the protection", (words) => ({
    name: "mprotect",
    ...rangeOf(words),
    protection: words.flags(),
  })),
  madvise: entry(`madvise ${range} FLAGS`, "advice: MADV_DONTNEED and others", (words) => ({
    name: "madvise",
    ...rangeOf(words),
    advice: words.flags(),
  })),
  msync: entry(`msync ${range} FLAGS`, "writes back, with MS_INVALIDATE drops", (words) => ({
    name: "msync",
    ...rangeOf(words),
    flags: words.flags(),
  })),
  touch: entry(`touch ${range} [read | write]`, "the program stores there, with `read` it loads", (words) => {
    const touched = rangeOf(words);
    const isRead = words.skip("read");
    if (!isRead) words.skip("write");
    return { name: "touch", ...touched, write: !isRead };
  }),
  brk: entry("brk BYTES", "the heap grows, or shrinks by a negative number", (words) => ({
    name: "brk",
    increment: words.size(),
  })),
  growStack: entry("growStack BYTES", "a touch below the stack makes it grow", (words) => ({
    name: "growStack",
    increment: words.size(),
  })),
  ftruncate: entry("ftruncate NAME BYTES", "the file gets that size", (words) => {
    const id = nameOf(words);
    const known = words.scope.world.objects;
    if (!known.has(id)) words.complain(`there is no file ${id}${hint(id, known.keys())}`);
    return { name: "ftruncate", id, size: words.size() };
  }),
  shm_ctl: entry("shm_ctl FLAGS LENGTH", "QNX: gives a shared object memory", (words) => ({
    name: "shm_ctl",
    flags: words.flags(),
    length: words.length(),
  })),
  shmctl: entry("shmctl lock | unlock LENGTH", "SHM_LOCK or SHM_UNLOCK of a System V segment", (words) => ({
    name: "shmctl",
    operation: words.choice(["lock", "unlock"]),
    length: words.length(),
  })),
  mlockall: entry("mlockall FLAGS", "locks all: MCL_CURRENT, MCL_FUTURE", (words) => ({
    name: "mlockall",
    flags: words.flags(),
  })),
  munlockall: bare("munlockall", "unlocks all"),
  plock: entry("plock process | text | data | unlock", "System V's way to lock a process", (words) => ({
    name: "plock",
    operation: words.choice(["process", "text", "data", "unlock"]),
  })),
  memcntl: entry(
    `memcntl ${range} FLAGS FLAGS FLAGS`,
    "illumos: command (MC_LOCK, …), argument, attributes",
    (words) => ({
      name: "memcntl",
      ...rangeOf(words),
      command: words.flags(),
      argument: words.flags(),
      attributes: words.flags(),
    }),
  ),
  setrlimit: entry("setrlimit BYTES BYTES", "RLIMIT_MEMLOCK: soft and hard limit, or `none`", (words) => ({
    name: "setrlimit",
    soft: words.size(),
    hard: words.size(),
  })),
  procmgr_ability: entry(
    "procmgr_ability allow | deny",
    "QNX: acquires or gives up the ability to lock",
    (words) => ({
      name: "procmgr_ability",
      grants: isFirst(words, "allow", "deny"),
    }),
  ),
  priv_set: entry("priv_set on | off", "illumos: acquires or gives up the privilege to lock", (words) => ({
    name: "priv_set",
    grants: isFirst(words, "on", "off"),
  })),
  ThreadCtl: entry("ThreadCtl FLAGS", "QNX: a command, such as _NTO_TCTL_IO", (words) => ({
    name: "ThreadCtl",
    command: words.flags(),
  })),
  InterruptAttach: entry("InterruptAttach handler | NULL", "QNX: attaches an interrupt handler", (words) => ({
    name: "InterruptAttach",
    hasHandler: isFirst(words, "handler", "NULL"),
  })),
  setuid: bare("setuid", "gives up root"),
  capset: bare("capset", "Linux: gives up CAP_IPC_LOCK"),
  fork: bare("fork", "goes on as the parent; as the child after `-> child | parent`"),
  vfork: bare("vfork", "the child runs in its parent's memory"),
  exec: bare("exec", "another program"),
  exit: bare("exit", "the process ends"),
  InterruptDisable: bare("InterruptDisable", "QNX: no interrupts from here on"),
  InterruptEnable: bare("InterruptEnable", "QNX: the end of that"),
  InterruptLock: bare("InterruptLock", "QNX: no interrupts, and a spinlock held"),
  InterruptUnlock: bare("InterruptUnlock", "QNX: the end of that"),
};

function bare(
  name: Extract<Call<number>, { name: "munlockall" }>["name"] | BareName,
  means: string,
): CallEntry {
  return entry(name, means, () => ({ name }));
}

type BareName =
  | "setuid"
  | "capset"
  | "fork"
  | "vfork"
  | "exec"
  | "exit"
  | `Interrupt${"Disable" | "Enable" | "Lock" | "Unlock"}`;

const callNames = [...Object.keys(named), ...Object.keys(calls)];

/** For people: every call, and every line that names something. */
export const callEntries: readonly Entry[] = [...Object.values(named), ...Object.values(calls)];

function rangeOf(words: Words) {
  return { address: words.address(), length: words.length() };
}

function isFirst(words: Words, yes: string, no: string): boolean | undefined {
  const word = words.choice([yes, no]);
  return word === undefined ? undefined : word === yes;
}

const isName = (word: string) => /^[a-z]\w*$/.test(word);

function nameOf(words: Words): string {
  const name = words.next() ?? "";
  if (!isName(name))
    words.complain(`wanted a name that begins with a small letter${name && `, not ${name}`}`);
  return name;
}

/** `m 4`, `m 4p` or `m 4 at 0x7000`. */
function newPlace(words: Words): { readonly place: Place; readonly places: Places } {
  const name = nameOf(words);
  const pages = pagesOf(words);
  const address = words.skip("at") ? words.address() : words.scope.places.next;
  const place = { address, pages };
  return { place, places: withPlace(words.scope.places, name, place, words.page) };
}

/** "4", "4p", or "16384 bytes". */
function pagesOf(words: Words): number {
  const word = words.next() ?? "";
  const inBytes = words.skip("bytes") || word.endsWith("p");
  const size = inBytes
    ? readSize(word, words.page)
    : /^\d+$/.test(word)
      ? Number(word) * words.page
      : undefined;
  const pages = size === undefined ? -1 : Math.ceil(size / words.page);
  if (Number.isSafeInteger(pages) && pages >= 0) return pages;
  words.complain(`wanted a number of pages${word && `, not ${word}`}`);
  return 0;
}

/** `to ADDRESS`, or `as NAME`: a new place of so many pages. */
function movedTo(
  words: Words,
  pages: number,
): { readonly address: number; readonly places: Places } | undefined {
  const { places } = words.scope;
  if (words.skip("to")) return { address: words.address(), places };
  if (!words.skip("as")) return undefined;
  const address = places.next;
  return { address, places: withPlace(places, nameOf(words), { address, pages }, words.page) };
}

/** The places, of which one grows where it is. */
function grown({ scope, page }: Words, address: number, pages: number): Places {
  let { places } = scope;
  for (const name of placesNear(places, { start: address, end: address + 1 }, page)) {
    const place = places.get(name);
    if (place?.address === address && pages > place.pages) {
      places = withPlace(places, name, { address, pages }, page);
    }
  }
  return places;
}
