/** The interpreter's values as the addresses that the simulator asks about. */
import type { RegionAddress } from "../../sim/regions";
import type { World } from "../../sim/types";
import * as ranges from "../values/range";
import { exact, type Value } from "../values/value";

const anywhere = { region: undefined, offset: undefined, alignment: { modulus: 1, remainder: 0 } } as const;

/** Below the one and above the other no platform maps anything of a program's, bytes. */
const lowestAddress = 0x10000;
const highestAddress = 2 ** 52;

export function addressOf(value: Value, world: World): RegionAddress {
  const n = exact(value);
  if (n !== undefined) {
    // Null is a multiple of every page size, and what lies far up is the kernel's; of MAP_FAILED nothing is asked but that
    // it is no address.
    const isNobodys = n < lowestAddress || n >= highestAddress;
    const isFailure = n < 0 && n >= -4095;
    const alignment = isNobodys && !isFailure ? { modulus: 0, remainder: n } : anywhere.alignment;
    return { ...anywhere, alignment, invalid: n >= -4095 && n <= 4095 ? true : undefined };
  }
  const target = value.targets.length === 1 ? value.targets[0] : undefined;
  if (!target) return { ...anywhere, alignment: alignmentOf(value), invalid: undefined };
  // A value that may also be null counts as the pointer it may be: whoever did not test it is told elsewhere.
  const mayBeOther = value.range !== null && !(value.range.low >= -1 && value.range.high <= 0);
  return {
    region: target.region,
    offset: ranges.exact(target.offset),
    alignment: target.alignment,
    isPromised: world.regions.has(target.region),
    invalid: mayBeOther ? undefined : false,
  };
}

/** An address computed as a number keeps what is known of its remainder. */
const alignmentOf = ({ range, targets }: Value) =>
  range && targets.length === 0 ? ranges.alignmentOf(range) : anywhere.alignment;
