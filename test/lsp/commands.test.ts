/** What the server tells when it is asked about itself and about a document's configuration. */
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { folder } from "../support/cli";
import { converse, type Options } from "../support/lsp";

const secret = "int the_secret_of_this_file;";

async function open(files: Readonly<Record<string, string>>, options: Options = {}) {
  const root = folder(files);
  const uri = pathToFileURL(join(root, "src", "a.c")).href;
  const talk = await converse({ folders: [pathToFileURL(root).href], ...options });
  await talk.open(uri, secret);
  return { root, uri, talk };
}

/** Remarks at the beginnings of lines, and JSON. */
function parsed(text: string): { readonly remarks: string; readonly holds: unknown } {
  const lines = text.split("\n");
  const remarks = lines.filter((line) => line.startsWith("//")).join("\n");
  return { remarks, holds: JSON.parse(lines.filter((line) => !line.startsWith("//")).join("\n")) };
}

const config = JSON.stringify({
  rules: { "bad-flags": "hint" },
  overrides: [{ files: ["src/"], platforms: ["qnx7"] }],
});

test("what holds for a document is what its configurations say over the settings", async () => {
  const initializationOptions = { platforms: ["linux"], rules: { "bad-length": "off" }, defines: { A: "1" } };
  const { uri, talk } = await open(
    { "mlock-lint.json": config, "include/x.h": "" },
    { initializationOptions },
  );
  const { remarks, holds } = parsed(await talk.execute("effectiveConfiguration", uri));
  expect(holds).toEqual({
    enable: true,
    platforms: ["qnx7"],
    rules: { "bad-length": "off", "bad-flags": "hint" },
    includeDirs: ["include", "."],
    defines: { A: "1" },
  });
  expect(remarks).toBe(
    [
      "// What holds for src/a.c, the nearest first:",
      "//   mlock-lint.json",
      "// Its platforms are named by mlock-lint.json.",
    ].join("\n"),
  );
});

test("without a document, what holds for files that no pattern names", async () => {
  const { talk } = await open({ "mlock-lint.json": config });
  const { remarks, holds } = parsed(await talk.execute("effectiveConfiguration"));
  expect(remarks).toContain("files of this workspace");
  expect(holds).toMatchObject({ platforms: "auto" });
});

test("without a configuration it says so, and without a folder it does not fail", async () => {
  const { talk, uri } = await open({});
  expect(await talk.execute("effectiveConfiguration", uri)).toContain("no mlock-lint.json");
  const alone = await converse();
  expect(parsed(await alone.execute("effectiveConfiguration")).holds).toMatchObject({ platforms: "auto" });
});

test("debug info has versions, parser and configuration, and neither code nor private folders", async () => {
  const initializationOptions = { includeDirs: [join(homedir(), "sdk"), "own"], platforms: ["qnx7"] };
  const { root, uri, talk } = await open({ "mlock-lint.json": "{}" }, { initializationOptions });
  const told = await talk.execute<string>("debugInfo", uri);
  expect(told).toContain("mlock-lint 0.1.0, fake parser");
  expect(told).toContain("a test");
  expect(told).toContain("1 folder, 1 open document");
  expect(told).toContain('"qnx7"');
  expect(told).toContain('"~/sdk"');
  expect(told).not.toContain(homedir());
  expect(told).not.toContain(root);
  expect(told).not.toContain("the_secret");
});
