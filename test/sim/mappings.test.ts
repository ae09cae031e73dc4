/** Mappings against a plain array of pages: whatever is put, cut and taken away, both hold the same. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  all,
  holes,
  type Mappings,
  mappingsOf,
  neighbours,
  noMappings,
  replaced,
  sameMapping,
  some,
  within,
} from "../../server/src/sim/mappings";
import type { Mapping, Range } from "../../server/src/sim/types";
import { changeExtent, concreteWorld, memory, ordinary, withRegion } from "../../server/src/sim/world";
import { often } from "./arbitrary";

const pages = 24;

/** What a page is like; undefined: not mapped. Few kinds, so that neighbours are often alike. */
type Kind = Pick<Mapping, "lock" | "residency"> | undefined;

const kinds: readonly Kind[] = [
  undefined,
  { lock: "unlocked", residency: "absent" },
  { lock: "unlocked", residency: "resident" },
  { lock: "locked", residency: "resident" },
];

type Edit = readonly [start: number, kinds: readonly Kind[]];

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.tuple(fc.nat(pages - 1), fc.array(fc.constantFrom(...kinds), { maxLength: 8 })),
  { maxLength: 20 },
);

const ranges: fc.Arbitrary<Range> = fc
  .tuple(fc.integer({ min: -2, max: pages + 2 }), fc.nat(10))
  .map(([start, length]) => ({ start, end: start + length }));

/** One unit is one page. */
function edited(list: readonly Edit[]): { readonly mappings: Mappings; readonly model: readonly Kind[] } {
  let mappings = noMappings;
  const model = new Array<Kind>(pages).fill(undefined);
  for (const [start, row] of list) {
    const fitting = row.slice(0, pages - start);
    const parts = fitting.flatMap((kind, index) =>
      kind ? [{ ...ordinary, ...kind, start: start + index, end: start + index + 1 }] : [],
    );
    mappings = replaced(mappings, { start, end: start + fitting.length }, parts);
    for (const [index, kind] of fitting.entries()) model[start + index] = kind;
  }
  return { mappings, model };
}

function unfolded(runs: Iterable<Mapping>): ReadonlyMap<number, Kind> {
  const found = new Map<number, Kind>();
  for (const { start, end, lock, residency } of runs) {
    for (let page = start; page < end; page++) found.set(page, { lock, residency });
  }
  return found;
}

const modelled = (model: readonly Kind[], { start, end }: Range): ReadonlyMap<number, Kind> =>
  new Map([...model.entries()].filter(([page, kind]) => kind && page >= start && page < end));

function holds(law: (mappings: Mappings, model: readonly Kind[], range: Range) => void): void {
  const property = fc.property(edits, ranges, (list, range) => {
    const { mappings, model } = edited(list);
    law(mappings, model, range);
  });
  fc.assert(property, often(300));
}

describe("beside an array of pages", () => {
  test("within: the parts of a range, cut to it", () => {
    holds((mappings, model, range) => {
      const parts = within(mappings, range);
      expect(unfolded(parts)).toEqual(modelled(model, range));
      expect(parts.filter(({ start, end }) => start < range.start || end > range.end)).toEqual([]);
    });
  });

  test("holes: what no mapping covers, in whole", () => {
    holds((mappings, model, range) => {
      const free = [];
      for (let page = range.start; page < range.end; page++) if (!model[page]) free.push(page);
      const found = holes(mappings, range);
      expect(
        found.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)),
      ).toEqual(free);
      expect(found.filter(({ start }, index) => start === found[index - 1]?.end)).toEqual([]);
    });
  });

  test("neighbours: what is left and right of a range, or reaches into it", () => {
    holds((mappings, model, range) => {
      fc.pre(range.start < range.end);
      const { left, right } = neighbours(mappings, range);
      const kindOf = (run: Mapping | undefined) => run && { lock: run.lock, residency: run.residency };
      expect(kindOf(left)).toEqual(model[range.start - 1]);
      expect(kindOf(right)).toEqual(model[range.end]);
    });
  });

  test("sorted and apart, and no two neighbours are alike", () => {
    holds((mappings) => {
      const runs = [...all(mappings)];
      expect(runs).toHaveLength(mappings.size);
      for (const [index, run] of runs.entries()) {
        const last = runs[index - 1];
        expect(run.start).toBeLessThan(run.end);
        if (last === undefined) continue;
        expect(last.end).toBeLessThanOrEqual(run.start);
        const areAlike = sameMapping(last, run) && last.residency === run.residency;
        expect(last.end === run.start && areAlike).toBe(false);
      }
    });
  });

  test("a change is another one: what was there stays as it was", () => {
    holds((mappings, model, range) => {
      replaced(mappings, range, []);
      expect(unfolded(all(mappings))).toEqual(modelled(model, { start: 0, end: pages }));
    });
  });

  test("as from a list, and put in place of itself", () => {
    holds((mappings, _, range) => {
      const runs = [...all(mappings)];
      expect([...all(mappingsOf(runs))]).toEqual(runs);
      expect([...all(replaced(mappings, range, within(mappings, range)))]).toEqual(runs);
      expect(some(mappings, ({ lock }) => lock === "locked")).toBe(
        runs.some(({ lock }) => lock === "locked"),
      );
    });
  });
});

describe("costs go by mapping", () => {
  const page = 4096;
  const many = 100_000;
  const scattered = mappingsOf(
    Array.from({ length: many }, (_, index) => ({
      ...ordinary,
      start: 2 * index * page,
      end: (2 * index + 1) * page,
    })),
  );
  const start = concreteWorld();
  const [region] = start.regions.values();
  const world = region ? withRegion(start, memory, { ...region, mappings: scattered }) : start;

  test("a change is asked of the mappings that it touches, and of no others", () => {
    for (const touched of [1, 3, 1000]) {
      let asked = 0;
      const extent = { region: memory, start: many * page, end: (many + 2 * touched) * page };
      changeExtent(world, extent, (mapping) => {
        asked += 1;
        return { ...mapping, lock: "locked", lockCount: 1 };
      });
      expect(asked).toBe(touched);
    }
  });

  test("what a change leaves alone is shared with what was before", () => {
    const extent = { region: memory, start: many * page, end: (many + 1) * page };
    const after = changeExtent(world, extent, (mapping) => ({ ...mapping, lock: "locked", lockCount: 1 }));
    const before = new Set(all(scattered));
    const fresh = [...all(after.regions.get(memory)?.mappings ?? noMappings)].filter(
      (run) => !before.has(run),
    );
    expect(fresh.length).toBeLessThan(4);
  });
});
