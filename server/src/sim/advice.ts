/** madvise() and msync(): what may be done with pages that are locked. */
import { intervalOf, wraps } from "./concrete";
import { mergeWorlds } from "./merge";
import {
  type Check,
  decide,
  failsWith,
  judge,
  passes,
  type SimProfile,
  type Stage,
  withoutComplaint,
} from "./outcomes";
import { bit, endOfObject, reached, withResidency } from "./residency";
import type { Call, Extent, Mapping, Range, Reach, Step, World } from "./types";
import { changeAll, changeExtent, holesIn, isLocked, mappingsIn } from "./world";

type Madvise<Address> = Extract<Call<Address>, { name: "madvise" }>;

/** madvise(): what the advice does to pages. EINVAL and ENOMEM as the platform's facts have them. */
export function madvise<Address>(stage: Stage<Address>, call: Madvise<Address>): Step {
  const { profile, world, domain } = stage;
  const reach = domain.reach(call.address, call.length, profile.pageSize.usual);
  const effect = effectOf(profile, call.advice);
  const aligned = domain.isMultiple(call.address, profile.pageSize.usual);
  const isWild = wraps(intervalOf(call.length), reach) === true;
  const broken = effect === "none-such" || aligned === false || isWild;
  const isUnknown = aligned === undefined || effect === undefined;
  const arguments_ = judge(profile, "madvise.arguments", broken ? true : isUnknown ? undefined : false);
  const isKnown = reach !== undefined && world.regions.has(reach.region);
  const walk = isKnown && !broken ? walked(profile, world, reach, effect) : undefined;
  const checks = [arguments_, ...(walk?.checks ?? doubts(profile, world, effect))];
  return decide(world, checks.map(aboutLocks), "documented", () => ({
    world: walk?.world ?? changeAll(world, domain.regionOf(call.address), unsure),
    because: ["madvise.locked"],
  }));
}

/** Only what is wrong with locked memory is told. */
const aboutLocks = (check: Check): Check =>
  check.because.some((fact) => fact === "madvise.locked" || fact === "msync.locked")
    ? check
    : withoutComplaint(check);

/** What an advice does to pages: `none-such` is refused; undefined: no page at hand says what it does. */
type Effect =
  | "keeps"
  | "reads"
  | "writes"
  | "drops"
  | "drops-locked"
  | "frees"
  | "reclaims"
  | "none-such"
  | undefined;

const effects: Readonly<Record<string, Effect>> = {
  MADV_NORMAL: "keeps",
  MADV_RANDOM: "keeps",
  MADV_SEQUENTIAL: "keeps",
  MADV_WILLNEED: "keeps",
  MADV_POPULATE_READ: "reads",
  MADV_POPULATE_WRITE: "writes",
  MADV_DONTDUMP: "keeps",
  MADV_DODUMP: "keeps",
  MADV_DONTNEED: "drops",
  MADV_DONTNEED_LOCKED: "drops-locked",
  MADV_FREE: "frees",
  MADV_COLD: "reclaims",
  MADV_PAGEOUT: "reclaims",
};

/** Only a number that none of the platform's names has is no advice. */
function effectOf({ constants }: SimProfile, advice: number | undefined): Effect {
  if (advice === undefined) return undefined;
  const names = Object.keys(constants).filter(
    (name) => name.startsWith("MADV_") && constants[name] === advice,
  );
  if (names.length === 0) return "none-such";
  return names.map((name) => effects[name]).find((effect) => effect !== undefined);
}

/** Does the advice take pages away? undefined: perhaps. */
function takesPages(effect: Effect): boolean | undefined {
  if (effect === undefined) return undefined;
  return effect === "drops" || effect === "frees" || effect === "reclaims";
}

/** Page by page until something refuses; holes are passed over, and told at the end. */
function walked(profile: SimProfile, world: World, { region, least, most }: Reach, effect: Effect): Walk {
  const extent: Extent = { region, ...most };
  const walk =
    effect === "reads" || effect === "writes"
      ? filled(profile, world, extent, effect === "writes")
      : advised(profile, world, extent, effect);
  const isUnsure = ({ lock, presence }: Mapping) =>
    presence === "unknown" || (lock === "unknown" && takesPages(effect) !== false);
  // What lies beyond a region is somebody else's.
  const { size } = world.regions.get(region) ?? {};
  const isWithin =
    size === undefined || size === Number.POSITIVE_INFINITY || (most.start >= 0 && most.end <= size);
  if (least === most && isWithin && effect !== undefined && !mappingsIn(world, extent).some(isUnsure))
    return walk;
  const doubt = mergeWorlds(world, changeExtent(walk.world, extent, unsure));
  return { checks: doubts(profile, doubt, effect), world: doubt };
}

function advised(profile: SimProfile, world: World, extent: Extent, effect: Effect): Walk {
  const isTold = profile.facts["madvise.locked"].value !== "silent";
  const change = (part: Mapping) =>
    isTold || takesPages(effect) === false ? withAdvice(part, effect) : unsure(part);
  const refused = mappingsIn(world, extent).find((part) => refuses(part, effect));
  const before = changeExtent(world, { ...extent, end: refused?.start ?? extent.end }, change);
  // Where no page says that the advice is refused, it may be taken.
  const after = isTold ? before : mergeWorlds(before, changeExtent(world, extent, change));
  const check = (name: "madvise.locked" | "madvise.mapped" | "madvise.arguments"): Check => ({
    ...judge(profile, name, true),
    leaves: after,
  });
  const checks: Check[] = [];
  if (refused) {
    const refusal = check(isLocked(refused) ? "madvise.locked" : "madvise.arguments");
    checks.push(isTold ? refusal : { ...refusal, verdict: "may-fail" });
  }
  if (holesIn(world, extent).length > 0) {
    const continues = profile.facts["madvise.mapped"].value !== "silent";
    checks.push({ ...check("madvise.mapped"), leaves: continues ? after : mergeWorlds(world, after) });
  }
  return { checks, world: after };
}

interface Walk {
  readonly checks: readonly Check[];
  readonly world: World;
}

/** MADV_POPULATE_READ and MADV_POPULATE_WRITE: up to the first page that cannot be brought in. */
function filled(profile: SimProfile, world: World, extent: Extent, write: boolean): Walk {
  const needed = bit(profile, write ? "PROT_WRITE" : "PROT_READ");
  let after = world;
  let { start } = extent;
  const stop = (check: Check): Walk => ({ checks: [{ ...check, leaves: after }], world: after });
  for (const part of mappingsIn(world, extent)) {
    if (part.start > start) return stop(judge(profile, "madvise.mapped", true));
    const isDenied = part.protection !== undefined && (part.protection & needed) === 0;
    if (isDenied || part.backing === "special" || part.backing === "secret")
      return stop(judge(profile, "madvise.arguments", true));
    const end = Math.min(part.end, endOfObject(world, part, profile.pageSize.usual));
    const served = { region: extent.region, start: part.start, end };
    after = changeExtent(after, served, (mapping) => withResidency(world, mapping, reached(mapping, write)));
    if (end < part.end) return stop(failsWith("fails", ["EFAULT"], ["madvise.arguments"]));
    start = part.end;
  }
  if (start < extent.end) return stop(judge(profile, "madvise.mapped", true));
  return { checks: [], world: after };
}

function refuses(part: Mapping, effect: Effect): boolean {
  if (takesPages(effect) === undefined || effect === "keeps") return false;
  if (effect === "frees" && (part.shared === true || part.backing === "file")) return true;
  if (part.backing === "special") return true;
  if (effect === "drops-locked") return false;
  return isLocked(part);
}

function withAdvice(part: Mapping, effect: Effect): Mapping {
  switch (effect) {
    case "drops":
    case "drops-locked":
      // The pages of a shared object belong to the object.
      return part.shared === false
        ? { ...part, residency: part.backing === "file" ? "unknown" : "absent" }
        : part;
    case "reclaims":
      return unsure(part);
    case undefined:
      return { ...part, seams: "perhaps", residency: part.wired ? part.residency : "unknown" };
    case "keeps":
      // Some advice is remembered with the mapping, and may cut it in two.
      return part.seams === "perhaps" ? part : { ...part, seams: "perhaps" };
    default:
      return part;
  }
}

function unsure(part: Mapping): Mapping {
  return part.wired || part.residency === "absent" ? part : { ...part, residency: "unknown" };
}

/** Whatever madvise() may find fault with. */
function doubts(profile: SimProfile, leaves: World, effect: Effect): readonly Check[] {
  const names = ["madvise.locked", "madvise.mapped", "madvise.arguments"] as const;
  const possible = names.filter((name) => name !== "madvise.locked" || takesPages(effect) !== false);
  const beyondEnd = failsWith("may-fail", ["EFAULT"], ["madvise.arguments"]);
  return [...possible.map((name) => judge(profile, name, undefined)), beyondEnd].map((check) => ({
    ...check,
    leaves,
  }));
}

type Msync<Address> = Extract<Call<Address>, { name: "msync" }>;

/** msync(): EINVAL for its arguments, EBUSY for MS_INVALIDATE on locked memory, ENOMEM for holes, as the facts have it. */
export function msync<Address>({ profile, world, domain }: Stage<Address>, call: Msync<Address>): Step {
  const reach = domain.reach(call.address, call.length, profile.pageSize.usual);
  const aligned = domain.isMultiple(call.address, profile.pageSize.usual);
  const both = bit(profile, "MS_ASYNC") | bit(profile, "MS_SYNC");
  const known = both | bit(profile, "MS_INVALIDATE");
  const { flags } = call;
  const isBad = flags !== undefined && ((flags & ~known) !== 0 || (flags & both) === both);
  const isWrong = aligned === false || isBad;
  const checks = [
    aligned === true && flags !== undefined && !isBad
      ? passes("msync.mapped")
      : failsWith(isWrong ? "fails" : "may-fail", ["EINVAL"], ["msync.mapped"]),
    ...(reach && world.regions.has(reach.region)
      ? msyncChecks(profile, world, reach, flags)
      : [judge(profile, "msync.locked", undefined), judge(profile, "msync.mapped", undefined)]),
  ];
  return decide(world, checks.map(aboutLocks), "documented", () => ({
    world,
    because: ["msync.locked"],
  }));
}

/** A hole is told only after all the rest was written. */
function msyncChecks(
  profile: SimProfile,
  world: World,
  { region, least, most }: Reach,
  flags: number | undefined,
): readonly Check[] {
  const parts = (range: Range) => mappingsIn(world, { region, ...range });
  const drops = flags === undefined ? undefined : (flags & bit(profile, "MS_INVALIDATE")) !== 0;
  const refuses = drops !== false;
  const surely = refuses && drops === true && parts(least).some(isLocked);
  const size = world.regions.get(region)?.size ?? Number.POSITIVE_INFINITY;
  // What lies behind a region is somebody else's, and may be locked.
  const mayBeLocked = (part: Mapping) => isLocked(part) || part.lock === "unknown";
  const perhaps = refuses && (most.end > size || parts(most).some(mayBeLocked));
  const gone = holesIn(world, { region, ...least }).length > 0 || least.end < least.start;
  const mayBeGone =
    most.end < most.start ||
    holesIn(world, { region, ...most }).length > 0 ||
    parts(most).some(({ presence }) => presence === "unknown");
  return [
    judge(profile, "msync.locked", surely ? true : perhaps ? undefined : false),
    judge(profile, "msync.mapped", gone ? true : mayBeGone ? undefined : false),
  ];
}
