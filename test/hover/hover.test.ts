/** Hovers say what the facts say, for every platform, and name their pages. */
import { describe, expect, test } from "vitest";
import { factNames, factOf } from "../../server/src/ide/fact-words";
import { callHover } from "../../server/src/ide/hover";
import { platformTable } from "../../server/src/ide/platform-table";
import { platformIds, platforms } from "../../server/src/platforms";
import type { FactName, PlatformId } from "../../server/src/platforms/profile";

function section(name: string, id: PlatformId, targets: readonly PlatformId[] = []): string {
  const hover = callHover(name, targets) ?? "";
  const [, after = ""] = hover.split(`**${platforms[id].title}**`);
  return after.split("\n\n**")[0] ?? "";
}

const calls = ["mlock", "munlock", "mlockall", "munlockall"] as const;
const flags = [
  "MCL_CURRENT",
  "MCL_FUTURE",
  "MCL_ONFAULT",
  "MAP_LAZY",
  "MAP_LOCKED",
  "MLOCK_ONFAULT",
  "SHMCTL_LAZY",
  "PROT_NONE",
];

describe.each(platformIds)("%s", (id) => {
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
    expect(text).toMatch(/safety: interrupt handler .*, signal handler .*, threads .*, cancellation point /);
    const forbidden = platform.facts[`${call}.interrupt`].value === "forbidden";
    expect(/safety: interrupt handler no,/.test(text)).toBe(forbidden);
  });

  test("comes first as a target", () => {
    expect(callHover("mlock", [id])?.split("**")[1]).toBe(platform.title);
  });
});

describe("hovers", () => {
  test.each([...calls, "mlock2", ...flags])("%s speaks of all six platforms once", (name) => {
    const titles = [...(callHover(name, ["linux"]) ?? "").matchAll(/^\*\*(.*)\*\*$/gm)].map(
      (match) => match[1],
    );
    expect(titles.sort()).toEqual(platformIds.map((id) => platforms[id].title).sort());
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
    expect(section("MAP_LAZY", "qnx7")).toContain("value: 0x80");
    expect(section("MAP_LAZY", "linux")).toContain("does not exist");
  });

  test("other names have none", () => {
    for (const name of ["malloc", "", "toString", "__proto__"]) expect(callHover(name)).toBeUndefined();
  });
});

describe("the platform table", () => {
  const rows = platformTable().trimEnd().split("\n");

  test("has a row for every fact and a cell for every platform", () => {
    expect(rows.length).toBe(factNames.length + 2);
    for (const row of rows) expect(row.split(/(?<!\\)\|/).length).toBe(platformIds.length + 3);
  });

  test("says what the facts say", () => {
    for (const id of platformIds) {
      for (const name of Object.keys(platforms[id].facts) as FactName[]) {
        const row = rows.find((line) => line.includes(`\`${name}\``));
        expect(row).toContain(factOf(platforms[id], name).sentence.replaceAll("|", "\\|"));
      }
    }
  });
});
