/** Laws that hold for every sequence of calls, on each platform that declares them; what exempts one is a fact or stands in a list. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { platformIds, platforms } from "../../server/src/platforms";
import type { Facts, Platform, SimulatedId } from "../../server/src/platforms/profile";
import type { Call, Mapping, Outcome, World } from "../../server/src/sim/types";
import { isLocked, memory } from "../../server/src/sim/world";
import {
  type Bytes,
  base,
  calls,
  isFixed,
  lastReached,
  lockCalls,
  mappingsOfWorld,
  memoryCalls,
  moves,
  often,
  outcomesOf,
  pageRanges,
  reached,
  settings,
  startOf,
  succeedingWorlds,
  view,
} from "./arbitrary";

interface Law {
  /** By what a platform declares it. */
  readonly declaredBy: (facts: Facts, id: SimulatedId) => boolean;
  readonly check: (profile: Platform) => void;
}

const always = () => true;
const locksRanges = (facts: Facts) => facts["mlock.effect"].value === "locks";
const isFlag = (facts: Facts) => facts["lock.nesting"].value === "flag";

/** A world, however it came about, and what is done there. */
function inWorld<Value>(
  profile: Platform,
  what: fc.Arbitrary<Value>,
  law: (world: World, value: Value) => void,
): void {
  const property = fc.property(settings, moves(profile), what, (setting, way, value) => {
    law(lastReached(profile, startOf(profile, setting), way), value);
  });
  fc.assert(property, often(runs));
}

const runs = 90;

const laws: Readonly<Record<string, Law>> = {
  "a failing call changes nothing, where the platform says so": {
    declaredBy: always,
    check: (profile) =>
      inWorld(profile, calls(profile), (world, call) => {
        for (const outcome of outcomesOf(profile, world, call)) {
          if (outcome.result === "success" || mayLeaveTraces(profile, call, outcome)) continue;
          const { value } = profile.facts["mlockall.failure"];
          const future = call.name === "mlockall" && value !== "unchanged" ? { future: world.future } : {};
          expect(view({ ...outcome.world, ...future })).toEqual(view(world));
        }
      }),
  },
  "munlock removes what any number of mlock set": {
    declaredBy: (facts) => locksRanges(facts) && isFlag(facts),
    check: (profile) =>
      inWorld(
        profile,
        fc.tuple(pageRanges(profile), fc.integer({ min: 1, max: 3 })),
        (world, [range, times]) => {
          const locked = repeated(profile, world, { name: "mlock", ...range }, times);
          for (const after of locked.flatMap((each) =>
            succeedingWorlds(profile, each, { name: "munlock", ...range }),
          )) {
            expect(
              inRange(after, range).filter((part) => !isFixed(part) && part.lock !== "unlocked"),
            ).toEqual([]);
          }
        },
      ),
  },
  "as many munlock as mlock": {
    declaredBy: (facts) => locksRanges(facts) && !isFlag(facts),
    check: (profile) =>
      inWorld(
        profile,
        fc.tuple(pageRanges(profile), fc.integer({ min: 1, max: 3 })),
        (world, [range, times]) => {
          fc.pre(inRange(world, range).every((part) => !isLocked(part)));
          const [locked] = repeated(profile, world, { name: "mlock", ...range }, times);
          fc.pre(locked !== undefined && inRange(locked, range).every(({ lock }) => lock !== "unknown"));
          const counts = [];
          for (let left = times; left >= 0; left--) {
            const [after] = repeated(profile, locked, { name: "munlock", ...range }, times - left);
            counts.push(
              inRange(after ?? locked, range)
                .filter((part) => !isFixed(part))
                .every((part) => isLocked(part) === left > 0),
            );
          }
          expect(counts).not.toContain(false);
        },
      ),
  },
  "mlock twice is mlock once": {
    declaredBy: (facts) => locksRanges(facts) && isFlag(facts),
    check: (profile) =>
      inWorld(profile, pageRanges(profile), (world, range) => {
        const call = { name: "mlock", ...range } as const;
        for (const once of succeedingWorlds(profile, world, call)) {
          const { lockedBytes } = once;
          for (const twice of succeedingWorlds(profile, once, call)) {
            const same = countsExactly(profile) ? twice : { ...twice, lockedBytes };
            expect(view(same)).toEqual(view(once));
          }
        }
      }),
  },
  "munlockall unlocks all, and what is to come": {
    declaredBy: (facts) => facts["munlockall.effect"].value === "unlocks",
    check: (profile) =>
      inWorld(profile, fc.constant(undefined), (world) => {
        for (const after of succeedingWorlds(profile, world, { name: "munlockall" })) {
          expect(mappingsOfWorld(after).filter((part) => !isFixed(part) && part.lock !== "unlocked")).toEqual(
            [],
          );
          expect(after.future).toBe("off");
        }
      }),
  },
  "munmap unlocks: what is mapped there anew is unlocked, and nothing of it counts": {
    declaredBy: always,
    check: (profile) =>
      inWorld(profile, pageRanges(profile), (world, range) => {
        const { MAP_PRIVATE = 0, MAP_ANON = 0, MAP_FIXED = 0 } = profile.constants;
        const flags = MAP_PRIVATE | MAP_ANON | MAP_FIXED;
        for (const gone of succeedingWorlds(
          profile,
          { ...world, future: "off" },
          { name: "munmap", ...range },
        )) {
          const mmap = { name: "mmap", ...range, protection: 0, flags, object: "anonymous" } as const;
          for (const anew of succeedingWorlds(profile, gone, mmap).filter(isMapped)) {
            expect(inRange(anew, range).map(({ lock }) => lock)).toEqual(["unlocked"]);
            expect(anew.lockedBytes).toBe(gone.lockedBytes);
          }
          if (gone.lockedBytes === undefined || world.lockedBytes === undefined) continue;
          expect(world.lockedBytes - gone.lockedBytes).toBe(sums(inRange(world, range)).locked);
        }
      }),
  },
  "the accounts are the sums over the pages": {
    declaredBy: (_, id) => !(id in drifting),
    check: (profile) =>
      inWorld(profile, fc.constant(undefined), (world) => {
        const { locked, mapped, isKnown } = sums(mappingsOfWorld(world));
        if (world.mappedBytes !== undefined) expect(world.mappedBytes).toBe(mapped);
        if (world.lockedBytes !== undefined && isKnown) expect(world.lockedBytes).toBe(locked);
      }),
  },
  "the child of fork holds nothing": {
    declaredBy: (facts) => facts["lock.fork"].value === "dropped",
    check: (profile) =>
      inWorld(profile, fc.constant(undefined), (world) => {
        const children = outcomesOf(profile, world, { name: "fork" }).filter(
          ({ process }) => process === "child",
        );
        expect(children).toHaveLength(1);
        for (const { world: child } of children) {
          expect(mappingsOfWorld(child).filter((part) => !part.wired && part.lock !== "unlocked")).toEqual(
            [],
          );
          expect(child).toMatchObject({ future: "off", plock: "nothing" });
          expect([0, undefined]).toContain(child.lockedBytes);
        }
      }),
  },
  "two halves are the whole, where no limit is met": {
    declaredBy: always,
    check: (profile) => {
      const page = profile.pageSize.usual;
      const rangeCalls = fc.oneof(memoryCalls(profile), lockCalls(profile)).filter(isDivisible);
      inWorld(profile, fc.tuple(rangeCalls, fc.nat(4)), (reachedWorld, [call, cut]) => {
        const world: World = { ...reachedWorld, privileged: true, limit: Number.POSITIVE_INFINITY };
        const middle = Math.floor(call.address / page + 1 + cut) * page;
        const end = call.address + call.length;
        fc.pre(middle < end && sums(inRange(world, call)).mapped >= call.length);
        const whole = succeedingWorlds(profile, world, call);
        const halves = succeedingWorlds(profile, world, { ...call, length: middle - call.address }).flatMap(
          (half) => succeedingWorlds(profile, half, { ...call, address: middle, length: end - middle }),
        );
        expect(halves.map((after) => view(after))).toEqual(whole.map((after) => view(after)));
      });
    },
  },
  "elsewhere by whole pages is the same": {
    declaredBy: always,
    check: (profile) => {
      const distances = fc.integer({ min: -1000, max: 1000 }).map((pages) => pages * profile.pageSize.usual);
      const property = fc.property(settings, moves(profile), distances, (setting, way, distance) => {
        const here = reached(profile, startOf(profile, setting), way);
        const moved = way.map(([call, choice]) => [shifted(call, distance), choice] as const);
        const there = reached(profile, startOf(profile, setting, base + distance), moved);
        expect(there.map((world) => view(world))).toEqual(here.map((world) => view(world, distance)));
      });
      fc.assert(property, often(runs));
    },
  },
  "runs are whole pages, sorted, apart, and no two neighbours are alike": {
    declaredBy: always,
    check: (profile) =>
      inWorld(profile, fc.constant(undefined), (world) => {
        let last: Mapping | undefined;
        for (const run of mappingsOfWorld(world)) {
          expect([run.start % profile.pageSize.usual, run.end % profile.pageSize.usual]).toEqual([0, 0]);
          expect(run.start).toBeLessThan(run.end);
          if (last) expect(last.end).toBeLessThanOrEqual(run.start);
          if (last?.end === run.start) expect(attributes(last)).not.toEqual(attributes(run));
          last = run;
        }
      }),
  },
  "what is unlocked counts no locks, what is locked at least one, and where locks are flags no more": {
    declaredBy: always,
    check: (profile) =>
      inWorld(profile, fc.constant(undefined), (world) => {
        for (const { lock, lockCount, wired } of mappingsOfWorld(world)) {
          if (lock === "unlocked") expect(lockCount).toBe(0);
          if (lock === "locked" && !wired) expect(lockCount).toBeGreaterThan(0);
          if (isFlag(profile.facts)) expect(lockCount).toBeLessThan(2);
        }
      }),
  },
};

/** Whose accounts are known to go wrong, and by which statement of the sources. */
const drifting: Partial<Readonly<Record<SimulatedId, string>>> = {
  qnx6: "Q6-11: locking anew counts again, and munlock() subtracts what was never locked",
};

describe.each(Object.entries(laws))("%s", (_, { declaredBy, check }) => {
  const declaring = platformIds.filter((id) => declaredBy(platforms[id].facts, id));
  test.each(declaring)("%s", (id) => {
    check(platforms[id]);
  });
});

test("who declares which law not", () => {
  const exempt = Object.entries(laws).flatMap(([law, { declaredBy }]) => {
    const ids = platformIds.filter((id) => !declaredBy(platforms[id].facts, id));
    return ids.length === 0 ? [] : [[law, ids.length > 6 ? "most" : ids.join(" ")]];
  });
  expect(Object.fromEntries(exempt)).toMatchInlineSnapshot(`
    {
      "as many munlock as mlock": "most",
      "mlock twice is mlock once": "qnx8 macos",
      "munlock removes what any number of mlock set": "qnx8 macos",
      "munlockall unlocks all, and what is to come": "qnx8 macos",
      "the accounts are the sums over the pages": "qnx6",
      "the child of fork holds nothing": "qnx8",
    }
  `);
});

/** Failures that come when part of the work is done. */
function mayLeaveTraces({ facts }: Platform, { name }: Call<number>, { because: [first] }: Outcome): boolean {
  if (name === "madvise" || name === "mprotect") return true;
  if (name === "mremap") return facts["mremap.effect"].value === "silent";
  if (name === "mlockall" || name === "plock") {
    if (facts["mlockall.failure"].value === "silent") return true;
    return first === "mlockall.limit" && facts[first].value === "fails-partial";
  }
  // The kernel removes what was there, and asks then.
  if (first === "memfd_secret.lock") return true;
  const clears = facts["mmap.replacement"].value !== "tests-first";
  if (first === "mlockall.future-failure" || first === "mmap.locked") return clears;
  if (name !== "mlock" && name !== "mlock2" && name !== "munlock") return false;
  if (facts["lock.atomic"].value === true) return false;
  const [call, test = ""] = first?.split(".") ?? [];
  if (test === "mapped" || test === "hole") {
    return call === "mlock" || call === "munlock"
      ? ["partial", "silent"].includes(facts[`${call}.mapped`].value)
      : true;
  }
  return !["privilege", "alignment", "zero-length", "wrap", "effect"].includes(test);
}

/** Does the account tell what is locked? */
function countsExactly({ facts }: Platform): boolean {
  return ["once", "again"].includes(facts["limit.counting"].value) || facts["limit.scope"].value === "none";
}

/** Is anything known of what is mapped? */
function isMapped(world: World): boolean {
  return world.regions.has(memory);
}

function repeated(profile: Platform, world: World, call: Call<number>, times: number): readonly World[] {
  let worlds: readonly World[] = [world];
  for (let time = 0; time < times; time++)
    worlds = worlds.flatMap((each) => succeedingWorlds(profile, each, call));
  return worlds;
}

function inRange(world: World, { address, length }: Bytes): readonly Mapping[] {
  const end = address + length;
  return mappingsOfWorld(world)
    .filter((part) => part.start < end && part.end > address)
    .map((part) => ({ ...part, start: Math.max(part.start, address), end: Math.min(part.end, end) }));
}

function sums(parts: readonly Mapping[]) {
  const total = (some: readonly Mapping[]) => some.reduce((sum, { start, end }) => sum + end - start, 0);
  return {
    mapped: total(parts),
    locked: total(parts.filter((part) => !part.wired && isLocked(part))),
    isKnown: parts.every(({ lock, presence }) => lock !== "unknown" && presence !== "unknown"),
  };
}

/** Calls that do to each page what they do to all, and tell nothing but that they did. */
const divisible = ["mlock", "munlock", "mlock2", "munmap", "mprotect", "touch", "madvise", "msync"] as const;

type Divisible = Bytes & { readonly name: (typeof divisible)[number] } & Call<number>;

function isDivisible(call: Call<number>): call is Divisible {
  return (divisible as readonly string[]).includes(call.name);
}

function attributes({ start: _, end: _end, seams: _seams, ...rest }: Mapping) {
  return rest;
}

function shifted(call: Call<number>, distance: number): Call<number> {
  const at = "address" in call && call.address !== undefined ? { address: call.address + distance } : {};
  const to =
    call.name === "mremap" && call.newAddress !== undefined ? { newAddress: call.newAddress + distance } : {};
  return { ...call, ...at, ...to } as Call<number>;
}
