/** The VS Code door in a browser: the language server in a worker, with files that the editor hands over. */
import { type ExtensionContext, Uri, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { handOverFiles } from "./project-files";
import { type Client, startWith } from "./start";

let client: Client | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const server = () => startWorker(Uri.joinPath(context.extensionUri, "server", "dist"));
  client = await startWith(
    context,
    (options) => new WorkerClient("mlockLint", "mlock-lint", server, options),
  );
  context.subscriptions.push(handOverFiles(client));
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

class WorkerClient extends LanguageClient {
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}

/** The worker loads nothing by itself: its first message brings the parser. */
async function startWorker(folder: Uri): Promise<Worker> {
  const bytes = (name: string) => workspace.fs.readFile(Uri.joinPath(folder, "wasm", name));
  const [runtime, grammar] = await Promise.all([bytes("tree-sitter.wasm"), bytes("tree-sitter-c.wasm")]);
  const worker = new Worker(Uri.joinPath(folder, "worker.js").toString(true));
  worker.postMessage({ runtime, grammar });
  return worker;
}

/** The types of Node, which the project is compiled with, lack it. */
declare class Worker {
  constructor(address: string);
  postMessage(message: unknown): void;
}
