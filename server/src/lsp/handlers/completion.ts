/** Completion inside `mlock-lint:` comments, and nowhere else. */
import { type CompletionItem, CompletionItemKind, type CompletionParams } from "vscode-languageserver";
import { type Completion, completionsAt } from "../../ide/suppress/complete";
import { lineIndex } from "../../text/lines";
import { guarded, type Session } from "../session";

/** After these the editor asks without being told to. */
export const completionTriggers: readonly string[] = [":", "[", ","];

const kinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  mark: CompletionItemKind.Keyword,
  verb: CompletionItemKind.Keyword,
  rule: CompletionItemKind.EnumMember,
};

export function completion(
  session: Session,
  { textDocument, position }: CompletionParams,
): Promise<CompletionItem[]> {
  return guarded(session, "completion", [], async () => {
    const snapshot = session.documents.get(textDocument.uri);
    if (!snapshot?.isOurs) return [];
    const index = lineIndex(snapshot.text);
    const found = completionsAt(snapshot.text, index.offsetAt(position), session.engine.rules);
    // Most likely somebody means to suppress what is shown.
    const shown = session.analyses.rulesLastFound(snapshot.uri);
    return found.map(({ kind, label, detail, span, newText }) => ({
      label,
      // As the detail, beside the label, a sentence would cut the label short.
      documentation: detail,
      kind: kinds[kind],
      sortText: `${shown.has(label) ? 0 : 1} ${label}`,
      filterText: newText,
      textEdit: {
        range: { start: index.positionAt(span.start), end: index.positionAt(span.end) },
        newText,
      },
    }));
  });
}
