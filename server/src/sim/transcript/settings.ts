/** What `given` and `set` say of a process: settings by name, their spelling, and what they change. */

import { hint } from "../../text/near";
import type { Tristate, World } from "../types";
import { readAmount } from "./sizes";

/** How a word of the language is written, and what it means, for people. */
export interface Entry {
  readonly spelling: string;
  readonly means: string;
}

export interface Settings {
  readonly page?: number;
  readonly world: Partial<World>;
}

interface Setting extends Entry {
  readonly read: (value: string) => { readonly page?: number; readonly world?: Partial<World> } | undefined;
}

export const settings: Readonly<Record<string, Setting>> = {
  page: {
    spelling: "page BYTES",
    means: "the page size, a power of two; the platform's usual one unless given; only in `given`",
    read: (value) => defined(readPage(value), (page) => ({ page })),
  },
  privileges: {
    spelling: "privileges none | lock | all | unknown",
    means:
      "`lock`: it may lock memory, but not raise its own hard limit; `all`: both; none unless given. What a platform asks for (a capability, an ability, root) counts as the same",
    read: (value) =>
      defined(privileges.get(value), ([privileged, mayRaiseLimit]) => ({
        world: { privileged, mayRaiseLimit },
      })),
  },
  limit: {
    spelling: "limit BYTES | none",
    means:
      "how much it may lock, the soft limit; unless given, the platform's default where a source names one, else none",
    read: (value) => defined(readLimit(value), (limit) => ({ world: { limit } })),
  },
  hard: {
    spelling: "hard BYTES | none",
    means: "the hard limit; unless given, as the soft one that is given, and beside a default not known",
    read: (value) => defined(readLimit(value), (hardLimit) => ({ world: { hardLimit } })),
  },
  context: {
    spelling: "context thread | isr",
    means: "`isr`: the calls that follow are made in an interrupt handler",
    read: (value) => defined(oneOf(value, ["thread", "isr"]), (context) => ({ world: { context } })),
  },
  interrupts: {
    spelling: "interrupts enabled | disabled | unknown",
    means: "whether the processor takes interrupts; enabled unless given",
    read: (value) =>
      defined(oneOf(value, ["enabled", "disabled", "unknown"]), (interrupts) => ({ world: { interrupts } })),
  },
  memory: {
    spelling: "memory ample | unknown",
    means:
      "`ample`, unless given: the kernel never runs short of memory, and nothing but the transcript touches pages; `unknown`: neither is sure",
    read: (value) => defined(oneOf(value, ["ample", "unknown"]), (memory) => ({ world: { memory } })),
  },
};

/** The lock privilege, and whether the hard limit may be raised. */
const privileges: ReadonlyMap<string, readonly [Tristate, Tristate]> = new Map([
  ["none", [false, false]],
  ["lock", [true, false]],
  ["all", [true, true]],
  ["unknown", ["unknown", "unknown"]],
] as const);

/** The word of `privileges` that says so. */
export function privilegesWord({ privileged, mayRaiseLimit }: World): string {
  const same = [...privileges].find(
    ([, [may, mayRaise]]) => may === privileged && mayRaise === mayRaiseLimit,
  );
  const ofLock = privileged === true ? "lock" : privileged === false ? "none" : "unknown";
  return same?.[0] ?? ofLock;
}

/** "page 4096", "limit 64k"... as settings, or why they cannot be read. */
export function readSettings(texts: readonly string[]): Settings | string {
  let read: Settings = { world: {} };
  for (const text of texts) {
    const [name = "", value = "", ...more] = text.split(/\s+/);
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (setting === undefined) {
      const near = hint(name, Object.keys(settings));
      return `no setting ${JSON.stringify(name)}${near || `: ${Object.keys(settings).join(", ")}`}`;
    }
    const next = more[0];
    if (next !== undefined && Object.hasOwn(settings, next)) {
      return `a comma is missing: ${name} ${value}, ${more.join(" ")}`;
    }
    const change = next === undefined ? setting.read(value) : undefined;
    if (change === undefined) {
      const meaning = setting.means.replace(/;.*/, "");
      return `${name} cannot be ${[value, ...more].join(" ") || "nothing"} (${setting.spelling}: ${meaning})`;
    }
    read = { ...read, ...change, world: { ...read.world, ...change.world } };
  }
  return read;
}

function defined<Value, Change>(value: Value | undefined, make: (value: Value) => Change) {
  return value === undefined ? undefined : make(value);
}

function oneOf<const Word extends string>(value: string, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === value);
}

/** Bytes, or `none`. */
export function readLimit(text: string): number | undefined {
  if (text === "none") return Number.POSITIVE_INFINITY;
  const amount = readAmount(text);
  return amount !== undefined && amount >= 0 ? amount : undefined;
}

function readPage(text: string): number | undefined {
  const bytes = readAmount(text);
  return bytes !== undefined && /^10+$/.test(bytes.toString(2)) ? bytes : undefined;
}
