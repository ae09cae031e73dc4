/** L-62: every lock in the middle of a mapping splits it, and a process may have only so many mappings. */
import { expect, test } from "vitest";
import { platforms } from "../../server/src/platforms";
import { concrete } from "../../server/src/sim/concrete";
import { step } from "../../server/src/sim/step";
import type { Call, World } from "../../server/src/sim/types";
import { concreteWorld } from "../../server/src/sim/world";

const page = 4096;
const base = 256 * page;
const most = 65530;

function after(world: World, call: Call<number>): World {
  const [outcome, ...others] = step(platforms.linux, world, call, concrete).outcomes;
  expect([outcome?.result, others.length]).toEqual(["success", 0]);
  return outcome?.world ?? world;
}

test("L-62 locking every other page ends at the number of mappings, and so does unlocking in the middle", () => {
  const { PROT_READ = 0, MAP_PRIVATE = 0, MAP_ANON = 0 } = platforms.linux.constants;
  const lock = (index: number): Call<number> => ({
    name: "mlock",
    address: base + (2 * index + 1) * page,
    length: page,
  });
  let world = after(concreteWorld(), {
    name: "mmap",
    address: base,
    length: (most + 100) * page,
    protection: PROT_READ,
    flags: MAP_PRIVATE | MAP_ANON,
  });
  // Each adds two mappings; the last has room for one of its two.
  const fitting = (most - 2) / 2;
  for (let index = 0; index < fitting; index++) world = after(world, lock(index));
  expect(world.lockedBytes).toBe(fitting * page);
  const { outcomes } = step(platforms.linux, world, lock(fitting), concrete);
  expect(outcomes.map(({ errno }) => errno)).toEqual([["ENOMEM"]]);
  expect(outcomes[0]?.because).toContain("mlock.map-count");
});
