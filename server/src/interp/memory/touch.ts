/** Loads, stores and library functions' accesses, as the simulator sees them. */

import { some, within } from "../../sim/mappings";
import { regions } from "../../sim/regions";
import { step } from "../../sim/step";
import type { Mapping, Region, Violation } from "../../sim/types";
import type { Span } from "../../text/span";
import { onTouch } from "../checks/watch";
import type { Frame, Run } from "../context";
import { die } from "../ending/death";
import { serviceOf } from "../ending/service";
import { beforeAccess } from "../ending/sharing";
import { changed, type State, withMemory } from "../state";
import * as ranges from "../values/range";
import { nameOfRegion } from "../values/region";
import type { Target, Value } from "../values/value";
import { addressOf } from "./addresses";

export interface TouchPlace {
  readonly span: Span;
  readonly write: boolean;
  /** Bytes; undefined where not known. */
  readonly length: number | undefined;
  /** The kernel accesses it for the program: what cannot be served is an error, not a signal. */
  readonly forKernel?: boolean;
  /** The program itself stores a zero. */
  readonly zero?: boolean;
  /** The library function that does it. */
  readonly by?: string;
  /** It fills it with zeros. */
  readonly wipes?: boolean;
}

/** The state after the bytes were touched; what a critical region forbids is recorded. */
export function touch(run: Run, before: State, frame: Frame, value: Value, place: TouchPlace): State {
  if (run.endings && frame.depth > 0) return followed(run, before, value, place);
  const target = value.targets.length === 1 ? value.targets[0] : undefined;
  const state = target ? onTouch(run, before, frame, target, place) : before;
  const region = target && state.world.regions.get(target.region);
  if (!target || !region || !some(region.mappings, ({ lazy }) => lazy)) return state;
  const address = addressOf(value, state.world);
  const { length, write } = place;
  const answer = step(run.platform, state.world, { name: "touch", address, length, write }, regions);
  const isCritical = state.world.context === "isr" || state.world.interrupts === "disabled";
  const isSweep = isCritical && ranges.exact(target.offset) === undefined;
  const context = state.world.context === "isr" ? "isr" : "interrupts-disabled";
  const where = {
    span: place.span,
    functionName: frame.fn.name,
    context,
    where: nameOfRegion(target.region),
  } as const;
  // Harmless visits count too: they make a breach on another path only possible.
  const violations = isSweep ? sweep(target, region, place) : answer.violations;
  run.recorder.touch(where, violations, { trail: state.trail, region: target.region });
  const { outcomes } = answer;
  const { world } = outcomes.find(({ result }) => result === "success") ?? outcomes[0] ?? state;
  return changed(state, { world });
}

/** Where the program's ending is wanted: the path ends at what surely cannot be served. */
function followed(run: Run, state: State, value: Value, place: TouchPlace): State {
  const service = serviceOf(run, state, value, place);
  if (service.is === "served") {
    const memory = value.targets.reduce(
      (before, { region }) => beforeAccess(run, withMemory(state, before), region, place.span),
      state.memory,
    );
    return changed(state, { memory, world: service.world });
  }
  if (service.is === "denied" && !place.forKernel) return die(run, state, service.signal, place.span, value);
  run.endings?.doubt(state.life.process, { kind: "access", span: place.span, name: "" });
  return state;
}

/** An access at one of many offsets (a loop): it breaks the rule when some page that it may reach was never referenced. */
function sweep(target: Target, region: Region, place: TouchPlace): Violation[] {
  const { low, high } = target.offset;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [];
  const reached = within(region.mappings, { start: low, end: high + (place.length ?? 1) });
  const absent = (mapping: Mapping) => mapping.lazy && mapping.residency === "absent";
  if (!reached.some(absent)) return [];
  return [{ fact: "lazy.critical", certainty: reached.every(absent) ? "certain" : "possible" }];
}
