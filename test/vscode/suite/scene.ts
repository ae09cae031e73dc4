/** What every scene is made of: documents, findings, and what is waited for. */
import assert from "node:assert/strict";
import { type Diagnostic, languages, type TextDocument, type Uri, window, workspace } from "vscode";

export interface Scene {
  readonly title: string;
  readonly play: () => Promise<void>;
}

/** Milliseconds until something that should happen is taken for something that does not. */
const patience = 20_000;

export async function open(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(at(name));
  await window.showTextDocument(document);
  return document;
}

/** A file of the first folder. */
export function at(name: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  assert(folder, "no folder is open");
  return folder.uri.with({ path: `${folder.uri.path}/${name}` });
}

/** Our findings in a file, once they are as wanted; fails with what they were last. */
export async function findings(
  uri: Uri,
  wanted: (found: readonly Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<readonly Diagnostic[]> {
  const ours = () => languages.getDiagnostics(uri).filter(({ source }) => source === "mlock-lint");
  await until(
    () => wanted(ours()),
    () => `findings are ${JSON.stringify(ours())}`,
  );
  return ours();
}

export async function until(
  happened: () => boolean | Promise<boolean>,
  otherwise: () => string,
): Promise<void> {
  const end = Date.now() + patience;
  while (!(await happened())) {
    if (Date.now() > end) assert.fail(otherwise());
    await pause(10);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The rule of a finding. */
export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}
