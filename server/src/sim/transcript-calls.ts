/** The calls of a transcript, from words to arguments, and what they do to the places that it names. */
import type { SimProfile } from "./outcomes";
import { type Place, type Places, type Scope, type Words, wordsOf } from "./transcript-words";
import type { Call, CallName, Range, World } from "./types";
import { memory, ordinary, replaceIn } from "./world";

/** What a line asks for: a call (with the places that there are if it succeeds), or only a name. */
export type Made =
  | { readonly kind: "call"; readonly call: Call<number>; readonly places: Places }
  | { readonly kind: "named"; readonly places: Places; readonly world: World }
  | { readonly kind: "unreadable"; readonly why: string };

/** Pages that are unmapped around every place. */
const gap = 16;

export function callOf(given: readonly string[], scope: Scope): Made {
  const [name = "", ...rest] = given;
  const words = wordsOf(rest, scope);
  const made = read(name, words);
  if (made === undefined) return { kind: "unreadable", why: `no call ${name}` };
  const [complaint] = words.complaints();
  if (complaint !== undefined) return { kind: "unreadable", why: complaint };
  return "world" in made
    ? { kind: "named", places: scope.places, ...made }
    : { kind: "call", places: scope.places, ...made };
}

/** A call, or a world in which something has another name or is there from the start. */
type Answer = { readonly places?: Places } & ({ readonly call: Call<number> } | { readonly world: World });

function read(name: string, words: Words): Answer | undefined {
  if (isOwn(named, name)) return named[name](words);
  return isOwn(calls, name) ? { call: calls[name](words) } : undefined;
}

function isOwn<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

const named = {
  /** `place m 16`: a name for sixteen pages in which nothing is mapped. */
  place: (words: Words) => ({ places: newPlace(words).places, world: words.scope.world }),
  /** `file f 3`: an object of three pages, or of so many bytes: `file f 100 bytes`. */
  file: (words: Words) => {
    const name = nameOf(words);
    const size = words.size() ?? 0;
    const { world } = words.scope;
    const objects = new Map(world.objects).set(name, words.skip("bytes") ? size : size * words.page);
    return { world: { ...world, objects } };
  },
  /** `heap 2`, `stack 2`, `special v 1`: pages that a process has from its start. */
  heap: (words: Words) => {
    const start = heapAt * words.page;
    const heap = { start, end: start + pagesOf(words) * words.page };
    return { world: { ...present(words, "heap", heap), heap } };
  },
  stack: (words: Words) => {
    const end = stackEnd * words.page;
    return { world: present(words, "stack", { start: end - pagesOf(words) * words.page, end }) };
  },
  special: (words: Words) => {
    const { place, places } = newPlace(words);
    const end = place.address + place.pages * words.page;
    return { places, world: present(words, "special", { start: place.address, end }) };
  },
  /** `map m 4 PROT_NONE`: mmap() at a place of its own. */
  map: (words: Words) => {
    const { place, places } = newPlace(words);
    const length = place.pages * words.page;
    const call: Call<number> = {
      name: "mmap",
      address: place.address,
      length,
      ...attributesOf(words),
    };
    return { call, places };
  },
  /** `mremap m 2p 4p MREMAP_MAYMOVE as n`: the kernel moves it to a new place; or `to n+1p`. */
  mremap: (words: Words) => {
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
  /** `pthread_create 16p as t`: a thread whose stack is a new place. */
  pthread_create: (words: Words) => {
    const stack = words.size();
    const moved = movedTo(words, Math.ceil((stack ?? 0) / words.page));
    const call = { name: "pthread_create" as const, stack };
    return moved === undefined
      ? { call }
      : { call: { ...call, address: moved.address }, places: moved.places };
  },
} satisfies Record<string, (words: Words) => Answer>;

/** Pages from address 0; far from all places. */
const heapAt = 1 << 20;
const stackEnd = 1 << 24;

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

const bare =
  <const Name extends CallName>(name: Name) =>
  () => ({ name });

/** The calls that name nothing. */
const calls: {
  readonly [Name in Exclude<CallName, keyof typeof named>]: (words: Words) => Call<number>;
} = {
  mmap: (words) => {
    const address = words.skip("?") ? {} : { address: words.address() };
    return { name: "mmap", ...address, length: words.length(), ...attributesOf(words) };
  },
  munmap: (words) => ({ name: "munmap", ...rangeOf(words) }),
  mlock: (words) => ({ name: "mlock", ...rangeOf(words) }),
  munlock: (words) => ({ name: "munlock", ...rangeOf(words) }),
  mlock2: (words) => ({ name: "mlock2", ...rangeOf(words), flags: words.flags() }),
  mprotect: (words) => ({ name: "mprotect", ...rangeOf(words), protection: words.flags() }),
  madvise: (words) => ({ name: "madvise", ...rangeOf(words), advice: words.flags() }),
  msync: (words) => ({ name: "msync", ...rangeOf(words), flags: words.flags() }),
  touch: (words) => {
    const range = rangeOf(words);
    const isRead = words.skip("read");
    if (!isRead) words.skip("write");
    return { name: "touch", ...range, write: !isRead };
  },
  brk: (words) => ({ name: "brk", increment: words.size() }),
  growStack: (words) => ({ name: "growStack", increment: words.size() }),
  ftruncate: (words) => ({ name: "ftruncate", id: nameOf(words), size: words.size() }),
  shm_ctl: (words) => ({ name: "shm_ctl", flags: words.flags(), length: words.length() }),
  shmctl: (words) => ({
    name: "shmctl",
    operation: words.choice(["lock", "unlock"]),
    length: words.length(),
  }),
  mlockall: (words) => ({ name: "mlockall", flags: words.flags() }),
  munlockall: bare("munlockall"),
  plock: (words) => ({ name: "plock", operation: words.choice(["process", "text", "data", "unlock"]) }),
  memcntl: (words) => ({
    name: "memcntl",
    ...rangeOf(words),
    command: words.flags(),
    argument: words.flags(),
    attributes: words.flags(),
  }),
  setrlimit: (words) => ({ name: "setrlimit", soft: words.size(), hard: words.size() }),
  procmgr_ability: (words) => ({ name: "procmgr_ability", grants: isFirst(words, "allow", "deny") }),
  priv_set: (words) => ({ name: "priv_set", grants: isFirst(words, "on", "off") }),
  ThreadCtl: (words) => ({ name: "ThreadCtl", command: words.flags() }),
  InterruptAttach: (words) => ({ name: "InterruptAttach", hasHandler: isFirst(words, "handler", "NULL") }),
  setuid: bare("setuid"),
  capset: bare("capset"),
  fork: bare("fork"),
  vfork: bare("vfork"),
  exec: bare("exec"),
  exit: bare("exit"),
  InterruptDisable: bare("InterruptDisable"),
  InterruptEnable: bare("InterruptEnable"),
  InterruptLock: bare("InterruptLock"),
  InterruptUnlock: bare("InterruptUnlock"),
};

function rangeOf(words: Words) {
  return { address: words.address(), length: words.length() };
}

function isFirst(words: Words, yes: string, no: string): boolean | undefined {
  const word = words.choice([yes, no]);
  return word === undefined ? undefined : word === yes;
}

function nameOf(words: Words): string {
  const name = words.next() ?? "";
  if (!/^[a-z]\w*$/.test(name)) words.complain("wanted a name");
  return name;
}

/** `m 4` or `m 4 at 0x7000`. */
function newPlace(words: Words): { readonly place: Place; readonly places: Places } {
  const name = nameOf(words);
  const pages = pagesOf(words);
  const address = words.skip("at") ? words.address() : freeAddress(words);
  const place = { address, pages };
  return { place, places: new Map(words.scope.places).set(name, place) };
}

function pagesOf(words: Words): number {
  const pages = Number(words.next());
  if (!Number.isSafeInteger(pages) || pages < 0) words.complain("wanted a number of pages");
  return pages;
}

function freeAddress({ scope, page }: Words): number {
  const last = [...scope.places.values()].at(-1);
  return last === undefined ? 256 * page : last.address + (last.pages + gap) * page;
}

/** `to ADDRESS`, or `as NAME`: a new place of so many pages. */
function movedTo(
  words: Words,
  pages: number,
): { readonly address: number; readonly places: Places } | undefined {
  if (words.skip("to")) return { address: words.address(), places: words.scope.places };
  if (!words.skip("as")) return undefined;
  const address = freeAddress(words);
  return { address, places: new Map(words.scope.places).set(nameOf(words), { address, pages }) };
}

/** The places, of which one grows where it is. */
function grown({ scope }: Words, address: number, pages: number): Places {
  const places = new Map(scope.places);
  for (const [name, place] of places) {
    if (place.address === address && pages > place.pages) places.set(name, { address, pages });
  }
  return places;
}

type Attributes = Pick<Extract<Call<number>, { name: "mmap" }>, "protection" | "flags" | "object" | "file">;

const objects = ["anonymous", "typed", "shm-populated", "shm-lazy", "device", "secret", "unknown"] as const;

/** Words after what is otherwise memory to read and write: private and anonymous, or a shared object. */
function attributesOf(words: Words): Attributes {
  let { protection, flags } = usualAttributes(words.scope.profile, false);
  let backed: Pick<Attributes, "object" | "file"> = {};
  let added: readonly string[] = [];
  let exact: { readonly flags: number | undefined } | undefined;
  for (let word = words.peek(); word !== undefined; word = words.peek()) {
    const object = objects.find((candidate) => candidate === word);
    if (word.startsWith("PROT_")) protection = words.flags();
    else if (word.startsWith("MAP_")) added = [...added, ...(words.next() ?? "").split("|")];
    else if (words.skip("protection")) protection = words.flags();
    else if (words.skip("flags")) exact = { flags: words.flags() };
    else if (words.skip("file")) backed = { ...backed, ...fileOf(words) };
    else if (object !== undefined && words.skip(word)) backed = { ...backed, object };
    else break;
  }
  if (backed.file !== undefined && backed.object === undefined) backed = { ...backed, object: "file" };
  const isObject = backed.object !== undefined && backed.object !== "anonymous";
  ({ flags } = usualAttributes(words.scope.profile, isObject));
  return { protection, flags: exact ? exact.flags : withFlags(words, flags, added), ...backed };
}

/** `file f offset 1p`; without a name it is a file of which nothing is known. */
function fileOf(words: Words): Pick<Attributes, "object" | "file"> {
  const next = words.peek();
  const isName = next !== undefined && words.scope.world.objects.has(next);
  if (!isName) return { object: "file" };
  const id = words.next() ?? "";
  return { file: { id, offset: words.skip("offset") ? (words.size() ?? 0) : 0 } };
}

/** What mmap() is told where a transcript says nothing else. */
export function usualAttributes(
  { constants }: SimProfile,
  isObject: boolean,
): { readonly protection: number | undefined; readonly flags: number | undefined } {
  const value = (name: string) => constants[name] ?? 0;
  const anonymous = constants.MAP_ANON ?? constants.MAP_ANONYMOUS ?? 0;
  return {
    protection: value("PROT_READ") | value("PROT_WRITE"),
    flags: isObject ? value("MAP_SHARED") : value("MAP_PRIVATE") | anonymous,
  };
}

/** MAP_SHARED and MAP_PRIVATE replace each other; all else is added. */
function withFlags(words: Words, usual: number | undefined, names: readonly string[]): number {
  const { constants } = words.scope.profile;
  let flags = usual ?? 0;
  for (const name of names) {
    const value = constants[name];
    if (value === undefined) words.complain(`no ${name} here`);
    if (name === "MAP_SHARED" || name === "MAP_PRIVATE") {
      flags &= ~((constants.MAP_SHARED ?? 0) | (constants.MAP_PRIVATE ?? 0));
    }
    flags |= value ?? 0;
  }
  return flags;
}
