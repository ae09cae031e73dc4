/** The VS Code door in a browser: the language server in a worker, with files that the editor hands over. */
import { type ExtensionContext, Uri, workspace } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { handOverFiles } from "./project-files";
import { type Started, startWith } from "./start";

let started: Started | undefined;

export function activate(context: ExtensionContext): void {
  const server = () => startWorker(Uri.joinPath(context.extensionUri, "server", "dist"));
  started = startWith(context, (options) => new WorkerClient("mlockLint", "mlock-lint", server, options));
  context.subscriptions.push(handOverFiles(started.client));
}

export async function deactivate(): Promise<void> {
  await started?.end();
}

class WorkerClient extends LanguageClient {
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}

/** The worker loads nothing by itself, and not every place of an extension is one that a worker may come from: we bring all. */
async function startWorker(folder: Uri): Promise<MessageTransports> {
  const bytes = (name: string) => workspace.fs.readFile(Uri.joinPath(folder, name));
  const [code, runtime, grammar] = await Promise.all([
    bytes("worker.js"),
    bytes("wasm/tree-sitter.wasm"),
    bytes("wasm/tree-sitter-c.wasm"),
  ]);
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  await new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = ({ message }) => reject(new Error(message ?? "its worker could not be loaded"));
  });
  worker.postMessage({ runtime, grammar });
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

/** The types of Node, which the project is compiled with, lack it. */
declare class Worker {
  constructor(address: string);
  onmessage: () => void;
  onerror: (event: { readonly message?: string }) => void;
  postMessage(message: unknown): void;
}
