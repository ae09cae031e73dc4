/** alarm(), pause() and sleep(): who waits, and what ends the waiting. */
import type { Calling } from "../calls/calling";
import { type State, temp } from "../state";
import * as ranges from "../values/range";
import { exact, fromRange, number } from "../values/value";
import { die, setsHandlers } from "./death";
import type { Answer, Endings } from "./ending";

/** Its signal may come at any time. */
export function asksForAlarm({ args, site, name, run }: Calling, { life }: State, endings: Endings): Answer {
  const isOff = args[0] !== undefined && exact(args[0]) === 0;
  if (!isOff && setsHandlers(run)) endings.doubt(life.process, { kind: "concurrent", span: site.span, name });
  return undefined;
}

const dividing = ["fork", "vfork", "pthread_create", "clone"];
const resting = ["sleep", "usleep", "nanosleep", "clock_nanosleep", "pause", "select", "poll"];

/** alarm() where nothing is set to handle it. */
export function setsAlarm(calling: Calling, state: State, endings: Endings): Answer {
  const seconds = calling.args[0] && exact(calling.args[0]);
  asksForAlarm(calling, state, endings);
  if (seconds === undefined || setsHandlers(calling.run)) return undefined;
  // What takes how long is followed where one waits, and nobody else.
  const { outline } = calling.run.unit;
  const mentions = (names: readonly string[]) =>
    outline.some((fn) => names.some((one) => fn.mentions.has(one)));
  if (seconds > 0 && mentions(dividing) && mentions(resting))
    endings.doubt(state.life.process, { kind: "concurrent", span: calling.site.span, name: calling.name });
  const after = { ...state, life: { ...state.life, alarm: seconds > 0 ? seconds : undefined } };
  return [temp(after, calling.instruction.into, fromRange(ranges.interval(0, 2 ** 31 - 1)))];
}

/** pause() where no handler is set: it never returns, and the process lasts until somebody ends it. */
export function pauses({ run, site, name }: Calling, state: State, endings: Endings): Answer {
  const { process, alarm } = state.life;
  if (setsHandlers(run)) endings.doubt(process, { kind: "waits", span: site.span, name });
  else if (alarm !== undefined) die(run, state, "SIGALRM", site.span);
  else endings.wait(process);
  return setsHandlers(run) ? undefined : [];
}

/** sleep() and its kin: what an alarm that comes meanwhile does. */
export function sleeps(
  { run, args, site, name, instruction }: Calling,
  state: State,
  endings: Endings,
): Answer {
  const { alarm, process } = state.life;
  if (alarm === undefined || setsHandlers(run)) return undefined;
  const seconds = name === "sleep" && args[0] ? exact(args[0]) : undefined;
  if (seconds === undefined || seconds === alarm) {
    endings.doubt(process, { kind: "waits", span: site.span, name });
    return undefined;
  }
  if (seconds > alarm) {
    die(run, state, "SIGALRM", site.span);
    return [];
  }
  const after = { ...state, life: { ...state.life, alarm: alarm - seconds } };
  return [temp(after, instruction.into, number(0))];
}
