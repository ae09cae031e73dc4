/** What a configuration says of a program: functions like known ones, handlers, critical sections, page size, limits. */
import { describe, expect, test } from "vitest";
import type { Keys } from "../../server/src/ide/config/keys";
import { aliasesIn, requestFor } from "../../server/src/ide/config/resolve";
import type { CheckRequest, CheckResult } from "../../server/src/ide/types";
import { folder, mlockLint } from "../support/cli";
import { testEngine } from "../support/engine";

const file = "/p/a.c";

const requested = (
  text: string,
  keys: Keys,
  headers: Readonly<Record<string, string>> = {},
): CheckRequest => ({
  file,
  text,
  read: (path) => {
    const found = headers[path];
    return found === undefined ? "absent" : { text: found };
  },
  includeDirs: [],
  defines: {},
  aliases: aliasesIn(keys),
  ...requestFor(file, () => keys),
});

async function check(...given: Parameters<typeof requested>): Promise<CheckResult> {
  return (await testEngine()).check(requested(...given));
}

const told = ({ findings }: CheckResult) =>
  findings.map(({ rule, location: { start } }) => `${start.line + 1}:${start.character + 1} ${rule}`);

describe("functions like known ones", () => {
  const keys: Keys = {
    platforms: ["illumos"],
    functions: { xmlock: { like: "mlock" }, xmap: { like: "mmap" }, xfree: { like: "free" } },
  };

  test("a call is taken as the known one's, in a file that names no other", async () => {
    const text =
      "static char key[80] __attribute__((aligned(8192)));\nvoid f(void) { xmlock(key + 1, 64); }\n";
    expect(told(await check(text, keys))).toEqual(["2:16 unchecked-result", "2:23 misaligned-address"]);
    const { trackedCalls, findings } = await check(text, keys);
    expect(trackedCalls).toHaveLength(1);
    const note = "xmlock() is treated like mlock(), as the configuration says";
    expect(findings.map(({ path }) => path.at(-1)?.message)).toEqual([note, note]);
    expect(await check(text, { platforms: ["illumos"] })).toMatchObject({ analysed: false, findings: [] });
  });

  test("its own body is judged by itself, and not followed", async () => {
    const text = [
      "#include <stdlib.h>",
      "#include <sys/mman.h>",
      "int xmlock(const void *p, size_t n) { if (mlock(p, n) != 0) abort(); return 0; }",
      "static char key[64] __attribute__((aligned(8192)));",
      "int f(void) { return xmlock(key, 64); }",
      "void g(void) { xmlock(key, 64); }",
      "",
    ].join("\n");
    const linux: Keys = { ...keys, platforms: ["linux"] };
    expect(told(await check(text, linux))).toEqual(["6:16 unchecked-result"]);
    expect(told(await check(text, { platforms: ["linux"] }))).toEqual([]);
  });

  test("also where the name is a macro's, and through the project's own macros", async () => {
    const headers = { "/p/x.h": "#define xmlock(p, n) hidden_call(p, n)\n#define LOCK(p) xmlock(p, 64)\n" };
    const text = '#include "x.h"\nstatic char key[64];\nvoid f(void) { LOCK(key); }\n';
    const linux: Keys = { ...keys, platforms: ["linux"] };
    expect(told(await check(text, linux, headers))).toEqual(["3:16 unchecked-result"]);
  });

  test("a local variable of that name is none", async () => {
    const text = "void f(int (*xmlock)(char *, int)) { char key[64]; xmlock(key + 1, 64); }\n";
    expect(told(await check(text, keys))).toEqual([]);
  });

  test("its address is the known one's: in a table, a variable, an argument", async () => {
    const text = [
      "static char key[80] __attribute__((aligned(8192)));",
      "typedef int locking(const void *, unsigned long);",
      "locking xmlock;",
      'static const struct { const char *name; locking *lock; } table[] = { { "x", xmlock } };',
      "int a(void) { return table[0].lock(key + 1, 64); }",
      "int b(void) { locking *lock = &xmlock; return lock(key + 1, 64); }",
      "static int with(locking *lock) { return lock(key + 1, 64); }",
      "int c(void) { return with(xmlock); }",
      "",
    ].join("\n");
    const places = ["5:36", "6:52", "7:46"].map((place) => `${place} misaligned-address`);
    expect(told(await check(text, keys))).toEqual(places);
    expect(told(await check(text, { platforms: ["illumos"] }))).toEqual([]);
  });

  test("a variable page as elsewhere: what is mapped, locked and freed by them is known", async () => {
    const text = [
      "#include <sys/mman.h>",
      "int f(void) {",
      "  char *p = xmap(0, 8192, PROT_READ, MAP_PRIVATE | MAP_ANON, -1, 0);",
      "  if (p == MAP_FAILED) return -1;",
      "  munmap(p, 8192);",
      "  return xmlock(p, 8192);",
      "}",
      "",
    ].join("\n");
    expect(told(await check(text, { ...keys, platforms: ["linux"] }))).toEqual(["6:10 unmapped-range"]);
  });

  test("the hover is the known one's", async () => {
    const text = "static char key[8192];\nint f(void) { return xmlock(key, 64); }\n";
    const hover = (await testEngine()).hover({
      ...requested(text, keys),
      position: { line: 1, character: 23 },
    });
    expect(hover?.markdown).toContain("mlock");
    expect(hover?.location.end).toEqual({ line: 1, character: 27 });
  });

  test("wrappers of them in other files of the project", async () => {
    const cwd = folder({
      ".git/config": "",
      "mlock-lint.json": JSON.stringify({ platforms: ["linux"], functions: { xmlock: { like: "mlock" } } }),
      "pool.c": "static char pool[64];\nint keep_pool(void) { return xmlock(pool, 64); }\n",
      "main.c": "int keep_pool(void);\nvoid start(void) { keep_pool(); }\n",
    });
    const { out } = await mlockLint(cwd, ["check", "main.c"], await testEngine());
    expect(out.split("\n")[0]).toContain("main.c:2:20: warning: keep_pool() tells whether mlock() succeeded");
  });
});

describe("interrupts", () => {
  const isr = 'int count;\nvoid timer_isr(void) { printf("x"); }\nvoid other(void) { timer_isr(); }\n';

  test("handlers by name or pattern, although nobody attaches them and others call them", async () => {
    for (const name of ["timer_isr", "*_isr", "timer_is?"]) {
      const found = await check(isr, { platforms: ["qnx7"], interruptHandlers: [name] });
      expect(told(found)).toEqual(["2:24 not-interrupt-safe"]);
    }
    expect(told(await check(isr, { platforms: ["qnx7"], interruptHandlers: ["isr"] }))).toEqual([]);
  });

  test("critical sections between functions or macros", async () => {
    const criticalSections = [{ enter: "ENTER", leave: "leave_critical" }];
    const headers = { "/p/x.h": '#define ENTER() __asm__ volatile("cli")\n' };
    const text = [
      '#include "x.h"',
      "#include <sys/mman.h>",
      "static char key[4096] __attribute__((aligned(4096)));",
      "int f(void) {",
      "  ENTER();",
      "  int first = mlock(key, 64);",
      "  leave_critical();",
      "  return first | mlock(key, 64);",
      "}",
      "",
    ].join("\n");
    expect(told(await check(text, { platforms: ["qnx7"], criticalSections }, headers))).toEqual([
      "6:15 not-interrupt-safe",
    ]);
    expect(told(await check(text, { platforms: ["qnx7"] }, headers))).toEqual([]);
  });
});

describe("machines", () => {
  const text = (alignment: number) =>
    `#include <sys/mman.h>\n#include <unistd.h>\nstatic char key[65536] __attribute__((aligned(${alignment})));\nint f(void) { sysconf(_SC_PAGESIZE); return mlock(key, 64); }\n`;

  test("a page size is the only one: what rests on others is not said, and what rests on it is certain", async () => {
    const of = async (alignment: number, pageSize?: number) => {
      const { findings } = await check(text(alignment), {
        platforms: ["illumos"],
        ...(pageSize ? { pageSize } : {}),
      });
      return findings.filter(({ rule }) => rule === "misaligned-address").map(({ certainty }) => certainty);
    };
    expect(await of(16384, 16384)).toEqual([]);
    expect(await of(4096, 16384)).toEqual(["certain"]);
    expect(await of(4096, 4096)).toEqual([]);
  });

  test("a limit is what the program starts with", async () => {
    const fates = async (memlock: number | "unlimited") => {
      const limited = `#include <sys/mman.h>\n#include <sys/resource.h>\nstatic char key[65536];\nint main(void) { struct rlimit r; if (getrlimit(RLIMIT_MEMLOCK, &r)) return 1; if (r.rlim_cur == 65536) return mlock(key, 1); return mlock2(key, 1, 0); }\n`;
      const result = await check(limited, { platforms: ["linux"], limits: { memlock } });
      return result.fates.map(({ location }) => location.start.character);
    };
    expect(await fates(65536)).toHaveLength(1);
    expect(await fates("unlimited")).toHaveLength(1);
    expect(await fates(65536)).not.toEqual(await fates("unlimited"));
  });

  test("a lock beyond that limit is told as the project's, and one beyond the program's own as its own", async () => {
    const said = async (before: string) => {
      const text = `#include <sys/mman.h>\n#include <sys/resource.h>\nstatic char key[65536] __attribute__((aligned(65536)));\nint f(void) { ${before} return mlock(key, 65536); }\n`;
      const { findings } = await check(text, { platforms: ["freebsd"], limits: { memlock: 4096 } });
      return findings.filter(({ rule }) => rule === "limit-exceeded").map(({ message }) => message);
    };
    const setTo = (bytes: number) =>
      `struct rlimit r = { ${bytes}, ${bytes} }; if (setrlimit(RLIMIT_MEMLOCK, &r) == -1) return -1;`;
    expect(await said("")).toEqual([
      expect.stringContaining(
        "65536 bytes are more than the 4096 that a process may lock at its start, as the configuration says",
      ),
    ]);
    expect(await said(setTo(8192))).toEqual([
      expect.stringContaining("more than the 8192 that the program lets itself lock"),
    ]);
    expect(await said(setTo(131072))).toEqual([]);
  });
});
