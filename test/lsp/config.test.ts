/** A project's configuration in the editor: it wins over settings, is watched, and shows its own mistakes. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { folder } from "../support/cli";
import { testEngine } from "../support/engine";
import { type Conversation, codesOf, converse, type Options } from "../support/lsp";

const text = "#include <sys/mman.h>\nstatic char key[64];\nvoid f(void) { mlock(key, 64); }\n";
const off = '{"root": true, "rules": {"unchecked-result": "off"}}';

async function open(files: Readonly<Record<string, string>>, options: Options = {}) {
  const root = folder(files);
  const uriOf = (name: string) => pathToFileURL(join(root, name)).href;
  const talk = await converse({
    engine: await testEngine(),
    folders: [pathToFileURL(root).href],
    ...options,
  });
  await talk.open(uriOf("a.c"), text);
  return { root, talk, uriOf };
}

const changed = (talk: Conversation, uri: string, type: 1 | 2 | 3) =>
  talk.client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type }] });

test("it wins over the settings, name by name", async () => {
  const initializationOptions = {
    platforms: ["illumos"],
    rules: { "unchecked-result": "error", "misaligned-address": "hint" },
  };
  const { talk, uriOf } = await open({ "mlock-lint.json": off }, { initializationOptions });
  const { diagnostics } = await talk.diagnostics(uriOf("a.c"));
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["misaligned-address", 4]]);
});

test("the settings give severities where there is none", async () => {
  const initializationOptions = { platforms: ["linux"], rules: { "unchecked-result": "error" } };
  const { talk, uriOf } = await open({}, { initializationOptions });
  const { diagnostics } = await talk.diagnostics(uriOf("a.c"));
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["unchecked-result", 1]]);
});

test("where it comes, changes and goes, open documents are checked again", async () => {
  const { root, talk, uriOf } = await open({}, { initializationOptions: { platforms: ["linux"] } });
  const next = async () => codesOf(await talk.diagnostics(uriOf("a.c")));
  const config = join(root, ".mlock-lint.jsonc");
  expect(await next()).toEqual(["unchecked-result 2:15"]);
  writeFileSync(config, off);
  await changed(talk, uriOf(".mlock-lint.jsonc"), 1);
  expect(await next()).toEqual([]);
  writeFileSync(config, '{"rules": {"unchecked-result": "hint"}}');
  await changed(talk, uriOf(".mlock-lint.jsonc"), 2);
  expect(await next()).toEqual(["unchecked-result 2:15"]);
  rmSync(config);
  await changed(talk, uriOf(".mlock-lint.jsonc"), 3);
  expect(await next()).toEqual(["unchecked-result 2:15"]);
});

test.each(["push", "pull"] as const)(
  "its mistakes are shown in it, and go when it is mended (%s)",
  async (how) => {
    const capabilities =
      how === "push"
        ? {}
        : { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
    const { root, talk, uriOf } = await open({ "mlock-lint.json": '{"rule": {}}' }, { capabilities });
    const params = { textDocument: { uri: uriOf("a.c") } };
    if (how === "pull") await talk.client.sendRequest("textDocument/diagnostic", params);
    const config = uriOf("mlock-lint.json");
    const { diagnostics } = await talk.diagnostics(config);
    expect(diagnostics.map(({ message, code }) => [code, message])).toEqual([
      ["config", "rule is not known here; did you mean rules?"],
    ]);
    writeFileSync(join(root, "mlock-lint.json"), '{"rules": {} }');
    await changed(talk, config, 2);
    expect((await talk.diagnostics(config)).diagnostics).toEqual([]);
  },
);
