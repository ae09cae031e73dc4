/** Which .c files may include a header. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { IncludeIndex } from "../../server/src/host/units";
import { folder } from "../support/cli";

test("fewest steps first, then the nearest; comments and other folders' headers of the name do not count", () => {
  const root = folder({
    "lib/lock.h": "",
    "lib/all.h": "#include <lib/lock.h>",
    "lib/near.c": '#include "../x/all.h"\n  #  include "./lock.h" // it',
    "far/direct.c": '#include "lib/lock.h"',
    "lib/through.c": '#include "all.h"',
    "lib/other.c": '#include "sys/lock.h"\n// #include "lock.h"',
    "lib/readme.txt": '#include "lock.h"',
    ".hidden/h.c": '#include "lock.h"',
    "lib/cycle.h": '#include "all.h"\n#include "cycle.h"',
  });
  const index = new IncludeIndex(root);
  const at = (...names: string[]) => names.map((name) => join(root, name));
  expect(index.unitsOf(join(root, "lib/lock.h"))).toEqual(at("lib/near.c", "far/direct.c", "lib/through.c"));
  expect(index.unitsOf(join(root, "lib/all.h"))).toEqual(at("lib/through.c"));
  expect(index.unitsOf(join(root, "lib/cycle.h"))).toEqual([]);
});

test("what changed on the disk is seen", () => {
  const root = folder({ "h.h": "", "a.c": "" });
  const index = new IncludeIndex(root);
  expect(index.unitsOf(join(root, "h.h"))).toEqual([]);
  writeFileSync(join(root, "a.c"), '#include "h.h"');
  index.changed([join(root, "..", "elsewhere.c")]);
  expect(index.unitsOf(join(root, "h.h"))).toEqual([]);
  index.changed([join(root, "a.c")]);
  expect(index.unitsOf(join(root, "h.h"))).toEqual([join(root, "a.c")]);
});
