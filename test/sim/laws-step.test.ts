/** What holds for each single step, whatever is asked and whatever is known: there is an outcome, and a failure has its reason. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allIds, platforms } from "../../server/src/platforms";
import type { Platform, SimulatedId } from "../../server/src/platforms/profile";
import { concrete } from "../../server/src/sim/concrete";
import { failuresOf } from "../../server/src/sim/failures";
import { type RegionAddress, regions } from "../../server/src/sim/regions";
import { step } from "../../server/src/sim/step";
import type { AddressDomain, Call, CallName, Length, Step, World } from "../../server/src/sim/types";
import { declareRegion, forget, memory, unknownWorld } from "../../server/src/sim/world";
import {
  base,
  calls,
  lastReached,
  mappingsOfWorld,
  moves,
  often,
  outcomesOf,
  settings,
  startOf,
} from "./arbitrary";

const unknown = fc.constant(undefined);

/** Numbers that nobody should pass, and some that one may. */
const wildNumbers = fc.oneof(
  unknown,
  fc.constantFrom(0, 1, -1, -100, -4096, -(2 ** 33), 4096, 2 ** 31, 2 ** 45, 2 ** 52),
  fc.nat(0xfffff),
);

const wildLengths: fc.Arbitrary<Length> = fc.oneof(
  wildNumbers,
  fc.tuple(fc.nat(100_000), fc.nat(100_000)).map(([low, more]) => ({ low, high: low + more })),
  fc.nat(100_000).map((high) => ({ low: -high, high })),
);

const wildAddresses = fc.oneof(
  fc.constantFrom(0, 1, -1, -4096, base, base + 1, 2 ** 46, -(2 ** 46)),
  fc.nat(100_000).map((offset) => base - 4096 + offset),
);

const wildPlaces: fc.Arbitrary<RegionAddress> = fc.record({
  region: fc.constantFrom(undefined, "buffer", "elsewhere", memory),
  offset: fc.oneof(unknown, fc.integer({ min: -5000, max: 50_000 })),
  alignment: fc.record({
    modulus: fc.constantFrom(0, 1, 16, 4096, 65_536),
    remainder: fc.constantFrom(0, 1, 16, -1),
  }),
  isPromised: fc.boolean(),
  invalid: fc.constantFrom(true, false, undefined),
});

/** What each call has besides its name; a range is an address and a length. */
const partsOf: Readonly<Record<CallName, readonly (keyof typeof wildParts | "range")[]>> = {
  mmap: ["region", "address?", "length", "protection", "flags", "object", "file"],
  munmap: ["range"],
  mprotect: ["range", "protection"],
  mremap: ["range", "newLength", "flags", "newAddress"],
  madvise: ["range", "advice"],
  msync: ["range", "flags"],
  brk: ["increment"],
  touch: ["range", "write"],
  ftruncate: ["id", "size"],
  shm_ctl: ["flags", "length"],
  mlock: ["range"],
  munlock: ["range"],
  mlock2: ["range", "flags"],
  mlockall: ["flags"],
  munlockall: [],
  plock: ["operation"],
  shmctl: ["lockOperation", "length"],
  memcntl: ["range", "command", "argument", "attributes"],
  setrlimit: ["soft", "hard"],
  procmgr_ability: ["grants"],
  priv_set: ["grants"],
  setuid: [],
  capset: [],
  pthread_create: ["stack", "at?"],
  growStack: ["increment"],
  fork: [],
  vfork: [],
  exec: [],
  exit: [],
  ThreadCtl: ["command"],
  InterruptAttach: ["hasHandler"],
  InterruptDisable: [],
  InterruptEnable: [],
  InterruptLock: [],
  InterruptUnlock: [],
};

const truth = fc.constantFrom(true, false, undefined);
const objects = [
  "anonymous",
  "file",
  "typed",
  "shm-populated",
  "shm-lazy",
  "device",
  "secret",
  "unknown",
] as const;
const wildParts = {
  region: fc.record({ region: fc.constantFrom("new", "buffer", undefined) }, { requiredKeys: [] }),
  "address?": unknown,
  length: fc.record({ length: wildLengths }),
  newLength: fc.record({ newLength: wildLengths }),
  newAddress: unknown,
  protection: fc.record({ protection: wildNumbers }),
  flags: fc.record({ flags: wildNumbers }),
  object: fc.record({ object: fc.constantFrom(...objects) }, { requiredKeys: [] }),
  file: fc.record(
    { file: fc.record({ id: fc.constantFrom("file", "none"), offset: fc.constantFrom(0, 1, 4096, 1e6) }) },
    { requiredKeys: [] },
  ),
  advice: fc.record({ advice: wildNumbers }),
  increment: fc.record({ increment: wildNumbers }),
  write: fc.record({ write: fc.boolean() }),
  id: fc.record({ id: fc.constantFrom("file", "none") }),
  size: fc.record({ size: fc.oneof(unknown, fc.nat(50_000)) }),
  operation: fc.record({ operation: fc.constantFrom("process", "text", "data", "unlock", undefined) }),
  lockOperation: fc.record({ operation: fc.constantFrom("lock", "unlock", undefined) }),
  command: fc.record({ command: wildNumbers }),
  argument: fc.record({ argument: wildNumbers }),
  attributes: fc.record({ attributes: wildNumbers }),
  soft: fc.record({ soft: wildNumbers }),
  hard: fc.record({ hard: wildNumbers }),
  grants: fc.record({ grants: truth }),
  stack: fc.record({ stack: fc.oneof(unknown, fc.nat(50_000)) }),
  "at?": fc.record({ address: fc.constant(base) }, { requiredKeys: [] }),
  hasHandler: fc.record({ hasHandler: truth }),
} satisfies Record<string, fc.Arbitrary<object | undefined>>;

/** Any call at all. */
function wildCalls<Address>(addresses: fc.Arbitrary<Address>): fc.Arbitrary<Call<Address>> {
  const byName = Object.entries(partsOf).map(([name, parts]) => {
    const found = parts.map((part): fc.Arbitrary<object | undefined> => {
      if (part === "range") return fc.record({ address: addresses, length: wildLengths });
      if (part === "address?") return fc.record({ address: addresses }, { requiredKeys: [] });
      if (part === "newAddress") return fc.record({ newAddress: addresses }, { requiredKeys: [] });
      return wildParts[part];
    });
    // Each name comes with its own parts.
    return fc.tuple(...found).map((values) => Object.assign({ name }, ...values) as Call<Address>);
  });
  return fc.oneof(...byName);
}

const abstractWorlds: fc.Arbitrary<World> = fc
  .record({
    size: fc.oneof(unknown, fc.nat(50_000)),
    ownsPages: fc.boolean(),
    lazy: fc.boolean(),
    modulus: fc.constantFrom(1, 16, 4096, 65_536),
    privileged: fc.constantFrom(true, false, "unknown" as const),
    limit: fc.oneof(unknown, fc.constantFrom(0, 4096, Number.POSITIVE_INFINITY)),
    isForgotten: fc.boolean(),
    interrupts: fc.constantFrom("enabled" as const, "disabled" as const, "unknown" as const),
  })
  .map(({ privileged, limit, interrupts, isForgotten, modulus, ...rest }) => {
    const declared = declareRegion(unknownWorld({ privileged, limit }), "buffer", {
      ...rest,
      base: { modulus, remainder: 0 },
    });
    return { ...(isForgotten ? forget(declared, undefined) : declared), interrupts };
  });

function isSound<Address>(
  profile: Platform,
  world: World,
  call: Call<Address>,
  domain: AddressDomain<Address>,
): Step {
  const result = step(profile, world, call, domain);
  expect(result.outcomes.length).toBeGreaterThan(0);
  for (const { result: ending, errno, signal, because, unnamed } of result.outcomes) {
    if (ending === "success") expect([errno, signal, unnamed]).toEqual([[], undefined, undefined]);
    if (ending === "failure") expect(errno.length > 0).toBe(unnamed !== true);
    const [first] = because;
    if (ending !== "success" && first !== undefined) expect(failuresOf[call.name]).toContain(first);
  }
  return result;
}

describe("whatever is asked, there is an outcome, and a failure has a reason that the call may fail by", () => {
  test.each(allIds)("%s", (id) => {
    const profile = platforms[id];
    const places = fc.property(
      abstractWorlds,
      fc.array(wildCalls(wildPlaces), { maxLength: 5 }),
      (world, way) => {
        walked(profile, world, way, regions);
      },
    );
    const addresses = fc.property(
      settings,
      moves(profile, base, 3),
      wildCalls(wildAddresses),
      (setting, way, call) => {
        walked(profile, lastReached(profile, startOf(profile, setting), way), [call], concrete);
      },
    );
    fc.assert(places, often(120));
    fc.assert(addresses, often(120));
  });
});

/** Goes on with the first outcome of each. */
function walked<Address>(
  profile: Platform,
  start: World,
  way: readonly Call<Address>[],
  domain: AddressDomain<Address>,
): void {
  let world = start;
  for (const call of way) world = isSound(profile, world, call, domain).outcomes[0]?.world ?? world;
}

/** Where the sources leave nothing open that a call depends on. */
const decided: readonly SimulatedId[] = ["linux", "android"];

describe("where all is known and memory is ample, one thing happens (at fork two)", () => {
  test.each(decided)("%s", (id) => {
    const profile = platforms[id];
    const law = fc.property(settings, moves(profile), calls(profile), (setting, way, call) => {
      const world = lastReached(profile, startOf(profile, setting), way);
      // How the kernel has cut what looks like one mapping, nobody knows.
      fc.pre(call.name !== "mremap" || mappingsOfWorld(world).every(({ seams }) => seams === "none"));
      expect(outcomesOf(profile, world, call)).toHaveLength(call.name === "fork" ? 2 : 1);
    });
    fc.assert(law, often(400));
  });
});
