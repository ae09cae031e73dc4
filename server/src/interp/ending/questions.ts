/** What a program asks the kernel about its memory: which pages are there. */

import { mappingsIn } from "../../sim/world";
import type { Calling } from "../calls/calling";
import { fill } from "../memory/memory";
import { type State, temp } from "../state";
import * as ranges from "../values/range";
import { exact, likelyTarget, moved, number } from "../values/value";
import type { Answer } from "./ending";

/** From this size on, bytes, one touch may bring in many pages at once. */
const hugePage = 2 ** 21;

/** mincore(): a byte for each page, where it is known of each. */
export function asksForResidency({ run, args, instruction }: Calling, state: State): Answer {
  const [address, length, vector] = args;
  const page = run.platform.pageSize.usual;
  const target = address?.range === null ? likelyTarget(address) : undefined;
  const to = vector?.range === null ? likelyTarget(vector) : undefined;
  const start = target && ranges.exact(target.offset);
  const bytes = length && exact(length);
  const region = target && state.world.regions.get(target.region);
  if (!target || !to || !region?.ownsPages || start === undefined || bytes === undefined) return undefined;
  if (start % page !== 0 || bytes <= 0 || start + bytes > Math.min(region.size ?? 0, hugePage - 1))
    return undefined;
  let { memory } = state;
  const end = start + Math.ceil(bytes / page) * page;
  let position = start;
  for (const part of mappingsIn(state.world, { region: target.region, start, end })) {
    // Another process may have brought in what it shares.
    const isOthers = part.shared !== false && state.life.forks > 0;
    if (isOthers || part.start !== position || part.presence !== "mapped" || part.backing !== "anonymous")
      return undefined;
    const first = moved(to, ranges.exactly((part.start - start) / page));
    const isThere = part.residency === "resident" || part.residency === "copy-on-write";
    const byte = part.residency === "unknown" ? undefined : Number(isThere);
    memory = fill(memory, first, (part.end - part.start) / page, byte);
    position = part.end;
  }
  return position === end ? [temp({ ...state, memory }, instruction.into, number(0))] : undefined;
}
