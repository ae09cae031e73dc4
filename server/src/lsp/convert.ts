/** The engine's words in the protocol's words. */
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { pageOf } from "../ide/rule-docs";
import { sentencesOf } from "../ide/sentences";
import type { Finding, Fix, Location, Severity } from "../ide/types";
import type { Client } from "./client";
import type { Documents, Snapshot } from "./documents";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export const source = "mlock-lint";

/** The findings that lie in this document; those in its headers are shown where the header is open. */
export function findingsIn(snapshot: Snapshot, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ location }) => location.file === snapshot.path);
}

export function diagnosticOf(finding: Finding, client: Client, documents: Documents): Diagnostic {
  const steps = [
    ...finding.path,
    ...sentencesOf(finding).map((message) => ({ location: finding.location, message })),
  ];
  const diagnostic: Diagnostic = {
    range: rangeOf(finding.location),
    severity: severities[finding.severity],
    source,
    code: finding.rule,
    message: client.relatedInformation ? finding.message : foldedMessage(finding),
  };
  if (client.codeDescription) diagnostic.codeDescription = { href: pageOf(finding.rule) };
  if (client.unnecessary && finding.rule === "unused-suppression")
    diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (client.relatedInformation) {
    diagnostic.relatedInformation = steps.map(({ location, message }) => ({
      location: { uri: documents.uriOf(location.file), range: rangeOf(location) },
      message,
    }));
  }
  return diagnostic;
}

export const rangeOf = ({ start, end }: Location): Range => ({ start, end });

/** All edits of some fixes, in the form that the client takes. */
export function workspaceEditOf(fixes: readonly Fix[], client: Client, documents: Documents): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of fixes.flatMap(({ edits }) => edits)) {
    const uri = documents.uriOf(edit.file);
    changes[uri] = [...(changes[uri] ?? []), { range: rangeOf(edit), newText: edit.newText }];
  }
  if (!client.documentChanges) return { changes };
  return {
    documentChanges: Object.entries(changes).map(([uri, edits]) => ({
      textDocument: { uri, version: documents.get(uri)?.version ?? null },
      edits,
    })),
  };
}

/** For editors that show only text: the marks of markdown are noise there. */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/^```.*\n?/gm, "")
    .replaceAll(/^#+\s*/gm, "")
    .replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, "$1 ($2)")
    .replaceAll(/(\*\*|`)/g, "")
    .trim();
}

/** The manual's sentences; one that several platforms share is said once. */
function foldedMessage(finding: Finding): string {
  const steps = finding.path.map(({ location, message }) => `line ${location.start.line + 1}: ${message}`);
  return [finding.message, ...steps, ...sentencesOf(finding)].join("\n");
}
