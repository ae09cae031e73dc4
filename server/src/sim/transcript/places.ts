/** The places that a transcript names. Each naming makes another set of them, which shares what it leaves alone. */
import BTree from "sorted-btree";
import type { Range } from "../types";

export interface Place {
  readonly address: number;
  readonly pages: number;
  /** The line that would have made it could not be read. */
  readonly isMissing?: true;
}

/** A set of places, which is never changed. */
export interface Places {
  /** An address behind all of them. */
  readonly next: number;
  /** The name that was given last. */
  readonly last: string | undefined;
  get(name: string): Place | undefined;
  names(): Iterable<string>;
}

/** Pages that are unmapped around every place. */
const gap = 16;

/**
 * `sized` holds, for each power of two, the places that are no larger, by address: so those that overlap a range are
 * found without looking at all.
 */
interface Indexed extends Places {
  readonly byName: BTree<string, Place>;
  readonly sized: ReadonlyMap<number, BTree<number, readonly string[]>>;
}

export function noPlaces(page: number): Places {
  return indexed({ next: 256 * page, last: undefined, byName: new BTree(), sized: new Map() });
}

function indexed(parts: Pick<Indexed, "next" | "last" | "byName" | "sized">): Indexed {
  const { byName } = parts;
  return { ...parts, get: (name) => byName.get(name), names: () => byName.keys() };
}

export function withPlace(places: Places, name: string, place: Place, page: number): Places {
  const { byName, sized, next } = places as Indexed;
  const trees = new Map(sized);
  const old = byName.get(name);
  if (old) {
    const others = namesAt(trees, old).filter((other) => other !== name);
    trees.set(classOf(old), treeOf(trees, old).with(old.address, others, true));
  }
  trees.set(classOf(place), treeOf(trees, place).with(place.address, [...namesAt(trees, place), name], true));
  const end = place.address + (place.pages + gap) * page;
  return indexed({
    next: Math.max(next, end),
    last: name,
    byName: byName.with(name, place, true),
    sized: trees,
  });
}

const classOf = ({ pages }: Place) => 2 ** Math.ceil(Math.log2(Math.max(pages, 1)));
const treeOf = (sized: Indexed["sized"], place: Place) => sized.get(classOf(place)) ?? new BTree();
const namesAt = (sized: Indexed["sized"], place: Place) => treeOf(sized, place).get(place.address) ?? [];

/** Names of the places that may overlap the range, by address. */
export function placesNear(places: Places, { start, end }: Range, page: number): readonly string[] {
  const found: { readonly address: number; readonly name: string }[] = [];
  for (const [most, tree] of (places as Indexed).sized) {
    tree.forRange(start - most * page, end, false, (address, names) => {
      for (const name of names) found.push({ address, name });
    });
  }
  return found.sort((one, other) => one.address - other.address).map(({ name }) => name);
}
