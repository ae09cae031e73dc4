/** The end of a process on one path: with an exit status, or by a signal. */
import type { Span } from "../../text/span";
import type { Run } from "../context";
import type { State } from "../state";
import * as ranges from "../values/range";
import type { Value } from "../values/value";

/** As many statuses as are told apart. */
const mostStatuses = 4;

/** A path ends with an exit status. */
export function endProcess(run: Run, { life }: State, { range, targets }: Value, span: Span): void {
  const statuses = range && targets.length === 0 ? ranges.members(range, mostStatuses) : undefined;
  if (!statuses) run.endings?.doubt(life.process, { kind: "status", span, name: "" });
  for (const status of statuses ?? []) run.endings?.end(life.process, { kind: "exit", status: status & 255 });
}

/** The process dies of a signal that nobody handles. */
export function die(run: Run, { life }: State, signal: string, span: Span): void {
  if (handlesSignals(run)) run.endings?.doubt(life.process, { kind: "signal", span, name: signal });
  else run.endings?.end(life.process, { kind: "signal", signal });
}

const handling = ["signal", "sigaction", "sigset", "bsd_signal", "sysv_signal", "sigaltstack", "signalfd"];
const isHandling = new WeakMap<Run["unit"], boolean>();

/** Does the program say anywhere what shall happen at signals? */
export function handlesSignals({ unit }: Run): boolean {
  const known = isHandling.get(unit);
  if (known !== undefined) return known;
  const names = [...handling, "sigprocmask", "pthread_sigmask", "sigblock"];
  const found = unit.outline.some(({ mentions }) => names.some((name) => mentions.has(name)));
  isHandling.set(unit, found);
  return found;
}
