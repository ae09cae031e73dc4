/** How each of the programs ends is what trace says, or trace says nothing: `npm run test:predict` lists them. */
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { testEngine } from "../support/engine";
import { compare, isPredicted, isWrong, programsBelow } from "./compare";
import { modes, openMachine } from "./machine";

const machine = openMachine();
const missing = typeof machine === "string" ? machine : undefined;
if (missing !== undefined) process.stderr.write(`No program was run: ${missing}.\n`);
const folder = join(import.meta.dirname, "programs");

describe.skipIf(missing !== undefined)("programs end as predicted", () => {
  let predicted = 0;
  let compared = 0;
  const programs = programsBelow(folder);
  test.each(programs.map((file) => [file.slice(folder.length + 1), file]))("%s", async (_name, file) => {
    if (typeof machine === "string") return;
    const engine = await testEngine();
    for (const mode of modes) {
      const one = compare(engine, machine, file, mode);
      expect(isWrong(one) ? one : undefined).toBeUndefined();
      compared++;
      if (isPredicted(one)) predicted++;
    }
  });

  test("most of them", () => {
    expect(predicted / compared).toBeGreaterThan(0.8);
  });

  afterAll(() => {
    if (typeof machine !== "string") machine.dispose();
  });
});
