/** Headers and translation units, with the real engine: where a header's code is judged, and with what. */
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../server/src/cli/report";
import { folder, mlockLint } from "../support/cli";
import { testEngine } from "../support/engine";

async function check(files: Readonly<Record<string, string>>, ...argv: string[]) {
  const cwd = folder(files);
  const { out, err } = await mlockLint(cwd, ["check", "--format", "json", ...argv], await testEngine());
  const { findings, summary }: Report = JSON.parse(out.replaceAll(cwd, "ROOT"));
  const found = findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
  return { found, findings, summary, err: err.replaceAll(cwd, "ROOT") };
}

const wrapper = "#include <sys/mman.h>\nstatic inline void lock_it(void *p) {\n    mlock(p, LENGTH);\n}\n";

describe("a header", () => {
  test("is judged in a file that includes it, although that file names no lock", async () => {
    const unit = '#define LENGTH 4096\n#include "sub/lock.h"\nvoid use(void *p) { lock_it(p); }\n';
    const { found, summary } = await check({ "a.c": unit, "sub/lock.h": wrapper }, ".");
    expect(found).toEqual(["sub/lock.h:3 unchecked-result"]);
    expect(summary).toMatchObject({ files: 2, filesAnalysed: 1, trackedCalls: 1 });
  });

  test("sees what the file defines before the #include", async () => {
    const header =
      "#include <sys/mman.h>\n#if MODE == 2\nstatic inline void f(void *p) { mlock(p, 1); }\n#endif\n";
    const off = await check({ "a.c": '#define MODE 1\n#include "f.h"\n', "f.h": header }, ".");
    expect([off.found, off.summary.trackedCalls]).toEqual([[], 0]);
    const on = await check({ "a.c": '#define MODE 2\n#include "f.h"\n', "f.h": header }, "f.h");
    expect(on.found).toEqual(["f.h:3 unchecked-result"]);
  });

  test("through other headers, and from a folder that compile_commands.json names", async () => {
    const database = JSON.stringify([{ directory: ".", file: "src/a.c", command: "cc -I api" }]);
    const { found } = await check(
      {
        "src/a.c": "#include <outer.h>\n",
        "api/outer.h": '#define LENGTH 1\n#include "inner/lock.h"\n',
        "api/inner/lock.h": wrapper,
        "compile_commands.json": database,
      },
      ".",
    );
    expect(found).toEqual(["api/inner/lock.h:3 unchecked-result"]);
  });

  test("that is in no folder that is searched is the only one of its name, unless a command line says where to look", async () => {
    const files = {
      "src/loader/cache.c": '#include "hidden.h"\nvoid keep(void *p) { PIN(p); }\n',
      "src/utils/hidden.h": "#include <sys/mman.h>\n#define PIN(p) mlock(p, 1)\n",
      "api/other.h": "",
    };
    const guessed = await check(files, ".");
    expect(guessed.found).toEqual(["src/loader/cache.c:2 unchecked-result"]);
    const twins = await check({ ...files, "src/tools/hidden.h": "" }, ".");
    expect(twins.found).toEqual([]);
    const database = JSON.stringify([{ directory: ".", file: "src/loader/cache.c", command: "cc -I api" }]);
    const told = await check({ ...files, "compile_commands.json": database }, ".");
    expect(told.found).toEqual([]);
  });

  test("that two files include is one finding", async () => {
    const unit = (length: number) =>
      `#define LENGTH ${length}\n#include "lock.h"\nint g${length}(void *p) { return mlock(p, 1); }\n`;
    const { found, summary } = await check({ "a.c": unit(1), "b.c": unit(2), "lock.h": wrapper }, ".");
    expect(found).toEqual(["lock.h:3 unchecked-result"]);
    expect(summary.trackedCalls).toBe(3);
  });

  test("is judged for the platforms that it shows itself", async () => {
    const branch =
      "#include <sys/mman.h>\n#ifdef __QNXNTO__\nstatic void f(void *p) { mlock(p, 1); }\n#endif\n";
    const unit = '#include "f.h"\nint g(void *p) { return mlock(p, 1); }\n';
    const { found, findings } = await check({ "a.c": unit, "f.h": branch }, ".");
    expect(found).toEqual(["f.h:3 unchecked-result"]);
    expect(findings[0]?.platforms.map(({ id }) => id)).toEqual(["qnx7", "qnx6"]);
  });

  test("that nobody includes is judged by itself", async () => {
    const { found } = await check({ "a.c": '#include "other/lock.h"\n', "lock.h": wrapper }, ".");
    expect(found).toEqual(["lock.h:3 unchecked-result"]);
  });

  test("whose includer compiles it away for all platforms is judged by itself", async () => {
    const { found } = await check({ "a.c": '#if 0\n#include "lock.h"\n#endif\n', "lock.h": wrapper }, ".");
    expect(found).toEqual(["lock.h:3 unchecked-result"]);
  });
});

describe("a macro that hides a call", () => {
  const header = "#include <sys/mman.h>\n#define LOCK_IT(p) \\\n    mlock(p, 1)\n";

  test("makes the files that use it ours, also through other headers and behind unknown names", async () => {
    const { found, summary } = await check(
      {
        "a.c": '#include "outer.h"\nvoid f(void *p) {\n#ifdef USE_LOCKS\n    LOCK_IT(p);\n#endif\n}\n',
        "b.c": '#include "outer.h"\nvoid g(void *p) { (void)p; /* LOCKED_IT(p) */ }\n',
        "outer.h": '#include "lock.h"\n',
        "lock.h": header,
      },
      ".",
    );
    expect(found).toEqual(["a.c:4 unchecked-result"]);
    expect(summary).toMatchObject({ filesAnalysed: 2, trackedCalls: 1 });
  });

  test("is told with its definition", async () => {
    const { findings } = await check(
      { "a.c": '#include "lock.h"\nvoid f(void *p) { LOCK_IT(p); }\n', "lock.h": header },
      ".",
    );
    expect(findings.map(({ path }) => path.at(-1))).toEqual([
      { file: "lock.h", line: 2, column: 9, message: "this comes from the macro LOCK_IT, defined here" },
    ]);
  });
});

test("nothing outside the project is read: not by .., by a link, by -isystem or by -include", async () => {
  const rows = [
    { directory: ".", file: "a.c", command: "cc -isystem ../outside -I linked -include ../outside/mode.h" },
  ];
  const names = ['"../outside/mode.h"', '"mode-link.h"', "<mode.h>", '"linked/mode.h"'];
  const root = folder({
    "outside/mode.h": "#define MODE 1\n",
    "p/a.c": `${names.map((name) => `#include ${name}\n`).join("")}#if MODE != 1\nvoid f(void *p) { mlock(p, 1); }\n#endif\n`,
    "p/compile_commands.json": JSON.stringify(rows),
  });
  symlinkSync(join(root, "outside", "mode.h"), join(root, "p", "mode-link.h"));
  symlinkSync(join(root, "outside"), join(root, "p", "linked"));
  const ended = await mlockLint(join(root, "p"), ["check", "a.c"], await testEngine());
  expect(ended.out).toMatch(/^a\.c:6:\d+: warning: .*\[unchecked-result\]$/m);
  // The same, told to look there.
  const told = await mlockLint(join(root, "p"), ["check", "-I", "../outside", "a.c"], await testEngine());
  expect(told.out).toBe("");
});

describe("compile_commands.json", () => {
  const source =
    "#include <sys/mman.h>\n#if LEVEL > 1\nvoid f(void *p) { mlock(p, 1); }\n#else\nint f;\n#endif\n";
  async function withCommand(command: string, ...argv: string[]) {
    const rows = [{ directory: "..", file: "a.c", arguments: command.split(" ") }];
    const { findings, summary } = await check(
      {
        "a.c": source,
        "inc/config.h": "#define LEVEL 1\n",
        "build/compile_commands.json": JSON.stringify(rows),
      },
      ...argv,
      "a.c",
    );
    return { lines: findings.map(({ line, rule }) => `${line} ${rule}`), targets: summary.targets };
  }

  test.each([
    ["cc -c a.c", ["3 unchecked-result"]],
    ["cc -DLEVEL=2", ["3 unchecked-result"]],
    ["cc -DLEVEL=1", []],
    ["cc -ULEVEL", []],
    ["cc -include inc/config.h", []],
  ])("%s", async (command, lines) => {
    expect((await withCommand(command)).lines).toEqual(lines);
  });

  test("the command line counts more", async () => {
    expect((await withCommand("cc -DLEVEL=1", "-D", "LEVEL=2")).lines).toEqual(["3 unchecked-result"]);
  });

  test("the compiler's target is the platform", async () => {
    const { targets } = await withCommand("aarch64-unknown-nto-qnx7.1.0-gcc -DLEVEL=2");
    expect(targets).toEqual([{ id: "qnx7", evidence: "aarch64-unknown-nto-qnx7.1.0" }]);
  });

  test("one that is malformed is said and changes nothing", async () => {
    const { found, err } = await check({ "a.c": source, "compile_commands.json": "{]" }, ".");
    expect(found).toEqual(["a.c:3 unchecked-result"]);
    expect(err).toContain("mlock-lint: ROOT/compile_commands.json: not JSON\n");
  });
});
