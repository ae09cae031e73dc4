/** Where Node starts the command line. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { openEngine } from "../host/engine";
import { exitCodes } from "./io";
import { run } from "./run";

for (const stream of [process.stdout, process.stderr]) {
  // Whoever reads us may leave early (`| head`): that is no fault of anybody.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") process.exitCode = exitCodes.misuse;
  });
}

void run(process.argv.slice(2), {
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  input: () => readFileSync(0, "utf8"),
  rulePage: (id) => pageIn(join(__dirname, "rules", `${id}.md`)),
  openEngine: () => openEngine(join(__dirname, "wasm")),
  startServer: (args) => {
    process.argv.splice(2, process.argv.length, ...args);
    createRequire(__filename)(join(__dirname, "server.js"));
  },
}).then((code) => {
  // Not process.exit: what is still in a pipe's buffer must get out first.
  if (code !== exitCodes.clean) process.exitCode = code;
});

function pageIn(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
