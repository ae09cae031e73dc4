/**
 * Where a pointer may lead of which nothing is known: to what is in no variable that is followed any more. An address
 * *escapes* where it is stored, computed with or joined in a way after which nobody can tell that it is that address. An
 * object whose address never escapes is written only by who is known to write it.
 */
import type { RegionId } from "../../sim/types";
import { isConstant, isLiteral, isMadeUp, isSeveral, recordOf } from "../values/region";
import { leadsAnywhere, likelyTarget, type Value } from "../values/value";
import { contentsOf, forgotten, hasEscaped, type Memory, valuesIn, withContents } from "./parts";
import * as persistent from "./persistent";

/** Memory in which the addresses have escaped that the values may be, and those that can be read there. */
export const letEscape = (memory: Memory, values: readonly Value[]): Memory =>
  values.length === 0 ? memory : escapeRegions(memory, regionsOf(values));

function escapeRegions(memory: Memory, regions: RegionId[]): Memory {
  let after = memory;
  for (let region = regions.pop(); region !== undefined; region = regions.pop()) {
    const root = recordOf(region);
    if (isNobodys(root) || persistent.get(after.escaped, root)) continue;
    const contents = contentsOf(after, root);
    const escaped = persistent.set<true>(after.escaped, root, true);
    // From here on it is asked whether somebody may have stored there since.
    after = { ...withContents(after, root, contents), escaped };
    for (const { value } of contents.cells) for (const target of value.targets) regions.push(target.region);
  }
  return after;
}

const regionsOf = (values: readonly Value[]): RegionId[] => {
  const found: RegionId[] = [];
  for (const { targets } of values) for (const { region } of targets) found.push(region);
  return found;
};

/** Nothing that is known of it could be lost: nobody writes it, or nothing is ever known of it, or it has escaped by its name. */
const isNobodys = (region: RegionId): boolean => isLiteral(region) || isSeveral(region) || isMadeUp(region);

/** The values of which one that was computed from them shows no more whose addresses they may be. */
export function lostIn(result: Value, values: readonly Value[]): readonly Value[] {
  return values.filter(({ targets }) =>
    targets.some(({ region }) => !result.targets.some((one) => one.region === region)),
  );
}

/** Something may have been written wherever the address may lead. */
export function forgetAt(memory: Memory, address: Value): Memory {
  let after = forgetElsewhere(memory, address);
  for (const { region } of address.targets) {
    if (isConstant(region)) continue;
    const lost = valuesIn(memory, region);
    after = letEscape(withContents(after, region, forgotten(contentsOf(after, region))), lost);
  }
  return after;
}

/**
 * Something may have been written wherever the address may lead beside the one target that is known. A made-up region
 * may be any that has escaped, or another made-up one.
 */
export function forgetElsewhere(memory: Memory, address: Value): Memory {
  const target = likelyTarget(address)?.region;
  if (target !== undefined && memory.trustsGuesses) return memory;
  const isStray = leadsAnywhere(address);
  if (!isStray && !address.targets.some(({ region }) => hasEscaped(memory, region))) return memory;
  const { strays, guesses } = memory;
  const after = { ...memory, strays: isStray ? strays + 1 : strays, guesses: guesses + 1 };
  return target === undefined ? after : withContents(after, target, contentsOf(memory, target));
}

/** What has escaped on one of two ways has escaped where they meet, and so has what the other way has stored there. */
export function withEscapesOf(joined: Memory, a: Memory, b: Memory): Memory {
  const more: RegionId[] = [];
  const both = persistent.join<true>(
    a.escaped,
    b.escaped,
    () => true,
    (region) => {
      more.push(region);
      return undefined;
    },
  );
  return more.length === 0 ? joined : escapeRegions({ ...joined, escaped: both }, more);
}
