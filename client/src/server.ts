/** Asking the server: one way to send it a command, and one answer for when it is not there. */
import { type CancellationToken, commands, window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";

/** The server's answer; undefined where there was none, of which the user has been told. */
export async function askServer<Answer>(
  client: BaseLanguageClient,
  command: string,
  args: readonly string[] = [],
  { workDoneToken, cancel }: { workDoneToken?: string; cancel?: CancellationToken } = {},
): Promise<Answer | undefined> {
  const params = {
    command: `mlock-lint.${command}`,
    arguments: [...args],
    ...(workDoneToken === undefined ? {} : { workDoneToken }),
  };
  try {
    return await client.sendRequest(ExecuteCommandRequest.type, params, cancel);
  } catch (error) {
    if (!cancel?.isCancellationRequested) void complain(error);
    return undefined;
  }
}

async function complain(error: unknown): Promise<void> {
  const what = error instanceof Error ? error.message : String(error);
  const restart = "Restart Server";
  const chosen = await window.showErrorMessage(`mlock-lint: the server does not answer: ${what}`, restart);
  if (chosen === restart) await commands.executeCommand("mlockLint.restart");
}
