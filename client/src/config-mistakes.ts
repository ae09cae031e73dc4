/** That a configuration is no JSON is said once: by VS Code itself while the file is open, else by the server. */
import { type Diagnostic, type Disposable, type TextDocument, type Uri, workspace } from "vscode";

type Show = (uri: Uri, diagnostics: Diagnostic[]) => void;

export class ConfigMistakes implements Disposable {
  /** For files that are no JSON: shows what was found in them, as far as the editor does not say it. */
  readonly #renewals = new Map<string, () => void>();
  readonly #renew = ({ uri }: TextDocument) => this.#renewals.get(uri.toString())?.();
  readonly #listening = [
    workspace.onDidOpenTextDocument(this.#renew),
    workspace.onDidCloseTextDocument(this.#renew),
  ];

  /** The client's middleware: called with what the server has found in a file, and what shows it. */
  readonly handleDiagnostics = (uri: Uri, found: Diagnostic[], show: Show): void => {
    const others = found.filter((finding) => !isSyntax(finding));
    const renew = () => show(uri, isOpen(uri) ? others : found);
    if (others.length < found.length) this.#renewals.set(uri.toString(), renew);
    else this.#renewals.delete(uri.toString());
    renew();
  };

  dispose(): void {
    for (const subscription of this.#listening) subscription.dispose();
  }
}

/** `config-syntax` is the server's word for it. */
const isSyntax = ({ code }: Diagnostic): boolean =>
  (typeof code === "object" ? code.value : code) === "config-syntax";

const isOpen = (uri: Uri): boolean =>
  workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
