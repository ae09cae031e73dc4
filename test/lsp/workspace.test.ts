/** "Check Workspace": findings of files that nobody has open, with progress, and what becomes of them afterwards. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { CancellationTokenSource, type ProtocolConnection } from "vscode-languageserver/node";
import type { WorkspaceSummary } from "../../server/src/lsp/handlers/check-workspace";
import { folder } from "../support/cli";
import { fakeEngine } from "../support/fake-engine";
import { codesOf, converse, type Options } from "../support/lsp";

const files = {
  "a.c": "FAULT",
  "b.c": "int x;",
  "sub/c.c": "NOTE NOTE",
  "ignored.c": "FAULT",
  ".gitignore": "ignored.c\n",
};

async function open(options: Options = {}, texts: Readonly<Record<string, string>> = files) {
  const root = folder(texts);
  const uriOf = (name: string) => pathToFileURL(join(root, name)).href;
  const talk = await converse({ folders: [pathToFileURL(root).href], ...options });
  const changed = (name: string, type: 1 | 2 | 3) =>
    talk.client.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf(name), type }],
    });
  /** What the client shows of a file now, in the end. */
  const shown = (name: string) =>
    codesOf(talk.published.findLast(({ uri }) => uri === uriOf(name)) ?? { diagnostics: [] });
  return { root, talk, uriOf, changed, shown };
}

const none = { error: 0, warning: 0, info: 0, hint: 0 };

test("every file that git does not ignore is checked, and its findings are shown", async () => {
  const { talk, shown } = await open();
  expect(await talk.execute<WorkspaceSummary>("checkWorkspace")).toEqual({
    files: 3,
    findings: { ...none, error: 1, info: 2 },
    cancelled: false,
  });
  expect([shown("a.c"), shown("b.c"), shown("sub/c.c"), shown("ignored.c")]).toEqual([
    ["fault 0:0"],
    [],
    ["note 0:0", "note 0:5"],
    [],
  ]);
});

test("an open document shows its own, and when it is closed what is on the disk", async () => {
  const { talk, shown, uriOf } = await open();
  await talk.execute("checkWorkspace");
  await talk.open(uriOf("a.c"), "NOTE");
  await talk.diagnostics(uriOf("sub/c.c"));
  for (let last = shown("a.c"); last[0] !== "note 0:0"; last = shown("a.c"))
    await talk.diagnostics(uriOf("a.c"));
  // While it is open, a check of the workspace judges what is in the editor, and tells nothing twice.
  const before = talk.published.length;
  expect(await talk.execute("checkWorkspace")).toMatchObject({ findings: { ...none, info: 3 } });
  expect(talk.published.length).toBe(before);
  await talk.client.sendNotification("textDocument/didClose", { textDocument: { uri: uriOf("a.c") } });
  while (shown("a.c")[0] !== "fault 0:0") await talk.diagnostics(uriOf("a.c"));
});

test("a file that changes on the disk is looked at again", async () => {
  const { root, talk, shown, uriOf, changed } = await open();
  await talk.execute("checkWorkspace");
  await talk.diagnostics(uriOf("a.c"));
  writeFileSync(join(root, "a.c"), "NOTE");
  await changed("a.c", 2);
  await talk.diagnostics(uriOf("a.c"));
  expect(shown("a.c")).toEqual(["note 0:0"]);
  rmSync(join(root, "a.c"));
  await changed("a.c", 3);
  await talk.diagnostics(uriOf("a.c"));
  expect(shown("a.c")).toEqual([]);
});

test("what was read for a finding renews it", async () => {
  const { root, talk, shown, uriOf, changed } = await open(
    {},
    { "a.c": '#include "h.h"\nFAULT', "h.h": "NOTE" },
  );
  expect(await talk.execute("checkWorkspace")).toMatchObject({ findings: { ...none, error: 1, info: 1 } });
  await talk.diagnostics(uriOf("h.h"));
  expect(shown("h.h")).toEqual(["note 0:0"]);
  writeFileSync(join(root, "h.h"), "int x; NOTE");
  await changed("h.h", 2);
  await talk.diagnostics(uriOf("h.h"));
  expect(shown("h.h")).toEqual(["note 0:7"]);
});

test("before anybody has asked, closed files are nobody's business; afterwards they can be cleared", async () => {
  const { root, talk, shown, uriOf, changed } = await open();
  await changed("a.c", 2);
  await talk.execute("checkWorkspace");
  const first = talk.published.length;
  expect(first).toBe(2);
  await talk.execute("clearWorkspace");
  expect([shown("a.c"), shown("sub/c.c"), talk.published.length]).toEqual([[], [], 4]);
  writeFileSync(join(root, "a.c"), "NOTE");
  await changed("a.c", 2);
  await talk.open(uriOf("b.c"), "FAULT");
  await talk.diagnostics(uriOf("b.c"));
  expect(talk.published).toHaveLength(5);
});

test("switched off is not checked, and settings that change renew what is shown", async () => {
  let enable = true;
  const capabilities = { workspace: { configuration: true } };
  const { talk, shown, uriOf } = await open({ capabilities, configuration: () => ({ enable }) });
  await talk.execute("checkWorkspace");
  const bothTold = () => Promise.all(["a.c", "sub/c.c"].map((name) => talk.diagnostics(uriOf(name))));
  await bothTold();
  enable = false;
  await talk.client.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await bothTold();
  expect([shown("a.c"), shown("sub/c.c")]).toEqual([[], []]);
  expect(await talk.execute("checkWorkspace")).toMatchObject({ findings: none });
});

test("one file's misfortune costs only its own findings", async () => {
  const { talk } = await open({}, { "a.c": "THROW", "b.c": "FAULT" });
  expect(await talk.execute("checkWorkspace")).toMatchObject({ files: 2, findings: { ...none, error: 1 } });
  expect(talk.log.some((line) => /internal error in .*a\.c: .*boom/.test(line))).toBe(true);
});

test("without a folder there is nothing to check", async () => {
  const talk = await converse();
  expect(await talk.execute("checkWorkspace")).toEqual({ files: 0, findings: none, cancelled: false });
});

interface Progress {
  readonly token: unknown;
  readonly value: { readonly kind: string; readonly cancellable?: boolean; readonly message?: string };
}

function listen(client: ProtocolConnection): Progress[] {
  const heard: Progress[] = [];
  client.onNotification("$/progress", (progress: Progress) => void heard.push(progress));
  return heard;
}

test("progress under the token that the client names", async () => {
  const { talk } = await open();
  const heard = listen(talk.client);
  const params = { command: "mlock-lint.checkWorkspace", workDoneToken: "mine" };
  await talk.client.sendRequest("workspace/executeCommand", params);
  const kinds = heard.map(({ token, value: { kind } }) => `${token} ${kind}`);
  expect([kinds[0], kinds.at(-1)]).toEqual(["mine begin", "mine end"]);
  expect(heard.some(({ value: { message } }) => message === "1 of 3 files")).toBe(true);
  expect(heard[0]?.value.cancellable).toBe(true);
});

/** The second file is endless until somebody cancels. */
const endless = (begun: () => void) => ({
  ...fakeEngine,
  *checkInSlices(request: Parameters<typeof fakeEngine.check>[0]) {
    if (request.text === "int x;") begun();
    while (request.text === "int x;") yield;
    return yield* fakeEngine.checkInSlices(request);
  },
});

test("cancelled by the request, what was found so far stays", async () => {
  const cancel = new CancellationTokenSource();
  const { talk, shown } = await open({ engine: endless(() => setTimeout(() => cancel.cancel())) });
  const params = { command: "mlock-lint.checkWorkspace" };
  const summary = await talk.client.sendRequest("workspace/executeCommand", params, cancel.token);
  expect(summary).toEqual({ files: 2, findings: { ...none, error: 1 }, cancelled: true });
  expect(shown("a.c")).toEqual(["fault 0:0"]);
});

test("a client that names no token is asked for a place to show it, and may cancel there", async () => {
  let token: unknown;
  let cancel = () => {};
  const { talk } = await open({
    capabilities: { window: { workDoneProgress: true } },
    engine: endless(() => cancel()),
  });
  cancel = () => void talk.client.sendNotification("window/workDoneProgress/cancel", { token });
  talk.client.onRequest("window/workDoneProgress/create", (params: { token: unknown }) => {
    token = params.token;
    return null;
  });
  const heard = listen(talk.client);
  expect(await talk.execute("checkWorkspace")).toMatchObject({ cancelled: true });
  expect(heard.map(({ value: { kind } }) => kind)).toEqual(expect.arrayContaining(["begin", "end"]));
});

test("a name that is no command is refused", async () => {
  const { talk } = await open();
  await expect(talk.execute("formatDisk")).rejects.toThrow("mlock-lint.formatDisk is not a command");
});
