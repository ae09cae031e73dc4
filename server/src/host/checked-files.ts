/** The C files below a folder: what .gitignore names is left out, and links are not followed. */
import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ignore, { type Ignore } from "ignore";
import { slashes } from "./disk";
import { projectRoot } from "./include-dirs";
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

/** One step of a walk; a folder comes before what is in it. */
export interface Met {
  readonly kind: "folder" | "file" | "unreadable";
  readonly path: string;
  readonly reason?: string;
}

/** In the order of names, a folder or a file a step, so that who walks a large tree can do something else meanwhile. */
export function* walkBelow(folder: string): Generator<Met> {
  yield* visit(folder, foldersAbove(folder).flatMap(patternsOf));
}

export function cFilesBelow(folder: string): Walked {
  const met = [...walkBelow(folder)];
  return {
    files: met.filter(({ kind }) => kind === "file").map(({ path }) => path),
    unreadable: met.flatMap(({ kind, path, reason = "" }) => (kind === "unreadable" ? { path, reason } : [])),
  };
}

function* visit(at: string, outer: readonly Patterns[]): Generator<Met> {
  yield { kind: "folder", path: at };
  const patterns = [...outer, ...patternsOf(at)];
  const entries = entriesOf(at);
  if (typeof entries === "string") {
    yield { kind: "unreadable", path: at, reason: entries };
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(at, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== ".git" && !isIgnored(`${path}/`, patterns)) yield* visit(path, patterns);
    } else if (entry.isFile() && /\.[ch]$/.test(entry.name) && !isIgnored(path, patterns))
      yield { kind: "file", path };
  }
}

/** Or why there are none. */
function entriesOf(folder: string): Dirent[] | string {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return reasonOf(error);
  }
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
