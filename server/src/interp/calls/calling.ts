/** One call on one path, as the parts that follow it pass it around. */
import type { CallSite, Instruction, SiteId } from "../../c/ir";
import type { RegionId } from "../../sim/types";
import { noteUse } from "../checks/results";
import { type Frame, type Run, variableOf } from "../context";
import { flowOf } from "../flow";
import type { State } from "../state";
import { resultName, yielded, yieldedAgain } from "../values/region";
import type { Value } from "../values/value";

export type CallInstruction = Extract<Instruction, { op: "call" }>;

export interface Calling {
  readonly run: Run;
  readonly frame: Frame;
  readonly instruction: CallInstruction;
  readonly site: CallSite;
  /** The callee, also when it was called through a pointer. */
  readonly name: string;
  readonly args: readonly Value[];
}

/** The region that a call yields. */
export const yieldOf = ({ name, site, frame }: Calling): RegionId => yielded(name, site.id, frame.chain);

/** A region that is not there yet: where the same call comes again, another one. */
export function freshRegion({ world }: State, first: RegionId): RegionId {
  let region = first;
  for (let time = 2; world.regions.has(region); time++) region = yieldedAgain(first, time);
  return region;
}

/** Names the unknown value that a call returns. */
export const nameOfResult = (callee: string, frame: Frame, site: SiteId, state: State): string =>
  resultName(callee, site, frame.chain, { epoch: state.memory.epoch, serial: state.serial });

/** Does the program take the call's result, so that it may ask for its errno? */
export const isTaken = (frame: Frame, { into, type }: CallInstruction): boolean =>
  type.kind !== "void" && !flowOf(frame.fn).discarded.has(into);

/** Handing a result to somebody who may look at it is looking at it. */
export function examineArguments({ run, args }: Calling): void {
  // A mapping is handed on to be used; that is no test of it.
  for (const argument of args) if (argument.targets.length === 0) noteUse(run, argument);
}

/** A call that enters the kernel: is it made where that is not allowed? */
export function noteContext({ run, site, name }: Calling, state: State): void {
  const { value } = run.platform.facts["interrupt.calls"];
  if (typeof value === "string" || value.allowed.includes(name)) return;
  const { context, interrupts } = state.world;
  const critical = context === "isr" ? "isr" : interrupts === "disabled" ? "interrupts-disabled" : undefined;
  run.recorder.unsafeCall(site, name, critical, state.trail);
}

/** The name of the variable or member that takes the call's result. */
export function receiverOf({ run, frame, instruction }: Calling): string | undefined {
  const receiver = flowOf(frame.fn).receivers.get(instruction.into);
  if (!receiver) return undefined;
  return "field" in receiver ? receiver.field : variableOf(run, receiver.variable)?.name;
}
