/** Hover, code actions and pulled diagnostics. */
import { describe, expect, test } from "vitest";
import {
  CancellationTokenSource,
  type ClientCapabilities,
  type CodeAction,
  type CompletionItem,
  type Hover,
  LSPErrorCodes,
} from "vscode-languageserver/node";
import { fakeEngine } from "../support/fake-engine";
import { type Conversation, codesOf, converse, fileUri } from "../support/lsp";

const textDocument = { uri: fileUri };
const range = (from: number, to: number) => ({
  start: { line: 0, character: from },
  end: { line: 0, character: to },
});

describe("hover", () => {
  const ask = (talk: Conversation, character: number) =>
    talk.client.sendRequest<Hover | null>("textDocument/hover", {
      textDocument,
      position: { line: 0, character },
    });

  test("markdown for who shows it, plain text for who does not", async () => {
    const rich = await converse({
      capabilities: { textDocument: { hover: { contentFormat: ["markdown"] } } },
    });
    await rich.open(fileUri, "int FAULT;");
    expect(await ask(rich, 5)).toEqual({
      contents: { kind: "markdown", value: "**FAULT** on auto" },
      range: range(4, 9),
    });
    const plain = await converse();
    await plain.open(fileUri, "int FAULT;");
    expect((await ask(plain, 5))?.contents).toEqual({ kind: "plaintext", value: "FAULT on auto" });
  });

  test("nothing where there is nothing, and for documents nobody opened", async () => {
    const talk = await converse();
    expect(await ask(talk, 0)).toBeNull();
    await talk.open(fileUri, "int FAULT;");
    expect(await ask(talk, 0)).toBeNull();
  });

  test("an exception is an empty answer and a line in the log", async () => {
    const engine = {
      ...fakeEngine,
      hover: () => {
        throw new Error("boom");
      },
    };
    const talk = await converse({ engine });
    await talk.open(fileUri, "int FAULT;");
    expect(await ask(talk, 5)).toBeNull();
    expect(talk.log.some((line) => line.includes("internal error in hover: Error: boom"))).toBe(true);
  });
});

describe("code actions", () => {
  const capabilities: ClientCapabilities = {
    textDocument: {
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
        isPreferredSupport: true,
      },
    },
  };
  const ask = (talk: Conversation, from: number, to: number, only?: string[]) =>
    talk.client.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument,
      range: range(from, to),
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });

  test("quick fixes of the findings in the range", async () => {
    const talk = await converse({ capabilities });
    await talk.open(fileUri, "FAULT POSSIBLE NOTE");
    expect(await ask(talk, 1, 1)).toEqual([
      {
        title: "Repair it",
        kind: "quickfix",
        isPreferred: true,
        diagnostics: [expect.objectContaining({ code: "fault", range: range(0, 5) })],
        edit: { changes: { [fileUri]: [{ range: range(0, 5), newText: "good" }] } },
      },
      {
        title: "Ignore fault on this line",
        kind: "quickfix",
        diagnostics: [expect.objectContaining({ code: "fault", range: range(0, 5) })],
        edit: { changes: { [fileUri]: [{ range: range(0, 0), newText: "// mlock-lint: ignore[fault]\n" }] } },
      },
      {
        title: "Ignore fault in this file",
        kind: "quickfix",
        diagnostics: [expect.objectContaining({ code: "fault", range: range(0, 5) })],
        edit: {
          changes: { [fileUri]: [{ range: range(0, 0), newText: "// mlock-lint: ignore-file[fault]\n" }] },
        },
      },
    ]);
    const all = await ask(talk, 0, 19);
    expect(all.filter(({ title }) => title === "Repair it")).toHaveLength(2);
    expect(all.map(({ title }) => title).filter((title) => /^Ignore /.test(title))).toEqual([
      "Ignore note on this line",
      "Ignore note in this file",
      "Ignore fault on this line",
      "Ignore fault in this file",
    ]);
    expect(await ask(talk, 0, 19, ["refactor"])).toEqual([]);
  });

  test("versioned edits for who takes them", async () => {
    const workspace = { workspaceEdit: { documentChanges: true } };
    const talk = await converse({ capabilities: { ...capabilities, workspace } });
    await talk.open(fileUri, "FAULT", "c", 7);
    expect((await ask(talk, 0, 0))[0]?.edit).toEqual({
      documentChanges: [
        { textDocument: { uri: fileUri, version: 7 }, edits: [{ range: range(0, 5), newText: "good" }] },
      ],
    });
  });

  test.each(["source.fixAll.mlock-lint", "source.fixAll", "source"])(
    "%s applies safe fixes only",
    async (kind) => {
      const talk = await converse({ capabilities });
      await talk.open(fileUri, "FAULT POSSIBLE FAULT");
      const actions = await ask(talk, 0, 0, [kind]);
      expect(actions.map((action) => [action.kind, action.edit?.changes?.[fileUri]])).toEqual([
        [
          "source.fixAll.mlock-lint",
          [
            { range: range(0, 5), newText: "good" },
            { range: range(15, 20), newText: "good" },
          ],
        ],
      ]);
    },
  );

  test("a client that has the rules' pages is offered them, each once", async () => {
    const experimental = { mlockLint: { explainCommand: "open.page" } };
    const talk = await converse({ capabilities: { ...capabilities, experimental } });
    await talk.open(fileUri, "FAULT POSSIBLE NOTE");
    const offered = (await ask(talk, 0, 19)).filter(({ command }) => command);
    expect(offered.map(({ command }) => [command?.title, command?.command, command?.arguments])).toEqual([
      ["Explain note", "open.page", ["note"]],
      ["Explain fault", "open.page", ["fault"]],
    ]);
  });

  test("no literals, no actions", async () => {
    const talk = await converse();
    await talk.open(fileUri, "FAULT");
    expect(await ask(talk, 0, 0)).toEqual([]);
  });
});

describe("completion", () => {
  const ask = (talk: Conversation, character: number) =>
    talk.client.sendRequest<CompletionItem[]>("textDocument/completion", {
      textDocument,
      position: { line: 0, character },
    });

  test("rules in our comments, and nothing elsewhere", async () => {
    const talk = await converse();
    expect(talk.initialized.capabilities.completionProvider).toEqual({ triggerCharacters: [":", "[", ","] });
    expect(await ask(talk, 0)).toEqual([]);
    await talk.open(fileUri, "x; // mlock-lint: ignore[no]");
    expect(await ask(talk, 2)).toEqual([]);
    expect(await ask(talk, 27)).toEqual([
      expect.objectContaining({ label: "fault", textEdit: { range: range(25, 27), newText: "fault" } }),
      expect.objectContaining({ label: "note", documentation: "A note was left." }),
    ]);
  });

  test("rules of what is shown come first, also while the comment is typed", async () => {
    const talk = await converse();
    await talk.open(fileUri, "NOTE");
    await talk.diagnostics(fileUri);
    await talk.change(fileUri, 2, "NOTE // mlock-lint: ignore[");
    const items = await ask(talk, 27);
    expect(items.map(({ label, sortText }) => `${label}: ${sortText}`)).toEqual([
      "fault: 1 fault",
      "note: 0 note",
    ]);
  });
});

describe("pull", () => {
  const capabilities: ClientCapabilities = {
    textDocument: { diagnostic: {} },
    workspace: { diagnostics: { refreshSupport: true } },
  };
  const ask = (talk: Conversation) =>
    talk.client.sendRequest<{ kind: string; items: [] }>("textDocument/diagnostic", { textDocument });

  test("who asks is answered, and nothing is pushed", async () => {
    const talk = await converse({ capabilities });
    expect(talk.initialized.capabilities.diagnosticProvider).toEqual({
      identifier: "mlock-lint",
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    await talk.open(fileUri, "FAULT");
    const report = await ask(talk);
    expect([report.kind, codesOf({ diagnostics: report.items })]).toEqual(["full", ["fault 0:0"]]);
    expect(talk.published).toEqual([]);
  });

  test("without refresh the server pushes", async () => {
    const talk = await converse({ capabilities: { textDocument: { diagnostic: {} } } });
    await talk.open(fileUri, "FAULT");
    expect(codesOf(await talk.diagnostics(fileUri))).toEqual(["fault 0:0"]);
  });

  test("a question about an older text is sent back, and a cancelled one ends", async () => {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const engine = {
      ...fakeEngine,
      *checkInSlices(request: Parameters<typeof fakeEngine.check>[0]) {
        if (request.text === "SLOW  ") begin();
        while (request.text.startsWith("SLOW")) yield;
        return yield* fakeEngine.checkInSlices(request);
      },
    };
    const talk = await converse({ capabilities, engine });
    await talk.open(fileUri, "SLOW");
    const old = ask(talk);
    await talk.change(fileUri, 2, "FAULT");
    await expect(old).rejects.toMatchObject({
      code: LSPErrorCodes.ServerCancelled,
      data: { retriggerRequest: true },
    });
    expect(codesOf({ diagnostics: (await ask(talk)).items })).toEqual(["fault 0:0"]);
    await talk.change(fileUri, 3, "SLOW  ");
    const cancel = new CancellationTokenSource();
    const slow = talk.client.sendRequest("textDocument/diagnostic", { textDocument }, cancel.token);
    await begun;
    cancel.cancel();
    await expect(slow).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  test("who shares the run of a question that is cancelled is answered all the same", async () => {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    let runs = 0;
    const engine = {
      ...fakeEngine,
      *checkInSlices(request: Parameters<typeof fakeEngine.check>[0]) {
        const isFirst = runs++ === 0;
        if (isFirst) begin();
        while (isFirst) yield;
        return yield* fakeEngine.checkInSlices(request);
      },
    };
    const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } };
    const talk = await converse({
      capabilities: { ...capabilities, textDocument: { ...capabilities.textDocument, codeAction } },
      engine,
    });
    await talk.open(fileUri, "FAULT");
    const cancel = new CancellationTokenSource();
    const pulled = talk.client.sendRequest("textDocument/diagnostic", { textDocument }, cancel.token);
    await begun;
    const context = { diagnostics: [], only: ["source.fixAll"] };
    const params = { textDocument, range: range(0, 0), context };
    const actions = talk.client.sendRequest<CodeAction[]>("textDocument/codeAction", params);
    // Requests begin in their order, and a cancellation would overtake them.
    await talk.client.sendRequest("textDocument/completion", { textDocument, position: range(0, 0).start });
    cancel.cancel();
    await expect(pulled).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect((await actions).map(({ title }) => title)).toEqual(["Fix all safe mlock-lint problems"]);
    expect(runs).toBe(2);
  });

  test("changed settings ask the client to ask again", async () => {
    const talk = await converse({ capabilities });
    await talk.open(fileUri, "FAULT");
    await ask(talk);
    await talk.client.sendNotification("workspace/didChangeConfiguration", {
      settings: { mlockLint: { enable: false } },
    });
    expect((await ask(talk)).items).toEqual([]);
    expect(talk.refreshes()).toBe(1);
  });
});
