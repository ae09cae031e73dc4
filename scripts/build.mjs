/** Bundles the editor client, the language server and the command line into plain files that Node can start. */
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { bundles, copies, root } from "./bundles.mjs";

const at = (path) => join(root, path);

await rm(at("server/dist"), { recursive: true, force: true });
await rm(at("client/dist"), { recursive: true, force: true });
const built = Promise.all([
  ...bundles.map(build),
  ...copies.map(([from, to]) => cp(at(from), at(to), { recursive: true })),
]);
// esbuild has said what is wrong by then; its exception would only repeat it.
await built.catch((error) => {
  if (!error.errors) throw error;
  process.exitCode = 1;
});
