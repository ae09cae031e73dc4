/** The words of a transcript's calls, read one after the other: addresses, sizes, flags by name. */
import { all } from "./mappings";
import type { SimProfile } from "./outcomes";
import type { Length, Range, World } from "./types";

export interface Place {
  readonly address: number;
  readonly pages: number;
}

export type Places = ReadonlyMap<string, Place>;

/** What the words of a call are read against. */
export interface Scope {
  readonly profile: SimProfile;
  readonly places: Places;
  readonly world: World;
}

/** A number, "0x" and binary units allowed: "64k", "2M". */
export function readAmount(text: string): number | undefined {
  const match = /^(-?)(0x[0-9a-f]+|[0-9]+)([kMGT]?)$/i.exec(text);
  if (!match) return undefined;
  const unit = 1024 ** ("kmgt".indexOf((match[3] ?? "").toLowerCase() || " ") + 1);
  return (match[1] === "-" ? -1 : 1) * Number(match[2]) * unit;
}

/** Bytes: "4096", "2p", "2p+1", "SIZE_MAX-1p"; SIZE_MAX is -1. */
export function readSize(text: string, page: number): number | undefined {
  let sum = 0;
  for (const term of text.replace("SIZE_MAX", "-1").match(/^[^+-]+|[+-][^+-]*/g) ?? [""]) {
    const pages = /^([+-]?\d+)p$/.exec(term);
    const amount = pages ? Number(pages[1]) * page : readAmount(term.replace(/^\+/, ""));
    if (amount === undefined) return undefined;
    sum += amount;
  }
  return sum;
}

/**
 * A call's words. What cannot be read is complained about and stands for 0, so that readers need not look: the call
 * is worth something only if there was no complaint.
 */
export interface Words {
  readonly page: number;
  readonly scope: Scope;
  complain(why: string): void;
  complaints(): readonly string[];
  /** The next word, if it is this one. */
  skip(word: string): boolean;
  next(): string | undefined;
  peek(): string | undefined;
  /** "m", "m+100", "m-1p+5", "0". */
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
  const left = [...given];
  const complaints: string[] = [];
  const page = scope.profile.pageSize.usual;
  const complain = (why: string) => void complaints.push(why);
  const next = () => left.shift();
  const wanted = (what: string) => {
    const word = next();
    if (word === undefined) complain(`wanted ${what}`);
    return word ?? "0";
  };
  const bytes = (word: string) => {
    const read = readSize(word, page);
    if (read === undefined) complain(`${word} is no size`);
    return read ?? 0;
  };
  return {
    page,
    scope,
    complain,
    complaints: () => (left.length === 0 ? complaints : [...complaints, `${left.join(" ")}: too much`]),
    skip: (word) => left[0] === word && left.shift() !== undefined,
    next,
    peek: () => left[0],
    address: () => {
      const word = wanted("an address");
      const read = readAddress(word, scope);
      if (read === undefined) complain(`${word} is no address`);
      return read ?? 0;
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
    flags: () => readFlags(wanted("flags"), scope, complain),
    choice: (known) => {
      const word = next();
      const choice = known.find((candidate) => candidate === word);
      if (choice === undefined && word !== "?") complain(`wanted ${known.join(", ")} or ?`);
      return choice;
    },
  };
}

function readFlags(text: string, { profile }: Scope, complain: (why: string) => void): number | undefined {
  if (text === "?") return undefined;
  let flags = 0;
  for (const name of text.split("|")) {
    const value = profile.constants[name] ?? readAmount(name);
    if (value === undefined) complain(`no ${name} here`);
    flags |= value ?? 0;
  }
  return flags;
}

function readAddress(text: string, scope: Scope): number | undefined {
  const page = scope.profile.pageSize.usual;
  const match = /^([a-z]\w*)([+-].*)?$/.exec(text);
  if (!match) return readSize(text, page);
  const place = placeOf(match[1] ?? "", scope);
  const offset = readSize(match[2] ?? "+0", page);
  return place && offset !== undefined ? place.address + offset : undefined;
}

/** A place that the transcript named; or `heap` or `stack`, which every process has. */
export function placeOf(name: string, { places, world, profile }: Scope): Place | undefined {
  const named = places.get(name);
  if (named !== undefined) return named;
  const range = name === "heap" ? world.heap : name === "stack" ? stackOf(world) : undefined;
  const page = profile.pageSize.usual;
  return range && { address: range.start, pages: Math.ceil((range.end - range.start) / page) };
}

/** From the lowest to the highest byte of what is mapped as stack. */
function stackOf(world: World): Range | undefined {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const region of world.regions.values()) {
    for (const mapping of all(region.mappings)) {
      if (mapping.backing !== "stack") continue;
      start = Math.min(start, mapping.start);
      end = Math.max(end, mapping.end);
    }
  }
  return start < end ? { start, end } : undefined;
}
