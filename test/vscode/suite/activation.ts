/** When the extension starts, what that costs, and that it keeps quiet where nothing is locked. */
import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { commands, extensions, languages, Selection } from "vscode";
import { figure, megabytes, serverProcess, timesFigure } from "./measure";
import { closeAll, findings, open, pause, rangeOf, rulesAre, type Scene, typeOver } from "./scene";

export const ownExtension = () => {
  const extension = extensions.getExtension("mlock-lint.mlock-lint-vscode");
  assert(extension, "the extension is not there");
  return extension;
};

export const activationScenes: readonly Scene[] = [
  { title: "nothing starts before there is a C file", play: staysAsleep },
  { title: "a C file starts the extension", play: starts },
  { title: "a file that locks nothing is left alone", play: isSilent },
  { title: "findings are there again after a file was closed without saving", play: closedUnsaved },
  { title: "how soon a finding is there", play: howSoon },
];

async function staysAsleep(): Promise<void> {
  await open("notes.txt");
  await pause(500);
  assert.equal(ownExtension().isActive, false);
  assert.equal(serverProcess(), undefined);
}

/** The extension host has one thread: what it does between two moments is mostly our start. */
async function starts(): Promise<void> {
  const extension = ownExtension();
  const memory = process.memoryUsage();
  const used = performance.eventLoopUtilization();
  const began = performance.now();
  await extension.activate();
  const { active } = performance.eventLoopUtilization(used);
  figure("activation", `${(performance.now() - began).toFixed(0)} ms until the server answers`);
  figure("activation, of which the extension host was busy", `${active.toFixed(0)} ms`);
  const { document } = await open("misaligned.c");
  await rulesAre(document.uri, "misaligned-address");
  const now = process.memoryUsage();
  figure(
    "extension host memory added",
    `heap ${megabytes(now.heapUsed - memory.heapUsed)}, resident ${megabytes(now.rss - memory.rss)}`,
  );
  figure("server memory after the first file", megabytes(serverProcess()?.memory ?? 0));
}

async function isSilent(): Promise<void> {
  const { document } = await open("silent.c");
  await open("misaligned.c").then((editor) => rulesAre(editor.document.uri, "misaligned-address"));
  assert.deepEqual(languages.getDiagnostics(document.uri), []);
}

async function closedUnsaved(): Promise<void> {
  const editor = await open("misaligned.c");
  const { uri } = editor.document;
  await rulesAre(uri, "misaligned-address");
  await typeOver(editor, "ring.samples, sizeof", "&ring, sizeof");
  await rulesAre(uri);
  await typeOver(editor, "&ring, sizeof", "ring.samples, sizeof");
  await rulesAre(uri, "misaligned-address");
  await closeAll();
  await rulesAre(uri);
  await open("misaligned.c");
  await rulesAre(uri, "misaligned-address");
}

async function howSoon(): Promise<void> {
  const opened: number[] = [];
  for (let i = 0; i < 5; i++) {
    const began = performance.now();
    const { document } = await open("lazy.c");
    await findings(document.uri);
    opened.push(performance.now() - began);
    await commands.executeCommand("workbench.action.closeActiveEditor");
    await rulesAre(document.uri);
  }
  timesFigure("from opening to squiggle", opened);
  const editor = await open("misaligned.c");
  const { uri } = editor.document;
  await findings(uri);
  const typed: number[] = [];
  for (let i = 0; i < 10; i++) {
    await typeOver(editor, "ring.samples, sizeof", "&ring, sizeof");
    await rulesAre(uri);
    await typeOver(editor, "&ring, sizeof", "ring.sample, sizeof");
    const { end } = rangeOf(editor.document, "ring.sample");
    editor.selection = new Selection(end, end);
    const began = performance.now();
    await commands.executeCommand("type", { text: "s" });
    await rulesAre(uri, "misaligned-address");
    typed.push(performance.now() - began);
  }
  timesFigure("from keystroke to squiggle", typed);
}
