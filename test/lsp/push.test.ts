/** Diagnostics pushed to a client that waits for them. */
import { describe, expect, test } from "vitest";
import { folder } from "../support/cli";
import { fakeEngine } from "../support/fake-engine";
import { codesOf, converse, fileUri } from "../support/lsp";

test("open shows, typing renews, closing clears", async () => {
  const talk = await converse({
    capabilities: { textDocument: { publishDiagnostics: { versionSupport: true } } },
  });
  expect(talk.initialized.capabilities.diagnosticProvider).toBeUndefined();
  await talk.open(fileUri, "int x;\n  FAULT");
  const first = await talk.diagnostics(fileUri);
  expect([first.version, codesOf(first)]).toEqual([1, ["fault 1:2"]]);
  await talk.client.sendNotification("textDocument/didChange", {
    textDocument: { uri: fileUri, version: 2 },
    contentChanges: [
      { range: { start: { line: 1, character: 2 }, end: { line: 1, character: 7 } }, text: "NOTE" },
      { range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: "" },
    ],
  });
  const second = await talk.diagnostics(fileUri);
  expect([second.version, codesOf(second)]).toEqual([2, ["note 0:2"]]);
  await talk.client.sendNotification("textDocument/didClose", { textDocument: { uri: fileUri } });
  expect((await talk.diagnostics(fileUri)).diagnostics).toEqual([]);
});

test("a client that can do everything gets everything", async () => {
  const rich = { relatedInformation: true, codeDescriptionSupport: true };
  const talk = await converse({ capabilities: { textDocument: { publishDiagnostics: rich } } });
  await talk.open(fileUri, "FAULT");
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
  const begin = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  expect((await talk.diagnostics(fileUri)).diagnostics).toEqual([
    {
      range,
      severity: 1,
      source: "mlock-lint",
      code: "fault",
      codeDescription: { href: "https://github.com/mlock-lint/mlock-lint/blob/main/docs/rules/fault.md" },
      message: "FAULT is here",
      relatedInformation: [
        { location: { uri: fileUri, range: begin }, message: "it begins here" },
        { location: { uri: fileUri, range }, message: "It is so. (a page)" },
      ],
    },
  ]);
});

test("a client that shows only messages gets the steps in the message", async () => {
  const talk = await converse();
  await talk.open(fileUri, "FAULT");
  const { diagnostics } = await talk.diagnostics(fileUri);
  expect(diagnostics.map(({ message, codeDescription }) => [message, codeDescription])).toEqual([
    ["FAULT is here\nline 1: it begins here\nIt is so. (a page)", undefined],
  ]);
});

test("every severity has its own level", async () => {
  const talk = await converse();
  await talk.open(fileUri, "FAULT POSSIBLE NOTE");
  expect((await talk.diagnostics(fileUri)).diagnostics.map(({ severity }) => severity)).toEqual([1, 2, 3]);
});

describe("what is C", () => {
  test.each([
    ["file:///project/a.c", "c", 1],
    ["file:///project/a.h", "cpp", 1],
    ["file:///project/a.cpp", "cpp", 0],
    ["untitled:Untitled-1", "c", 1],
  ])("%s as %s", async (uri, language, count) => {
    const talk = await converse();
    await talk.open(uri, "FAULT", language);
    expect((await talk.diagnostics(uri)).diagnostics).toHaveLength(count);
  });
});

test("nothing stale is ever sent: a newer version drops the older run", async () => {
  let finish = false;
  const engine = {
    ...fakeEngine,
    *checkInSlices(request: Parameters<typeof fakeEngine.check>[0]) {
      // Version 1 is endless until version 2 has been answered.
      while (request.text === "FAULT" && !finish) yield;
      return yield* fakeEngine.checkInSlices(request);
    },
  };
  const talk = await converse({ engine });
  await talk.open(fileUri, "FAULT");
  await talk.change(fileUri, 2, "NOTE");
  expect(codesOf(await talk.diagnostics(fileUri))).toEqual(["note 0:0"]);
  finish = true;
  await talk.change(fileUri, 3, "NOTE NOTE");
  await talk.diagnostics(fileUri);
  expect(talk.published.map(codesOf)).toEqual([["note 0:0"], ["note 0:0", "note 0:5"]]);
});

test("the server survives an engine's exception, says so, and clears what was shown", async () => {
  const talk = await converse();
  await talk.open(fileUri, "FAULT");
  await talk.diagnostics(fileUri);
  await talk.change(fileUri, 2, "THROW");
  expect((await talk.diagnostics(fileUri)).diagnostics).toEqual([]);
  expect(talk.log.filter((line) => line.includes(`internal error in ${fileUri}: Error: boom`))).toHaveLength(
    1,
  );
  await talk.change(fileUri, 3, "NOTE");
  expect(codesOf(await talk.diagnostics(fileUri))).toEqual(["note 0:0"]);
});

describe("headers", () => {
  test("come from the disk, and from the editor once they are open there", async () => {
    const root = folder({ "a.c": "", "h.h": "int x;", "include/i.h": "int x;" });
    const [uri, header] = [`file://${root}/a.c`, `file://${root}/h.h`];
    let asked: unknown;
    const engine = {
      ...fakeEngine,
      *checkInSlices(request: Parameters<typeof fakeEngine.check>[0]) {
        if (request.file.endsWith("a.c")) {
          asked = [request.read(`${root}/h.h`), request.read(`${root}/../outside.h`), request.includeDirs];
        }
        return yield* fakeEngine.checkInSlices(request);
      },
    };
    const talk = await converse({ engine, folders: [`file://${root}`] });
    await talk.open(uri, "FAULT");
    await talk.diagnostics(uri);
    expect(asked).toMatchObject([{ text: "int x;" }, "absent", [`${root}/include`, root]]);
    await talk.open(header, "NOTE");
    await talk.diagnostics(uri);
    expect(asked).toMatchObject([{ text: "NOTE" }, "absent", [`${root}/include`, root]]);
  });
});
