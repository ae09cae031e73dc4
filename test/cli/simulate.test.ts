/** `mlock-lint simulate`: what people read, and what a script is told. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, mlockLint } from "../support/cli";

/** What is printed of a transcript. */
async function simulated(text: string, ...options: readonly string[]) {
  return mlockLint(folder({}), ["simulate", ...options, "-"], undefined, text);
}

const hole = "given linux, privileges none\ntest: a hole\nmap m 6\nmunmap m+2p 2p\nmlock m 6p\n";

test("a transcript without expectations only asks", async () => {
  const { code, out, err } = await mlockLint(folder({ "hole.sim": hole }), ["simulate", "hole.sim"]);
  expect([code, err]).toEqual([0, ""]);
  const lines = out
    .split("\n")
    .filter((line) => !/^ {22}(?![a-z.]+: )[A-Za-z]/.test(line) || /VmLck|\[/.test(line));
  expect(lines.map((line) => line.replace(/: [A-Zm].*/, ": …"))).toEqual([
    "given linux, page 4k, privileges none, limit 8M by default",
    "",
    "test: a hole",
    "   3  map m 6         0",
    "                      mmap.residency: …",
    "                      m [······]",
    "   4  munmap m+2p 2p  0",
    "                      lock.unmap: …",
    "                      m [··  ··]",
    "   5  mlock m 6p      -1 ENOMEM",
    "                      mlock.mapped: …",
    "                      VmLck 0 → 8k",
    "                      m [▒▒  ··]",
    "",
    "▒ locked, not resident   · mapped, neither   blank (hole): not mapped",
    "",
  ]);
});

test("a fact's sentence is told in full, where it first comes up", async () => {
  const { out } = await simulated("given linux\nmap m 1\nmlock m+1p 1p\nmlock m+2p 1p\n");
  const told = out.replaceAll(/\s+/g, " ");
  expect(told).toContain(
    "what lies before the hole stays marked as locked without being made resident. 4 mlock",
  );
  expect(told).toMatch(/4 mlock m\+2p 1p -1 ENOMEM mlock\.mapped ·/);
});

describe("what was given is printed as it was understood", () => {
  test.each([
    ["given openbsd", "given openbsd, page 4k, privileges none, limit 89478485 by default\n"],
    ["given macos, limit none", "given macos, page 16k, privileges none, limit none\n"],
    [
      "given linux, page 16k, limit 4095, hard 1M, privileges lock",
      "page 16k, privileges lock, limit 4095, hard 1M\n",
    ],
    ["given qnx7, context isr, interrupts disabled", "limit none, context isr, interrupts disabled\n"],
    ["given qnx7, page 16k", "\nnote: qnx7 has no pages of 16k, only of 4k\n"],
    ["given qnx7, limit 4k", "\nnote: mlock() of qnx7 knows no limit\n"],
  ])("%s", async (given, shown) => {
    expect((await simulated(`${given}\nmunlockall\n`)).out).toContain(shown);
  });

  test("and the common page sizes need no note", async () => {
    for (const given of ["linux, page 64k", "linux", "illumos, page 8k", "posix, page 32k"]) {
      expect((await simulated(`given ${given}\nmunlockall\n`)).out).not.toContain("note:");
    }
  });

  test("for each platform", async () => {
    const { out } = await simulated("given linux\nmunlockall\n", "--platform", "linux,macos");
    expect(out).toMatch(
      /^ +linux +macos\n {3}1 {2}given +page 4k, .* limit 8M by +page 16k, privileges none, limit none\n +default\n/,
    );
  });
});

test("platforms stand side by side, and below why calls fail", async () => {
  const { code, out } = await simulated(
    "given linux\nmap m 2\nmlock m+100 1\n",
    "--platform",
    "linux,illumos",
  );
  expect(code).toBe(0);
  expect(out).toMatch(/mlock m\+100 1 +0 +-1 EINVAL\n/);
  expect(out).toMatch(/m \[█·\]/);
  expect(out).toMatch(/\nmlock\.alignment\n {2}illumos: mlock\(\) fails with EINVAL/);
  expect(out).not.toMatch(/\nmmap\.residency\n/);
});

test("where columns would be too narrow, platforms that do the same stand together", async () => {
  const { out } = await simulated(hole, "--platform", "linux,freebsd,netbsd,openbsd,macos,qnx8");
  expect(out).toMatch(/5 {2}mlock m 6p\n {6}linux +-1 ENOMEM {3}mlock\.mapped\n/);
  expect(out).toMatch(/\n {6}freebsd, openbsd, macos +-1 ENOMEM {3}mlock\.mapped\n/);
});

test("no line is longer than 100 characters, and nothing is cut off", async () => {
  const long =
    "given linux\nmap m 32\nmprotect m 1p PROT_NONE | PROT_READ | PROT_WRITE | PROT_EXEC | PROT_READ | PROT_WRITE | PROT_EXEC\n" +
    `map a${"b".repeat(150)} 30\nmap n 5000\n${Array.from({ length: 40 }, (_, i) => `mlock n+${3 * i}p 1p\n`).join("")}`;
  for (const names of [
    "linux",
    "linux,qnx7",
    "linux,qnx7,illumos,macos",
    "linux,qnx7,illumos,macos,posix,netbsd",
  ]) {
    const { out } = await simulated(long, "--platform", names);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(out.replaceAll(/\s/g, "")).toContain("b".repeat(150));
    expect(out.split("[").length).toBe(out.split("]").length);
  }
});

describe("what changes beside the pages is told", () => {
  test.each([
    ["mlockall MCL_FUTURE", "future off → on"],
    ["set privileges lock", "privileges none → lock"],
    ["set privileges all\ncapset", "privileges all → none"],
    ["setrlimit 64k 1M", "limit 8M → 64k, hard unknown → 1M"],
    ["set context isr", "context thread → isr"],
    ["InterruptDisable", "interrupts enabled → disabled"],
    ["file f 3", "file f 12k"],
    ["file f 3\nftruncate f 1p", "file f 12k → 4k"],
    ["map m 3\nmlock m 2p\nmlock m 3p", "VmLck 8k → 12k"],
    ["shmctl lock 2p", "VmShm 0 → 8k"],
  ])("%s", async (lines, shown) => {
    expect((await simulated(`given linux\n${lines}\n`)).out).toContain(` ${shown}\n`);
  });

  test("superlocked", async () => {
    const { out } = await simulated("given qnx6, privileges lock\nThreadCtl _NTO_TCTL_IO\n");
    expect(out).toContain("superlocked no → yes");
  });
});

describe("pages have a mark", () => {
  test.each([
    ["map m 3\nmlock m 1p\ntouch m+1p 1", "m [█░·]"],
    ["map m 2 PROT_NONE\nmlock2 m 1p MLOCK_ONFAULT", "m [x-]"],
    ["map m 2\nmlock m 1p\ntouch m+1p 1\nmprotect m 2p PROT_NONE", "m [X+]"],
    ["map m 2\nmlock m 1p\ntouch m+1p 1\nfork", "m [▄▖]"],
    ["map m 1\nmlock2 m 1p MLOCK_ONFAULT", "m [▓]"],
    ["map m 100\nmlock m+1p 40p\nmunmap m+2p 3p", "m [· █ hole×3 █×36 ·×59]"],
  ])("%s", async (lines, map) => {
    const { out } = await simulated(`given linux\n${lines}\n`);
    expect(out.split("\n").findLast((line) => line.includes("["))).toContain(map);
    const [legend = ""] = out.split("\n\n").slice(-1);
    for (const mark of new Set(map.replace(/^m|[[\] ×0-9]|hole/g, ""))) {
      if (mark !== "m") expect(legend).toContain(`${mark} `);
    }
  });

  test("of many places that one call changes, the first are shown", async () => {
    const maps = Array.from({ length: 40 }, (_, i) => `map m${i} 1\n`).join("");
    const { out } = await simulated(`given linux\n${maps}mlockall MCL_CURRENT\n`);
    expect(out).toMatch(/m11 \[█\]\n +… and 28 more places\n/);
  });
});

test("a call that failed and changed nothing shows no map", async () => {
  const { out } = await simulated(
    "given linux, limit 0\nmap m 2\nmap m 8 MAP_LOCKED\nmremap m 2p 4p MREMAP_MAYMOVE|MREMAP_FIXED to m\n",
  );
  expect(out).toMatch(/ 3 {2}map m 8 MAP_LOCKED +-1 EPERM\n/);
  expect(out.match(/\[/g)).toHaveLength(1);
});

test("what the process goes on with stands first", async () => {
  const { out } = await simulated("given linux\nfork -> child | parent\nfork\nvfork\n");
  expect([...out.matchAll(/fork +(\w+ \| \w+)\n/g)].map(([, results]) => results)).toEqual([
    "child | parent",
    "parent | child",
    "child | parent",
  ]);
});

test("an access tells its fact too", async () => {
  const { out } = await simulated(
    "given linux\nmap m 2\ntouch m 1\nmlock m 1p\ntouch m 1\nfork\ntouch m 1\n",
  );
  for (const fact of ["mmap.residency", "lock.locked", "lock.fork-writes"]) expect(out).toContain(fact);
});

test("what deviates from what was written is marked and counted, and is status 1", async () => {
  const { code, out } = await simulated(
    "given linux\nmap m 2\nmlock m 1p -> -1 EPERM because mlock.privilege\nlocked m {1}\nlocked m {0}\n",
  );
  expect(code).toBe(1);
  expect(out).toMatch(/mlock m 1p +0\n +≠ written: -1 EPERM\n/);
  expect(out).toMatch(/4 {2}locked m \{1\} +≠ is \{0\}\n/);
  expect(out).not.toContain("locked m {0}");
  expect(out).toMatch(/\n\n3 expectations, 2 deviate\n$/);
});

test("where all is as written, the closing line says so", async () => {
  const { code, out } = await simulated("given linux\nmunlockall -> 0\n", "--platform", "linux,illumos");
  expect([code, out]).toEqual([1, expect.stringMatching(/\n2 expectations, 1 deviates\n$/)]);
  const alone = await simulated("given linux\nmunlockall -> 0\n");
  expect([alone.code, alone.out]).toEqual([0, expect.stringMatching(/\n1 expectation, 0 deviate\n$/)]);
});

test("a name that only some of the platforms have, and what would need it", async () => {
  const { code, out } = await simulated(
    "given qnx7\nmap m 2 MAP_LAZY\ntouch m 1\n",
    "--platform",
    "qnx7,linux",
  );
  expect(code).toBe(0);
  expect(out).toMatch(/map m 2 MAP_LAZY +0 +not here: no MAP_LAZY here\n/);
  expect(out).toMatch(/touch m 1 +0 +not here: there is no m here\n/);
});

describe("misuse is status 2", () => {
  test.each([
    [["simulate"], "", /simulate takes one FILE\.sim/],
    [["simulate", "gone.sim"], "", /gone\.sim: no such file/],
    [["simulate", "--platform", "beos", "-"], "", /unknown platform: beos\nplatforms: qnx8, /],
    [["simulate", "--platform", "linux,aix", "-"], "", /aix is only documented: too little is known/],
    [
      ["simulate", "-"],
      "given lunix\nmap m 1\n",
      /-:1: given lunix: unknown platform: lunix; did you mean linux\?/,
    ],
    [["simulate", "-"], "given aix\nmap m 1\n", /-:1: given aix: aix is only documented/],
    [["simulate", "-"], "map m 1\nmlock m 1\n", /-:1: map m 1: no platform is given yet: begin with.*\n$/],
    [
      ["simulate", "-"],
      "given linux\n\nmlokc m 1p\n",
      /-:3: mlokc m 1p: no call mlokc; did you mean mlock\?/,
    ],
    [["simulate", "--platform", "linux", "-"], "given qnx7\nmap m 2 MAP_LAZY\n", /-:2: .*no MAP_LAZY here/],
    [["simulate", "-"], "", /- asks nothing: it has no line that says anything\n$/],
    [["simulate", "-"], "# given linux\n", /- asks nothing: it has no line that says anything\n$/],
    [["simulate", "-"], "given linux\ntest: nothing\n", /- asks nothing: it has no call\n$/],
  ])("%j of %j", async (argv, text, message) => {
    const { code, out, err } = await mlockLint(folder({}), argv, undefined, text);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });

  test("all lines that cannot be read are listed, and none that only follows from them", async () => {
    const text =
      "given linux page 4k\nmap m 1\ngiven linux\nmap m many\nmlock m 1p -> -1 ENOMEN\nlocked m {0}\nmlokc m 1\nmlock m 1p because mlock.lmit\n";
    const { code, err } = await simulated(text);
    expect(code).toBe(2);
    expect(err.match(/^(mlock-lint: )?-:\d+/gm)?.map((line) => line.replace(/.*:/, ""))).toEqual([
      "1",
      "4",
      "7",
    ]);
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
  expect([expected.code, expected.err, expected.out.split("\n").at(-2)]).toEqual([
    0,
    "",
    "3 expectations, 0 deviate",
  ]);
});
