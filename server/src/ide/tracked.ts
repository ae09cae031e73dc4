/** The names that make a file ours: one search for them decides whether it is parsed at all. */
import type { CallSite } from "../c/ir";
import type { CheckRequest, WrappedCalls } from "./types";

const lockCalls = ["mlock", "mlock2", "munlock", "mlockall", "munlockall"];
const interruptCalls = [
  "InterruptAttach",
  "InterruptAttach_r",
  "InterruptHookTrace",
  "InterruptHookIdle",
  "InterruptDisable",
  "InterruptEnable",
  "InterruptLock",
  "InterruptUnlock",
];
const otherCalls = ["shm_ctl", "ThreadCtl", "ThreadCtl_r"];

/** Calls whose sites are counted and reported as tracked. */
export const trackedCalls: ReadonlySet<string> = new Set([...lockCalls, ...interruptCalls, ...otherCalls]);

/** Of wrappers in other files, what concerns their users: a lock's result, and what changes where code may run. */
const wrapped: WrappedCalls = {
  reported: new Set(["mlock", "mlock2", "mlockall"]),
  always: new Set(interruptCalls),
};

/** A mapping with one of these is a lock, or memory that no lock brings in. */
const mappingFlags = ["MAP_LOCKED", "MAP_LAZY", "SHMCTL_LAZY"];

/** How syscall() is told which of these calls it shall make: names of <sys/syscall.h> and <asm/unistd.h>. */
export const systemCalls: ReadonlyMap<string, string> = new Map(
  lockCalls.flatMap((name) => [`SYS_${name}`, `__NR_${name}`].map((number) => [number, name] as const)),
);

/** Words that are a use of locked memory wherever they stand. */
const uses = [...mappingFlags, ...systemCalls.keys()];

/** What is looked for in the texts of a project. */
export interface Vocabulary {
  readonly wrapped: WrappedCalls;
  /** Does a text have a name that concerns us? A file that names none is not read at all, unless it is a real-time program. */
  readonly isOurs: (text: string) => boolean;
  /** Does an expanded text? Otherwise there is nothing that a rule judges: it is not even parsed. */
  readonly isJudged: (text: string) => boolean;
  /** A tracked call, by syscall() too, or such a mapping. */
  readonly name: RegExp;
  /** A tracked call where it is written. */
  readonly call: RegExp;
  /** Where one of these is written: what decides which branch of an unknown conditional is looked at. */
  readonly use: RegExp;
}

const wordOf = (names: readonly string[]) => new RegExp(`\\b(?:${names.join("|")})\\b`);

const vocabulary = (
  wrapped: WrappedCalls,
  calls: readonly string[],
  judged: readonly string[],
  handlers: readonly string[],
): Vocabulary => {
  const name = wordOf([...calls, ...uses, ...handlers]);
  const judgedName = wordOf([...judged, ...uses, ...handlers]);
  return {
    wrapped,
    name,
    call: new RegExp(`\\b(?:${calls.join("|")})\\b(?=\\s*\\()`),
    isOurs: (text) => name.test(text) || isRealTimeProgram(text),
    isJudged: (text) => judgedName.test(text) || isRealTimeProgram(text),
    use: new RegExp(`\\b(?:${calls.join("|")})\\b(?=\\s*\\()|\\b(?:${uses.join("|")})\\b`),
  };
};

const realTimeName = wordOf(["SCHED_FIFO", "SCHED_RR"]);
const mainFunction = /\bmain\s*\(/;

/** A program that asks for a real-time policy: that it locks nothing may be a fault. */
const isRealTimeProgram = (text: string): boolean => realTimeName.test(text) && mainFunction.test(text);

const judgedCalls = [...lockCalls, ...interruptCalls];

/** The tracked call that is made at a site, by syscall() too, if it is one. */
export const trackedCallAt = ({ name }: CallSite): string | undefined =>
  name !== undefined && trackedCalls.has(name) ? name : undefined;

export const usual: Vocabulary = vocabulary(wrapped, [...trackedCalls], judgedCalls, []);
export const trackedUse = usual.use;

/** With a project's own names: one object for each set of names, since others remember by it what they found. */
export class Vocabularies {
  readonly #known = new Map<string, Vocabulary>();

  of({ aliases = {}, interruptHandlers = [] }: Pick<CheckRequest, "aliases" | "interruptHandlers">) {
    const key = JSON.stringify([aliases, interruptHandlers]);
    const known = this.#known.get(key) ?? own(aliases, interruptHandlers);
    this.#known.set(key, known);
    return known;
  }
}

function own(aliases: Readonly<Record<string, string>>, handlers: readonly string[]): Vocabulary {
  const names = Object.keys(aliases);
  if (names.length === 0 && handlers.length === 0) return usual;
  const like = (calls: Iterable<string>): readonly string[] => {
    const all = new Set(calls);
    return [...all, ...names.filter((name) => all.has(aliases[name] ?? ""))];
  };
  return vocabulary(
    { reported: new Set(like(wrapped.reported)), always: new Set(like(wrapped.always)) },
    like(trackedCalls),
    like(judgedCalls),
    handlers.map((pattern) => pattern.replaceAll("*", "\\w*").replaceAll("?", "\\w")),
  );
}
