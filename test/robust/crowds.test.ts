/** Many files that all call each other cost no more than their calls. */
import { expect, test } from "vitest";
import { createEngine } from "../../server/src/ide/engine";
import { openParser } from "../c/read";

const engine = createEngine(await openParser("native"));

test("what leads to a lock is found without going every way to it", () => {
  const names = Array.from({ length: 60 }, (_, index) => `f${index}`);
  let asked = 0;
  engine.check({
    file: "/user.c",
    text: `#include <sys/mman.h>\nint use(char *p) { ${names.map((name) => `${name}();`).join(" ")} return mlock(p, 1); }`,
    platforms: ["linux"],
    includeDirs: [],
    defines: {},
    read: () => "absent",
    program: {
      prepare: () => [][Symbol.iterator](),
      definition: (name) => {
        asked++;
        const file = names.includes(name) ? `/${name}.c` : undefined;
        return file === undefined ? undefined : { file, length: 100, calls: names, characters: 100 };
      },
      wrappers: () => new Set(),
      isCalledBeside: () => false,
      compilationOf: () => ({ includeDirs: [], defines: {} }),
    },
  });
  expect(asked).toBeGreaterThan(names.length);
  expect(asked).toBeLessThanOrEqual(2 * names.length ** 2);
});
