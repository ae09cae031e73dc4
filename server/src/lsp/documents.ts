/** The open documents. Out go frozen snapshots: a text that changes under a running analysis would lie. */
import type { TextDocumentContentChangeEvent, TextDocumentItem } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { largestFile } from "../host/disk";
import { pathOf, uriOf } from "./uris";

export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** Absolute, forward slashes; made up for documents that are no files. */
  readonly path: string;
  /** C, or a header that the editor takes for C++, of a size that people write. Everything else we leave alone. */
  readonly isOurs: boolean;
}

export class Documents {
  readonly #documents = new Map<string, TextDocument>();
  readonly #snapshots = new Map<string, Snapshot>();

  open({ uri, languageId, version, text }: TextDocumentItem): Snapshot {
    return this.#keep(TextDocument.create(uri, languageId, version, text));
  }

  /** Undefined for a document that was never opened. */
  change(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): Snapshot | undefined {
    const document = this.#documents.get(uri);
    return document && this.#keep(TextDocument.update(document, [...changes], version));
  }

  close(uri: string): Snapshot | undefined {
    const last = this.#snapshots.get(uri);
    this.#documents.delete(uri);
    this.#snapshots.delete(uri);
    return last;
  }

  get(uri: string): Snapshot | undefined {
    return this.#snapshots.get(uri);
  }

  all(): readonly Snapshot[] {
    return [...this.#snapshots.values()];
  }

  atPath(path: string): Snapshot | undefined {
    return this.all().find((snapshot) => snapshot.path === path);
  }

  /** The client's own spelling where it has the file open. */
  uriOf(path: string): string {
    return this.atPath(path)?.uri ?? uriOf(path);
  }

  #keep(document: TextDocument): Snapshot {
    const { uri, version, languageId } = document;
    const path = pathOf(uri);
    const isHeader = languageId === "cpp" && /\.h$/i.test(path);
    const text = document.getText();
    const isOurs = (languageId === "c" || isHeader) && text.length <= largestFile;
    const snapshot = Object.freeze({ uri, version, text, path, isOurs });
    this.#documents.set(uri, document);
    this.#snapshots.set(uri, snapshot);
    return snapshot;
  }
}
