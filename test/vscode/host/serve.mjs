/** Serves VS Code's own web server out of an npm package (argument 1) on a free port, which it tells its parent. */
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, options] = process.argv.slice(2);

// Under a parent of its own it leaves starting to us, and so do the versions that never start by themselves.
process.env.CODE_SERVER_PARENT_PID = String(process.pid);
const entry = await import(pathToFileURL(join(folder, "lib/vscode/out/server-main.js")).href);
const { loadCodeWithNls } = entry.loadCodeWithNls ? entry : entry.default;
const code = await (await loadCodeWithNls()).createServer(null, {
  _: [],
  "accept-server-license-terms": true,
  "without-connection-token": true,
  // Without it a finished build takes no extension to test.
  "enable-smoke-test-driver": true,
  "telemetry-level": "off",
  ...JSON.parse(options),
});
const server = createServer((request, response) => code.handleRequest(request, response));
server.on("upgrade", (request, socket) => code.handleUpgrade(request, socket));
server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
