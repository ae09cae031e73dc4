/** Generates programs, runs them in the interpreter and for real, compares, and makes failing ones small. */
import { setImmediate } from "node:timers/promises";
import { compare, type Violation } from "./compare";
import { generate } from "./generate";
import { interpret } from "./interpreter";
import { type Machine, type Mode, modes } from "./machine";
import type { Options } from "./options";
import type { Program } from "./program";

export interface Outcome {
  readonly programs: number;
  readonly violations: readonly {
    readonly program: Program;
    readonly mode: Mode;
    readonly violation: Violation;
  }[];
  readonly checkpoints: number;
  readonly exactly: number;
  /** Programs of which the interpreter did not follow every path, by reason; nothing was compared. */
  readonly gaveUp: ReadonlyMap<string, number>;
  /** How many programs use a construct. */
  readonly constructs: ReadonlyMap<string, number>;
  /** Programs that did not end well by themselves. */
  readonly failed: number;
}

/** As many programs as one run of the compiler gets. */
const batch = 100;

export async function runPrograms(
  machine: Machine,
  { programs: count, seed, stop, fuel }: Options,
  progress: (done: number) => void,
): Promise<Outcome> {
  const totals = { programs: 0, checkpoints: 0, exactly: 0, failed: 0 };
  const violations: { program: Program; mode: Mode; violation: Violation }[] = [];
  const gaveUp = new Map<string, number>();
  const constructs = new Map<string, number>();
  for (let from = 0; from < count; from += batch) {
    const programs = Array.from({ length: Math.min(batch, count - from) }, (_, index) =>
      generate(seed * 1_000_003 + from + index),
    );
    const mode = modes[(from / batch) % modes.length] ?? modes[0];
    if (!mode) break;
    const shown = machine.run(programs, mode.limit);
    for (const [index, program] of programs.entries()) {
      totals.programs++;
      for (const construct of program.constructs) add(constructs, construct);
      const values = shown[index];
      const allowed = interpret(program, mode.begin, fuel);
      if (values === undefined) totals.failed++;
      else if (allowed.gaveUp !== undefined) add(gaveUp, allowed.gaveUp);
      else {
        const { violation, checkpoints, exactly } = compare(values, allowed);
        totals.checkpoints += checkpoints;
        totals.exactly += exactly;
        if (violation) violations.push({ program, mode, violation });
      }
    }
    progress(totals.programs);
    // The parser frees its trees between turns only.
    await setImmediate();
    if (stop && violations.length > 0) break;
  }
  return { ...totals, violations, gaveUp, constructs };
}

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

/** The smallest program with fewer statements that is still a violation. */
export function shrink(machine: Machine, program: Program, mode: Mode, fuel: number): Program {
  let smallest = program;
  for (let progress = true; progress; ) {
    progress = false;
    for (const smaller of smallerThan(smallest)) {
      if (!isViolation(machine, smaller, mode, fuel)) continue;
      smallest = smaller;
      progress = true;
      break;
    }
  }
  return smallest;
}

function* smallerThan(program: Program): Generator<Program> {
  for (const [index, fn] of program.functions.entries()) {
    for (let size = Math.ceil(fn.statements.length / 2); size >= 1; size = Math.floor(size / 2)) {
      for (let at = 0; at < fn.statements.length; at += size) {
        const statements = [...fn.statements.slice(0, at), ...fn.statements.slice(at + size)];
        const functions = program.functions.map((other, i) => (i === index ? { ...fn, statements } : other));
        yield { ...program, functions };
      }
    }
  }
  for (const index of program.globals.keys()) {
    yield { ...program, globals: program.globals.filter((_, i) => i !== index) };
  }
}

function isViolation(machine: Machine, program: Program, mode: Mode, fuel: number): boolean {
  try {
    const [shown] = machine.run([program], mode.limit);
    const allowed = interpret(program, mode.begin, fuel);
    return (
      shown !== undefined && allowed.gaveUp === undefined && compare(shown, allowed).violation !== undefined
    );
  } catch {
    // What does not compile any more is no counterexample.
    return false;
  }
}
