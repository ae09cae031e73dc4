/** How far loops are followed round by round, while their way out is decided. */
import type { BlockId } from "../c/ir";
import { asksKernel } from "./calls/recursion";
import type { Frame, Run } from "./context";
import { type Flow, flowOf } from "./flow";
import { type Meeting, ofStates } from "./groups";
import { agree, changed, type State } from "./state";

/** Rounds of a loop that are followed one by one while its way out is decided: so many, and more where it is short. */
const mostRounds = 72;
/** The same in a function that leads to no kernel call: what it computes is seldom worth more. */
const roundsOfHelper = 8;

/** A branch that may leave a loop was not decided: the loop's rounds can no longer be counted. */
export function opened(flow: Flow, from: BlockId, state: State): State {
  let loops: Map<number, { rounds: number; open: boolean }> | undefined;
  for (const [head, body] of flow.loops) {
    const progress = state.loops.get(head);
    if (!progress || progress.open || !body.has(from) || !leaves(flow, from, body)) continue;
    loops ??= new Map(state.loops);
    loops.set(head, { ...progress, open: true });
  }
  return loops ? changed(state, { loops }) : state;
}

const leaves = (flow: Flow, from: BlockId, body: ReadonlySet<BlockId>): boolean =>
  (flow.exitsOf.get(from) ?? []).some((next) => !body.has(next));

/** At a loop's head only those of one round meet, where rounds are followed one by one. */
export const inOneRound = (head: BlockId): Meeting<State> => ({
  ...ofStates,
  alike: (a, b) => countedRound(a, head) === countedRound(b, head) && agree(a, b),
});

function countedRound({ loops }: State, head: BlockId): number | undefined {
  const progress = loops.get(head);
  return progress?.open === false ? progress.rounds : undefined;
}

/** The state at a loop's head, with how far the loop is. */
export function nextRound(
  run: Run,
  frame: Frame,
  from: BlockId | undefined,
  head: BlockId,
  body: ReadonlySet<BlockId>,
  state: State,
): State {
  const before = from !== undefined && body.has(from) ? state.loops.get(head) : undefined;
  const rounds = before ? before.rounds + 1 : 0;
  const open =
    before !== undefined && (before.open || rounds >= roundsFor(run, frame, body, state.life.process));
  return changed(state, { loops: new Map(state.loops).set(head, { rounds, open }) });
}

/** The less fuel is left, the sooner loops are no longer followed round by round: a loose answer is better than none. */
function roundsFor(run: Run, frame: Frame, body: ReadonlySet<BlockId>, process: string): number {
  const flow = flowOf(frame.fn);
  const isWanted = run.endings && !run.endings.isDoubtful(process);
  const isEndless = !isWanted && [...body].every((id) => !leaves(flow, id, body));
  if (isEndless || frame.isHurried || run.fuel < run.patience.fuel / 4) return 2;
  if (isHelper(run, frame)) return roundsOfHelper;
  if (run.fuel < run.patience.fuel / 2) return mostRounds;
  let size = 0;
  for (const id of body) size += frame.fn.blocks[id]?.instructions.length ?? 0;
  return Math.max(mostRounds, Math.floor(run.patience.loop / Math.max(size, 1)));
}

/** Who looks on wants to see what each function computes. */
const isHelper = ({ unit, observer, endings }: Run, { fn }: Frame): boolean =>
  !observer && !endings && !asksKernel(unit, fn.name);
