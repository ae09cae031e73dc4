/** Runs the engine a slice at a time, so that requests and cancellations are heard meanwhile. */

/** How long the engine may keep the event loop, in milliseconds: a cancel must be heard soon. */
const sliceMilliseconds = 10;

export async function inSlices<Result>(
  steps: Iterator<unknown, Result>,
  isStale: () => boolean,
): Promise<Result | "dropped"> {
  for (;;) {
    const until = performance.now() + sliceMilliseconds;
    do {
      if (isStale()) return "dropped";
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    // Not setImmediate(), which a browser lacks.
    await new Promise((next) => setTimeout(next));
  }
}
