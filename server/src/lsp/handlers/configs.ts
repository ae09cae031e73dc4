/** What is wrong with the project's configuration, shown in the configuration: nobody opens it here, so it is pushed. */
import type { Connection, Diagnostic } from "vscode-languageserver";
import type { ConfigFile } from "../../ide/config/read";
import type { Client } from "../client";
import { diagnosticOf } from "../convert";
import type { Documents } from "../documents";

/** Tells the client of each configuration only what it does not show yet. */
export function configReports(
  connection: Connection,
  client: Client,
  documents: Documents,
): (configs: readonly ConfigFile[]) => void {
  const shown = new Map<string, string>();
  const show = (file: string, diagnostics: Diagnostic[]) => {
    const words = JSON.stringify(diagnostics);
    if (words === (shown.get(file) ?? "[]")) return;
    shown.set(file, words);
    void connection.sendDiagnostics({ uri: documents.uriOf(file), diagnostics });
  };
  return (configs) => {
    for (const { file, findings } of configs)
      show(
        file,
        findings.map((finding) => diagnosticOf(finding, client, documents)),
      );
    for (const file of shown.keys()) if (!configs.some((config) => config.file === file)) show(file, []);
  };
}
