/** Calls that make another process: fork(), vfork(), daemon(). Each process goes its own way from there. */
import type { Outcome, Step } from "../../sim/types";
import type { Calling } from "../calls/calling";
import { forgetEverything } from "../memory/forget";
import { extend } from "../record/trail";
import { type Lineage, type State, temp } from "../state";
import { number } from "../values/value";
import { divided, pidOfNewest } from "./children";

type Way = (calling: Calling, state: State, outcome: Outcome) => State | undefined;

/** What becomes of the parent, and what the child is called. */
const ways: Readonly<Record<string, { readonly child: Lineage; readonly parent: Way }>> = {
  fork: { child: "child", parent: returnsChild },
  _Fork: { child: "child", parent: returnsChild },
  vfork: { child: "vfork-child", parent: afterVfork },
  daemon: { child: "daemon", parent: leaves },
};

export const makesProcess = (name: string): boolean => Object.hasOwn(ways, name);

/** Two processes, or a failure. */
export function forked(calling: Calling, before: State, { outcomes }: Step): State[] {
  const { run, instruction, site, name } = calling;
  const way = ways[name];
  // Success leaves errno alone.
  const isSure = run.endings && outcomes.every(({ result }) => result === "success");
  const state: State = isSure ? before : { ...before, errno: { kind: "unowned" } };
  const { parent, child } = divided(state, site.id);
  return outcomes.flatMap((outcome): State[] => {
    const { result, process, world } = outcome;
    if (!way || result !== "success") return [temp({ ...state, world }, instruction.into, number(-1))];
    if (process === "parent") return [way.parent(calling, parent, outcome) ?? []].flat();
    const trail = extend(state.trail, { kind: "in-child", span: site.span, name });
    const life = { ...child.life, lineage: way.child };
    return [temp({ ...child, world, trail, life }, instruction.into, number(0))];
  });
}

function returnsChild({ instruction }: Calling, parent: State, { world }: Outcome): State {
  const life =
    parent.life.lineage === "original" ? { ...parent.life, lineage: "parent" as const } : parent.life;
  return temp({ ...parent, world, life }, instruction.into, pidOfNewest(parent));
}

/** The child has used its parent's memory until then. Who predicts must not rely on what it left alone. */
function afterVfork(calling: Calling, parent: State, outcome: Outcome): State {
  const { run } = calling;
  const after = returnsChild(calling, parent, outcome);
  if (!run.observer && !run.endings) return after;
  const { world, ...rest } = forgetEverything(run, after);
  return { ...rest, world: { ...world, future: "unknown", lockedBytes: undefined, mappedBytes: undefined } };
}

/** daemon(): the parent is gone before its caller hears of it. */
function leaves({ run }: Calling, { life, memory }: State): undefined {
  run.endings?.end(life.process, { kind: "exit", status: 0 }, memory);
}
