/**
 * What the program has done on the way to a point, as its own calls say it: locked this, given up that. What a kernel
 * makes of it, the world knows; rules about habits (locked twice, freed while locked) ask here.
 */
import type { CallSite } from "../c/ir";
import type { RegionId } from "../sim/types";
import type { Persistent } from "./memory/persistent";
import * as persistent from "./memory/persistent";
import { isMade, isMadeUp, isMember, isOfProgram } from "./values/region";

interface Done {
  /** The last call that did it. */
  readonly site: CallSite;
  /** How often it was done since it was last undone. */
  readonly times: number;
  /** On every path that led here. */
  readonly isSure: boolean;
}

interface OfProcess extends Done {
  readonly region?: undefined;
}

interface OfMemory extends Done {
  readonly region: RegionId;
}

/** What becomes of bytes that somebody has asked to lock. */
interface OfLock extends OfMemory {
  /** Bytes from the region's base, and how many; undefined where not known. */
  readonly start: number | undefined;
  readonly length: number | undefined;
  /** An unlock of part of it: of the rest the program has not thought yet. */
  readonly shortened: CallSite | undefined;
  /** An unlock of something else that took this lock's pages along. */
  readonly undermined: Undermining | undefined;
  /** Used since it was unlocked, not to wipe it. */
  readonly isUsed: boolean;
}

export interface Undermining {
  readonly site: CallSite;
  /** `possible`: the two may lie on different pages. */
  readonly certainty: "certain" | "possible";
}

/** mlock() or mlock2() of a range has succeeded, and the program has not unlocked it since. */
export interface Locked extends OfLock {
  readonly kind: "locked";
}

/** mlock() of it was tried, and failed on this path. */
export interface Tried extends OfLock {
  readonly kind: "tried";
}

/** The program has unlocked what it had locked, or given the memory back. */
export interface Unlocked extends OfLock {
  readonly kind: "unlocked";
  /** The lock that is over. */
  readonly began: CallSite;
}

/** fork() or the like has taken from this process what it had locked. */
export interface LeftBehind extends OfLock {
  readonly kind: "left-behind";
  readonly began: CallSite;
}

/** mlockall() has succeeded, and munlockall() was not called since. */
export interface LockedAll extends OfProcess {
  readonly kind: "locked-all";
  /** Undefined where they are not known. */
  readonly flags: number | undefined;
}

/** mlockall() has failed on this path. */
interface TriedAll extends OfProcess {
  readonly kind: "tried-all";
  readonly flags: number | undefined;
  /** Memory was mapped since, as if nothing were locked. */
  readonly isUsed: boolean;
}

/** munlockall(), or the loss of what mlockall() has locked. */
interface EndedAll extends OfProcess {
  readonly kind: "unlocked-all" | "left-behind-all";
  /** The lock that is over. */
  readonly began: CallSite;
}

/** Something was written into memory that the program has locked; `site` is the lock. */
export interface Filled extends OfMemory {
  readonly kind: "filled";
  /** By the program itself, or read by it since; and whether on some path at least. */
  readonly isUsed: boolean;
  readonly mayBeUsed: boolean;
}

/** What getpass() or the like has given lies there; `site` is that call. */
export interface Secret extends OfMemory {
  readonly kind: "secret";
  readonly isCopy: boolean;
  /** Copied into locked memory. */
  readonly isUsed: boolean;
}

/** Memory was mapped whose pages come when it is first used, and it was not used since. */
export interface Untouched extends OfMemory {
  readonly kind: "untouched";
  /** The mapping's; undefined where they are not known. */
  readonly flags: number | undefined;
}

/** Locked by a call that brings no page in, or promises none, and not used since. */
interface WeaklyLocked extends OfMemory {
  readonly kind: "weakly-locked";
  /** Bytes that were locked, where it matters and is known. */
  readonly length: number | undefined;
}

/** One page of lazily mapped memory was used after mlock(), and no other yet; `site` is the lock. */
export interface PartlyTouched extends OfMemory {
  readonly kind: "partly-touched";
}

/** Memory was mapped with MAP_LOCKED, and not unlocked or unmapped since. */
interface MappedLocked extends OfMemory {
  readonly kind: "mapped-locked";
  /** Bytes; undefined where not known. */
  readonly length: number | undefined;
}

/** A mapping that is locked as it is made was asked for beyond the limit. */
interface AskedTooMuch extends OfProcess {
  readonly kind: "asked-too-much";
  /** Bytes; undefined where not known. */
  readonly length: number | undefined;
}

/** Memory was mapped or allocated, or a thread made. */
interface Allocated extends Done {
  readonly kind: "allocated";
  /** Undefined where it is not known. */
  readonly region: RegionId | undefined;
}

interface OtherOfMemory extends OfMemory {
  readonly kind:
    | /** Memory was unlocked with what it held; `site` is the unlock. */ "bared"
    /** Memory was allocated while MCL_FUTURE was in force and the limit not lifted, so that it may have been refused. */
    | "allocated-locked";
}

interface OtherOfProcess extends OfProcess {
  readonly kind:
    | /** The right to lock memory was given up, or it looks so: another user, a privilege switched off. */ "gave-up"
    /** A limit was set, or capabilities kept, for who may have no other right to lock. */
    | "provided"
    /** mlockall() has succeeded so that it brings no page in, and nothing was done about it since. */
    | "weakly-locked-all"
    /** The program asked to be run before all others. */
    | "real-time";
}

export type Deed =
  | Locked
  | Tried
  | Unlocked
  | LeftBehind
  | LockedAll
  | TriedAll
  | EndedAll
  | Filled
  | Secret
  | Untouched
  | WeaklyLocked
  | PartlyTouched
  | MappedLocked
  | AskedTooMuch
  | Allocated
  | OtherOfMemory
  | OtherOfProcess;

export type DeedKind = Deed["kind"];

type DeedOf<Kind extends DeedKind> = Deed extends infer One
  ? One extends Deed
    ? Kind extends One["kind"]
      ? One & { readonly kind: Kind }
      : never
    : never
  : never;

/** A deed that is done now. */
export type New = Deed extends infer One ? (One extends Deed ? Omit<One, "times" | "isSure"> : never) : never;

/** A lock that nothing has happened to yet. */
export const whole = { shortened: undefined, undermined: undefined, isUsed: false } as const;

export interface Deeds {
  /** Of what is not in it, every path that led here knows that it was not done, unless it is unseen. */
  readonly done: ReadonlyMap<string, Deed>;
  /** The memory, or by the empty name the process, of which something may have been done that nobody could follow. */
  readonly unseen: Persistent<true>;
  /** Blocks and mappings whose addresses went where nobody follows them: somebody may have them still. */
  readonly given: Persistent<true>;
}

export const noDeeds: Deeds = { done: new Map(), unseen: undefined, given: undefined };

/** Before a function that others call, anything may have been done. */
export const unseenDeeds: Deeds = { ...noDeeds, unseen: persistent.set(undefined, "", true) };

function keyOf(deed: New): string {
  const start = "start" in deed ? deed.start : undefined;
  const length = "length" in deed ? deed.length : undefined;
  return `${deed.kind}|${deed.region ?? ""}|${start ?? ""}${length === undefined ? "" : `+${length}`}`;
}

/** With one deed more; the same one done again counts up. */
export function did(deeds: Deeds, deed: New): Deeds {
  const times = (deeds.done.get(keyOf(deed))?.times ?? 0) + 1;
  return put(deeds, { ...deed, times, isSure: true });
}

/** With this one as it is, in the place of one of the same memory. */
export const put = (deeds: Deeds, deed: Deed): Deeds => ({
  ...deeds,
  done: new Map(deeds.done).set(keyOf(deed), deed),
});

/** The memory's address has left what is followed. */
export const giveAway = (deeds: Deeds, region: RegionId): Deeds =>
  isGivenAway(deeds, region) ? deeds : { ...deeds, given: persistent.set(deeds.given, region, true) };

export const isGivenAway = ({ given }: Deeds, region: RegionId): boolean =>
  persistent.get(given, region) !== undefined;

/** Was nothing done that is known? Then no check has anything to ask. */
export const isBlank = ({ done }: Deeds): boolean => done.size === 0;

/** Without the deeds that were undone. */
export function undid(deeds: Deeds, isUndone: (deed: Deed) => boolean): Deeds {
  if (isBlank(deeds)) return deeds;
  const kept = [...deeds.done].filter(([, deed]) => !isUndone(deed));
  return kept.length === deeds.done.size ? deeds : { ...deeds, done: new Map(kept) };
}

/** Without what was done to memory that is gone. */
export function withoutRegions(deeds: Deeds, isGone: (region: RegionId) => boolean): Deeds {
  const { done } = undid(deeds, ({ region }) => region !== undefined && isGone(region));
  const unseen = persistent.filter(deeds.unseen, (region) => !isGone(region));
  return done === deeds.done && unseen === deeds.unseen ? deeds : { ...deeds, done, unseen };
}

/**
 * Nobody has seen what was done to it before it got this name, which in a loop is another one each round: so that it was
 * doubted need not be kept, and a loop meets itself again.
 */
const isStrange = (region: RegionId | undefined): boolean =>
  region !== undefined && (isMadeUp(region) || isMember(region));

/** Somebody may have undone, or done, whatever concerns this memory; without a region, whatever concerns the process. */
export function doubted(deeds: Deeds, region: RegionId | undefined): Deeds {
  const isNoted = isStrange(region) || !isSeen(deeds, region);
  const unseen = isNoted ? deeds.unseen : persistent.set(deeds.unseen, region ?? "", true);
  const concerned = [...deeds.done].filter(([, deed]) => deed.region === region && deed.isSure);
  if (concerned.length === 0) return isNoted ? deeds : { ...deeds, unseen };
  const done = new Map(deeds.done);
  for (const [name, deed] of concerned) done.set(name, { ...deed, isSure: false });
  return { ...deeds, done, unseen };
}

/** What was done of this kind, to this memory where a region is given. */
export function deedsOf<Kind extends DeedKind>(
  { done }: Deeds,
  kind: Kind,
  region?: RegionId,
): readonly DeedOf<Kind>[] {
  if (done.size === 0) return none;
  const isMeant = (deed: Deed): deed is DeedOf<Kind> =>
    deed.kind === kind && (region === undefined || deed.region === region);
  return [...done.values()].filter(isMeant);
}

const none: readonly never[] = [];

/** Was all that was done to this memory, or to the process, seen? */
export const isSeen = ({ unseen }: Deeds, region?: RegionId): boolean =>
  persistent.get(unseen, region ?? "") === undefined;

/** Is it known that nothing of this kind was done to the process, or to this memory? */
export const surelyNot = (deeds: Deeds, kind: DeedKind, region?: RegionId): boolean =>
  deedsOf(deeds, kind, region).length === 0 && !isStrange(region) && isSeen(deeds, region);

/** Does the program surely hold locks on the same memory of its own, has it lost the same, and failed to lock the same? */
export function holdTheSame(a: Deeds, b: Deeds): boolean {
  if (a.done === b.done) return true;
  const [held, other] = [heldBy(a), heldBy(b)];
  return held.size === other.size && [...held].every((one) => other.has(one));
}

function heldBy({ done }: Deeds): ReadonlySet<string> {
  const held = new Set<string>();
  for (const { kind, region, isSure, times } of done.values()) {
    if (region === undefined || !(isOfProgram(region) || (isSure && isMade(region)))) continue;
    const isTwice = kind === "unlocked" && isSure && times > 1;
    if (kind === "locked" || kind === "left-behind" || kind === "tried" || isTwice)
      held.add(`${kind} ${region}`);
  }
  return held;
}

/** What both paths have done is sure; what one has done is not. */
export function joinDeeds(a: Deeds, b: Deeds): Deeds {
  if (a === b) return a;
  const done = joinDone(a.done, b.done);
  const unseen = persistent.join(a.unseen, b.unseen, first, kept);
  const given = persistent.join(a.given, b.given, first, kept);
  return done === a.done && unseen === a.unseen && given === a.given ? a : { done, unseen, given };
}

const first = (): true => true;
const kept = (_: string, value: true): true => value;

function joinDone(a: Deeds["done"], b: Deeds["done"]): Deeds["done"] {
  if (a === b || (a.size === 0 && b.size === 0)) return a;
  const result = new Map<string, Deed>();
  for (const [key, deed] of a) {
    const other = b.get(key);
    result.set(key, other === deed ? deed : joinOf(deed, other));
  }
  for (const [key, deed] of b) if (!a.has(key)) result.set(key, { ...deed, isSure: false });
  return result;
}

/** What is true of a deed and of the same one on the other path; undefined: it was not done there. */
function joinOf(deed: Deed, other: Deed | undefined): Deed {
  const isSure = deed.isSure && other?.isSure === true && deed.times === other.times;
  const both: Deed = { ...deed, times: Math.max(deed.times, other?.times ?? 0), isSure };
  if ("shortened" in both) {
    const its = other && "shortened" in other ? other : undefined;
    const shortened = both.shortened === its?.shortened ? both.shortened : undefined;
    const undermined = both.undermined === its?.undermined ? both.undermined : undefined;
    return { ...both, shortened, undermined, isUsed: both.isUsed && its?.isUsed === true };
  }
  if (both.kind === "filled") {
    const its = other?.kind === "filled" ? other : both;
    return { ...both, isUsed: both.isUsed && its.isUsed, mayBeUsed: both.mayBeUsed || its.mayBeUsed };
  }
  const flags = other && "flags" in other ? other.flags : undefined;
  const known = "flags" in both && both.flags !== flags ? { ...both, flags: undefined } : both;
  const isUsed = other !== undefined && "isUsed" in other && other.isUsed;
  return "isUsed" in known && known.isUsed && !isUsed ? { ...known, isUsed } : known;
}

/** A loop that does something once more each round is the same again: only what is sure, and what is there, counts. */
export function sameDeeds(a: Deeds, b: Deeds): boolean {
  if (a === b) return true;
  if (a.done.size !== b.done.size || !persistent.equal(a.unseen, b.unseen, first)) return false;
  if (!persistent.equal(a.given, b.given, first)) return false;
  return [...a.done].every(([key, deed]) => b.done.get(key)?.isSure === deed.isSure);
}
