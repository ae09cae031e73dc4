/** Signals: their names, what they do to a process that does not care, and the status that wait() tells. */

import type { Platform } from "../../platforms/profile";
import * as ranges from "../values/range";
import { exact, fromRange, number, type Value } from "../values/value";
import type { Ending } from "./ending";

const ignored: ReadonlySet<string> = new Set(["SIGCHLD", "SIGCONT", "SIGURG", "SIGWINCH"]);
const stopping: ReadonlySet<string> = new Set(["SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU"]);
const coreDumping: ReadonlySet<string> = new Set(
  "SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGSEGV SIGXCPU SIGXFSZ SIGSYS".split(" "),
);

type Constants = Platform["constants"];

/** The signal's name, "0" for none; undefined where it is not known. */
export function signalOf(value: Value, constants: Constants): string | undefined {
  if (value.constant?.startsWith("SIG")) return value.constant;
  const n = exact(value);
  if (n === 0) return "0";
  return Object.keys(constants).find((name) => name.startsWith("SIG") && constants[name] === n);
}

/** What happens to a process that says nothing of the signal. */
export function whatSignalDoes(name: string): "ends" | "nothing" | "stops" {
  return ignored.has(name) ? "nothing" : stopping.has(name) ? "stops" : "ends";
}

/** The status that wait() stores for a child; whether there was a core dump depends on the system. */
export function statusOf(ending: Ending | undefined, constants: Constants): Value {
  if (ending?.kind === "exit") return number(ending.status << 8);
  const n = ending && constants[ending.signal];
  if (ending === undefined || n === undefined) return anyStatus;
  if (!coreDumping.has(ending.signal)) return number(n);
  return fromRange({ low: n, high: n + 128, modulus: 128, remainder: n, nonzero: true });
}

/** Of a child that ended, nobody knows how. */
const anyStatus: Value = fromRange(ranges.interval(0, 0xffff));

/** <sys/wait.h>: what a status tells. */
export const statusMacros: Readonly<Record<string, (status: number) => number>> = {
  WIFEXITED: (status) => Number((status & 127) === 0),
  WEXITSTATUS: (status) => (status >> 8) & 255,
  WIFSIGNALED: (status) => Number((status & 127) !== 0 && (status & 127) !== 127),
  WTERMSIG: (status) => status & 127,
  WCOREDUMP: (status) => status & 128,
  WIFSTOPPED: (status) => Number((status & 255) === 127),
  WSTOPSIG: (status) => (status >> 8) & 255,
  WIFCONTINUED: (status) => Number(status === 0xffff),
};

const mostStatuses = 4;

/** What the macro makes of a status of which some is known; undefined where too little is. */
export function fromStatus(macro: (status: number) => number, { range, targets }: Value): Value | undefined {
  const statuses = range && targets.length === 0 ? ranges.members(range, mostStatuses) : undefined;
  const results = statuses?.map((status) => ranges.exactly(macro(status)));
  return results && results.length > 0 ? fromRange(results.reduce(ranges.join)) : undefined;
}
