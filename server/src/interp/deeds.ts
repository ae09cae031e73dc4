/**
 * What the program has done on the way to a point, as its own calls say it: locked this, given up that. What a kernel
 * makes of it, the world knows; rules about habits (locked twice, freed while locked) ask here.
 */
import type { CallSite } from "../c/ir";
import type { RegionId } from "../sim/types";
import { isField } from "./memory/memory";
import { isMadeUp } from "./values/value";

export type DeedKind =
  /** mlock() or mlock2() of a range has succeeded, and the program has not unlocked it since. */
  | "locked"
  /** mlock() of it was tried, and failed on this path. */
  | "tried"
  /** The program has unlocked what it had locked; `site` is the unlock, `began` the lock. */
  | "unlocked"
  /** fork() or the like has taken from this process what it had locked; `site` is that call, `began` the lock. */
  | "left-behind"
  /** mlockall() has succeeded, and munlockall() was not called since. */
  | "locked-all"
  /** Memory was mapped or allocated. */
  | "allocated"
  /** Something was written into memory that the program has locked; `site` is the lock. */
  | "filled"
  /** Memory was unlocked with what it held; `site` is the unlock. */
  | "bared"
  /** The right to lock memory was given up, or it looks so: another user, a privilege switched off. */
  | "gave-up"
  /** A limit was set, or capabilities kept, for who may have no other right to lock. */
  | "provided"
  /** Memory was allocated while MCL_FUTURE was in force and the limit not lifted, so that it may have been refused. */
  | "allocated-locked"
  /** Memory was mapped whose pages come when it is first used, and it was not used since; with the mapping's flags. */
  | "untouched"
  /** Locked by a call that brings no page in, or promises none, and not used since. */
  | "weakly-locked"
  /** The program asked to be run before all others. */
  | "real-time"
  /** Something ran that nobody could follow: what it did of these things is not known. */
  | "unseen";

export interface Deed {
  readonly kind: DeedKind;
  /** The last call that did it; undefined where it was before anything was seen. */
  readonly site: CallSite | undefined;
  /** The deed that this one ended. */
  readonly began?: CallSite | undefined;
  /** The memory concerned; undefined: the process. */
  readonly region?: RegionId | undefined;
  /** Bytes from the region's base, and how many; undefined where not known. */
  readonly start?: number | undefined;
  readonly length?: number | undefined;
  /** Flags that it was done with; undefined where there are none, or not known. */
  readonly flags?: number | undefined;
  /** How often it was done since it was last undone. */
  readonly times: number;
  /** On every path that led here. */
  readonly isSure: boolean;
  /** An unlock of part of it: of the rest the program has not thought yet. */
  readonly shortened?: CallSite | undefined;
  /** Used since it was unlocked, not to wipe it. */
  readonly isUsed?: boolean | undefined;
  /** An unlock of something else that took this lock's pages along. */
  readonly undermined?: Undermining | undefined;
}

export interface Undermining {
  readonly site: CallSite;
  /** `possible`: the two may lie on different pages. */
  readonly certainty: "certain" | "possible";
}

/** Of what is not in it, every path that led here knows that it was not done, unless something is `unseen`. */
export type Deeds = ReadonlyMap<string, Deed>;

export const noDeeds: Deeds = new Map();

/** Before a function that others call, anything may have been done. */
export const unseenDeeds: Deeds = new Map([
  ["unseen||", { kind: "unseen", site: undefined, times: 1, isSure: true }],
]);

type Named = Pick<Deed, "kind" | "region" | "start" | "length">;

const keyOf = ({ kind, region, start, length }: Named): string =>
  `${kind}|${region ?? ""}|${start ?? ""}${length === undefined ? "" : `+${length}`}`;

/** With one deed more; the same one done again counts up. */
export function did(deeds: Deeds, deed: Omit<Deed, "times" | "isSure">): Deeds {
  const key = keyOf(deed);
  const times = (deeds.get(key)?.times ?? 0) + 1;
  return new Map(deeds).set(key, { ...deed, times, isSure: true });
}

/** With this one as it is, in the place of one of the same memory. */
export const put = (deeds: Deeds, deed: Deed): Deeds => new Map(deeds).set(keyOf(deed), deed);

/** Has it all begun just now, or is nothing known of what was before? Then no check has anything to ask. */
export const isBlank = (deeds: Deeds): boolean => deeds.size === 0 || deeds === unseenDeeds;

/** Without the deeds that were undone. */
export function undid(deeds: Deeds, isUndone: (deed: Deed) => boolean): Deeds {
  const kept = [...deeds].filter(([, deed]) => !isUndone(deed));
  return kept.length === deeds.size ? deeds : new Map(kept);
}

/**
 * Nobody has seen what was done to it before it got this name, which in a loop is another one each round: so that it was
 * doubted need not be kept, and a loop meets itself again.
 */
const isStrange = (region: RegionId | undefined): boolean =>
  region !== undefined && (isMadeUp(region) || isField(region));

/** Somebody may have undone, or done, whatever concerns this memory; without a region, whatever concerns the process. */
export function doubted(deeds: Deeds, region: RegionId | undefined): Deeds {
  const key = keyOf({ kind: "unseen", region });
  const concerned = [...deeds].filter(([, deed]) => deed.region === region && deed.isSure);
  const isKept = isStrange(region) || deeds.has(key);
  if (isKept && concerned.every(([, { kind }]) => kind === "unseen")) return deeds;
  const result = new Map(deeds);
  if (!isKept) result.set(key, { kind: "unseen", site: undefined, region, times: 1, isSure: true });
  for (const [name, deed] of concerned) {
    if (deed.kind !== "unseen") result.set(name, { ...deed, isSure: false });
  }
  return result;
}

/** What was done of this kind, to this memory where a region is given. */
export const deedsOf = (deeds: Deeds, kind: DeedKind, region?: RegionId): readonly Deed[] =>
  [...deeds.values()].filter(
    (deed) => deed.kind === kind && (region === undefined || deed.region === region),
  );

/** Is it known that nothing of this kind was done to the process, or to this memory? */
export const surelyNot = (deeds: Deeds, kind: DeedKind, region?: RegionId): boolean =>
  deedsOf(deeds, kind, region).length === 0 &&
  !isStrange(region) &&
  !deeds.has(keyOf({ kind: "unseen", region }));

/** What both paths have done is sure; what one has done is not. */
export function joinDeeds(a: Deeds, b: Deeds): Deeds {
  if (a === b) return a;
  const result = new Map<string, Deed>();
  for (const [key, deed] of a) {
    const other = b.get(key);
    const isSame = other !== undefined && deed.isSure && other.isSure && deed.times === other.times;
    const flags = deed.flags === other?.flags ? deed.flags : undefined;
    const times = Math.max(deed.times, other?.times ?? 0);
    const shortened = deed.shortened === other?.shortened ? deed.shortened : undefined;
    const undermined = deed.undermined === other?.undermined ? deed.undermined : undefined;
    const isUsed = deed.isUsed === other?.isUsed ? deed.isUsed : undefined;
    const both = { ...deed, flags, times, shortened, undermined, isUsed, isSure: isSame };
    result.set(key, other === deed ? deed : both);
  }
  for (const [key, deed] of b) if (!a.has(key)) result.set(key, { ...deed, isSure: false });
  return result;
}

/** A loop that does something once more each round is the same again: only what is sure, and what is there, counts. */
export function sameDeeds(a: Deeds, b: Deeds): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  return [...a].every(([key, deed]) => b.get(key)?.isSure === deed.isSure);
}
