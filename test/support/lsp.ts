/** A conversation with the language server over streams inside this process. */
import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { Engine } from "../../server/src/ide/types";
import type { Status } from "../../server/src/lsp/handlers/status";
import { startServer } from "../../server/src/lsp/server";
import { fakeEngine } from "./fake-engine";

export interface Options {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly engine?: Engine;
  /** Answers `workspace/configuration`. */
  readonly configuration?: (scope: string | undefined) => unknown;
  readonly folders?: readonly string[];
  readonly quietTime?: number;
}

export interface Conversation {
  readonly client: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly log: string[];
  readonly published: PublishDiagnosticsParams[];
  readonly refreshes: () => number;
  /** What went on, for a client that asks to be told. */
  readonly statuses: Status[];
  execute<Answer>(command: string, ...args: readonly unknown[]): Promise<Answer>;
  /** The next diagnostics for this document that were not taken yet. */
  diagnostics(uri: string): Promise<PublishDiagnosticsParams>;
  open(uri: string, text: string, languageId?: string, version?: number): Promise<void>;
  /** Replaces the whole text. */
  change(uri: string, version: number, text: string): Promise<void>;
}

export const fileUri = "file:///project/a.c";

export async function converse(options: Options = {}): Promise<Conversation> {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const { engine = fakeEngine, quietTime = 5 } = options;
  startServer(createConnection(new StreamMessageReader(there), new StreamMessageWriter(back)), {
    openEngine: async () => engine,
    machine: () => ["a test"],
    quietTime,
  });
  const client = createProtocolConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
  const log: string[] = [];
  const { published, diagnostics } = inbox(client);
  let refreshes = 0;
  client.onNotification("window/logMessage", ({ message }: { message: string }) => void log.push(message));
  const statuses: Status[] = [];
  client.onNotification("mlock-lint/status", (status: Status) => void statuses.push(status));
  client.onRequest("workspace/configuration", ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => options.configuration?.(scopeUri) ?? null),
  );
  client.onRequest("client/registerCapability", () => null);
  client.onRequest("workspace/diagnostic/refresh", () => {
    refreshes++;
    return null;
  });
  client.listen();
  const initialized = await client.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    workspaceFolders: options.folders?.map((uri) => ({ uri, name: uri })) ?? null,
    capabilities: options.capabilities ?? {},
    initializationOptions: options.initializationOptions,
  });
  await client.sendNotification("initialized", {});
  return {
    client,
    initialized,
    log,
    published,
    refreshes: () => refreshes,
    statuses,
    execute: (command, ...args) =>
      client.sendRequest("workspace/executeCommand", { command: `mlock-lint.${command}`, arguments: args }),
    diagnostics,
    open: (uri, text, languageId = "c", version = 1) =>
      client.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version, text } }),
    change: (uri, version, text) =>
      client.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
  };
}

/** Collects what the server publishes. */
function inbox(client: ProtocolConnection): Pick<Conversation, "published" | "diagnostics"> {
  const published: PublishDiagnosticsParams[] = [];
  const taken = new Set<PublishDiagnosticsParams>();
  const waiting: (() => void)[] = [];
  client.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const wake of waiting.splice(0)) wake();
  });
  return {
    published,
    async diagnostics(uri) {
      for (;;) {
        const next = published.find((params) => params.uri === uri && !taken.has(params));
        if (next) {
          taken.add(next);
          return next;
        }
        await new Promise<void>((wake) => waiting.push(wake));
      }
    },
  };
}

export const codesOf = ({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) =>
  diagnostics.map(({ code, range: { start } }) => `${code} ${start.line}:${start.character}`);
