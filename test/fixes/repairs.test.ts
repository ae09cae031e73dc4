/** Repairs made directly, without a rule that asks for them: each text in `repairs/` names its own. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadParser } from "../../server/src/c/syntax/parse";
import { applyEdits } from "../../server/src/text/edit";
import { startCompiler } from "./compiler";
import { directRepair, readDirect } from "./direct";
import { openMachine } from "./machine";
import { parses, runsWell } from "./prove";

const folder = join(import.meta.dirname, "repairs");
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".c") && !name.endsWith(".fixed.c"))
  .sort();
const parser = await loadParser();
const [compiler, machine] = [startCompiler(), openMachine()];
const update = process.env.UPDATE_MARKS === "1";

afterAll(() => {
  if (typeof compiler !== "string") compiler.dispose();
  if (typeof machine !== "string") machine.dispose();
});

describe("a repair alone", () => {
  test.each(names)("%s", (name) => {
    const direct = readDirect(readFileSync(join(folder, name), "utf8"));
    const { text, platform, isRefused } = direct;
    const repaired = directRepair(direct);
    if (isRefused) return expect(repaired).toBeUndefined();
    const after = applyEdits(text, repaired?.edits ?? []);
    const fixed = join(folder, name.replace(/\.c$/, ".fixed.c"));
    if (update) writeFileSync(fixed, after);
    expect(repaired).toBeDefined();
    expect(existsSync(fixed)).toBe(true);
    expect(after).toBe(readFileSync(fixed, "utf8"));
    expect(parses(parser, after)).toBe(true);
    const file = join(folder, name);
    if (typeof compiler !== "string")
      expect(compiler.complaints({ text: after, file, platform, defines: {} })).toEqual([]);
    if (typeof machine !== "string" && platform === "linux" && /\bmain\(/.test(after))
      expect(runsWell(machine, after)).toEqual([]);
  });
});
