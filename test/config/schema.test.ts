/** The shipped schema compared with our reader by a JSON schema validator: editors complain of what we complain of. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../server/src/ide/config/read";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const shipped = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../schema/mlock-lint.schema.json"), "utf8"),
);
/** Strict: a keyword that does nothing fails, too. `allowUnionTypes`: a value may be of two kinds here. */
const isValid: ValidateFunction = new Ajv({
  strict: true,
  allowUnionTypes: true,
  // VS Code's own: what it says instead of listing all words.
  keywords: ["errorMessage"],
}).compile(shipped);

/** VS Code's: completes and explains, and leaves what is wrong to the server. */
const neverComplains: ValidateFunction = new Ajv({
  strict: true,
  strictTypes: false,
  keywords: ["allowTrailingCommas"],
}).compile(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../schema/completion.schema.json"), "utf8")),
);

const isUnderstood = (config: Json): boolean =>
  readConfig("/p/mlock-lint.json", JSON.stringify(config)).findings.length === 0;

const everything: Json = {
  $schema: "./mlock-lint.schema.json",
  root: true,
  platforms: ["qnx7", "linux"],
  pageSize: 65536,
  limits: { memlock: "unlimited" },
  rules: { "unchecked-result": "error", "stale-errno": "off" },
  interruptHandlers: ["*_isr", "on_tick?"],
  criticalSections: [{ enter: "irq_off", leave: "irq_on" }],
  functions: { xmlock: { like: "mlock" }, xfree: { like: "free" } },
  includeDirs: ["include", "../shared"],
  defines: { NDEBUG: "", LOCK: "mlock" },
  overrides: [
    { files: ["test/", "*_sim.c"], platforms: ["linux"], limits: { memlock: 0 } },
    { files: ["{a,b}/**"], rules: { "bad-flags": "hint" }, pageSize: 4096 },
  ],
};

const good: readonly Json[] = [
  {},
  everything,
  { platforms: "auto" },
  { platforms: ["linux", "linux"] },
  { limits: {} },
  { overrides: [] },
];

const bad: readonly Json[] = [
  [],
  "linux",
  { platform: ["linux"] },
  { platforms: ["linus"] },
  { platforms: [] },
  { pageSize: 1000 },
  { pageSize: "4096" },
  { limits: { memlock: "unlimitd" } },
  { limits: { memlock: -1 } },
  { limits: { memlock: 1.5 } },
  { rules: { "uncheckd-result": "off" } },
  { rules: { "bad-flags": "fatal" } },
  { functions: { xlock: { like: "mlok" } } },
  { functions: { xlock: {} } },
  { functions: { "2": { like: "mlock" } } },
  { criticalSections: [{ enter: "a" }] },
  { interruptHandlers: ["a-b"] },
  { defines: { "A B": "1" } },
  { defines: { A: "1\n#include" } },
  { overrides: [{ rules: {} }] },
  { overrides: [{ files: [], rules: {} }] },
  { overrides: [{ files: ["a.c"], root: true }] },
  { root: "yes" },
];

describe("the schema and the reader agree", () => {
  test.each(good.map((config) => [config]))("good: %j", (config) => {
    expect([isValid(config), isUnderstood(config)]).toEqual([true, true]);
  });

  test.each(bad.map((config) => [config]))("bad: %j", (config) => {
    expect([isValid(config), isUnderstood(config)]).toEqual([false, false]);
  });

  test("on whatever stands in the place of a value, a key or an element", () => {
    const mutants = [...mutantsOf(everything)];
    expect(mutants.length).toBeGreaterThan(500);
    const verdicts = mutants.map((config) => ({
      config,
      schema: isValid(config),
      reader: isUnderstood(config),
    }));
    expect(verdicts.filter(({ schema, reader }) => schema !== reader)).toEqual([]);
    expect(verdicts.some(({ schema }) => schema)).toBe(true);
  });

  test("nothing is wrong to the schema that completes: what the reader says would be said twice", () => {
    const complaints = [...good, ...bad, ...mutantsOf(everything)].filter(
      (config) => !neverComplains(config),
    );
    expect(complaints).toEqual([]);
  });
});

/** Every value replaced by each of these, left out, or with another beside it; every key by another. */
const oddValues: readonly Json[] = [
  null,
  true,
  0,
  -1,
  0.5,
  4096,
  1e300,
  "",
  "auto",
  "linux",
  "mlock",
  "error",
  "a b",
  "x\ny",
  [],
  ["linux"],
  [0],
  {},
  { like: "mlock" },
  { memlock: 65536 },
  { files: ["*.c"] },
];

function* mutantsOf(value: Json): Generator<Json> {
  yield* oddValues;
  if (Array.isArray(value)) {
    yield value.slice(1);
    yield [...value, value[0] ?? null];
    for (const [at, element] of value.entries())
      for (const mutant of mutantsOf(element)) yield value.toSpliced(at, 1, mutant);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      const { [key]: _, ...rest } = value as Record<string, Json>;
      yield rest;
      yield { ...rest, [`${key}s`]: member };
      for (const mutant of mutantsOf(member)) yield { ...rest, [key]: mutant };
    }
  }
}
