/** Settings: where they come from, and that none of them can do harm. */
import { describe, expect, test } from "vitest";
import { defaultSettings, readSettings } from "../../server/src/lsp/settings";
import { codesOf, converse, fileUri } from "../support/lsp";

const known = ["linux", "qnx7"];

describe("reading", () => {
  test("good values are taken", () => {
    const rules = { "bad-flags": "off", "of-tomorrow": "hint" };
    const sent = {
      enable: false,
      platforms: ["qnx7"],
      rules,
      includeDirs: ["inc"],
      defines: { A: "1" },
      trace: {},
    };
    const { trace: _, ...settings } = sent;
    expect(readSettings(sent, known)).toEqual({ settings, problems: [] });
    expect(readSettings({ platforms: "qnx7" }, known).settings.platforms).toEqual(["qnx7"]);
  });

  test.each([undefined, null, 7, "x", [], {}])("%j is no settings at all", (sent) => {
    expect(readSettings(sent, known)).toEqual({ settings: defaultSettings, problems: [] });
  });

  test("each bad value falls back by itself and is one problem", () => {
    const sent = {
      enable: "yes",
      platforms: ["beos"],
      rules: { "bad-flags": 1 },
      includeDirs: [1],
      defines: { A: 1 },
      colour: "red",
    };
    const { settings, problems } = readSettings({ ...sent }, known);
    expect(settings).toEqual(defaultSettings);
    expect(problems).toEqual([
      "unknown setting: mlockLint.colour",
      'mlockLint.enable is not understood: "yes"',
      'mlockLint.platforms is not understood: ["beos"]',
      'mlockLint.rules is not understood: {"bad-flags":1}',
      "mlockLint.includeDirs is not understood: [1]",
      'mlockLint.defines is not understood: {"A":1}',
    ]);
  });
});

test("initializationOptions, bare or under the section's name", async () => {
  for (const initializationOptions of [{ enable: false }, { mlockLint: { enable: false } }]) {
    const talk = await converse({ initializationOptions });
    await talk.open(fileUri, "FAULT");
    expect((await talk.diagnostics(fileUri)).diagnostics).toEqual([]);
  }
});

test("workspace/configuration is asked for each resource and outranks the start", async () => {
  const talk = await converse({
    capabilities: { workspace: { configuration: true } },
    initializationOptions: { enable: false },
    configuration: (scope) => (scope === fileUri ? { enable: true } : null),
  });
  await talk.open(fileUri, "FAULT");
  expect(codesOf(await talk.diagnostics(fileUri))).toEqual(["fault 0:0"]);
  await talk.open("file:///project/b.c", "FAULT");
  expect((await talk.diagnostics("file:///project/b.c")).diagnostics).toEqual([]);
});

test("didChangeConfiguration takes effect at once", async () => {
  const talk = await converse();
  await talk.open(fileUri, "FAULT");
  await talk.diagnostics(fileUri);
  await talk.client.sendNotification("workspace/didChangeConfiguration", {
    settings: { mlockLint: { enable: false } },
  });
  expect((await talk.diagnostics(fileUri)).diagnostics).toEqual([]);
});

test("a bad value is one warning, however many documents", async () => {
  const talk = await converse({ initializationOptions: { platforms: 7 } });
  for (const uri of [fileUri, "file:///project/b.c"]) {
    await talk.open(uri, "FAULT");
    expect(codesOf(await talk.diagnostics(uri))).toEqual(["fault 0:0"]);
  }
  expect(talk.log.filter((line) => line.includes("mlockLint.platforms is not understood: 7"))).toHaveLength(
    1,
  );
});
