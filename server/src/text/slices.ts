/** Work in slices: a generator that stops now and then, so that who drives it may do something else or give it up. */

export type Slices<Result> = Generator<void, Result>;

/** All of it at once. */
export function finished<Result>(slices: Generator<unknown, Result>): Result {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}
