/** Loads and stores: what references lazy memory, and what may not happen in a critical region. */
import { type Scene, success, violation } from "./outcomes";
import type { Call, Extent, Mapping, Outcome, Step, World } from "./types";
import { changeAll, changeExtent, holesIn, mappingsIn } from "./world";

export function touch<Address>(
  { profile, world, domain }: Scene<Address>,
  { address, length }: Extract<Call<Address>, { name: "touch" }>,
): Step {
  const extent = domain.extent(address, length, profile.pageSize.usual);
  if (extent === undefined) {
    const after = changeAll(world, domain.regionOf(address), doubted);
    return { outcomes: [success(after, []), fault(world, [])], violations: [] };
  }
  if (holesIn(world, extent).length > 0 || mappingsIn(world, extent).some((part) => part.protection === 0)) {
    return { outcomes: [fault(world, [])], violations: [] };
  }
  const absent = mappingsIn(world, extent).find(isAbsent);
  const after = changeExtent(world, extent, referenced);
  if (absent === undefined) return { outcomes: [success(after, [])], violations: [] };
  const served = success(after, ["lazy.reference"]);
  if (!isCritical(world) || profile.facts["lazy.critical"].value !== "error") {
    return { outcomes: [served], violations: [] };
  }
  const part: Extent = { region: extent.region, start: absent.start, end: absent.end };
  const detail = world.context === "isr" ? "isr" : "disabled";
  return {
    outcomes: [fault(world, ["lazy.critical"]), served],
    violations: [violation("lazy.critical", "certain", { detail, extent: part })],
  };
}

/** Nobody can serve a fault while interrupts are disabled or a handler runs. */
function isCritical(world: World): boolean {
  return world.context === "isr" || world.interrupts === "disabled";
}

function isAbsent(mapping: Mapping): boolean {
  return mapping.lazy && mapping.reference === "unreferenced";
}

function referenced(mapping: Mapping): Mapping {
  return { ...mapping, reference: "referenced" };
}

/** Some of its pages were touched, nobody knows which. */
function doubted(mapping: Mapping): Mapping {
  return isAbsent(mapping) ? { ...mapping, reference: "unknown" } : mapping;
}

function fault(world: World, because: Outcome["because"]): Outcome {
  return { result: "fault", errno: [], world, because };
}
