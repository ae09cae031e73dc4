/** One call on one path, as the parts that follow it pass it around. */
import type { CallSite, Instruction, SiteId } from "../../c/ir";
import { noteUse } from "../checks/results";
import { type Frame, type Run, variableOf } from "../context";
import { flowOf } from "../flow";
import type { State } from "../state";
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

/** Names what a call yields: different for different callers, the same when the same call comes again. */
export const yieldOf = ({ name, site, frame }: Calling): string =>
  `${name}#${site.id}${frame.chain.map((caller) => `<${caller}`).join("")}`;

/** A region that is not there yet: where the same call comes again, another one. */
export function freshRegion({ world }: State, name: string): string {
  let region = name;
  for (let again = 2; world.regions.has(region); again++) region = `${name}'${again}`;
  return region;
}

/** Names the unknown value that a call returns: another one each time that anything may have changed. */
export const resultName = (name: string, frame: Frame, site: SiteId, { memory, serial }: State): string =>
  `=${name}@${[...frame.chain, site].join("<")}#${memory.epoch}.${serial}`;

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
