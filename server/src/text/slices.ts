/** Work in slices: a generator that stops now and then, so that who drives it may do something else or give it up. */

export type Slices<Result> = Generator<void, Result>;

/** All of it at once. */
export function finished<Result>(slices: Generator<unknown, Result>): Result {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

/** Work since the last stop, in any unit: a clock would make what is done depend on the machine. */
export interface Effort {
  spend(work: number): void;
  /** Is it time for a stop? If so, all of it is forgotten. */
  isEnough(): boolean;
}

export function effort(enough: number): Effort {
  let spent = 0;
  return {
    spend(work) {
      spent += work;
    },
    isEnough() {
      if (spent < enough) return false;
      spent = 0;
      return true;
    },
  };
}
