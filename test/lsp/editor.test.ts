/** What an editor's session needs beyond the single request: files that change on disk, size, order, and the log. */
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { CodeAction } from "vscode-languageserver/node";
import { largestFile } from "../../server/src/host/disk";
import { folder } from "../support/cli";
import { fakeEngine } from "../support/fake-engine";
import { codesOf, converse, fileUri } from "../support/lsp";

test("a header that changes on the disk renews who read it", async () => {
  const root = folder({ "a.c": "", "h.h": "int x;" });
  const uri = `file://${root}/a.c`;
  const engine = {
    ...fakeEngine,
    *checkInSlices(request: Parameters<typeof fakeEngine.check>[0]) {
      const header = request.read(`${root}/h.h`);
      const text = typeof header === "object" ? header.text : "";
      return yield* fakeEngine.checkInSlices({ ...request, text });
    },
  };
  const talk = await converse({ engine, folders: [`file://${root}`] });
  await talk.open(uri, "");
  expect(codesOf(await talk.diagnostics(uri))).toEqual([]);
  writeFileSync(`${root}/h.h`, "int x; FAULT");
  await talk.client.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri: `file://${root}/h.h`, type: 2 }],
  });
  expect(codesOf(await talk.diagnostics(uri))).toEqual(["fault 0:7"]);
});

test("a text larger than the largest file is left alone", async () => {
  const talk = await converse();
  await talk.open(fileUri, `FAULT${" ".repeat(largestFile)}`);
  expect(codesOf(await talk.diagnostics(fileUri))).toEqual([]);
});

test("the fix of the innermost finding comes first", async () => {
  const engine = {
    ...fakeEngine,
    *checkInSlices(request: Parameters<typeof fakeEngine.check>[0]) {
      const result = yield* fakeEngine.checkInSlices(request);
      const [inner] = result.findings;
      if (!inner) return result;
      const wide = { ...inner.location, start: { line: 0, character: 0 } };
      const outer = {
        ...inner,
        location: wide,
        fixes: inner.fixes.map((fix) => ({ ...fix, title: "Repair all" })),
      };
      return { ...result, findings: [outer, inner] };
    },
  };
  const capabilities = { textDocument: { codeAction: { codeActionLiteralSupport: {} as never } } };
  const talk = await converse({ engine, capabilities });
  await talk.open(fileUri, "f(FAULT)");
  const at = { line: 0, character: 4 };
  const actions = await talk.client.sendRequest<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: fileUri },
    range: { start: at, end: at },
    context: { diagnostics: [] },
  });
  expect(actions.map(({ title }) => title)).toEqual([
    "Repair it",
    "Repair all",
    "Ignore fault on this line",
    "Ignore fault in this file",
  ]);
});

test("the log says once for which platforms a file is judged", async () => {
  const talk = await converse();
  await talk.open(fileUri, "FAULT");
  await talk.diagnostics(fileUri);
  await talk.change(fileUri, 2, "FAULT FAULT");
  await talk.diagnostics(fileUri);
  expect(talk.log.filter((line) => line.includes("checked for"))).toEqual([
    "/project/a.c: checked for linux (no evidence)",
  ]);
});
