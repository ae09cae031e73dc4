/** What a branch on the effective user teaches of the right to lock memory. */
import type { Run } from "../context";
import type { State } from "../state";
import * as ranges from "../values/range";
import { isResultOf } from "../values/region";
import type { Value } from "../values/value";

/** Where the platform asks for root, whoever has found to be root has the privilege, and nobody else. */
export function knownUser(run: Run, state: State, { handle, range }: Value): State {
  if (!range || !isResultOf(handle, "geteuid")) return state;
  if (run.platform.facts["mlock.privilege"].value !== "superuser") return state;
  const isRoot = ranges.exact(range) === 0 ? true : ranges.includes(range, 0) ? undefined : false;
  if (isRoot === undefined || state.world.privileged === isRoot) return state;
  return { ...state, world: { ...state.world, privileged: isRoot } };
}
