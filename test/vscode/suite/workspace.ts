/** "Check Workspace": findings of files that nobody has opened, progress, and cancelling. */
import assert from "node:assert/strict";
import { commands, workspace } from "vscode";
import type { WorkspaceSummary } from "../../../server/src/lsp/handlers/check-workspace";
import { at, open, pause, rulesAre, type Scene } from "./scene";
import { click, picture, text } from "./screen";

export const workspaceScenes: readonly Scene[] = [
  { title: "the workspace is checked, closed files too, until they are cleared", play: checkAll },
  { title: "checking the workspace can be cancelled", needsScreen: true, play: cancel },
];

async function checkAll(): Promise<void> {
  await open("silent.c");
  const summary = await commands.executeCommand<WorkspaceSummary>("mlockLint.checkWorkspace");
  const sources = (await workspace.fs.readDirectory(at(""))).filter(([name]) => name.endsWith(".c"));
  assert.deepEqual([summary.files, summary.cancelled], [sources.length, false]);
  await rulesAre(at("closed.c"), "unreferenced-lazy-touch");
  assert(summary.findings.error > 0, JSON.stringify(summary));
  await commands.executeCommand("workbench.actions.view.problems");
  await picture("workspace checked");
  await commands.executeCommand("mlockLint.clearWorkspace");
  await rulesAre(at("closed.c"));
}

async function cancel(): Promise<void> {
  const folder = at("many");
  const source = await workspace.fs.readFile(at("lazy.c"));
  await workspace.fs.createDirectory(folder);
  try {
    const names = Array.from({ length: 3000 }, (_, i) => `many/${i}.c`);
    await Promise.all(names.map((name) => workspace.fs.writeFile(at(name), source)));
    await open("silent.c");
    const asked = commands.executeCommand<WorkspaceSummary>("mlockLint.checkWorkspace");
    await pause(500);
    await commands.executeCommand("notifications.showList");
    await text(".notifications-center .notification-list-item");
    await picture("workspace, checking");
    await click(".notifications-center .monaco-button:text('Cancel')");
    const summary = await asked;
    assert.equal(summary.cancelled, true);
    assert(summary.files < names.length, `${summary.files} files`);
    await picture("workspace, cancelled");
    await commands.executeCommand("mlockLint.clearWorkspace");
  } finally {
    await workspace.fs.delete(folder, { recursive: true });
  }
}
