/** Code that looks like a fault and is none: the whole rule set says nothing on it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDisk, testEngine } from "./support/engine";
import { parseFixture } from "./support/fixture";

const folder = join(__dirname, "innocent");

describe("innocent code", () => {
  for (const name of readdirSync(folder).sort()) {
    test(name, async () => {
      const { text, platforms, defines, marks, problems } = parseFixture(
        readFileSync(join(folder, name), "utf8"),
      );
      expect(problems).toEqual([]);
      // Nothing here is excused.
      expect(marks).toEqual([]);
      const engine = await testEngine();
      // What is off by itself must be silent here, too, once somebody turns it on.
      const hints = Object.fromEntries(
        engine.rules.filter(({ start }) => start === "off").map(({ id }) => [id, "hint"] as const),
      );
      expect(Object.keys(hints)).not.toEqual([]);
      const severitiesIn = () => hints;
      const file = join(folder, name).replaceAll("\\", "/");
      const rest = { read: readDisk, platforms, includeDirs: [], defines, severitiesIn };
      const result = engine.check({ file, text, ...rest });
      expect(result.analysed).toBe(true);
      expect(result.trackedCalls.length).toBeGreaterThan(0);
      expect(
        result.findings.map(
          ({ rule, location, message }) => `${location.start.line + 1}: ${rule}: ${message}`,
        ),
      ).toEqual([]);
    });
  }
});
