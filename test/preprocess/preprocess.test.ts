/** A short run beside gcc: our own files, random programs, and what the compiler says of itself. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compilerAnswers } from "../../server/src/headers/compiler";
import { linux } from "../../server/src/platforms/linux";
import { compareFiles } from "./files";
import { gccVersion, startGcc } from "./gcc";
import { CLOCKS, PREDEFINES } from "./ours";
import { compareRandomPrograms } from "./random-programs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const compiler = gccVersion();

describe.skipIf("missing" in compiler)("beside gcc (skipped where gcc is not installed)", () => {
  it("expands our own C files like gcc", async () => {
    const folders = ["docs/demo", "test/c/lower", "test/preprocess/fixtures"].map((name) => join(root, name));
    const { results } = await compareFiles(folders, {}, () => {});
    expect(results.length).toBeGreaterThan(15);
    expect(results.filter(({ difference, failure }) => difference ?? failure)).toEqual([]);
  });
  it("expands random programs like gcc", async () => {
    const gcc = startGcc({ ...PREDEFINES, ...CLOCKS });
    try {
      const { compared, mismatches } = await compareRandomPrograms(gcc, 600, 1);
      expect(compared).toBeGreaterThan(300);
      expect(mismatches).toEqual([]);
    } finally {
      gcc.dispose();
    }
  });
  it("answers __has_attribute and __has_builtin like gcc", async (context) => {
    const major = "version" in compiler ? Number.parseInt(compiler.version, 10) : 0;
    if (major < 12) return context.skip("gcc is older than the one that we speak for");
    const folder = mkdtempSync(join(tmpdir(), "answers-"));
    const gcc = startGcc({});
    try {
      const questions = Object.entries(compilerAnswers(linux));
      const lines = questions.map(
        ([question, answer]) => `#if !${question} != !${answer}\n"${question}"\n#endif\n`,
      );
      writeFileSync(join(folder, "questions.c"), lines.join(""));
      expect(await gcc.expand(join(folder, "questions.c"), [])).toEqual({ text: "", complaints: [] });
    } finally {
      gcc.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
