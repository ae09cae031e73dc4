/** One page a name: test/hover/<name>.md is exactly what `mlock-lint docs <name>` prints (`--update` rewrites them). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { factNames } from "../../server/src/ide/pages/fact-titles";
import { docNames, docPage, namesLike } from "../../server/src/ide/pages/page";
import { recipes } from "../../server/src/ide/pages/recipes";
import { aliases, topicName, topics } from "../../server/src/ide/pages/topics";
import { allIds, documentedIds, platforms } from "../../server/src/platforms";
import { rules } from "../../server/src/rules";
import { failuresOf } from "../../server/src/sim/failures";
import { mlockLint } from "../support/cli";

/** A declaration is not broken. */
const isCode = /^\w.*\);$/;
const names = docNames.map(({ name }) => name);

describe("docs NAME", () => {
  test.each(names)("%s", async (name) => {
    const { code, out, err } = await mlockLint(__dirname, ["docs", name]);
    expect([code, err]).toEqual([0, ""]);
    await expect(out).toMatchFileSnapshot(`${name}.md`);
    // Only a word that cannot be broken (an address) may be longer.
    const long = out.split("\n").filter((line) => line.length > 100 && /\S +\S/.test(line.trim()));
    expect(long.filter((line) => !isCode.test(line))).toEqual([]);
  });

  test("no page is left over", () => {
    const pages = readdirSync(__dirname).filter((file) => file.endsWith(".md"));
    expect(pages.sort()).toEqual(names.map((name) => `${name}.md`).sort());
  });
});

describe("all that the simulator knows", () => {
  /** What happens without a call of that name. */
  const noCalls = ["touch", "growStack"];
  const flags = /^(?:MAP|MCL|MLOCK|MADV|MREMAP|MS|PROT|SHMCTL|MC|RLIMIT|_NTO_TCTL)_\w+$/;

  test.each(Object.keys(failuresOf).filter((name) => !noCalls.includes(name)))("%s", (name) => {
    expect(topicName(name)).toBeDefined();
  });

  test("the flags that its code names, and those of every platform's headers", () => {
    const room = join(__dirname, "../../server/src/sim");
    const code = readdirSync(room, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(room, file), "utf8"));
    const named = code.flatMap((text) => [...text.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name));
    const constants = allIds.flatMap((id) => Object.keys(platforms[id].constants));
    const known = [...new Set([...named, ...constants])].filter((name) => flags.test(name));
    expect(known.length).toBeGreaterThan(50);
    expect(known.filter((name) => topicName(name) === undefined)).toEqual([]);
  });
});

describe("topics", () => {
  test("the rules that they name exist", () => {
    const named = new Set(Object.values(topics).flatMap((topic) => topic.rules ?? []));
    expect([...named].filter((name) => !rules.some(({ id }) => id === name))).toEqual([]);
  });

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
