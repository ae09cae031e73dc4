/** The VS Code door on a machine with Node: the language server in a process of its own. */
import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { type Client, startWith } from "./start";
import { checkTasks } from "./tasks";

let client: Client | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath("server/dist/mlock-lint.js");
  const server = { module, args: ["lsp"], transport: TransportKind.ipc };
  context.subscriptions.push(checkTasks(context));
  client = await startWith(
    context,
    (options) => new LanguageClient("mlockLint", "mlock-lint", server, options),
  );
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}
