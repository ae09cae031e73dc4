/** `mlock-lint trace`: options and misuse with an engine that only repeats them, and what it prints of a real program. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { thisProcess } from "../../server/src/host/this-machine";
import { folder, mlockLint } from "../support/cli";
import { testEngine } from "../support/engine";

const hole = `#include <errno.h>
#include <sys/mman.h>
int main(void)
{
  char *area = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (area == MAP_FAILED) return 2;
  munmap(area + 4096, 4096);
  if (mlock(area, 4096) != 0) return errno;
  area[4096] = 1;
  return 0;
}
static int lock(void *p) { return mlock(p, 4096); }
`;
const files = () => folder({ "a.c": hole, "b.c": "int f(int n) { return n; }\n" });

describe("misuse is status 2 and says what is wrong", () => {
  test.each([
    [["trace"], /trace takes one FILE/],
    [["trace", "a.c", "b.c"], /trace takes one FILE/],
    [["trace", "gone.c"], /gone\.c: no such file/],
    [["trace", "--platform", "linux,qnx7", "a.c"], /trace takes one platform/],
    [["trace", "--platform", "beos", "a.c"], /unknown platform: beos/],
    [["trace", "--privileged", "maybe", "a.c"], /--privileged takes yes or no, not maybe/],
    [["trace", "--limit", "many", "a.c"], /--limit takes a number of bytes or unlimited, not many/],
    [["trace", "--function", "gone", "a.c"], /a\.c: no function gone/],
  ])("%j", async (argv, message) => {
    const { code, out, err } = await mlockLint(files(), argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });
});

describe("a process has what the options say", () => {
  test.each([
    [["--privileged", "no", "--limit", "65536"], "no CAP_IPC_LOCK, limit 65536 bytes\nmain false 65536\n"],
    [["--privileged", "yes", "--limit", "unlimited"], "CAP_IPC_LOCK, no limit\nmain true Infinity\n"],
  ])("%j", async (options, ending) => {
    const { code, out } = await mlockLint(files(), ["trace", ...options, "a.c"]);
    expect(code).toBe(0);
    expect(out.slice(out.indexOf(": ") + 2)).toBe(ending);
  });

  test("of another system nothing is known unless told", async () => {
    const { out } = await mlockLint(files(), ["trace", "--platform", "qnx7", "a.c"]);
    expect(out).toBe(
      "a.c on qnx7, as a process: privilege not known, limit not known\nmain undefined undefined\n",
    );
  });
});

test("what the project's configuration says of limits and pages holds, and options count more", async () => {
  const keys = { pageSize: 65536, limits: { memlock: 4096 } };
  const cwd = folder({ "a.c": hole, "mlock-lint.json": JSON.stringify(keys) });
  const traced = async (...options: string[]) => {
    const argv = ["trace", "--platform", "linux", "--privileged", "no", ...options, "a.c"];
    return (await mlockLint(cwd, argv, await testEngine())).out;
  };
  const out = await traced();
  expect(out).toMatch(/: no CAP_IPC_LOCK, limit 4096 bytes\n/);
  // Of pages of that size munmap() is given half a one.
  expect(out).toMatch(/munmap\(area \+ 4096, 4096\): fails with EINVAL\n/);
  expect(await traced("--limit", "unlimited")).toMatch(/: no CAP_IPC_LOCK, no limit\n/);
  expect(await traced("--no-config", "--limit", "unlimited")).toMatch(
    /munmap\(area \+ 4096, 4096\): succeeds\n/,
  );
});

const real = async (...argv: string[]) => mlockLint(files(), ["trace", ...argv], await testEngine());

test("each call, the pages after it, and how the program ends", async () => {
  const { code, out } = await real("--platform", "linux", "--privileged", "yes", "a.c");
  expect(code).toBe(0);
  expect(out.slice(out.indexOf("\n"))).toBe(`
  5  mmap(NULL, 12288, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0): succeeds
       area [···]
  7  munmap(area + 4096, 4096): succeeds
       area [· ·]
  8  mlock(area, 4096): succeeds
       area [█ ·]

     █ locked and resident; · mapped, neither; blank (hole): not mapped

killed by SIGSEGV
`);
});

test("the README shows what is printed", async () => {
  const root = join(import.meta.dirname, "../..");
  const argv = ["trace", "--platform", "linux", "--privileged", "yes", "docs/demo/hole.c"];
  const { out } = await mlockLint(root, argv, await testEngine());
  const readme = readFileSync(join(root, "README.md"), "utf8");
  expect(readme).toContain(out.slice(out.indexOf("\n")));
});

test("a limit of nothing", async () => {
  const { out } = await real("--platform", "linux", "--privileged", "no", "--limit", "0", "a.c");
  expect(out).toMatch(/\n {2}8 {2}mlock\(area, 4096\): fails with EPERM\n[\s\S]*\nexits with 1\n$/);
});

test("one function, from arguments that nobody knows", async () => {
  const { out } = await real("--platform", "linux", "--function", "lock", "a.c");
  expect(out).toMatch(/\nlock\(\):\n {2}12 {2}mlock\(\?, 4096\): succeeds, or fails with /);
});

test("no program: every function that nobody calls", async () => {
  const { code, out } = await real("b.c");
  expect(code).toBe(0);
  expect(out).toMatch(/\nnothing to follow/);
});

describe("what this process may lock", () => {
  const status = "Name:\tnode\nCapEff:\t0000000000004000\n";
  const limits = "Max locked memory         65536                unlimited            bytes\n";
  const files: Record<string, string> = { "/proc/self/status": status, "/proc/self/limits": limits };

  test("is read where the system tells", () => {
    const read = (path: string) => files[path] ?? "";
    expect(thisProcess(read)).toEqual({
      privileged: true,
      mayRaiseLimit: false,
      limit: 65536,
      hardLimit: Number.POSITIVE_INFINITY,
    });
  });

  test("is not known elsewhere", () => {
    const read = () => {
      throw new Error("no such file");
    };
    expect(thisProcess(read)).toBeUndefined();
  });
});
