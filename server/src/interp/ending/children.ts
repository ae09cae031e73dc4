/** The processes of a program: what each is called, whose child it is, and what wait() tells its parent. */
import type { Calling } from "../calls/calling";
import { store } from "../memory/memory";
import { type Child, type State, temp } from "../state";
import * as ranges from "../values/range";
import { exact, fromRange, likelyTarget, named, number, processMark, type Value } from "../values/value";
import { dispositionOf } from "./death";
import type { Answer, Ending, Endings, ProcessId } from "./ending";
import { withoutSharedFiles, withSharedOf } from "./sharing";
import { statusOf } from "./signals";

/** As many forks are told apart: what a loop makes more of would never come to an end. */
const mostForks = 32;

const anyPid = ranges.interval(1, 2 ** 22);
/** What a process is known by in a value. */
export const pidOf = (process: ProcessId): string => `${processMark}${process}`;
const pidValue = (process: ProcessId): Value => named(anyPid, pidOf(process));

/** What fork() gives the parent. */
export function pidOfNewest({ life }: State): Value {
  const child = life.children?.at(-1);
  return child ? pidValue(child.process) : fromRange(anyPid);
}

export function asksWhoItIs({ instruction }: Calling, state: State): Answer {
  return [temp(state, instruction.into, pidValue(state.life.process))];
}

/** Of a parent that may have gone before it is asked for, nobody knows who has taken its place. */
export function asksWhoseChild(
  { instruction, site, name, run }: Calling,
  state: State,
  endings: Endings,
): Answer {
  const { process, lineage } = state.life;
  const waitsForAll = run.unit.outline.some(
    ({ mentions }) => mentions.has("wait") || mentions.has("waitpid"),
  );
  if (process === "" || process === severalProcesses)
    return [temp(state, instruction.into, pidValue("outside"))];
  if (lineage === "daemon" || !waitsForAll)
    endings.doubt(process, { kind: "concurrent", span: site.span, name });
  const parent = process.slice(0, process.lastIndexOf("/"));
  return [temp(state, instruction.into, pidValue(parent))];
}

/** The states of parent and child at a fork: each knows itself, and the parent its child. */
export function divided(state: State, site: number): { readonly parent: State; readonly child: State } {
  const { life } = state;
  const memory = withoutSharedFiles(state);
  if (life.forks >= mostForks) {
    const several = { ...life, children: undefined };
    return {
      parent: { ...state, memory, life: several },
      child: { ...state, memory, life: { ...several, process: severalProcesses, beside: undefined } },
    };
  }
  const process = `${life.process}/${site}.${life.forks}`;
  const forks = life.forks + 1;
  const children = life.children && [...life.children, { process, killedBy: undefined }];
  const beside = life.children?.map((one) => one.process);
  return {
    parent: { ...state, memory, life: { ...life, forks, children } },
    child: { ...state, memory, life: { ...life, process, forks, children: [], beside, alarm: undefined } },
  };
}

/** Any of many, of which nobody asks how they end. */
const severalProcesses: ProcessId = "several";

/** wait() and its kin: each child that it may be, with its status where all of the child's paths end alike. */
export function waits(calling: Calling, state: State, endings: Endings): Answer {
  const { run, args, site, name, instruction } = calling;
  const [pid, options] = name === "wait" ? [number(-1), number(0)] : [args[0], args[2]];
  const { children, process } = state.life;
  const isPlain =
    options !== undefined && exact(options) === 0 && dispositionOf(run, state, "SIGCHLD") === "default";
  const statusAt = args[name === "wait" ? 0 : 1] ?? number(0);
  const to = statusAt.range === null ? likelyTarget(statusAt) : undefined;
  const isTold = to !== undefined || exact(statusAt) === 0;
  if (children?.length === 0 && dispositionOf(run, state, "SIGCHLD") === "default") {
    const none = { kind: "stored", number: run.platform.constants.ECHILD ?? 10 } as const;
    return [temp({ ...state, errno: none }, instruction.into, number(-1))];
  }
  const possible = isPlain && isTold && children ? childrenWaitedFor(children, pid ?? number(0)) : [];
  const isSure = possible.every(
    ({ killedBy, process: one }) => killedBy || endings.children.get(one)?.ending,
  );
  if (possible.length === 0 || !isSure) endings.doubt(process, { kind: "waits", span: site.span, name });
  if (possible.length === 0) return undefined;
  return possible.map((child) => {
    const fate = endings.children.get(child.process);
    const ending = fate?.ending;
    // What it wrote to memory that both see is there now.
    const shared = withSharedOf(state, child.killedBy ? undefined : fate?.memory);
    const { killedBy: signal } = child;
    const atSignal: Ending | undefined = signal && fate?.waits ? { kind: "signal", signal } : undefined;
    const status = statusOf(signal ? atSignal : ending, run.platform.constants);
    const memory = to ? store(shared, to, 4, status) : shared;
    const life = { ...state.life, children: children?.filter((one) => one !== child) };
    return temp({ ...state, memory, life }, instruction.into, pidValue(child.process));
  });
}

/** As many children as are waited for in any order. */
const mostChildren = 4;

function childrenWaitedFor(children: readonly Child[], pid: Value): readonly Child[] {
  if (exact(pid) === -1) return children.length <= mostChildren ? children : [];
  return children.filter(({ process }) => pidOf(process) === pid.handle);
}
