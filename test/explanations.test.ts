/** The path of a finding: all that leads to it, in order, and nothing that concerns another call or other memory. */
import { expect, test } from "vitest";
import { givenArguments } from "./explanations/arguments";
import { first } from "./explanations/first";
import { locks } from "./explanations/locks";
import { privileges } from "./explanations/privileges";
import { shown, testEngine } from "./support/engine";

const told = [...first, ...givenArguments, ...locks, ...privileges];

const headers = ["errno", "stdio", "stdlib", "sys/mman", "sys/neutrino"];
const included = headers.map((header) => `#include <${header}.h>`).join("\n");

test.each(told)("$rule: $path", async ({ rule, platform, code, path }) => {
  const engine = await testEngine();
  const severities = await shown(rule);
  const { findings } = engine.check({
    file: "/f.c",
    text: `${included}\n${code}\n`,
    read: () => "absent",
    platforms: [platform],
    includeDirs: [],
    defines: {},
    severitiesIn: () => severities,
  });
  const found = findings.filter((finding) => finding.rule === rule);
  const paths = found.map((finding) =>
    finding.path.map(({ location, message }) => `${location.start.line + 1 - headers.length}: ${message}`),
  );
  expect(paths).toEqual([path]);
});

test("each rule has a path that is held", async () => {
  const { rules } = await testEngine();
  const held = new Set(told.map(({ rule }) => rule));
  expect(rules.map(({ id }) => id).filter((id) => !held.has(id))).toEqual([]);
});
