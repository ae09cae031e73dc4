/** Guesses where a project keeps its headers, for files that come without a compiler's command line. */
import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isInside, slashes } from "./disk";

const usualNames = ["include", "src"];

/** `include` and `src` beside the file and beside each folder above it, up to the root, nearest first; then the root. */
export function usualIncludeDirs(root: string): (file: string) => readonly string[] {
  const cache = new Map<string, readonly string[]>();
  const of = (folder: string): readonly string[] => {
    const known = cache.get(folder);
    if (known) return known;
    const here = usualNames
      .map((name) => join(folder, name))
      .filter(isFolder)
      .map(slashes);
    const above = dirname(folder);
    const further = folder === root || above === folder ? [slashes(folder)] : of(above);
    const dirs = [...here, ...further];
    cache.set(folder, dirs);
    return dirs;
  };
  return (file) => (isInside(root, file) ? of(dirname(file)) : []);
}

/** The nearest folder at or above with a `.git` in it; else the folder itself. */
export function projectRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (isProject(at)) return at;
    if (dirname(at) === at) return folder;
  }
}

/** Does somebody keep all that lies below together? */
export const isProject = (folder: string): boolean => exists(join(folder, ".git"));

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
