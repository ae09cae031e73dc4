/** The words of a transcript's calls, read one after the other: addresses, sizes, flags by name. */

import { hint } from "../../text/near";
import { noMappings, within } from "../mappings";
import type { SimProfile } from "../outcomes";
import type { Length, Range, World } from "../types";
import { memory } from "../world";
import type { Place, Places } from "./places";
import { readAmount, readSize } from "./sizes";

/** What the words of a call are read against. */
export interface Scope {
  readonly profile: SimProfile;
  readonly places: Places;
  readonly world: World;
}

/** Why a word cannot be read; `follows`: because a line before could not be. */
export interface Complaint {
  readonly why: string;
  readonly follows?: true;
}

/**
 * A call's words. What cannot be read is complained about and stands for 0, so that readers need not look: the call
 * is worth something only if there was no complaint.
 */
export interface Words {
  readonly page: number;
  readonly scope: Scope;
  complain(why: string): void;
  complaints(): readonly Complaint[];
  /** The next word, if it is this one. */
  skip(word: string): boolean;
  next(): string | undefined;
  peek(): string | undefined;
  /** "m", "m+100", "m-1p+5", "0", "NULL", "MAP_FAILED". */
  address(): number;
  /** Bytes; "1p..4p" where only bounds are known, "?" where nothing is. */
  length(): Length;
  /** Bytes; "?" is not known. */
  size(): number | undefined;
  /** "MCL_CURRENT|MCL_FUTURE" or a number; "?" is not known. */
  flags(): number | undefined;
  /** One of these words; "?" is not known. */
  choice<const Word extends string>(known: readonly Word[]): Word | undefined;
}

export function wordsOf(given: readonly string[], scope: Scope): Words {
  let read = 0;
  const complaints: Complaint[] = [];
  const page = scope.profile.pageSize.usual;
  const complain = (why: string) => void complaints.push({ why });
  const next = () => given[read++];
  const wanted = (what: string) => {
    const word = next();
    if (word === undefined) complain(`wanted ${what}`);
    return word ?? "0";
  };
  const bytes = (word: string) => {
    const size = readSize(word, page);
    if (size === undefined) complain(`${word} is no size`);
    return size ?? 0;
  };
  const rest = () => given.slice(read).join(" ");
  return {
    page,
    scope,
    complain,
    complaints: () => (rest() === "" ? complaints : [...complaints, { why: `${rest()}: too much` }]),
    skip: (word) => given[read] === word && next() !== undefined,
    next,
    peek: () => given[read],
    address: () => {
      const address = readAddress(wanted("an address"), scope);
      if (typeof address === "number") return address;
      complaints.push(address);
      return 0;
    },
    length: () => {
      const word = wanted("a length");
      if (word === "?") return undefined;
      const [low = "", high] = word.split("..");
      return high === undefined ? bytes(low) : { low: bytes(low), high: bytes(high) };
    },
    size: () => {
      const word = wanted("a size");
      return word === "?" ? undefined : word === "none" ? -1 : bytes(word);
    },
    flags: () => readFlags(wanted("flags"), scope.profile, complain),
    choice: (known) => {
      const word = next();
      const choice = known.find((candidate) => candidate === word);
      if (choice === undefined && word !== "?") complain(`wanted ${known.join(", ")} or ?`);
      return choice;
    },
  };
}

function readFlags(text: string, profile: SimProfile, complain: (why: string) => void): number | undefined {
  if (text === "?") return undefined;
  let flags = 0;
  for (const name of text.split("|")) {
    const value = constantOf(profile, name) ?? readAmount(name);
    if (value === undefined) complain(noConstant(profile, name));
    flags |= value ?? 0;
  }
  return flags;
}

export function constantOf({ constants }: SimProfile, name: string): number | undefined {
  return Object.hasOwn(constants, name) ? constants[name] : undefined;
}

export function noConstant({ constants }: SimProfile, name: string): string {
  return `no ${name} here${hint(name, Object.keys(constants))}`;
}

function readAddress(text: string, scope: Scope): number | Complaint {
  const page = scope.profile.pageSize.usual;
  const [name = "", base] = /^([A-Za-z_]\w*)(?=[+-]|$)/.exec(text) ?? [];
  if (base === undefined) return readSize(text, page) ?? { why: `${text} is no address` };
  const start = invalid.get(base) ?? placeOf(base, scope);
  if (start === undefined) {
    const near = hint(base, [...scope.places.names(), ...invalid.keys()]);
    return { why: `${base} is no address${near || `: name pages first, as in "map ${base} 4"`}` };
  }
  const offset = readSize(text.slice(name.length) || "0", page);
  if (offset === undefined) return { why: `${text} is no address` };
  if (typeof start === "number") return start + offset;
  return start.isMissing ? { why: `there is no ${base} here`, follows: true } : start.address + offset;
}

/** Names for addresses at which nothing is. */
const invalid: ReadonlyMap<string, number> = new Map([
  ["NULL", 0],
  ["MAP_FAILED", -1],
  ["SIZE_MAX", -1],
]);

/** A place that the transcript named; or `heap` or `stack`, which every process has. */
export function placeOf(name: string, { places, world, profile }: Scope): Place | undefined {
  const named = places.get(name);
  if (named !== undefined) return named;
  const range = name === "heap" ? world.heap : name === "stack" ? stackOf(world) : undefined;
  const page = profile.pageSize.usual;
  return range && { address: range.start, pages: Math.ceil((range.end - range.start) / page) };
}

/** Where the heap begins and the stack ends, bytes: far from all places, and within what may be mapped. */
export const heapStart = 2 ** 45;
export const stackEnd = 2 ** 46;
const mostStack = 2 ** 44;

/** From the lowest to the highest byte of what is mapped as stack. */
function stackOf(world: World): Range | undefined {
  const mappings = world.regions.get(memory)?.mappings ?? noMappings;
  const parts = within(mappings, { start: stackEnd - mostStack, end: stackEnd }).filter(
    ({ backing }) => backing === "stack",
  );
  const [first, last] = [parts[0], parts.at(-1)];
  return first && last && { start: first.start, end: last.end };
}
