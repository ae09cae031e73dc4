/** The language status of C files: for which platforms they are judged, and the way to change that. */
import { type Disposable, type DocumentSelector, languages, window, workspace } from "vscode";

export function showPlatforms(selector: DocumentSelector): Disposable[] {
  const item = languages.createLanguageStatusItem("mlockLint.platforms", selector);
  item.name = "mlock-lint";
  item.command = { command: "mlockLint.selectPlatforms", title: "Select" };
  const update = () => {
    const scope = window.activeTextEditor?.document.uri;
    const chosen = workspace.getConfiguration("mlockLint", scope).get<"auto" | string[]>("platforms", "auto");
    item.text = `mlock-lint: ${Array.isArray(chosen) ? chosen.join(", ") : "auto"}`;
  };
  update();
  return [
    item,
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("mlockLint.platforms")) update();
    }),
  ];
}
