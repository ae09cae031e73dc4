/** What a page tells of one platform: every fact that applies there with its page, and none that does not. */
import { describe, expect, test } from "vitest";
import { factNames } from "../../server/src/ide/pages/fact-titles";
import { consequenceNames, factOf } from "../../server/src/ide/pages/fact-words";
import { docPage } from "../../server/src/ide/pages/page";
import { titleOf } from "../../server/src/ide/pages/parts";
import { subjectFor } from "../../server/src/ide/pages/subject";
import { tellingOf } from "../../server/src/ide/pages/telling";
import { topics } from "../../server/src/ide/pages/topics";
import { allIds, platforms } from "../../server/src/platforms";

describe.each(allIds)("%s", (id) => {
  const platform = platforms[id];

  test.each(Object.keys(topics))("%s", (name) => {
    const subject = subjectFor(name, [id]);
    const text = docPage(name, [id]) ?? "";
    if (subject === undefined || subject.platforms.length === 0) {
      expect(text).toMatch(
        new RegExp(
          `^(?:Not known on ${platform.title}|.* has no .*|.* came with .*|.* is not part of .*)`,
          "m",
        ),
      );
      expect(text).not.toContain("## Result");
      return;
    }
    const { facts, safety = [], errno } = subject.topic;
    for (const fact of facts.filter((one) => !safety.includes(one) && one !== errno)) {
      const telling = tellingOf(platform, fact, subject.topic);
      const { sentence, source } = factOf(platform, fact);
      if (telling === "told") {
        expect(text).toContain(sentence);
        expect(text).toContain(source.page);
      }
      const silent = text.split("## What no page says")[1] ?? "";
      if (telling === "silent") expect(silent).toContain(titleOf(subject, fact));
    }
  });

  test("sentences name the errors that they lead to", () => {
    const nameless = factNames.filter((name) => {
      const { outcome, requirement, sentence, value } = factOf(platform, name);
      if (requirement === null || value === "silent") return false;
      return consequenceNames(outcome).some((errno) => !sentence.includes(errno));
    });
    expect(nameless).toEqual([]);
  });
});

describe("nobody is told of", () => {
  test.each([
    ["mlock", "qnx8", "alignment"],
    ["mlock", "vxworks", "alignment"],
    ["mlock", "rtems", "privilege"],
    ["mlockall", "macos", "flags"],
    ["mlockall", "cygwin", "privilege"],
    ["munlockall", "macos", "nesting"],
    ["mlock2", "illumos", "alignment"],
    ["plock", "linux", "state"],
    ["MAP_LOCKED", "freebsd", "limit"],
    ["InterruptDisable", "linux", "lazy"],
  ] as const)("%s on %s: %s", (name, id, title) => {
    const text = (docPage(name, [id]) ?? "").split("## Sources")[0] ?? "";
    expect(text).not.toContain(`- ${title}`);
    expect(text).not.toContain("not-applicable");
  });

  test("platforms without it stand in one line", () => {
    expect(docPage("mlock2")).toMatch(/^Known on Linux, Android\.$/m);
    expect(docPage("MAP_LAZY")).toMatch(/^Known on QNX OS 8\.0, QNX Neutrino 7\.x, QNX Neutrino 6\.x\.$/m);
    expect(docPage("mlockall")).toMatch(/^Not known on Cygwin†\.$/m);
    expect(docPage("mlock")).not.toMatch(/^(?:Known|Not known) on/m);
  });

  test("errors of a call of which no page speaks", () => {
    expect(docPage("shmctl", ["illumos"])).not.toContain("errno");
    expect(docPage("shmctl", ["linux"])).toContain("- errno: EPERM (privilege)");
    expect(docPage("plock", ["hpux"])).not.toContain("errno");
  });

  test("a variant says whose facts it takes over", () => {
    expect(docPage("mlock", ["solaris"])).toMatch(/is taken over from illumos, with its sources\./);
    expect(docPage("mlock", ["illumos"])).not.toContain("taken over");
    expect(docPage("mlock2", ["solaris"])).toContain("Not known on Oracle Solaris.");
  });
});

describe("flags", () => {
  const flags = Object.entries(topics).filter(([, { isFlag, does }]) => isFlag && does);

  test.each(flags)("%s begins with its effect, and how that ends", (name, { ends = [] }) => {
    const headings = (docPage(name) ?? "").match(/^## .*/gm) ?? [];
    expect(headings[0]).toBe("## What it does");
    if (ends.length > 0) expect(headings[1]).toBe("## How its effect ends");
  });

  test("headers differ from processor to processor, of those that the platform runs on", () => {
    expect(docPage("MCL_FUTURE", ["linux"])).toContain("0x2 (alpha, sparc, ppc: 0x4000)");
    expect(docPage("MAP_LOCKED", ["linux"])).toContain(
      "0x2000 (alpha, mips: 0x8000; sparc: 0x100; ppc: 0x80)",
    );
    expect(docPage("MCL_FUTURE", ["android"])).toMatch(/value of MCL_FUTURE: 0x2$/m);
  });
});

describe("who may call munlockall() from a signal handler", () => {
  test.each([
    ["munlockall", "qnx8", "no"],
    ["mlockall", "qnx8", "yes"],
    ["munlockall", "qnx7", "yes"],
    ["munlockall", "linux", "not listed"],
  ] as const)("%s on %s", (name, id, word) => {
    expect(docPage(name, [id])).toContain(`signal handler ${word},`);
  });
});
