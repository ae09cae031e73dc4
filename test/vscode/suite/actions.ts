/** The light bulb: every repair, every way to suppress, and all safe repairs at once. */
import assert from "node:assert/strict";
import {
  type CodeAction,
  CodeActionKind,
  type Command,
  commands,
  type Diagnostic,
  Selection,
  type TextEditor,
  window,
  workspace,
} from "vscode";
import { type Fault, faults } from "./faults";
import { findings, open, pause, rangeOf, ruleOf, rulesAre, type Scene, undoTo, until } from "./scene";
import { picture, press, text } from "./screen";

export const actionScenes: readonly Scene[] = [
  ...faults.map((fault) => ({
    title: `every action on ${fault.rule} ends it`,
    play: () => everyAction(fault),
  })),
  { title: "a rule's page opens from the light bulb", play: explain },
  { title: "the light bulb is a menu that keys can use", needsScreen: true, play: byKeys },
  { title: "Fix All Safe Problems repairs what is safe", play: fixAll },
  { title: "safe repairs are made on saving", play: fixOnSave },
];

/** Repairs and suppressions change the text so that this finding is gone and none of the same rule came. */
async function everyAction({ file, rule }: Fault): Promise<void> {
  const editor = await open(file);
  const { document } = editor;
  const [finding] = await rulesAre(document.uri, rule);
  assert(finding);
  const edits = (await actionsAt(editor, finding)).filter(({ edit }) => edit !== undefined);
  const titles = edits.map(({ title }) => title);
  assert(
    titles.some((title) => !title.startsWith("Ignore")),
    titles.join("\n"),
  );
  assert(titles.includes(`Ignore ${rule} on this line`), titles.join("\n"));
  assert(titles.includes(`Ignore ${rule} in this file`), titles.join("\n"));
  const before = document.getText();
  for (const { edit, title } of edits) {
    assert(edit && (await workspace.applyEdit(edit)), title);
    await findings(
      document.uri,
      (found) => !found.some((one) => [rule, "unused-suppression"].includes(ruleOf(one))),
    );
    await picture(`action ${title}`);
    await undoTo(document, before);
    await rulesAre(document.uri, rule);
  }
}

async function actionsAt({ document }: TextEditor, { range }: Diagnostic): Promise<CodeAction[]> {
  const given = await commands.executeCommand<(CodeAction | Command)[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    CodeActionKind.QuickFix.value,
  );
  return given.filter((action): action is CodeAction => "kind" in action);
}

async function explain(): Promise<void> {
  const editor = await open("errno.c");
  const [finding] = await rulesAre(editor.document.uri, "stale-errno");
  assert(finding);
  const action = (await actionsAt(editor, finding)).find(({ title }) => title === "Explain stale-errno");
  assert(action?.command);
  await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  await until(
    () => window.tabGroups.activeTabGroup.activeTab?.label.includes("stale-errno"),
    "a tab with the rule's page",
  );
  await pause(3000);
  await picture("explain stale-errno");
}

async function byKeys(): Promise<void> {
  const editor = await open("misaligned.c");
  const { document } = editor;
  const [finding] = await rulesAre(document.uri, "misaligned-address");
  assert(finding);
  editor.selection = new Selection(finding.range.start, finding.range.start);
  await commands.executeCommand("editor.action.quickFix");
  const offered = await text(".action-widget .monaco-list-row");
  await picture("light bulb");
  assert(
    offered?.some((row) => row.includes("Round the address down")),
    offered?.join("\n"),
  );
  await press("Enter");
  await rulesAre(document.uri);
  await picture("light bulb, repaired");
}

async function fixAll(): Promise<void> {
  const { document } = await open("errno.c");
  await rulesAre(document.uri, "stale-errno");
  await commands.executeCommand("mlockLint.fixAll");
  await rulesAre(document.uri);
  await picture("fix all");
}

async function fixOnSave(): Promise<void> {
  const settings = workspace.getConfiguration("editor");
  await settings.update("codeActionsOnSave", { "source.fixAll.mlock-lint": "explicit" });
  try {
    const editor = await open("saved.c");
    const { document } = editor;
    await rulesAre(document.uri, "stale-errno");
    await editor.edit((edit) => edit.insert(rangeOf(document, "int lock_key").start, "/* saved */\n"));
    assert(await document.save());
    await rulesAre(document.uri);
    assert.equal(document.isDirty, false);
    assert(!document.getText().includes("return errno =="), document.getText());
    await picture("fixed on save");
  } finally {
    await settings.update("codeActionsOnSave", undefined);
  }
}
