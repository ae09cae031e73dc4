/** The C files of a project, as its includes and its definitions are looked for: bounded, and never outside. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** In a larger project, or in a home folder, only these are looked at, those near the root first. */
const mostFiles = 10_000;
const mostFolders = 5_000;

/** `this folder`: what lies beside a file that belongs to no project need not be one. */
export type Extent = "this folder" | "all below";

/** The .c and .h files, a folder at a time, breadth first; links are not followed. */
export function* cFilesIn(root: string, extent: Extent = "all below"): Generator<readonly string[]> {
  const folders = [root];
  let left = mostFiles;
  for (const [index, folder] of folders.entries()) {
    if (index >= mostFolders || left <= 0) break;
    const files: string[] = [];
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isFile() && /\.[ch]$/.test(entry.name)) files.push(path);
        else if (extent === "all below" && entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
          folders.push(path);
      }
    } catch {
      // Not ours to read: nothing in it concerns anybody.
    }
    yield files.slice(0, left);
    left -= files.length;
  }
}
