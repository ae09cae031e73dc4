/** Commands and completion: each does what its title says. */
import assert from "node:assert/strict";
import {
  type CompletionList,
  commands,
  DiagnosticSeverity,
  env,
  Selection,
  type Task,
  TextEditorRevealType,
  tasks,
  type Uri,
  window,
  workspace,
} from "vscode";
import { ownExtension } from "./activation";
import { at, findings, open, pause, rangeOf, rulesAre, type Scene, until } from "./scene";
import { click, picture, text } from "./screen";

export const commandScenes: readonly Scene[] = [
  { title: "every command of the manifest exists", play: allThere },
  { title: "debug info is copied, and names no home folder", play: debugInfo },
  { title: "the output has been written to", play: output },
  { title: "the sample has faults to play with", play: sample },
  { title: "what a comment may say is offered in it", play: completion },
  { title: "the walkthrough shows its steps", play: walkthrough },
  { title: "the task is offered", play: async () => void (await offeredTask()) },
  { title: "what the task finds in closed files are problems", needsTerminal: true, play: task },
];

async function allThere(): Promise<void> {
  const known = new Set(await commands.getCommands());
  const declared: { command: string }[] = ownExtension().packageJSON.contributes.commands;
  assert.deepEqual(
    declared.map(({ command }) => command).filter((name) => !known.has(name)),
    [],
  );
}

async function debugInfo(): Promise<void> {
  await open("misaligned.c");
  await commands.executeCommand("mlockLint.copyDebugInfo");
  const info = await env.clipboard.readText();
  assert.match(info, /parser/);
  assert(!info.includes(process.env.HOME ?? "no home"), info);
}

async function output(): Promise<void> {
  await open("misaligned.c");
  await commands.executeCommand("mlockLint.showOutput");
  await picture("output");
}

async function sample(): Promise<void> {
  await commands.executeCommand("mlockLint.openSample");
  const editor = await until(() => window.activeTextEditor, "the sample");
  const { document } = editor;
  assert.equal(document.isUntitled, true);
  await findings(document.uri);
  await inWideWindow(async () => {
    await commands.executeCommand("workbench.actions.view.problems");
    await commands.executeCommand("workbench.action.focusActiveEditorGroup");
    const { start } = rangeOf(document, "ring->head++");
    editor.selection = new Selection(start, start);
    await pause(1000);
    editor.revealRange(rangeOf(document, "(void)id"), TextEditorRevealType.AtTop);
    await pause(1000);
    // The README's picture.
    await picture("sample");
  });
}

async function inWideWindow(look: () => Promise<void>): Promise<void> {
  await commands.executeCommand("workbench.action.closeSidebar");
  try {
    await look();
  } finally {
    await commands.executeCommand("workbench.view.explorer");
  }
}

async function completion(): Promise<void> {
  const editor = await open("unchecked.c");
  const { document } = editor;
  await rulesAre(document.uri, "unchecked-result");
  const { end } = rangeOf(document, "mlock(key, sizeof key);");
  editor.selection = new Selection(end, end);
  await commands.executeCommand("type", { text: " // mlock-lint: ignore[un" });
  const { items } = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    editor.selection.active,
  );
  const labels = items.map(({ label }) => (typeof label === "string" ? label : label.label));
  assert(labels.includes("unchecked-result"), labels.join());
  await commands.executeCommand("editor.action.triggerSuggest");
  await picture("completion in a comment");
}

async function offeredTask(): Promise<Task> {
  const offered = await tasks.fetchTasks({ type: "mlock-lint" });
  assert.equal(offered.length, workspace.workspaceFolders?.length);
  const [check] = offered;
  assert(check);
  return check;
}

async function task(): Promise<void> {
  // Named last: what is printed just before the program ends is read, too.
  const last = at("z.c");
  await workspace.fs.copy(at("closed.c"), last);
  try {
    await runTask(last);
  } finally {
    await workspace.fs.delete(last);
  }
}

async function runTask(last: Uri): Promise<void> {
  const check = await offeredTask();
  await open("misaligned.c");
  const ended = new Promise<number | undefined>((resolve) => {
    const listening = tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== check.name) return;
      listening.dispose();
      resolve(exitCode);
    });
  });
  await tasks.executeTask(check);
  // Findings at or above warning.
  assert.equal(await ended, 1);
  const [problem] = await rulesAre(at("closed.c"), "unreferenced-lazy-touch");
  assert(problem);
  assert.equal(problem.severity, DiagnosticSeverity.Error);
  assert.equal(problem.range.start.line, 15);
  await rulesAre(last, "unreferenced-lazy-touch");
  // What the server has found is not told again.
  await rulesAre(at("misaligned.c"), "misaligned-address");
  await picture("task");
  await commands.executeCommand("workbench.actions.view.problems");
  await picture("task, problems");
}

async function walkthrough(): Promise<void> {
  await commands.executeCommand("workbench.action.openWalkthrough", `${ownExtension().id}#start`);
  const steps = await text(".getting-started-step");
  if (steps)
    assert(
      steps.some((step) => step.includes("Open a sample")),
      steps.join("\n"),
    );
  // Only a wide page shows the pictures beside the steps.
  await inWideWindow(async () => {
    for (const [i] of (steps ?? [""]).entries()) {
      await click(`.getting-started-step >> nth=${i}`);
      await pause(1000);
      await picture(`walkthrough, step ${i + 1}`);
    }
  });
}
