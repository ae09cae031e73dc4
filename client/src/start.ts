/** What every door of VS Code does: starts the server, shows its state, and gives it commands. */
import { type ExtensionContext, window } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { registerCommands } from "./commands";
import { ownCapabilities, StatusItems } from "./status";

/** What lies in a file or is about to: not the older side of a comparison, which is shown beside it. */
const schemes = ["file", "untitled", "vscode-vfs", "vscode-remote", "vscode-test-web"];

/** C, and the headers that VS Code takes for C++. */
const documentSelector = schemes.flatMap((scheme) => [
  { scheme, language: "c" },
  { scheme, language: "cpp", pattern: "**/*.h" },
]);

export type Client = BaseLanguageClient & { restart(): Promise<void> };

/** A server that does not start is told, and can be started by command; the client comes back in any case. */
export async function startWith(
  context: ExtensionContext,
  clientWith: (options: LanguageClientOptions) => Client,
): Promise<Client> {
  const output = window.createOutputChannel("mlock-lint", { log: true });
  const client = clientWith({ documentSelector, outputChannel: output });
  client.registerFeature(ownCapabilities);
  const status = new StatusItems(client, documentSelector);
  context.subscriptions.push(
    output,
    status,
    ...registerCommands({ client, output, status, extension: context.extensionUri }),
  );
  try {
    await client.start();
  } catch (error) {
    // The commands stay: "Restart Server" may help after the cause is gone.
    output.error(`the server did not start: ${error instanceof Error ? error.message : String(error)}`);
  }
  return client;
}
