/** The VS Code door: starts the language server in its own process, shows its state, and gives it commands. */
import { type ExtensionContext, window } from "vscode";
import { LanguageClient, type LanguageClientOptions, TransportKind } from "vscode-languageclient/node";
import { registerCommands } from "./commands";
import { ownCapabilities, StatusItems } from "./status";
import { checkTasks } from "./tasks";

/** What lies in a file or is about to: not the older side of a comparison, which is shown beside it. */
const schemes = ["file", "untitled", "vscode-vfs", "vscode-remote"];

/** C, and the headers that VS Code takes for C++. */
const documentSelector = schemes.flatMap((scheme) => [
  { scheme, language: "c" },
  { scheme, language: "cpp", pattern: "**/*.h" },
]);

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("mlock-lint", { log: true });
  const module = context.asAbsolutePath("server/dist/mlock-lint.js");
  const options: LanguageClientOptions = { documentSelector, outputChannel: output };
  const server = { module, args: ["lsp"], transport: TransportKind.ipc };
  client = new LanguageClient("mlockLint", "mlock-lint", server, options);
  client.registerFeature(ownCapabilities);
  const status = new StatusItems(client, documentSelector);
  context.subscriptions.push(
    output,
    status,
    checkTasks(context),
    ...registerCommands({ client, output, status, extension: context.extensionUri }),
  );
  try {
    await client.start();
  } catch (error) {
    // The commands stay: "Restart Server" may help after the cause is gone.
    output.error(`the server did not start: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}
