/**
 * Runs a function's blocks over states. Paths merge where they agree on what the properties track and stay apart
 * otherwise (property simulation: Das, Lerner, Seigle, PLDI 2002); loops are followed round by round while the way out
 * is decided, and widened after that.
 */
import type { BlockId, Instruction, Operand, Terminator } from "../c/ir";
import type { Span } from "../text/span";
import { call } from "./calls/calls";
import { spend } from "./calls/recursion";
import { onChoice } from "./checks/choices";
import { askedAbout, decided } from "./checks/errno";
import { noteBranch, noteCase, noteHeld, noteUse } from "./checks/results";
import { onLeave } from "./checks/watch";
import { evaluate, exactOperand, type Frame, type Run, type Steps } from "./context";
import { dispositionOf } from "./ending/death";
import { runHandler } from "./ending/handlers";
import { endsWithSetjmp, landed } from "./ending/jumps";
import { type Flow, flowOf } from "./flow";
import { admit, type Group, type Meeting, ofStates, together } from "./groups";
import { inOneRound, nextRound, opened } from "./loops";
import { forgetEverything } from "./memory/forget";
import { leaveSweeps } from "./memory/sweep";
import { assume, waysOf } from "./refine";
import { agree, type Fault, merge, type State, sameState, withTemps } from "./state";
import { keep } from "./temps";
import { transfer } from "./transfer";
import * as ranges from "./values/range";
import { anything, join, number, type Value } from "./values/value";

/** How a function may end. */
export interface Exit {
  readonly state: State;
  readonly value: Value;
}

/**
 * How often a loop's head is widened before nothing is taken as known there: each round may forget a record anew, whose
 * fields then have other names, and so without end.
 */
const mostWidenings = 16;
/** The same for all groups of states at one head together: each round may open a new group, too. */
const mostWideningsOfAll = 48;
/** Instructions between two chances to drop a run. */
const fuelPerSlice = 200;
/** States kept apart at one block. */
const mostStates = 16;

interface Work {
  readonly run: Run;
  readonly frame: Frame;
  readonly flow: Flow;
  /** States that wait at a block, no two of which agree. */
  readonly waiting: Map<BlockId, Group<State>[]>;
  /** What was run last at a loop's head. */
  readonly seen: Map<BlockId, Rounds[]>;
  readonly exits: Group<Exit>[];
}

/** States at a loop's head that agree. */
interface Rounds extends Group<State> {
  /** How often they were widened. */
  widenings: number;
  /** Nothing is taken as known of them: whatever comes later was run already. */
  isAnything: boolean;
}

/** All ways out of a function. Yields between instructions, so that a door can drop a stale run. */
export function* runFunction(run: Run, entry: State, frame: Frame): Steps<Exit[]> {
  const flow = flowOf(frame.fn);
  const work: Work = {
    run,
    frame,
    flow,
    waiting: new Map(),
    seen: new Map(),
    exits: [],
  };
  arrive(work, undefined, 0, entry);
  for (let block = nextBlock(work); block !== undefined; block = nextBlock(work)) {
    const states = work.waiting.get(block);
    work.waiting.delete(block);
    const isHead = flow.loops.has(block);
    for (const { merged } of states ?? []) {
      const fresh = isHead ? freshAtHead(work, block, merged) : merged;
      if (fresh) yield* runBlock(work, block, fresh);
    }
    if (run.fuel <= 0) return [];
  }
  return work.exits.map(({ merged }) => merged);
}

/** The waiting block that comes first in the order. */
function nextBlock({ waiting, flow }: Work): BlockId | undefined {
  let best: BlockId | undefined;
  for (const block of waiting.keys()) {
    if (best === undefined || (flow.order[block] ?? 0) < (flow.order[best] ?? 0)) best = block;
  }
  return best;
}

function* runBlock(work: Work, id: BlockId, entry: State): Steps<void> {
  const { run, frame } = work;
  const block = frame.fn.blocks[id];
  if (!block) return;
  let states: State[] = [entry];
  let ran = 0;
  for (const instruction of block.instructions) {
    run.fuel -= states.length;
    ran += states.length;
    if (run.fuel <= 0) return spend(run, frame, ran);
    if (run.fuel <= run.pauseAt) {
      run.pauseAt = run.fuel - fuelPerSlice;
      yield;
    }
    if (instruction.op === "call") {
      const after: State[] = [];
      for (const state of states) after.push(...(yield* call(run, state, frame, instruction)));
      states = after;
    } else states = states.map((state) => transfer(run, state, frame, instruction));
    if (run.endings) states = yield* livingOn(work, instruction, states);
    if (states.length > mostStates) states = fewer(run, frame, states);
  }
  spend(run, frame, ran);
  for (const state of states) leaveBlock(work, id, block.terminator, state);
}

/** Those that go on: who has come to an end does not, unless a handler runs; and who jumps goes on elsewhere. */
function* livingOn(work: Work, instruction: Instruction, states: readonly State[]): Steps<State[]> {
  const { run, frame } = work;
  const living: State[] = [];
  for (const state of states) {
    if (!state.life.isOver) living.push(state);
    else if (state.life.fault)
      living.push(...(yield* afterFault(run, state, frame, instruction, state.life.fault)));
  }
  for (const { landing, state } of landed(run, frame)) arrive(work, undefined, landing.block, state);
  return living;
}

/** How often a handler may return to what could not be served. */
const mostFaults = 4;

/** The handler runs, and what could not be done is done once more. */
function* afterFault(
  run: Run,
  state: State,
  frame: Frame,
  instruction: Instruction,
  fault: Fault,
  times = 1,
): Steps<State[]> {
  const wanted = dispositionOf(run, state, fault.signal);
  if (typeof wanted === "string") return [];
  const after: State[] = [];
  for (const back of yield* runHandler(run, state, frame, fault, wanted)) {
    const next =
      instruction.op === "call" || times === mostFaults ? undefined : transfer(run, back, frame, instruction);
    if (!next)
      run.endings?.doubt(state.life.process, { kind: "signal", span: fault.span, name: fault.signal });
    else if (!next.life.isOver) after.push(next);
    else if (next.life.fault)
      after.push(...(yield* afterFault(run, next, frame, instruction, next.life.fault, times + 1)));
  }
  return after;
}

function leaveBlock(work: Work, from: BlockId, terminator: Terminator, state: State): void {
  const { run, frame } = work;
  switch (terminator.op) {
    case "jump":
      arrive(work, from, terminator.to, state);
      break;
    case "branch":
      branch(work, from, terminator, state);
      break;
    case "switch":
      choose(work, from, terminator, state);
      break;
    case "return": {
      const { value, span } = terminator;
      // Who falls off main's end has exited with 0.
      const unsaid = frame.caller ? anything : number(0);
      leaveFunction(work, state, value ? evaluate(run, state, frame, value) : unsaid, span);
      break;
    }
    case "stop":
      // After exit() nothing is left to judge; where a computed goto leads, nobody knows.
      if (terminator.reason === "unknown") run.isPartial = true;
  }
}

function leaveFunction({ run, frame, exits }: Work, state: State, value: Value, span: Span): void {
  if (!frame.caller) noteUse(run, value);
  // A record of this function's own, which is gone when its caller has it.
  if (frame.fn.returns.kind === "record") noteHeld(run, state, value);
  onLeave({ run, frame, state, value, span });
  if (!admit(exits, { state, value }, ofExits, mostStates)) tooManyPaths(run, frame);
}

const ofExits: Meeting<Exit> = {
  alike: (a, b) => haveOneResult(a.value, b.value) && agree(a.state, b.state),
  merge: (a, b) => ({ state: merge(a.state, b.state, "join"), value: join(a.value, b.value) }),
};

const haveOneResult = (a: Value, b: Value): boolean =>
  a.origin?.site === b.origin?.site && resultOf(a) === resultOf(b);

const resultOf = ({ range }: Value): number | undefined => (range ? ranges.exact(range) : undefined);

function branch(
  work: Work,
  from: BlockId,
  terminator: Extract<Terminator, { op: "branch" }>,
  state: State,
): void {
  const { run, frame } = work;
  const block = frame.fn.blocks[from];
  // Who returns again comes by a jump.
  if (run.endings && block && endsWithSetjmp(block)) {
    arrive(work, from, terminator.then, state);
    return;
  }
  const decision = noteBranch(run, state, frame, terminator);
  const asked = askedAbout(
    state,
    operandsOf(frame, terminator.condition).map((one) => evaluate(run, state, frame, one)),
  );
  const sides = [
    { to: terminator.then, truth: true },
    { to: terminator.else, truth: false },
  ].map(({ to, truth }) => {
    const assumed = assume(run, asked, frame, terminator.condition, truth);
    if (
      !assumed ||
      !decision ||
      assumed.errno.kind !== "undecided" ||
      assumed.errno.site !== decision.site.id
    ) {
      return { to, assumed };
    }
    const how = truth === decision.whenFailed ? "failed" : "succeeded";
    return { to, assumed: decided(assumed, decision.site, how, assumed.errno.errno) };
  });
  const open = sides.every((side) => side.assumed !== undefined);
  if (open) run.endings?.choose(state.life.process, { kind: "condition", name: "", span: terminator.span });
  for (const { to, assumed } of sides) {
    if (assumed && !open) arrive(work, from, to, assumed);
    else if (assumed) {
      const other = to === terminator.then ? terminator.else : terminator.then;
      const left = leaveSweeps(run, assumed, frame, from, to);
      arrive(
        work,
        from,
        to,
        opened(work.flow, from, onChoice(run, left, frame, terminator.condition, other)),
      );
    }
  }
}

/** The condition, and what it compares. */
function operandsOf(frame: Frame, condition: Operand): readonly Operand[] {
  const definition = condition.kind === "temp" ? flowOf(frame.fn).definitions.get(condition.id) : undefined;
  if (definition?.op === "binary") return [definition.left, definition.right];
  if (definition?.op === "unary") return operandsOf(frame, definition.operand);
  return [condition];
}

function choose(
  work: Work,
  from: BlockId,
  terminator: Extract<Terminator, { op: "switch" }>,
  before: State,
): void {
  const { run, frame } = work;
  const subject = evaluate(run, before, frame, terminator.value);
  const state = askedAbout(before, [subject]);
  for (const one of terminator.cases) {
    noteCase(run, state, frame, subject, evaluate(run, state, frame, one.value), terminator.span);
  }
  const labels = terminator.cases.map((one) => exactOperand(run, state, frame, one.value));
  const ways = waysOf(terminator, subject, labels);
  const [way] = ways;
  if (way !== undefined && ways.length === 1) arrive(work, from, way, state);
  else {
    run.endings?.choose(state.life.process, { kind: "condition", name: "", span: terminator.span });
    for (const to of ways) arrive(work, from, to, opened(work.flow, from, state));
  }
}

function tooManyPaths(run: Run, { fn }: Frame): void {
  run.recorder.lose("too many paths", { what: "", span: fn.nameSpan, functionName: fn.name });
}

/** A state reaches a block: merged with one that agrees. In a loop that is followed round by round, each round is for itself. */
function arrive(work: Work, from: BlockId | undefined, to: BlockId, state: State): void {
  const { run, frame, flow, waiting } = work;
  const body = flow.loops.get(to);
  const handed = withTemps(state, keep(state.temps, flow.crossing));
  const entering = body === undefined ? handed : nextRound(run, frame, from, to, body, handed);
  const states = waiting.get(to) ?? [];
  waiting.set(to, states);
  const meeting = body ? inOneRound(to) : ofStates;
  if (!admit(states, entering, meeting, mostStates)) tooManyPaths(run, frame);
}

/**
 * What is to be run of a state that waits at a loop's head, with all that led to it. A loop whose rounds are not counted
 * runs with what all rounds so far have in common, until another round adds nothing: then there is nothing to run.
 */
function freshAtHead({ run, frame, seen }: Work, head: BlockId, state: State): State | undefined {
  const progress = state.loops.get(head);
  if (progress?.open) {
    const span = frame.fn.blocks[head]?.terminator.span;
    run.endings?.doubt(state.life.process, { kind: "loop", span, name: "" });
  }
  const all = seen.get(head) ?? [];
  seen.set(head, all);
  const alike = all.find(({ first }) => agree(first, state));
  const own = alike ?? (all.length < mostStates ? undefined : all[0]);
  if (!own) {
    all.push({ first: state, merged: state, widenings: 0, isAnything: false });
    return state;
  }
  if (!alike) tooManyPaths(run, frame);
  // Who comes back to a loop inside of another one goes on with what was found out last time.
  if (!progress?.open && (progress?.rounds !== 0 || own.widenings === 0)) {
    own.merged = state;
    return state;
  }
  if (own.isAnything) return undefined;
  own.widenings++;
  const widenings = all.reduce((sum, group) => sum + group.widenings, 0);
  const isEnough = own.widenings > mostWidenings || widenings > mostWideningsOfAll;
  const merged = merge(own.merged, state, "widen");
  const widened = isEnough ? withTemps(forgetEverything(run, merged), undefined) : merged;
  if (sameState(own.merged, widened)) return undefined;
  own.merged = widened;
  own.isAnything = isEnough;
  return widened;
}

/** Too many states: those that agree are merged, then the rest. */
function fewer(run: Run, frame: Frame, states: readonly State[]): State[] {
  const kept = together(states);
  if (kept.length <= mostStates) return kept;
  tooManyPaths(run, frame);
  const [first, ...rest] = kept;
  return first ? [rest.reduce((a, b) => merge(a, b, "join"), first)] : [];
}
