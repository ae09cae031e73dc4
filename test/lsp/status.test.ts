/** What is told of a document while it is checked, and after it. */
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { largestFile } from "../../server/src/host/disk";
import { folder } from "../support/cli";
import { testEngine } from "../support/engine";
import { fakeEngine } from "../support/fake-engine";
import { converse, fileUri } from "../support/lsp";

const asks = { experimental: { mlockLint: { status: true } } };

test("nobody is told who has not asked", async () => {
  const talk = await converse();
  await talk.open(fileUri, "FAULT");
  await talk.diagnostics(fileUri);
  expect(talk.statuses).toEqual([]);
});

test("it is checked, for these platforms, and this is where they come from", async () => {
  const talk = await converse({ capabilities: asks });
  await talk.open(fileUri, "FAULT");
  await talk.diagnostics(fileUri);
  const told = { uri: fileUri, platformsFrom: "the file", configurations: [], gaps: [] };
  expect(talk.statuses).toEqual([
    { ...told, state: "checking", targets: [] },
    { ...told, state: "checked", targets: [{ id: "linux", evidence: "no evidence" }] },
  ]);
});

const config = { "mlock-lint.json": '{"platforms": ["qnx7"]}' };
test.each([
  ["a configuration", config, {}, "mlock-lint.json", ["mlock-lint.json"]],
  ["the settings", {}, { platforms: ["qnx7"] }, "settings", []],
  [
    "a configuration before the settings",
    config,
    { platforms: ["linux"] },
    "mlock-lint.json",
    ["mlock-lint.json"],
  ],
  [
    "a configuration that leaves it to the settings",
    { "mlock-lint.json": "{}" },
    { platforms: ["linux"] },
    "settings",
    ["mlock-lint.json"],
  ],
  [
    "nobody",
    { "mlock-lint.json": '{"platforms": "auto"}' },
    { platforms: ["linux"] },
    "the file",
    ["mlock-lint.json"],
  ],
])("platforms are named by %s", async (_, files, initializationOptions, from, configurations) => {
  const root = folder(files);
  const uri = pathToFileURL(`${root}/a.c`).href;
  const talk = await converse({
    capabilities: asks,
    initializationOptions,
    folders: [pathToFileURL(root).href],
  });
  await talk.open(uri, "FAULT");
  await talk.diagnostics(uri);
  const { platformsFrom, ...last } = talk.statuses.at(-1) ?? { platformsFrom: "", configurations: [] };
  expect(platformsFrom.replace(`${root}/`, "")).toBe(from);
  expect(last.configurations).toEqual(configurations.map((name) => `${root}/${name}`));
});

test.each([
  ["silent", "int x;", {}],
  ["off", "FAULT", { enable: false }],
  ["not ours", `FAULT${" ".repeat(largestFile)}`, {}],
  ["failed", "THROW", {}],
])("%s", async (state, text, initializationOptions) => {
  const talk = await converse({ capabilities: asks, initializationOptions });
  await talk.open(fileUri, text);
  await talk.diagnostics(fileUri);
  expect(talk.statuses.at(-1)).toMatchObject({ state, targets: [], gaps: [] });
});

test("what was not looked at to its end says so", async () => {
  const talk = await converse({ capabilities: asks, engine: await testEngine() });
  await talk.open(
    fileUri,
    "#include <sys/mman.h>\nint f(void) { int = ; ] return mlockall(MCL_CURRENT); }\n",
  );
  await talk.diagnostics(fileUri);
  expect(talk.statuses.at(-1)?.gaps).toEqual([expect.stringMatching(/^\d places? could not be read as C$/)]);
});

test("the parser is told at the start", async () => {
  const { initialized } = await converse({ engine: { ...fakeEngine, parser: "wasm" } });
  expect(initialized.capabilities.experimental).toEqual({ mlockLint: { parser: "wasm" } });
});
