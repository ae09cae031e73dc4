/** mmap(), munmap(), mprotect() and shm_ctl(): memory that comes, goes and changes. */
import type { Errno } from "../platforms/profile";
import { pageCeiling } from "./concrete";
import { placed, removed } from "./mappings";
import { type Check, decide, failsWith, judge, passes, type Scene, type SimProfile } from "./outcomes";
import { exceedsLimit } from "./privilege";
import type { Call, Mapping, Step, World } from "./types";
import { changeAll, changeExtent, forget, holesIn, isConcrete, withRegion } from "./world";

type Mmap<Address> = Extract<Call<Address>, { name: "mmap" }>;

export function mmap<Address>({ profile, world, domain }: Scene<Address>, call: Mmap<Address>): Step {
  const page = profile.pageSize.usual;
  const size = call.length === undefined ? undefined : pageCeiling(call.length, page);
  const checks = [
    lengthCheck(call.length),
    flagsCheck(profile, call.flags),
    ...lockChecks(profile, world, call, size),
    memoryCheck(world),
  ];
  return decide(world, checks, "documented", () => {
    const mapping = { ...newMapping(profile, world, call), start: 0, end: size ?? Number.POSITIVE_INFINITY };
    const because = mapping.lazy ? (["lazy.reference"] as const) : [];
    if (call.region !== undefined) {
      const base = { modulus: page, remainder: 0 };
      const mappings = mapping.end > 0 ? [mapping] : [];
      return { world: withRegion(world, call.region, { base, mappings, size, ownsPages: true }), because };
    }
    if (call.address === undefined) return { world, because };
    const extent = domain.extent(call.address, call.length, page);
    const region = extent && world.regions.get(extent.region);
    if (extent === undefined || region === undefined) {
      return { world: forget(world, domain.regionOf(call.address)), because };
    }
    const mappings = placed(region.mappings, { ...mapping, start: extent.start, end: extent.end });
    return { world: withRegion(world, extent.region, { ...region, mappings }), because };
  });
}

function lengthCheck(length: number | undefined): Check {
  const verdict = length === 0 ? "fails" : length === undefined ? "may-fail" : undefined;
  return verdict === undefined ? { ...nothing } : failsWith(verdict, ["EINVAL"], []);
}

const nothing: Check = { because: [], verdict: "passes", consequence: { kind: "silent" } };

function flagsCheck(profile: SimProfile, flags: number | undefined): Check {
  const name = "mmap.flags";
  const { value } = profile.facts[name];
  if (value === "silent") return passes(name);
  if (flags === undefined) return judge(profile, name, undefined);
  return judge(profile, name, !value.needOneOf.some((flag) => has(profile, flags, flag)));
}

function memoryCheck(world: World): Check {
  return isConcrete(world) ? nothing : failsWith("may-fail", ["ENOMEM", "EAGAIN"], []);
}

/** MAP_LOCKED and MCL_FUTURE lock as they map, and meet the limit. */
function lockChecks<Address>(
  profile: SimProfile,
  world: World,
  { flags, object }: Mmap<Address>,
  size: number | undefined,
): readonly Check[] {
  if (isWired(profile, flags, object)) return [];
  const wanted = size === undefined ? undefined : (world.lockedBytes ?? 0) + size;
  const over = exceedsLimit(profile, world, "mlock.limit", wanted);
  const checks: Check[] = [];
  if (
    profile.facts["mmap.locked"].value === "locks" &&
    flags !== undefined &&
    has(profile, flags, "MAP_LOCKED")
  ) {
    const refused = over === true && world.limit === 0;
    checks.push(lockFailure(over, refused ? ["EPERM"] : ["EAGAIN"], "mmap.locked"));
  }
  const { outcome } = profile.facts["mlockall.future-failure"];
  if (world.future !== "off" && outcome.kind === "fails") {
    const beyond = exceedsLimit(profile, world, "mlockall.limit", wanted);
    const doubtful = world.future === "unknown" && beyond === true ? undefined : beyond;
    checks.push(lockFailure(doubtful, outcome.errno, "mlockall.future-failure"));
  }
  return checks;
}

function lockFailure(
  over: boolean | undefined,
  errno: readonly Errno[],
  name: "mmap.locked" | "mlockall.future-failure",
): Check {
  return over === false ? passes(name) : failsWith(over === true ? "fails" : "may-fail", errno, [name]);
}

function newMapping<Address>(
  profile: SimProfile,
  world: World,
  { flags, protection, object }: Mmap<Address>,
): Omit<Mapping, "start" | "end"> {
  const canBeLazy = profile.facts["lazy.reference"].value === "on-first-reference";
  const lazyFlag = flags === undefined ? undefined : has(profile, flags, "MAP_LAZY");
  const lazy = canBeLazy && (lazyFlag === true || object === "shm-lazy");
  const doubtful = canBeLazy && !lazy && (lazyFlag === undefined || object === "unknown");
  const wired = isWired(profile, flags, object);
  return {
    protection,
    lazy: lazy || doubtful,
    reference: lazy ? "unreferenced" : doubtful ? "unknown" : "referenced",
    wired,
    lock: wired ? "locked" : lockOfNew(profile, world, flags),
  };
}

function lockOfNew(profile: SimProfile, world: World, flags: number | undefined): Mapping["lock"] {
  if (world.future === "on") return "locked";
  if (world.future === "onfault") return "onfault";
  if (profile.facts["mmap.locked"].value === "locks") {
    if (flags === undefined) return "unknown";
    if (has(profile, flags, "MAP_LOCKED")) return "locked";
  }
  return world.future === "unknown" ? "unknown" : "unlocked";
}

function isWired(profile: SimProfile, flags: number | undefined, object: Mmap<never>["object"]): boolean {
  const implicit = profile.facts["lock.implicit"].value === "typed-and-shm-ctl";
  if (implicit && (object === "typed" || object === "shm-populated")) return true;
  return object === "device" || (flags !== undefined && has(profile, flags, "MAP_PHYS"));
}

/** A constant that the platform does not have is never set. */
function has({ constants }: SimProfile, flags: number, name: string): boolean {
  return (flags & (constants[name] ?? 0)) !== 0;
}

export function munmap<Address>(
  { profile, world, domain }: Scene<Address>,
  { address, length }: Extract<Call<Address>, { name: "munmap" }>,
): Step {
  const page = profile.pageSize.usual;
  const extent = domain.extent(address, length, page);
  const aligned = domain.isMultiple(address, page);
  const refused = length === 0 || aligned === false;
  const doubtful = length === undefined || aligned === undefined;
  const check = refused || doubtful ? failsWith(refused ? "fails" : "may-fail", ["EINVAL"], []) : nothing;
  return decide(world, [check], "documented", () => {
    const region = extent && world.regions.get(extent.region);
    if (extent === undefined || region === undefined) {
      return { world: forget(world, domain.regionOf(address)), because: ["lock.unmap"] };
    }
    const mappings = removed(region.mappings, extent);
    return { world: withRegion(world, extent.region, { ...region, mappings }), because: ["lock.unmap"] };
  });
}

export function mprotect<Address>(
  { profile, world, domain }: Scene<Address>,
  { address, length, protection }: Extract<Call<Address>, { name: "mprotect" }>,
): Step {
  const extent = domain.extent(address, length, profile.pageSize.usual);
  const hole = extent !== undefined && holesIn(world, extent).length > 0;
  const verdict = hole ? "fails" : isConcrete(world) ? undefined : "may-fail";
  const check =
    verdict === undefined ? nothing : failsWith(verdict, hole ? ["ENOMEM"] : ["ENOMEM", "EINVAL"], []);
  return decide(world, [check], "documented", () => ({
    world:
      extent === undefined
        ? changeAll(world, domain.regionOf(address), (mapping) => ({ ...mapping, protection: undefined }))
        : changeExtent(world, extent, (mapping) => ({ ...mapping, protection })),
    because: [],
  }));
}

/** What the object becomes is known to whoever maps it later. */
export function shmCtl<Address>({ world }: Scene<Address>): Step {
  return decide(world, [failsWith("may-fail", ["EINVAL", "ENOMEM"], [])], "any", () => ({
    world,
    because: [],
  }));
}
