/** Stands for another extension for C, as clangd's: hovers, completion and findings of its own for every name. */
const { CompletionItem, Diagnostic, DiagnosticSeverity, Hover, languages, workspace } = require("vscode");

const selector = { language: "c" };

exports.activate = ({ subscriptions }) => {
  const collection = languages.createDiagnosticCollection("other");
  const check = (document) => {
    if (document.languageId !== "c") return;
    const finding = new Diagnostic(
      document.lineAt(0).range,
      "other: included",
      DiagnosticSeverity.Information,
    );
    finding.source = "other";
    collection.set(document.uri, [finding]);
  };
  workspace.textDocuments.forEach(check);
  subscriptions.push(
    collection,
    workspace.onDidOpenTextDocument(check),
    languages.registerHoverProvider(selector, {
      provideHover(document, position) {
        const word = document.getWordRangeAtPosition(position);
        return word && new Hover(`other: declaration of ${document.getText(word)}`, word);
      },
    }),
    languages.registerCompletionItemProvider(selector, {
      provideCompletionItems: () => [new CompletionItem("other_name")],
    }),
  );
};
