/** Functions of other files, with the real engine: what is understood of them, and what stays unknown. */
import { describe, expect, test } from "vitest";
import type { Report } from "../../server/src/cli/report";
import { folder, mlockLint } from "../support/cli";
import { testEngine } from "../support/engine";

async function check(files: Readonly<Record<string, string>>, ...argv: string[]) {
  const cwd = folder(files);
  const { out } = await mlockLint(cwd, ["check", "--format", "json", ...argv], await testEngine());
  const { findings, summary }: Report = JSON.parse(out.replaceAll(cwd, "ROOT"));
  return { found: findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`), findings, summary };
}

const qnx = ["--platform", "qnx7"];
const header = "#include <stddef.h>\nvoid *secure_alloc(size_t n);\nint lock_it(void *p, size_t n);\n";
const mapped = `#include "s.h"
#include <sys/mman.h>
static size_t rounded(size_t n) { return (n + 4095) & ~(size_t)4095; }
void *secure_alloc(size_t n) {
    void *p = mmap(NULL, rounded(n), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}
`;
const allocated = '#include "s.h"\n#include <stdlib.h>\nvoid *secure_alloc(size_t n) { return malloc(n); }\n';
const user = `#include "s.h"
#include <sys/mman.h>
int use(void) {
    char *p = secure_alloc(8192);
    if (!p) return -1;
    return mlock(p, 8192);
}
`;

describe("an allocator in another file", () => {
  test("that maps pages gives aligned memory, one that calls malloc() does not", async () => {
    expect((await check({ "s.h": header, "a.c": user, "b.c": mapped }, ...qnx, "a.c")).found).toEqual([]);
    const { found, findings } = await check({ "s.h": header, "a.c": user, "b.c": allocated }, ...qnx, "a.c");
    expect(found).toEqual(["a.c:6 misaligned-address"]);
    expect(findings[0]?.path.map(({ file, line }) => `${file}:${line}`)).toEqual(["a.c:4", "b.c:3"]);
  });

  test("that several files define is unknown", async () => {
    const files = { "s.h": header, "a.c": user, "b.c": allocated, "c.c": allocated };
    expect((await check(files, ...qnx, "a.c")).found).toEqual([]);
  });

  test("that another file keeps for itself is not the one that is called", async () => {
    const hidden = "#include <stdlib.h>\nstatic void *secure_alloc(size_t n) { return malloc(n); }\n";
    expect((await check({ "s.h": header, "a.c": user, "b.c": hidden }, ...qnx, "a.c")).found).toEqual([]);
  });

  test("that takes more than it is given is another function of the same name", async () => {
    const namesake = "#include <stdlib.h>\nvoid *secure_alloc(void *pool, size_t n) { return malloc(n); }\n";
    expect((await check({ "s.h": header, "a.c": user, "b.c": namesake }, ...qnx, "a.c")).found).toEqual([]);
  });

  test("through a third file", async () => {
    const passes =
      '#include "s.h"\nvoid *inner(size_t n);\nvoid *secure_alloc(size_t n) { return inner(n); }\n';
    const inner = "#include <stdlib.h>\nvoid *inner(size_t n) { return malloc(n); }\n";
    const files = { "s.h": header, "a.c": user, "b.c": passes, "c.c": inner };
    expect((await check(files, ...qnx, "a.c")).found).toEqual(["a.c:6 misaligned-address"]);
  });
});

const locks =
  '#include "s.h"\n#include <sys/mman.h>\nint lock_it(void *p, size_t n) { return mlock(p, n); }\n';

describe("a wrapper in another file", () => {
  test("makes its users ours: a dropped result is found, a tested one is not", async () => {
    const drops = '#include "s.h"\nvoid f(void *p) {\n    lock_it(p, 1);\n}\n';
    const tests = '#include "s.h"\nint g(void *p) {\n    return lock_it(p, 1) ? -1 : 0;\n}\n';
    const { found, summary } = await check({ "s.h": header, "a.c": drops, "b.c": tests, "c.c": locks }, ".");
    expect(found).toEqual(["a.c:3 unchecked-result"]);
    // A call counts in the file that it is written in.
    expect(summary).toMatchObject({ filesAnalysed: 3, trackedCalls: 1 });
  });

  test("that keeps what happened to itself concerns nobody", async () => {
    const quiet = locks
      .replace("int lock_it", "void lock_it")
      .replace("return mlock(p, n)", "if (mlock(p, n)) warn(p)");
    const calls = '#include "s.h"\nvoid f(void *p) { lock_it(p, 1); }\n';
    const { summary } = await check({ "a.c": calls, "b.c": quiet }, ".");
    expect(summary.filesAnalysed).toBe(1);
  });

  test("that masks interrupts puts its user's kernel calls into a critical region", async () => {
    const masks = "#include <sys/neutrino.h>\nvoid mask(void) { InterruptDisable(); }\n";
    const unmasks = "#include <sys/neutrino.h>\nvoid unmask(void) { InterruptEnable(); }\n";
    const calls =
      '#include <sys/neutrino.h>\n#include <stdio.h>\nvoid mask(void);\nvoid unmask(void);\nvoid f(void) {\n    mask();\n    printf("x");\n    unmask();\n    printf("y");\n}\n';
    const { found } = await check({ "a.c": calls, "b.c": masks, "c.c": unmasks }, ...qnx, ".");
    expect(found).toEqual(["a.c:7 not-interrupt-safe"]);
  });
});

describe("a core dump of a secret that is locked", () => {
  const main = `#include <string.h>
#include <sys/mman.h>
void begin(void);
static char key[4096] __attribute__((aligned(4096)));
int main(void) {
    begin();
    if (mlock(key, sizeof key) == -1) return 1;
    key[0] = 1;
    explicit_bzero(key, sizeof key);
    return 0;
}
`;
  const begin = (statement: string) => `#include <sys/prctl.h>
void further(void);
void begin(void) { further(); }
void __attribute__((constructor)) first(void) { ${statement} }
`;

  test("is told of where nothing in the project forbids it", async () => {
    const { found } = await check({ "main.c": main, "begin.c": begin("further();") }, "main.c");
    expect(found).toEqual(["main.c:7 broken-guarantee"]);
  });

  test("is not where another file may, whoever calls it", async () => {
    const files = { "main.c": main, "begin.c": begin("prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);") };
    expect((await check(files, "main.c")).found).toEqual([]);
  });

  test("is not where the lock is in one file and main() in another", async () => {
    const locks = main.replace("int main(void)", "int hold(void)").replace("begin();\n", "");
    const starts = "int hold(void);\nint main(void) { return hold(); }\n";
    expect((await check({ "main.c": starts, "secret.c": locks }, ".")).found).toEqual([]);
  });
});

describe("names", () => {
  test("a static of ours and one of the other file are two functions", async () => {
    const other = `#include "s.h"
#include <stdlib.h>
static void *take(size_t n) { return malloc(n); }
void *secure_alloc(size_t n) { return take(n); }
`;
    const ours = `#include <sys/mman.h>
void *secure_alloc(unsigned long n);
static void *take(unsigned long n) { return mmap(0, n, PROT_READ, MAP_PRIVATE | MAP_ANON, -1, 0); }
int f(void) {
    void *p = take(4096);
    if (p == MAP_FAILED) return -1;
    return mlock(p, 4096);
}
int g(void) {
    char *p = secure_alloc(4096);
    if (!p) return -1;
    return mlock(p, 4096);
}
`;
    const { found } = await check({ "s.h": header, "a.c": ours, "b.c": other }, ...qnx, "a.c");
    expect(found).toEqual(["a.c:12 misaligned-address"]);
  });

  test("a global that the other file writes is one variable", async () => {
    const writes = "unsigned long shift;\nvoid set_shift(unsigned long n) { shift = n; }\n";
    const reads = `#include <sys/mman.h>
#include <sys/procmgr.h>
extern unsigned long shift;
void set_shift(unsigned long n);
int main(void) {
    char *p = mmap(0, 8192, PROT_READ, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (p == MAP_FAILED) return 1;
    procmgr_ability(0, PROCMGR_AID_MEM_LOCK | PROCMGR_AOP_ALLOW, PROCMGR_AID_EOL);
    set_shift(0);
    if (mlock(p + shift, 4096)) return 1;
    set_shift(16);
    if (mlock(p + shift, 4096)) return 1;
    return 0;
}
`;
    const { found } = await check({ "a.c": reads, "b.c": writes }, ...qnx, "a.c");
    expect(found).toEqual(["a.c:12 misaligned-address"]);
  });

  test("what an unknown function may have changed in the other file is unknown again", async () => {
    const keeps = `#include <stdlib.h>
#include <sys/mman.h>
static char *block;
void keep(void) { block = malloc(4096); }
void keep_pages(void *p) { block = p; }
char *kept(void) { return block; }
`;
    const asks = (between: string) => `#include <sys/mman.h>
void keep(void);
char *kept(void);
void elsewhere(void);
int f(void) {
    keep();
    ${between}
    char *p = kept();
    if (!p) return -1;
    return mlock(p, 4096);
}
`;
    const known = await check({ "a.c": asks(""), "b.c": keeps }, ...qnx, "a.c");
    expect(known.found).toEqual(["a.c:10 misaligned-address"]);
    expect((await check({ "a.c": asks("elsewhere();"), "b.c": keeps }, ...qnx, "a.c")).found).toEqual([]);
  });

  test("an initial value that nothing of the other file's code mentions is not taken for zero", async () => {
    const defines =
      "unsigned long shift = 0;\nunsigned long start = 16;\nvoid touch(void) { shift = shift; }\n";
    const reads = (name: string) => `#include <sys/mman.h>
extern unsigned long start, shift;
void touch(void);
int main(void) {
    char *p = mmap(0, 8192, PROT_READ, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (p == MAP_FAILED) return 1;
    touch();
    if (mlock(p + ${name}, 4096)) return 1;
    return 0;
}
`;
    const rules = async (name: string) =>
      (await check({ "a.c": reads(name), "b.c": defines }, ...qnx, "a.c")).found.filter((one) =>
        one.endsWith("address"),
      );
    expect(await rules("shift + 1")).toEqual(["a.c:8 misaligned-address"]);
    expect(await rules("start")).toEqual([]);
  });
});

describe("other files", () => {
  test("that call each other in a circle end", async () => {
    const ping = "int pong(int n);\nint ping(int n) { return n ? pong(n - 1) : 0; }\n";
    const pong = "int ping(int n);\nint pong(int n) { return ping(n); }\n";
    const calls =
      "#include <sys/mman.h>\nint ping(int n);\nint f(void *p) {\n    mlock(p, 1 + ping(3));\n    return ping(2);\n}\n";
    const { found } = await check({ "a.c": calls, "b.c": ping, "c.c": pong }, "a.c");
    expect(found).toEqual(["a.c:4 unchecked-result"]);
  });

  test("that are meant for another platform stay unknown", async () => {
    const foreign = `#include <sys/neutrino.h>\n${allocated}`;
    const linux = `#include <linux/version.h>\n${user}`;
    const { findings } = await check({ "s.h": header, "a.c": linux, "b.c": foreign }, "a.c");
    expect(findings.flatMap(({ path }) => path.map(({ file }) => file))).not.toContain("b.c");
  });

  test("whose code depends on what nobody defines make a finding only possible", async () => {
    const depends = `#include "s.h"
#include <sys/mman.h>
int lock_it(void *p, size_t n) {
    int rc = mlock(p, n);
#ifdef FAST
    rc = 0;
#endif
    return rc;
}
`;
    const calls = '#include "s.h"\nvoid f(void *p) {\n    lock_it(p, 1);\n}\n';
    const { findings } = await check({ "s.h": header, "a.c": calls, "b.c": depends }, "a.c");
    expect(findings.map(({ rule, certainty }) => `${rule} ${certainty}`)).toEqual([
      "unchecked-result possible",
    ]);
  });

  test("that cannot be read as C cost nothing but themselves", async () => {
    const broken = "int lock_it(void *p, unsigned long n) { ] ) return mlock(p, n; }\n";
    const calls =
      '#include "s.h"\n#include <sys/mman.h>\nvoid f(void *p) {\n    lock_it(p, 1);\n    mlock(p, 1);\n}\n';
    const { found } = await check({ "s.h": header, "a.c": calls, "b.c": broken, "c.c": "\0" }, "a.c");
    expect(found).toEqual(["a.c:5 unchecked-result"]);
  });
});
