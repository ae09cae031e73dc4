/** The few words that platform files are written in: a fact, its consequence, silence as a value, and a variant. */
import type { Consequence, Errno, Fact, Facts, Platform, Signal, Silent, Source } from "./profile";

interface Parts {
  /** What the caller must do, as a clause. */
  readonly requires?: string;
  readonly otherwise?: Consequence;
  readonly says: string;
  readonly from: Source;
}

/** No page says what happens otherwise. */
export const undocumented: Consequence = { kind: "silent" };

/** The call fails with one of these. */
export function fails(...errno: readonly Errno[]): Consequence {
  return { kind: "fails", errno };
}

/** The process gets a signal. */
export function signals(signal: Signal): Consequence {
  return { kind: "signals", signal };
}

/** Nothing fails; what happens, as a clause. */
export function does(what: string): Consequence {
  return { kind: "does", what };
}

/** A fact: `value` for the simulator, the rest for people. Without `otherwise` no page says what happens. */
export function fact<const Value>(value: Value, parts: Parts): Fact<Value> {
  return {
    value,
    requirement: parts.requires ?? null,
    outcome: parts.otherwise ?? undocumented,
    sentence: parts.says,
    source: parts.from,
  };
}

/** A fact on which `page` says nothing; `says` tells the reader just that. */
export function silent(says: string, page: (quote: string) => Source): Fact<Silent> {
  return fact("silent", { says, from: page("") });
}

/** A page or source to quote from. */
export function page(name: string, at: string): (quote: string) => Source {
  return (quote) => ({ page: name, at, quote });
}

type Changes = Partial<Omit<Platform, "facts">> & { readonly facts?: Partial<Facts> };

/** A variant of `parent`: constants and facts are added to the parent's or replace them, all else replaces it. */
export function derive(parent: Platform, changes: Changes): Platform {
  return {
    ...parent,
    ...(parent.standing === "simulated" ? { heirOf: parent.id } : {}),
    ...changes,
    constants: { ...parent.constants, ...changes.constants },
    facts: { ...parent.facts, ...changes.facts },
  };
}
