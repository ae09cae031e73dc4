/** A call that is written as a line and read again is the same call. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { platforms } from "../../server/src/platforms";
import { callOf } from "../../server/src/sim/transcript/calls";
import { noPlaces, withPlace } from "../../server/src/sim/transcript/places";
import { transcriptLine } from "../../server/src/sim/transcript/write";
import type { Call, Length } from "../../server/src/sim/types";
import { concreteWorld } from "../../server/src/sim/world";

const places = withPlace(
  withPlace(noPlaces(4096), "m", { address: 0x100000, pages: 6 }, 4096),
  "n",
  { address: 0x200000, pages: 1 },
  4096,
);
const world = { ...concreteWorld(), objects: new Map([["f", 12288]]) };

const address = fc.oneof(
  fc.integer({ min: 0xf0000, max: 0x210000 }),
  fc.integer({ min: 240, max: 530 }).map((page) => page * 4096),
  fc.constantFrom(0, -1, -4096),
);
const bytes = fc.oneof(
  fc.integer({ min: -10000, max: 1 << 24 }),
  fc.integer({ min: 0, max: 64 }).map((pages) => pages * 4096),
  fc.constantFrom(-1, -4096, 0, 1, 2 ** 40 + 1),
);
const size = fc.option(bytes, { nil: undefined });
const length: fc.Arbitrary<Length> = fc.oneof(size, fc.record({ low: bytes, high: bytes }));
const flags = fc.option(
  fc.oneof(fc.integer({ min: 0, max: 0xff }), fc.integer({ min: 0, max: 0x7fffffff }), fc.constant(-1)),
  { nil: undefined },
);
const grants = fc.option(fc.boolean(), { nil: undefined });
const named = <const Name extends string>(name: Name) => fc.constant(name);
const range = { address, length };

const calls: fc.Arbitrary<Call<number>> = fc.oneof(
  fc.record(
    {
      name: named("mmap"),
      address,
      length,
      protection: flags,
      flags,
      object: fc.constantFrom(
        "anonymous",
        "typed",
        "shm-populated",
        "shm-lazy",
        "device",
        "secret",
        "unknown",
      ),
    },
    { requiredKeys: ["name", "length", "protection", "flags"] },
  ),
  fc.record({
    name: named("mmap"),
    address,
    length,
    protection: flags,
    flags,
    object: fc.constantFrom("file", "secret"),
    file: fc.record({ id: named("f"), offset: bytes }),
  }),
  fc.record({ name: fc.constantFrom("munmap", "mlock", "munlock"), ...range }),
  fc.record({ name: named("mprotect"), ...range, protection: flags }),
  fc.record(
    { name: named("mremap"), ...range, newLength: length, flags, newAddress: address },
    { requiredKeys: ["name", "address", "length", "newLength", "flags"] },
  ),
  fc.record({ name: named("madvise"), ...range, advice: flags }),
  fc.record({ name: fc.constantFrom("msync", "mlock2"), ...range, flags }),
  fc.record({ name: named("touch"), ...range, write: fc.boolean() }),
  fc.record({ name: fc.constantFrom("brk", "growStack"), increment: size }),
  fc.record({ name: named("ftruncate"), id: named("f"), size }),
  fc.record({ name: named("shm_ctl"), flags, length }),
  fc.record({
    name: named("shmctl"),
    operation: fc.constantFrom("lock", "unlock", undefined),
    length,
  }),
  fc.record({ name: named("mlockall"), flags }),
  fc.record({
    name: named("plock"),
    operation: fc.constantFrom("process", "text", "data", "unlock", undefined),
  }),
  fc.record({ name: named("memcntl"), ...range, command: flags, argument: flags, attributes: flags }),
  fc.record({ name: named("setrlimit"), soft: size, hard: size }),
  fc.record({ name: fc.constantFrom("procmgr_ability", "priv_set"), grants }),
  fc.record({ name: named("pthread_create"), stack: size, address }, { requiredKeys: ["name", "stack"] }),
  fc.record({ name: named("ThreadCtl"), command: flags }),
  fc.record({ name: named("InterruptAttach"), hasHandler: grants }),
  fc.record({
    name: fc.constantFrom("munlockall", "setuid", "capset", "fork", "vfork", "exec", "exit"),
  }),
  fc.record({
    name: fc.constantFrom("InterruptDisable", "InterruptEnable", "InterruptLock", "InterruptUnlock"),
  }),
);

describe("reading what was written gives the call back", () => {
  test.each([platforms.linux, platforms.qnx6, platforms.illumos])("$id", (profile) => {
    fc.assert(
      fc.property(calls, (call) => {
        const line = transcriptLine(call, profile, places);
        expect(callOf(line.split(" "), { profile, places, world })).toMatchObject({ kind: "call", call });
      }),
      { numRuns: 2000 },
    );
  });
});

test.each<[Call<number>, string]>([
  [{ name: "mlock", address: 0x100064, length: 8192 }, "mlock m+100 2p"],
  [{ name: "munlock", address: 0xff000, length: -1 }, "munlock m-1p -1"],
  [{ name: "mlockall", flags: 3 }, "mlockall MCL_CURRENT|MCL_FUTURE"],
  [{ name: "mprotect", address: 0x101000, length: 1, protection: 0 }, "mprotect m+1p 1 PROT_NONE"],
  [{ name: "mmap", address: 0x100000, length: 8192, protection: 3, flags: 0x22 }, "mmap m 2p"],
  [
    { name: "mmap", address: 0x100000, length: 8192, protection: 0, flags: 0x32 },
    "mmap m 2p PROT_NONE flags MAP_PRIVATE|MAP_FIXED|MAP_ANON",
  ],
  [{ name: "madvise", address: 0x100000, length: 1, advice: 4 }, "madvise m 1 MADV_DONTNEED"],
  [{ name: "touch", address: 0x100000, length: 1, write: false }, "touch m 1 read"],
])("%j is %s", (call, line) => {
  expect(transcriptLine(call, platforms.linux, places)).toBe(line);
});
