/** Silence is no statement: where a fact is taken away, all that it foretold may still happen, and no more is known than before. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { platformIds, platforms } from "../../server/src/platforms";
import type { FactName, Platform } from "../../server/src/platforms/profile";
import { mergeWorlds } from "../../server/src/sim/merge";
import type { Outcome, World } from "../../server/src/sim/types";
import {
  calls,
  lastReached,
  type Move,
  often,
  outcomesOf,
  rareCalls,
  settings,
  startOf,
  view,
} from "./arbitrary";

const names = Object.keys(platforms.posix.facts) as readonly FactName[];

/** Facts that may be silent: on some platform that is simulated they are. */
const silenceable = names.filter((name) =>
  platformIds.some((id) => platforms[id].facts[name].value === "silent"),
);

function withoutFact(profile: Platform, name: FactName): Platform {
  const fact = {
    ...profile.facts[name],
    value: "silent",
    requirement: null,
    outcome: { kind: "silent" },
  } as const;
  return { ...profile, facts: { ...profile.facts, [name]: fact } };
}

/** Does one of these outcomes allow for what comes: the same result, and a world of which nothing is known that is not so? */
function isForetold(coming: Outcome, expected: readonly Outcome[]): boolean {
  return expected.some(
    (one) =>
      hasSameEnd(coming, one) &&
      coming.errno.every((errno) => allowsErrno(errno, expected, coming)) &&
      isNoSurer(one.world, coming.world),
  );
}

function allowsErrno(
  errno: Outcome["errno"][number],
  expected: readonly Outcome[],
  coming: Outcome,
): boolean {
  return expected.some(
    (one) => hasSameEnd(coming, one) && (one.unnamed === true || one.errno.includes(errno)),
  );
}

/** A failure that nobody names may be any, a fault too. */
function hasSameEnd(a: Outcome, b: Outcome): boolean {
  return a.process === b.process && (a.result === b.result || (b.unnamed === true && a.result !== "success"));
}

/** Whatever is known of `vague` is so in `exact`. */
function isNoSurer(vague: World, exact: World): boolean {
  return JSON.stringify(shown(mergeWorlds(vague, exact))) === JSON.stringify(shown(vague));
}

function shown(world: World): unknown {
  const { objects, ...rest } = view(world) as {
    objects: ReadonlyMap<string, number>;
    runs: readonly { lockCount: number }[];
  };
  return { ...rest, objects: [...objects], runs: rest.runs.map(({ lockCount: _, ...run }) => run) };
}

function anyCalls(profile: Platform) {
  return fc.oneof({ weight: 3, arbitrary: calls(profile) }, { weight: 1, arbitrary: rareCalls(profile) });
}

const ways = (profile: Platform): fc.Arbitrary<readonly Move[]> =>
  fc.array(fc.tuple(anyCalls(profile), fc.nat(3)), { maxLength: 6 });

describe("what a fact foretells may happen without it too", () => {
  test.each(platformIds)("%s", (id) => {
    const profile = platforms[id];
    const spoken = silenceable.filter((name) => profile.facts[name].value !== "silent");
    const law = fc.property(
      settings,
      ways(profile),
      anyCalls(profile),
      fc.constantFrom(...spoken),
      (setting, way, call, name) => {
        const world = lastReached(profile, startOf(profile, setting), way);
        const expected = outcomesOf(withoutFact(profile, name), world, call);
        const lost = outcomesOf(profile, world, call).filter((outcome) => !isForetold(outcome, expected));
        expect(lost.map((outcome) => ({ outcome: brief(outcome), expected: expected.map(brief) }))).toEqual(
          [],
        );
      },
    );
    fc.assert(law, often(900));
  });
});

function brief({ result, errno, signal, unnamed, because }: Outcome) {
  return [result, ...errno, signal, unnamed && "?", ...because].filter(Boolean).join(" ");
}
