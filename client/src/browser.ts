/** The VS Code door in a browser: the language server in a worker, with files that the editor hands over. */
import { type ExtensionContext, Uri, workspace } from "vscode";
import type { LanguageClientOptions, MessageTransports } from "vscode-languageclient/browser";
import { handOverFiles } from "./project-files";
import { type Client, type Started, startWith } from "./start";

let started: Started | undefined;

export function activate(context: ExtensionContext): void {
  started = startWith(context, async (options) => {
    const client = await clientOfWorker(Uri.joinPath(context.extensionUri, "server", "dist"), options);
    context.subscriptions.push(handOverFiles(client));
    return client;
  });
}

export async function deactivate(): Promise<void> {
  await started?.end();
}

async function clientOfWorker(folder: Uri, options: LanguageClientOptions): Promise<Client> {
  const { LanguageClient, BrowserMessageReader, BrowserMessageWriter } = await import(
    "vscode-languageclient/browser"
  );
  class WorkerClient extends LanguageClient {
    async restart(): Promise<void> {
      await this.stop();
      await this.start();
    }
  }
  const server = async (): Promise<MessageTransports> => {
    const worker = await startWorker(folder);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return new WorkerClient("mlockLint", "mlock-lint", server, options);
}

/** The worker loads nothing by itself, and not every place of an extension is one that a worker may come from: we bring all. */
async function startWorker(folder: Uri): Promise<Worker> {
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
  return worker;
}

/** The types of Node, which the project is compiled with, lack it. */
declare class Worker {
  constructor(address: string);
  onmessage: () => void;
  onerror: (event: { readonly message?: string }) => void;
  postMessage(message: unknown): void;
}
