/** What atexit() was given runs to an end, however often it was given and whatever it calls. */
import { expect, test } from "vitest";
import { follow } from "../../server/src/interp/analyze";
import { Endings } from "../../server/src/interp/ending/ending";
import { linux } from "../../server/src/platforms/linux";
import { readUnit } from "../c/read";

/** How often the run paused, how the program ends, and whether that is sure. */
function followed(text: string) {
  const endings = new Endings(new Map(), "at once");
  const steps = follow(readUnit(`#include <stdlib.h>\n${text}`), linux, {}, endings, { call: () => false });
  let pauses = 0;
  while (!steps.next().done) pauses++;
  const { endings: ways, doubt } = endings.result("");
  return { pauses, ways, doubt: doubt?.kind };
}

test("handlers run the last first, and what they register runs, too", () => {
  const text = `static int n;
static void third(void) { _exit(n * 10 + 3); }
static void second(void) { n = n * 10 + 2; atexit(third); }
static void first(void) { n = 1; }
int main(void) { atexit(second); atexit(first); return 0; }`;
  expect(followed(text)).toMatchObject({ ways: [{ kind: "exit", status: 123 }], doubt: undefined });
});

test("a loop that registers handlers without end", () => {
  const text = `int input(void); static int n; static void last(void) { n++; }
int main(void) { while (input() > n) atexit(last); return 0; }`;
  expect(followed(text).pauses).toBeLessThan(50);
});

test("many handlers, each of which may end in several ways", () => {
  const text = `int input(void); static volatile int n;
static void last(void) { if (input()) return; if (input()) abort(); if (input() > 3) n = 1; }
int main(void) { for (int i = 0; i < 30; i++) atexit(last); return n; }`;
  expect(followed(text).pauses).toBeLessThan(200);
});

test("a handler that registers itself, and one that calls exit()", () => {
  const itself = "static void last(void) { atexit(last); } int main(void) { atexit(last); return 0; }";
  expect(followed(itself).ways).toEqual([]);
  const exits = `static void last(void) { atexit(last); exit(1); }
int main(void) { atexit(last); return 0; }`;
  expect(followed(exits)).toMatchObject({ ways: [], doubt: "unknown-function" });
});
