/** One law for two domains: whoever knows less of addresses, lengths and the process expects what comes, and perhaps more. */
import { constants as system } from "node:os";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { platformIds, platforms } from "../../server/src/platforms";
import type { Platform } from "../../server/src/platforms/profile";
import type { Call, Outcome, World } from "../../server/src/sim/types";
import { abstractionOf } from "../kernel/abstraction";
import type { Mode } from "../kernel/modes";
import { arena, type Observation, page } from "../kernel/protocol";
import { calls, lastReached, moves, often, outcomesOf, settings, startOf } from "./arbitrary";

/** What may be forgotten of a process. */
const forgettable = {
  privileged: { privileged: "unknown" },
  limit: { limit: undefined },
  hardLimit: { hardLimit: undefined, mayRaiseLimit: "unknown" },
  accounts: { lockedBytes: undefined, mappedBytes: undefined },
  future: { future: "unknown" },
  memory: { memory: "unknown" },
} satisfies Record<string, Partial<World>>;

const forgotten = fc
  .subarray(Object.values(forgettable) as readonly Partial<World>[] as Partial<World>[])
  .map((parts): Partial<World> => Object.assign({}, ...parts));

describe("what comes is among what the abstract step expects, and its world is one of those described", () => {
  test.each(platformIds)("%s", (id) => {
    const known = platforms[id];
    // Where pages are larger than what regions are known to be aligned to, they are not rounded to.
    const profile: Platform = { ...known, pageSize: { ...known.pageSize, usual: page } };
    const ways = moves(profile, arena.start, 6);
    const law = fc.property(
      settings,
      ways,
      calls(profile, arena.start),
      forgotten,
      (setting, way, call, parts) => {
        fc.pre(call.name !== "pthread_create");
        const world = lastReached(profile, startOf(profile, setting, arena.start), way);
        for (const outcome of outcomesOf(profile, world, call)) {
          // What no page names, nobody expects of what is not known.
          if (outcome.process === "parent" || outcome.unnamed === true) continue;
          const abstraction = abstractionOf(profile);
          const observation = observed(profile, call, outcome);
          for (const before of [world, { ...world, ...parts }]) {
            abstraction.check({ mode, call, before, outcomes: [], outcome, observation });
          }
          expect(abstraction.breaches()).toEqual([]);
        }
      },
    );
    fc.assert(law, often(150));
  });
});

const mode = {} as Mode;

/** As if a kernel had done what the outcome says. */
function observed(
  { constants }: Platform,
  call: Call<number>,
  { result, errno, signal }: Outcome,
): Observation {
  return {
    result: result === "success" ? (placeOf(call, constants) ?? 0) : -1,
    errno: constants[errno[0] ?? ""] ?? 0,
    signal: signal === undefined ? 0 : system.signals[signal],
    lockedBytes: 0,
    mappedBytes: 0,
    arena: [],
    heap: [],
  };
}

function placeOf(call: Call<number>, { MREMAP_FIXED = 0 }: Platform["constants"]): number | undefined {
  if (call.name === "mmap") return call.address;
  if (call.name !== "mremap") return undefined;
  return ((call.flags ?? 0) & MREMAP_FIXED) === 0 ? call.address : call.newAddress;
}
