/** Bundles the editor client, the language server and the command line into plain files that Node can start. */
import { cp, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const at = (...parts) => join(root, ...parts);

// A short line limit keeps a stack trace readable: Node prints the whole source line of an uncaught error.
const common = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  minify: true,
  keepNames: true,
  lineLimit: 200,
  absWorkingDir: root,
  logLevel: "warning",
  // Its main file loads its parts in a way that no bundler sees.
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
};

// The native parser loads a compiled file that lies beside its package, so it is resolved when it runs.
const external = ["tree-sitter", "tree-sitter-c"];

await rm(at("server/dist"), { recursive: true, force: true });
await rm(at("client/dist"), { recursive: true, force: true });
const built = Promise.all([
  build({
    ...common,
    entryPoints: ["client/src/extension.ts"],
    outfile: "client/dist/extension.js",
    external: ["vscode"],
  }),
  build({ ...common, entryPoints: ["server/src/cli/main.ts"], outfile: "server/dist/cli.js", external }),
  build({ ...common, entryPoints: ["server/src/lsp/main.ts"], outfile: "server/dist/server.js", external }),
  copyWasm("web-tree-sitter/tree-sitter.wasm"),
  copyWasm("tree-sitter-c/tree-sitter-c.wasm"),
  cp(at("docs/rules"), at("server/dist/rules"), { recursive: true }),
]);
// esbuild has said what is wrong by then; its exception would only repeat it.
await built.catch((error) => {
  if (!error.errors) throw error;
  process.exitCode = 1;
});

async function copyWasm(name) {
  await mkdir(at("server/dist/wasm"), { recursive: true });
  await cp(require.resolve(name), at("server/dist/wasm", name.slice(name.indexOf("/") + 1)));
}
