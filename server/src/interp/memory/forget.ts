/** What an unknown call or an unreadable statement may have changed: everything that it can reach. */

import type { RegionId } from "../../sim/types";
import { forget } from "../../sim/world";
import { noteUse } from "../checks/results";
import type { Run } from "../context";
import { type Deeds, doubted, unseenDeeds } from "../deeds";
import { changed, type State, withMemory } from "../state";
import { isConstant, isExternal, isLiteral, isStatic } from "../values/region";
import { isAnything, pointer, somewhereIn, type Value } from "../values/value";
import { letEscape } from "./escapes";
import { forgetAll, forgetContents, forgetMadeUp, forgetShared, pointedFromShared } from "./memory";
import { valuesIn } from "./parts";

const mostRegions = 64;

/** Forgets what the arguments lead to, and the globals that other files can see. */
export function forgetReachable(run: Run, state: State, args: readonly Value[]): State {
  return forgetFrom(run, state, args, "shared");
}

/** Forgets what the arguments lead to: a library function changes nothing else. */
export const forgetPointed = (run: Run, state: State, args: readonly Value[]): State =>
  forgetRegions(run, state, regionsOf(args));

const regionsOf = (args: readonly Value[]) =>
  args.flatMap((value) => value.targets.map(({ region }) => region));

/** A function of this file that was not lowered may also change the file's statics. */
export function forgetWithStatics(run: Run, state: State, args: readonly Value[]): State {
  return forgetFrom(run, state, args, "shared and statics");
}

/** What a function of this file may have written that is not followed, as far as its code tells. */
export interface Written {
  readonly variables: ReadonlySet<RegionId>;
  /** It writes where pointers lead. */
  readonly throughPointers: boolean;
}

/** Forgets that, and no other number; what pointers lead to may have been looked at. */
export function forgetWritten(run: Run, state: State, args: readonly Value[], written: Written): State {
  // An address of which nothing is known may lead anywhere.
  if (written.throughPointers && args.some(isAnything)) return forgetWithStatics(run, state, args);
  const what = "shared and statics";
  const pointed = [...regionsOf(args), ...pointedFromShared(state.memory, what)];
  const isWritten = (region: RegionId) => written.throughPointers || written.variables.has(region);
  const forgotten = forgetRegions(run, state, [...pointed, ...written.variables], isWritten);
  // Their addresses may be in what was written.
  const given = [...args, ...[...written.variables].map(somewhereIn).map(pointer)];
  const after = withMemory(forgotten, letEscape(forgotten.memory, given));
  return withoutOpenDeeds(withMemory(after, forgetMadeUp(after.memory)), what);
}

function forgetFrom(
  run: Run,
  state: State,
  args: readonly Value[],
  what: "shared" | "shared and statics",
): State {
  const roots = [...regionsOf(args), ...pointedFromShared(state.memory, what)];
  const forgotten = forgetRegions(run, state, roots);
  const after = withMemory(forgotten, letEscape(forgotten.memory, args));
  return withoutOpenDeeds(withMemory(after, forgetShared(after.memory, what)), what);
}

/** Of what others can see, nobody knows what they have done. */
function withoutOpenDeeds(state: State, what: "shared" | "shared and statics"): State {
  const isOpen = (region: RegionId) =>
    isExternal(region) || (what === "shared and statics" && isStatic(region));
  const open = [...state.deeds.done.values()].flatMap(({ region }) =>
    region !== undefined && isOpen(region) ? [region] : [],
  );
  return open.length === 0 ? state : changed(state, { deeds: open.reduce(doubted, state.deeds) });
}

/** Forgets all that is stored and mapped: nobody knows what happened. */
export function forgetEverything(run: Run, state: State): State {
  run.recorder.examineAll();
  return changed(state, {
    memory: forgetAll(state.memory),
    world: forget(state.world, undefined),
    errno: { kind: "unowned" },
    untold: undefined,
    privilege: "unknown",
    learned: undefined,
    objects: new Map(),
    deeds: unseenDeeds,
  });
}

/** Whoever reaches a region may have done anything to its pages; its bytes are kept where `isWritten` says so. */
function forgetRegions(
  run: Run,
  state: State,
  roots: readonly RegionId[],
  isWritten: (region: RegionId) => boolean = () => true,
): State {
  const seen = new Set<RegionId>();
  const pending = [...roots];
  let { memory, world, deeds }: { memory: State["memory"]; world: State["world"]; deeds: Deeds } = state;
  for (let region = pending.pop(); region !== undefined && seen.size < mostRegions; region = pending.pop()) {
    if (seen.has(region) || isLiteral(region) || isConstant(region)) continue;
    seen.add(region);
    for (const value of valuesIn(memory, region)) {
      noteUse(run, value);
      pending.push(...value.targets.map((target) => target.region));
    }
    if (isWritten(region)) memory = forgetContents(memory, region);
    if (world.regions.has(region)) world = forget(world, region);
    deeds = doubted(deeds, region);
  }
  return pending.length > 0 ? forgetEverything(run, state) : changed(state, { memory, world, deeds });
}
