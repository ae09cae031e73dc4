/** Loads and stores: what brings pages in, what cannot be served, and what may not happen in a critical region. */
import type { FactName } from "../platforms/profile";
import { intervalOf, wraps } from "./concrete";
import { overReach } from "./merge";
import { failure, type SimProfile, type Stage, success, violation } from "./outcomes";
import { bit, endOfObject, isUnbacked, reached, withResidency } from "./residency";
import type { Call, Extent, Mapping, Outcome, Step, World } from "./types";
import { changeAll, changeExtent, holesIn, isLocked, mappingsIn } from "./world";

type Touch<Address> = Extract<Call<Address>, { name: "touch" }>;

/** A load or store: SIGSEGV or SIGBUS where it cannot be served, and pages that come with it. */
export function touch<Address>(stage: Stage<Address>, call: Touch<Address>): Step {
  const { profile, world, domain } = stage;
  const reach = domain.reach(call.address, call.length, profile.pageSize.usual);
  const isNowhere = wraps(intervalOf(call.length), reach);
  if (isNowhere === true) return { outcomes: [fault(stage, "touch.mapped")], violations: [] };
  if (reach === undefined || !world.regions.has(reach.region)) {
    const after = changeAll(world, domain.regionOf(call.address), doubted);
    return { outcomes: [success(after, []), fault(stage, "touch.mapped")], violations: [] };
  }
  const least: Extent = { region: reach.region, ...reach.least };
  const [denied] = denials(profile, world, least, call.write);
  if (denied) return { outcomes: [fault(stage, denied)], violations: [] };
  const most: Extent = { region: reach.region, ...reach.most };
  const isDoubtful = mappingsIn(world, most).some(({ presence }) => presence === "unknown");
  const perhaps = new Set(denials(profile, world, most, call.write));
  if (isDoubtful || isNowhere === undefined) perhaps.add("touch.mapped");
  const more = [...perhaps].map((name) => fault(stage, name));
  const absent = mappingsIn(world, least).find(isAwaited);
  const change = touched(profile, world, call.write);
  const after = overReach(reach, (extent) => changeExtent(world, extent, change));
  if (absent === undefined) {
    const because = reasons(profile, mappingsIn(world, least), call.write);
    return { outcomes: [success(after, because), ...more], violations: [] };
  }
  const served = success(after, ["lazy.reference"]);
  if (!isCritical(world) || profile.facts["lazy.critical"].value !== "error") {
    return { outcomes: [served, ...more], violations: [] };
  }
  const part: Extent = { region: least.region, start: absent.start, end: absent.end };
  const detail = world.context === "isr" ? "isr" : "disabled";
  // In a handler nobody serves a fault; elsewhere no page says what becomes of it.
  const unserved: Outcome =
    detail === "isr"
      ? { ...fault(stage, "lazy.interrupt"), because: ["lazy.critical", "lazy.interrupt"] }
      : fault(stage, "lazy.critical");
  const isSure = detail === "isr" && profile.facts["lazy.interrupt"].value === "signals";
  return {
    // Nobody is left to touch it again: whoever looks on sees one fault, not one for each access.
    outcomes: isSure ? [{ ...unserved, world: after }, ...more] : [unserved, served, ...more],
    violations: [violation("lazy.critical", "certain", { detail, extent: part })],
  };
}

/** Why an access that is served may fault all the same, or will not: by the first of its pages that decides. */
function reasons({ facts }: SimProfile, parts: readonly Mapping[], write: boolean): readonly FactName[] {
  if (parts.length === 0) return [];
  const isAwaitedLock = ({ lock, residency }: Mapping) => lock === "onfault" && residency === "absent";
  if (parts.some(isAwaitedLock)) return ["lock.onfault"];
  const faultsOnce = write && facts["lock.fork-writes"].value === "fault-once";
  const isShared = (part: Mapping) => isLocked(part) && part.residency === "copy-on-write";
  if (faultsOnce && parts.some(isShared)) return ["lock.fork-writes"];
  const mayBeAbsent = (part: Mapping) => part.residency === "unknown" && !isLocked(part);
  if (parts.some((part) => part.residency === "absent" || mayBeAbsent(part))) return ["mmap.residency"];
  return [parts.every(isLocked) ? "lock.locked" : "lock.unlocked"];
}

/** The facts by which an access is denied, the first first. */
function denials(profile: SimProfile, world: World, extent: Extent, write: boolean): readonly FactName[] {
  const names: FactName[] = holesIn(world, extent).length > 0 ? ["touch.mapped"] : [];
  for (const part of mappingsIn(world, extent)) {
    if (part.protection !== undefined && !allows(profile, part.protection, write))
      names.push("touch.accessible");
    else if (endOfObject(world, part, profile.pageSize.usual) < part.end) names.push("touch.beyond-end");
  }
  return names;
}

/** Nearly every processor lets what may be written or executed be read. */
function allows(profile: SimProfile, protection: number, write: boolean): boolean {
  return write ? (protection & bit(profile, "PROT_WRITE")) !== 0 : protection !== 0;
}

function touched(profile: SimProfile, world: World, write: boolean): (mapping: Mapping) => Mapping {
  return (mapping) => {
    const end = endOfObject(world, mapping, profile.pageSize.usual);
    if (mapping.start >= end) return mapping;
    return withResidency(world, backed(profile, world, mapping), reached(mapping, write));
  };
}

/** Under MCL_FUTURE, memory that was left out because it had no pages may be locked as it gets one. */
function backed({ facts }: SimProfile, { future }: World, mapping: Mapping): Mapping {
  const mayLock = future !== "off" && facts["mlock.noreserve"].value === "skips";
  const isLeftOut = mapping.lock === "unlocked" && isUnbacked(mapping) !== false;
  return mayLock && isLeftOut ? { ...mapping, lock: "unknown" } : mapping;
}

/** Nobody can serve a fault while interrupts are disabled or a handler runs. */
function isCritical(world: World): boolean {
  return world.context === "isr" || world.interrupts === "disabled";
}

/** Lazy memory that nobody referenced. */
function isAwaited(mapping: Mapping): boolean {
  return mapping.lazy && mapping.residency === "absent";
}

/** Some of its pages were touched, nobody knows which. */
function doubted(mapping: Mapping): Mapping {
  return mapping.residency === "absent" ? { ...mapping, residency: "unknown" } : mapping;
}

function fault({ profile, world }: Stage<never>, name: FactName): Outcome {
  const { outcome } = profile.facts[name];
  return { ...failure(world, outcome, [name]), result: "fault" };
}
