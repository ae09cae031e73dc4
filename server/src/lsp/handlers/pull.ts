/** Diagnostics for clients that ask. */
import {
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { diagnosticOf, findingsIn } from "../convert";
import { guarded, type Session } from "../session";

type Answer = DocumentDiagnosticReport | ResponseError<{ retriggerRequest: boolean }>;

export function pull(
  session: Session,
  { textDocument: { uri } }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<Answer> {
  const { analyses, client, documents } = session;
  return guarded<Answer>(session, "diagnostics", report([]), async () => {
    const snapshot = documents.get(uri);
    if (!snapshot) return report([]);
    const cancelled = token.onCancellationRequested(() => {
      // A newer text's run is not this request's to stop.
      if (documents.get(uri) === snapshot) analyses.drop(uri);
    });
    try {
      const result = await analyses.result(snapshot);
      if (token.isCancellationRequested)
        return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      if (result === "dropped" || documents.get(uri) !== snapshot) {
        return new ResponseError(LSPErrorCodes.ServerCancelled, "the text has changed", {
          retriggerRequest: true,
        });
      }
      return report(findingsIn(snapshot, result.findings).map((f) => diagnosticOf(f, client, documents)));
    } finally {
      cancelled.dispose();
    }
  });
}

const report = (items: Diagnostic[]): DocumentDiagnosticReport => ({
  kind: DocumentDiagnosticReportKind.Full,
  items,
});
