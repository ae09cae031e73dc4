/** One page a name: test/hover/<name>.md is exactly what `mlock-lint docs <name>` prints (`--update` rewrites them). */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { factNames } from "../../server/src/ide/pages/fact-titles";
import { docNames, docPage, namesLike } from "../../server/src/ide/pages/page";
import { recipes } from "../../server/src/ide/pages/recipes";
import { aliases, topicName, topics } from "../../server/src/ide/pages/topics";
import { allIds, documentedIds, platforms } from "../../server/src/platforms";
import { mlockLint } from "../support/cli";

const names = docNames.map(({ name }) => name);

describe("docs NAME", () => {
  test.each(names)("%s", async (name) => {
    const { code, out, err } = await mlockLint(__dirname, ["docs", name]);
    expect([code, err]).toEqual([0, ""]);
    await expect(out).toMatchFileSnapshot(`${name}.md`);
  });

  test("no page is left over", () => {
    const pages = readdirSync(__dirname).filter((file) => file.endsWith(".md"));
    expect(pages.sort()).toEqual(names.map((name) => `${name}.md`).sort());
  });
});

describe("topics", () => {
  test("every fact is told on some page", () => {
    const told = new Set(
      Object.values(topics).flatMap(({ facts, safety = [], errno }) => [...facts, ...safety, errno]),
    );
    expect(factNames.filter((name) => !told.has(name))).toEqual([]);
  });

  test("what they refer to exists", () => {
    const mentioned = Object.values(topics).flatMap(({ seeAlso }) => seeAlso);
    expect(mentioned.filter((name) => topicName(name) === undefined)).toEqual([]);
    expect(Object.values(aliases).filter((name) => topics[name] === undefined)).toEqual([]);
    expect(Object.keys(aliases).filter((name) => topics[name] !== undefined)).toEqual([]);
  });

  test("what is told in brief is told in full, and nothing twice", () => {
    for (const [name, { facts, brief = [] }] of Object.entries(topics)) {
      expect(facts, name).toEqual(expect.arrayContaining([...brief]));
      expect(new Set(facts).size, name).toBe(facts.length);
    }
  });

  test("every recipe is on some page", () => {
    const used = new Set(Object.values(topics).flatMap((topic) => topic.recipes ?? []));
    expect([...used].sort()).toEqual(Object.keys(recipes).sort());
  });

  test("no page shows a hole in the data", () => {
    for (const name of names) expect(docPage(name), name).not.toMatch(/undefined|\[object|NaN|null \*/);
  });
});

describe("a page", () => {
  test("speaks of every platform, and marks those that are only documented", () => {
    const text = docPage("mlock") ?? "";
    for (const id of allIds) expect(text).toContain(`(\`${id}\`)`);
    for (const id of documentedIds) expect(text).toContain(`${platforms[id].title}†`);
  });

  test("of one platform names it once and asks nobody else", () => {
    const text = docPage("mlock", ["illumos"]) ?? "";
    expect(text).toContain("- alignment: mlock() fails with EINVAL");
    expect(text).not.toMatch(/\*\*Linux|CAP_IPC_LOCK|†/);
  });

  test("of a privilege lets those speak that ask for it", () => {
    const text = docPage("PRIV_PROC_LOCK_MEMORY") ?? "";
    expect(text).toContain("illumos");
    expect(text).not.toContain("**Linux");
  });

  test("groups platforms that say the same", () => {
    expect(docPage("mlock")).toMatch(/\*\*Linux,[^*]*Android[^*]*:\*\* /);
  });

  test("POSIX has names and no numbers", () => {
    expect(docPage("MCL_FUTURE", ["posix"])).toContain("value of MCL_FUTURE: none known");
  });
});

describe("names that are not known", () => {
  test("the likeliest come first", () => {
    expect(namesLike("mlokall")[0]).toBe("mlockall");
    expect(namesLike("MLOCK")[0]).toBe("mlock");
    expect(namesLike("printf_unlocked_everything")).toEqual([]);
  });

  test("names of objects are no topics", () => {
    for (const name of ["toString", "__proto__", "constructor", ""]) expect(docPage(name)).toBeUndefined();
  });
});
