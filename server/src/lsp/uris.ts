/**
 * Between the editor's addresses and the engine's paths: absolute, forward slashes. What is no file of this machine gets a
 * path that leads back to its address: `vscode-vfs://github/a/b.c` is `/vscode-vfs:/github/a/b.c`.
 */
import { posix, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { slashes } from "../host/disk";

export function pathOf(uri: string): string {
  try {
    if (uri.startsWith("file:")) return slashes(resolve(fileURLToPath(uri)));
  } catch {
    // A file URI of another machine is a name like any other.
  }
  const elsewhere = /^([\w+.-]+):\/\/(.*)$/.exec(uri);
  return elsewhere
    ? posix.join("/", `${elsewhere[1]}:`, elsewhere[2] ?? "")
    : posix.join("/", uri.replaceAll(":", "/"));
}

export function uriOf(path: string): string {
  const elsewhere = /^\/([\w+.-]+):\/(.*)$/.exec(path);
  return elsewhere ? `${elsewhere[1]}://${elsewhere[2]}` : pathToFileURL(path).href;
}
