/** The commands that package.json declares. */
import { commands, type Disposable, type LogOutputChannel, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { selectPlatforms } from "./platforms";

export function registerCommands(client: LanguageClient, output: LogOutputChannel): Disposable[] {
  return [
    commands.registerCommand("mlockLint.restart", () => restart(client)),
    commands.registerCommand("mlockLint.showOutput", () => output.show()),
    commands.registerCommand("mlockLint.selectPlatforms", selectPlatforms),
  ];
}

/** Also the way back after the client has given up on a server that died too often. */
async function restart(client: LanguageClient): Promise<void> {
  try {
    await client.restart();
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(`mlock-lint: the server did not start: ${what}`);
  }
}
