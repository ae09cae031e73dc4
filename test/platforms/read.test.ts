/** Every fact is read by somebody: the simulator does, or it is for people alone and stands in the list here. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { platformIds, platforms } from "../../server/src/platforms";
import type { Facts, Platform } from "../../server/src/platforms/profile";
import type { Call, World } from "../../server/src/sim/types";
import { memory, ordinary, replaceIn } from "../../server/src/sim/world";
import {
  base,
  calls,
  lastReached,
  moves,
  often,
  outcomesOf,
  rareCalls,
  settings,
  startOf,
} from "../sim/arbitrary";

/** What pages, hovers and rules tell and no kernel is asked about. */
const forPeople = [
  "hugetlb.lock",
  "interrupt.calls",
  "limit.default",
  "lock.cancellation",
  "lock.default-state",
  "lock.exit",
  "lock.feature",
  "lock.header",
  "lock.locked",
  "lock.not-covered",
  "lock.onfault",
  "lock.sharing",
  "lock.signal-handler",
  "lock.superlocked",
  "lock.thread",
  "lock.unlocked",
  "lock.unmap",
  "lock.whole-pages",
  "mlock.errno",
  "mlock.result",
  "mlock.since",
  "mlockall.errno",
  "mlockall.result",
  "munlock.errno",
  "munlockall.errno",
  "sanitizer.effect",
] as const satisfies readonly (keyof Facts)[];

/** The same platform, which notes whose values and outcomes are looked at. */
function noting(profile: Platform, read: Set<string>): Platform {
  const facts = new Proxy(profile.facts, {
    get(target, name) {
      read.add(String(name));
      return Reflect.get(target, name);
    },
  });
  return { ...profile, facts };
}

/** What may be otherwise than in an ordinary thread of which all is known. */
const circumstances = fc.constantFrom<Partial<World>[]>(
  {},
  { context: "isr" },
  { interrupts: "disabled" },
  { memory: "unknown", privileged: "unknown" },
);

/** Arguments that hardly any program passes. */
function oddCalls({ constants }: Platform): fc.Arbitrary<Call<number>> {
  const { MAP_PRIVATE = 0, MAP_ANON = 0, MAP_FIXED_NOREPLACE = 0, MAP_PHYS = 0 } = constants;
  const flags = MAP_PRIVATE | MAP_ANON | MAP_FIXED_NOREPLACE;
  return fc.constantFrom<Call<number>[]>(
    { name: "mlock", address: base, length: 0 },
    { name: "munlock", address: base, length: 0 },
    { name: "mlock", address: base, length: -1 },
    { name: "mmap", address: base, length: 1, protection: 0, flags },
    { name: "mmap", address: base, length: 0, protection: 0, flags },
    { name: "mlockall", flags: 1 },
    { name: "growStack", increment: 1 },
    { name: "touch", address: lazyAt, length: 1, write: true },
    { name: "touch", address: stackAt, length: 1, write: true },
    { name: "shm_ctl", flags: 1, length: 1 },
    { name: "mmap", address: base, length: 1, protection: 0, flags: MAP_PRIVATE | MAP_PHYS },
  );
}

/** Far from all that calls are about. */
const stackAt = 0x4_0000_0000;
const lazyAt = 0x5_0000_0000;

function withMore(world: World): World {
  const size = 65_536;
  const stack = {
    ...ordinary,
    start: stackAt,
    end: stackAt + size,
    protection: 0,
    backing: "stack" as const,
  };
  const lazy = { ...ordinary, start: lazyAt, end: lazyAt + size, lazy: true, residency: "absent" as const };
  return [stack, lazy].reduce((all, part) => replaceIn(all, { region: memory, ...part }, [part]), world);
}

function factsRead(): ReadonlySet<string> {
  const read = new Set<string>();
  for (const id of platformIds) {
    const profile = noting(platforms[id], read);
    const any = fc.oneof(calls(profile), rareCalls(profile), oddCalls(profile));
    const use = fc.property(settings, moves(profile), circumstances, any, (setting, way, other, call) => {
      const world = withMore(lastReached(profile, startOf(profile, setting), way));
      outcomesOf(profile, { ...world, ...other }, call);
    });
    fc.assert(use, often(200));
  }
  return read;
}

test("the simulator reads every fact but those for people", () => {
  const read = factsRead();
  expect(
    Object.keys(platforms.posix.facts)
      .filter((name) => !read.has(name))
      .sort(),
  ).toEqual([...forPeople].sort());
});

test("those for people are told by a page, a rule or the interpreter", () => {
  const texts = ["ide", "interp", "rules"].map(textOf).join("\n");
  expect(forPeople.filter((name) => !texts.includes(`"${name}"`))).toEqual([]);
});

/** All sources of a room. */
function textOf(room: string): string {
  const folder = new URL(`../../server/src/${room}/`, import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  return files.map((file) => readFileSync(new URL(file, folder), "utf8")).join("\n");
}
