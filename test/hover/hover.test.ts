/** Hovers are short: this call first, then what matters most on the file's platforms, then where to read the rest. */
import { describe, expect, test } from "vitest";
import { callHover, roomForHover } from "../../server/src/ide/hover";
import { docNames } from "../../server/src/ide/pages/page";
import { height } from "../../server/src/ide/pages/wrap";
import { allIds, platforms } from "../../server/src/platforms";
import type { PlatformId } from "../../server/src/platforms/profile";

/** What is said of one platform that the file is meant for. */
function section(name: string, id: PlatformId): string {
  const [, after = ""] = (callHover(name, [id]) ?? "").split(/^\*\*[^*]*\*\*$/m);
  return after;
}

const withoutLinks = (markdown: string) => markdown.replace(/\]\([^)]*\)/g, "]");

describe("every name", () => {
  const meant: readonly (readonly PlatformId[])[] = [
    ...allIds.map((id) => [id]),
    ["qnx7", "qnx6"],
    ["linux", "freebsd", "netbsd", "openbsd", "macos"],
    [],
  ];
  test.each(docNames.map(({ name }) => name))("%s fits, and says where more is", (name) => {
    for (const ids of meant) {
      const text = callHover(name, ids, ["Linux: succeeds", "illumos: fails with EPERM"]) ?? "";
      expect(height(withoutLinks(text)), `${name} on ${ids.join()}`).toBeLessThanOrEqual(roomForHover);
      expect(text).toMatch(/^\*\*At this call\*\*\n- Linux: succeeds\n- illumos: fails with EPERM\n\n/);
      expect(text).toContain(`mlock-lint docs ${name}`);
      expect(text).not.toMatch(/undefined|\[object|NaN|\(no source/);
    }
  });
});

describe.each(allIds)("%s", (id) => {
  test("comes first as a target", () => {
    const { title } = platforms[id];
    for (const name of ["mlock", "setrlimit", "RLIMIT_MEMLOCK"]) {
      expect(callHover(name, [id])?.split("**")[1]?.replace("†", "")).toBe(title);
    }
  });

  test("lists the errors of mlock()", () => {
    const text = section("mlock", id);
    const wanted = platforms[id].facts["mlock.errno"].value;
    for (const errno of wanted) expect(text).toMatch(new RegExp(`errno: .*${errno}`));
  });
});

describe("hovers", () => {
  test("what matters most: alignment, privilege, limit, errors, and who may call", () => {
    const text = section("mlock", "illumos");
    for (const title of ["alignment", "privilege", "limit", "errno", "safety"])
      expect(text).toContain(`\n- ${title}: `);
  });

  test("that a call does nothing, or always fails, comes before all else", () => {
    expect(section("mlock", "qnx8")).toMatch(/^\n- effect: .* do nothing and return 0/);
    expect(section("mlockall", "macos")).toMatch(/^\n- effect: .*always fails with ENOSYS/);
    expect(section("mlock", "qnx8")).not.toContain("- alignment");
    expect(section("mlock", "linux")).not.toContain("- effect");
  });

  test("where there is no such call nothing else is said", () => {
    const text = callHover("mlock2", ["illumos"]) ?? "";
    expect(text).toContain("illumos has no mlock2().");
    expect(text).not.toMatch(/alignment|\*\*illumos\*\*/);
  });

  test("several targets stand together, and others only where they differ", () => {
    const text = callHover("MAP_LAZY", ["qnx7", "qnx6"]) ?? "";
    expect(text).toContain(`  - **${platforms.qnx6.title}:** `);
    expect(callHover("mlock", ["macos"])).toMatch(/\*\*Different elsewhere:\*\* effect \(QNX OS 8\.0\);/);
  });

  test("platforms that differ in nothing are not named", () => {
    expect(callHover("MAP_LOCKED", ["linux"])).not.toContain("Android");
  });

  test("many outcomes are cut short", () => {
    const here = ["a", "b", "c", "d", "e", "f"].map((name) => `${name}: succeeds`);
    expect(callHover("mlock", ["linux"], here)).toContain("- c: succeeds\n- and 3 more");
  });

  test("the rules that judge a call, with their pages", () => {
    expect(callHover("mlock", ["linux"])).toMatch(/\[Rules\]\(https:.*docs\/rules\): .*misaligned-address/);
    expect(callHover("fork", ["linux"])).not.toContain("Rules");
  });

  test("without targets all platforms are meant", () => {
    expect(callHover("mlock")).toMatch(/range in physical memory[\s\S]*\*\*Everywhere\*\*/);
  });

  test("the calls of a family answer for each other", () => {
    expect(callHover("execvp")).toBe(callHover("exec"));
  });

  test("values of flags", () => {
    expect(section("MAP_LAZY", "qnx7")).toContain("value of MAP_LAZY: 0x80");
    expect(section("MCL_FUTURE", "linux")).toContain("value of MCL_FUTURE: 0x2 (alpha, sparc, ppc: 0x4000)");
  });

  test("other names have none", () => {
    for (const name of ["malloc", "", "toString", "__proto__"]) expect(callHover(name)).toBeUndefined();
  });
});
