/** The calls of a transcript, from words to arguments: places, lengths and flags by name. */
import type { SimProfile } from "./outcomes";
import { readNumber } from "./transcript-lines";
import type { Call } from "./types";

export interface Place {
  readonly address: number;
  readonly pages: number;
}

export type Places = ReadonlyMap<string, Place>;

type Made = { readonly call: Call<number>; readonly places: Places } | { readonly problem: string };

/** Unmapped pages around every place. */
const gap = 16;

export function callOf(words: readonly string[], profile: SimProfile, places: Places): Made {
  const [name = "", ...rest] = words;
  if (name === "map") return mapOf(rest, profile, places);
  const reader = readers[name];
  const call = reader?.(rest, { profile, places, page: profile.pageSize.usual });
  return call === undefined ? { problem: "cannot be read" } : { call, places };
}

/** `map m 4 none lazy`: a new place; words change what is otherwise private anonymous memory to read and write. */
function mapOf([name, size, ...words]: readonly string[], profile: SimProfile, places: Places): Made {
  const pages = readNumber(size);
  if (name === undefined || pages === undefined) return { problem: "wanted a name and a number of pages" };
  const page = profile.pageSize.usual;
  const last = [...places.values()].at(-1);
  const address = last === undefined ? 256 * page : last.address + (last.pages + gap) * page;
  const attributes = attributesOf(words, profile);
  if (attributes === undefined) return { problem: "cannot be read" };
  const call: Call<number> = { name: "mmap", address, length: pages * page, ...attributes };
  return { call, places: new Map(places).set(name, { address, pages }) };
}

type Attributes = Pick<Extract<Call<number>, { name: "mmap" }>, "protection" | "flags" | "object">;

const objects = ["anonymous", "file", "typed", "shm-populated", "shm-lazy", "device"] as const;

function attributesOf(words: readonly string[], { constants }: SimProfile): Attributes | undefined {
  const value = (name: string) => constants[name] ?? 0;
  let protection = value("PROT_READ") | value("PROT_WRITE");
  let flags = value("MAP_PRIVATE") | value("MAP_ANON");
  let object: Attributes["object"];
  for (const word of words) {
    const kind = objects.find((candidate) => candidate === word);
    const constant = constants[word];
    if (kind !== undefined) object = kind;
    else if (word === "none") protection = value("PROT_NONE");
    else if (word === "unshared") flags &= ~value("MAP_PRIVATE");
    else if (constant !== undefined && word.startsWith("MAP_")) flags |= constant;
    else return undefined;
  }
  return { protection, flags, ...(object === undefined ? {} : { object }) };
}

interface Scope {
  readonly profile: SimProfile;
  readonly places: Places;
  readonly page: number;
}

type Reader = (words: readonly string[], scope: Scope) => Call<number> | undefined;

const readers: Readonly<Record<string, Reader>> = {
  remap: ([at, size, ...words], scope) => {
    const [address, length] = [addressOf(at, scope), lengthOf(size, scope)];
    const attributes = attributesOf(words, scope.profile);
    if (address === undefined || length === undefined || attributes === undefined) return undefined;
    return { name: "mmap", address, length, ...attributes };
  },
  munmap: rangeReader((address, length) => ({ name: "munmap", address, length })),
  mlock: rangeReader((address, length) => ({ name: "mlock", address, length })),
  munlock: rangeReader((address, length) => ({ name: "munlock", address, length })),
  touch: rangeReader((address, length) => ({ name: "touch", address, length, write: true })),
  mlock2: ([at, size, flags], scope) =>
    withFlags(flags, scope, (bits) => {
      const read = rangeReader((address, length) => ({ name: "mlock2", address, length, flags: bits }));
      return read([at ?? "", size ?? ""], scope);
    }),
  mprotect: ([at, size, flags], scope) =>
    withFlags(flags, scope, (bits) => {
      const read = rangeReader((address, length) => ({
        name: "mprotect",
        address,
        length,
        protection: bits,
      }));
      return read([at ?? "", size ?? ""], scope);
    }),
  mlockall: ([flags], scope) => withFlags(flags, scope, (bits) => ({ name: "mlockall", flags: bits })),
  munlockall: () => ({ name: "munlockall" }),
  setrlimit: ([soft, hard]) => ({ name: "setrlimit", soft: readNumber(soft), hard: readNumber(hard) }),
  ThreadCtl: ([command], scope) =>
    withFlags(command, scope, (bits) => ({ name: "ThreadCtl", command: bits })),
  InterruptAttach: ([handler]) => ({ name: "InterruptAttach", hasHandler: handler !== "NULL" }),
  InterruptDisable: () => ({ name: "InterruptDisable" }),
  InterruptEnable: () => ({ name: "InterruptEnable" }),
  InterruptLock: () => ({ name: "InterruptLock" }),
  InterruptUnlock: () => ({ name: "InterruptUnlock" }),
  procmgr_ability: ([grants]) => ({ name: "procmgr_ability", grants: grants === "allow" }),
  priv_set: ([grants]) => ({ name: "priv_set", grants: grants === "on" }),
  fork: () => ({ name: "fork" }),
  exec: () => ({ name: "exec" }),
};

function rangeReader(make: (address: number, length: number) => Call<number>): Reader {
  return ([at, size, ...more], scope) => {
    const [address, length] = [addressOf(at, scope), lengthOf(size, scope)];
    return address === undefined || length === undefined || more.length > 0
      ? undefined
      : make(address, length);
  };
}

/** "m", "m+100", "m-1p+5", "0". */
function addressOf(text: string | undefined, scope: Scope): number | undefined {
  const match = /^([a-z]\w*)((?:[+-]\w+)*)$/.exec(text ?? "");
  if (!match) return readNumber(text);
  const place = scope.places.get(match[1] ?? "");
  return place && sumOf(match[2] ?? "", scope.page, place.address);
}

/** "4096", "2p", "2p+1", "-1"; SIZE_MAX is -1. */
function lengthOf(text: string | undefined, { page }: Scope): number | undefined {
  return text === undefined ? undefined : sumOf(text.replace("SIZE_MAX", "-1"), page, 0);
}

function sumOf(text: string, page: number, from: number): number | undefined {
  let sum = from;
  for (const term of text.match(/[+-]?[^+-]+/g) ?? []) {
    const pages = /^([+-]?\d+)p$/.exec(term);
    const amount = pages ? Number(pages[1]) * page : readNumber(term.replace(/^\+/, ""));
    if (amount === undefined) return undefined;
    sum += amount;
  }
  return sum;
}

/** "MCL_CURRENT|MCL_FUTURE" or a number; "?" is not known. */
function withFlags(
  text: string | undefined,
  { profile }: Scope,
  make: (flags: number | undefined) => Call<number> | undefined,
): Call<number> | undefined {
  if (text === "?") return make(undefined);
  let flags = 0;
  for (const name of (text ?? "").split("|")) {
    const value = profile.constants[name] ?? readNumber(name);
    if (value === undefined) return undefined;
    flags |= value;
  }
  return make(flags);
}
