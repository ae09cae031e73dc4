/** The kernel twin: makes sequences, has the kernel run them, and compares both sides. */
import type { SimProfile } from "../../server/src/sim/step";
import type { Call } from "../../server/src/sim/types";
import { randomOf } from "../support/random";
import { type Abstraction, abstractionOf } from "./abstraction";
import { type Agreement, compareRun, type Residencies, type Sequence } from "./compare";
import { type Coverage, coverageOf } from "./coverage";
import type { Driver } from "./driver";
import { sequenceOf } from "./generate";
import { type Mode, type ModeName, type Modes, modesHere } from "./modes";
import { type Run, type Start, scriptOf } from "./protocol";
import { kindOf, type Shrunk, shrink } from "./shrink";
import { heapBase, imageBytes, renewed, startWorld } from "./start";
import { transcriptOf } from "./transcript";

export interface Plan {
  readonly sequences: number;
  readonly seed: number;
  /** Calls of a sequence at most. */
  readonly calls: number;
  /** Only this mode; undefined: all that can be had here. */
  readonly mode?: ModeName;
  /** Mismatches of so many kinds are shrunk and told. */
  readonly kinds: number;
}

export interface Report {
  readonly sequences: number;
  readonly calls: number;
  readonly mismatches: number;
  /** One of each kind, shrunk, as transcripts. */
  readonly transcripts: readonly string[];
  readonly residencies: Readonly<Residencies>;
  readonly coverage: Coverage;
  readonly abstraction: Abstraction;
  readonly modes: Modes;
}

const batchSize = 250;

/** Progress is told after each batch. */
export async function runTwin(
  profile: SimProfile,
  driver: Driver,
  plan: Plan,
  tell: (progress: string) => void = () => undefined,
): Promise<Report> {
  const start = await startOf(driver);
  const modes = modesHere(imageBytes(start));
  const chosen = modes.modes.filter(({ name }) => plan.mode === undefined || name === plan.mode);
  if (chosen.length === 0) throw new Error(`not here: ${modes.left.join("; ")}`);
  const coverage = coverageOf(profile);
  const abstraction = abstractionOf(profile);
  const residencies: Residencies = { compared: 0, unknown: 0 };
  const kinds = new Map<string, string>();
  let [calls, mismatches] = [0, 0];
  const agree = (agreement: Agreement) => {
    coverage.add(agreement);
    abstraction.check(agreement);
  };
  let waiting = startBatch(profile, driver, start, chosen, plan, 0);
  for (let done = 0; done < plan.sequences; done += batchSize) {
    const { sequences, runs } = waiting;
    if (done + batchSize < plan.sequences) {
      waiting = startBatch(profile, driver, start, chosen, plan, done + batchSize);
    }
    const seen = await runs;
    for (const [index, sequence] of sequences.entries()) {
      const run = seen[index];
      if (run === undefined) throw new Error("the driver left a sequence out");
      const { agreed, mismatch } = compareRun(profile, sequence, run, residencies, agree);
      calls += agreed;
      if (mismatch === undefined) continue;
      calls += 1;
      mismatches += 1;
      const kind = kindOf({ calls: sequence.calls, mismatch });
      if (kinds.has(kind) || kinds.size >= plan.kinds) continue;
      const shrunk = await shrink(profile, driver, start, sequence, mismatch);
      kinds.set(kind, await tellMismatch(profile, driver, sequence, shrunk));
    }
    tell(`${Math.min(done + batchSize, plan.sequences)} sequences, ${calls} calls, ${mismatches} mismatches`);
  }
  const transcripts = [...kinds.values()];
  return {
    sequences: plan.sequences,
    calls,
    mismatches,
    transcripts,
    residencies,
    coverage,
    abstraction,
    modes,
  };
}

/** What a process looks like that does nothing: the predictions of all sequences begin here. */
async function startOf(driver: Driver): Promise<Start> {
  const setting = { nobody: false, keepsCapability: true, soft: 0, hard: 0, fileSize: 0 };
  const [run] = await driver.run(scriptOf(setting, []));
  const start = run?.starts[0];
  if (start === undefined) throw new Error(`the driver cannot start (status ${run?.status})`);
  return start;
}

interface Batch {
  readonly sequences: readonly Sequence[];
  readonly runs: Promise<readonly Run[]>;
}

function startBatch(
  profile: SimProfile,
  driver: Driver,
  start: Start,
  modes: readonly Mode[],
  plan: Plan,
  from: number,
): Batch {
  const sequences: Sequence[] = [];
  for (let number = from; number < Math.min(from + batchSize, plan.sequences); number++) {
    const mode = modes[number % modes.length] as Mode;
    sequences.push({ mode, calls: callsOf(profile, start, mode, plan, number) });
  }
  const runs = driver.run(sequences.map(({ mode, calls }) => scriptOf(mode.setting, calls)).join(""));
  // Whoever awaits it hears of a failure; until then it is nobody's.
  runs.catch(() => undefined);
  return { sequences, runs };
}

/** Each sequence has its own random numbers: it does not depend on how many there are. */
function callsOf(
  profile: SimProfile,
  start: Start,
  mode: Mode,
  plan: Plan,
  number: number,
): readonly Call<number>[] {
  const random = randomOf(Math.imul(plan.seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const places = { heap: heapBase(start), hasSecret: start.hasSecret };
  return sequenceOf(profile, startWorld(start, mode), places, random, plan.calls, (after, before) =>
    renewed(after, before, start),
  );
}

async function tellMismatch(
  profile: SimProfile,
  driver: Driver,
  sequence: Sequence,
  shrunk: Shrunk,
): Promise<string> {
  const [run] = await driver.run(scriptOf(sequence.mode.setting, shrunk.calls));
  if (run === undefined) throw new Error("the driver left a sequence out");
  return transcriptOf(profile, sequence, shrunk, run);
}
