/** The simulator over regions: what is not known brings every outcome and no complaint; worlds that meet lose what they disagree on. */
import { describe, expect, test } from "vitest";
import { platformIds, platforms } from "../../server/src/platforms";
import type { FactName } from "../../server/src/platforms/profile";
import { all, noMappings } from "../../server/src/sim/mappings";
import { mergeWorlds, worldKey } from "../../server/src/sim/merge";
import { type RegionAddress, regions } from "../../server/src/sim/regions";
import { step } from "../../server/src/sim/step";
import type { Call, World } from "../../server/src/sim/types";
import { changeExtent, declareRegion, emptyWorld, forget, mappingsIn } from "../../server/src/sim/world";

const { qnx7, illumos, linux } = platforms;
const page = 4096;
const somewhere: RegionAddress = {
  region: undefined,
  offset: undefined,
  alignment: { modulus: 1, remainder: 0 },
  invalid: undefined,
};

function at(
  offset: number | undefined,
  alignment = { modulus: page, remainder: (offset ?? 0) % page },
): RegionAddress {
  return { region: "buffer", offset, alignment, invalid: false };
}

function worldWith(size: number | undefined, ownsPages: boolean, lazy = false): World {
  const base = { modulus: page, remainder: 0 };
  const protection = 0x300;
  return declareRegion(emptyWorld({ privileged: true }), "buffer", {
    base,
    size,
    ownsPages,
    lazy,
    protection,
  });
}

function locks(world: World): readonly string[] {
  const { mappings } = world.regions.get("buffer") ?? { mappings: noMappings };
  return [...all(mappings)].map(({ start, end, lock }) => `${start}-${end} ${lock}`);
}

describe("what is not known", () => {
  const calls: readonly Call<RegionAddress>[] = [
    { name: "mlock", address: somewhere, length: undefined },
    { name: "munlock", address: somewhere, length: undefined },
    { name: "mlockall", flags: undefined },
    { name: "touch", address: somewhere, length: undefined, write: true },
    { name: "mmap", region: "new", length: undefined, protection: undefined, flags: undefined },
    { name: "mprotect", address: somewhere, length: undefined, protection: undefined },
    { name: "munmap", address: somewhere, length: undefined },
  ];
  test.each(platformIds)("%s: success and failure, and no complaint", (id) => {
    const { facts } = platforms[id];
    // A call that does nothing, or always fails, needs to know nothing for that.
    const isOpen = (name: string) =>
      !(["noop", "fails"] as unknown[]).includes(facts[`${name}.effect` as FactName]?.value);
    for (const call of calls.filter(({ name }) => isOpen(name))) {
      const { outcomes, violations } = step(platforms[id], emptyWorld(), call, regions);
      expect(violations, call.name).toEqual([]);
      expect(new Set(outcomes.map(({ result }) => result)).size, call.name).toBe(2);
    }
  });

  test("an alignment that is not known is no violation, and may fail", () => {
    const world = worldWith(page, false);
    const call = { name: "mlock", address: at(0, { modulus: 16, remainder: 0 }), length: 8 } as const;
    const { outcomes, violations } = step(illumos, world, call, regions);
    expect(violations).toEqual([]);
    expect(outcomes.flatMap(({ errno }) => errno)).toContain("EINVAL");
    expect(outcomes[0]?.result).toBe("success");
  });

  test("an alignment that cannot be is one", () => {
    const call = { name: "mlock", address: at(0, { modulus: 16, remainder: 4 }), length: 8 } as const;
    const { outcomes, violations } = step(illumos, worldWith(page, false), call, regions);
    expect(violations).toMatchObject([{ fact: "mlock.alignment", certainty: "certain" }]);
    expect(outcomes.map(({ result }) => result)).toEqual(["failure"]);
  });

  test("a lock at an unknown place leaves every lock of the region unknown", () => {
    const call = { name: "mlock", address: at(undefined, { modulus: 1, remainder: 0 }), length: 8 } as const;
    const { outcomes } = step(linux, worldWith(2 * page, true), call, regions);
    expect(locks(outcomes[0]?.world ?? emptyWorld())).toEqual(["0-8192 unknown"]);
  });

  test("forget drops locks and references, not what is always so", () => {
    const world = forget(worldWith(page, true, true), "buffer");
    expect(mappingsIn(world, { region: "buffer", start: 0, end: page })).toMatchObject([
      { lock: "unknown", residency: "unknown", protection: undefined },
    ]);
  });
});

describe("ranges", () => {
  test("whole pages of a region with an aligned base", () => {
    const call = { name: "mlock", address: at(page + 10), length: 1 } as const;
    const { outcomes } = step(linux, worldWith(3 * page, true), call, regions);
    expect(locks(outcomes[0]?.world ?? emptyWorld())).toEqual([
      "0-4096 unlocked",
      "4096-8192 locked",
      "8192-12288 unlocked",
    ]);
  });

  test("beyond the end of own pages is possible, within the last page it is nothing", () => {
    const world = worldWith(page + 1, true);
    const beyond = step(qnx7, world, { name: "mlock", address: at(0), length: 3 * page }, regions);
    expect(beyond.violations).toMatchObject([
      {
        fact: "mlock.mapped",
        certainty: "possible",
        detail: "beyond-end",
        extent: { start: 2 * page, end: 3 * page },
      },
    ]);
    expect(beyond.outcomes[0]?.result).toBe("success");
    expect(
      step(qnx7, world, { name: "mlock", address: at(0), length: 2 * page }, regions).violations,
    ).toEqual([]);
  });

  test("of a length between two bounds, what is surely meant is locked, and what is perhaps meant unknown", () => {
    const length = { low: page, high: 2 * page };
    const { outcomes } = step(
      linux,
      worldWith(3 * page, true),
      { name: "mlock", address: at(0), length },
      regions,
    );
    expect(locks(outcomes[0]?.world ?? emptyWorld())).toEqual([
      "0-4096 locked",
      "4096-8192 unknown",
      "8192-12288 unlocked",
    ]);
  });

  test("of an unmapping between two bounds, what is surely meant is a hole, and the rest perhaps mapped", () => {
    const length = { low: page, high: 2 * page };
    const call = { name: "munmap", address: at(0), length } as const;
    const [outcome] = step(linux, worldWith(3 * page, true), call, regions).outcomes;
    const { mappings } = outcome?.world.regions.get("buffer") ?? { mappings: noMappings };
    expect([...all(mappings)].map(({ start, end, presence }) => [start, end, presence])).toEqual([
      [page, 2 * page, "unknown"],
      [2 * page, 3 * page, "mapped"],
    ]);
  });

  test("neighbours of an ordinary object are not judged", () => {
    const { violations } = step(
      qnx7,
      worldWith(10, false),
      { name: "mlock", address: at(0), length: page },
      regions,
    );
    expect(violations).toEqual([]);
  });

  test("a hole after munmap is certain", () => {
    const unmapped = step(
      qnx7,
      worldWith(2 * page, true),
      { name: "munmap", address: at(page), length: page },
      regions,
    );
    const world = unmapped.outcomes[0]?.world ?? emptyWorld();
    const { violations } = step(qnx7, world, { name: "mlock", address: at(0), length: 2 * page }, regions);
    expect(violations).toMatchObject([{ fact: "mlock.mapped", certainty: "certain", detail: "hole" }]);
  });

  test("null is told from MAP_FAILED", () => {
    const invalid = (remainder: number): RegionAddress => ({
      ...somewhere,
      alignment: { modulus: 0, remainder },
      invalid: true,
    });
    const details = [0, -1].map((value) => {
      const call = { name: "mlock", address: invalid(value), length: page } as const;
      return step(qnx7, emptyWorld({ privileged: true }), call, regions).violations.map(
        ({ fact, detail }) => `${fact} ${detail}`,
      );
    });
    expect(details).toEqual([["mlock.mapped null"], ["mlock.mapped invalid"]]);
  });
});

describe("lazy memory in a critical region", () => {
  const disabled: World = { ...worldWith(2 * page, true, true), interrupts: "disabled" };
  test("certain where the place is known", () => {
    const call = { name: "touch", address: at(page), length: 4, write: true } as const;
    const { violations } = step(qnx7, disabled, call, regions);
    expect(violations).toMatchObject([
      { fact: "lazy.critical", certainty: "certain", extent: { start: page, end: 2 * page } },
    ]);
  });

  test("nothing where the place, the reference or the context is not known", () => {
    const unknownPlace = { name: "touch", address: at(undefined), length: 4, write: true } as const;
    const known = { name: "touch", address: at(0), length: 4, write: true } as const;
    expect(step(qnx7, disabled, unknownPlace, regions).violations).toEqual([]);
    expect(step(qnx7, forget(disabled, undefined), known, regions).violations).toEqual([]);
    expect(step(qnx7, { ...disabled, interrupts: "unknown" }, known, regions).violations).toEqual([]);
  });
});

describe("worlds that meet", () => {
  const plain = worldWith(2 * page, true);
  const locked = changeExtent(plain, { region: "buffer", start: 0, end: page }, (mapping) => ({
    ...mapping,
    lock: "locked",
  }));

  test("lose what they disagree on, and only that", () => {
    const merged = mergeWorlds(plain, { ...locked, future: "on" });
    expect(locks(merged)).toEqual(["0-4096 unknown", "4096-8192 unlocked"]);
    expect(merged.future).toBe("unknown");
    expect(merged.privileged).toBe(true);
  });

  test("memory unmapped on one path is no certain hole", () => {
    const { outcomes } = step(linux, plain, { name: "munmap", address: at(page), length: page }, regions);
    const merged = mergeWorlds(plain, outcomes[0]?.world ?? plain);
    const { violations } = step(linux, merged, { name: "mlock", address: at(0), length: 2 * page }, regions);
    expect(violations).toEqual([]);
  });

  test.each([
    ["mlock", { name: "mlock", address: at(0), length: page }],
    ["touch", { name: "touch", address: at(0), length: 1, write: true }],
  ] as const)("what either side of a closed page allows of %s, both allow", (_, call) => {
    const open = changeExtent(plain, { region: "buffer", start: 0, end: page }, (mapping) => ({
      ...mapping,
      protection: 3,
    }));
    const closed = changeExtent(open, { region: "buffer", start: 0, end: page }, (mapping) => ({
      ...mapping,
      protection: 0,
    }));
    const results = (world: World) => step(linux, world, call, regions).outcomes.map(({ result }) => result);
    const merged = new Set(results(mergeWorlds(open, closed)));
    for (const result of [...results(open), ...results(closed)]) expect(merged).toContain(result);
  });

  test("merging is idempotent and commutes in what the key tracks", () => {
    expect(worldKey(mergeWorlds(plain, plain))).toBe(worldKey(plain));
    expect(worldKey(mergeWorlds(plain, locked))).toBe(worldKey(mergeWorlds(locked, plain)));
  });

  test("the key tells locks, holes and contexts apart, and not limits", () => {
    const keys = [
      plain,
      locked,
      forget(plain, undefined),
      { ...plain, future: "on" as const },
      { ...plain, interrupts: "disabled" as const },
    ];
    expect(new Set(keys.map(worldKey)).size).toBe(keys.length);
    expect(worldKey({ ...plain, limit: 1 })).toBe(worldKey(plain));
  });
});
