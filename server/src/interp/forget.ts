/** What an unknown call or an unreadable statement may have changed: everything that it can reach. */

import type { RegionId } from "../sim/types";
import { forget } from "../sim/world";
import type { Run } from "./context";
import { forgetContents, pointedFrom, valuesIn } from "./memory";
import { noteUse } from "./results";
import type { State } from "./state";
import type { Value } from "./value";

const mostRegions = 64;

/** Forgets what the arguments lead to, and the globals that other files can see. */
export function forgetReachable(run: Run, state: State, args: readonly Value[]): State {
  const roots = args.flatMap((value) => value.targets.map((target) => target.region));
  return forgetRegions(run, state, [...roots, ...visibleGlobals(run, state)]);
}

/** Forgets all that is stored and mapped: nobody knows what happened. */
export function forgetEverything(run: Run, state: State): State {
  run.recorder.examineAll();
  return {
    ...forgetRegions(run, state, [...state.memory.keys(), ...state.world.regions.keys()]),
    errno: { kind: "unowned" },
    untold: undefined,
    privilege: "unknown",
  };
}

/** Other files see globals that are not static; a static one they reach only through pointers. */
function visibleGlobals(run: Run, state: State): RegionId[] {
  return [...state.memory.keys()].filter((region) => {
    const id = /^g:.*\.(\d+)$/.exec(region)?.[1];
    const variable = id === undefined ? undefined : run.unit.variables[Number(id)];
    return variable !== undefined && variable.scope !== "static" && !variable.isConst && variable.id !== 0;
  });
}

function forgetRegions(run: Run, state: State, roots: readonly RegionId[]): State {
  const seen = new Set<RegionId>();
  const pending = [...roots];
  for (let region = pending.pop(); region !== undefined && seen.size < mostRegions; region = pending.pop()) {
    if (seen.has(region)) continue;
    seen.add(region);
    pending.push(...pointedFrom(state.memory, region));
  }
  let { memory, world } = state;
  for (const region of seen) {
    if (region.startsWith('"')) continue;
    for (const value of valuesIn(memory, region)) noteUse(run, value);
    memory = forgetContents(memory, region);
    if (world.regions.has(region)) world = forget(world, region);
  }
  return { ...state, memory, world };
}
