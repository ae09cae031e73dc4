/** Types in text: what an expression of C is worth, for what no compiler at hand need know (C23, other machines). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CParser, loadParser } from "../../server/src/c/syntax/parse";
import { layoutFor, layouts } from "../../server/src/c/types/layouts";
import type { Layout } from "../../server/src/c/types/types";
import { declareAll, type Scope } from "../../server/src/c/unit";
import { headersOf } from "../../server/src/headers";
import { platformIds, platforms } from "../../server/src/platforms";
import type { Platform } from "../../server/src/platforms/profile";
import { buildUnit } from "../support/unit";
import { expandedFrom } from "./read";

const parser: CParser = await loadParser();
const folder = join(import.meta.dirname, "types");

/** Each `// EXPRESSION = value` of a file, with what we make of it; `?` is "not known". */
function answers(text: string, layout: Layout, prelude: Scope): readonly string[] {
  const asked = [...text.matchAll(/^\/\/ (.+) = (-?\d+|\?)$/gm)].map(([, expression = ""]) => expression);
  const code = asked
    .map((expression, i) => `long long answer${i}(void) { return ${expression}; }`)
    .join("\n");
  const wanted = () => new Set(asked.map((_, i) => `answer${i}`));
  const { functions } = buildUnit(expandedFrom(`${text}\n${code}`), parser, { layout, prelude, wanted });
  return asked.map((expression, i) => {
    const last = functions.get(`answer${i}`)?.blocks.at(-1)?.terminator;
    const known = last?.op === "return" && last.value?.kind === "integer" ? last.value.value : "?";
    return `// ${expression} = ${known}`;
  });
}

const statements = (text: string) => text.match(/^\/\/ .+ = (?:-?\d+|\?)$/gm) ?? [];

describe("types", () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".c"))) {
    const text = readFileSync(join(folder, file), "utf8");
    const machine = /^\/\/ machine: (\w+)$/m.exec(text)?.[1] ?? "LP64";
    test(`${file} (${machine})`, () => {
      expect(statements(text).length).toBeGreaterThan(0);
      const layout = layouts[machine as keyof typeof layouts];
      const prelude = declareAll(parser, "typedef unsigned long size_t;", layout);
      expect(answers(text, layout, prelude)).toEqual(statements(text));
    });
  }
});

/** `// platforms: qnx7, linux`: what their headers declare, on their machines. */
describe("types of headers", () => {
  for (const file of readdirSync(join(folder, "headers"))) {
    const text = readFileSync(join(folder, "headers", file), "utf8");
    for (const id of /^\/\/ platforms: (.+)$/m.exec(text)?.[1]?.split(", ") ?? [])
      test(`${file} (${id})`, () => {
        const platform = platforms[id as Platform["id"]];
        const layout = layoutFor(platform.dataModel, platform.predefines);
        const { types, functions } = headersOf(platform);
        const declared = declareAll(parser, types, layout, functions);
        expect(answers(text, layout, declared)).toEqual(statements(text));
      });
  }
});

test("every platform is a machine that its predefines tell", () => {
  const machines = platformIds.map((id) => {
    const { dataModel, predefines } = platforms[id];
    const layout = layoutFor(dataModel, predefines);
    return [id, Object.entries(layouts).find(([, known]) => known === layout)?.[0]];
  });
  expect(Object.fromEntries(machines)).toMatchObject({
    linux: "LP64",
    illumos: "LP64",
    qnx6: "ILP32",
    "linux-2.4": "ILP32",
    android: "aarch64",
    macos: "appleArm64",
  });
});

test.each([
  ["LP64", { __x86_64__: "1" }, "LP64"],
  ["ILP32", { __i386__: "1" }, "ILP32"],
  ["LP64", { __aarch64__: "1" }, "aarch64"],
  ["LP64", { __arm64__: "1", __APPLE__: "1" }, "appleArm64"],
  ["ILP32", { __arm__: "1" }, "arm"],
] as const)("%s with %j is %s", (model, predefines, name) => {
  expect(layoutFor(model, predefines)).toBe(layouts[name]);
});
