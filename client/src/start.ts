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

/** A client and its server, which may be starting still. */
export interface Started {
  readonly client: Client;
  /** When the editor closes. */
  end(): Promise<void>;
}

/** Waits for no server, so that nobody's start waits for ours. One that does not start is told, and can be started by command. */
export function startWith(
  context: ExtensionContext,
  clientWith: (options: LanguageClientOptions) => Client,
): Started {
  const output = window.createOutputChannel("mlock-lint", { log: true });
  const client = clientWith({ documentSelector, outputChannel: output });
  client.registerFeature(ownCapabilities);
  const status = new StatusItems(client, documentSelector);
  context.subscriptions.push(
    output,
    status,
    ...registerCommands({ client, output, status, extension: context.extensionUri }),
  );
  const started = client.start().catch((error) => {
    // The commands stay: "Restart Server" may help after the cause is gone.
    output.error(`the server did not start: ${error instanceof Error ? error.message : String(error)}`);
  });
  return {
    client,
    async end() {
      // A client that is starting cannot be stopped.
      await started;
      if (client.needsStop()) await client.dispose();
    },
  };
}
