/** Several folders, none, a file that was never saved, and a folder that nobody trusts. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands, DiagnosticSeverity, languages, Uri, window, workspace } from "vscode";
import { findings, open, rulesAre, type Scene } from "./scene";
import { picture } from "./screen";

const faulty = `#include <sys/mman.h>

static unsigned char key[4096] __attribute__((aligned(4096)));

void load_key(void)
{
    mlock(key, sizeof key);
    key[0] = 1;
}
`;

export const foldersScenes: readonly Scene[] = [
  { title: "each folder is judged by its own configuration", play: eachFolder },
  { title: "both folders are checked by Check Workspace", play: checkBoth },
];

export const folderlessScenes: readonly Scene[] = [
  { title: "a file that was never saved is checked", play: untitled },
  { title: "a file without a folder is checked", play: single },
  { title: "Check Workspace finds nothing to check, and says so", play: checkNothing },
];

export const untrustedScenes: readonly Scene[] = [
  { title: "an untrusted folder is checked all the same", play: untrusted },
];

async function eachFolder(): Promise<void> {
  const [one, two] = workspace.workspaceFolders ?? [];
  assert(one && two);
  const severityIn = async (folder: Uri) => {
    const { document } = await open(Uri.joinPath(folder, "lock.c"));
    const [finding] = await rulesAre(document.uri, "misaligned-address");
    return finding?.severity;
  };
  assert.equal(await severityIn(one.uri), DiagnosticSeverity.Information);
  assert.equal(await severityIn(two.uri), DiagnosticSeverity.Error);
  await commands.executeCommand("workbench.actions.view.problems");
  await picture("several folders");
}

async function checkBoth(): Promise<void> {
  await open(Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file("/"), "lock.c"));
  const { files } = await commands.executeCommand<{ files: number }>("mlockLint.checkWorkspace");
  assert.equal(files, 2);
}

async function untitled(): Promise<void> {
  const document = await workspace.openTextDocument({ language: "c", content: faulty });
  await window.showTextDocument(document);
  await rulesAre(document.uri, "unchecked-result");
  await commands.executeCommand("workbench.actions.view.problems");
  await picture("never saved");
}

async function single(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mlock-lint-single-"));
  try {
    const path = join(folder, "single.c");
    writeFileSync(path, faulty);
    const { document } = await open(Uri.file(path));
    await rulesAre(document.uri, "unchecked-result");
    await picture("without a folder");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function checkNothing(): Promise<void> {
  const { files } = await commands.executeCommand<{ files: number }>("mlockLint.checkWorkspace");
  assert.equal(files, 0);
}

async function untrusted(): Promise<void> {
  assert.equal(workspace.isTrusted, false);
  const { document } = await open("misaligned.c");
  await findings(document.uri);
  assert.equal(languages.getDiagnostics(document.uri).length, 1);
  await picture("untrusted");
}
