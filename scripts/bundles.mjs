/** What is bundled from what: one row a bundle, for whoever builds them or asks what they hold. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

// A short line limit keeps a stack trace readable: Node prints the whole source line of an uncaught error.
const common = {
  bundle: true,
  format: "cjs",
  minify: true,
  keepNames: true,
  lineLimit: 200,
  absWorkingDir: root,
  logLevel: "warning",
};

// The main file of jsonc-parser loads its parts in a way that no bundler sees.
const readable = { "jsonc-parser": "jsonc-parser/lib/esm/main.js" };

const node = { ...common, platform: "node", target: "node20", alias: readable };

// The native parser loads a compiled file that lies beside its package, so it is resolved when it runs.
const native = ["tree-sitter", "tree-sitter-c"];

// Of Node's modules a browser has none; files come from the editor.
const standIn = (name) => join(root, "server", "src", "web", "node", `${name}.ts`);
const browser = {
  ...common,
  // Names in stack traces would cost a hundredth of the package once more; Node's bundle has them.
  keepNames: false,
  platform: "browser",
  target: "es2022",
  alias: {
    ...readable,
    "node:fs": standIn("fs"),
    "node:os": standIn("os"),
    "node:path": "path-browserify",
    "node:url": standIn("url"),
  },
};

/** A file of its own: VS Code reads what `main` names as a whole before it goes on, and this is forty times as large. */
const languageClient = "language-client.js";
const loadedLater = {
  name: "loaded later",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^vscode-languageclient/ }, () => ({ path: `./${languageClient}`, external: true })),
};

export const bundles = [
  {
    ...node,
    entryPoints: ["client/src/extension.ts"],
    outfile: "client/dist/extension.js",
    external: ["vscode"],
    plugins: [loadedLater],
    // By require(): it is no ES module, and VS Code gives out its own module so.
    supported: { "dynamic-import": false },
  },
  {
    ...node,
    entryPoints: ["vscode-languageclient/node"],
    outfile: `client/dist/${languageClient}`,
    external: ["vscode"],
    keepNames: false,
  },
  {
    ...node,
    entryPoints: ["server/src/main.ts"],
    outfile: "server/dist/mlock-lint.js",
    external: native,
    // Who judges by the text takes a message of the parser for an ES module's `export`; this outweighs it.
    footer: { js: "module.exports = {};" },
  },
  {
    ...browser,
    entryPoints: ["client/src/browser.ts"],
    outfile: "client/dist/browser.js",
    external: ["vscode"],
  },
  {
    ...browser,
    format: "iife",
    entryPoints: ["server/src/web/worker.ts"],
    outfile: "server/dist/worker.js",
    // The parser's runtime asks for these only where it runs under Node.
    external: [...native, "fs", "path"],
  },
];

/** Copied as they are: from, to. */
export const copies = [
  [join("docs", "rules"), "server/dist/rules"],
  [join("node_modules", "web-tree-sitter", "tree-sitter.wasm"), "server/dist/wasm/tree-sitter.wasm"],
  [join("node_modules", "tree-sitter-c", "tree-sitter-c.wasm"), "server/dist/wasm/tree-sitter-c.wasm"],
];
