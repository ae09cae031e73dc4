/** Commands that any editor may send with `workspace/executeCommand`; what each answers is for people to read. */
import {
  type CancellationToken,
  type ExecuteCommandParams,
  LSPErrorCodes,
  ResponseError,
  type WorkDoneProgressReporter,
} from "vscode-languageserver";
import type { Session } from "../session";
import { checkWorkspace } from "./check-workspace";
import { debugInfo } from "./debug-info";
import { effectiveConfiguration } from "./effective-configuration";

interface Asked {
  readonly args: readonly unknown[];
  /** Of the request. */
  readonly token: CancellationToken;
  /** Undefined: the client named no token to report under. */
  readonly progress: WorkDoneProgressReporter | undefined;
}

type Command = (session: Session, asked: Asked) => Promise<unknown>;

const commands: Readonly<Record<string, Command>> = {
  /** Answers a `WorkspaceSummary`. */
  "mlock-lint.checkWorkspace": async (session, { token, progress }) => {
    const own = progress ? undefined : await session.connection.window.createWorkDoneProgress();
    const isCancelled = () => token.isCancellationRequested || (own?.token.isCancellationRequested ?? false);
    const reporter = progress ?? own;
    return reporter && checkWorkspace(session, reporter, isCancelled);
  },
  /** What a check of the workspace shows in closed files goes. */
  "mlock-lint.clearWorkspace": async ({ closedFiles }) => closedFiles.clear(),
  /** Of the document with the URI that is given: JSON with remarks. */
  "mlock-lint.effectiveConfiguration": (session, { args }) => effectiveConfiguration(session, uriIn(args)),
  /** With the URI of a document also what holds for it. */
  "mlock-lint.debugInfo": (session, { args }) => debugInfo(session, uriIn(args)),
};

export const commandNames: readonly string[] = Object.keys(commands);

export async function executeCommand(
  session: Session,
  { command, arguments: args = [] }: ExecuteCommandParams,
  token: CancellationToken,
  progress: WorkDoneProgressReporter | undefined,
): Promise<unknown> {
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run)
    return new ResponseError(LSPErrorCodes.RequestFailed, `${command} is not a command of mlock-lint`);
  try {
    return (await run(session, { args, token, progress })) ?? null;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    session.connection.console.error(`internal error in ${command}: ${what}`);
    return new ResponseError(LSPErrorCodes.RequestFailed, what);
  }
}

const uriIn = ([uri]: readonly unknown[]): string | undefined => (typeof uri === "string" ? uri : undefined);
