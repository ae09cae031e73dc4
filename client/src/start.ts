/** What every door of VS Code does: gives it commands, shows the server's state, and starts the server when that is done. */
import { type ExtensionContext, window } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { registerCommands } from "./commands";
import { ConfigMistakes } from "./config-mistakes";
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
  /** When the editor closes. */
  end(): Promise<void>;
}

/**
 * Waits for no server, nor for the client's code, so that nobody's start waits for ours. A server that does not start is
 * told, and can be started by command. `load` makes the client: its code is nearly all that we have, and costs most.
 */
export function startWith(
  context: ExtensionContext,
  load: (options: LanguageClientOptions) => Promise<Client>,
): Started {
  const output = window.createOutputChannel("mlock-lint", { log: true });
  const status = new StatusItems(documentSelector);
  const mistakes = new ConfigMistakes();
  const options = { documentSelector, outputChannel: output, middleware: mistakes };
  const loaded = nextTurn().then(() => load(options));
  context.subscriptions.push(
    output,
    status,
    mistakes,
    ...registerCommands({ client: loaded, output, status, extension: context.extensionUri }),
  );
  const started = loaded
    .then((client) => {
      client.registerFeature(ownCapabilities);
      status.follow(client);
      return client.start();
    })
    .catch((error) => {
      // The commands stay: "Restart Server" may help after the cause is gone.
      output.error(`the server did not start: ${error instanceof Error ? error.message : String(error)}`);
    });
  return {
    async end() {
      // A client that is starting cannot be stopped.
      await started;
      const client = await loaded;
      if (client.needsStop()) await client.dispose();
    },
  };
}

/** Of the event loop; until then VS Code goes on with other extensions. */
const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve));
