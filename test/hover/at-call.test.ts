/** Hover says what happens at the call under the cursor, on the platforms that the file is meant for. */
import { describe, expect, test } from "vitest";
import type { PlatformId } from "../../server/src/ide/types";
import { testEngine } from "../support/engine";

async function hover(
  lines: readonly string[],
  platforms: readonly PlatformId[],
  line: number,
  character: number,
) {
  const engine = await testEngine();
  const text = `${lines.join("\n")}\n`;
  const request = {
    file: "/a.c",
    text,
    read: () => "absent" as const,
    platforms,
    includeDirs: [],
    defines: {},
  };
  return engine.hover({ ...request, position: { line, character } })?.markdown;
}

const lines = [
  "#include <sys/mman.h>",
  "static char page[8192] __attribute__((aligned(8192)));",
  "int f(const void *p) { return mlock(page + 1, 1) | mlock(p, 1) | mlockall(0); } // mlock",
];

describe("at this call", () => {
  test("a call with known values", async () => {
    expect(await hover(lines, ["illumos"], 2, 32)).toContain("- illumos: fails with EINVAL\n");
  });
  test("a call of which little is known", async () => {
    expect(await hover(lines, ["linux"], 2, 53)).toMatch(/- Linux: succeeds, or fails with .*ENOMEM/);
  });
  test("flags", async () => {
    expect(await hover(lines, ["qnx6"], 2, 68)).toContain("fails with EINVAL");
  });
  test("platforms that do the same share a line", async () => {
    expect(await hover(lines, ["linux", "android"], 2, 68)).toContain(
      "- Linux, Android: fails with EINVAL\n",
    );
  });
  test("of platforms that are only documented, their pages", async () => {
    const markdown = await hover(lines, ["vxworks"], 2, 32);
    expect(markdown).toMatch(/^```c/);
    expect(markdown).toContain("mlock() returns 0 and does nothing");
    expect(await hover(lines, ["illumos", "vxworks"], 2, 32)).toMatch(
      /^\*\*At this call\*\*\n- illumos: fails/,
    );
  });
  test("a comment is no call", async () => {
    expect(await hover(lines, ["linux"], 2, 84)).toBeUndefined();
  });
  test("a prototype is no call", async () => {
    const markdown = await hover(["int mlock(const void *, unsigned long);"], ["linux"], 0, 5);
    expect(markdown).not.toContain("At this call");
  });
});
