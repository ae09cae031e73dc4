/** What handlers and threads may write at any time from now on: what their code names, and where pointers lead that they find. */
import type { RegionId } from "../../sim/types";
import { changed, type State } from "../state";
import { partOf } from "../values/region";
import { isAnything, leadsAnywhere, likelyTarget, type Value } from "../values/value";
import { escapedIn, hasEscaped, valuesIn } from "./parts";

/** Others write these regions, and, where they follow pointers, what can be reached from there. */
export function writtenByOthers(state: State, regions: readonly RegionId[]): State {
  const written = new Set(state.concurrent);
  const pending = [...regions];
  for (let region = pending.pop(); region !== undefined; region = pending.pop()) {
    if (written.has(region)) continue;
    written.add(region);
    if (!state.othersFollowPointers) continue;
    for (const { targets } of valuesIn(state.memory, region))
      pending.push(...targets.map((one) => one.region));
  }
  return written.size === state.concurrent.size ? state : changed(state, { concurrent: written });
}

/** The values are stored there: where others can read them, they can write what they lead to. */
export function shownToOthers(state: State, to: Value, values: readonly Value[]): State {
  if (!state.othersFollowPointers || !isSeen(state, to)) return state;
  const regions = values.flatMap(({ targets }) => targets.map(({ region }) => region));
  const anywhere = values.some((value) => isAnything(value) || leadsAnywhere(value));
  return writtenByOthers(state, anywhere ? [...regions, ...escapedIn(state.memory)] : regions);
}

function isSeen({ memory, concurrent }: State, to: Value): boolean {
  const region = likelyTarget(to)?.region;
  if (region === undefined) return true;
  return partOf(region) !== "own" || concurrent.has(region) || hasEscaped(memory, region);
}
