/** How a whole program ends: what each path came to, and what kept paths from being followed. Collected while they run. */
import type { Span } from "../../text/span";
import type { Memory } from "../memory/parts";
import type { State } from "../state";

/** The states after a call that concerns the process itself; undefined where it is another's to answer. */
export type Answer = State[] | undefined;

export type Ending =
  /** `status`: 0 to 255. */
  | { readonly kind: "exit"; readonly status: number }
  /** As <signal.h> names it. */
  | { readonly kind: "signal"; readonly signal: string };

/** Why somebody cannot say how the program ends. `name`: the function or signal concerned, or nothing. */
export interface Doubt {
  readonly kind: DoubtKind;
  readonly span: Span | undefined;
  readonly name: string;
}

export type DoubtKind =
  /** Nobody knows whether the access can be served. */
  | "access"
  /** The exit status is not known. */
  | "status"
  /** A function of which nothing is known is called: it may never return. */
  | "unknown-function"
  /** It may wait for ever, or for somebody else. */
  | "waits"
  /** Other code may run at any time: threads, handlers, timers. */
  | "concurrent"
  /** Another program takes over. */
  | "exec"
  /** A loop whose rounds were not followed one by one. */
  | "loop"
  | "signal"
  /** C leaves it open which operand is evaluated first, and it matters. */
  | "order"
  /** Signed numbers that leave their type, shifts by more bits than there are. */
  | "overflow"
  /** Whatever a run gives up on; `name` is the reason. */
  | "gave-up"
  /** No path comes to an end. */
  | "endless";

/** A process of the program: the first is "", a child is named by the forks that led to it. */
export type ProcessId = string;

/** A point at which the program may go on in several ways. */
export interface Choice {
  /** `answer`: the kernel may answer the call so or so; `condition`: a branch is not decided. */
  readonly kind: "answer" | "condition";
  readonly name: string;
  readonly span: Span;
}

/** What becomes of a child process. */
export interface Fate {
  /** Undefined for one that waits until somebody ends it. */
  readonly ending: Ending | undefined;
  readonly waits: boolean;
  /** What memory held at its end; undefined where it may have come to it in several ways. */
  readonly memory: Memory | undefined;
}

interface OfProcess {
  /** Some path comes to where nothing happens any more. */
  waits: boolean;
  readonly endings: Map<string, Ending>;
  memory: Memory | "several" | undefined;
  doubt: Doubt | undefined;
  choice: Choice | undefined;
}

export const keyOf = (ending: Ending): string =>
  ending.kind === "exit" ? `${ending.status}` : ending.signal;

/** Collects while paths run. */
export class Endings {
  private readonly processes = new Map<ProcessId, OfProcess>();

  usesThreads = false;

  /** `children`: how child processes end, as far as an earlier run has shown; `threadsRun`: when they are made, or awaited. */
  constructor(
    readonly children: ReadonlyMap<ProcessId, Fate>,
    readonly threadsRun: "at once" | "late",
  ) {}

  /** A path has come to its end. */
  end(process: ProcessId, ending: Ending, memory: Memory): void {
    const one = this.of(process);
    one.memory = one.memory === undefined ? memory : "several";
    one.endings.set(keyOf(ending), ending);
  }

  /** A path comes to where it waits for ever. */
  wait(process: ProcessId): void {
    this.of(process).waits = true;
  }

  /** The first reason is the one that is told. */
  doubt(process: ProcessId, doubt: Doubt): void {
    this.of(process).doubt ??= doubt;
  }

  isDoubtful(process: ProcessId): boolean {
    return this.processes.get(process)?.doubt !== undefined;
  }

  /** The way divides; the first such point is the one that is told. */
  choose(process: ProcessId, choice: Choice): void {
    this.of(process).choice ??= choice;
  }

  result(
    process: ProcessId,
  ): Readonly<Omit<OfProcess, "endings" | "memory">> & { readonly endings: readonly Ending[] } {
    const { endings, doubt, choice, waits } = this.of(process);
    return { endings: [...endings.values()], doubt, choice, waits };
  }

  /** Each child whose every path ends alike. */
  certainChildren(): ReadonlyMap<ProcessId, Fate> {
    const certain = new Map<ProcessId, Fate>();
    for (const [process, { endings, doubt, memory, waits }] of this.processes) {
      const [ending, ...others] = endings.values();
      const atEnd = memory === "several" ? undefined : memory;
      const isOne = others.length === 0 && (ending === undefined) === waits;
      if (process !== "" && isOne && !doubt) certain.set(process, { ending, waits, memory: atEnd });
    }
    return certain;
  }

  private of(process: ProcessId): OfProcess {
    let known = this.processes.get(process);
    if (!known) {
      known = { endings: new Map(), waits: false, memory: undefined, doubt: undefined, choice: undefined };
      this.processes.set(process, known);
    }
    return known;
  }
}
