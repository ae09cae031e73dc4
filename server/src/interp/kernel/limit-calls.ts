/** Resource limits: what a program asks of them, and what it sets. */
import type { RegionAddress } from "../../sim/regions";
import type { Call } from "../../sim/types";
import { store } from "../memory/memory";
import type { State } from "../state";
import * as ranges from "../values/range";
import { likelyTarget, moved, number } from "../values/value";
import {
  argument,
  type BesideCall,
  integer,
  isConstant,
  isNull,
  type KernelArguments,
  numberAt,
  type Unasked,
} from "./arguments";

type Built = Call<RegionAddress> | undefined;

/** setrlimit(): a limit on something else than locked memory is not followed. */
export function settingLimit(given: KernelArguments): Built {
  return limitFrom(given, 0, 1);
}

function limitFrom(given: KernelArguments, resource: number, limits: number): Built {
  const isOurs = isMemoryLock(given, resource);
  if (isOurs === false) return undefined;
  const [soft, hard] = isOurs ? [limitAt(given, limits, "soft"), limitAt(given, limits, "hard")] : [];
  return { name: "setrlimit", soft, hard };
}

const isMemoryLock = (given: KernelArguments, index: number): boolean | undefined =>
  isConstant(given, index, "RLIMIT_MEMLOCK");

type Which = "soft" | "hard";

/** Both are a long's size, the soft one first; elsewhere their type follows a macro. */
const placeOf = ({ layout }: KernelArguments, which: Which) =>
  layout.pointer === 8 ? { offset: which === "soft" ? 0 : 8, bytes: 8 } : undefined;

/** Bytes; -1 for none. */
function limitAt(given: KernelArguments, index: number, which: Which): number | undefined {
  const place = placeOf(given, which);
  return place && numberAt(given, index, place);
}

function setting(): BesideCall {
  return {
    result: "zero-or-minus-one",
    split: false,
    build: settingLimit,
    // With little room left, mappings may fail.
    otherwise: (_, state) => ({ state: { ...state, world: { ...state.world, memory: "unknown" } } }),
  };
}

function asking(resource: number, limits: number): BesideCall {
  return {
    result: "zero-or-minus-one",
    split: false,
    build: () => undefined,
    otherwise: (given, state) => told(given, state, resource, limits),
  };
}

/** prlimit(pid, resource, new, old), of this process; another one's limits are its own. */
function prlimit(): BesideCall {
  return {
    result: "zero-or-minus-one",
    split: false,
    build: (given) =>
      integer(given, 0) === 0 && isNull(given, 2) !== true ? limitFrom(given, 1, 2) : undefined,
    after: (given, state) => withLimits(given, state, 3),
    otherwise: (given, state) =>
      integer(given, 0) === 0 && isNull(given, 2) === true ? told(given, state, 1, 3) : { state },
  };
}

/** The limits, where they are known, and success, where nothing can go wrong. */
function told(given: KernelArguments, state: State, resource: number, limits: number): Unasked {
  if (isMemoryLock(given, resource) !== true) return { state };
  const isSure = likelyTarget(argument(given, limits)) !== undefined && placeOf(given, "soft") !== undefined;
  return { state: withLimits(given, state, limits), value: isSure ? number(0) : undefined };
}

/** The old limits are written where the argument points. */
function withLimits(given: KernelArguments, state: State, index: number): State {
  const target = likelyTarget(argument(given, index));
  if (!target) return state;
  const known = { soft: given.world.limit, hard: given.world.hardLimit };
  let { memory } = state;
  for (const which of ["soft", "hard"] as const) {
    const place = placeOf(given, which);
    const limit = known[which];
    const value = limit === Number.POSITIVE_INFINITY ? given.platform.constants.RLIM_INFINITY : limit;
    if (!place || value === undefined) continue;
    memory = store(memory, moved(target, ranges.exactly(place.offset)), place.bytes, number(value));
  }
  return { ...state, memory };
}

/** Their models say what they do to memory and errno. */
export const limitCalls: Readonly<Record<string, BesideCall>> = {
  getrlimit: asking(0, 1),
  getrlimit64: asking(0, 1),
  setrlimit: setting(),
  setrlimit64: setting(),
  prlimit: prlimit(),
  prlimit64: prlimit(),
};
