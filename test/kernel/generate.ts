/** Random sequences of calls. The generator looks at the predicted world to aim: mostly at what is there, at times wildly. */
import type { SimProfile } from "../../server/src/sim/step";
import type { Call, World } from "../../server/src/sim/types";
import type { Random } from "../support/random";
import { arenaEnd, isDecided, isFree, mappingAt, type Places, predict } from "./predict";
import { arena, fileName, heapPages, page } from "./protocol";

interface Aim {
  readonly profile: SimProfile;
  readonly world: World;
  readonly places: Places;
  readonly random: Random;
}

type Maker = (aim: Aim) => Call<number> | undefined;

/** A sequence of at most `most` calls; it ends where the simulator cannot tell which of several outcomes comes. */
export function sequenceOf(
  profile: SimProfile,
  start: World,
  places: Places,
  random: Random,
  most: number,
  /** The world of a process that this one has become by exec. */
  renewed: (after: World, before: World) => World,
): readonly Call<number>[] {
  const calls: Call<number>[] = [];
  let world = start;
  const length = 1 + random.below(most);
  while (calls.length < length) {
    const call = random.one(makers)({ profile, world, places, random });
    if (call === undefined || !isDecided(profile, world, call, places)) continue;
    calls.push(call);
    const [outcome, ...others] = predict(profile, world, call);
    if (outcome === undefined || others.length > 0) break;
    world = call.name === "exec" ? renewed(outcome.world, world) : outcome.world;
  }
  return calls;
}

interface Bytes {
  readonly address: number;
  readonly length: number;
}

/** A page-aligned run of the arena, at times of the heap: most often within memory that is mapped. */
function runOf({ world, places, random }: Aim, isHeapWelcome: "heap" | "arena"): Bytes {
  const inHeap = isHeapWelcome === "heap" && random.percent(12);
  const [base, pages] = inHeap ? [places.heap, heapPages] : [arena.start, arena.pages];
  const wanted = (1 + random.below(random.percent(80) ? 5 : 16)) * page;
  let address = base + random.below(pages) * page;
  if (random.percent(25)) return { address, length: wanted };
  for (let tries = 0; tries < 16 && mappingAt(world, address) === undefined; tries++) {
    address = base + random.below(pages) * page;
  }
  if (random.percent(40)) return { address, length: wanted };
  let end = address + page;
  while (end < address + wanted && mappingAt(world, end) !== undefined) end += page;
  return { address, length: end - address };
}

/** As a program might have it: mostly whole pages, at times any bytes, at times nonsense. */
function rangeOf(aim: Aim): Bytes {
  const { random } = aim;
  const run = runOf(aim, "heap");
  if (random.percent(60)) return run;
  if (random.percent(60)) {
    const address = run.address + random.below(page);
    return { address, length: random.one([0, 1, 2, page, run.length, random.below(3 * page)]) };
  }
  const address = random.one([
    run.address,
    run.address,
    run.address + 1 + random.below(page - 1),
    arena.start - page,
    arenaEnd - page,
    arenaEnd,
    0,
    1,
    -page,
    -1,
  ]);
  const length = random.one([
    0,
    -1,
    -100,
    -page,
    -page - 1,
    -2 * page,
    -(2 ** 33),
    2 ** 45,
    run.length,
    arena.pages * page,
  ]);
  return { address, length };
}

/** Aligned addresses for calls that refuse all others, mostly. */
function alignedRangeOf(aim: Aim): Bytes {
  const range = rangeOf(aim);
  return aim.random.percent(85) ? { ...range, address: Math.floor(range.address / page) * page } : range;
}

const protectionOf = (random: Random): number => random.one([0, 1, 2, 3, 3, 3, 3, 3, 3, 4, 5, 7]);

const mmap: Maker = (aim) => {
  if (aim.places.hasSecret && aim.random.percent(3)) return secretOf(aim);
  const { profile, world, random } = aim;
  const flag = (name: string) => profile.constants[name] ?? 0;
  const run = runOf(aim, "arena");
  const isFile = random.percent(25);
  const sharing = random.percent(96)
    ? flag(random.one(["MAP_PRIVATE", "MAP_PRIVATE", "MAP_SHARED"]))
    : isFile
      ? 0
      : random.one([0, 3]);
  let flags = sharing | (isFile ? 0 : flag("MAP_ANONYMOUS"));
  for (const [name, chance] of extras) if (random.percent(chance)) flags |= flag(name);
  const length = Math.min(run.length, arenaEnd - run.address) - (random.percent(10) ? random.below(page) : 0);
  const isHint = random.percent(50) && isFree(world, run.address, run.address + length);
  flags |= isHint ? 0 : flag(random.one(["MAP_FIXED", "MAP_FIXED", "MAP_FIXED", "MAP_FIXED_NOREPLACE"]));
  const wild = random.percent(4) ? random.one([{ length: 0 }, { length: -page }, { length: -1 }, {}]) : {};
  const slip = !isHint && random.percent(2) ? { address: run.address + 100 } : {};
  const file = { id: fileName, offset: (random.percent(60) ? 0 : random.below(12)) * page };
  return {
    name: "mmap",
    address: run.address,
    length,
    protection: protectionOf(random),
    flags,
    ...(isFile ? { object: "file", file } : {}),
    ...slip,
    ...wild,
  };
};

/** memfd_secret(): shared, or it is refused. */
function secretOf(aim: Aim): Call<number> {
  const { address, length } = runOf(aim, "arena");
  const flag = (name: string) => aim.profile.constants[name] ?? 0;
  const sharing = aim.random.percent(90) ? flag("MAP_SHARED") : flag("MAP_PRIVATE");
  const extra = aim.random.one([0, 0, flag("MAP_LOCKED"), flag("MAP_POPULATE")]);
  const flags = sharing | extra | flag("MAP_FIXED");
  return { name: "mmap", address, length, protection: aim.random.one([0, 1, 3, 3]), flags, object: "secret" };
}

const extras = [
  ["MAP_LOCKED", 12],
  ["MAP_POPULATE", 15],
  ["MAP_NORESERVE", 10],
] as const;

const mremap: Maker = (aim) => {
  const { profile, random } = aim;
  // Not MREMAP_DONTUNMAP: of what it leaves behind the kernel itself keeps no right account of locked pages.
  const { MREMAP_MAYMOVE: mayMove = 0, MREMAP_FIXED: fixed = 0 } = profile.constants;
  const run = runOf(aim, "arena");
  const target = runOf(aim, "arena").address;
  const newLength = random.one([
    run.length,
    (1 + random.below(6)) * page,
    run.length + page,
    0,
    run.length - 100,
  ]);
  const flags = random.one([
    0,
    0,
    mayMove,
    mayMove,
    mayMove | fixed,
    mayMove | fixed,
    mayMove | fixed,
    fixed,
    8,
  ]);
  const slip = random.percent(6) ? { address: run.address + random.one([1, 100]) } : {};
  const empty = random.percent(3) ? { length: 0 } : {};
  const call: Call<number> = { name: "mremap", ...run, newLength, flags, ...slip, ...empty };
  return (flags & fixed) === 0 ? call : { ...call, newAddress: target + (random.percent(4) ? 100 : 0) };
};

const adviceNames = [
  "MADV_NORMAL",
  "MADV_RANDOM",
  "MADV_SEQUENTIAL",
  "MADV_WILLNEED",
  "MADV_DONTNEED",
  "MADV_DONTNEED",
  "MADV_DONTNEED",
  "MADV_FREE",
  "MADV_COLD",
  "MADV_PAGEOUT",
  "MADV_POPULATE_READ",
  "MADV_POPULATE_WRITE",
  "MADV_DONTNEED_LOCKED",
  "MADV_DONTNEED_LOCKED",
] as const;

const madvise: Maker = (aim) => {
  const advice = aim.random.percent(4) ? 999 : aim.profile.constants[aim.random.one(adviceNames)];
  return advice === undefined ? undefined : { name: "madvise", ...alignedRangeOf(aim), advice };
};

const brk: Maker = ({ world, places, random }) => {
  const { heap } = world;
  if (heap === undefined) return undefined;
  const target = places.heap + random.below(heapPages * page + 1);
  const whole = Math.floor(target / page) * page;
  return {
    name: "brk",
    increment: random.one([whole, whole, whole, target, heap.end, heap.start - page]) - heap.end,
  };
};

const setrlimit: Maker = ({ world, random }) => {
  const hard = world.hardLimit === Number.POSITIVE_INFINITY ? -1 : (world.hardLimit ?? 0);
  const used = (world.lockedBytes ?? 0) + random.one([0, page, 3 * page, -page]);
  const image = (world.mappedBytes ?? 0) + random.one([0, page, -page]);
  const soft = random.one([0, 1, page - 1, page, 5 * page, used, used, image, 64 * page, hard, hard, hard]);
  const other = random.percent(4) ? random.one([hard + page, 256 * page, -1, soft]) : hard;
  return { name: "setrlimit", soft: Math.max(soft, -1), hard: Math.max(other, -1) };
};

const touch: Maker = (aim) => {
  const { address } = runOf(aim, "heap");
  const wild = aim.random.percent(2) ? { address: aim.random.one([0, -page, arenaEnd]) } : {};
  return {
    name: "touch",
    address: address + aim.random.below(page),
    length: 1,
    write: aim.random.percent(60),
    ...wild,
  };
};

const ftruncate: Maker = ({ random }) => {
  const size = random.below(14) * page + (random.percent(25) ? random.below(page) : 0);
  return { name: "ftruncate", id: fileName, size };
};

const rarely =
  (chance: number, maker: Maker): Maker =>
  (aim) =>
    aim.random.percent(chance) ? maker(aim) : undefined;

const mlockallFlags = [1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6, 7, 7, 0, 8, 9] as const;

/** How often each stands here is how often it is tried. */
const makers: readonly [Maker, ...Maker[]] = [
  mmap,
  mmap,
  mmap,
  mmap,
  mmap,
  (aim) => ({ name: "munmap", ...alignedRangeOf(aim) }),
  (aim) => ({ name: "munmap", ...alignedRangeOf(aim) }),
  (aim) => ({ name: "mprotect", ...alignedRangeOf(aim), protection: protectionOf(aim.random) }),
  (aim) => ({ name: "mprotect", ...alignedRangeOf(aim), protection: protectionOf(aim.random) }),
  mremap,
  mremap,
  (aim) => ({ name: "mlock", ...rangeOf(aim) }),
  (aim) => ({ name: "mlock", ...rangeOf(aim) }),
  (aim) => ({ name: "mlock", ...rangeOf(aim) }),
  (aim) => ({ name: "mlock2", ...rangeOf(aim), flags: aim.random.one([0, 1, 1, 1, 1, 2, 3]) }),
  (aim) => ({ name: "mlock2", ...rangeOf(aim), flags: aim.random.one([0, 1, 1, 1, 1, 2, 3]) }),
  (aim) => ({ name: "munlock", ...rangeOf(aim) }),
  (aim) => ({ name: "munlock", ...rangeOf(aim) }),
  rarely(60, ({ random }) => ({ name: "mlockall", flags: random.one(mlockallFlags) })),
  rarely(30, () => ({ name: "munlockall" })),
  brk,
  madvise,
  madvise,
  rarely(60, (aim) => ({
    name: "msync",
    ...alignedRangeOf(aim),
    flags: aim.random.one([1, 2, 2, 2, 4, 5, 6, 8, 0]),
  })),
  rarely(60, ftruncate),
  rarely(50, setrlimit),
  touch,
  touch,
  touch,
  rarely(3, () => ({ name: "capset" })),
  rarely(3, () => ({ name: "setuid" })),
  rarely(12, () => ({ name: "fork" })),
  rarely(8, () => ({ name: "exec" })),
];
