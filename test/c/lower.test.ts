/** Lowering: whole files against their printed IR, and what no printed IR shows. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { printUnit } from "../../server/src/c/print";
import { readUnit } from "./read";

const folder = join(import.meta.dirname, "lower");

describe("printed IR", () => {
  const cases = readdirSync(folder).filter((file) => file.endsWith(".c"));
  test.each(cases)("%s", async (file) => {
    const unit = readUnit(readFileSync(join(folder, file), "utf8"));
    const damaged = [...unit.damaged].map((name) => `damaged: ${name}\n`).join("");
    await expect(printUnit(unit) + damaged).toMatchFileSnapshot(join(folder, file.replace(/\.c$/, ".ir")));
  });
});
