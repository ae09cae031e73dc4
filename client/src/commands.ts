/** The commands that package.json declares. */
import { commands, type Disposable, type LogOutputChannel, type Uri, window } from "vscode";
import { checkWorkspace } from "./check-workspace";
import { EffectiveConfiguration } from "./configuration";
import { copyDebugInfo } from "./debug-info";
import { explainRule } from "./explain";
import { selectPlatforms } from "./platforms";
import { openSample } from "./sample";
import { askServer } from "./server";
import type { Client } from "./start";
import type { StatusItems } from "./status";

export interface Parts {
  readonly client: Promise<Client>;
  readonly output: LogOutputChannel;
  readonly status: StatusItems;
  /** Where the extension is installed. */
  readonly extension: Uri;
}

export function registerCommands({ client, output, status, extension }: Parts): Disposable[] {
  const configuration = new EffectiveConfiguration(client);
  return [
    configuration,
    commands.registerCommand("mlockLint.selectPlatforms", () => selectPlatforms(status.active)),
    commands.registerCommand("mlockLint.checkWorkspace", () => checkWorkspace(client)),
    commands.registerCommand("mlockLint.clearWorkspace", () => askServer(client, "clearWorkspace")),
    commands.registerCommand("mlockLint.fixAll", fixAll),
    commands.registerCommand("mlockLint.explainRule", (rule) => explainRule(extension, rule)),
    commands.registerCommand("mlockLint.showConfiguration", () => configuration.show()),
    commands.registerCommand("mlockLint.copyDebugInfo", () => copyDebugInfo(client)),
    commands.registerCommand("mlockLint.openSample", () => openSample(extension)),
    commands.registerCommand("mlockLint.restart", () => restart(client)),
    commands.registerCommand("mlockLint.showOutput", () => output.show()),
  ];
}

/** The editor asks the server for the action, applies it, and says so where there is none. */
function fixAll(): Thenable<unknown> {
  return commands.executeCommand("editor.action.codeAction", {
    kind: "source.fixAll.mlock-lint",
    apply: "first",
  });
}

/** Also the way back after the client has given up on a server that died too often. */
async function restart(loaded: Promise<Client>): Promise<void> {
  try {
    const client = await loaded;
    await client.restart();
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(`mlock-lint: the server did not start: ${what}`);
  }
}
