/** Beside another extension for C: nothing twice, nothing where we have nothing to say, and no setting touched. */
import assert from "node:assert/strict";
import { type CompletionList, commands, extensions, languages, Selection, workspace } from "vscode";
import { hoversAt } from "./hover";
import { open, rangeOf, rulesAre, type Scene, until } from "./scene";
import { picture } from "./screen";

export const besideScenes: readonly Scene[] = [
  { title: "both say what they know of a locking call, each once", play: bothHover },
  { title: "of other names only the other speaks", play: onlyTheOther },
  { title: "findings stand side by side, and no setting is written", play: apart },
];

async function bothHover(): Promise<void> {
  const editor = await open("hover.c");
  const { start } = rangeOf(editor.document, "mlock(key");
  const others = "mlock-lint-test.other-c-extension";
  await until(() => extensions.getExtension(others)?.isActive, "the other extension");
  const hovers = await until(async () => {
    const shown = await hoversAt(editor, start);
    return shown.length > 1 ? shown : undefined;
  }, "a hover of each");
  assert.equal(
    hovers.filter((hover) => hover === "other: declaration of mlock").length,
    1,
    hovers.join("\n"),
  );
  assert.equal(hovers.filter((hover) => hover.includes("At this call")).length, 1, hovers.join("\n"));
  assert.equal(hovers.length, 2);
  editor.selection = new Selection(start, start);
  await commands.executeCommand("editor.action.showHover");
  await picture("beside, hover");
}

async function onlyTheOther(): Promise<void> {
  const editor = await open("hover.c");
  for (const name of ["puts", "key[0]", "main"]) {
    const { start } = rangeOf(editor.document, name);
    assert.equal((await hoversAt(editor, start)).length, 1, name);
  }
  const { start } = rangeOf(editor.document, "key[0]");
  const { items } = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    editor.document.uri,
    start,
  );
  const labels = items.map(({ label }) => (typeof label === "string" ? label : label.label));
  assert(labels.includes("other_name"));
  assert.deepEqual(
    labels.filter((label) => label.includes("mlock-lint")),
    [],
  );
}

async function apart(): Promise<void> {
  const written = () =>
    JSON.stringify(["otherC", "C_Cpp", "clangd", "editor", "files", "[c]"].map(settingsOf));
  const before = written();
  const { document } = await open("misaligned.c");
  await rulesAre(document.uri, "misaligned-address");
  const sources = languages.getDiagnostics(document.uri).map(({ source }) => source);
  assert.deepEqual(sources.sort(), ["mlock-lint", "other"]);
  assert.equal(written(), before);
}

/** What somebody has written of a section, in whichever file. */
function settingsOf(section: string): unknown {
  const { globalValue, workspaceValue, workspaceFolderValue } =
    workspace.getConfiguration().inspect(section) ?? {};
  return [globalValue, workspaceValue, workspaceFolderValue];
}
