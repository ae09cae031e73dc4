/** What every scene is made of: documents, typing, findings, and what is waited for. */
import assert from "node:assert/strict";
import {
  commands,
  type Diagnostic,
  languages,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  type Uri,
  window,
  workspace,
} from "vscode";

export interface Scene {
  readonly title: string;
  /** What it does cannot be done, or not be seen, without keys, pointer and text of the screen. */
  readonly needsScreen?: true;
  /** It runs something in a terminal, which a VS Code of an npm package may have been built without. */
  readonly needsTerminal?: true;
  /** Only the session's end ends it. */
  readonly takesLong?: true;
  readonly play: () => Promise<void>;
}

/** Milliseconds until something that should happen is taken for something that does not, on a slow machine. */
const patience = 90_000;

export async function open(where: string | Uri): Promise<TextEditor> {
  const document = await workspace.openTextDocument(typeof where === "string" ? at(where) : where);
  return window.showTextDocument(document, { preview: false });
}

/** A file of the first folder. */
export function at(name: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  assert(folder, "no folder is open");
  return folder.uri.with({ path: `${folder.uri.path}/${name}` });
}

/** As after a start: no editor, nothing that is not saved, and no message. */
export async function closeAll(): Promise<void> {
  await commands.executeCommand("notifications.clearAll");
  await commands.executeCommand("workbench.action.closePanel");
  await until(async () => {
    const tab = window.tabGroups.activeTabGroup.activeTab;
    const close = tab?.isDirty ? "revertAndCloseActiveEditor" : "closeActiveEditor";
    if (tab) await commands.executeCommand(`workbench.action.${close}`);
    return window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
  }, "no tab");
}

/** Where the words stand in a text, the only time that they do. */
export function rangeOf(document: TextDocument, words: string): Range {
  const offset = document.getText().indexOf(words);
  assert(offset >= 0, `${words} is not in ${document.uri.path}`);
  return new Range(document.positionAt(offset), document.positionAt(offset + words.length));
}

/** As a user does: selects the words and types others over them. */
export async function typeOver(editor: TextEditor, words: string, text: string): Promise<void> {
  const { start, end } = rangeOf(editor.document, words);
  editor.selection = new Selection(start, end);
  // Keys go to what has the focus, which may be a list of problems.
  await commands.executeCommand("workbench.action.focusActiveEditorGroup");
  if (text === "") await commands.executeCommand("deleteLeft");
  else await commands.executeCommand("type", { text });
}

/** Words are undone one by one, an edit as a whole. */
export async function undoTo(document: TextDocument, text: string): Promise<void> {
  for (let i = 0; i < 100 && document.getText() !== text; i++) await commands.executeCommand("undo");
  assert.equal(document.getText(), text);
}

/** Our findings in a file, once they are as wanted; fails with what they were last. */
export async function findings(
  uri: Uri,
  wanted: (found: readonly Diagnostic[]) => boolean = (found) => found.length > 0,
  words = "something",
): Promise<readonly Diagnostic[]> {
  const ours = () => languages.getDiagnostics(uri).filter(({ source }) => source === "mlock-lint");
  if (wanted(ours())) return ours();
  return new Promise((resolve, reject) => {
    const listening = languages.onDidChangeDiagnostics(() => {
      if (!wanted(ours())) return;
      finish();
      resolve(ours());
    });
    const tooLong = setTimeout(() => {
      finish();
      const found = ours().map((finding) => `  ${ruleOf(finding)}: ${finding.message}`);
      reject(new Error([`the findings of ${uri.path} are`, ...found, `and not ${words}`].join("\n")));
    }, patience);
    const finish = () => {
      clearTimeout(tooLong);
      listening.dispose();
    };
  });
}

/** Once these are the rules of a file's findings, sorted. */
export async function rulesAre(uri: Uri, ...rules: readonly string[]): Promise<readonly Diagnostic[]> {
  const wanted = [...rules].sort().join();
  return findings(uri, (found) => found.map(ruleOf).sort().join() === wanted, wanted || "nothing");
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

export async function until<Answer>(
  ask: () => Answer | Promise<Answer>,
  what: string,
): Promise<NonNullable<Answer>> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) assert.fail(`waited in vain: ${what}`);
    await pause(20);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
