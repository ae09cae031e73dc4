/** Runs a TypeScript tool: `node scripts/run-ts.mjs server/tools/gen.ts --check`. Node 20 cannot by itself. */
import { mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [tool, ...rest] = process.argv.slice(2);
// Inside node_modules, so that packages left out of the bundle are found from there.
const folder = await mkdtemp(join(root, "node_modules", ".run-ts-"));
try {
  const outfile = join(folder, "tool.mjs");
  await build({
    entryPoints: [tool],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: {
      // A CommonJS module with a default export, which Node would wrap once more.
      "sorted-btree": "./node_modules/sorted-btree/b+tree.js",
      // Its main file hides its exports from Node.
      "jsonc-parser": "./node_modules/jsonc-parser/lib/esm/main.js",
    },
    absWorkingDir: root,
    logLevel: "warning",
  });
  process.argv = [process.argv[0], tool, ...rest];
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(folder, { recursive: true, force: true });
}
