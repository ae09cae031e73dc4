/** How time grows with size on worst cases: the cost of a KB at several sizes. */
import type { Costs, Trials } from "./trial";
import { worstCases } from "./worst-cases";

export interface Growth {
  readonly name: string;
  readonly preprocess: Figures;
  readonly lower: Figures;
  /** What was thrown. */
  readonly failure: string | undefined;
}

export interface Figures {
  /** Milliseconds for a KB of text, one figure a size. */
  readonly perKilobyte: readonly number[];
  /** The work grows with this power of the size; 1 is linear. */
  readonly exponent: number;
}

/** KB. The parser is not ours; it may take long to find its way in what is no C. */
export const PREPROCESSED = [64, 256, 1024] as const;
export const LOWERED = [8, 32] as const;

const nothing = () => "absent" as const;
/** The least of some runs: what else happens only adds. */
const RUNS = 3;
/** Less than this cannot be measured, milliseconds. */
const SHORTEST = 20;

export function* measureGrowth(trials: Trials): Generator<Growth> {
  for (const [name, make] of Object.entries(worstCases)) {
    let failure: string | undefined;
    const costOf = (run: Trials["expand"], kilobytes: number, stage: keyof Costs): number => {
      const text = make(kilobytes * 1024);
      const runs = Array.from({ length: RUNS }, () => run("/worst.c", text, nothing));
      failure ??= runs.find((outcome) => typeof outcome === "string");
      return Math.min(...runs.map((outcome) => (typeof outcome === "string" ? 0 : outcome[stage])));
    };
    const figures = (run: Trials["expand"], sizes: readonly number[], stage: keyof Costs): Figures => {
      const costs = sizes.map((size) => costOf(run, size, stage));
      return {
        perKilobyte: costs.map((cost, index) => cost / (sizes[index] ?? 1)),
        exponent: exponentOf(costs, sizes),
      };
    };
    const preprocess = figures(trials.expand, PREPROCESSED, "preprocess");
    const lower = figures(trials.frontEnd, LOWERED, "lower");
    yield { name, preprocess, lower, failure };
  }
}

function exponentOf(costs: readonly number[], sizes: readonly number[]): number {
  const grown = Math.max(costs.at(-1) ?? 0, SHORTEST) / Math.max(costs[0] ?? 0, SHORTEST);
  return Math.log(grown) / Math.log((sizes.at(-1) ?? 1) / (sizes[0] ?? 1));
}
