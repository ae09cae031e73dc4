/** Headers in the editor, with the real engine: judged where they are included, and heard by who includes them. */
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { folder } from "../support/cli";
import { testEngine } from "../support/engine";
import { codesOf, converse } from "../support/lsp";

const source =
  '#include "mode.h"\n#include <sys/mman.h>\n#if MODE > 1\nvoid f(void *p) { mlock(p, 1); }\n#endif\n';
const header =
  "#include <sys/mman.h>\n#if MODE > 1\nstatic inline void g(void *p) { mlock(p, 1); }\n#endif\n";

async function open(files: Readonly<Record<string, string>>) {
  const root = folder(files);
  const talk = await converse({ engine: await testEngine(), folders: [`file://${root}`] });
  return { root, talk, uri: (name: string) => `file://${root}/${name}` };
}

test("an edited open header renews the open files that include it", async () => {
  const { talk, uri } = await open({ "a.c": source, "mode.h": "#define MODE 1\n" });
  await talk.open(uri("a.c"), source);
  expect(codesOf(await talk.diagnostics(uri("a.c")))).toEqual([]);
  await talk.open(uri("mode.h"), "#define MODE 2\n");
  expect(codesOf(await talk.diagnostics(uri("a.c")))).toEqual(["unchecked-result 3:18"]);
  await talk.change(uri("mode.h"), 2, "#define MODE 0\n");
  expect(codesOf(await talk.diagnostics(uri("a.c")))).toEqual([]);
});

test("a header is judged in a file that includes it, as that is in the editor", async () => {
  const unit = (mode: number) => `#define MODE ${mode}\n#include "g.h"\n`;
  const { talk, uri } = await open({ "a.c": unit(1), "g.h": header });
  await talk.open(uri("g.h"), header);
  expect(codesOf(await talk.diagnostics(uri("g.h")))).toEqual([]);
  await talk.open(uri("a.c"), unit(2));
  expect(codesOf(await talk.diagnostics(uri("g.h")))).toEqual(["unchecked-result 2:32"]);
  // What the header's text says is the editor's, not the disk's.
  await talk.change(
    uri("g.h"),
    2,
    header.replace("void g(void *p) { mlock", "int g(void *p) { return mlock"),
  );
  expect(codesOf(await talk.diagnostics(uri("g.h")))).toEqual([]);
});

test("a header that gets its first includer, and a compile_commands.json that appears", async () => {
  const { root, talk, uri } = await open({ "a.c": "", "g.h": header });
  await talk.open(uri("g.h"), header);
  expect(codesOf(await talk.diagnostics(uri("g.h")))).toEqual(["unchecked-result 2:32"]);
  const rows = [{ directory: ".", file: "g.h", command: "cc -DMODE=1" }];
  writeFileSync(`${root}/compile_commands.json`, JSON.stringify(rows));
  const changes = [{ uri: uri("compile_commands.json"), type: 1 }];
  await talk.client.sendNotification("workspace/didChangeWatchedFiles", { changes });
  expect(codesOf(await talk.diagnostics(uri("g.h")))).toEqual([]);
  writeFileSync(`${root}/a.c`, '#define MODE 2\n#include "g.h"\n');
  await talk.client.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri: uri("a.c"), type: 2 }],
  });
  await talk.change(uri("g.h"), 2, `${header}\n`);
  expect(codesOf(await talk.diagnostics(uri("g.h")))).toEqual(["unchecked-result 2:32"]);
});

test("what is malformed is said in the log, and the file is judged without it", async () => {
  const text = source.replace('"mode.h"', '"none.h"');
  const { talk, uri, root } = await open({ "a.c": text, "compile_commands.json": "[" });
  await talk.open(uri("a.c"), text);
  expect(codesOf(await talk.diagnostics(uri("a.c")))).toEqual(["unchecked-result 3:18"]);
  expect(talk.log).toContain(`${root}/compile_commands.json: not JSON`);
});

test("a hover knows the header's newest text", async () => {
  const text = '#include "flags.h"\n#include <sys/mman.h>\nint f(void) { return mlockall(FLAGS); }\n';
  const { talk, uri } = await open({ "a.c": text, "flags.h": "#define FLAGS 0\n" });
  const hovered = async () => {
    const position = { line: 2, character: 23 };
    const answer = await talk.client.sendRequest("textDocument/hover", {
      textDocument: { uri: uri("a.c") },
      position,
    });
    return JSON.stringify(answer);
  };
  await talk.open(uri("a.c"), text);
  expect(await hovered()).toContain("Linux: fails with EINVAL");
  await talk.open(uri("flags.h"), "#define FLAGS 1\n");
  expect(await hovered()).not.toContain("Linux: fails with EINVAL");
});
