/** The end of a process on one path: with an exit status, or by a signal. */
import type { Unit } from "../../c/ir";
import type { Span } from "../../text/span";
import type { Run } from "../context";
import type { Disposition, Fault, State } from "../state";
import * as ranges from "../values/range";
import type { Value } from "../values/value";
import { noteOrphans } from "./sharing";

/** As many statuses as are told apart. */
const mostStatuses = 4;

/** A path ends with an exit status. */
export function endProcess(run: Run, state: State, { range, targets }: Value, span: Span): void {
  const { life, memory } = state;
  noteOrphans(run, state, span);
  // Whoever was not waited for may be anywhere.
  if (life.threads.some(({ name, result }) => name !== life.thread && !result))
    run.endings?.doubt(life.process, { kind: "concurrent", span, name: "pthread_create" });
  const statuses = range && targets.length === 0 ? ranges.members(range, mostStatuses) : undefined;
  if (!statuses) run.endings?.doubt(life.process, { kind: "status", span, name: "" });
  for (const status of statuses ?? [])
    run.endings?.end(life.process, { kind: "exit", status: status & 255 }, memory);
}

/** A signal comes that the program has done something for: it dies of it, or its handler is to run. Nothing else comes after. */
export function die(run: Run, state: State, signal: string, span: Span, address?: Value): State {
  const { life } = state;
  noteOrphans(run, state, span);
  const over = (fault?: Fault): State => ({ ...state, life: { ...life, isOver: true, fault } });
  const what = dispositionOf(run, state, signal);
  if (what === "unknown") run.endings?.doubt(life.process, { kind: "signal", span, name: signal });
  // What is ignored or blocked and cannot be served ends the process all the same.
  else if (what === "default" || what.handler === "ignored" || life.handling.includes(signal))
    run.endings?.end(life.process, { kind: "signal", signal }, state.memory);
  else return over({ signal, span, address });
  return over();
}

/** What the program wants done at the signal. */
export function dispositionOf(
  run: Run,
  { life }: State,
  signal: string,
): Disposition | "default" | "unknown" {
  if (!life.dispositions || handlesSignals(run)) return "unknown";
  return life.dispositions.get(signal) ?? "default";
}

const unfollowed = `sigset bsd_signal sysv_signal sigaltstack signalfd sigvec siginterrupt sigprocmask
  pthread_sigmask sigblock sigsetmask sighold`.split(/\s+/);

/** Does the program say anything of signals that is not followed? */
export const handlesSignals = ({ unit }: Run): boolean => mentionsAny(unit, unfollowed);

/** Does it set handlers anywhere? */
export const setsHandlers = ({ unit }: Run): boolean => mentionsAny(unit, following);
const following = ["signal", "sigaction", ...unfollowed];

const known = new WeakMap<Unit, Map<readonly string[], boolean>>();

function mentionsAny(unit: Unit, names: readonly string[]): boolean {
  const answers = known.get(unit) ?? new Map<readonly string[], boolean>();
  known.set(unit, answers);
  let answer = answers.get(names);
  if (answer === undefined) {
    answer = unit.outline.some(({ mentions }) => names.some((name) => mentions.has(name)));
    answers.set(names, answer);
  }
  return answer;
}
