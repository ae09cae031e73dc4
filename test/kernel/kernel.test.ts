/** A short run of the kernel twin, where there are Linux and `cc`; and a test that the twin would see a model that is wrong. */
import { dirname } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { linux } from "../../server/src/platforms/linux";
import type { Facts } from "../../server/src/platforms/profile";
import type { SimProfile } from "../../server/src/sim/step";
import { runTranscript } from "../../server/src/sim/transcript/play";
import { compileDriver } from "./driver";
import { parseOptions } from "./options";
import { runTwin } from "./twin";

const driver = compileDriver(dirname(dirname(__dirname)));
const why = typeof driver === "string" ? `did not run: ${driver}` : "runs here";
const short = { sequences: 1200, seed: 20, calls: 60, kinds: 3 };

afterAll(() => {
  if (typeof driver !== "string") driver.dispose();
});

describe.skipIf(typeof driver === "string")(`the kernel twin (${why})`, () => {
  test("the running kernel does what the simulator says", { timeout: 60_000 }, async () => {
    if (typeof driver === "string") return;
    const { transcripts, abstraction, calls } = await runTwin(linux, driver, short);
    expect(transcripts).toEqual([]);
    expect(abstraction.breaches()).toEqual([]);
    expect(calls).toBeGreaterThan(5000);
  });

  test("a wrong model is seen, and shrunk to a few lines", { timeout: 60_000 }, async () => {
    if (typeof driver === "string") return;
    const wrong = wronged({ "mlock.mapped": { ...linux.facts["mlock.mapped"], value: "rollback" } });
    const { mismatches, transcripts } = await runTwin(wrong, driver, { ...short, sequences: 40, kinds: 1 });
    expect(mismatches).toBeGreaterThan(0);
    const [transcript = ""] = transcripts;
    expect(transcript.split("\n").filter((line) => line.includes("->")).length).toBeLessThanOrEqual(3);
    // It tells what the kernel did: the right model passes it, the wrong one does not.
    expect(runTranscript(transcript, { linux })).toEqual([]);
    expect(runTranscript(transcript, { linux: wrong })).not.toEqual([]);
  });
});

test("options that cannot be are told", () => {
  expect(parseOptions(["--seed", "7"])).toMatchObject({ seed: 7 });
  expect(parseOptions(["--sequences", "many"])).toContain("--sequences wants a whole number");
  expect(parseOptions(["--speed", "1"])).toContain("Unknown option '--speed'");
  expect(parseOptions(["--mode", "kernel"])).toContain("no mode kernel: root, limit-0");
  expect(parseOptions(["--mode"])).toContain("Option '--mode <value>' argument missing");
});

function wronged(facts: Partial<Facts>): SimProfile {
  return { ...linux, facts: { ...linux.facts, ...facts } };
}
