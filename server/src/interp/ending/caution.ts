/** What a kernel does that regions cannot show: it fills holes, runs out of memory, and shows one object at several places. */
import { addressSpace } from "../../sim/mapping-checks";
import type { Region, RegionId, World } from "../../sim/types";
import { holesIn, ordinary, replaceIn } from "../../sim/world";
import type { Calling } from "../calls/calling";
import { exact } from "../values/value";
import type { Doubt } from "./ending";

/** A new mapping of so many bytes may lie where something was unmapped; what is gone altogether is forgotten. */
export function afterMapping(world: World, newest: RegionId, length: number | undefined): World {
  let after = world;
  for (const [region, { size, ownsPages, mappings }] of world.regions) {
    if (!ownsPages || size === undefined || !Number.isFinite(size)) continue;
    if (mappings.size === 0) after = { ...after, regions: without(after.regions, region) };
    else if (region !== newest) after = filled(after, { region, start: 0, end: size }, length);
  }
  return after;
}

function without(regions: World["regions"], region: RegionId): World["regions"] {
  const rest = new Map(regions);
  rest.delete(region);
  return rest;
}

function filled(world: World, extent: Parameters<typeof holesIn>[1], length: number | undefined): World {
  let after = world;
  for (const { start, end } of holesIn(world, extent)) {
    if (length !== undefined && length > end - start) continue;
    const guest = { ...ordinary, start, end, presence: "unknown", lock: "unknown" } as const;
    after = replaceIn(after, { region: extent.region, start, end }, [guest]);
  }
  // Whoever lies there is counted where it belongs.
  return { ...after, lockedBytes: world.lockedBytes, mappedBytes: world.mappedBytes };
}

/**
 * Pages are what counts against the limit, and of memory that shares its first or last page with others nobody knows how
 * many it has, or whether they are counted already.
 */
export function countedAfter(before: World, after: World, region: RegionId | undefined, page: number): World {
  const known = region === undefined ? undefined : after.regions.get(region);
  if (after.lockedBytes === before.lockedBytes || !known || isWholePages(known, page)) return after;
  return { ...after, lockedBytes: undefined };
}

const isWholePages = ({ base, size, ownsPages }: Region, page: number): boolean =>
  ownsPages ||
  (base.modulus % page === 0 && base.remainder % page === 0 && size !== undefined && size % page === 0);

/** From here on a machine may refuse or end the process, bytes. */
const muchMemory = 2 ** 30;

const changing: ReadonlySet<string> = new Set([
  "MADV_DONTFORK",
  "MADV_WIPEONFORK",
  "MADV_HWPOISON",
  "MADV_SOFT_OFFLINE",
  "MADV_GUARD_INSTALL",
  "MADV_GUARD_REMOVE",
]);

/** Why nobody can tell what comes of this call, or of what comes after it. */
export function doubtAbout({ name, args, site, run }: Calling): Doubt | undefined {
  const { constants } = run.platform;
  const number = (index: number) => args[index] && exact(args[index]);
  const doubt: Doubt = { kind: "unknown-function", name, span: site.span };
  switch (name) {
    case "mmap":
    case "mmap64": {
      const flags = number(3) ?? 0;
      const fixed = (constants.MAP_FIXED ?? 0) | (constants.MAP_FIXED_NOREPLACE ?? 0);
      const isFixedNumber = (flags & fixed) !== 0 && args[0]?.targets.length !== 1;
      const length = number(1) ?? muchMemory;
      // More than there are addresses is refused whatever there is.
      const isMuch = length >= muchMemory && length <= addressSpace;
      return isFixedNumber || isMuch ? doubt : undefined;
    }
    case "mlock":
    case "mlock2":
      return (number(1) ?? 0) >= muchMemory ? doubt : undefined;
    case "setrlimit":
      return number(0) !== undefined && number(0) === constants.RLIMIT_MEMLOCK ? undefined : doubt;
    case "madvise":
      return [...changing].some((advice) => constants[advice] === number(2)) ? doubt : undefined;
    default:
      return undefined;
  }
}
