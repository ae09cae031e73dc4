/** How far a loop is followed round by round: as far as a kernel call depends on it. */
import { expect, test } from "vitest";
import { createEngine } from "../../server/src/ide/engine";
import { openParser } from "../c/read";

const engine = createEngine(await openParser("native"));

/** How often a check's run pauses, as it does every 200 instructions. */
function pausesOf(text: string): number {
  const pieces = engine.checkInSlices({
    file: "/a.c",
    text,
    platforms: ["linux"],
    includeDirs: [],
    defines: {},
    read: () => "absent",
  });
  let pauses = 0;
  for (let piece = pieces.next(); !piece.done; piece = pieces.next()) if (piece.value === "run") pauses++;
  return pauses;
}

const loop = (count: number) => `for (int i = 0; i < ${count}; i++) sum += i * i;`;

const inHelper = (count: number) => `#include <sys/mman.h>
static int sum;
static void add(void) { ${loop(count)} }
int main(void) { add(); return mlockall(MCL_CURRENT); }`;

const beforeCall = (count: number) => `#include <sys/mman.h>
static int sum;
int main(void) { ${loop(count)} return mlockall(MCL_CURRENT); }`;

test("what a helper computes in hundreds of rounds costs what eight cost", () => {
  expect(pausesOf(inHelper(300))).toBe(pausesOf(inHelper(9)));
});

test("where a kernel call follows, each round is run", () => {
  expect(pausesOf(beforeCall(300))).toBeGreaterThan(5 * pausesOf(beforeCall(9)));
});
