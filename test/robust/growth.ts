/** How time grows with size on worst cases: the cost of a KB at several sizes. */
import { setImmediate } from "node:timers/promises";
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
  /** What the largest takes, milliseconds. */
  readonly largest: number;
}

/** KB. */
export const PREPROCESSED = [64, 256, 1024] as const;
export const LOWERED = [32, 1024] as const;

const nothing = () => "absent" as const;
/** The least of some runs: what else happens only adds. Of what takes longer than a second, it adds little. */
const RUNS = 3;
const LONG = 1000;
/** Less than this cannot be measured, milliseconds. */
const SHORTEST = 20;

export async function* measureGrowth(trials: Trials): AsyncGenerator<Growth> {
  for (const [name, make] of Object.entries(worstCases)) {
    let failure: string | undefined;
    const costOf = async (run: Trials["expand"], kilobytes: number, stage: keyof Costs): Promise<number> => {
      const text = make(kilobytes * 1024);
      let least = Number.POSITIVE_INFINITY;
      for (let count = 0, cost = 0; count < RUNS && cost < LONG; count++) {
        await setImmediate();
        const outcome = run("/worst.c", text, nothing);
        if (typeof outcome === "string") failure ??= outcome;
        cost = typeof outcome === "string" ? 0 : outcome[stage];
        least = Math.min(least, cost);
      }
      return least;
    };
    const figures = async (
      run: Trials["expand"],
      sizes: readonly number[],
      stage: keyof Costs,
    ): Promise<Figures> => {
      const costs: number[] = [];
      for (const size of sizes) costs.push(await costOf(run, size, stage));
      return {
        perKilobyte: costs.map((cost, index) => cost / (sizes[index] ?? 1)),
        exponent: exponentOf(costs, sizes),
        largest: costs.at(-1) ?? 0,
      };
    };
    const preprocess = await figures(trials.expand, PREPROCESSED, "preprocess");
    const lower = await figures(trials.frontEnd, LOWERED, "lower");
    yield { name, preprocess, lower, failure };
  }
}

function exponentOf(costs: readonly number[], sizes: readonly number[]): number {
  const grown = Math.max(costs.at(-1) ?? 0, SHORTEST) / Math.max(costs[0] ?? 0, SHORTEST);
  return Math.log(grown) / Math.log((sizes.at(-1) ?? 1) / (sizes[0] ?? 1));
}
