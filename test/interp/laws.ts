/** What every abstract domain promises. A new one is described (`Domain`) and held to the laws in one line. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";

/** An element, and something that it stands for. */
export interface Sample<Element, Member> {
  readonly element: Element;
  readonly member: Member;
}

export interface Operation<Element, Member> {
  readonly name: string;
  readonly abstract: (...operands: readonly Element[]) => Element;
  /** Undefined where C leaves the result open: nothing is promised of it. */
  readonly concrete: (...operands: readonly Member[]) => Member | undefined;
  readonly operands: readonly fc.Arbitrary<Sample<Element, Member>>[];
}

export interface Domain<Element, Member> {
  readonly samples: fc.Arbitrary<Sample<Element, Member>>;
  readonly contains: (element: Element, member: Member) => boolean;
  readonly join: (a: Element, b: Element) => Element;
  readonly same: (a: Element, b: Element) => boolean;
  /** Where ascending chains may be long. `rounds`: after how many changes it has surely come to its end. */
  readonly widen?: { readonly by: (before: Element, after: Element) => Element; readonly rounds: number };
  readonly operations?: readonly Operation<Element, Member>[];
}

/** Another seed than the usual one is for whoever wants to look further: `LAWS_SEED=2 npx vitest run test/interp`. */
const seed = Number(process.env.LAWS_SEED ?? 1);
const often = (numRuns: number) => ({ numRuns, seed });

export function lawsOf<Element, Member>(name: string, domain: Domain<Element, Member>): void {
  const { samples, contains, join, operations = [] } = domain;
  const holds = (element: Element, ...members: readonly Member[]) => {
    for (const member of members)
      expect(element).toSatisfy((whole: Element) => contains(whole, member), `holds ${String(member)}`);
  };
  describe(`${name} (seed ${seed})`, () => {
    test("an element holds what it was made for", () => {
      fc.assert(
        fc.property(samples, ({ element, member }) => holds(element, member)),
        often(300),
      );
    });

    test("a join holds what either side holds, in whatever order and grouping", () => {
      const law = fc.property(samples, samples, samples, (a, b, c) => {
        holds(join(a.element, b.element), a.member, b.member);
        holds(join(join(a.element, b.element), c.element), a.member, b.member, c.member);
        holds(join(a.element, join(b.element, c.element)), a.member, b.member, c.member);
      });
      fc.assert(law, often(600));
    });

    test("a join does not depend on the order, and adds nothing to what it has", () => {
      const law = fc.property(samples, samples, (a, b) => {
        const joined = join(a.element, b.element);
        expect(joined).toSatisfy((one: Element) => domain.same(one, join(b.element, a.element)), "commutes");
        // Of what may be anything, it may still be remembered where it might lead: once, and not more.
        const again = join(joined, b.element);
        expect(again).toSatisfy((one: Element) => domain.same(one, join(one, b.element)), "absorbs");
        expect(a.element).toSatisfy((one: Element) => domain.same(join(one, one), one), "is idempotent");
      });
      fc.assert(law, often(600));
    });

    if (domain.widen) wideningLaws(domain, domain.widen, holds);

    for (const operation of operations) {
      test(`${operation.name} covers what it does to single members`, () => {
        const law = fc.property(fc.tuple(...operation.operands), (operands) => {
          const expected = operation.concrete(...operands.map(({ member }) => member));
          if (expected === undefined) return;
          holds(operation.abstract(...operands.map(({ element }) => element)), expected);
        });
        fc.assert(law, often(500));
      });
    }
  });
}

function wideningLaws<Element, Member>(
  { samples, same }: Domain<Element, Member>,
  { by, rounds }: NonNullable<Domain<Element, Member>["widen"]>,
  holds: (element: Element, ...members: readonly Member[]) => void,
): void {
  test("widening holds what either side holds", () => {
    const law = fc.property(samples, samples, (a, b) => {
      holds(by(a.element, b.element), a.member, b.member);
    });
    fc.assert(law, often(600));
  });

  test("widening comes to an end", () => {
    const law = fc.property(fc.array(samples, { minLength: 2, maxLength: 100 }), ([first, ...others]) => {
      let changes = 0;
      let seen = first?.element as Element;
      for (const { element } of others) {
        const wider = by(seen, element);
        if (!same(seen, wider)) changes++;
        seen = wider;
      }
      expect(changes).toBeLessThan(rounds);
    });
    fc.assert(law, often(150));
  });
}
