/** What one target does not need, another may: a repair is for all platforms that the file is checked for. */
import { expect, test } from "vitest";
import type { PlatformId } from "../../server/src/ide/types";
import { readDisk, testEngine } from "../support/engine";

const counting = `#include <sys/mman.h>
static char area[16384] __attribute__((aligned(16384)));
int use(void)
{
    if (mlock(area, sizeof area) == -1 || mlock(area, sizeof area) == -1)
        return -1;
    if (munlock(area, sizeof area) == -1)
        return -1;
    area[0] = 1;
    return munlock(area, sizeof area);
}
`;

const neighbours = `#include <sys/mman.h>
static struct { char key[64]; char peer[64]; } both __attribute__((aligned(16384)));
int use(void)
{
    if (mlock(both.key, sizeof both.key) == -1 || mlock(both.peer, sizeof both.peer) == -1)
        return -1;
    if (munlock(both.key, sizeof both.key) == -1)
        return -1;
    both.peer[0] = 1;
    return munlock(both.peer, sizeof both.peer);
}
`;

/** The titles of the repairs of one rule's findings. */
async function offered(text: string, rule: string, platforms: readonly PlatformId[]): Promise<string[]> {
  const engine = await testEngine();
  const { findings } = engine.check({
    file: "/a.c",
    text,
    read: readDisk,
    platforms,
    includeDirs: [],
    defines: {},
  });
  const ours = findings.filter((one) => one.rule === rule);
  expect(ours).toHaveLength(1);
  return ours.flatMap(({ fixes }) => fixes.map(({ title }) => title));
}

test.each([
  ["nested-lock-assumed", counting],
  ["shared-page-unlock", neighbours],
])("%s: an unlock is only dropped where no target counts locks", async (rule, text) => {
  expect(await offered(text, rule, ["linux"])).toEqual([expect.stringMatching(/^Remove this unlock/)]);
  expect(await offered(text, rule, ["linux", "freebsd"])).toHaveLength(1);
  expect(await offered(text, rule, ["linux", "macos"])).toEqual([]);
});
