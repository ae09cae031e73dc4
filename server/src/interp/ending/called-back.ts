/** A function of the program that is run for somebody else, then and there: a thread, a comparison, what runs at exit. */
import type { FunctionIr, SiteId } from "../../c/ir";
import { enter, leave } from "../calls/own-calls";
import { isFollowed } from "../calls/recursion";
import type { Frame, Run, Steps } from "../context";
import { type Exit, runFunction } from "../run";
import { changed, type State } from "../state";
import { onlyFunction, type Value } from "../values/value";

export interface Given {
  readonly fn: FunctionIr;
  readonly args: readonly Value[];
  /** Tells its variables from those of others that run at the same depth. */
  readonly mark: SiteId;
}

/** The only function that a value may be, as far as it is followed. */
export function functionIn(run: Run, frame: Frame, value: Value | undefined): FunctionIr | undefined {
  const name = value && value.range === null ? onlyFunction(value) : undefined;
  const fn = name === undefined ? undefined : run.unit.functions.get(name);
  return fn && isFollowed(run, frame, fn, []) ? fn : undefined;
}

/** How it may return, each with the state in which its caller goes on. */
export function* runGiven(run: Run, state: State, frame: Frame, { fn, args, mark }: Given): Steps<Exit[]> {
  const chain = [...frame.chain, mark];
  const inner: Frame = { fn, depth: frame.depth + 1, chain, caller: frame, args, addresses: new Map() };
  const exits = yield* runFunction(run, enter(run, state, inner, args), inner);
  const { temps, loops } = state;
  return exits.map((exit) => ({
    value: exit.value,
    state: changed(leave(exit.state, inner), { temps, loops }),
  }));
}
