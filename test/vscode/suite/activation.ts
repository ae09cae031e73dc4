/** When the extension starts, what that costs, and that it keeps quiet where nothing is locked. */
import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { commands, extensions, languages, Selection } from "vscode";
import { figure, megabytes, serverProcess, timesFigure } from "./measure";
import { closeAll, findings, open, pause, rangeOf, rulesAre, type Scene, typeOver, until } from "./scene";
import { click, hasScreen, picture, press, text } from "./screen";

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

async function starts(): Promise<void> {
  const extension = ownExtension();
  const memory = process.memoryUsage();
  const used = process.cpuUsage();
  const began = performance.now();
  await extension.activate();
  const activated = performance.now();
  const usedByThen = process.cpuUsage(used);
  const { document } = await open("misaligned.c");
  await rulesAre(document.uri, "misaligned-address");
  const found = performance.now();
  figure(
    "processor time of the whole extension host meanwhile",
    `${processorTime(usedByThen)} until activate() has returned, ${processorTime(process.cpuUsage(used))} to the first squiggle`,
  );
  figure(
    "from asking for the extension",
    `${(activated - began).toFixed(0)} ms until it is there, ${(found - began).toFixed(0)} ms to the first squiggle`,
  );
  const now = process.memoryUsage();
  figure(
    "extension host memory added",
    `heap ${megabytes(now.heapUsed - memory.heapUsed)}, resident ${megabytes(now.rss - memory.rss)}`,
  );
  figure("server memory after the first file", megabytes(serverProcess()?.memory ?? 0));
  await commands.executeCommand("workbench.action.showRuntimeExtensions");
  await click(".runtime-extensions-editor .monaco-list-row");
  const own = hasScreen ? await until(ownRow, "the time that VS Code shows") : "not shown";
  figure("loading and activate(), as VS Code counts them", own);
  await picture("running extensions");
}

/** All threads'; other processes do not count. */
const processorTime = ({ user, system }: NodeJS.CpuUsage): string =>
  `${((user + system) / 1000).toFixed(0)} ms`;

async function ownRow(): Promise<string | undefined> {
  const rows = (await text(".runtime-extensions-editor .monaco-list-row")) ?? [];
  const own = rows.find((row) => row.includes("mlock-lint"));
  // The slowest stand first.
  if (!own) await press("PageDown");
  return /\d+\s?ms/.exec(own ?? "")?.[0];
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
