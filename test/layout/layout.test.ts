/** A short run of the layout oracle, where there is a compiler; and a test that it would see a layout that is wrong. */
import { afterAll, describe, expect, test } from "vitest";
import { loadParser } from "../../server/src/c/syntax/parse";
import { compareMany, type Sides } from "./compare";
import { type Answers, startCompiler } from "./compiler";
import { targets } from "./generate";
import { parseOptions } from "./options";
import { readerWith } from "./ours";

const compiler = startCompiler();
const read = readerWith(await loadParser());
const plan = { structs: 150, seed: 11, batch: 150, shown: 3 };

afterAll(() => {
  if (typeof compiler !== "string") compiler.dispose();
});

describe("the layout oracle", () => {
  for (const target of targets) {
    test(`random types for ${target.name} are laid out as the compiler does it`, {
      timeout: 120_000,
    }, async (context) => {
      if (typeof compiler === "string") return context.skip(`did not run: ${compiler}`);
      if (!compiler.knows(target)) return context.skip("did not run: cc does not make code for it");
      const { shown, mismatches, structs, bitFields } = await compareMany(
        { compiler, read },
        target,
        plan,
        () => {},
      );
      expect(shown).toEqual([]);
      expect([mismatches, structs]).toEqual([0, plan.structs]);
      expect(bitFields).toBeGreaterThan(plan.structs);
    });
  }

  test("a wrong layout is seen, and shrunk", { timeout: 120_000 }, async (context) => {
    const [target] = targets;
    if (typeof compiler === "string" || !target || !compiler.knows(target)) {
      return context.skip("did not run: no compiler for it");
    }
    const wrong: Sides = { compiler, read: (cases) => read(cases, target).map(shifted) };
    const report = await compareMany(wrong, target, { ...plan, structs: 20, batch: 20, shown: 1 }, () => {});
    expect(report.mismatches).toBeGreaterThan(0);
    expect(report.shown[0]?.split("\n").filter((line) => line.endsWith(";")).length).toBeLessThanOrEqual(3);
  });
});

/** Takes every bit-field to begin a bit later. */
const shifted = (answers: Answers): Answers => ({
  ...answers,
  bitFields: answers.bitFields.map((one) => one && { ...one, first: one.first + 1 }),
});

test("options that cannot be read are told", () => {
  expect(parseOptions(["--structs", "10", "--seed", "7"])).toMatchObject({ structs: 10, seed: 7 });
  expect(parseOptions(["--structs", "none"])).toMatch("whole number");
  expect(parseOptions(["--sizes", "1"])).toMatch("Unknown option '--sizes'");
});
