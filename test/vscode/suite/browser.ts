/**
 * What VS Code calls inside the browser's own extension host, which has nothing of Node: the extension runs there, too, and
 * its server in a worker. A scene that fails throws.
 */
import { commands, env, languages, Uri, WorkspaceEdit, window, workspace } from "vscode";

export async function run(): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no folder is open");
  const { uri } = await window
    .showTextDocument(Uri.joinPath(folder.uri, "misaligned.c"))
    .then(({ document }) => document);
  await becomes(uri, ["misaligned-address"]);
  await commands.executeCommand("mlockLint.copyDebugInfo");
  const info = await env.clipboard.readText();
  if (!/ wasm parser\na worker of /.test(info)) throw new Error(`the server is none of a browser:\n${info}`);
  await seesHeaders(folder.uri);
}

/** There is no disk: what lies behind a header was handed over, and an open document counts before it. */
async function seesHeaders(folder: Uri): Promise<void> {
  const { document } = await window.showTextDocument(Uri.joinPath(folder, "holds.c"));
  await becomes(document.uri, ["unchecked-result"]);
  const header = await workspace.openTextDocument(Uri.joinPath(folder, "hold.h"));
  const edit = new WorkspaceEdit();
  edit.replace(header.uri, header.lineAt(1).range, "#define HOLD(p, n) (void)0");
  await workspace.applyEdit(edit);
  await becomes(document.uri, []);
}

async function becomes(uri: Uri, wanted: readonly string[]): Promise<void> {
  const found = () =>
    languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === "mlock-lint")
      .map(({ code }) => (typeof code === "object" ? code.value : code));
  const end = Date.now() + 20_000;
  while (String(found()) !== String(wanted)) {
    if (Date.now() > end) throw new Error(`${uri.path}: ${found()} instead of ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
