/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface Random {
  /** From 0 to below `bound`, whole. */
  below(bound: number): number;
  /** True so many times of a hundred. */
  percent(chance: number): boolean;
  one<Value>(values: readonly [Value, ...Value[]]): Value;
}

export function randomOf(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    below,
    percent: (chance) => next() * 100 < chance,
    one: (values) => values[below(values.length)] ?? values[0],
  };
}
