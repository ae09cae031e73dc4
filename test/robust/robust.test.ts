/** A short run over damaged files and worst cases: nothing is thrown, and all of it ends in time. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
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
  it("in random ways", () => {
    const { tried, failures } = damageMutations(trials, sources, 80, 1);
    expect({ tried, failures }).toEqual({ tried: 80, failures: [] });
  });
  it("cut off anywhere", () => {
    const shortest = sources.toSorted((a, b) => a.text.length - b.text.length).slice(0, 1);
    const { tried, failures } = damagePrefixes(trials, shortest);
    expect(tried).toBe((shortest[0]?.text.length ?? 0) + 1);
    expect(failures).toEqual([]);
  });
});

describe("worst cases", () => {
  /** Processor milliseconds; the slowest takes a hundredth of it. */
  const most = 5000;
  it.each(Object.entries(worstCases))("%s", (_, make) => {
    const outcome = trials.expand("/worst.c", make(32 * 1024), () => "absent");
    if (typeof outcome === "string") throw new Error(outcome);
    expect(outcome.preprocess).toBeLessThan(most);
  });
});
