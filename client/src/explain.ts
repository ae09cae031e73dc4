/** "Explain Rule": the page that came with the extension, as a preview; nothing is fetched. */
import { commands, type Diagnostic, languages, Uri, window, workspace } from "vscode";

export async function explainRule(extension: Uri, named?: unknown): Promise<void> {
  const pages = Uri.joinPath(extension, "server", "dist", "rules");
  const rule = typeof named === "string" ? named : await pick(pages);
  if (rule === undefined) return;
  await commands.executeCommand("markdown.showPreview", Uri.joinPath(pages, `${rule}.md`));
}

/** The rules of the findings at the cursor come first. */
async function pick(pages: Uri): Promise<string | undefined> {
  const names = (await workspace.fs.readDirectory(pages)).map(([name]) => name).sort();
  const here = rulesAtCursor();
  const items = await Promise.all(
    names
      .filter((name) => name.endsWith(".md"))
      .map(async (name) => {
        const text = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(pages, name)));
        return { label: name.slice(0, -".md".length), detail: text.split("\n")[2] ?? "" };
      }),
  );
  const nearFirst = items.sort((a, b) => Number(here.has(b.label)) - Number(here.has(a.label)));
  const options = { title: "Explain a rule of mlock-lint", matchOnDetail: true };
  return (await window.showQuickPick(nearFirst, options))?.label;
}

function rulesAtCursor(): ReadonlySet<string> {
  const editor = window.activeTextEditor;
  if (!editor) return new Set();
  const here = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === "mlock-lint" && range.intersection(editor.selection));
  return new Set(here.map(codeOf));
}

const codeOf = ({ code }: Diagnostic): string => String(typeof code === "object" ? code.value : code);
