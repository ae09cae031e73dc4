/** What the client on the other side can do, asked once and in our words. */
import { type ClientCapabilities, DiagnosticTag } from "vscode-languageserver";

export interface Client {
  /** Pull needs both halves: a client that cannot be told to ask again would show what is no longer true. */
  readonly diagnostics: "push" | "pull";
  readonly versions: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  /** Can it show that something is not needed? */
  readonly unnecessary: boolean;
  readonly hoverFormat: "markdown" | "plaintext";
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
  readonly documentChanges: boolean;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly watchRegistration: boolean;
  readonly workspaceFolders: boolean;
  /** Asked for by name: what goes on with each document is told by a notification of our own. */
  readonly status: boolean;
  /** Its own command that opens the page of a rule, the argument. */
  readonly explainCommand: string | undefined;
}

export function readClient({ textDocument, workspace, experimental }: ClientCapabilities): Client {
  const pulls = textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;
  return {
    diagnostics: pulls ? "pull" : "push",
    versions: textDocument?.publishDiagnostics?.versionSupport ?? false,
    relatedInformation:
      textDocument?.publishDiagnostics?.relatedInformation ??
      textDocument?.diagnostic?.relatedInformation ??
      false,
    codeDescription:
      textDocument?.publishDiagnostics?.codeDescriptionSupport ??
      textDocument?.diagnostic?.codeDescriptionSupport ??
      false,
    unnecessary:
      (
        textDocument?.publishDiagnostics?.tagSupport ?? textDocument?.diagnostic?.tagSupport
      )?.valueSet.includes(DiagnosticTag.Unnecessary) ?? false,
    hoverFormat: textDocument?.hover?.contentFormat?.includes("markdown") ? "markdown" : "plaintext",
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    preferredActions: textDocument?.codeAction?.isPreferredSupport ?? false,
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    configuration: workspace?.configuration ?? false,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    watchRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    status: experimental?.mlockLint?.status === true,
    explainCommand: textOf(experimental?.mlockLint?.explainCommand),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
