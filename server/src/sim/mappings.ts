/**
 * Runs of bytes with the same attributes, sorted and disjoint, in a B+ tree that shares what a change leaves alone: an
 * operation costs by the runs it touches and the logarithm of all, never by page.
 */
import BTree from "sorted-btree";
import { changedMapping } from "./changed";
import type { Mapping, Range } from "./types";

/** Sorted by start, and never changed: what looks like a change is another one. */
export interface Mappings {
  /** How many runs there are. */
  readonly size: number;
  values(): IterableIterator<Mapping>;
}

type Tree = BTree<number, Mapping>;

/** No run at all. */
export const noMappings: Mappings = new BTree<number, Mapping>();

/** The runs of a list, in any order, which must not overlap; empty ones are left out. */
export function mappingsOf(list: readonly Mapping[]): Mappings {
  const tree: Tree = new BTree();
  for (const mapping of list) if (mapping.start < mapping.end) tree.set(mapping.start, mapping);
  return tree;
}

/** Every run, by its start. */
export function all(mappings: Mappings): Iterable<Mapping> {
  return mappings.values();
}

/** Is there a run of which this holds? */
export function some(mappings: Mappings, is: (mapping: Mapping) => boolean): boolean {
  for (const mapping of mappings.values()) if (is(mapping)) return true;
  return false;
}

/** The parts of `mappings` within the range, cut to it. */
export function within(mappings: Mappings, range: Range): readonly Mapping[] {
  const parts: Mapping[] = [];
  if (range.start >= range.end) return parts;
  const tree = treeOf(mappings);
  const first = tree.getPairOrNextLower(range.start)?.[0] ?? range.start;
  tree.forRange(first, range.end, false, (_, mapping) => {
    const cut = cutTo(mapping, range);
    if (cut) parts.push(cut);
  });
  return parts;
}

/** The parts of the range that no mapping covers. */
export function holes(mappings: Mappings, range: Range): readonly Range[] {
  const found: Range[] = [];
  let position = range.start;
  for (const part of within(mappings, range)) {
    if (part.start > position) found.push({ start: position, end: part.start });
    position = part.end;
  }
  if (position < range.end) found.push({ start: position, end: range.end });
  return found;
}

/** What lies in the range gives way to `parts`, which are sorted and within it; what lies outside stays. */
export function replaced(mappings: Mappings, range: Range, parts: readonly Mapping[]): Mappings {
  if (range.start >= range.end) return mappings;
  const next = treeOf(mappings).clone();
  const before = next.nextLowerPair(range.start)?.[1];
  const last = next.nextLowerPair(range.end)?.[1];
  next.deleteRange(range.start, range.end, false);
  const left = before && cutTo(before, { start: before.start, end: range.start });
  const right =
    (last && cutTo(last, { start: range.end, end: last.end })) ??
    (next.get(range.end) as Mapping | undefined);
  const row = coalesced([...present(left), ...parts, ...present(right)]);
  if (right) next.delete(right.start);
  for (const mapping of row) next.set(mapping.start, mapping);
  return next;
}

/** The mappings that end where the range starts, and start where it ends. */
export function neighbours(mappings: Mappings, range: Range): { left?: Mapping; right?: Mapping } {
  const tree = treeOf(mappings);
  const left = tree.nextLowerPair(range.start)?.[1];
  const right = tree.getPairOrNextLower(range.end)?.[1];
  return {
    ...(left && left.end >= range.start ? { left } : {}),
    ...(right && right.end > range.end ? { right } : {}),
  };
}

/** Do they differ in nothing but residency? Then the kernel may hold them as one mapping. */
export function sameMapping(a: Mapping, b: Mapping): boolean {
  return (
    a.lock === b.lock &&
    a.lockCount === b.lockCount &&
    a.protection === b.protection &&
    a.backing === b.backing &&
    a.shared === b.shared &&
    a.object?.id === b.object?.id &&
    a.object?.origin === b.object?.origin &&
    a.lazy === b.lazy &&
    a.noreserve === b.noreserve &&
    a.wired === b.wired &&
    a.presence === b.presence
  );
}

/** Runs that differ in nothing at all are one. */
function coalesced(list: readonly Mapping[]): readonly Mapping[] {
  const result: Mapping[] = [];
  for (const mapping of list) {
    const last = result.at(-1);
    if (last?.end === mapping.start && last.residency === mapping.residency && sameMapping(last, mapping)) {
      const seams = last.seams === mapping.seams ? last.seams : "perhaps";
      result[result.length - 1] = { ...last, seams, end: mapping.end };
    } else {
      result.push(mapping);
    }
  }
  return result;
}

function cutTo(mapping: Mapping, { start, end }: Range): Mapping | undefined {
  if (mapping.start >= start && mapping.end <= end) return mapping;
  const from = Math.max(mapping.start, start);
  const to = Math.min(mapping.end, end);
  return from < to ? changedMapping(mapping, { start: from, end: to }) : undefined;
}

const present = (mapping: Mapping | undefined): readonly Mapping[] => (mapping ? [mapping] : []);

const treeOf = (mappings: Mappings): Tree => mappings as Tree;
