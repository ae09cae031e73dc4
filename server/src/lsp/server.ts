/** The language server on a given connection; it knows the engine only by its facade. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  WorkDoneProgressReporter,
} from "vscode-languageserver";
import { name, version } from "../host/product";
import { configNames } from "../ide/config/read";
import type { Engine } from "../ide/types";
import { Analyses } from "./analyses";
import { readClient } from "./client";
import { ClosedFiles } from "./closed-files";
import { Configuration } from "./configuration";
import { Documents } from "./documents";
import { codeActions, fixAllKind } from "./handlers/code-actions";
import { commandNames, executeCommand } from "./handlers/commands";
import { completion, completionTriggers } from "./handlers/completion";
import { configReports } from "./handlers/configs";
import { hover } from "./handlers/hover";
import { pull } from "./handlers/pull";
import { statusReports } from "./handlers/status";
import { TextSync } from "./handlers/text-sync";
import { Project } from "./project";
import type { Session } from "./session";
import { section } from "./settings";
import { pathOf } from "./uris";

export interface ServerOptions {
  readonly openEngine: () => Promise<Engine>;
  /** What runs the server, a line each, for whoever reports a fault of ours. */
  readonly machine: () => readonly string[];
  readonly quietTime?: number;
}

export function startServer(connection: Connection, options: ServerOptions): void {
  connection.onInitialize(async (params) => {
    const session = openSession(connection, params, await options.openEngine(), options);
    listen(session);
    return introduction(session);
  });
  connection.listen();
}

function openSession(
  connection: Connection,
  params: InitializeParams,
  engine: Engine,
  { machine, quietTime = 150 }: ServerOptions,
): Session {
  const client = readClient(params.capabilities);
  const documents = new Documents();
  const project = new Project(
    documents,
    foldersOf(params),
    (message) => connection.console.info(message),
    configReports(connection, client, documents),
  );
  const platforms = engine.platforms.map(({ id }) => id);
  const configuration = new Configuration(connection, client, platforms, params.initializationOptions);
  const tell = statusReports(connection, client, configuration, project);
  const analyses = new Analyses(engine, configuration, project, connection.console, tell);
  const session = {
    connection,
    engine,
    client,
    documents,
    configuration,
    project,
    analyses,
    machine,
    quietTime,
  };
  return { ...session, closedFiles: new ClosedFiles(session) };
}

function introduction({ client, engine }: Session): InitializeResult {
  return {
    serverInfo: { name, version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [...completionTriggers] },
      codeActionProvider: { codeActionKinds: ["quickfix", fixAllKind] },
      executeCommandProvider: { commands: [...commandNames], workDoneProgress: true },
      experimental: { mlockLint: { parser: engine.parser } },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      // Both push and pull would show everything twice.
      ...(client.diagnostics === "pull"
        ? {
            diagnosticProvider: {
              identifier: name,
              interFileDependencies: true,
              workspaceDiagnostics: false,
            },
          }
        : {}),
    },
  };
}

function listen(session: Session): void {
  const { client, connection, configuration } = session;
  const text = new TextSync(session);
  connection.onDidOpenTextDocument((params) => text.open(params));
  connection.onDidChangeTextDocument((params) => text.change(params));
  connection.onDidCloseTextDocument((params) => text.close(params));
  connection.onHover((params) => hover(session, params));
  connection.onCompletion((params) => completion(session, params));
  connection.onCodeAction((params) => codeActions(session, params));
  connection.onExecuteCommand((params, token, progress) => {
    const named = WorkDoneProgressReporter.isNullInstance(progress) ? undefined : progress;
    return executeCommand(session, params, token, named);
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    configuration.changed(settings);
    text.renewAll();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    text.filesChanged(changes.map(({ uri }) => pathOf(uri)));
  });
  if (client.diagnostics === "pull") {
    connection.languages.diagnostics.on((params, token) => pull(session, params, token));
  }
  connection.onInitialized(() => {
    connection.console.info(`${name} ${version}, ${session.engine.parser} parser`);
    if (client.configurationRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section });
    }
    if (client.watchRegistration) {
      const watched = ["*.{c,h}", "compile_commands.json", `{${configNames.join(",")}}`];
      const watchers = watched.map((name) => ({ globPattern: `**/${name}` }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (client.workspaceFolders) followFolders(session, text);
  });
}

function followFolders({ connection, project }: Session, text: TextSync): void {
  connection.workspace.onDidChangeWorkspaceFolders(async () => {
    const folders = await connection.workspace.getWorkspaceFolders();
    project.setFolders((folders ?? []).map(({ uri }) => pathOf(uri)));
    text.renewAll();
  });
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders && workspaceFolders.length > 0) return workspaceFolders.map(({ uri }) => pathOf(uri));
  return rootUri ? [pathOf(rootUri)] : [];
}
