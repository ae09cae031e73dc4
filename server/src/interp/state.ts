/** One path's knowledge at one point: memory, the kernel's world, errno, what was acquired. Immutable. */

import type { BlockId, SiteId, TempId } from "../c/ir";
import type { Errno } from "../platforms/profile";
import { mergeWorlds, sameWorlds, worldKey } from "../sim/merge";
import type { RegionId, World } from "../sim/types";
import type { Span } from "../text/span";
import type { Frame } from "./context";
import { type Deeds, holdTheSame, joinDeeds, sameDeeds } from "./deeds";
import type { ProcessId } from "./ending/ending";
import { letEscape } from "./memory/escapes";
import { joinMemories, sameMemories } from "./memory/memory";
import type { Memory } from "./memory/parts";
import type { Persistent } from "./memory/persistent";
import * as persistent from "./memory/persistent";
import { shorter, type Trail } from "./record/trail";
import { joinTemps, sameTemps, type Temps } from "./temps";
import { join, type Range, same as sameRange, widen } from "./values/range";
import { same, type Value } from "./values/value";

/** Whose errno is it? Only tracked calls own it; what other calls leave there is `unowned`. */
export type ErrnoState =
  | { readonly kind: "unowned" }
  /** The program set it to 0: whoever fails next is seen in it, tested or not. */
  | { readonly kind: "cleared" }
  /** The program put this number there, which is not 0. */
  | { readonly kind: "stored"; readonly number: number }
  /** The call failed, and nothing has touched errno since. */
  | { readonly kind: "fresh"; readonly site: SiteId; readonly errno: readonly Errno[] }
  /** The call succeeded: errno tells nothing. */
  | { readonly kind: "not-failed"; readonly site: SiteId }
  /** The call may have failed: its result was not looked at yet. */
  | { readonly kind: "undecided"; readonly site: SiteId; readonly errno: readonly Errno[] }
  /** The call failed, but another call may have changed errno since. */
  | {
      readonly kind: "overwritten";
      readonly site: SiteId;
      readonly by: string;
      readonly at: Span;
      readonly result: string | undefined;
      /** The program has looked at the other call's result: the errno that it reads is that call's. */
      readonly isTheirs: boolean;
    };

export type ObjectKind = "shm-populated" | "shm-lazy" | "memory-file" | "file" | "secret" | "typed";

export interface LoopProgress {
  readonly rounds: number;
  /** In the last round the way out was not decided. */
  readonly open: boolean;
}

/** A child that was not waited for yet. */
export interface Child {
  readonly process: ProcessId;
  /** The signal that its parent has sent to end it, which may have come too late. */
  readonly killedBy: string | undefined;
}

/** A file whose text is known, open at a place of it. */
export interface OpenFile {
  readonly name: string;
  /** Each byte as it may be. */
  readonly bytes: readonly Range[];
  readonly at: number;
}

/** A thread that was not joined yet. */
export interface Thread {
  readonly name: string;
  /** The function that it runs, and what it is given. */
  readonly fn: string;
  readonly given: Value;
  readonly mark: SiteId;
  /** What it has returned; undefined where it has not run yet. */
  readonly result: Value | undefined;
}

/**
 * How the process of a path came to be: `parent` has made a child; `vfork-child` uses its parent's memory; `daemon`: the
 * process before it is gone.
 */
export type Lineage = "original" | "parent" | "child" | "vfork-child" | "daemon";

/** Which process a path runs in, and what it has begun. */
export interface Life {
  readonly process: ProcessId;
  readonly lineage: Lineage;
  /** How many forks led here or were made on the way. */
  readonly forks: number;
  /** Undefined where nobody knows which there are. */
  readonly children: readonly Child[] | undefined;
  /** The parent's other children when it began; undefined where nobody knows. */
  readonly beside: readonly ProcessId[] | undefined;
  readonly threads: readonly Thread[];
  readonly threadsMade: number;
  /** The thread that runs; undefined for the first. */
  readonly thread: string | undefined;
  /** The mutexes that are locked. */
  readonly held: readonly string[];
  readonly files: readonly OpenFile[];
  readonly filesOpened: number;
  /** Seconds until the signal that alarm() was asked for, as far as they were slept through; undefined: none. */
  readonly alarm: number | undefined;
  /** Where strtok() goes on. */
  readonly words: Value | undefined;
  /** What atexit() was given. */
  readonly atExit: readonly string[];
  /** Undefined where nobody knows. */
  readonly user: { readonly real: number; readonly effective: number } | undefined;
  /** What the program wants done at signals; undefined where nobody knows. */
  readonly dispositions: Dispositions | undefined;
  /** The signals whose handlers are running, each of which is blocked meanwhile. */
  readonly handling: readonly string[];
  /** Where longjmp() leads, by the place of the buffer. */
  readonly landings: ReadonlyMap<string, Landing>;
  /** Nothing comes after this: an access could not be served, or an operation could not be done. */
  readonly isOver: boolean;
  /** The signal of that, where a handler is to run. */
  readonly fault: Fault | undefined;
}

/** By the signal's name; of those that are not there, the program has said nothing. */
export type Dispositions = ReadonlyMap<string, Disposition>;

export interface Disposition {
  /** A function's name. */
  readonly handler: string | "ignored";
  /** `sa_flags`: a number of <signal.h>. */
  readonly flags: number;
}

/** A setjmp() that has returned. */
export interface Landing {
  readonly frame: Frame;
  /** Where it goes on when it returns again, with its result in that temporary. */
  readonly block: BlockId;
  readonly into: TempId;
  readonly temps: Temps | undefined;
  readonly loops: ReadonlyMap<number, LoopProgress>;
  /** What was handled then, where setjmp() has saved which signals are blocked. */
  readonly handling: readonly string[] | undefined;
}

export interface Fault {
  readonly signal: string;
  readonly span: Span;
  /** Where an access could not be served. */
  readonly address: Value | undefined;
}

export const firstLife: Life = {
  process: "",
  lineage: "original",
  forks: 0,
  children: [],
  beside: [],
  threads: [],
  threadsMade: 0,
  thread: undefined,
  held: [],
  files: [],
  filesOpened: 0,
  alarm: undefined,
  words: undefined,
  atExit: [],
  user: undefined,
  dispositions: new Map(),
  handling: [],
  landings: new Map(),
  isOver: false,
  fault: undefined,
};

export interface State {
  readonly memory: Memory;
  readonly world: World;
  readonly errno: ErrnoState;
  /** Of the function that runs; each frame has its own. */
  readonly temps: Temps | undefined;
  /** Was the platform's privilege acquired or checked on the way, or given up? `unknown`: some call may have done it. */
  readonly privilege: "not-seen" | "seen" | "lost" | "unknown";
  /** The last tracked call that failed in this frame, as long as nobody was told: no log, no errno read. */
  readonly untold: SiteId | undefined;
  /** What branches have taught of unknown values, by handle: every copy of the value knows it. */
  readonly learned: Persistent<Range>;
  /** What is behind a descriptor, by the descriptor's handle. */
  readonly objects: ReadonlyMap<string, ObjectKind>;
  readonly loops: ReadonlyMap<number, LoopProgress>;
  /** What handlers and threads may write at any time: nobody knows what is read there. */
  readonly concurrent: ReadonlySet<RegionId>;
  /** They write wherever the pointers lead that they find. */
  readonly othersFollowPointers: boolean;
  readonly life: Life;
  readonly deeds: Deeds;
  readonly trail: Trail | undefined;
  /** Grows with each call whose result nobody knows: two of them are not the same value. */
  readonly serial: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Part by part: to spread an object takes Node ten times as long, and each instruction makes a state. */
const copyOf = (state: State): Mutable<State> => ({
  memory: state.memory,
  world: state.world,
  errno: state.errno,
  temps: state.temps,
  privilege: state.privilege,
  untold: state.untold,
  learned: state.learned,
  objects: state.objects,
  loops: state.loops,
  concurrent: state.concurrent,
  othersFollowPointers: state.othersFollowPointers,
  life: state.life,
  deeds: state.deeds,
  trail: state.trail,
  serial: state.serial,
});

/** The state with other parts. */
export const changed = (state: State, parts: Partial<State>): State => Object.assign(copyOf(state), parts);

export function withMemory(state: State, memory: Memory): State {
  if (memory === state.memory) return state;
  const after = copyOf(state);
  after.memory = memory;
  return after;
}

export function withTemps(state: State, temps: Temps | undefined): State {
  if (temps === state.temps) return state;
  const after = copyOf(state);
  after.temps = temps;
  return after;
}

export function temp(state: State, id: TempId, value: Value): State {
  const after = copyOf(state);
  after.temps = { id, value, before: state.temps };
  return after;
}

/**
 * May they be merged? They agree on all that the properties track (property simulation). Mostly they share the parts
 * that this is about, as they come from one path.
 */
export const agree = (a: State, b: State): boolean =>
  a.privilege === b.privilege &&
  a.untold === b.untold &&
  haveOneOwner(a.errno, b.errno) &&
  holdTheSame(a.deeds, b.deeds) &&
  (a.life === b.life || lifeKey(a.life) === lifeKey(b.life)) &&
  (a.world === b.world || worldKey(a.world) === worldKey(b.world));

function lifeKey(life: Life): string {
  if (life === firstLife) return "";
  const children = life.children?.map(({ process, killedBy }) => `${process}${killedBy ?? ""}`);
  const signals =
    life.dispositions && [...life.dispositions].map(([name, { handler }]) => `${name}:${handler}`);
  const threads = life.threads.map(({ name, result }) => `${name}${result ? "!" : ""}`);
  return `|${life.alarm ?? ""}|${life.files.map(({ name }) => name).join(" ")}|${threads.join(" ")}|${life.thread ?? ""}|${life.held.join(" ")}|${life.process}|${children?.join(" ") ?? "?"}|${life.atExit.join(" ")}|${signals?.join(" ") ?? "?"}|${life.handling.join(" ")}|${life.user?.effective ?? ""}|${life.beside?.join(" ") ?? "?"}`;
}

function haveOneOwner(a: ErrnoState, b: ErrnoState): boolean {
  if (a === b) return true;
  if (a.kind === "stored") return b.kind === "stored" && a.number === b.number;
  if (a.kind === "overwritten" && b.kind === "overwritten" && a.isTheirs !== b.isTheirs) return false;
  return a.kind === b.kind && (!("site" in a) || ("site" in b && a.site === b.site));
}

export function merge(a: State, b: State, how: "join" | "widen"): State {
  if (a === b) return a;
  const lost: Value[] = [];
  const temps = joinTemps(a.temps, b.temps, how, lost);
  return {
    memory: letEscape(joinMemories(a.memory, b.memory, how), lost),
    world: mergeWorlds(a.world, b.world),
    errno: joinErrno(a.errno, b.errno),
    temps,
    privilege: a.privilege === b.privilege ? a.privilege : "unknown",
    untold: a.untold === b.untold ? a.untold : undefined,
    learned: joinLearned(a.learned, b.learned, how),
    objects: a.objects === b.objects ? a.objects : agreed(a.objects, b.objects),
    loops: joinLoops(a.loops, b.loops),
    concurrent: a.concurrent === b.concurrent ? a.concurrent : new Set([...a.concurrent, ...b.concurrent]),
    othersFollowPointers: a.othersFollowPointers || b.othersFollowPointers,
    life: joinLives(a.life, b.life),
    deeds: joinDeeds(a.deeds, b.deeds),
    trail: shorter(a.trail, b.trail),
    serial: Math.max(a.serial, b.serial),
  };
}

function joinLives(a: Life, b: Life): Life {
  if (a === b) return a;
  const landings = a.landings === b.landings ? a.landings : sameLandings(a, b);
  const words = a.words && b.words && same(a.words, b.words) ? a.words : undefined;
  const files = a.files.filter((one) => b.files.some(({ name, at }) => name === one.name && at === one.at));
  return lifeKey(a) === lifeKey(b)
    ? { ...a, landings, files, words, forks: Math.max(a.forks, b.forks) }
    : {
        ...a,
        landings,
        files,
        words,
        children: undefined,
        beside: undefined,
        dispositions: undefined,
        user: undefined,
      };
}

const sameLandings = (a: Life, b: Life): Life["landings"] =>
  new Map([...a.landings].filter(([place, landing]) => b.landings.get(place) === landing));

/** What is true of both. */
export function joinErrno(a: ErrnoState, b: ErrnoState): ErrnoState {
  if (a === b) return a;
  if (!haveOneOwner(a, b)) return { kind: "unowned" };
  return "errno" in a && "errno" in b ? { ...a, errno: [...new Set([...a.errno, ...b.errno])] } : a;
}

/** Is there nothing in `b` that `a` does not have? Used to stop loops; `b` is what `a` was widened to. */
export function sameState(a: State, b: State): boolean {
  if (a.concurrent.size !== b.concurrent.size || a.objects.size !== b.objects.size) return false;
  if (a.othersFollowPointers !== b.othersFollowPointers) return false;
  if (!sameDeeds(a.deeds, b.deeds)) return false;
  if (!agree(a, b) || !sameErrno(a.errno, b.errno)) return false;
  if (!sameMemories(a.memory, b.memory) || !sameWorlds(a.world, b.world)) return false;
  return persistent.equal(a.learned, b.learned, sameRange) && sameTemps(a.temps, b.temps);
}

const sameErrno = (a: ErrnoState, b: ErrnoState): boolean =>
  !("errno" in a && "errno" in b) || a.errno.length === b.errno.length;

/** What both paths know of a value; what only one has learned is not known any more. */
const joinLearned = (a: State["learned"], b: State["learned"], how: "join" | "widen"): State["learned"] =>
  persistent.join(a, b, (x, y) => (sameRange(x, y) ? x : (how === "join" ? join : widen)(x, y)), dropped);

const dropped = (): undefined => undefined;

const agreed = (a: State["objects"], b: State["objects"]): State["objects"] =>
  new Map([...a].filter(([handle, kind]) => b.get(handle) === kind));

function joinLoops(
  a: ReadonlyMap<number, LoopProgress>,
  b: ReadonlyMap<number, LoopProgress>,
): ReadonlyMap<number, LoopProgress> {
  if (a === b) return a;
  const result = new Map(a);
  for (const [head, progress] of b) {
    const other = a.get(head);
    result.set(head, {
      rounds: Math.max(progress.rounds, other?.rounds ?? 0),
      open: progress.open || (other?.open ?? false),
    });
  }
  return result;
}
