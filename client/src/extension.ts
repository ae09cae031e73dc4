/** The VS Code door: starts the language server in its own process and gives it three commands. */
import { type ExtensionContext, window } from "vscode";
import { LanguageClient, type LanguageClientOptions, TransportKind } from "vscode-languageclient/node";
import { registerCommands } from "./commands";
import { showPlatforms } from "./status";

/** C, and the headers that VS Code takes for C++. */
const documentSelector = [{ language: "c" }, { language: "cpp", pattern: "**/*.h" }];

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("mlock-lint", { log: true });
  const module = context.asAbsolutePath("server/dist/server.js");
  const options: LanguageClientOptions = { documentSelector, outputChannel: output };
  client = new LanguageClient("mlockLint", "mlock-lint", { module, transport: TransportKind.ipc }, options);
  context.subscriptions.push(output, ...registerCommands(client, output), ...showPlatforms(documentSelector));
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
