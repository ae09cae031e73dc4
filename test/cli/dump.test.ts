/** `mlock-lint dump`: the account of what was looked at, held as text. */
import { expect, test } from "vitest";
import { folder, mlockLint } from "../support/cli";
import { testEngine } from "../support/engine";

const dumped = async (files: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
  (await mlockLint(folder(files), ["dump", ...argv], await testEngine())).out;

const keeper = `#include <stdio.h>
#include <sys/mman.h>
struct area { void *start; unsigned long size; };
extern int find_area(struct area *);
extern int (*chosen)(void);
static void tell(void) { perror("mlock"); }
int other(int a) { return a + 1; }
#ifdef HAVE_LOCK
int keep(void) {
    struct area a = { 0, 0 };
    find_area(&a);
    if (mlock(a.start, 4096) == -1) {
        find_area(&a);
        tell();
    }
    chosen();
    ) broken (;
    return 0;
}
#endif
`;

test("one file: platforms, configurations, functions, calls, and what was lost", async () => {
  expect(await dumped({ "keeper.c": keeper }, "keeper.c")).toBe(`keeper.c

platforms
  linux (no evidence of another platform)

configurations
  HAVE_LOCK=1

functions run
  6:13 tell
  9:5 keep (entry)

functions left out
  leads to no tracked call: other

tracked calls
  12:9 mlock() linux: succeeds, or fails with EPERM, ENOMEM or EAGAIN

unknown functions that cost precision
  find_area  2 calls in 1 file, 2 visits; forgets errno 1, memory 2

where sight was lost
  16:5 a call through a pointer that may be anything, 2 times
  17:5 not read: syntax error, 2 times
`);
});

const walker = `#include <sys/mman.h>
extern int find_area(void *);
int walk(char *p) {
    find_area(p);
    return sizeof *p > 1 ? mlock(p, 4096) : 0;
}
`;

test("a call that no path reaches is said to be so", async () => {
  const out = await dumped({ "walker.c": walker }, "walker.c");
  expect(out).toContain("tracked calls\n  5:28 mlock() was not reached\n");
});

test("of a folder, the sums", async () => {
  const files = {
    "keeper.c": keeper,
    "nothing.c": "int nothing;",
    "sub/walker.c": walker.replace("sizeof *p > 1", "p"),
  };
  expect(await dumped(files, ".")).toBe(`3 files, 2 analysed

unknown functions that cost precision
  find_area  3 calls in 2 files, 3 visits; forgets errno 1, memory 3
`);
});

test("a platform that is asked for is the one that is told of", async () => {
  const out = await dumped({ "keeper.c": keeper }, "--platform", "qnx6", "keeper.c");
  expect(out).toContain("platforms\n  qnx6 (asked for)\n");
  expect(out).toContain("12:9 mlock() qnx6: ");
});

test("without a path it is misuse; a file that does not exist, too", async () => {
  const cwd = folder({});
  expect(await mlockLint(cwd, ["dump"])).toMatchObject({
    code: 2,
    err: "mlock-lint: dump needs a PATH: a C file or a folder\n",
  });
  expect(await mlockLint(cwd, ["dump", "gone.c"])).toMatchObject({ code: 2 });
});
