/** Random processes for the laws: a few pages of address space, reached by calls that a program might make or by wild ones. */
import fc from "fast-check";
import type { Platform } from "../../server/src/platforms/profile";
import { concrete } from "../../server/src/sim/concrete";
import { all, noMappings } from "../../server/src/sim/mappings";
import { step } from "../../server/src/sim/step";
import type { Call, CallName, Mapping, Outcome, PlockTarget, World } from "../../server/src/sim/types";
import { concreteWorld, memory } from "../../server/src/sim/world";

/** Where calls are about memory: far from everything else. */
export const base = 0x2_0000_0000;
const pages = 8;
const heapAt = 100;

/** The same numbers on every run; enough runs to meet what is rare, in seconds. */
export function often(numRuns: number) {
  return { seed: 7, numRuns } as const;
}

export interface Setting {
  readonly privileged: boolean;
  /** Soft and hard limit, in pages. */
  readonly limit: number;
}

export const settings: fc.Arbitrary<Setting> = fc.record({
  privileged: fc.boolean(),
  limit: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(pages)),
});

/** A call, and which of its outcomes comes. */
export type Move = readonly [call: Call<number>, choice: number];

/** A process with five pages of ordinary memory, a file and an empty heap. */
export function startOf(profile: Platform, { privileged, limit }: Setting, at = base): World {
  const page = profile.pageSize.usual;
  const bytes = limit * page;
  const bare: World = {
    ...concreteWorld({ privileged, limit: bytes, hardLimit: bytes, mayRaiseLimit: privileged }),
    objects: new Map([["file", 5 * page]]),
    heap: { start: at + heapAt * page, end: at + heapAt * page },
  };
  const { MAP_PRIVATE = 0, MAP_ANON = 0, PROT_READ = 0, PROT_WRITE = 0 } = profile.constants;
  const [first] = outcomesOf(profile, bare, {
    name: "mmap",
    address: at,
    length: 5 * page,
    protection: PROT_READ | PROT_WRITE,
    flags: MAP_PRIVATE | MAP_ANON,
    object: "anonymous",
  });
  return first?.world ?? bare;
}

export function outcomesOf(profile: Platform, world: World, call: Call<number>): readonly Outcome[] {
  return step(profile, world, call, concrete).outcomes;
}

export function succeedingWorlds(profile: Platform, world: World, call: Call<number>): readonly World[] {
  return outcomesOf(profile, world, call)
    .filter(({ result }) => result === "success")
    .map((outcome) => outcome.world);
}

/** The worlds on the way, the first included. */
export function reached(profile: Platform, start: World, moves: readonly Move[]): readonly World[] {
  const worlds = [start];
  for (const [call, choice] of moves) {
    const before = worlds.at(-1) ?? start;
    const outcomes = outcomesOf(profile, before, call);
    worlds.push(outcomes[choice % outcomes.length]?.world ?? before);
  }
  return worlds;
}

export function lastReached(profile: Platform, start: World, moves: readonly Move[]): World {
  return reached(profile, start, moves).at(-1) ?? start;
}

export function mappingsOfWorld(world: World): readonly Mapping[] {
  return [...all(world.regions.get(memory)?.mappings ?? noMappings)];
}

/** What two worlds must share to be told apart by nobody: seams are the simulator's own doubt. */
export function view(world: World, shift = 0): unknown {
  const { regions: _, heap, ...rest } = world;
  const runs = mappingsOfWorld(world).map(({ seams: _seams, object, ...run }) => ({
    ...run,
    start: run.start + shift,
    end: run.end + shift,
    ...(object ? { object: { ...object, origin: object.origin + shift } } : {}),
  }));
  return { ...rest, heap: heap && { start: heap.start + shift, end: heap.end + shift }, runs };
}

/** Memory whose lock no call changes. */
export function isFixed({ wired, backing }: Mapping): boolean {
  return wired || backing === "special" || backing === "huge" || backing === "secret";
}

export interface Bytes {
  readonly address: number;
  readonly length: number;
}

/** Whole pages of the arena. */
export function pageRanges({ pageSize }: Platform, at = base): fc.Arbitrary<Bytes> {
  return fc
    .tuple(fc.nat(pages - 1), fc.integer({ min: 1, max: 5 }))
    .map(([first, count]) => ({ address: at + first * pageSize.usual, length: count * pageSize.usual }));
}

/** Any bytes of the arena: now and then none, or from within a page. */
export function byteRanges(profile: Platform, at = base): fc.Arbitrary<Bytes> {
  const page = profile.pageSize.usual;
  const crooked = fc
    .tuple(pageRanges(profile, at), fc.nat(page - 1), fc.nat(2 * page))
    .map(([{ address }, offset, length]) => ({ address: address + offset, length }));
  return fc.oneof({ weight: 3, arbitrary: pageRanges(profile, at) }, { weight: 1, arbitrary: crooked });
}

/** One of the platform's constants, where it has any of them. */
function bits({ constants }: Platform, ...names: readonly string[]): fc.Arbitrary<number> {
  return fc.constantFrom(...names.map((name) => constants[name] ?? 0));
}

/** Any of the platform's flags together. */
function flagSets({ constants }: Platform, ...names: readonly string[]): fc.Arbitrary<number> {
  return fc.subarray([...names]).map((some) => some.reduce((mask, name) => mask | (constants[name] ?? 0), 0));
}

function protections(profile: Platform): fc.Arbitrary<number> {
  const { PROT_READ = 0, PROT_WRITE = 0 } = profile.constants;
  return fc.oneof(
    fc.constantFrom(PROT_READ | PROT_WRITE, 0),
    flagSets(profile, "PROT_READ", "PROT_WRITE", "PROT_EXEC"),
  );
}

type Ranges = fc.Arbitrary<Bytes>;

function mmaps(profile: Platform, ranges: Ranges): fc.Arbitrary<Call<number>> {
  const page = profile.pageSize.usual;
  const { MAP_FIXED = 0, MAP_ANON = 0 } = profile.constants;
  const behind = fc.oneof(
    { weight: 4, arbitrary: fc.constant({ flags: MAP_ANON, object: "anonymous" as const }) },
    {
      weight: 2,
      arbitrary: fc.nat(4).map((first) => ({
        flags: 0,
        object: "file" as const,
        file: { id: "file", offset: first * page },
      })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom("typed" as const, "shm-populated" as const, "shm-lazy" as const, "device" as const)
        .map((object) => ({ flags: 0, object })),
    },
  );
  const secret = fc.constant({ flags: 0, object: "secret" as const });
  const extras = fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    {
      weight: 1,
      arbitrary: flagSets(
        profile,
        "MAP_LOCKED",
        "MAP_POPULATE",
        "MAP_NORESERVE",
        "MAP_LAZY",
        "MAP_WIRED",
        "MAP_HUGETLB",
      ),
    },
  );
  return fc
    .tuple(
      ranges,
      bits(profile, "MAP_PRIVATE", "MAP_PRIVATE", "MAP_SHARED"),
      extras,
      protections(profile),
      profile.facts["memfd_secret.lock"].value === "always"
        ? fc.oneof({ weight: 7, arbitrary: behind }, { weight: 1, arbitrary: secret })
        : behind,
    )
    .map(([range, sharing, extra, protection, { flags, ...object }]) => ({
      name: "mmap" as const,
      ...range,
      protection,
      flags: flags | sharing | extra | MAP_FIXED,
      ...object,
    }));
}

function named<const Name extends CallName>(
  name: Name,
  parts: fc.Arbitrary<object>,
): fc.Arbitrary<Call<number>> {
  // Each use pairs the name with that call's parts.
  return parts.map((part) => ({ name, ...part }) as unknown as Call<number>);
}

const onRange = (ranges: Ranges, more: Record<string, fc.Arbitrary<unknown>> = {}): fc.Arbitrary<object> =>
  fc.tuple(ranges, fc.record(more)).map(([range, rest]) => ({ ...range, ...rest }));

/** Calls on mappings. */
export function memoryCalls(profile: Platform, at = base): fc.Arbitrary<Call<number>> {
  const page = profile.pageSize.usual;
  const whole = pageRanges(profile, at);
  const advice = bits(profile, "MADV_DONTNEED", "MADV_FREE", "MADV_COLD", "MADV_WILLNEED");
  const target = fc.option(
    whole.map(({ address }) => address),
    { nil: undefined },
  );
  return fc.oneof(
    { weight: 4, arbitrary: mmaps(profile, whole) },
    { weight: 2, arbitrary: named("munmap", onRange(whole)) },
    { weight: 2, arbitrary: named("mprotect", onRange(whole, { protection: protections(profile) })) },
    { weight: 1, arbitrary: named("madvise", onRange(whole, { advice })) },
    {
      weight: 1,
      arbitrary: named("msync", onRange(whole, { flags: bits(profile, "MS_SYNC", "MS_INVALIDATE") })),
    },
    { weight: 2, arbitrary: named("touch", onRange(byteRanges(profile, at), { write: fc.boolean() })) },
    {
      weight: 1,
      arbitrary: named("brk", fc.record({ increment: fc.integer({ min: -2 * page, max: 3 * page }) })),
    },
    {
      weight: 1,
      arbitrary: named("ftruncate", fc.record({ id: fc.constant("file"), size: fc.nat(6 * page) })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(whole, fc.integer({ min: 1, max: 5 }), target, fc.nat(3))
        .map(([range, count, newAddress]) => mremapOf(profile, range, count * page, newAddress)),
    },
  );
}

function mremapOf(
  { constants }: Platform,
  range: Bytes,
  newLength: number,
  newAddress: number | undefined,
): Call<number> {
  const { MREMAP_MAYMOVE = 0, MREMAP_FIXED = 0 } = constants;
  const call = { name: "mremap", ...range, newLength } as const;
  return newAddress === undefined
    ? { ...call, flags: 0 }
    : { ...call, flags: MREMAP_MAYMOVE | MREMAP_FIXED, newAddress };
}

/** Calls on locks. */
export function lockCalls(profile: Platform, at = base): fc.Arbitrary<Call<number>> {
  const ranges = byteRanges(profile, at);
  return fc.oneof(
    { weight: 4, arbitrary: named("mlock", onRange(ranges)) },
    { weight: 3, arbitrary: named("munlock", onRange(ranges)) },
    { weight: 1, arbitrary: named("mlock2", onRange(ranges, { flags: fc.constantFrom(0, 1) })) },
    {
      weight: 2,
      arbitrary: named(
        "mlockall",
        fc.record({ flags: flagSets(profile, "MCL_CURRENT", "MCL_FUTURE", "MCL_ONFAULT") }),
      ),
    },
    { weight: 1, arbitrary: fc.constant({ name: "munlockall" } as const) },
  );
}

/** Calls on the process. */
function processCalls(profile: Platform, at: number): fc.Arbitrary<Call<number>> {
  const page = profile.pageSize.usual;
  const limit = fc.oneof(
    fc.constant(-1),
    fc.nat(pages).map((count) => count * page),
  );
  const targets: readonly (PlockTarget | "unlock")[] = ["process", "text", "data", "unlock"];
  return fc.oneof(
    named("setrlimit", fc.record({ soft: limit, hard: limit })),
    named("fork", fc.constant({})),
    named("setuid", fc.constant({})),
    named("plock", fc.record({ operation: fc.constantFrom(...targets) })),
    named(
      "pthread_create",
      pageRanges(profile, at).map(({ address, length }) => ({ address, stack: length })),
    ),
  );
}

/** Calls that change what a process is, or that few systems have. */
export function rareCalls(profile: Platform, at = base): fc.Arbitrary<Call<number>> {
  const page = profile.pageSize.usual;
  const command = bits(profile, "_NTO_TCTL_IO", "_NTO_TCTL_IO_PRIV", "_NTO_TCTL_RUNMASK");
  const orders = bits(profile, "MC_LOCK", "MC_UNLOCK", "MC_LOCKAS", "MC_UNLOCKAS");
  const nothing = fc.constantFrom(
    ...(["exec", "exit", "vfork", "capset", "InterruptDisable", "InterruptEnable"] as const),
  );
  return fc.oneof(
    nothing.map((name) => ({ name })),
    named("ThreadCtl", fc.record({ command })),
    named("InterruptAttach", fc.record({ hasHandler: fc.boolean() })),
    named("growStack", fc.record({ increment: fc.nat(3 * page) })),
    named("shmctl", fc.record({ operation: fc.constantFrom("lock", "unlock"), length: fc.nat(3 * page) })),
    named(
      "memcntl",
      onRange(byteRanges(profile, at), {
        command: orders,
        argument: flagSets(profile, "MCL_CURRENT", "MCL_FUTURE"),
        attributes: flagSets(profile, "PROC_TEXT", "PROC_DATA", "SHARED", "PRIVATE"),
      }),
    ),
    processCalls(profile, at),
  );
}

export function calls(profile: Platform, at = base): fc.Arbitrary<Call<number>> {
  return fc.oneof(
    { weight: 6, arbitrary: memoryCalls(profile, at) },
    { weight: 5, arbitrary: lockCalls(profile, at) },
    { weight: 1, arbitrary: processCalls(profile, at) },
  );
}

export function moves(profile: Platform, at = base, maxLength = 8): fc.Arbitrary<readonly Move[]> {
  return fc.array(fc.tuple(calls(profile, at), fc.nat(3)), { maxLength });
}
