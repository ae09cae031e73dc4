/** Signals that a program sends: to itself, to its children, or to anybody. */
import type { Calling } from "../calls/calling";
import type { Steps } from "../context";
import { type Child, type State, temp } from "../state";
import * as ranges from "../values/range";
import { fromRange, number, type Value } from "../values/value";
import { pidOf } from "./children";
import { die, dispositionOf, setsHandlers } from "./death";
import type { Answer, Endings } from "./ending";
import { runHandler } from "./handlers";
import { signalOf, whatSignalDoes } from "./signals";

export function aborts({ run, site }: Calling, state: State): Answer {
  const { process } = state.life;
  // Whatever its handler does, abort() does not return; it may do much, though.
  if (die(run, state, "SIGABRT", site.span).life.fault)
    run.endings?.doubt(process, { kind: "signal", span: site.span, name: "SIGABRT" });
  return [];
}

/** raise(), and kill() of oneself; undefined where a handler is to run. */
export function raises({ run, site, instruction }: Calling, state: State, signal: Value | undefined): Answer {
  const name = signal && signalOf(signal, run.platform.constants);
  const goesOn = [temp(state, instruction.into, number(0))];
  if (name === "0") return goesOn;
  if (name === "SIGKILL") {
    run.endings?.end(state.life.process, { kind: "signal", signal: name }, state.memory);
    return [];
  }
  const wanted = name === undefined ? "unknown" : dispositionOf(run, state, name);
  const effect = name === undefined ? undefined : whatSignalDoes(name);
  const isIgnored = typeof wanted === "string" ? effect === "nothing" : wanted.handler === "ignored";
  const isBlocked = name === undefined || state.life.handling.includes(name);
  if (wanted !== "unknown" && isIgnored) return goesOn;
  if (name !== undefined && wanted === "default" && effect === "ends" && !isBlocked) {
    die(run, state, name, site.span);
    return [];
  }
  run.endings?.doubt(state.life.process, { kind: "signal", span: site.span, name: name ?? "" });
  return undefined;
}

/** The handler of a signal that the process sends to itself has run when the call returns. */
export function* handles(calling: Calling, state: State): Steps<Answer> {
  const { run, name, args, frame, instruction, site } = calling;
  const isOwn = name === "raise" || (name === "kill" && args[0]?.handle === pidOf(state.life.process));
  const given = isOwn ? args[name === "raise" ? 0 : 1] : undefined;
  const signal = given && signalOf(given, run.platform.constants);
  const wanted = signal === undefined ? "unknown" : dispositionOf(run, state, signal);
  if (signal === undefined || typeof wanted === "string" || wanted.handler === "ignored") return undefined;
  if (state.life.handling.includes(signal) || signal === "SIGKILL") return undefined;
  const fault = { signal, span: site.span, address: undefined };
  const after = yield* runHandler(run, state, frame, fault, wanted);
  return after.map((one) => temp(one, instruction.into, number(0)));
}

/** A signal to somebody else may end anybody. */
export function kills(calling: Calling, state: State, endings: Endings): Answer {
  const { args, site, instruction } = calling;
  const signal = args[1] && signalOf(args[1], calling.run.platform.constants);
  if (args[0]?.handle === pidOf(state.life.process)) return raises(calling, state, args[1]);
  const child = state.life.children?.find(({ process }) => pidOf(process) === args[0]?.handle);
  const isFatal =
    signal !== undefined && signal !== "0" && whatSignalDoes(signal) === "ends" && !setsHandlers(calling.run);
  if (child && (signal === "SIGKILL" || isFatal)) return killsChild(calling, state, child, signal);
  for (const process of new Set(["", state.life.process])) {
    endings.doubt(process, { kind: "signal", span: site.span, name: signal ?? "" });
  }
  return [temp(state, instruction.into, fromRange(ranges.interval(-1, 0)))];
}

/** It may have come to its own end before. */
function killsChild({ instruction }: Calling, state: State, child: Child, killedBy: string): Answer {
  const children = state.life.children?.map((one) =>
    one === child && !child.killedBy ? { ...child, killedBy } : one,
  );
  return [temp({ ...state, life: { ...state.life, children } }, instruction.into, number(0))];
}
