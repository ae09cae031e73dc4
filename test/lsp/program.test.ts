/** Functions of other files in the editor, with the real engine: understood, and heard of when they change. */
import { rmSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { folder } from "../support/cli";
import { testEngine } from "../support/engine";
import { codesOf, converse } from "../support/lsp";

const user = "int lock_it(void *p);\nvoid f(void *p) {\n    lock_it(p);\n}\n";
const passes = "#include <sys/mman.h>\nint lock_it(void *p) { return mlock(p, 1); }\n";
const checks = "#include <sys/mman.h>\nint lock_it(void *p) { if (mlock(p, 1)) return 0; return 0; }\n";
const finding = ["unchecked-result 2:4"];

async function open(files: Readonly<Record<string, string>>) {
  const root = folder(files);
  const talk = await converse({ engine: await testEngine(), folders: [`file://${root}`] });
  const uri = (name: string) => `file://${root}/${name}`;
  await talk.open(uri("user.c"), user);
  const codes = async () => codesOf(await talk.diagnostics(uri("user.c")));
  const changed = (name: string, type: 1 | 2 | 3) =>
    talk.client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: uri(name), type }] });
  return { root, talk, uri, codes, changed };
}

test("typing in the other file renews the finding", async () => {
  const { talk, uri, codes } = await open({ "user.c": user, "lock.c": passes });
  expect(await codes()).toEqual(finding);
  await talk.open(uri("lock.c"), passes);
  expect(await codes()).toEqual(finding);
  await talk.change(uri("lock.c"), 2, checks);
  expect(await codes()).toEqual([]);
  // From here on nobody but the index knows that the file concerns this one.
  await talk.change(uri("lock.c"), 3, "int lock_it(void *p) { return !p; }\n");
  expect(await codes()).toEqual([]);
  await talk.change(uri("lock.c"), 4, passes);
  expect(await codes()).toEqual(finding);
});

test("files that come and go on the disk make a definition, a doubt, and none", async () => {
  const { root, codes, changed } = await open({ "user.c": user });
  expect(await codes()).toEqual([]);
  writeFileSync(`${root}/lock.c`, passes);
  await changed("lock.c", 1);
  expect(await codes()).toEqual(finding);
  writeFileSync(`${root}/other.c`, passes);
  await changed("other.c", 1);
  expect(await codes()).toEqual([]);
  rmSync(`${root}/other.c`);
  await changed("other.c", 3);
  expect(await codes()).toEqual(finding);
});
