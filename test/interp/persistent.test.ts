/** The persistent map against a Map that is copied: the same answers, nothing changed behind anybody's back, and sharing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  entries,
  equal,
  filter,
  get,
  join,
  type Persistent,
  set,
} from "../../server/src/interp/memory/persistent";

/** `costarring` and `liquid`, `declinate` and `macallums` have the same FNV-1a hash. */
const collisions = ["costarring", "liquid", "declinate", "macallums"];
const key = fc.oneof(
  fc.constantFrom(...collisions),
  fc.constantFrom("", "a", "b", "s:x.1", "s:x.2", "x:errno", "*x:p+8#0"),
  fc.string({ maxLength: 6 }),
);
const contents = fc.array(fc.tuple(key, fc.integer({ min: 0, max: 5 })), { maxLength: 40 });

const build = <V>(pairs: readonly (readonly [string, V])[], from?: Persistent<V>) =>
  pairs.reduce<Persistent<V>>((map, [name, value]) => set(map, name, value), from);

const sorted = (pairs: Iterable<readonly [string, number]>) =>
  [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

const sameNumber = (a: number, b: number) => a === b;

test("the names above do collide", () => {
  const map = build(collisions.map((name, i) => [name, i]));
  const chained = JSON.stringify(map).match(/"next":\{/g) ?? [];
  expect(chained).toHaveLength(2);
});

describe("set and get", () => {
  test("agree with a Map", () => {
    fc.assert(
      fc.property(contents, key, (pairs, other) => {
        const map = build(pairs);
        const model = new Map(pairs);
        expect(sorted(entries(map))).toEqual(sorted(model));
        for (const name of [...model.keys(), other]) expect(get(map, name)).toBe(model.get(name));
      }),
    );
  });

  test("leave the map before as it was", () => {
    fc.assert(
      fc.property(contents, contents, (pairs, more) => {
        const before = build(pairs);
        const listed = sorted(entries(before));
        build(more, before);
        expect(sorted(entries(before))).toEqual(listed);
      }),
    );
  });

  test("the order of setting does not matter", () => {
    fc.assert(
      fc.property(contents, (pairs) => {
        const distinct = [...new Map(pairs)];
        expect(equal(build(distinct), build([...distinct].reverse()), sameNumber)).toBe(true);
      }),
    );
  });
});

describe("filter", () => {
  test("agrees with a Map", () => {
    fc.assert(
      fc.property(contents, fc.func(fc.boolean()), (pairs, keep) => {
        const left = [...new Map(pairs)].filter(([name]) => keep(name));
        const filtered = filter(build(pairs), keep);
        expect(sorted(entries(filtered))).toEqual(sorted(left));
        expect(equal(filtered, build(left), sameNumber)).toBe(true);
      }),
    );
  });

  test("is the same map where nothing goes", () => {
    fc.assert(
      fc.property(contents, (pairs) => {
        const map = build(pairs);
        expect(filter(map, () => true)).toBe(map);
      }),
    );
  });
});

describe("equal", () => {
  test("says whether names and values are the same", () => {
    fc.assert(
      fc.property(contents, contents, (left, right) => {
        const [a, b] = [new Map(left), new Map(right)];
        const alike = a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);
        expect(equal(build(left), build(right), sameNumber)).toBe(alike);
        expect(equal(build(left), build([...a].reverse()), sameNumber)).toBe(true);
      }),
    );
  });
});

describe("join", () => {
  const largest = (a: number, b: number) => Math.max(a, b);

  function naive(left: Map<string, number>, right: Map<string, number>, drop: (key: string) => boolean) {
    const joined: [string, number][] = [];
    for (const name of new Set([...left.keys(), ...right.keys()])) {
      const [a, b] = [left.get(name), right.get(name)];
      if (a !== undefined && b !== undefined) joined.push([name, largest(a, b)]);
      else if (!drop(name)) joined.push([name, a ?? b ?? 0]);
    }
    return joined;
  }

  test("agrees with a naive join", () => {
    fc.assert(
      fc.property(contents, contents, contents, fc.func(fc.boolean()), (common, left, right, drop) => {
        const from = build(common);
        const [a, b] = [build(left, from), build(right, from)];
        const expected = naive(new Map([...common, ...left]), new Map([...common, ...right]), drop);
        const joined = join(a, b, largest, (key, value) => (drop(key) ? undefined : value));
        expect(sorted(entries(joined))).toEqual(sorted(expected));
        expect(equal(joined, build(expected), sameNumber)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("hands over the left value first", () => {
    fc.assert(
      fc.property(contents, contents, (left, right) => {
        const [a, b] = [left, right].map((pairs, side) =>
          build(pairs.map(([name]) => [name, side === 0 ? `left ${name}` : `right ${name}`])),
        );
        const combine = (mine: string, theirs: string) => {
          expect([mine, theirs]).toEqual([`left ${mine.slice(5)}`, `right ${mine.slice(5)}`]);
          return mine;
        };
        join(a, b, combine, (_key, value) => value);
      }),
    );
  });

  test("shares: equal maps are not looked into, and an equal result is the map itself", () => {
    const never = () => {
      throw new Error("asked for a name that both share");
    };
    fc.assert(
      fc.property(contents, contents, (common, more) => {
        const map = build(common);
        expect(join(map, map, never, never)).toBe(map);
        const larger = build(more, map);
        expect(
          join(
            larger,
            map,
            (value) => value,
            (_key, value) => value,
          ),
        ).toSatisfy((joined: Persistent<number>) => equal(joined, larger, sameNumber));
      }),
    );
  });

  test("is asked only for what differs", () => {
    const many = build(Array.from({ length: 1000 }, (_, i) => [`name ${i}`, i]));
    const asked: number[] = [];
    const combine = (a: number, b: number) => {
      asked.push(a, b);
      return a;
    };
    const joined = join(set(many, "name 7", -7), set(many, "name 900", -9), combine, (_key, value) => value);
    expect(asked.sort((a, b) => a - b)).toEqual([-9, -7, 7, 900]);
    expect([...entries(joined)]).toHaveLength(1000);
  });
});
