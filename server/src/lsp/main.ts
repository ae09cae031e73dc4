/** Where Node starts the language server. */
import { Console } from "node:console";
import { join } from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { openEngine } from "../host/engine";
import { startServer } from "./server";

// Standard output belongs to the protocol: a stray line there ends the conversation.
globalThis.console = new Console(process.stderr);

for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    process.stderr.write(`mlock-lint: ${event}: ${error instanceof Error ? error.stack : String(error)}\n`);
  });
}

startServer(createConnection(ProposedFeatures.all), {
  openEngine: () => openEngine(join(__dirname, "wasm")),
});
