/** setjmp() and longjmp(): a path that jumps goes on where its buffer was filled, as long as that function has not returned. */
import type { Block, Instruction } from "../../c/ir";
import type { Calling } from "../calls/calling";
import type { Frame, Run } from "../context";
import { dropRegionsAbove } from "../memory/memory";
import { type Landing, type State, temp } from "../state";
import * as ranges from "../values/range";
import { exact, fromRange, identity, number, type Value } from "../values/value";
import type { Endings } from "./ending";

/** A path that has jumped and is still to land. */
export interface Jump {
  readonly landing: Landing;
  readonly state: State;
  readonly value: Value;
}

const returningTwice: ReadonlySet<string> = new Set(["setjmp", "_setjmp", "sigsetjmp", "__sigsetjmp"]);

/** Does the block end where setjmp() returns for the first time, or again? */
export function endsWithSetjmp({ instructions, terminator }: Block): boolean {
  const last = instructions.at(-1);
  return (
    terminator.op === "branch" &&
    terminator.condition.kind === "unknown" &&
    last?.op === "call" &&
    last.callee.kind === "function" &&
    returningTwice.has(last.callee.name)
  );
}

/** setjmp(): its first return. */
export function fillsBuffer(calling: Calling, state: State): State[] | undefined {
  const { args, frame, instruction, name } = calling;
  const block = frame.fn.blocks.find(({ instructions }) => instructions.includes(instruction as Instruction));
  const place = args[0] && identity(args[0]);
  const again =
    block && endsWithSetjmp(block) && block.terminator.op === "branch" ? block.terminator.else : undefined;
  if (place === undefined || again === undefined) return undefined;
  const { temps, loops, life } = state;
  const saves = name.endsWith("sigsetjmp") && args[1] !== undefined && exact(args[1]) !== 0;
  const landing: Landing = {
    frame,
    block: again,
    into: instruction.into,
    temps,
    loops,
    handling: saves ? life.handling : undefined,
  };
  const landings = new Map(life.landings).set(place, landing);
  return [temp({ ...state, life: { ...life, landings } }, instruction.into, number(0))];
}

/** longjmp(): the path goes on elsewhere. */
export function jumps({ run, args, frame, site, name }: Calling, state: State, endings: Endings): State[] {
  const place = args[0] && identity(args[0]);
  const landing = place === undefined ? undefined : state.life.landings.get(place);
  if (landing && isRunning(frame, landing.frame)) {
    const given = args[1] ?? fromRange(ranges.top);
    run.jumps = [...run.jumps, { landing, state, value: exact(given) === 0 ? number(1) : given }];
  } else endings.doubt(state.life.process, { kind: "unknown-function", span: site.span, name });
  return [];
}

function isRunning(frame: Frame, wanted: Frame): boolean {
  for (let at: Frame | undefined = frame; at; at = at.caller) if (at === wanted) return true;
  return false;
}

/** The jumps that lead to the frame, each with the state in which it lands. They are taken off the list. */
export function landed(run: Run, frame: Frame): readonly Jump[] {
  const here = run.jumps.filter(({ landing }) => landing.frame === frame);
  if (here.length === 0) return here;
  run.jumps = run.jumps.filter(({ landing }) => landing.frame !== frame);
  return here.map(({ landing, state, value }) => {
    const { temps, loops, into } = landing;
    const handling = landing.handling ?? state.life.handling;
    const memory = dropRegionsAbove(state.memory, frame.depth);
    const life = { ...state.life, handling };
    return { landing, value, state: temp({ ...state, memory, life, temps, loops }, into, value) };
  });
}
