/** Where Node starts mlock-lint: the one file that knows both doors, so that one bundle holds what they share once. */

import { startCommandLine } from "./cli/main";
import { openEngine, wasmFilesIn } from "./host/engine";
import { startOnThisProcess } from "./lsp/main";

const wasm = wasmFilesIn(__dirname);

startCommandLine({
  rules: `${__dirname}/rules`,
  openEngine: () => openEngine(wasm),
  startServer: (args) => {
    // The protocol's library reads its transport off the process's own arguments.
    process.argv.splice(2, process.argv.length, ...args);
    startOnThisProcess(() => openEngine(wasm));
  },
});
