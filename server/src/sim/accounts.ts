/** Accounts that a kernel keeps by what a call asks for, not by what it changes, and which so go wrong. */
import type { SimProfile } from "./outcomes";
import type { Extent, LockState, World } from "./types";
import { mappingsIn } from "./world";

/**
 * `after`, with the account that the platform has once an extent of `before` was locked or unlocked. Where accounts drift,
 * all of the extent is added or subtracted, whatever it was; below nothing they are not known.
 */
export function accounted(
  { facts }: SimProfile,
  before: World,
  after: World,
  extent: Extent,
  wanted: LockState,
): World {
  const { value } = facts["limit.counting"];
  // Where there is no limit there is no account either, but the sum.
  if (facts["limit.scope"].value === "none") return after;
  if ((value !== "drifts" && value !== "silent") || before.lockedBytes === undefined) return after;
  if (wanted === "unknown") return { ...after, lockedBytes: undefined };
  let size = 0;
  for (const { start, end, wired } of mappingsIn(before, extent)) if (!wired) size += end - start;
  const total = before.lockedBytes + (wanted === "unlocked" ? -size : size);
  const isKnown = total >= 0 && (value === "drifts" || total === after.lockedBytes);
  return { ...after, lockedBytes: isKnown ? total : undefined };
}
