/** A short run over damaged files and worst cases: nothing is thrown, and all of it ends in time. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { loadParser } from "../../server/src/c/syntax/parse";
import { withoutUnknownMacros } from "../../server/src/c/syntax/unknown-macros";
import { createEngine } from "../../server/src/ide/engine";
import { finished } from "../../server/src/text/slices";
import { damageMutations, damagePrefixes } from "./damage";
import { openTrials } from "./trial";
import { worstCases } from "./worst-cases";

const trials = await openTrials();
const sources = ["../../docs/demo/", "../c/lower/", "../preprocess/fixtures/"].flatMap((folder) => {
  const from = new URL(folder, import.meta.url);
  const names = readdirSync(from).filter((name) => name.endsWith(".c"));
  return names.map((path) => ({ path, text: readFileSync(new URL(path, from), "utf8") }));
});

describe("damaged files", () => {
  it("in random ways", async () => {
    const { tried, failures } = await damageMutations(trials, sources, 60, 1);
    expect({ tried, failures }).toEqual({ tried: 60, failures: [] });
  });
  it("cut off anywhere", async () => {
    const shortest = sources.toSorted((a, b) => a.text.length - b.text.length).slice(0, 1);
    const { tried, failures } = await damagePrefixes(trials, shortest);
    expect(tried).toBe((shortest[0]?.text.length ?? 0) + 1);
    expect(failures).toEqual([]);
  });
});

test("a check gives up what the parser gives up, and says so", async () => {
  const engine = createEngine(await loadParser({ patience: (length) => (length > 10_000 ? 1 : 10_000_000) }));
  const checked = (text: string) =>
    engine.check({
      file: "/a.c",
      text,
      read: () => "absent",
      includeDirs: [],
      defines: {},
      platforms: ["linux", "qnx7"],
    });
  const good = "#include <sys/mman.h>\nvoid f(char *p) { mlock(p, 4096); }\n";
  expect(checked(good)).toMatchObject({ analysed: true, silences: {} });
  const damaged = checked(good + "* , ".repeat(4000));
  expect(damaged).toMatchObject({ analysed: false, findings: [], silences: { "too far from C": 1 } });
});

describe("worst cases", () => {
  /** Processor milliseconds; the slowest takes a hundredth of it. */
  const most = 5000;
  it.each(Object.entries(worstCases))("%s", (_, make) => {
    const outcome = trials.expand("/worst.c", make(32 * 1024), () => "absent");
    if (typeof outcome === "string") throw new Error(outcome);
    expect(outcome.preprocess).toBeLessThan(most);
  });
  it("unknown macros in a row are rewritten in time", () => {
    const text = worstCases["unknown macros in a row"]?.(32 * 1024) ?? "";
    const began = process.cpuUsage().user;
    expect(finished(withoutUnknownMacros(text, [{ start: 0, end: text.length }]))).toHaveLength(text.length);
    expect((process.cpuUsage().user - began) / 1000).toBeLessThan(most);
  });
});
