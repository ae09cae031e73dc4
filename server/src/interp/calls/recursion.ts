/** How far calls of the program's own functions are followed, and what one that is not followed may have done. */
import type { FunctionIr, Unit } from "../../c/ir";
import { operandsOf } from "../../c/operands";
import { forget } from "../../sim/world";
import type { Frame, Run } from "../context";
import { flowOf } from "../flow";
import { besideCallOf, isKernelCall } from "../kernel/kernel";
import type { State } from "../state";
import * as ranges from "../values/range";
import { isMadeUp } from "../values/region";
import { exact, identity, isNumber, type Value } from "../values/value";

/** Different functions that may be running at a time, and activations in all. */
const mostFunctions = 12;
const mostActivations = 64;

/**
 * Is the call followed? A function that runs already is run again only where its arguments say how far: they are known,
 * and others than last time.
 */
export function isFollowed(run: Run, frame: Frame, fn: FunctionIr, args: readonly Value[]): boolean {
  if (frame.depth >= mostActivations || isSpent(run, fn)) return false;
  const running = new Set<FunctionIr>();
  let last: Frame | undefined;
  for (let at: Frame | undefined = frame; at; at = at.caller) {
    running.add(at.fn);
    if (at.fn === fn) last ??= at;
  }
  if (!last) return running.size < mostFunctions;
  // What is left of the fuel is for the rest of the program.
  return run.fuel > run.patience.fuel / 2 && args.every(isDecided) && areOthers(args, last.args);
}

/** What all calls of one function together may take of the fuel: one part of so many. */
const partsOfFuel = 30;
/** They may run so many times its own length; one that asks the kernel for something, more often. */
const timesItsLength = 2;
const timesAskingKernel = 6;
/** However short a function is, its calls may take so many instructions. */
const leastOfAll = 300;

/** What its instructions are counted under: those that it was hurried through, apart. */
const accountOf = ({ name }: FunctionIr, isHurried = false): string =>
  isHurried ? `${name} in a hurry` : name;

/** So many instructions of the function were run. */
export function spend({ spent }: Run, { fn, isHurried }: Frame, count: number): void {
  const account = accountOf(fn, isHurried);
  spent.set(account, (spent.get(account) ?? 0) + count);
}

/**
 * Has a function run so often that there would be no fuel for others? What moves bits over a wire, a byte at a time, is
 * called in loops in loops, and what so many rounds have not shown, one more will not. Who looks on wants to see each call.
 */
export const isWorn = (run: Run, fn: FunctionIr): boolean => hasTaken(run, fn, accountOf(fn));

/** Nor are its loops hurried through any more, which is for short ones that call nothing: others only do the same again. */
export const isSpent = (run: Run, fn: FunctionIr): boolean =>
  isWorn(run, fn) &&
  (flowOf(fn).loops.size === 0 || hasTaken(run, fn, accountOf(fn, true)) || !callsNothing(fn));

const callsNothing = ({ blocks }: FunctionIr): boolean =>
  blocks.every(({ instructions }) => instructions.every(({ op }) => op !== "call" && op !== "havoc"));

function hasTaken({ unit, patience, spent, observer }: Run, { name }: FunctionIr, account: string): boolean {
  const taken = spent.get(account) ?? 0;
  if (observer || taken <= leastOfAll) return false;
  const length = lengthOf(unit, name);
  if (taken <= Math.min(timesItsLength * length, patience.fuel / partsOfFuel)) return false;
  return taken > timesAskingKernel * length || !asksKernel(unit, name);
}

const lengthOf = ({ functions }: Unit, name: string): number =>
  functions.get(name)?.blocks.reduce((sum, { instructions }) => sum + instructions.length, 0) ?? 0;

/** A number, or one place or function that we know; it may be null besides. */
function isDecided(value: Value): boolean {
  const { range, targets, functions } = value;
  if (isNumber(value)) return exact(value) !== undefined;
  if (range && ranges.exact(range) !== 0) return false;
  if (functions) return functions.length === 1;
  return (
    targets.length === 1 &&
    targets.every(({ region, offset }) => !isMadeUp(region) && ranges.exact(offset) !== undefined)
  );
}

const areOthers = (args: readonly Value[], before: readonly Value[]): boolean =>
  args.some((value, index) => {
    const other = before[index];
    return !other || nameOf(value) !== nameOf(other);
  });

const nameOf = (value: Value): string =>
  `${identity(value) ?? ""} ${value.targets.map(({ region, offset }) => `${region}+${offset.low}`).join()}`;

/** After a call of a function of this file that was not followed: what it may ask the kernel for, nobody saw. */
export function afterUnfollowed(run: Run, state: State, name: string): State {
  // It may have told somebody of a failure.
  if (!asksKernel(run.unit, name)) return { ...state, untold: undefined };
  const unknown = "unknown";
  return {
    ...state,
    untold: undefined,
    privilege: unknown,
    world: {
      ...forget(state.world, undefined),
      future: unknown,
      superlocked: unknown,
      plock: unknown,
      privileged: unknown,
      mayRaiseLimit: unknown,
      interrupts: unknown,
      limit: undefined,
      hardLimit: undefined,
      lockedBytes: undefined,
      mappedBytes: undefined,
      shmLockedBytes: undefined,
      heap: undefined,
    },
  };
}

const known = new WeakMap<Unit, Map<string, boolean>>();

/** Does the function, or any that it may call, call the kernel? Through a pointer it may call any. */
export function asksKernel(unit: Unit, name: string): boolean {
  const answers = known.get(unit) ?? new Map<string, boolean>();
  known.set(unit, answers);
  let answer = answers.get(name);
  if (answer === undefined) {
    answer = reachesKernel(unit, name);
    answers.set(name, answer);
  }
  return answer;
}

function reachesKernel({ functions, outline }: Unit, start: string): boolean {
  const defined = new Set(outline.map(({ name }) => name));
  const seen = new Set([start]);
  for (const name of seen) {
    const fn = functions.get(name);
    if (!fn && defined.has(name)) return true;
    if (!fn && (isKernelCall(name) || besideCallOf(name))) return true;
    for (const instruction of fn?.blocks.flatMap((block) => block.instructions) ?? []) {
      if (instruction.op === "havoc") return true;
      if (instruction.op === "call" && instruction.callee.kind !== "function") return true;
      for (const operand of operandsOf(instruction)) if (operand.kind === "function") seen.add(operand.name);
    }
  }
  return false;
}
