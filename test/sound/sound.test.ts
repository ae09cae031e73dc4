/** A short run of the comparison with running programs: `npm run test:sound` is the long one. */
import { describe, expect, test } from "vitest";
import { generate } from "./generate";
import { openMachine } from "./machine";
import { textOf } from "./program";
import { runPrograms } from "./run";
import { spoiled } from "./seeded";
import { seededBugs } from "./seeded-bugs";

const machine = openMachine();
const missing = typeof machine === "string" ? machine : undefined;
if (missing !== undefined) process.stderr.write(`No generated program was run: ${missing}.\n`);

test("the same seed gives the same program", () => {
  expect(textOf(generate(7), "program")).toBe(textOf(generate(7), "program"));
  expect(textOf(generate(7), "program")).not.toBe(textOf(generate(8), "program"));
});

test("the mistakes that the long run seeds have a place in the interpreter as it is", () => {
  for (const bug of seededBugs) expect(spoiled(process.cwd(), bug).contents).toContain(bug.replace);
});

describe.skipIf(missing !== undefined)("running programs", () => {
  test("have no value that the interpreter did not allow", { timeout: 120_000 }, async () => {
    if (typeof machine === "string") return;
    const outcome = await runPrograms(
      machine,
      { programs: 40, seed: 20, fuel: 25_000, stop: false, seededBugs: false, only: "" },
      () => {},
    );
    machine.dispose();
    expect(outcome.violations).toEqual([]);
    expect(outcome.checkpoints).toBeGreaterThan(500);
    expect(outcome.exactly / outcome.checkpoints).toBeGreaterThan(0.8);
  });
});
