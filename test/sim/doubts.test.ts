/** What is known of locks where a platform's pages leave something open: no more than they say. */
import { expect, test } from "vitest";
import { platforms } from "../../server/src/platforms";
import type { SimulatedId } from "../../server/src/platforms/profile";
import { concrete } from "../../server/src/sim/concrete";
import { step } from "../../server/src/sim/step";
import type { Call, World } from "../../server/src/sim/types";
import { concreteWorld } from "../../server/src/sim/world";
import { mappingsOfWorld } from "./arbitrary";

const at = 0x100000;

/** What is known of the memory after calls that all succeed. */
function after(id: SimulatedId, calls: readonly Call<number>[]) {
  let world: World = concreteWorld({ privileged: true });
  for (const call of calls) {
    const { outcomes } = step(platforms[id], world, call, concrete);
    world = outcomes.find(({ result }) => result === "success")?.world ?? world;
  }
  return { world, locks: mappingsOfWorld(world).map(({ lock }) => lock) };
}

function map(id: SimulatedId, more: Partial<Extract<Call<number>, { name: "mmap" }>> = {}): Call<number> {
  const { constants, pageSize } = platforms[id];
  const { MAP_PRIVATE = 0, MAP_ANON = 0, PROT_READ = 0, PROT_WRITE = 0 } = constants;
  return {
    name: "mmap",
    address: at,
    length: pageSize.usual,
    protection: PROT_READ | PROT_WRITE,
    flags: MAP_PRIVATE | MAP_ANON,
    object: "anonymous",
    ...more,
  };
}

const range = (name: "mlock" | "munlock", id: SimulatedId): Call<number> => ({
  name,
  address: at,
  length: platforms[id].pageSize.usual,
});

test("macOS: where a lock may have passed over the memory, one munlock more than sure locks is too few to know", () => {
  const [lock, unlock] = [range("mlock", "macos"), range("munlock", "macos")];
  const closed = map("macos", { protection: 0 });
  const open: Call<number> = {
    name: "mprotect",
    address: at,
    length: platforms.macos.pageSize.usual,
    protection: 3,
  };
  expect(after("macos", [closed, lock]).locks).toEqual(["unknown"]);
  expect(after("macos", [closed, lock, unlock]).locks).toEqual(["unlocked"]);
  expect(after("macos", [closed, lock, open, lock, unlock]).locks).toEqual(["unknown"]);
  expect(after("macos", [map("macos"), lock, lock, unlock]).locks).toEqual(["locked"]);
});

test.each(["netbsd", "macos", "qnx7", "posix"] as const)(
  "%s: what mprotect() does to a lock is not told",
  (id) => {
    const close: Call<number> = {
      name: "mprotect",
      address: at,
      length: platforms[id].pageSize.usual,
      protection: 0,
    };
    expect(after(id, [map(id), range("mlock", id), close]).locks).toEqual(["unknown"]);
    expect(after(id, [map(id), close]).locks).toEqual(["unlocked"]);
  },
);

test.each([
  ["linux", "unlocked"],
  ["freebsd", "unknown"],
  ["qnx7", "locked"],
] as const)("%s: device memory is %s, and counts for nothing", (id, lock) => {
  const { locks, world } = after(id, [
    map(id, { object: "device", flags: platforms[id].constants.MAP_SHARED }),
  ]);
  expect([locks, world.lockedBytes]).toEqual([[lock], 0]);
});

test("POSIX: a mapping that may or may not have replaced another leaves both possible where no page says", () => {
  const { MAP_FIXED = 0, MAP_PRIVATE = 0, MAP_ANON = 0, MCL_FUTURE = 0 } = platforms.posix.constants;
  const { world } = after("posix", [map("posix"), { name: "mlockall", flags: MCL_FUTURE }]);
  const { outcomes } = step(
    platforms.posix,
    { ...world, limit: 0 },
    map("posix", { flags: MAP_FIXED | MAP_PRIVATE | MAP_ANON }),
    concrete,
  );
  const failed = outcomes.filter(({ result }) => result === "failure").map((outcome) => outcome.world);
  expect(failed.map((left) => mappingsOfWorld(left).map(({ presence }) => presence))).toEqual([["unknown"]]);
});
