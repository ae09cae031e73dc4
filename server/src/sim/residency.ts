/** Which pages are in memory: what brings them in, and which nobody can bring in. Apart from locks and accounts. */
import { changedMapping } from "./changed";
import { pageCeiling } from "./concrete";
import type { SimProfile } from "./outcomes";
import type { Defect, Extent, Mapping, Range, Residency, World } from "./types";
import { changeExtent, mappingsIn } from "./world";

/** Why a page cannot be brought in. */
export type Obstacle = Extract<Defect, "protection" | "beyond-end" | "secret">;

/** Bytes that cannot be brought in. */
export interface Blocked extends Range {
  readonly why: Obstacle;
}

/** All bytes of an extent that cannot be brought in, in order. */
export function blockedIn(profile: SimProfile, world: World, extent: Extent): readonly Blocked[] {
  return mappingsIn(world, extent).flatMap((part): readonly Blocked[] => {
    const { start, end } = part;
    if (part.backing === "secret") return part.lock === "onfault" ? [] : [{ start, end, why: "secret" }];
    if (isClosed(profile, part) === true) return [{ start, end, why: "protection" }];
    const last = Math.max(start, endOfObject(world, part, profile.pageSize.usual));
    return last < end ? [{ start: last, end, why: "beyond-end" }] : [];
  });
}

/**
 * Memory that nobody may read; on some platforms what may only be written is no better than PROT_NONE. undefined where
 * the protection is not known.
 */
export function isClosed(
  profile: SimProfile,
  { protection }: Pick<Mapping, "protection">,
): boolean | undefined {
  if (protection === undefined) return undefined;
  if (profile.facts["mlock.accessible"].value !== "demand-readable") return protection === 0;
  return (protection & (bit(profile, "PROT_READ") | bit(profile, "PROT_EXEC"))) === 0;
}

/** Brings in what can be brought in, as locking and MAP_POPULATE do. */
export function populate(profile: SimProfile, world: World, extent: Extent): World {
  let after = world;
  for (const part of mappingsIn(world, extent)) {
    if (part.lock === "onfault" || part.backing === "special") continue;
    if (part.protection === 0 && !opensClosed(profile)) continue;
    if (part.lock === "unlocked" && isUnbacked(part) === true && !backsAll(profile)) continue;
    const end = Math.min(part.end, endOfObject(world, part, profile.pageSize.usual));
    const served = { region: extent.region, start: part.start, end };
    after = changeExtent(after, served, (mapping) => populated(profile, world, mapping));
  }
  return after;
}

/** Does locking bring in memory that nobody may access? */
function opensClosed({ facts }: SimProfile): boolean {
  const { value } = facts["mlock.accessible"];
  return value === "locks" || value === "silent";
}

/** Does MAP_NORESERVE memory get its pages like any other? */
function backsAll({ facts }: Pick<SimProfile, "facts">): boolean {
  return facts["mlock.noreserve"].value !== "skips";
}

function populated(profile: SimProfile, world: World, mapping: Mapping): Mapping {
  const { facts } = profile;
  const { value } = facts["mlock.population"];
  if (mapping.lazy && value === "not-lazy") return mapping;
  return withResidency(
    world,
    mapping,
    isDoubtful(profile, mapping) ? afterDoubt(mapping) : brought(profile, world, mapping),
  );
}

/** Does no page say whether locking brings this in? */
function isDoubtful({ facts }: Pick<SimProfile, "facts">, mapping: Mapping): boolean {
  return (
    facts["mlock.population"].value === "silent" ||
    (mapping.protection === 0 && facts["mlock.accessible"].value === "silent") ||
    (isUnbacked(mapping) !== false && facts["mlock.noreserve"].value === "silent") ||
    (isUnbacked(mapping) === undefined && !backsAll({ facts }))
  );
}

const afterDoubt = ({ residency }: Mapping): Residency => (residency === "resident" ? residency : "unknown");

/** Where memory has three states, what is locked stays copy-on-write until it is written or superlocked. */
function brought(profile: SimProfile, world: World, mapping: Mapping): Residency {
  const { protection, shared, lazy, residency } = mapping;
  // Whoever locks PROT_NONE memory asks for the page itself.
  if (protection === 0) return "resident";
  const write = protection === undefined ? undefined : (protection & bit(profile, "PROT_WRITE")) !== 0;
  const arriving = arrived(mapping, write);
  const isLeftShared =
    profile.facts["lock.states"].value === "three" && shared !== true && write !== false && !lazy;
  if (!isLeftShared || residency === "resident" || world.superlocked === true) return arriving;
  return write === true && shared === false && world.superlocked === false ? "copy-on-write" : "unknown";
}

/** Residency of a page that is brought in for reading or writing; undefined: nobody knows which. */
function arrived({ residency, shared, lazy, backing }: Mapping, write: boolean | undefined): Residency {
  if (residency === "resident" || lazy) return "resident";
  if (shared === true || write === true) return "resident";
  if (write === undefined || shared === undefined || residency === "unknown") return "unknown";
  return backing === "file" || backing === "unknown" ? "unknown" : "copy-on-write";
}

/** Residency after a load or store: a load leaves a shared page shared. */
export function reached(mapping: Mapping, write: boolean): Residency {
  return !write && mapping.residency === "copy-on-write" ? "copy-on-write" : arrived(mapping, write);
}

/** Where only touches of lazy memory are reported, of other memory nothing is known. */
export function withResidency(world: World, mapping: Mapping, residency: Residency): Mapping {
  const known = world.memory === "ample" || mapping.lazy ? residency : "unknown";
  return known === mapping.residency ? mapping : changedMapping(mapping, { residency: known });
}

/** MAP_NORESERVE memory that nobody touched, which some platforms neither lock nor bring in; undefined: perhaps. */
export function isUnbacked({ noreserve, residency, backing }: Mapping): boolean | undefined {
  if (!noreserve || (backing !== "anonymous" && backing !== "unknown")) return false;
  return residency === "absent" ? true : residency === "unknown" ? undefined : false;
}

/** The address at which the file behind a mapping ends, its last page included; Infinity where there is none. */
export function endOfObject(world: World, { object }: Mapping, page: number): number {
  const size = object && world.objects.get(object.id);
  return size === undefined || object === undefined
    ? Number.POSITIVE_INFINITY
    : object.origin + pageCeiling(size, page);
}

/** A constant that the platform does not have is never set. */
export function bit({ constants }: SimProfile, name: string): number {
  return constants[name] ?? 0;
}
