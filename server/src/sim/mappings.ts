/** Sorted, disjoint runs of bytes with the same attributes: changing, removing, finding. Costs by run, never by page. */
import type { Mapping } from "./types";

/** A half-open range of bytes. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The parts of `mappings` within the range, cut to it. */
export function within(mappings: readonly Mapping[], range: Range): readonly Mapping[] {
  const parts: Mapping[] = [];
  for (const mapping of mappings) {
    const start = Math.max(mapping.start, range.start);
    const end = Math.min(mapping.end, range.end);
    if (start < end) parts.push({ ...mapping, start, end });
  }
  return parts;
}

/** The parts of the range that no mapping covers. */
export function holes(mappings: readonly Mapping[], range: Range): readonly Range[] {
  const found: Range[] = [];
  let position = range.start;
  for (const part of within(mappings, range)) {
    if (part.start > position) found.push({ start: position, end: part.start });
    position = part.end;
  }
  if (position < range.end) found.push({ start: position, end: range.end });
  return found;
}

/** Changes what lies in the range, splitting at its ends; what lies outside stays. */
export function changed(
  mappings: readonly Mapping[],
  range: Range,
  change: (mapping: Mapping) => Mapping,
): readonly Mapping[] {
  const result: Mapping[] = [];
  for (const mapping of mappings) {
    const start = Math.max(mapping.start, range.start);
    const end = Math.min(mapping.end, range.end);
    if (start >= end) {
      result.push(mapping);
      continue;
    }
    if (mapping.start < start) result.push({ ...mapping, end: start });
    result.push(change({ ...mapping, start, end }));
    if (end < mapping.end) result.push({ ...mapping, start: end });
  }
  return coalesced(result);
}

export function removed(mappings: readonly Mapping[], range: Range): readonly Mapping[] {
  return mappings.flatMap((mapping) => {
    const left = { ...mapping, end: Math.min(mapping.end, range.start) };
    const right = { ...mapping, start: Math.max(mapping.start, range.end) };
    if (range.start >= range.end) return [mapping];
    return [left, right].filter((part) => part.start < part.end);
  });
}

/** Puts a mapping where it belongs, over whatever was there. */
export function placed(mappings: readonly Mapping[], mapping: Mapping): readonly Mapping[] {
  const others = removed(mappings, mapping);
  const before = others.filter((other) => other.end <= mapping.start);
  const after = others.filter((other) => other.start >= mapping.end);
  return coalesced([...before, mapping, ...after]);
}

export function sameAttributes(a: Mapping, b: Mapping): boolean {
  return (
    a.lock === b.lock &&
    a.reference === b.reference &&
    a.protection === b.protection &&
    a.lazy === b.lazy &&
    a.wired === b.wired
  );
}

/** Joins neighbours that do not differ. */
export function coalesced(mappings: readonly Mapping[]): readonly Mapping[] {
  const result: Mapping[] = [];
  for (const mapping of mappings) {
    const last = result.at(-1);
    if (last !== undefined && last.end === mapping.start && sameAttributes(last, mapping)) {
      result[result.length - 1] = { ...last, end: mapping.end };
    } else {
      result.push(mapping);
    }
  }
  return result;
}
