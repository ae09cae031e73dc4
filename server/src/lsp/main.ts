/** The language server on this process, over the transport that its arguments name. */
import { Console } from "node:console";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { type ServerOptions, startServer } from "./server";

export function startOnThisProcess(openEngine: ServerOptions["openEngine"]): void {
  // Standard output belongs to the protocol: a stray line there ends the conversation.
  globalThis.console = new Console(process.stderr);
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      process.stderr.write(`mlock-lint: ${event}: ${error instanceof Error ? error.stack : String(error)}\n`);
    });
  }
  startServer(createConnection(ProposedFeatures.all), { openEngine, machine });
}

const machine = () => [
  `Node ${process.version}, ${process.platform} ${process.arch}`,
  `memory of the server: ${Math.round(process.memoryUsage.rss() / (1 << 20))} MB`,
];
