/** Opening, typing and closing: keeps the documents and tells whoever shows diagnostics. */
import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from "vscode-languageserver";
import type { Snapshot } from "../documents";
import type { Session } from "../session";
import { Push } from "./push";

export class TextSync {
  readonly #push: Push | undefined;

  constructor(private readonly session: Session) {
    this.#push = session.client.diagnostics === "push" ? new Push(session) : undefined;
  }

  open({ textDocument }: DidOpenTextDocumentParams): void {
    const snapshot = this.session.documents.open(textDocument);
    // A client may count from the beginning again.
    this.session.analyses.drop(snapshot.uri);
    this.session.closedFiles.opened(snapshot.path, snapshot.uri);
    this.#push?.schedule(snapshot, "now");
    this.#textChanged(snapshot);
  }

  change({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
    const snapshot = this.session.documents.change(uri, version, contentChanges);
    if (!snapshot) return;
    this.session.analyses.drop(uri);
    this.#push?.schedule(snapshot, "after typing");
    this.#textChanged(snapshot);
  }

  close({ textDocument: { uri } }: DidCloseTextDocumentParams): void {
    const snapshot = this.session.documents.close(uri);
    this.session.analyses.forget(uri);
    this.session.configuration.forget(uri);
    if (!snapshot) return;
    this.#push?.clear(snapshot);
    this.session.closedFiles.closed(snapshot.path);
    this.#textChanged(snapshot);
  }

  /** Files came, went or changed on the disk; what is open here is known better. */
  filesChanged(paths: readonly string[]): void {
    const { documents, project } = this.session;
    this.#renewReaders(project.filesChanged(paths).filter((path) => !documents.atPath(path)));
    this.session.closedFiles.changed(paths.filter((path) => !documents.atPath(path)));
  }

  /** Settings or folders changed: every result may be another. */
  renewAll(): void {
    this.session.analyses.dropAll();
    this.session.closedFiles.renewAll();
    for (const snapshot of this.session.documents.all()) this.#push?.schedule(snapshot, "now");
    if (!this.#push) this.#refresh();
  }

  #textChanged({ path, uri }: Snapshot): void {
    this.#renewReaders(this.session.project.textsChanged([path]), uri);
  }

  /** Documents whose analysis read these files see their new text; the changed document itself is seen to already. */
  #renewReaders(paths: readonly string[], changed?: string): void {
    const { analyses, documents } = this.session;
    const readers = new Set(paths.flatMap((path) => analyses.readersOf(path)));
    if (changed !== undefined) readers.delete(changed);
    for (const uri of readers) {
      analyses.drop(uri);
      const snapshot = documents.get(uri);
      if (snapshot) this.#push?.schedule(snapshot, "after typing");
    }
    if (!this.#push && readers.size > 0) this.#refresh();
  }

  #refresh(): void {
    // A client that is just closing does not answer; that is no fault.
    this.session.connection.languages.diagnostics.refresh().catch(() => undefined);
  }
}
