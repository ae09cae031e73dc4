/** How much work lies between two stops of an iterator: what V8 counts as it runs code, which no other load changes. */
import { Session } from "node:inspector/promises";

/** Runs of pieces of straight code, for each step. What the language itself does in a call (a search, a sort) counts for one. */
export async function workOf(steps: Iterable<unknown>, most: number): Promise<readonly number[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    const counted: number[] = [];
    for (const _ of steps) {
      counted.push(await workSoFar(session));
      if (counted.length >= most) break;
    }
    return counted;
  } finally {
    await session.post("Profiler.stopPreciseCoverage");
    session.disconnect();
  }
}

/** Since it was asked the last time. */
async function workSoFar(session: Session): Promise<number> {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  let sum = 0;
  for (const { url, functions } of result) {
    if (!url.includes("/server/") && !url.includes("tool.mjs")) continue;
    for (const { ranges } of functions) for (const { count } of ranges) sum += count;
  }
  return sum;
}
