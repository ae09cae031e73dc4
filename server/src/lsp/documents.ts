/** The open documents. Out go frozen snapshots: a text that changes under a running analysis would lie. */
import { posix, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { TextDocumentContentChangeEvent, TextDocumentItem } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { largestFile, slashes } from "../host/disk";

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
    return this.atPath(path)?.uri ?? pathToFileURL(path).href;
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

export function pathOf(uri: string): string {
  try {
    if (uri.startsWith("file:")) return slashes(resolve(fileURLToPath(uri)));
  } catch {
    // A file URI of another machine is a name like any other.
  }
  return posix.join("/", uri.replaceAll(":", "/"));
}
