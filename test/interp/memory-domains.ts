/** The domains of what is stored and of what the kernel holds, described for the laws. */
import fc from "fast-check";
import {
  type Contents,
  cellOf,
  copyBytes,
  fillOf,
  forgetBytes,
  joinContents,
  noCells,
  read,
  sameContents,
  write,
} from "../../server/src/interp/memory/cells";
import {
  copy,
  fill,
  forgetContents,
  joinMemories,
  load,
  sameMemories,
  store,
  withZeros,
} from "../../server/src/interp/memory/memory";
import { emptyMemory, type Memory } from "../../server/src/interp/memory/parts";
import { type ErrnoState, joinErrno } from "../../server/src/interp/state";
import * as ranges from "../../server/src/interp/values/range";
import { includes } from "../../server/src/interp/values/range";
import { anything, isAnything, join, number, type Target, widen } from "../../server/src/interp/values/value";
import { linux } from "../../server/src/platforms/linux";
import { mergeWorlds, sameWorlds } from "../../server/src/sim/merge";
import type { World } from "../../server/src/sim/types";
import { base, lastReached, mappingsOfWorld, moves, settings, startOf } from "../sim/arbitrary";
import type { Domain } from "./laws";
import { size as unsignedLong } from "./samples";

export const size = 24;
export const offset = fc.nat({ max: size - 8 });
const count = fc.integer({ min: 1, max: 8 });
const width = fc.constantFrom(1, 2, 4, 8);
const step = fc.oneof(
  fc.record({ what: fc.constant("write"), at: offset, bytes: width, value: fc.nat({ max: 70_000 }) }),
  fc.record({ what: fc.constant("fill"), at: offset, bytes: count, value: fc.nat({ max: 255 }) }),
  fc.record({ what: fc.constant("forget"), at: offset, bytes: count, value: fc.constant(0) }),
  // The value is where the bytes come from.
  fc.record({ what: fc.constant("copy"), at: offset, bytes: count, value: offset }),
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
export const steps = fc.array(step, { maxLength: 12 });

/** Undefined: nobody knows the byte. */
export type Bytes = readonly (number | undefined)[];

const zeros: Bytes = Array.from({ length: size }, () => 0);

/** The bytes after a step, as a machine has them. */
function changed(before: Bytes, { what, at, bytes: length, value }: Step): Bytes {
  const after = [...before];
  for (let index = 0; index < length; index++) {
    const written = index < 4 ? (value >> (8 * index)) & 255 : 0;
    const by = { write: written, fill: value, forget: undefined, copy: before[value + index] };
    after[at + index] = by[what as keyof typeof by];
  }
  return after;
}

/** The same steps in a region's contents and in an array of bytes. */
export function both(all: readonly Step[]): { contents: Contents; bytes: Bytes } {
  let contents: Contents = { cells: noCells, blank: "zero", epoch: 0, seen: 0 };
  for (const { what, at, bytes: length, value } of all) {
    if (what === "write") contents = write(contents, cellOf(at, length, number(value % 2 ** (8 * length))));
    else if (what === "fill") contents = write(contents, fillOf(at, length, number(value)));
    else if (what === "forget") contents = forgetBytes(contents, at, at + length);
    else contents = copyBytes(contents, at, contents, value, length);
  }
  return { contents, bytes: all.reduce(changed, zeros) };
}

/** The number in the bytes; undefined where one of them is not known. */
export function numberIn(bytes: Bytes, at: number, length: number): number | undefined {
  let sum = 0;
  for (let index = length - 1; index >= 0; index--) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    sum = sum * 256 + byte;
  }
  return sum;
}

/** Is each number that can be read there among those that are allowed? What no byte tells may be any number. */
const holdsBytes = (bytes: Bytes, allowed: (at: number, length: number) => typeof anything): boolean =>
  [1, 2, 4].every((length) =>
    Array.from({ length: size - 8 }, (_, at) => at).every((at) => {
      const value = allowed(at, length);
      const expected = numberIn(bytes, at, length);
      if (expected === undefined) return value.range !== null && value.range.low !== value.range.high;
      return isAnything(value) || (value.range !== null && includes(value.range, expected));
    }),
  );

const ignore = (): void => {};

export const contentsDomain: Domain<Contents, Bytes> = {
  samples: steps.map((all) => {
    const { contents, bytes } = both(all);
    return { element: contents, member: bytes };
  }),
  contains: (contents, bytes) => holdsBytes(bytes, (at, length) => read(contents, at, length) ?? anything),
  join: (a, b) => joinContents(a, b, join, ignore),
  same: sameContents,
  widen: { by: (a, b) => joinContents(a, b, widen, ignore), rounds: 100 },
};

/** Of the file, of other files, of a function, and what a parameter of a function leads to. */
const regions = ["s:kept.3", "x:seen.4", "1@2:own.5", "?given of f"] as const;

const stepIn = fc.tuple(fc.constantFrom(...regions), fc.constantFrom(...regions), step);

const place = (region: string, at: number): Target => ({
  region,
  offset: ranges.exactly(at),
  alignment: { modulus: 1, remainder: 0 },
});

type Machine = Readonly<Record<string, Bytes>>;
const start = regions.slice(0, 3).reduce(withZeros, emptyMemory);
const unknownBytes: Bytes = zeros.map(() => undefined);
const startBytes: Machine = Object.fromEntries(
  regions.map((region, index) => [region, index < 3 ? zeros : unknownBytes]),
);

function stepped(
  { element, member }: { element: Memory; member: Machine },
  [to, from, one]: typeof stepIn extends fc.Arbitrary<infer T> ? T : never,
): { element: Memory; member: Machine } {
  const { what, at, bytes: length, value } = one;
  const target = place(to, at);
  const before = member[to] ?? zeros;
  if (what === "write") {
    const after = store(element, target, length, number(value % 2 ** (8 * length)));
    return { element: after, member: { ...member, [to]: changed(before, one) } };
  }
  if (what === "fill") {
    const after = fill(element, target, length, value);
    return { element: after, member: { ...member, [to]: changed(before, one) } };
  }
  if (what === "forget")
    return { element: forgetContents(element, to), member: { ...member, [to]: unknownBytes } };
  const source = member[from] ?? zeros;
  const copied = before.map((byte, i) => (i >= at && i < at + length ? source[value + i - at] : byte));
  return {
    element: copy(element, target, place(from, value), length),
    member: { ...member, [to]: copied },
  };
}

export const memoryDomain: Domain<Memory, Machine> = {
  samples: fc
    .array(stepIn, { maxLength: 12 })
    .map((all) => all.reduce(stepped, { element: start, member: startBytes })),
  contains: (memory, machine) =>
    regions.every((region) =>
      holdsBytes(machine[region] ?? zeros, (at, length) =>
        load(memory, place(region, at), length, unsignedLong),
      ),
    ),
  join: (a, b) => joinMemories(a, b, "join"),
  same: sameMemories,
  widen: { by: (a, b) => joinMemories(a, b, "widen"), rounds: 400 },
};

const errnos = { ENOMEM: 12, EAGAIN: 11, EPERM: 1 } as const;
type Named = keyof typeof errnos;
const names = Object.keys(errnos) as Named[];

/** Errno, and which call has left it there; 0: none. */
interface Left {
  readonly by: number;
  readonly number: number;
}

const at = { start: 0, end: 1 };
const left = fc
  .tuple(fc.nat({ max: 2 }), fc.constantFrom(0, ...Object.values(errnos)))
  .map(([by, number]): Left => ({ by, number }));

const overwritten = { kind: "overwritten", by: "f", at, result: undefined } as const;

/** What may be known of it. */
const statesOf = ({ by, number: n }: Left, others: readonly Named[]): ErrnoState[] => {
  const named = names.find((name) => errnos[name] === n);
  const errno = [...new Set([...others, ...(named ? [named] : [])])];
  return [
    { kind: "unowned" },
    ...(n === 0 ? [{ kind: "cleared" } as const] : [{ kind: "stored", number: n } as const]),
    ...(by > 0 ? [{ kind: "not-failed", site: by } as const] : []),
    ...(by > 0 && named ? [{ kind: "fresh", site: by, errno } as const] : []),
    ...(by > 0 ? [{ kind: "undecided", site: by, errno } as const] : []),
    ...(by > 0 ? [true, false].map((isTheirs) => ({ ...overwritten, site: by, isTheirs })) : []),
  ];
};

export const errnoDomain: Domain<ErrnoState, Left> = {
  samples: fc.tuple(left, fc.subarray(names), fc.nat()).map(([member, others, which]) => {
    const all = statesOf(member, others);
    return { element: all[which % all.length] ?? { kind: "unowned" }, member };
  }),
  contains: (errno, { by, number: n }) => {
    if (errno.kind === "cleared") return n === 0;
    if (errno.kind === "stored") return errno.number === n;
    if (errno.kind === "unowned") return true;
    return (
      errno.site === by && (errno.kind !== "fresh" || errno.errno.some((name) => errnos[name as Named] === n))
    );
  },
  join: joinErrno,
  same: (a, b) =>
    joinErrno(a, b).kind === a.kind &&
    a.kind === b.kind &&
    ("errno" in a && "errno" in b ? [...a.errno].sort().join() === [...b.errno].sort().join() : true),
};

const page = linux.pageSize.usual;
/** What the world says of the page of that number: undefined where it says nothing. */
function saidOf(world: World, index: number): readonly unknown[] {
  const at = base + index * page;
  const mapping = mappingsOfWorld(world).find(({ start, end }) => start <= at && at < end);
  if (!mapping) return ["hole"];
  const { presence, lock, residency, protection } = mapping;
  const said = [presence, lock, residency, protection].map((one) => (one === "unknown" ? undefined : one));
  return said[0] === undefined ? [] : said;
}

const isTrueOf = (said: readonly unknown[], facts: readonly unknown[]): boolean =>
  said.every((one, index) => one === undefined || one === facts[index]);

const accounts = ({ limit, hardLimit, lockedBytes, mappedBytes, future, privileged, plock }: World) =>
  [limit, hardLimit, lockedBytes, mappedBytes, future, privileged, plock].map((one) =>
    one === "unknown" ? undefined : one,
  );

const pagesOfArena = Array.from({ length: 14 }, (_, index) => index);

export const worldDomain: Domain<World, World> = {
  samples: fc.tuple(settings, moves(linux, base, 6)).map(([setting, way]) => {
    const world = lastReached(linux, startOf(linux, setting), way);
    return { element: world, member: world };
  }),
  contains: (world, member) =>
    isTrueOf(accounts(world), accounts(member)) &&
    pagesOfArena.every((index) => isTrueOf(saidOf(world, index), saidOf(member, index))),
  join: mergeWorlds,
  same: sameWorlds,
};
