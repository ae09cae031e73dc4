/** `mlock-lint simulate`: what people read, and what a script is told. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, mlockLint } from "../support/cli";

const hole = `given linux, page 4096, privileges none
test: a hole
map m 6
munmap m+2p 2p
mlock m 6p
`;

test("a transcript without expectations only asks", async () => {
  const { code, out, err } = await mlockLint(folder({ "hole.sim": hole }), ["simulate", "hole.sim"]);
  expect([code, err]).toEqual([0, ""]);
  expect(out.split("\n").map((line) => line.slice(0, 60).trimEnd())).toEqual([
    "given linux, page 4096, privileges none",
    "",
    "test: a hole",
    "   3  map m 6         0",
    expect.stringMatching(/^ {22}mmap\.residency: /),
    "                      m [······]",
    "   4  munmap m+2p 2p  0",
    expect.stringMatching(/^ {22}lock\.unmap: /),
    "                      m [··  ··]",
    "   5  mlock m 6p      -1 ENOMEM",
    expect.stringMatching(/^ {22}mlock\.mapped: /),
    "                      m [▒▒  ··]",
    "",
    "▒ locked, not resident   · mapped, neither",
    "",
  ]);
});

test("platforms stand side by side", async () => {
  const text = "given linux, privileges lock\nmap m 2\nmlock m+100 1\n";
  const { code, out } = await mlockLint(
    folder({}),
    ["simulate", "--platform", "linux,illumos", "-"],
    undefined,
    text,
  );
  expect(code).toBe(0);
  const lines = out.split("\n");
  expect(lines[0]).toBe("given linux | illumos, privileges lock");
  expect(lines.find((line) => line.includes("mlock m+100 1"))).toMatch(/mlock m\+100 1 +0 +-1 EINVAL$/);
  expect(out).toMatch(/m \[█·\]/);
});

test("where columns would be too narrow, platforms that do the same stand together", async () => {
  const cwd = folder({ "hole.sim": hole });
  const { out } = await mlockLint(cwd, [
    "simulate",
    "--platform",
    "linux,freebsd,netbsd,openbsd,macos,qnx8",
    "hole.sim",
  ]);
  expect(out).toMatch(/5 {2}mlock m 6p\n {5}linux\n {8}-1 ENOMEM\n/);
  expect(out).toMatch(/\n {5}freebsd, openbsd, macos\n {8}-1 ENOMEM\n {8}mlock\.mapped\n/);
  expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
});

test("what deviates from what was written is marked, and is status 1", async () => {
  const text =
    "given linux\nmap m 2\nmlock m 1p -> -1 EPERM because mlock.privilege\nlocked m {1}\nlocked m {0}\n";
  const { code, out } = await mlockLint(folder({}), ["simulate", "-"], undefined, text);
  expect(code).toBe(1);
  expect(out).toMatch(/mlock m 1p +0\n +≠ written: -1 EPERM\n/);
  expect(out).toMatch(/4 {2}locked m \{1\} +≠ is \{0\}\n/);
  expect(out).not.toContain("locked m {0}");
});

test("a name that only some of the platforms have", async () => {
  const text = "given qnx7\nmap m 2 MAP_LAZY\n";
  const { code, out } = await mlockLint(
    folder({}),
    ["simulate", "--platform", "qnx7,linux", "-"],
    undefined,
    text,
  );
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/map m 2 MAP_LAZY +0 +not here: no MAP_LAZY here\n/),
  ]);
});

test("places of many pages are told in runs", async () => {
  const text = "given linux\nmap m 100\nmlock m+1p 40p\n";
  const { out } = await mlockLint(folder({}), ["simulate", "-"], undefined, text);
  expect(out).toContain("m [· █×40 ·×59]");
});

describe("misuse is status 2", () => {
  test.each([
    [["simulate"], "", /simulate takes one FILE\.sim/],
    [["simulate", "gone.sim"], "", /gone\.sim: no such file/],
    [["simulate", "--platform", "beos", "-"], "", /unknown platform: beos\nplatforms: qnx8, /],
    [["simulate", "--platform", "linux,aix", "-"], "", /aix is only documented: too little is known/],
    [["simulate", "-"], "given aix\nmap m 1\n", /-:1: given aix: aix is only documented/],
    [["simulate", "-"], "map m 1\n", /-:1: map m 1: no platform is given yet\n$/],
    [["simulate", "-"], "given linux\n\nmlokc m 1p\n", /-:3: mlokc m 1p: no call mlokc/],
    [["simulate", "--platform", "linux", "-"], "given qnx7\nmap m 2 MAP_LAZY\n", /-:2: .*no MAP_LAZY here/],
  ])("%j of %j", async (argv, text, message) => {
    const { code, out, err } = await mlockLint(folder({}), argv, undefined, text);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });
});

test("docs/simulating.md shows what it says", async () => {
  const page = readFileSync(join(__dirname, "..", "..", "docs", "simulating.md"), "utf8");
  const [asking = "", expecting = ""] = [...page.matchAll(/^```sim\n([\s\S]*?)^```$/gm)].map(
    ([, text]) => text,
  );
  const [, words = "", shown = ""] = /^\$ npx mlock-lint (.*)\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const asked = await mlockLint(folder({ "hole.sim": asking }), words.split(" "));
  expect([asked.code, asked.out]).toEqual([0, shown]);
  const expected = await mlockLint(folder({ "p.sim": expecting }), ["simulate", "p.sim"]);
  expect([expected.code, expected.err]).toEqual([0, ""]);
});
