/** Makes a failing sequence small: drops calls and simplifies arguments as long as the same difference stays. */
import type { SimProfile } from "../../server/src/sim/step";
import type { Call } from "../../server/src/sim/types";
import { type Aspect, compareRun, type Mismatch, type Sequence } from "./compare";
import type { Driver } from "./driver";
import { isDecided, predict } from "./predict";
import { arena, page, type Start, scriptOf } from "./protocol";
import { heapBase, renewed, startWorld } from "./start";

export interface Shrunk {
  readonly calls: readonly Call<number>[];
  readonly mismatch: Mismatch;
}

export async function shrink(
  profile: SimProfile,
  driver: Driver,
  start: Start,
  { mode, calls }: Sequence,
  mismatch: Mismatch,
): Promise<Shrunk> {
  let best: Shrunk = { calls: calls.slice(0, mismatch.index + 1), mismatch };
  const wanted = kindOf(best);
  for (let rounds = 0; rounds < 200; rounds++) {
    const candidates = [...shorter(best.calls), ...simpler(best.calls)].filter((candidate) =>
      areDecided(profile, start, { mode, calls: candidate }),
    );
    if (candidates.length === 0) return best;
    const runs = await driver.run(candidates.map((candidate) => scriptOf(mode.setting, candidate)).join(""));
    const found = candidates.flatMap((candidate, index): Shrunk[] => {
      const run = runs[index];
      if (run === undefined) return [];
      const tally = { compared: 0, unknown: 0 };
      const result = compareRun(profile, { mode, calls: candidate }, run, tally, () => undefined);
      if (result.mismatch === undefined) return [];
      const shrunk = { calls: candidate.slice(0, result.mismatch.index + 1), mismatch: result.mismatch };
      return kindOf(shrunk) === wanted ? [shrunk] : [];
    });
    const [next] = found;
    if (next === undefined) return best;
    best = next;
  }
  return best;
}

/** Which call differs, and in what. */
export function kindOf({ calls, mismatch }: Shrunk): string {
  const aspects = new Set<Aspect>(mismatch.differences.map(({ aspect }) => aspect));
  return `${calls[mismatch.index]?.name ?? "start"}: ${[...aspects].sort().join(", ")}`;
}

/** Without a run of calls; long runs first. The last call is what differs and stays. */
function shorter(calls: readonly Call<number>[]): readonly (readonly Call<number>[])[] {
  const list: (readonly Call<number>[])[] = [];
  for (let size = calls.length - 1; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from + size < calls.length; from += size) {
      list.push([...calls.slice(0, from), ...calls.slice(from + size)]);
    }
  }
  return list;
}

function simpler(calls: readonly Call<number>[]): readonly (readonly Call<number>[])[] {
  return calls.flatMap((call, index) =>
    simplerCalls(call).map((other) => [...calls.slice(0, index), other, ...calls.slice(index + 1)]),
  );
}

/** Fewer pages, whole pages, fewer flags, nearer to the arena's start. Each is smaller in some sense, so that it ends. */
function simplerCalls(call: Call<number>): readonly Call<number>[] {
  const list: Call<number>[] = [];
  if ("length" in call && typeof call.length === "number") {
    const { length } = call;
    if (length > page)
      list.push({ ...call, length: page }, { ...call, length: Math.floor(length / page / 2) * page });
    if (length > page && length % page !== 0)
      list.push({ ...call, length: Math.floor(length / page) * page });
  }
  if ("address" in call && typeof call.address === "number" && call.address > arena.start) {
    const { address } = call;
    if (address % page !== 0) list.push({ ...call, address: Math.floor(address / page) * page });
  }
  if (call.name === "mremap" && typeof call.newLength === "number" && call.newLength > page) {
    list.push({ ...call, newLength: page }, { ...call, newLength: call.newLength - page });
  }
  if (call.name === "mmap") {
    const { flags = 0 } = call;
    for (const bit of [0x2000, 0x4000, 0x8000])
      if ((flags & bit) !== 0) list.push({ ...call, flags: flags & ~bit });
    if (call.protection !== 3) list.push({ ...call, protection: 3 });
    if (call.file && call.file.offset > 0) list.push({ ...call, file: { ...call.file, offset: 0 } });
  }
  return list;
}

function areDecided(profile: SimProfile, start: Start, { mode, calls }: Sequence): boolean {
  let world = startWorld(start, mode);
  const places = { heap: heapBase(start), hasSecret: start.hasSecret };
  for (const [index, call] of calls.entries()) {
    if (!isDecided(profile, world, call, places)) return false;
    const [outcome, ...others] = predict(profile, world, call);
    if (outcome === undefined || (others.length > 0 && index < calls.length - 1)) return false;
    world = call.name === "exec" ? renewed(outcome.world, world, start) : outcome.world;
  }
  return true;
}
