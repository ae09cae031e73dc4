/** "Open Sample": a program with faults to play with, as a document of its own, so that nothing is changed on the disk. */
import { Uri, window, workspace } from "vscode";

export async function openSample(extension: Uri): Promise<void> {
  const file = Uri.joinPath(extension, "walkthrough", "sample.c");
  const content = new TextDecoder().decode(await workspace.fs.readFile(file));
  await window.showTextDocument(await workspace.openTextDocument({ language: "c", content }));
}
