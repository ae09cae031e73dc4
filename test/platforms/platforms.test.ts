/** What platforms state can be found where they say it is, and reads as one sentence. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { platformIds, platforms } from "../../server/src/platforms";
import type { Fact } from "../../server/src/platforms/profile";

const facts = platformIds.flatMap((id) =>
  Object.entries<Fact<unknown>>({ ...platforms[id].facts }).map(([name, fact]) => ({
    name: `${id} ${name}`,
    fact,
  })),
);
const seedPage = /^00\d$/;
const seeds = new URL("../../../shared/seeds/", import.meta.url);
const seedsAreHere = existsSync(seeds);

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ");
}

function offenders(isFine: (fact: Fact<unknown>) => boolean): readonly string[] {
  return facts.filter(({ fact }) => !isFine(fact)).map(({ name, fact }) => `${name}: ${fact.sentence}`);
}

describe("facts", () => {
  test("all platforms state the same facts", () => {
    const names = platformIds.map((id) => Object.keys(platforms[id].facts).sort());
    for (const list of names) expect(list).toEqual(names[0]);
    expect(names[0]?.length).toBeGreaterThan(50);
  });

  test("the table and its keys agree", () => {
    expect(platformIds.map((id) => platforms[id].id)).toEqual(platformIds);
    expect(Object.keys(platforms).sort()).toEqual([...platformIds].sort());
  });

  test("sentences are one sentence", () => {
    const oneSentence = /^[A-Za-z][^\n]*[^.]\.$/;
    expect(offenders(({ sentence }) => oneSentence.test(sentence) && !/[.!?] [A-Z]/.test(sentence))).toEqual(
      [],
    );
  });

  test("requirements are clauses", () => {
    expect(offenders(({ requirement }) => requirement === null || /^[a-z][^.]*$/i.test(requirement))).toEqual(
      [],
    );
  });

  test("what fails names an errno", () => {
    expect(offenders(({ outcome }) => outcome.kind !== "fails" || outcome.errno.length > 0)).toEqual([]);
  });

  test("silence demands nothing", () => {
    expect(offenders(({ value, requirement }) => value !== "silent" || requirement === null)).toEqual([]);
  });

  test("quotes are a few words", () => {
    expect(offenders(({ source }) => source.quote.split(/\s+/).length <= 12)).toEqual([]);
  });

  test("the constants that facts name exist", () => {
    for (const id of platformIds) {
      const { constants, facts: own } = platforms[id];
      const superlock = own["lock.superlock"].value;
      const names = [
        ...own["mlockall.flags"].value.known,
        ...own["mlockall.flags"].value.alone,
        ...(own["mmap.flags"].value === "silent" ? [] : own["mmap.flags"].value.needOneOf),
        ...(superlock === "not-applicable" ? [] : superlock.commands),
      ];
      expect(names.filter((name) => constants[name] === undefined)).toEqual([]);
    }
  });
});

describe.skipIf(!seedsAreHere)(
  `quotes from seed pages${seedsAreHere ? "" : ": the pages are not here"}`,
  () => {
    const pages = seedsAreHere ? readdirSync(seeds) : [];

    test("stand in the page that is named", () => {
      const missing = facts.filter(({ fact: { source } }) => {
        if (!seedPage.test(source.at)) return false;
        const file = pages.find((name) => name.startsWith(source.at));
        return (
          file === undefined || !squeezed(readFileSync(new URL(file, seeds), "utf8")).includes(source.quote)
        );
      });
      expect(missing.map(({ name, fact }) => `${name}: ${fact.source.quote}`)).toEqual([]);
    });

    test("no spoken fact rests on a page without words", () => {
      const speechless = facts.filter(
        ({ fact: { value, source } }) =>
          seedPage.test(source.at) && source.quote === "" && !absences.includes(value) && !isEmptyList(value),
      );
      expect(speechless.map(({ name }) => name)).toEqual([]);
    });
  },
);

/** Values that state that something is not there: no page has words for it. */
const absences: readonly unknown[] = ["silent", "not-applicable", "unknown-flag", "absent", null];

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
