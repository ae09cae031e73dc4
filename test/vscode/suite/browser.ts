/**
 * What VS Code calls inside the browser's own extension host, which has nothing of Node: the extension runs there, too, and
 * its server in a worker. A scene that fails throws, and none is played after it.
 */
import { commands, env, languages, Uri, WorkspaceEdit, window, workspace } from "vscode";

const scenes: readonly (readonly [title: string, play: (folder: Uri) => Promise<void>])[] = [
  ["a fault is found", findsFault],
  ["the server is a worker", isWorker],
  ["what lies behind a header is found", seesHeader],
  ["an edited header counts before the one that was handed over", seesEditedHeader],
];

/** Milliseconds until something that should happen is taken for something that does not, on a slow machine. */
const patience = 120_000;

export async function run(): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no folder is open");
  const report = reportTo(Uri.joinPath(folder.uri, "..", "..", "report"));
  await report("  In the browser");
  for (const [title, play] of scenes) {
    const began = Date.now();
    try {
      await play(folder.uri);
    } catch (error) {
      await report(`    FAILED ${title}\n     ${error instanceof Error ? error.message : error}`);
      throw error;
    }
    await report(`    ✔ ${title} (${Date.now() - began}ms)`);
  }
}

/** A line each time; a browser's extension host has no file that it could add to. */
function reportTo(file: Uri): (line: string) => Thenable<void> {
  let text = "";
  return (line) => {
    text += `${line}\n`;
    return workspace.fs.writeFile(file, new TextEncoder().encode(text));
  };
}

async function findsFault(folder: Uri): Promise<void> {
  const { document } = await window.showTextDocument(Uri.joinPath(folder, "misaligned.c"));
  await rulesBecome(document.uri, "misaligned-address");
}

async function isWorker(): Promise<void> {
  await commands.executeCommand("mlockLint.copyDebugInfo");
  const info = await env.clipboard.readText();
  if (!/ wasm parser\na worker of /.test(info)) throw new Error(`the server is none of a browser:\n${info}`);
}

/** There is no disk: what lies behind a header is handed over, before or after the document was opened. */
async function seesHeader(folder: Uri): Promise<void> {
  const { document } = await window.showTextDocument(Uri.joinPath(folder, "holds.c"));
  await rulesBecome(document.uri, "unchecked-result");
}

async function seesEditedHeader(folder: Uri): Promise<void> {
  const header = await workspace.openTextDocument(Uri.joinPath(folder, "hold.h"));
  const edit = new WorkspaceEdit();
  edit.replace(header.uri, header.lineAt(1).range, "#define HOLD(p, n) (void)0");
  await workspace.applyEdit(edit);
  await rulesBecome(Uri.joinPath(folder, "holds.c"));
}

async function rulesBecome(uri: Uri, ...wanted: readonly string[]): Promise<void> {
  const found = () =>
    languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === "mlock-lint")
      .map(({ code }) => (typeof code === "object" ? code.value : code));
  const end = Date.now() + patience;
  while (String(found()) !== String(wanted)) {
    if (Date.now() > end)
      throw new Error(`${uri.path}: ${found().join() || "nothing"} instead of ${wanted.join() || "nothing"}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
