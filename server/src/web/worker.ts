/**
 * Where a browser's worker starts the language server. There is no disk: the client hands over the parser's bytes before
 * the conversation begins, and the project's files during it.
 */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import type { WasmFiles } from "../c/syntax/parse";
import { openEngine } from "../host/engine";
import { startServer } from "../lsp/server";
import { pathOf } from "../lsp/uris";
import { put } from "./node/fs";

/** A file as it is now; without bytes, it is gone. */
export interface ProjectFile {
  readonly uri: string;
  readonly bytes?: Uint8Array;
}

/** What a browser's worker has for a global object; the types of Node, which the project is compiled with, lack it. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0] & {
  readonly navigator: { readonly userAgent: string };
};

self.onmessage = (message: { readonly data: WasmFiles }) => {
  self.onmessage = null;
  const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
  connection.onNotification("mlock-lint/files", (files: readonly ProjectFile[]) => {
    for (const { uri, bytes } of files) put(pathOf(uri), bytes);
  });
  startServer(connection, {
    openEngine: () => openEngine(message.data),
    machine: () => [`a worker of ${self.navigator.userAgent}`],
  });
};

// What is sent before would be lost where an editor loads a worker's code in its own way.
self.postMessage("ready");
