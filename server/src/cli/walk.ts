/** The C files below a folder: what .gitignore names is left out, and links are not followed. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ignore, { type Ignore } from "ignore";
import { slashes } from "../host/disk";
import { projectRoot } from "../host/include-dirs";
import { reasonOf } from "./sources";

export interface Walked {
  readonly files: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/** One folder's .gitignore; its patterns are relative to that folder. */
interface Patterns {
  readonly folder: string;
  readonly matcher: Ignore;
}

export function cFilesBelow(folder: string): Walked {
  const files: string[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  const visit = (at: string, outer: readonly Patterns[]) => {
    const patterns = [...outer, ...patternsOf(at)];
    try {
      const entries = readdirSync(at, { withFileTypes: true });
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = join(at, entry.name);
        if (entry.isDirectory()) {
          if (entry.name !== ".git" && !isIgnored(`${path}/`, patterns)) visit(path, patterns);
        } else if (entry.isFile() && /\.[ch]$/.test(entry.name) && !isIgnored(path, patterns))
          files.push(path);
      }
    } catch (error) {
      unreadable.push({ path: at, reason: reasonOf(error) });
    }
  };
  visit(folder, foldersAbove(folder).flatMap(patternsOf));
  return { files, unreadable };
}

/** From the repository's root down to the folder's parent: their patterns count as well. */
function foldersAbove(folder: string): string[] {
  const root = projectRoot(folder);
  const above: string[] = [];
  for (let at = folder; at !== root; at = dirname(at)) above.unshift(dirname(at));
  return above;
}

function patternsOf(folder: string): Patterns[] {
  try {
    return [{ folder, matcher: ignore().add(readFileSync(join(folder, ".gitignore"), "utf8")) }];
  } catch {
    return [];
  }
}

/** The innermost folder that has something to say decides. */
function isIgnored(path: string, patterns: readonly Patterns[]): boolean {
  for (const { folder, matcher } of [...patterns].reverse()) {
    const way = slashes(relative(folder, path)) + (path.endsWith("/") ? "/" : "");
    const { ignored, unignored } = matcher.test(way);
    if (ignored || unignored) return ignored;
  }
  return false;
}
