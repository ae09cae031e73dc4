/** What platforms state can be found where they say it is, and reads as one sentence. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allIds, documentedIds, platformIds, platforms } from "../../server/src/platforms";
import type { Fact, FactName, Platform, PlatformId } from "../../server/src/platforms/profile";

const facts = allIds.flatMap((id) =>
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
  test("every platform states every fact, and no other", () => {
    const names = allIds.map((id) => Object.keys(platforms[id].facts).sort());
    for (const list of names) expect(list).toEqual(names[0]);
    expect(names[0]?.length).toBeGreaterThan(100);
  });

  test("the tables and their keys agree", () => {
    expect(allIds.map((id) => platforms[id].id)).toEqual(allIds);
    expect(Object.keys(platforms)).toEqual([...allIds]);
    expect(new Set(platformIds.map((id) => platforms[id].standing))).toEqual(new Set(["simulated"]));
    expect(new Set(documentedIds.map((id) => platforms[id].standing))).toEqual(new Set(["documented"]));
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

  test("citations have a page, and a few words of it", () => {
    expect(offenders(({ source }) => source.page !== "" && source.quote.split(/\s+/).length <= 12)).toEqual(
      [],
    );
  });

  test("what is not silent can be looked up", () => {
    const isPlace = (at: string) => /\w/.test(at);
    expect(
      offenders(({ value, source }) => isAbsence(value) || isEmptyList(value) || isPlace(source.at)),
    ).toEqual([]);
  });
});

describe("constants", () => {
  test("those that facts name exist", () => {
    for (const id of platformIds) {
      const { constants, facts: own } = platforms[id];
      const superlock = own["lock.superlock"].value;
      const names = [
        ...own["mlockall.flags"].value.known,
        ...own["mlockall.flags"].value.alone,
        ...(own["mmap.flags"].value === "silent" ? [] : own["mmap.flags"].value.needOneOf),
        ...(typeof superlock === "string" ? [] : superlock.commands),
      ];
      expect(names.filter((name) => constants[name] === undefined)).toEqual([]);
    }
  });

  test("the errno values that facts name have numbers", () => {
    for (const id of platformIds) expect(errnoOf(platforms[id]).filter(lacks(id))).toEqual([]);
  });

  test("a processor's headers differ only in what the platform has", () => {
    for (const id of platformIds) {
      const other = Object.values(platforms[id].constantsByArchitecture ?? {});
      expect(other.flatMap((constants) => Object.keys(constants)).filter(lacks(id))).toEqual([]);
    }
  });

  test("page sizes are powers of two, between the least and the most", () => {
    for (const { pageSize } of Object.values(platforms)) {
      const sizes = [pageSize.usual, ...Object.values(pageSize.byArchitecture).flat()];
      const isFine = (size: number) =>
        Number.isInteger(Math.log2(size)) && size >= pageSize.least && size <= pageSize.most;
      expect(sizes.filter((size) => !isFine(size))).toEqual([]);
    }
  });
});

describe("a variant", () => {
  const variants: readonly (readonly [PlatformId, PlatformId, readonly FactName[]])[] = [
    ["android", "linux", ["limit.default", "lock.feature", "mlock.since"]],
    ["solaris", "illumos", ["limit.default", "lock.sharing"]],
  ];

  test.each(variants)("%s differs from %s only where it says", (id, parent, names) => {
    expect(differences(platforms[id], platforms[parent])).toEqual([...names].sort());
  });

  const families: readonly (readonly [PlatformId, PlatformId])[] = [
    ["android", "linux"],
    ["solaris", "illumos"],
  ];

  test("linux-2.4 has no constant that linux lacks, and none that came later", () => {
    const { constants } = platforms["linux-2.4"];
    expect(Object.keys(platforms.linux.constants)).toEqual(expect.arrayContaining(Object.keys(constants)));
    expect(Object.keys(constants)).toEqual(
      expect.arrayContaining(["MCL_FUTURE", "MAP_LOCKED", "MADV_DONTNEED"]),
    );
    for (const younger of [
      "MCL_ONFAULT",
      "MLOCK_ONFAULT",
      "MAP_FIXED_NOREPLACE",
      "MADV_POPULATE_READ",
      "SYS_mlock2",
    ]) {
      expect(constants).not.toHaveProperty(younger);
    }
  });

  test.each(families)("%s has the constants of %s", (id, parent) => {
    expect(Object.keys(platforms[id].constants)).toEqual(
      expect.arrayContaining(Object.keys(platforms[parent].constants)),
    );
    expect(platforms[id].family).toBe(platforms[parent].family);
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
          seedPage.test(source.at) && source.quote === "" && !isAbsence(value) && !isEmptyList(value),
      );
      expect(speechless.map(({ name }) => name)).toEqual([]);
    });
  },
);

function lacks(id: PlatformId): (name: string) => boolean {
  return (name) => platforms[id].constants[name] === undefined;
}

/** All that any of its facts may set. */
function errnoOf({ facts: own }: Platform): readonly string[] {
  return Object.values<Fact<unknown>>({ ...own }).flatMap(({ outcome }) =>
    outcome.kind === "fails" ? outcome.errno : [],
  );
}

function differences(one: Platform, other: Platform): readonly string[] {
  const names = Object.keys(one.facts) as FactName[];
  return names.filter((name) => one.facts[name] !== other.facts[name]).sort();
}

/** Values that state that something is not there: no page has words for it. */
function isAbsence(value: unknown): boolean {
  const absences: readonly unknown[] = ["silent", "not-applicable", "unknown-flag", "absent", null];
  return absences.includes(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
