/**
 * Serves VS Code's own web server out of an npm package (argument 1) on a free port, which it tells its parent; or, told to
 * install an extension, does so and ends.
 */
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, options] = process.argv.slice(2);

// Under a parent of its own it leaves starting to us, and so do the versions that never start by themselves.
process.env.CODE_SERVER_PARENT_PID = String(process.pid);
const entry = await import(pathToFileURL(join(folder, "lib/vscode/out/server-main.js")).href);
const { loadCodeWithNls } = entry.loadCodeWithNls ? entry : entry.default;
const { createServer: open, spawnCli } = await loadCodeWithNls();
const given = {
  _: [],
  "accept-server-license-terms": true,
  "telemetry-level": "off",
  ...JSON.parse(options),
};
if (given["install-extension"]) await spawnCli(given);
else await serve();

async function serve() {
  const code = await open(null, {
    "without-connection-token": true,
    // Without it a finished build takes no extension to test.
    "enable-smoke-test-driver": true,
    ...given,
  });
  const server = createServer((request, response) => code.handleRequest(request, response));
  server.on("upgrade", (request, socket) => code.handleUpgrade(request, socket));
  server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
}
