/** The language of transcripts: what its tables list can be written, what can be written they list, and it costs by the line. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { simulate } from "../../server/src/ide/simulate";
import { platforms } from "../../server/src/platforms";
import { attributeEntries } from "../../server/src/sim/transcript/attributes";
import { callEntries } from "../../server/src/sim/transcript/calls";
import { pageWords, worldWords } from "../../server/src/sim/transcript/lines";
import { playTranscript, runTranscript } from "../../server/src/sim/transcript/play";
import { settings } from "../../server/src/sim/transcript/settings";

const page = readFileSync(new URL("../../docs/simulating.md", import.meta.url), "utf8");
const looks = [...Object.values(pageWords), ...Object.values(worldWords)];

describe("docs/simulating.md lists what there is, and nothing else", () => {
  test.each([
    ["settings", Object.values(settings)],
    ["calls", callEntries],
    ["memory", attributeEntries],
    ["looks", looks],
  ])("%s", (name, entries) => {
    const [, block = ""] = page.split(`<!-- begin ${name} (npm run gen) -->`);
    const rows = [...(block.split("<!-- end")[0] ?? "").matchAll(/^\| `(.*)` \| /gm)];
    const listed = rows.map(([, spelling = ""]) => spelling.replaceAll("\\|", "|"));
    expect(listed).toEqual(entries.map(({ spelling }) => spelling));
  });
});

const samples: Readonly<Record<string, string>> = {
  NAME: "n",
  PAGES: "2",
  "{PAGES}": "{}",
  ADDRESS: "m",
  LENGTH: "1p",
  BYTES: "4096",
  BITS: "PROT_READ|PROT_WRITE",
  FLAGS: "1",
  ATTRIBUTES: "PROT_NONE",
  "PROT_…": "PROT_READ",
  "MAP_…": "MAP_SHARED",
};

/** Each alternative, with and without what stands in brackets. */
function written(spelling: string): readonly string[] {
  const bracket = /\[([^[\]]*)\]/.exec(spelling);
  if (bracket !== null) {
    const [before, after] = [
      spelling.slice(0, bracket.index),
      spelling.slice(bracket.index + bracket[0].length),
    ];
    const inside = (bracket[1] ?? "").split(" | ");
    return ["", ...inside].flatMap((part) => written(`${before}${part}${after}`));
  }
  const words = spelling.split(/ +/).filter((word) => word !== "");
  const bar = words.indexOf("|");
  if (bar < 0) return [words.map((word) => samples[word] ?? word).join(" ")];
  const drop = (at: number) => words.filter((_, index) => index !== bar && index !== at).join(" ");
  return [drop(bar + 1), drop(bar - 1)].flatMap(written);
}

const start = "given linux\nfile n 4\nmap m 4\nplace q 4\n";
const isRead = (text: string) =>
  playTranscript(text, () => platforms.linux).every(({ problem }) => problem?.kind !== "unreadable");

describe("every spelling can be read", () => {
  test.each(callEntries.flatMap(({ spelling }) => written(spelling)))("%s", (line) => {
    expect(isRead(`${start}${line}`)).toBe(true);
    expect(isRead(`${start}${line} superfluous`)).toBe(false);
  });
  test.each(attributeEntries.flatMap(({ spelling }) => written(spelling)))("map p 1 %s", (words) => {
    expect(isRead(`${start}map p 1 ${words}`)).toBe(true);
  });
  test.each(Object.values(settings).flatMap(({ spelling }) => written(spelling)))(
    "given linux, %s",
    (text) => {
      expect(isRead(`given linux, ${text}`)).toBe(true);
    },
  );
  test.each(looks.flatMap(({ spelling }) => written(spelling)))("%s", (line) => {
    expect(isRead(`${start}${line.replace(/ n /, " m ")}`)).toBe(true);
  });
});

describe("C's spelling says the same", () => {
  test.each([
    ["mlock(m, 2p)", "mlock m 2p"],
    ["mlock(m + 1p, 2*4096);", "mlock m+1p 2p"],
    ["mlock m + 100 1", "mlock m+100 1"],
    ["mlockall(MCL_CURRENT | MCL_FUTURE)", "mlockall MCL_CURRENT|MCL_FUTURE"],
    ["mlockall MCL_CURRENT | MCL_FUTURE", "mlockall MCL_CURRENT|MCL_FUTURE"],
    ["n = mmap(NULL, 3p, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)", "map n 3"],
    ["n = mmap(NULL, 8193, PROT_READ, MAP_SHARED, f, 1p)", "map n 3 PROT_READ file f offset 1p"],
    ["mmap(m, 1p, PROT_NONE, MAP_PRIVATE|MAP_ANON|MAP_FIXED, -1, 0)", "mmap m 1p PROT_NONE MAP_FIXED"],
    ["mlock NULL 1p", "mlock 0 1p"],
    ["mlock(MAP_FAILED, 1p)", "mlock -1 1p"],
    ["munlockall()", "munlockall"],
  ])("%s", (likeC, plain) => {
    const worlds = [likeC, plain].map((line) => {
      const turns = playTranscript(`given linux\nfile f 4\nmap m 4\n${line}`, () => platforms.linux);
      const { answer, scope, problem } = turns.at(-1) ?? {};
      expect(problem).toBeUndefined();
      const memory = [...(scope?.world.regions.values() ?? [])].map(({ mappings }) => [...mappings.values()]);
      return { results: answer?.results, because: answer?.outcome?.because, memory };
    });
    expect(worlds[0]).toEqual(worlds[1]);
  });
});

describe("a process as it starts", () => {
  test.each([
    ["linux", "8M", "unknown"],
    ["linux, hard 1M", "1M", "1M"],
    ["openbsd", "89478485", "unknown"],
    ["illumos", "none", "none"],
    ["linux, limit 64k", "64k", "64k"],
    ["linux, limit 64k, hard 1M", "64k", "1M"],
    ["linux, limit none", "none", "none"],
  ])("given %s: limit %s, hard %s", (given, limit, hard) => {
    expect(runTranscript(`given ${given}\nlimit ${limit}\nhard ${hard}`, platforms)).toEqual([]);
  });
});

test("a name that is given again is another place, and the next lies behind both", () => {
  const text = "given linux\nmap a 2\nmap b 2\nmap a 2\nmap c 2\nmlock c 1 -> 0\nlocked a {}\nlocked b {}";
  expect(runTranscript(text, platforms)).toEqual([]);
});

test("a call that fails leaves names as they were", () => {
  const text =
    "given linux\nmap a 2\nmlock a 1p -> 0\nmap a 9 at 0x100000 MAP_FIXED_NOREPLACE -> -1 EEXIST\nlocked a {0}";
  expect(runTranscript(text, platforms)).toEqual([]);
});

describe("time grows with the lines", () => {
  const count = 3000;
  test.each([
    ["places", (i: number) => `map m${i} 2\nmlock m${i} 1p -> 0 | -1 ENOMEM\n`],
    ["runs of one place", (i: number) => `${i === 0 ? "map m 100000\n" : ""}mlock m+${2 * i}p 1p\n`],
    ["lines that cannot be read", (i: number) => `mlokc m${i} 1p\n`],
  ])("%s", (_, lineOf) => {
    const time = (lines: number) => {
      const text = `given linux, limit none\n${Array.from({ length: lines }, (__, i) => lineOf(i)).join("")}`;
      const began = process.cpuUsage();
      simulate(text, []);
      const { user } = process.cpuUsage(began);
      return user;
    };
    time(count / 10);
    // Ten times the lines in a hundred times the time is what it must not be.
    expect(time(count) / time(count / 10)).toBeLessThan(40);
  });
});
