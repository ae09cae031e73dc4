/** Hovers say what the facts say: the file's platforms in full, the others in brief, each with its pages. */
import { describe, expect, test } from "vitest";
import { callHover } from "../../server/src/ide/hover";
import { factOf } from "../../server/src/ide/pages/fact-words";
import { allIds, platforms } from "../../server/src/platforms";
import type { FactName, PlatformId } from "../../server/src/platforms/profile";

/** What is said of one platform that the file is meant for. */
function section(name: string, id: PlatformId): string {
  const [, after = ""] = (callHover(name, [id]) ?? "").split(/^\*\*.*\*\*$/m);
  return after;
}

const calls = ["mlock", "munlock", "mlockall", "munlockall"] as const;
describe.each(allIds)("%s", (id) => {
  const platform = platforms[id];
  const facts = (name: FactName) => factOf(platform, name);

  test.each([
    [
      "mlock",
      [
        "mlock.alignment",
        "mlock.mapped",
        "mlock.accessible",
        "mlock.privilege",
        "mlock.limit",
        "lock.fork",
        "lock.exec",
        "lock.states",
        "lock.locked",
        "mlock.since",
      ],
    ],
    ["munlock", ["munlock.alignment", "munlock.mapped", "munlock.privilege", "lock.nesting"]],
    [
      "mlockall",
      [
        "mlockall.flags",
        "mlockall.privilege",
        "mlockall.limit",
        "mlockall.future-failure",
        "mlockall.current-cancels-future",
      ],
    ],
    ["munlockall", ["munlockall.effect", "munlockall.privilege"]],
    ["PROT_NONE", ["mlock.accessible"]],
    ["MAP_LAZY", ["lazy.reference"]],
    ["MCL_ONFAULT", ["lock.onfault"]],
    ["MAP_LOCKED", ["mmap.locked"]],
  ] as const)("%s", (name, cited) => {
    const text = section(name, id);
    for (const fact of cited) {
      const { value, sentence, source, outcome } = facts(fact);
      expect(text).toContain(source.page);
      if (value === "silent") expect(text).toContain("not documented");
      else expect(text).toContain(sentence);
      if (value !== "silent" && outcome.kind === "fails") {
        for (const name of outcome.errno) expect(text).toContain(name);
      }
    }
  });

  test.each(calls)("%s lists errno values and where it may be called", (call) => {
    const text = section(call, id);
    for (const name of platform.facts[`${call}.errno`].value)
      expect(text).toMatch(new RegExp(`errno: .*${name}`));
    expect(text).toMatch(/safety: threads .*, signal handler .*, cancellation point .*, interrupt handler /);
    const forbidden = platform.facts[`${call}.interrupt`].value === "forbidden";
    expect(/safety: .*interrupt handler no /.test(text)).toBe(forbidden);
  });

  test("comes first as a target", () => {
    expect(callHover("mlock", [id])?.split("**")[1]?.replace("†", "")).toBe(platform.title);
  });
});

describe("hovers", () => {
  test("several targets stand together, the others below, in brief", () => {
    const [, targets = "", others = ""] = (callHover("mlock", ["qnx7", "qnx6"]) ?? "").split(/^\*\*.*\*\*$/m);
    expect(targets).toContain(`  - **${platforms.qnx6.title}:** `);
    expect(targets).not.toContain("Linux");
    expect(others).toContain("Linux");
    expect(others.length).toBeLessThan(targets.length);
  });

  test("without targets all are in brief", () => {
    expect(callHover("mlock")).toMatch(/range in physical memory[\s\S]*\*\*Elsewhere\*\*/);
  });

  test("the calls of a family answer for each other", () => {
    expect(callHover("execvp")).toBe(callHover("exec"));
  });

  test("a requirement whose consequence no page names", () => {
    expect(section("mlock", "qnx7")).toMatch(/multiple of PAGESIZE.* Otherwise: not documented\./);
    expect(section("mlock", "illumos")).toMatch(/alignment: .* EINVAL /);
  });

  test("the privilege by its name", () => {
    expect(section("mlock", "qnx7")).toContain("PROCMGR_AID_MEM_LOCK");
    expect(section("munlock", "illumos")).toContain("PRIV_PROC_LOCK_MEMORY");
    expect(section("munlock", "linux")).not.toContain("CAP_IPC_LOCK");
  });

  test("values of flags, and where they do not exist", () => {
    expect(section("MAP_LAZY", "qnx7")).toContain("value of MAP_LAZY: 0x80");
    expect(section("MAP_LAZY", "linux")).toContain("value of MAP_LAZY: none known");
  });

  test("other names have none", () => {
    for (const name of ["malloc", "", "toString", "__proto__"]) expect(callHover(name)).toBeUndefined();
  });
});
