/** Asking the server: one way to send it a command, and one answer for when it is not there. */
import { type CancellationToken, CancellationTokenSource, commands, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** The server's answer; undefined where there was none, of which the user has been told. */
export async function askServer<Answer>(
  loaded: Promise<BaseLanguageClient>,
  command: string,
  args: readonly string[] = [],
  { workDoneToken, cancel = never() }: { workDoneToken?: string; cancel?: CancellationToken } = {},
): Promise<Answer | undefined> {
  const params = {
    command: `mlock-lint.${command}`,
    arguments: [...args],
    ...(workDoneToken === undefined ? {} : { workDoneToken }),
  };
  try {
    const client = await loaded;
    return await client.sendRequest<Answer>("workspace/executeCommand", params, cancel);
  } catch (error) {
    if (!cancel.isCancellationRequested) void complain(error);
    return undefined;
  }
}

const never = (): CancellationToken => new CancellationTokenSource().token;

async function complain(error: unknown): Promise<void> {
  const what = error instanceof Error ? error.message : String(error);
  const restart = "Restart Server";
  const chosen = await window.showErrorMessage(`mlock-lint: the server does not answer: ${what}`, restart);
  if (chosen === restart) await commands.executeCommand("mlockLint.restart");
}
