/** Locked memory of which the program has lost the last address: it can neither be used nor unlocked any more. */
import type { Instruction } from "../../c/ir";
import { some } from "../../sim/mappings";
import type { RegionId } from "../../sim/types";
import type { Calling } from "../calls/calling";
import type { Frame, Run } from "../context";
import { type Deed, deedsOf, giveAway, isBlank, isGivenAway, isSeen, undid } from "../deeds";
import { flowOf } from "../flow";
import { isPointedTo, load } from "../memory/memory";
import { hasEscaped, valuesIn, valuesInRecord } from "../memory/parts";
import { changed, type State } from "../state";
import * as ranges from "../values/range";
import { isAutomatic, isLocalOf, isMade, isMadeIn, isSeveral, makerOf } from "../values/region";
import { onlyTarget, type Target, type Value } from "../values/value";
import { freeing } from "./book";
import { observeRest, returned } from "./locks";
import type { LeaveCheck } from "./watch";

/** Addresses that leave what is followed: whoever has them may unlock what lies there. */
export function giveAll(state: State, values: readonly Value[]): State {
  let { deeds } = state;
  for (const { targets } of values)
    for (const { region } of targets) if (isMade(region)) deeds = giveAway(deeds, region);
  return deeds === state.deeds ? state : changed(state, { deeds });
}

/** What the record holds is given away. */
export const holding = (state: State, record: Value): State =>
  giveAll(
    state,
    record.targets.flatMap(({ region }) => valuesInRecord(state.memory, region)),
  );

/** A pointer is kept at that place: is it where it will be found again? */
const isFindable = (place: Target | undefined): boolean =>
  place !== undefined &&
  ranges.exact(place.offset) !== undefined &&
  !isSeveral(place.region) &&
  (isAutomatic(place.region) || isMade(place.region));

/** What is stored there, and what the copied record holds, is given away where nobody will look for it. */
export const stored = (state: State, value: Value, place: Target | undefined): State =>
  value.targets.length === 0 || isFindable(place) ? state : giveAll(state, [value]);

export const copied = (state: State, from: Target | undefined, to: Target | undefined): State =>
  from === undefined || isFindable(to) ? state : giveAll(state, valuesIn(state.memory, from.region));

/** Library functions that keep an argument for later, or hand it to somebody. */
const keeping: ReadonlySet<string> = new Set(
  (
    "setvbuf setbuf putenv on_exit fmemopen realpath pthread_attr_setstack ThreadCreate ioctl " +
    "atomic_init atomic_store atomic_store_explicit atomic_exchange atomic_exchange_explicit __atomic_store_n " +
    "__atomic_exchange_n __atomic_compare_exchange_n atomic_compare_exchange_strong atomic_compare_exchange_weak " +
    "atomic_compare_exchange_strong_explicit atomic_compare_exchange_weak_explicit __sync_bool_compare_and_swap " +
    "__sync_val_compare_and_swap __sync_lock_test_and_set"
  ).split(" "),
);

/** What a library function may keep: some keep their arguments, and any what lies where these lead. */
export function handedOn({ name, args }: Calling, state: State): State {
  if (freeing.some((one) => one === name)) return state;
  const held = args.flatMap(({ targets }) => targets.flatMap(({ region }) => valuesIn(state.memory, region)));
  return giveAll(state, keeping.has(name) ? [...args, ...held] : held);
}

type Store = Extract<Instruction, { op: "store" }>;

/** A variable gets another value: was it the last that led to locked memory? */
export function overwritten(
  run: Run,
  frame: Frame,
  before: State,
  after: State,
  store: Store,
  place: Target,
): State {
  if (run.observer || store.declares || store.type.kind !== "pointer" || !isAutomatic(place.region))
    return after;
  const lost = isBlank(before.deeds) ? undefined : lostBy(run, frame, before, after, store, place);
  const made = store.value.kind === "temp" ? flowOf(frame.fn).definitions.get(store.value.id) : undefined;
  run.recorder.observe({
    kind: "address-overwritten",
    span: store.span,
    functionName: frame.fn.name,
    site: made?.op === "call" ? run.unit.sites[made.site] : undefined,
    verdict: lost ? "certain" : "fine",
    other: lost?.site,
    way: { trail: after.trail, region: lost?.region },
  });
  if (!lost) return after;
  const isLost = ({ kind, region }: Deed) => kind === "locked" && region === lost.region;
  return changed(after, { deeds: undid(after.deeds, isLost) });
}

function lostBy(
  run: Run,
  frame: Frame,
  before: State,
  after: State,
  { type }: Store,
  place: Target,
): Deed | undefined {
  const old = onlyTarget(load(before.memory, place, run.unit.layout.pointer, type));
  const held = old && heldOf(before, old.region);
  if (!old || !held || isPassed(frame, old.region) || mayBeElsewhere(before, old.region)) return undefined;
  return isPointedTo(after.memory, old.region) ? undefined : held;
}

const ofMemory: ReadonlySet<string> = new Set(["anonymous", "huge", "secret"]);

/** A block or a mapping without a file on which the program surely holds a lock. What pins a file needs no address. */
function heldOf({ deeds, world }: State, region: RegionId): Deed | undefined {
  if (!isMade(region)) return undefined;
  const mappings = makerOf(region)?.callee.startsWith("mmap")
    ? world.regions.get(region)?.mappings
    : undefined;
  if (mappings && some(mappings, ({ backing }) => !ofMemory.has(backing))) return undefined;
  return deedsOf(deeds, "locked", region).find(({ isSure, undermined }) => isSure && !undermined);
}

const mayBeElsewhere = ({ deeds, memory }: State, region: RegionId): boolean =>
  isGivenAway(deeds, region) || !isSeen(deeds, region) || hasEscaped(memory, region);

/** Did a caller hand it on, who may have it where nobody looks? */
function isPassed(frame: Frame, region: RegionId): boolean {
  for (let at: Frame | undefined = frame; at; at = at.caller)
    if (at.args.some(({ targets }) => targets.some((target) => target.region === region))) return true;
  return false;
}

/** A function is left in which memory was made and locked, and nothing leads to it. */
export const leftBehind: LeaveCheck = (leaving) => {
  const { run, frame, state, value } = leaving;
  if (frame.fn.name === "main" || frame.fn.returns.kind === "record") return;
  for (const deed of state.deeds.done.values()) {
    const { region } = deed;
    if (region === undefined || !isMade(region) || !isMadeIn(frame, region)) continue;
    const isHeld = deed.kind === "locked" && heldOf(state, region) === deed;
    const lock = isHeld ? deed.site : deed.kind === "unlocked" ? deed.began : undefined;
    if (!lock) continue;
    const isLost =
      isHeld &&
      !mayBeElsewhere(state, region) &&
      !value.targets.some((target) => target.region === region) &&
      !isPointedTo(state.memory, region, isLocalOf(frame));
    if (isLost && deed.shortened) observeRest({ run }, state, deed, deed.shortened);
    else if (isLost || !isHeld || !frame.caller)
      run.recorder.observe({
        kind: "address-left",
        span: lock.span,
        functionName: frame.fn.name,
        site: lock,
        verdict: isLost ? "certain" : "fine",
        isFilled: deedsOf(state.deeds, "filled", region).length > 0,
        way: { trail: returned(leaving), region },
      });
  }
};
