/** Can an access be served? Asked of every access of a program whose ending somebody wants to know. */
import { sizeOf } from "../../c/types/types";
import { within } from "../../sim/mappings";
import { regions } from "../../sim/regions";
import { step } from "../../sim/step";
import type { Region, RegionId, World } from "../../sim/types";
import type { Run } from "../context";
import { addressOf } from "../memory/addresses";
import type { State } from "../state";
import * as ranges from "../values/range";
import { isConstant, isLiteral, placeOfMember, variableOfRegion } from "../values/region";
import { exact, pointer, type Target, type Value } from "../values/value";

export interface Access {
  readonly write: boolean;
  /** Bytes; undefined: as many as there are up to a NUL. */
  readonly length: number | undefined;
}

export type Service =
  | { readonly is: "served"; readonly world: World }
  | { readonly is: "denied"; readonly signal: string }
  | { readonly is: "unknown" };

const unknown: Service = { is: "unknown" };

export function serviceOf(run: Run, state: State, value: Value, access: Access): Service {
  const served: Service = { is: "served", world: state.world };
  if (access.length === 0) return served;
  const n = exact(value);
  // Neither the first page nor the kernel's half is ever a program's.
  if (n !== undefined) return n < 4096 ? segmentation : unknown;
  if (value.range !== null || value.targets.length === 0) return unknown;
  let { world } = state;
  const answers = value.targets.map((target) => {
    const answer = at(run, { ...state, world }, target, access);
    if (answer.is === "served") world = answer.world;
    return answer;
  });
  if (answers.length === 1 && answers[0]) return answers[0];
  return answers.every(({ is }) => is === "served") ? { is: "served", world } : unknown;
}

const segmentation: Service = { is: "denied", signal: "SIGSEGV" };

function at(run: Run, state: State, target: Target, access: Access): Service {
  const { region } = target;
  const place = placeOfMember(region);
  if (place) {
    const record = { ...target, region: place.record, offset: ranges.exactly(place.offset) };
    return at(run, state, record, { ...access, length: 1 });
  }
  const size = sizeOfRegion(run, state, region);
  if (size === undefined) return unknown;
  const start = target.offset.low;
  const end = access.length === undefined ? size : target.offset.high + access.length;
  if (!(start >= 0 && start < size && end <= size) || (access.write && access.length === undefined))
    return unknown;
  if (access.write && isReadOnly(run, region)) return segmentation;
  const known = state.world.regions.get(region);
  if (!known) return { is: "served", world: state.world };
  const exactly = ranges.exact(target.offset);
  const isWhole = exactly !== undefined && access.length !== undefined;
  if (known.ownsPages && !isPlain(known, start, end, access.write) && !isWhole) return unknown;
  if (!isWhole) return { is: "served", world: state.world };
  return asked(run, state, target, known, access);
}

/** The simulator knows what is mapped how. */
function asked(run: Run, state: State, target: Target, region: Region, access: Access): Service {
  const address = addressOf(pointer(target), state.world);
  const { length, write } = access;
  const { outcomes } = step(run.platform, state.world, { name: "touch", address, length, write }, regions);
  const [outcome, ...others] = outcomes;
  if (!outcome || others.length > 0) return unknown;
  if (outcome.result === "fault") return outcome.signal ? { is: "denied", signal: outcome.signal } : unknown;
  const start = target.offset.low;
  const parts = within(region.mappings, { start, end: start + (length ?? 1) });
  const isSure = parts.every(
    ({ protection, object, backing }) =>
      !region.ownsPages || (protection !== undefined && (backing === "anonymous" || object !== undefined)),
  );
  return isSure ? { is: "served", world: outcome.world } : unknown;
}

/** Anonymous memory all over, which grants the access. */
function isPlain({ mappings }: Region, start: number, end: number, write: boolean): boolean {
  let position = start;
  for (const part of within(mappings, { start, end })) {
    const { protection } = part;
    const grants = protection !== undefined && (write ? (protection & 2) !== 0 : protection !== 0);
    if (part.start > position || part.presence !== "mapped" || part.backing !== "anonymous" || !grants)
      return false;
    position = part.end;
  }
  return position >= end;
}

/** String literals, and constants that no place of the program may change. */
function isReadOnly(run: Run, region: RegionId): boolean {
  if (isLiteral(region)) return true;
  const variable = isConstant(region) ? variableOfRegion(run.unit, region) : undefined;
  return variable !== undefined && !variable.isVolatile;
}

/** No stack is sure to hold more, bytes. */
const largestLocal = 2 ** 22;

/** Bytes; Infinity for a literal, and for a record of which only fields are known. */
function sizeOfRegion(run: Run, state: State, region: RegionId): number | undefined {
  if (isLiteral(region)) return Number.POSITIVE_INFINITY;
  const variable = variableOfRegion(run.unit, region);
  if (!variable) return state.world.regions.get(region)?.size;
  if (variable.scope === "external") return undefined;
  const size = sizeOf(variable.type, run.unit.layout) ?? Number.POSITIVE_INFINITY;
  return variable.scope === "local" && size > largestLocal && Number.isFinite(size) ? undefined : size;
}
