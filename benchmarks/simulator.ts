/** How long the simulator takes for one mlock(), by the number of mappings and by the size of the range: `npm run bench:sim`. */
import { platforms } from "../server/src/platforms";
import { concrete } from "../server/src/sim/concrete";
import { mappingsOf } from "../server/src/sim/mappings";
import { step } from "../server/src/sim/step";
import type { World } from "../server/src/sim/types";
import { concreteWorld, memory, ordinary, withRegion } from "../server/src/sim/world";

// Without a limit on the number of mappings.
const profile = platforms.freebsd;
const page = profile.pageSize.usual;
const start = 0x2_0000_0000;
const terabyte = 2 ** 40;

/** So many mappings of one page, a page between each two. */
function scattered(count: number): World {
  const mappings = Array.from({ length: count }, (_, index) => ({
    ...ordinary,
    protection: 3,
    shared: false,
    start: start + 2 * index * page,
    end: start + (2 * index + 1) * page,
  }));
  return worldOf(mappings);
}

function worldOf(mappings: Parameters<typeof mappingsOf>[0]): World {
  const world = concreteWorld({ privileged: true });
  const [region] = world.regions.values();
  return region ? withRegion(world, memory, { ...region, mappings: mappingsOf(mappings) }) : world;
}

/** Microseconds of the median of so many calls, each at another of `count` places. */
function median(world: World, count: number, length: number): number {
  const times: number[] = [];
  for (let round = 0; round < 3000; round++) {
    const address = start + 2 * ((round * 7919) % count) * page;
    const before = process.hrtime.bigint();
    const { outcomes } = step(profile, world, { name: "mlock", address, length }, concrete);
    times.push(Number(process.hrtime.bigint() - before) / 1000);
    if (outcomes[0]?.result !== "success") throw new Error("mlock() was to succeed");
  }
  return times.sort((a, b) => a - b)[times.length / 2] ?? Number.NaN;
}

function table(rows: readonly (readonly [what: string, time: number])[]): void {
  const [first] = rows;
  for (const [what, time] of rows) {
    const ratio = time / (first?.[1] ?? time);
    process.stdout.write(
      `${what.padEnd(22)}${time.toFixed(1).padStart(8)} us ${ratio.toFixed(2).padStart(7)} x\n`,
    );
  }
}

median(scattered(100), 100, page); // Once without counting: the compiler gets warm.
process.stdout.write("mlock() of one page\n");
table(
  [100, 1_000, 10_000, 100_000].map((count) => [`${count} mappings`, median(scattered(count), count, page)]),
);
process.stdout.write("\nmlock() of one mapping\n");
const large = worldOf([{ ...ordinary, protection: 3, shared: false, start, end: start + terabyte }]);
table([
  ["1 page", median(large, 1, page)],
  ["1 GB", median(large, 1, 2 ** 30)],
  ["1 TB", median(large, 1, terabyte)],
]);
