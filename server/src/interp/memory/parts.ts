/** What memory is made of: regions, in one of three parts by who may change them, and what is stored in each. */
import type { RegionId } from "../../sim/types";
import {
  isLiteral,
  isMadeUp,
  isMemberOf,
  memberRegion,
  partOf,
  placeOfMember,
  recordOf,
  textOfLiteral,
} from "../values/region";
import { number, type Value } from "../values/value";
import type { Contents } from "./cells";
import * as cells from "./cells";
import { noCells } from "./cells";
import type { Persistent } from "./persistent";
import * as persistent from "./persistent";

/** Kept apart by who may change it, so that one call that may change much is cheap. */
export interface Memory {
  /** Globals that other files see, and what they lead to. */
  readonly shared: Persistent<Contents>;
  /** Statics of this file. */
  readonly statics: Persistent<Contents>;
  /** Everything else: constants, locals, blocks, what parameters lead to. */
  readonly own: Persistent<Contents>;
  /** Epoch of whatever is read for the first time from `shared` and `statics`. */
  readonly epoch: number;
  /** The same for `own`. */
  readonly ownEpoch: number;
  /** Where an address may lead of which nothing is known: see `escapes.ts`. */
  readonly escaped: Persistent<true>;
  /** Counts stores of which nobody knows where they went: all that has escaped may be another since. */
  readonly strays: number;
  /** Counts stores that may have gone where a made-up region is: these, and those into what has escaped. */
  readonly guesses: number;
  /** A made-up region is taken for a place of its own: of most pointers others know where they lead, who are not in sight. */
  readonly trustsGuesses: boolean;
}

export const emptyMemory: Memory = {
  shared: undefined,
  statics: undefined,
  own: undefined,
  epoch: 0,
  ownEpoch: 0,
  escaped: undefined,
  strays: 0,
  guesses: 0,
  trustsGuesses: true,
};

export const contentsOf = (memory: Memory, region: RegionId): Contents => {
  const part = partOf(region);
  const known = persistent.get(memory[part], region);
  if (known) return known.seen === clockOf(memory, region) ? known : asNow(memory, region, known);
  if (isLiteral(region)) return contentsOfLiteral(region);
  const blank = isZeroMember(memory, region) ? "zero" : "unknown";
  const epoch = part === "own" ? memory.ownEpoch : memory.epoch;
  return asNow(memory, region, { cells: cells.noCells, blank, epoch, seen: 0 });
};

const clockOf = (memory: Memory, region: RegionId): number =>
  isMadeUp(region) ? memory.guesses : memory.strays;

/** What is left of what was known: nothing, with another name each time, where a store may have gone there since. */
const asNow = (memory: Memory, region: RegionId, { cells, blank, epoch, seen }: Contents): Contents => {
  const now = clockOf(memory, region);
  if (now === seen || !hasEscaped(memory, region)) return { cells, blank, epoch, seen: now };
  return { cells: noCells, blank: "unknown", epoch: epoch + now - seen, seen: now };
};

/** Is the region one into which somebody may have stored whom nobody saw, since it was last known what lies there? */
export function isStale(memory: Memory, region: RegionId): boolean {
  const known = persistent.get(memory[partOf(region)], region);
  return known !== undefined && known.seen !== clockOf(memory, region) && hasEscaped(memory, region);
}

/** May an address of which nothing is known lead there? Whatever is stored there escapes, too. */
export const hasEscaped = ({ escaped }: Memory, region: RegionId): boolean =>
  isMadeUp(region) || (escaped !== undefined && persistent.get(escaped, recordOf(region)) !== undefined);

export const escapedIn = ({ escaped }: Memory): RegionId[] =>
  [...persistent.entries(escaped)].map(([region]) => region);

function contentsOfLiteral(region: RegionId): Contents {
  const text = textOfLiteral(region);
  const characters = text === undefined ? [] : [...text, "\0"];
  const found = characters.map((one, offset) => cells.cellOf(offset, 1, number(one.charCodeAt(0))));
  return { cells: found, blank: "unknown", epoch: 0, seen: 0 };
}

/** A member that lies in a record's zeros, and was not written since. */
function isZeroMember(memory: Memory, region: RegionId): boolean {
  const place = placeOfMember(region);
  return place !== undefined && cells.isZeroRun(contentsOf(memory, place.record), place.offset);
}

/** The region of a member whose place is not known: another one each time that the record was forgotten or filled. */
export const regionOfMember = (memory: Memory, record: RegionId, offset: number, field: string): RegionId =>
  memberRegion(record, offset, field, contentsOf(memory, record).epoch);

export function withContents(memory: Memory, region: RegionId, contents: Contents): Memory {
  let { shared, statics, own, epoch, ownEpoch, escaped, strays, guesses, trustsGuesses } = memory;
  const seen = clockOf(memory, region);
  const stamped = contents.seen === seen ? contents : { ...contents, seen };
  const part = partOf(region);
  if (part === "shared") shared = persistent.set(shared, region, stamped);
  else if (part === "statics") statics = persistent.set(statics, region, stamped);
  else own = persistent.set(own, region, stamped);
  return { shared, statics, own, epoch, ownEpoch, escaped, strays, guesses, trustsGuesses };
}

/** Everything that is stored in the region. */
export const valuesIn = (memory: Memory, region: RegionId): Value[] =>
  contentsOf(memory, region).cells.map((cell) => cell.value);

/** What is stored in the record, also in members whose places are not known. */
export function valuesInRecord(memory: Memory, region: RegionId): Value[] {
  const own = valuesIn(memory, region);
  const isMember = isMemberOf(region, contentsOf(memory, region).epoch);
  for (const [name, contents] of persistent.entries(memory[partOf(region)]))
    if (isMember(name)) own.push(...contents.cells.map(({ value }) => value));
  return own;
}

export const forgotten = ({ epoch, seen }: Contents): Contents => ({
  cells: cells.noCells,
  blank: "unknown",
  epoch: epoch + 1,
  seen,
});
